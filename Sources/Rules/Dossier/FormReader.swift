/// Reads one dossier from a form, which asks one question a row.
///
///     [项目]
///     字段,填报事项,填写,单位,文件,页
///     project.name,项目名称,某数据中心,,申请表,1
///     products,主要产品,有,,,
///     [主要产品]
///     字段,填报事项,单位,第1项,文件,页,第2项,文件,页
///     products[].name,主要产品名称,,电石,,,石灰,,
///
/// A line with a name in square brackets begins a sheet; a form of one sheet needs none. `[]` in a
/// path is the element of the column, and `[0]` one that the row itself names. Elements that nothing
/// is said of do not count, so that the first may be left empty. The row of a list says whether there
/// is any. An empty answer is not given; `无法提供：原因` and `不适用：原因` say why there is none.
public struct FormReader {
  private let source: SourceText
  private let vocabulary: Vocabulary
  private var names: ColumnReader
  private var cells: [Cell] = []
  private var statements: [Statement] = []
  private var diagnostics: [Diagnostic] = []

  /// An answer, and the field it is for.
  private struct Cell {
    let column: FieldColumn
    let node: JSONNode
    let unit: String?
  }

  /// What the row of a list says of it.
  private struct Statement {
    /// The element that the list stands in; empty for one of the project.
    let steps: [CaseFact.Step]
    let list: Int
    let content: DossierList
    let range: SourceRange
  }

  /// Whether a text is a form rather than a table of projects.
  public static func isForm(_ source: SourceText) -> Bool {
    var top = source.bytes.prefix(topSize)
    // What was cut off ends inside a line.
    if top.count < source.bytes.count, let end = top.lastIndex(of: 0x0A) { top = top[...end] }
    return CSVReader.rows(of: SourceText(path: source.path, bytes: Array(top)), index: 0).rows
      .prefix(CSVRows.linesAbove).contains { FormHeader($0.row) != nil }
  }

  /// How many bytes the head of a form is looked for in.
  private static let topSize = 1 << 16

  /// The text of a form of several sheets, each of them as comma-separated values.
  public static func source(path: String, sheets: [(name: String, csv: [UInt8])]) -> SourceText {
    var bytes: [UInt8] = []
    for sheet in sheets {
      bytes += Array("[\(sheet.name.withVisibleControls)]\n".utf8) + sheet.csv
      if bytes.last != 0x0A { bytes.append(0x0A) }
    }
    return source(path: path, bytes: bytes)
  }

  /// A form, with the sheets that its lines in square brackets begin.
  public static func source(path: String, bytes: [UInt8]) -> SourceText {
    let plain = SourceText(path: path, bytes: bytes)
    let sheets = CSVReader.rows(of: plain, index: 0).rows.compactMap { line in
      sheetName(of: line.row).map { name in
        SourceSheet(name: name, line: plain.position(of: Int(line.row.range.start)).line)
      }
    }
    return SourceText(path: path, bytes: bytes, sheets: sheets)
  }

  private static func sheetName(of row: CSVRow) -> String? {
    let text = row.cells[0].text
    guard row.cells.count == 1, text.hasPrefix("["), text.hasSuffix("]") else { return nil }
    return String(text.dropFirst().dropLast())
  }

  /// Reads the dossier of a form; with errors it may not be judged.
  public static func read(
    _ source: SourceText, index: Int = 0, vocabulary: Vocabulary
  ) -> (dossier: Dossier, diagnostics: [Diagnostic]) {
    let read = CSVReader.rows(of: source, index: index)
    var reader = FormReader(source, vocabulary)
    reader.diagnostics = read.diagnostics
    for (row, header) in questions(in: read) { reader.read(row, header) }
    return reader.finish()
  }

  /// What is written in a form, answer by answer, by the paths of its rows.
  public static func answers(in source: SourceText) -> [(path: String, text: String)] {
    questions(in: CSVReader.rows(of: source, index: 0)).flatMap { row, header in
      let name = row.name(header)?.text ?? ""
      return header.answers.enumerated().compactMap { element, answer in
        row.text(answer.value).map { (path: name.inElement(element), text: $0) }
      }
    }
  }

  /// The rows below each head of a form.
  private static func questions(in table: CSVRows) -> [(row: CSVRow, header: FormHeader)] {
    var header: FormHeader?
    var found: [(row: CSVRow, header: FormHeader)] = []
    for line in table.rows where line.isSound {
      if sheetName(of: line.row) != nil {
        header = nil
      } else if let next = FormHeader(line.row) {
        header = next
      } else if let header {
        found.append((line.row, header))
      }
    }
    return found
  }

  private init(_ source: SourceText, _ vocabulary: Vocabulary) {
    self.source = source
    self.vocabulary = vocabulary
    names = ColumnReader(vocabulary)
  }

  // MARK: - Rows

  private mutating func read(_ row: CSVRow, _ header: FormHeader) {
    let filled = header.answers.enumerated().filter { row.holds($0.element.value) }
    guard !filled.isEmpty, let name = row.name(header) else { return }
    if let list = vocabulary.list(at: name.text.withoutElements) {
      for (element, answer) in filled { state(list, in: element, row.cells[answer.value]) }
      return
    }
    for (element, answer) in filled {
      let path = CSVCell(text: name.text.inElement(element), range: name.range)
      switch names.read(path) {
      case .column(let column, let unit):
        cells.append(
          Cell(column: column, node: row.node(answer), unit: unit ?? row.text(header.unit)))
      case .unknown:
        diagnostics.append(
          RowReader.unknown(name, names, isHinted: diagnostics.count < DiagnosticDigest.limit))
        return
      case .wrong(let diagnostic):
        diagnostics.append(diagnostic)
        return
      }
    }
  }

  /// Reads whether there is anything of a list.
  private mutating func state(_ list: Int, in element: Int, _ cell: CSVCell) {
    let text = cell.text.trimmed
    let steps = vocabulary.owner(of: list).map { [CaseFact.Step(list: $0, index: element)] } ?? []
    let say = { (content: DossierList) in
      Statement(steps: steps, list: list, content: content, range: cell.range)
    }
    if let (part, reason) = FactForm.stated(text) {
      guard ReasonWord.isReason(reason) else {
        let key = part == .unavailable ? "无法提供" : "不适用"
        diagnostics.append(
          Diagnostic(
            .wrongValue, at: cell.range, ReasonWord.problem(key, reason),
            hint: ReasonWord.hint(writing: Phrase("\(key)：尚未开工", "\(key): not built yet"))))
        return
      }
      statements.append(say(part == .unavailable ? .unavailable(reason) : .elements([])))
    } else if AnswerWord.truth(text) == false || AnswerWord.isNone(text) {
      statements.append(say(.elements([])))
    } else if AnswerWord.truth(text) == nil {
      diagnostics.append(
        Diagnostic(
          .wrongValue, at: cell.range,
          Phrase("这里应是“有”或“无”", "this is yes or no"),
          hint: Phrase(
            "有就写 `有`，在“\(vocabulary.containers[list].label)”表里逐项填写；没有写 `无`；不知道就留空",
            "write `yes` and fill in the list, or `no`; nothing when it is not known")))
    }
  }

  // MARK: - The dossier

  private mutating func finish() -> (dossier: Dossier, diagnostics: [Diagnostic]) {
    var places: [FieldColumn: SourceRange] = [:]
    var facts = FactCollector(DossierReader(vocabulary: vocabulary))
    let elements = ElementCount(cells.map { $0.column.steps } + statements.map { $0.steps })
    for cell in cells {
      let column = FieldColumn(
        field: cell.column.field, steps: elements.counted(cell.column.steps))
      if let first = places[column] {
        let repeated = CSVCell(text: "", range: cell.node.range)
        diagnostics.append(RowReader.repeated(column, at: repeated, first, vocabulary))
        continue
      }
      places[column] = cell.node.range
      facts.add(cell.node, at: column, unit: cell.unit)
    }
    var (root, problems) = facts.finish()
    diagnostics += problems
    for statement in statements {
      apply(statement, in: elements.counted(statement.steps), &root)
    }
    diagnostics.sort { $0.range.start < $1.range.start }
    return (Dossier(source: source, root: root, diagnostics: diagnostics), diagnostics)
  }

  /// Puts down that there is nothing of a list; elements of it are a contradiction.
  private mutating func apply(
    _ statement: Statement, in element: [CaseFact.Step], _ root: inout DossierElement
  ) {
    guard root.count(of: statement.list, at: element[...]) > 0 else {
      root.set(statement.content, list: statement.list, at: element[...])
      return
    }
    let first = cells.first { cell in
      cell.column.steps.dropFirst(statement.steps.count).first?.list == statement.list
    }
    let declared = vocabulary.containers[statement.list]
    diagnostics.append(
      Diagnostic(
        .dossierShape, at: statement.range,
        Phrase(
          "这里说没有\(declared.label)，后面又填了",
          "this says that there are no \(declared.path.english), and some are given"),
        related: first.map { [.init($0.node.range, Phrase("填在这里", "given here"))] } ?? [],
        hint: Phrase("改成 `有`，或删去所填的各项", "write `yes`, or take the elements out")))
  }
}

/// Counts the elements that anything is said of, without the gaps between them.
private struct ElementCount {
  /// The elements of each list, in ascending order.
  private let used: [ListPlace: [Int]]

  init(_ ways: [[CaseFact.Step]]) {
    var used: [ListPlace: Set<Int>] = [:]
    for way in ways {
      for (list, index) in way.lists { used[list, default: []].insert(index) }
    }
    self.used = used.mapValues { $0.sorted() }
  }

  /// The same way, through the elements that count.
  func counted(_ way: [CaseFact.Step]) -> [CaseFact.Step] {
    way.lists.map { list, index in
      CaseFact.Step(list: list.list, index: used[list]?.firstIndex(of: index) ?? index)
    }
  }
}

extension CSVRow {
  /// Whether a cell holds anything.
  func holds(_ column: Int) -> Bool { text(column) != nil }

  /// The text of a cell; nil for an empty one, or a column that is not there.
  func text(_ column: Int?) -> String? {
    guard let column, cells.indices.contains(column) else { return nil }
    let text = cells[column].text.trimmed
    return text.isEmpty ? nil : text
  }

  /// The path of the field that the row is for, or else its label.
  func name(_ header: FormHeader) -> CSVCell? {
    for case let column? in [header.path, header.label] where holds(column) {
      return CSVCell(text: cells[column].text.trimmed, range: cells[column].range)
    }
    return nil
  }

  /// An answer with what stands beside it, as JSON would have it.
  ///
  /// - Parameter unit: The column of its unit; nil: that is read apart.
  func node(_ answer: FormHeader.Answer, unit: Int? = nil) -> JSONNode {
    let cell = cells[answer.value]
    let stated = FactForm.stated(cell.text)
    var members = [
      JSONMember(
        part: stated?.part ?? .value, text: stated?.reason ?? cell.text, range: cell.range)
    ]
    if let unit, let text = text(unit) {
      members.append(JSONMember(part: .unit, text: text, range: cells[unit].range))
    }
    for (part, column) in answer.parts.sorted(by: { $0.value < $1.value }) {
      guard let text = text(column) else { continue }
      members.append(JSONMember(part: part, text: text, range: cells[column].range))
    }
    let isPlain = members.count == 1 && stated == nil
    return isPlain ? members[0].value : JSONNode(.object(members), range: cell.range)
  }
}

extension JSONMember {
  fileprivate init(part: FactForm.Part, text: String, range: SourceRange) {
    self.init(
      key: part.names[0], keyRange: range, value: JSONNode(.string(text), range: range))
  }
}

extension FactForm {
  /// `无法提供：原因` and `不适用：原因`; nil for any other text.
  static func stated(_ text: String) -> (part: Part, reason: String)? {
    guard let absence = StatedAbsence(text) else { return nil }
    let reason = String(absence.reason).trimmed
    guard !reason.isEmpty else { return nil }
    switch absence.kind {
    case .unavailable: return (.unavailable, reason)
    case .notApplicable: return (.notApplicable, reason)
    }
  }
}

extension Vocabulary {
  /// The list of a path in either language; nil when it is none.
  func list(at path: String) -> Int? {
    containers.indices.first { index in
      let container = containers[index]
      return container.isList && (container.path.chinese == path || container.path.english == path)
    }
  }
}

extension Vocabulary {
  /// The list whose elements hold a group or list; nil: it is the project's own.
  func owner(of container: Int) -> Int? {
    var above = containers[container].parent
    while let outer = above, !containers[outer].isList { above = containers[outer].parent }
    return above
  }
}

extension String {
  /// `pollutants[].sources` as `pollutants.sources`.
  fileprivate var withoutElements: String {
    var text = ""
    for character in self {
      if character == "]", text.last == "[" { text.removeLast() } else { text.append(character) }
    }
    return text
  }

  /// `products[].name` as `products[2].name`.
  fileprivate func inElement(_ element: Int) -> String {
    guard let mark = indices.first(where: { self[$0...].hasPrefix("[]") }) else { return self }
    return String(self[..<mark]) + "[\(element)]" + String(self[index(mark, offsetBy: 2)...])
  }
}
