/// Writes a ``SyntaxTree`` in the canonical layout, in Chinese or in English.
///
/// Names are translated by what they were resolved to; a name nobody resolved stays as it is.
public struct SyntaxPrinter {
  let language: Language
  /// What a name at a range was resolved to: its two spellings.
  let spellings: [SourceRange: Phrase]
  let source: SourceText

  /// The widest line, in terminal cells, before a condition is broken at its joiners.
  static let lineWidth = 100

  public init(
    language: Language, spellings: [SourceRange: Phrase] = [:], source: SourceText
  ) {
    self.language = language
    self.spellings = spellings
    self.source = source
  }

  public func print(_ tree: SyntaxTree) -> String {
    var lines = LineWriter(comments: tree.comments[...], source: source)
    for (position, declaration) in tree.declarations.enumerated() {
      lines.startItem(
        at: declaration.range.start, indent: "",
        blankLine: position > 0 && Self.standsApart(declaration.keyword))
      let form = Grammar.declarations[declaration.keyword] ?? Form([])
      let firstClause = declaration.clauses.first?.range.start ?? declaration.range.end
      lines.write(
        line(declaration.keyword, declaration.operands, form.shapes, indent: ""),
        endingAt: lastOffset(of: declaration.operands, default: declaration.keywordRange.end),
        before: firstClause)
      for (place, clause) in declaration.clauses.enumerated() {
        let next =
          place + 1 < declaration.clauses.count
          ? declaration.clauses[place + 1].range.start : clause.range.end
        let clauseForm = form.clauses[clause.keyword] ?? Form([])
        lines.startItem(at: clause.range.start, indent: "  ", blankLine: false, inside: true)
        lines.write(
          line(clause.keyword, clause.operands, clauseForm.shapes, indent: "  "),
          endingAt: clause.range.end, before: next)
      }
    }
    return lines.finish()
  }

  private static func standsApart(_ keyword: Keyword) -> Bool {
    switch keyword {
    case .ruleset, .document, .rule, .definition, .set, .table, .relation, .caseOf, .group: true
    default: false
    }
  }

  private func lastOffset(of operands: [OperandSyntax], default end: Int32) -> Int32 {
    operands.compactMap { $0.range?.end }.max() ?? end
  }

  // MARK: - Lines

  private func line(
    _ keyword: Keyword, _ operands: [OperandSyntax], _ shapes: [Shape], indent: String
  ) -> String {
    let text = indent + pieces(keyword, operands, shapes, broken: false)
    guard TextWidth.cells(of: text) > Self.lineWidth else { return text }
    return indent + pieces(keyword, operands, shapes, broken: true)
  }

  private func pieces(
    _ keyword: Keyword, _ operands: [OperandSyntax], _ shapes: [Shape], broken: Bool
  ) -> String {
    var text = keyword.spelling[language]
    append(operands, shapes, to: &text, broken: broken)
    return text
  }

  private func append(
    _ operands: [OperandSyntax], _ shapes: [Shape], to text: inout String, broken: Bool
  ) {
    var rest = operands[...]
    for shape in shapes {
      switch shape {
      case .keyword(let keyword):
        append(keyword.spelling[language], to: &text)
      case .sign(let sign):
        appendSign(sign, before: shapes, to: &text)
      case .optional(let inner):
        guard let operand = rest.popFirst() else { return }
        if case .part(let parts, _) = operand { append(parts, inner, to: &text, broken: broken) }
      default:
        guard let operand = rest.popFirst() else { return }
        let piece = guarded(render(operand, broken: broken), operand, after: text)
        if case .quotation = shape, text.hasSuffix("）") || isSectionBefore(shape, in: shapes) {
          text += piece
        } else {
          append(piece, to: &text)
        }
      }
    }
  }

  /// `must not …` is a clause of its own: a negation behind `must` is put in parentheses.
  private func guarded(_ piece: String, _ operand: OperandSyntax, after text: String) -> String {
    guard text == Keyword.must.spelling[language], language == .english,
      piece.hasPrefix(Keyword.not.spelling.english + " ")
    else { return piece }
    guard case .expression(.logical(let joiner, let operands, _)) = operand,
      let first = operands.first
    else { return parenthesised(piece) }
    let word = " \(joiner.spelling[language]) "
    let rest = operands.dropFirst().map { inner($0, atLeast: .negation) }
    return ([parenthesised(inner(first, atLeast: .negation))] + rest).joined(separator: word)
  }

  /// A quotation follows its section without a space: 三（一）「…」.
  private func isSectionBefore(_ shape: Shape, in shapes: [Shape]) -> Bool {
    shapes.contains { if case .section = $0 { true } else { false } } && shapes.count <= 4
  }

  private func append(_ piece: String, to text: inout String) {
    guard !piece.isEmpty else { return }
    let glued = text.hasSuffix("（") || text.hasSuffix("(") || text.hasSuffix("：")
    text += glued || text.isEmpty ? piece : " " + piece
  }

  private func appendSign(_ sign: Token.Sign, before shapes: [Shape], to text: inout String) {
    switch sign {
    case .leftParenthesis: text += language == .chinese ? "（" : " ("
    case .rightParenthesis: text += sign.spelling[language]
    case .colon where shapes.contains(where: { if case .condition = $0 { true } else { false } }):
      text += language == .chinese ? "：" : ":"
    case .colon: text += " :"
    default: append(sign.spelling[language], to: &text)
    }
  }

  private func render(_ operand: OperandSyntax, broken: Bool) -> String {
    switch operand {
    case .name(let name): self.name(name)
    case .names(let names): names.map(listedName).joined(separator: comma)
    case .text(let text): self.text(text)
    case .date(let date): date.text
    case .expression(let expression): self.expression(expression, broken: broken)
    case .expressions(let expressions):
      expressions.map { self.expression($0, broken: false) }.joined(separator: comma)
    case .type(let type): self.type(type)
    case .assignments(let assignments): self.assignments(assignments, broken: broken)
    case .expectations(let expectations):
      expectations.map(expectation).joined(separator: comma)
    case .part, .absent: ""
    }
  }

  private var comma: String { language == .chinese ? "、" : ", " }

  private func name(_ name: NameSyntax) -> String {
    spellings[name.range]?[language] ?? name.text
  }

  /// A name among others; in quotation marks when it was written so.
  private func listedName(_ name: NameSyntax) -> String {
    let isQuoted = source.slice(Int(name.range.start), Int(name.range.start) + 3) == "「"
    return isQuoted || source.bytes[Int(name.range.start)] == UInt8(ascii: "\"")
      ? "「\(name.text)」" : self.name(name)
  }

  /// A quotation, a title or a section, told apart by the sign it began with.
  private func text(_ text: TextSyntax) -> String {
    let first = source.slice(Int(text.range.start), Int(text.range.start) + 3)
    if first == "《" { return "《\(text.text)》" }
    if first == "「" || first == "“" || first.hasPrefix("\"") { return "「\(text.text)」" }
    return text.text
  }

  private func type(_ type: TypeSyntax) -> String {
    func word(_ keyword: Keyword, _ unit: NameSyntax?) -> String {
      keyword.spelling[language] + (unit.map { " " + name($0) } ?? "")
    }
    switch type.kind {
    case .number(let unit): return word(.number, unit)
    case .integer(let unit): return word(.integer, unit)
    case .anyUnit(let isInteger):
      return word(isInteger ? .integer : .number, nil) + " " + Keyword.anyUnit.spelling[language]
    case .boolean: return word(.boolean, nil)
    case .text: return word(.text, nil)
    case .date: return word(.date, nil)
    case .choice(let choices):
      // A declared choice list shows its choices alone, a field's own list after its keyword.
      let isBare = !startsWithKeyword(type.range, .choice)
      return (isBare ? "" : word(.choice, nil) + " ") + list(choices)
    case .choices(let choices): return word(.choices, nil) + " " + list(choices)
    case .named(let name): return self.name(name)
    }
  }

  private func startsWithKeyword(_ range: SourceRange, _ keyword: Keyword) -> Bool {
    let text = source.slice(Int(range.start), Int(range.end))
    return text.hasPrefix(keyword.spelling.chinese + " ")
      || text.hasPrefix(keyword.spelling.english + " ")
  }

  private func list(_ choices: [ChoiceSyntax]) -> String {
    choices.map { "\($0.chinese.text) \($0.english.text)" }.joined(separator: comma)
  }

  // MARK: - Cases

  private func assignments(_ assignments: [AssignmentSyntax], broken: Bool) -> String {
    let items = assignments.map { "\(path($0.target)) = \(value($0.value))" }
    guard broken else { return items.joined(separator: comma) }
    let separator = (language == .chinese ? "、" : ",") + "\n    "
    return items.joined(separator: separator)
  }

  private func path(_ path: IndexedPathSyntax) -> String {
    path.components.map { component in
      var text = name(component.name)
      if let index = component.index { text += "[\(index)]" }
      if let key = component.key { text += "[\(key)]" }
      return text
    }.joined(separator: ".")
  }

  private func value(_ value: CaseValueSyntax) -> String {
    switch value {
    case .expression(let expression): self.expression(expression, broken: false)
    case .keyword(let keyword, _): keyword.spelling[language]
    case .list(let names, _):
      (language == .chinese ? "（" : "(") + names.map(listedName).joined(separator: comma)
        + (language == .chinese ? "）" : ")")
    case .span(let low, let high):
      "\(expression(low, broken: false)) \(Keyword.through.spelling[language]) "
        + expression(high, broken: false)
    }
  }

  private func expectation(_ expectation: ExpectationSyntax) -> String {
    var words = [expectation.rule.map(name) ?? Keyword.decision.spelling[language]]
    words.append(name(expectation.outcome))
    if let consequence = expectation.consequence { words.append(name(consequence)) }
    return words.joined(separator: " ")
  }
}

// MARK: - Expressions

extension SyntaxPrinter {
  /// How tightly an expression binds; one inside another needs parentheses when it binds less.
  private enum Binding: Int, Comparable {
    case logical, negation, comparison, sum, product, primary

    static func < (left: Binding, right: Binding) -> Bool { left.rawValue < right.rawValue }
  }

  private func binding(of expression: ExpressionSyntax) -> Binding {
    switch expression {
    case .logical: .logical
    case .not: .negation
    case .comparison, .membership: .comparison
    case .arithmetic(_, let sign, _, _): sign == .plus || sign == .minus ? .sum : .product
    case .aggregate: .logical
    case .number, .text, .date, .name, .keyword, .lookup, .call, .negative, .applicable: .primary
    }
  }

  private func expression(_ expression: ExpressionSyntax, broken: Bool) -> String {
    switch expression {
    case .number(let digits, let unit, _):
      return digits + (unit.map { " " + name($0) } ?? "")
    case .text(let text): return "「\(text.text)」"
    case .date(let date): return date.text
    case .name(let name): return self.name(name)
    case .keyword(let keyword, _): return keyword.spelling[language]
    case .lookup(let table, let keys, _):
      return
        "\(name(table))[\(keys.map { self.expression($0, broken: false) }.joined(separator: comma))]"
    case .call(let function, let arguments, _):
      let list = arguments.map { self.expression($0, broken: false) }.joined(separator: comma)
      return function.spelling[language] + parenthesised(list)
    case .aggregate(let aggregate): return self.aggregate(aggregate)
    case .not(let operand, _):
      return "\(Keyword.not.spelling[language]) \(inner(operand, atLeast: .negation))"
    case .negative(let operand, _): return "-\(inner(operand, atLeast: .primary))"
    case .applicable(let name, _):
      return "\(Keyword.applicable.spelling[language]) \(self.name(name))"
    case .logical(let joiner, let operands, _):
      let parts = operands.map { inner($0, atLeast: .negation) }
      let separator = broken ? "\n    " : " "
      return parts.joined(separator: "\(separator)\(joiner.spelling[language]) ")
    case .comparison(let left, let comparison, let right, _):
      return "\(inner(left, atLeast: .sum)) \(comparison.spelling[language]) "
        + inner(right, atLeast: .sum)
    case .membership(let left, let membership, let items, _):
      let list = items.map { self.expression($0, broken: false) }.joined(separator: comma)
      return "\(inner(left, atLeast: .sum)) \(membership.spelling[language]) \(list)"
    case .arithmetic(let left, let sign, let right, _):
      let own = binding(of: expression)
      let tighter: Binding = own == .sum ? .product : .primary
      return "\(inner(left, atLeast: own)) \(sign.spelling[language]) "
        + inner(right, atLeast: tighter)
    }
  }

  private func inner(_ expression: ExpressionSyntax, atLeast needed: Binding) -> String {
    let text = self.expression(expression, broken: false)
    return binding(of: expression) < needed ? parenthesised(text) : text
  }

  private func parenthesised(_ text: String) -> String {
    language == .chinese ? "（\(text)）" : "(\(text))"
  }

  private func aggregate(_ aggregate: AggregateSyntax) -> String {
    var words = [aggregate.function.spelling[language]]
    if let body = aggregate.body { words.append(expression(body, broken: false)) }
    words += [Keyword.forEach.spelling[language], name(aggregate.variable)]
    words += [Keyword.inList.spelling[language], name(aggregate.list)]
    if let filter = aggregate.filter {
      words += [Keyword.where.spelling[language], expression(filter, broken: false)]
    }
    return words.joined(separator: " ")
  }
}

extension OperandSyntax {
  var range: SourceRange? {
    switch self {
    case .name(let name): name.range
    case .names(let names): names.last?.range
    case .text(let text): text.range
    case .date(let date): date.range
    case .expression(let expression): expression.range
    case .expressions(let expressions): expressions.last?.range
    case .type(let type): type.range
    case .assignments(let assignments): assignments.last?.target.range
    case .expectations(let expectations): expectations.last?.range
    case .part(_, let range): range
    case .absent: nil
    }
  }
}

/// Joins lines and comments, each comment before or behind the item it was written at.
private struct LineWriter {
  private var comments: ArraySlice<CommentSyntax>
  private let source: SourceText
  private var output = ""

  init(comments: ArraySlice<CommentSyntax>, source: SourceText) {
    self.comments = comments
    self.source = source
  }

  /// Writes what stands before an item: a blank line, and comments of their own lines.
  mutating func startItem(
    at offset: Int32, indent: String, blankLine: Bool, inside: Bool = false
  ) {
    var wantsBlank = blankLine
    while let comment = comments.first, comment.range.start < offset {
      comments.removeFirst()
      let keepsBlank = !inside && hasBlankLine(before: comment.range.start)
      if !output.isEmpty, !inside, wantsBlank || keepsBlank { output += "\n" }
      wantsBlank = !inside && false
      output += indent + comment.text + "\n"
      if !inside, isFollowedByBlankLine(comment.range.end) { wantsBlank = true }
    }
    if !output.isEmpty, !inside, wantsBlank || hasBlankLine(before: offset) {
      if !output.hasSuffix("\n\n"), !endsWithComment || hasBlankLine(before: offset) {
        output += "\n"
      }
    }
  }

  private var endsWithComment: Bool {
    let lastLine = output.dropLast().split(separator: "\n", omittingEmptySubsequences: false).last
    return lastLine?.hasPrefix("#") ?? false
  }

  /// Writes an item, with the comments inside it before and the one behind it at its end.
  mutating func write(_ line: String, endingAt end: Int32, before next: Int32) {
    var trailing = ""
    while let comment = comments.first {
      let isInside = comment.range.start < end
      let isBehind = !comment.standsAlone && comment.range.start < max(next, lineEnd(after: end))
      guard isInside || isBehind else { break }
      comments.removeFirst()
      trailing += "  " + comment.text
    }
    output += line + trailing + "\n"
  }

  mutating func finish() -> String {
    for comment in comments {
      if hasBlankLine(before: comment.range.start), !output.isEmpty { output += "\n" }
      output += comment.text + "\n"
    }
    return output
  }

  private func lineEnd(after offset: Int32) -> Int32 {
    Int32(source.lineBounds(around: Int(offset)).upperBound)
  }

  private func hasBlankLine(before offset: Int32) -> Bool {
    var breaks = 0
    var position = Int(offset) - 1
    while position >= 0 {
      switch source.bytes[position] {
      case 0x0A: breaks += 1
      case 0x20, 0x09, 0x0D: break
      default: return breaks > 1
      }
      position -= 1
    }
    return false
  }

  private func isFollowedByBlankLine(_ offset: Int32) -> Bool {
    var breaks = 0
    for byte in source.bytes[Int(offset)...] {
      switch byte {
      case 0x0A: breaks += 1
      case 0x20, 0x09, 0x0D: break
      default: return breaks > 1
      }
    }
    return false
  }
}
