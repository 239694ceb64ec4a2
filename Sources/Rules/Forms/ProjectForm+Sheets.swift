extension ProjectForm {
  /// How many elements of a list there are columns for, and of a list within an element rows.
  private static let elements = 6
  private static let innerElements = 3

  /// The form as a workbook: how to fill it in, the questions on the project, and a sheet for each
  /// list, with one column for each element.
  public func workbook(_ language: Language) -> WorkbookDrawing {
    var choices = ChoiceSheet(language)
    var sheets = [guide(language), projectSheet(language, &choices)]
    for list in ownLists {
      sheets.append(sheet(of: list, beside: sheets.map { $0.name }, language, &choices))
    }
    return WorkbookDrawing(sheets: sheets + [choices.drawing].compactMap { $0 })
  }

  /// The lists of the project itself.
  var ownLists: [FormSection] { sections.filter { $0.isList && $0.owner == nil } }

  /// The lists in each element of a list.
  func lists(in list: FormSection) -> [FormSection] {
    sections.filter { $0.isList && $0.owner == list.container }
  }

  // MARK: - How to fill it in

  private func guide(_ language: Language) -> SheetDrawing {
    let title = Phrase("项目审查填报表", "Form for the review of a project")
    let subject = subject.map { "\($0.label)：\($0.value[language])" }
    let sets = rulesets.map { $0[language] }.joined(separator: language == .chinese ? "、" : ", ")
    let lines =
      subject + [
        Phrase("规则：\(sets)；审查日 \(asOf)", "rules: \(sets), as of \(asOf)")[language], "",
      ] + Self.advice.map { $0[language] } + notes.map { $0[language] }
    var sheet = SheetDrawing(
      name: Phrase("填报说明", "How to fill it in")[language], columns: [.init(width: 110)],
      rows: [[.init(title[language], .title)]])
    sheet.rows += lines.map { [.init($0, .plain)] }
    return sheet
  }

  private static let advice = [
    Phrase(
      "1. 只填浅黄色的格。不知道的留空；留空表示没有提供，不当作零，也不当作“否”。",
      "1. Fill in the yellow cells. What is not known stays empty; that is no zero and no “no”."),
    Phrase(
      "2. 数按“单位”栏的单位填写；用别的单位时写在数的后面（如 14.6万吨标准煤）或改“单位”栏。没有单位栏的数要写明单位。",
      "2. Numbers are in the unit of their row; another unit stands behind the number, or in the unit column."
    ),
    Phrase(
      "3. 区间写 95～105，上限写 ≤1.3，约数写 约800。不适用写 /；要说明原因的写“不适用：原因”或“无法提供：原因”。",
      "3. A range is 95-105, a bound ≤1.3, an estimate ~800. Write / for not applicable, or “notApplicable: why”, “unavailable: why”."
    ),
    Phrase(
      "4. “文件”“页”“原文”写这个值出自哪份材料的哪一页、原句怎么写，便于核对；认定结论还写认定的日期和机关。",
      "4. “document”, “page” and “quote” say where the value was taken from; a finding also says its date and authority."
    ),
    Phrase(
      "5. 有多项的（产品、污染物等）各有一张表，一项一列，不够就把四列一组复制到右边，把表头改成下一项（如 第7项）；没有的，在“项目”表里写“无”。",
      "5. What comes in several has a sheet of its own, one element a column; copy the four columns to the right for more and number them on (item 7). Where there is none, say so on the sheet of the project."
    ),
    Phrase(
      "6. “由谁填写”是“主管部门”的，由审查机关认定后填写，申请单位留空。",
      "6. What the authority answers is left empty by the applicant."),
    Phrase(
      "7. 不要改动表头和隐藏的“字段”列；行、列可以增删，不用的行可以留空。填好后：review evaluate 本文件.xlsx",
      "7. Leave the head and the hidden column of fields as they are. When it is filled in: review evaluate FILE.xlsx"
    ),
    Phrase("", ""),
  ]

  // MARK: - The project

  private func projectSheet(_ language: Language, _ choices: inout ChoiceSheet) -> SheetDrawing {
    var sheet = FormSheet(
      name: Phrase("项目", "project")[language], elements: 0, language: language)
    for section in sections where !section.isList {
      sheet.add(heading: section.label)
      for question in section.questions {
        sheet.add(question, path: question.path[language], in: section, &choices)
      }
    }
    if !ownLists.isEmpty {
      sheet.add(heading: Phrase("有多项的内容（另有专表）", "What comes in several")[language])
      for list in ownLists { sheet.add(statement: list) }
    }
    return sheet.drawing
  }

  // MARK: - Lists

  private func sheet(
    of list: FormSection, beside names: [String], _ language: Language,
    _ choices: inout ChoiceSheet
  ) -> SheetDrawing {
    var sheet = FormSheet(
      name: Self.sheetName(list.label, names), elements: Self.elements, language: language)
    for question in list.questions {
      sheet.add(question, path: question.path[language], in: list, &choices)
    }
    for inner in lists(in: list) {
      sheet.add(statement: inner)
      for element in 0..<Self.innerElements {
        sheet.add(heading: "\(inner.label) \(element + 1)")
        for question in inner.questions {
          let last = question.path[language].dropFirst(inner.path[language].count + 2)
          sheet.add(
            question, path: "\(inner.path[language])[\(element)]\(last)", in: inner, &choices)
        }
      }
    }
    return sheet.drawing
  }

  /// A name that a sheet may have and no other one has.
  private static func sheetName(_ label: String, _ names: [String]) -> String {
    let name = String(label.filter { !"[]:*?/\\'".contains($0) }.prefix(28))
    guard names.contains(name) else { return name }
    return "\(name) \(names.count { $0.hasPrefix(name) } + 1)"
  }
}

/// One sheet of questions, drawn row by row.
private struct FormSheet {
  private(set) var drawing: SheetDrawing
  private let language: Language
  /// The columns of the answers.
  private let answers: [Int]
  private let unitColumn: Int
  private let width: Int

  /// - Parameter elements: How many elements of a list there are columns for; 0: it is no list.
  init(name: String, elements: Int, language: Language) {
    self.language = language
    var names = [FormHeader.pathName, FormHeader.labelName]
    var columns: [SheetDrawing.Column] = [.init(width: 30, isHidden: true), .init(width: 38)]
    var answers: [Int] = []
    let allowed = Phrase("可填内容", "what may be entered")
    let answer = { (name: Phrase) in
      answers.append(names.count)
      names += [
        name, Phrase("文件", "document"), Phrase("页", "page"), Phrase("原文", "quote"),
      ]
      columns += [.init(width: 22), .init(width: 14), .init(width: 6), .init(width: 20)]
    }
    if elements == 0 {
      answer(FormHeader.answerName)
      names += [Phrase("日期", "date"), Phrase("认定机关", "authority")]
      columns += [.init(width: 12), .init(width: 16)]
    }
    unitColumn = names.count
    names += [FormHeader.unitName, allowed]
    columns += [.init(width: 14), .init(width: 34)]
    for element in 0..<elements { answer(FormHeader.elementName(element + 1)) }
    names += [Phrase("由谁填写", "answered by"), Phrase("填报说明", "guidance"), Phrase("规则", "rules")]
    columns += [.init(width: 11), .init(width: 44), .init(width: 30)]
    self.answers = answers
    width = names.count
    drawing = SheetDrawing(
      name: name, columns: columns, rows: [names.map { .init($0[language], .head) }])
    drawing.frozen = (1, 2)
  }

  mutating func add(heading: String) {
    var cells = Array(repeating: SheetDrawing.Cell("", .section), count: width)
    cells[1].text = heading
    drawing.rows.append(cells)
  }

  mutating func add(
    _ question: FormQuestion, path: String, in section: FormSection, _ choices: inout ChoiceSheet
  ) {
    let allowed = question.answer.text(language)
    addRow(
      path: path, label: question.label, unit: question.unit?[language] ?? "",
      allowed: question.answer.shortText(language), style: question.answer.style,
      given: question.given?[language] ?? "",
      remarks: [
        question.respondent.name[language],
        question.guidance.map { $0[language] }.joined(separator: "；"),
        Self.some(of: question.rules, language),
      ])
    let unit = question.unit.map { "（\($0[language])）" } ?? ""
    let entry = CellEntry(
      cells: answerCells, allowed: choices.allowed(question, language: language),
      prompt: allowed + unit,
      question: Phrase(
        "不在可填内容之内：\(allowed)。仍要这样填吗？", "expected: \(allowed). Keep it all the same?")[
          language])
    drawing.entries.append(entry)
  }

  /// The first of the rules, and how many there are.
  private static func some(of rules: [String], _ language: Language) -> String {
    let shown = rules.prefix(4).joined(separator: " ")
    guard rules.count > 4 else { return shown }
    return shown + Phrase(" 等 \(rules.count) 条", " and \(rules.count - 4) more")[language]
  }

  /// The row that says whether there is anything of a list.
  mutating func add(statement list: FormSection) {
    let yes = Phrase("有", "yes")[language]
    let no = Phrase("无", "no")[language]
    let place =
      list.owner == nil
      ? Phrase("填在“\(list.label)”表", "on the sheet of its name")
      : Phrase("填在以下各行", "in the rows below")
    let allowed = Phrase(
      "\(yes)（\(place.chinese)）、\(no)", "\(yes) (\(place.english)), \(no)")
    addRow(
      path: list.path[language], label: list.label, unit: "", allowed: allowed[language],
      style: .answer, given: "", remarks: ["", "", ""])
    drawing.entries.append(
      CellEntry(
        cells: answerCells, allowed: .list("\"\(yes),\(no)\""), prompt: "\(yes) / \(no)",
        question: "\(yes) / \(no)"))
  }

  /// The answers of the last row.
  private var answerCells: [String] {
    answers.map { SheetDrawing.reference(row: drawing.rows.count - 1, column: $0) }
  }

  private mutating func addRow(
    path: String, label: String, unit: String, allowed: String, style: CellStyle, given: String,
    remarks: [String]
  ) {
    var cells = Array(repeating: SheetDrawing.Cell("", .answerText), count: width)
    cells[0] = .init(path, .remark)
    cells[1] = .init(label, .label)
    for column in answers { cells[column] = .init("", style) }
    if answers.count == 1 { cells[answers[0]].text = given }
    cells[unitColumn] = .init(unit, .label)
    cells[unitColumn + 1] = .init(allowed, .remark)
    for (offset, remark) in remarks.enumerated() {
      cells[width - remarks.count + offset] = .init(remark, .remark)
    }
    drawing.rows.append(cells)
  }
}

/// The choices of drop-downs, one list a column, on a hidden sheet: a list in a cell's own rule has
/// room for 255 characters only.
private struct ChoiceSheet {
  private let language: Language
  private var columns: [[String]] = []

  init(_ language: Language) { self.language = language }

  private var name: String { Phrase("选项", "choices")[language] }

  mutating func allowed(_ question: FormQuestion, language: Language) -> CellEntry.Allowed {
    switch question.answer {
    case .truth: .list(Phrase("\"是,否\"", "\"yes,no\"")[language])
    case .text, .date, .choices: .anything
    case .number(let range):
      range.bringsUnit
        ? .anything : .number(isWhole: range.isInteger, low: range.low, high: range.high)
    case .choice(let choices): .list(cells(of: choices.map { $0[language] }))
    }
  }

  private mutating func cells(of choices: [String]) -> String {
    let column = columns.firstIndex(of: choices) ?? columns.count
    if column == columns.count { columns.append(choices) }
    let letters = SheetDrawing.reference(row: 0, column: column).dropLast()
    return "'\(name)'!$\(letters)$1:$\(letters)$\(choices.count)"
  }

  /// nil: there are none.
  var drawing: SheetDrawing? {
    guard let height = columns.map({ $0.count }).max() else { return nil }
    var sheet = SheetDrawing(
      name: name, isHidden: true, columns: columns.map { _ in .init(width: 20) })
    sheet.rows = (0..<height).map { row in
      columns.map { .init(row < $0.count ? $0[row] : "", .plain) }
    }
    return sheet
  }
}

extension FormAnswer {
  fileprivate var style: CellStyle {
    switch self {
    case .text: .answerText
    case .date: .answerDate
    case .truth, .number, .choice, .choices: .answer
    }
  }

  /// What may be answered, without more choices than can be read at a glance.
  fileprivate func shortText(_ language: Language) -> String {
    if case .choice(let choices) = self, choices.count > 8 {
      return Phrase("选一项，见下拉列表（\(choices.count) 项）", "one of \(choices.count), in the drop-down")[
        language]
    }
    return text(language)
  }
}
