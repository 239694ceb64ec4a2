/// The cases of one text as rows that a spreadsheet holds, one case a row, and back without loss.
///
///     注释        案例            基于      截至   设 项目.行业   设 数据中心.PUE   参数 限值   得
///     # 三（一）   恰为1.2时符合   宁夏项目         数据中心        1.2                            NX-3.1-05 符合
///
/// A cell holds what stands in the text, in its words; an empty one says nothing. The rows of a case
/// beyond the first stand below it.
public struct CaseTable: Sendable, Equatable {
  public struct Row: Sendable, Equatable {
    /// The comments between the case before and this one.
    public var comment = ""
    /// Empty: only comments, behind the last case.
    public var title = ""
    public var base = ""
    public var asOf = ""
    /// The facts and the parameters that it gives, in their order.
    public var facts: [Pair] = []
    public var parameters: [Pair] = []
    public var expected = ""
    /// What its rows give and expect, and the rows.
    public var columns = ""
    public var rows: [String] = []
    public var remark = ""

    public init() {}
  }

  /// `数据中心.PUE = 1.2`
  public struct Pair: Sendable, Equatable {
    public let name: String
    public let value: String

    public init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
  }

  public var rows: [Row]

  public init(rows: [Row]) { self.rows = rows }

  /// The cases of a text; nil where it holds something that no row can say, such as two clauses of one
  /// kind or a comment inside a case.
  public init?(_ source: SourceText) {
    let (tree, problems) = Parser.parse(source)
    guard !problems.hasErrors else { return nil }
    var reader = CaseRowReader(source)
    for declaration in tree.declarations { reader.add(declaration) }
    reader.end()
    rows = reader.rows
    guard text(source.mainLanguage) == String(decoding: source.bytes, as: UTF8.self) else {
      return nil
    }
  }

  /// The cases as a text, laid out as `review format` does it.
  public func text(_ language: Language) -> String {
    let written = plainText(language)
    let source = SourceText(path: "a.cases", text: written)
    let (tree, problems) = Parser.parse(source)
    guard !problems.hasErrors else { return written }
    return SyntaxPrinter(language: language, source: source).print(tree)
  }

  private func plainText(_ language: Language) -> String {
    var text = ""
    for row in rows {
      if !row.comment.isEmpty { text += row.comment + "\n" }
      guard !row.title.isEmpty else { continue }
      func clause(_ keyword: Keyword, _ words: String) {
        if !words.isEmpty { text += "  \(keyword.spelling[language]) \(words)\n" }
      }
      func all(_ pairs: [Pair]) -> String {
        pairs.map { "\($0.name) = \($0.value)" }.joined(
          separator: language == .chinese ? "、" : ", ")
      }
      text += "\(Keyword.caseOf.spelling[language]) \(row.title)\n"
      clause(.basedOn, row.base)
      clause(.asOf, row.asOf)
      clause(.given, all(row.facts))
      clause(.parameter, all(row.parameters))
      clause(.expect, row.expected)
      clause(.column, row.columns)
      for cells in row.rows { clause(.row, cells) }
      clause(.remark, row.remark)
      text += "\n"
    }
    return text
  }
}

/// Takes the rows out of a text, each cell as it is written.
private struct CaseRowReader {
  private let source: SourceText
  private var last = 0
  private(set) var rows: [CaseTable.Row] = []

  init(_ source: SourceText) { self.source = source }

  mutating func add(_ declaration: DeclarationSyntax) {
    var row = CaseTable.Row()
    row.comment = comment(before: Int(declaration.range.start))
    last = Int(declaration.range.end)
    row.title = declaration.operands.first?.text.map { words($0.range) } ?? ""
    for clause in declaration.clauses {
      switch clause.keyword {
      case .basedOn: row.base = rest(of: clause)
      case .asOf: row.asOf = rest(of: clause)
      case .given: row.facts = pairs(of: clause)
      case .parameter: row.parameters = pairs(of: clause)
      case .expect: row.expected = rest(of: clause)
      case .column: row.columns = rest(of: clause)
      case .row: row.rows.append(rest(of: clause))
      case .remark: row.remark = rest(of: clause)
      default: break
      }
    }
    rows.append(row)
  }

  /// The comments behind the last case.
  mutating func end() {
    var row = CaseTable.Row()
    row.comment = comment(before: source.bytes.count)
    if !row.comment.isEmpty { rows.append(row) }
  }

  /// What stands between two declarations, without the blank lines at its start and its last line
  /// break.
  private func comment(before end: Int) -> String {
    var bytes = source.bytes[last..<max(last, end)]
    while let first = bytes.first, first == 0x0A || first == 0x20 { bytes.removeFirst() }
    if bytes.last == 0x0A { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func words(_ range: SourceRange) -> String {
    source.slice(Int(range.start), Int(range.end))
  }

  /// What stands behind the keyword of a clause, on one line.
  private func rest(of clause: ClauseSyntax) -> String {
    let text = source.slice(Int(clause.keywordRange.end), Int(clause.range.end))
    return text.split { $0 == "\n" || $0 == "\r" }.map { line in
      String(line.drop { $0 == " " })
    }.joined(separator: " ")
  }

  private func pairs(of clause: ClauseSyntax) -> [CaseTable.Pair] {
    (clause.operands.first?.assignments ?? []).map { assignment in
      CaseTable.Pair(words(assignment.target.range), words(range(of: assignment.value)))
    }
  }

  private func range(of value: CaseValueSyntax) -> SourceRange {
    switch value {
    case .expression(let expression): expression.range
    case .keyword(_, let range), .list(_, let range): range
    case .span(let low, let high): low.range.through(high.range)
    }
  }
}
