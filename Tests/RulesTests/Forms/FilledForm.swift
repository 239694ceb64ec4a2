import Spreadsheet

@testable import Rules

/// A form filled in from a dossier, as a person would: by question and element.
struct FilledForm {
  private(set) var sheets: [SheetDrawing]
  /// What the dossier says and the form has no place for, by path.
  private(set) var left: [String] = []

  /// - Parameter dossier: In either language, with labels as keys or without; an empty object leaves
  ///   the form as it is.
  init(
    _ form: ProjectForm, from dossier: JSONNode, _ vocabulary: Vocabulary,
    _ language: Language = .english
  ) {
    sheets = form.workbook(language).sheets
    var names = ColumnReader(vocabulary)
    for answer in Answer.all(in: dossier, "").map({ $0.renamed(by: &names) }) {
      if !fill(answer) { left.append(answer.path) }
      // A list of which an element is filled in is there.
      guard answer.path.contains("["), let list = answer.path.split(separator: "[").first else {
        continue
      }
      _ = fill(Answer(path: String(list), text: "有"))
    }
  }

  /// The sheets as text, without the way through a workbook.
  var source: SourceText {
    let texts = sheets.map { sheet in
      let lines = sheet.rows.map { row in CSVWriter.line(row.map { $0.text }) }
      return (name: sheet.name, csv: Array(lines.joined().utf8))
    }
    return FormReader.source(
      path: "form.xlsx",
      sheets: texts.filter { FormReader.isForm(SourceText(path: "", bytes: $0.csv)) })
  }

  /// The sheets as a workbook holds them.
  func reread() throws -> SourceText {
    let workbook = try Workbook(WorkbookDrawing(sheets: sheets).bytes)
    let texts = workbook.sheets.map { (name: $0.name, csv: $0.csv) }
    return FormReader.source(
      path: "form.xlsx",
      sheets: texts.filter { FormReader.isForm(SourceText(path: "", bytes: $0.csv)) })
  }

  private mutating func fill(_ answer: Answer) -> Bool {
    let (path, element) = answer.place
    for sheet in sheets.indices {
      guard let head = sheets[sheet].rows.first,
        let row = sheets[sheet].rows.firstIndex(where: { $0.first?.text == path })
      else { continue }
      let columns = head.indices.filter { FormFillTests.isAnswer(head[$0].text) }
      guard element < columns.count else { return false }
      let column = columns[element]
      sheets[sheet].rows[row][column].text = answer.text
      var evidence = [answer.document, answer.page, answer.quote]
      if columns.count == 1 { evidence += [answer.date, answer.authority] }
      for (offset, text) in evidence.enumerated() {
        sheets[sheet].rows[row][column + 1 + offset].text = text
      }
      return true
    }
    return false
  }
}

/// One answer of a dossier, as a cell has it.
private struct Answer {
  var path: String
  let text: String
  var document = ""
  var page = ""
  var quote = ""
  var date = ""
  var authority = ""

  /// The path as the form has it, and which element it is for: `products[1].name` is
  /// `products[].name` of element 1.
  var place: (path: String, element: Int) {
    guard let open = path.firstIndex(of: "["), let close = path.firstIndex(of: "]"),
      let element = Int(path[path.index(after: open)..<close])
    else { return (path, 0) }
    return (String(path[...open]) + String(path[close...]), element)
  }

  /// The same answer under the English path of its field or list.
  func renamed(by names: inout ColumnReader) -> Answer {
    var answer = self
    let range = SourceRange(source: 0, start: 0, end: 0)
    if case .column(let column, _) = names.read(CSVCell(text: path, range: range)) {
      answer.path = column.path(in: names.vocabulary)
    } else if let list = names.vocabulary.containers.first(where: {
      $0.isList && [$0.path.chinese, $0.label].contains(path)
    }) {
      answer.path = list.path.english
    }
    return answer
  }

  static func all(in node: JSONNode, _ path: String) -> [Answer] {
    switch node.kind {
    case .null: return []
    case .string(let text), .number(let text): return [Answer(path: path, text: text)]
    case .boolean(let value): return [Answer(path: path, text: value ? "是" : "否")]
    case .array(let items):
      if items.isEmpty { return [Answer(path: path, text: "无")] }
      if case .object? = items.first?.kind {
        return items.enumerated().flatMap { all(in: $0.element, "\(path)[\($0.offset)]") }
      }
      return [Answer(path: path, text: items.compactMap { $0.written }.joined(separator: "、"))]
    case .object(let members):
      let form = FactForm(members)
      guard form.states.isEmpty else { return [answer(form, path)] }
      return members.flatMap { all(in: $0.value, path.isEmpty ? $0.key : "\(path).\($0.key)") }
    }
  }

  private static func answer(_ form: FactForm, _ path: String) -> Answer {
    let unit = form[.unit]?.value.written.map { " " + $0 } ?? ""
    var text = ""
    if let reason = form.reason?.value.written {
      text = (form[.unavailable] == nil ? "不适用：" : "无法提供：") + reason
    } else if let from = form[.from]?.value.written, let to = form[.to]?.value.written {
      text = "\(from)～\(to)" + unit
    } else if let value = form[.value]?.value {
      text = (all(in: value, path).first?.text ?? "") + unit
    }
    var answer = Answer(path: path, text: text)
    var evidence = form
    if case .object(let members)? = form[.source]?.value.kind { evidence = FactForm(members) }
    answer.document =
      form[.source]?.value.written ?? evidence[.document]?.value.written
      ?? evidence[.basis]?.value.written ?? ""
    answer.page = evidence[.page]?.value.written ?? ""
    answer.quote = evidence[.quote]?.value.written ?? ""
    answer.date = evidence[.date]?.value.written ?? ""
    answer.authority = evidence[.authority]?.value.written ?? ""
    return answer
  }
}
