/// Turns the rows of a CSV into rows of a table.
///
/// The header names keys and columns in either language. Further columns say of a whole row its
/// unit, basis, validity, source, and whether it is verified; others are ignored as notes.
struct TableDataReader {
  private let table: RuleTable
  private let header: [CSVCell]
  private var positions: [String: Int] = [:]

  init(table: RuleTable, header: [CSVCell]) {
    self.table = table
    self.header = header
    for (index, cell) in header.enumerated() { positions[cell.text] = index }
  }

  func headerProblems() -> [Diagnostic] {
    (table.keys + table.columns).compactMap { column in
      guard position(of: column.name) == nil else { return nil }
      let range = header.first?.range ?? SourceRange(source: 0, start: 0, end: 0)
      return Diagnostic(
        .missingColumn, at: range,
        Phrase(
          "表头没有列 `\(column.name.chinese)`", "the header has no column `\(column.name.english)`"))
    }
  }

  func read(_ row: CSVRow, vocabulary: Vocabulary) -> (row: TableRow?, problems: [Diagnostic]) {
    var problems: [Diagnostic] = []
    let unitCell = cell(Phrase("单位", "unit"), in: row)
    var rowUnit: UnitOfMeasure?
    if let unitCell, !unitCell.text.isEmpty {
      rowUnit = vocabulary.units.unit(spelled: unitCell.text)
      if rowUnit == nil {
        problems.append(
          Diagnostic(
            .unknownUnit, at: unitCell.range,
            Phrase("没有单位 `\(unitCell.text)`", "there is no unit `\(unitCell.text)`"),
            hint: Suggestion.nearest(to: unitCell.text, among: vocabulary.units.spellings).map {
              Phrase("是否想写 `\($0)`？", "did you mean `\($0)`?")
            }))
      }
    }
    var keys: [ScalarValue] = []
    for column in table.keys {
      guard let cell = cell(column.name, in: row),
        let value = value(cell, column, rowUnit, vocabulary, &problems)
      else { return (nil, problems) }
      keys.append(value)
    }
    let cells = table.columns.map { column in
      cell(column.name, in: row).flatMap { value($0, column, rowUnit, vocabulary, &problems) }
    }
    let range = row.cells.first?.range ?? SourceRange(source: 0, start: 0, end: 0)
    let result = TableRow(
      keys: keys, cells: cells, validity: validity(of: row, &problems),
      isVerified: isVerified(row, &problems), source: text(Phrase("来源", "source"), in: row),
      basis: text(Phrase("口径", "basis"), in: row), range: range)
    return (result, problems)
  }

  // MARK: - Cells

  private func position(of name: Phrase) -> Int? {
    positions[name.chinese] ?? positions[name.english]
  }

  private func cell(_ name: Phrase, in row: CSVRow) -> CSVCell? {
    guard let position = position(of: name), position < row.cells.count else { return nil }
    return row.cells[position]
  }

  private func text(_ name: Phrase, in row: CSVRow) -> String? {
    guard let cell = cell(name, in: row), !cell.text.isEmpty else { return nil }
    return cell.text
  }

  /// The value of a cell; nil for an empty one, which stays empty.
  private func value(
    _ cell: CSVCell, _ column: TableColumn, _ rowUnit: UnitOfMeasure?, _ vocabulary: Vocabulary,
    _ problems: inout [Diagnostic]
  ) -> ScalarValue? {
    guard !cell.text.isEmpty else { return nil }
    let value: ScalarValue?
    switch column.type {
    case .text: value = .text(cell.text)
    case .date: value = CalendarDate(parsing: cell.text).map(ScalarValue.date)
    case .truth: value = Self.truth(cell.text).map(ScalarValue.truth)
    case .choice(let list):
      value = vocabulary.choiceLists[list].index(of: cell.text).map(ScalarValue.choice)
    case .choices: value = nil
    case .number(let number):
      let unit = number.dimensions == nil ? rowUnit : column.unit
      value = ExactNumber(parsing: cell.text).flatMap { Quantity($0, in: unit) }
        .map(ScalarValue.number)
    }
    if value == nil {
      problems.append(
        Diagnostic(
          .wrongCell, at: cell.range,
          Phrase(
            "`\(cell.text)` 不是列 `\(column.name.chinese)` 的值",
            "`\(cell.text)` is no value of the column `\(column.name.english)`")))
    }
    return value
  }

  static func truth(_ text: String) -> Bool? {
    switch text {
    case "是", "yes", "true": true
    case "否", "no", "false": false
    default: nil
    }
  }

  private func isVerified(_ row: CSVRow, _ problems: inout [Diagnostic]) -> Bool {
    guard let cell = cell(Phrase("核实", "verified"), in: row), !cell.text.isEmpty else {
      return true
    }
    guard let value = Self.truth(cell.text) else {
      problems.append(
        Diagnostic(
          .wrongCell, at: cell.range,
          Phrase("`核实` 列只写 是 或 否", "the column `verified` is yes or no")))
      return false
    }
    return value
  }

  private func validity(of row: CSVRow, _ problems: inout [Diagnostic]) -> Validity {
    func date(_ name: Phrase) -> CalendarDate? {
      guard let cell = cell(name, in: row), !cell.text.isEmpty else { return nil }
      let date = CalendarDate(parsing: cell.text)
      if date == nil {
        problems.append(
          Diagnostic(
            .invalidDate, at: cell.range,
            Phrase("没有 `\(cell.text)` 这一天", "there is no day `\(cell.text)`")))
      }
      return date
    }
    let since = date(Phrase("自", "from")) ?? table.validity.since
    let until = date(Phrase("至", "until")) ?? table.validity.until
    return Validity(since: since, until: until)
  }
}

extension Diagnostic.Code {
  static let missingColumn = Self(
    name: "missing-column",
    explanation: Phrase(
      "CSV 的表头要有表的每个键和列，用中文名或英文名。",
      "The header of the CSV names every key and column of the table, in Chinese or in English."))

  static let wrongCell = Self(
    name: "wrong-cell",
    explanation: Phrase(
      "单元格的值要符合列的类型；没有的值留空，不要写 0 或 -。",
      "A cell fits the type of its column; a value that is not there stays empty, not 0 or -."))
}
