/// Turns the rows of a CSV into rows of a table.
///
/// The header names keys and columns in either language. Further columns say of a whole row its
/// unit, basis, validity, source, and whether it is verified; others are ignored as notes.
struct TableDataReader {
  private let table: RuleTable
  private let header: [CSVCell]
  private let keys: [Int?]
  private let columns: [Int?]
  private let unit: Int?
  private let basis: Int?
  private let verification: VerificationColumns
  private let source: Int?
  private let since: Int?
  private let until: Int?

  init(table: RuleTable, header: [CSVCell]) {
    self.table = table
    self.header = header
    func position(of name: Phrase) -> Int? {
      header.firstIndex { $0.text == name.chinese || $0.text == name.english }
    }
    keys = table.keys.map { position(of: $0.name) }
    columns = table.columns.map { position(of: $0.name) }
    unit = position(of: Phrase("单位", "unit"))
    basis = position(of: Phrase("口径", "basis"))
    verification = VerificationColumns(
      verified: position(of: Phrase("核实", "verified")),
      confidence: position(of: Phrase("可信度", "confidence")),
      verifiedBy: position(of: Phrase("核实人", "verifiedBy")),
      verifiedOn: position(of: Phrase("核实日期", "verifiedOn")))
    source = position(of: Phrase("来源", "source"))
    since = position(of: Phrase("自", "from"))
    until = position(of: Phrase("至", "until"))
  }

  func headerProblems() -> [Diagnostic] {
    zip(table.keys + table.columns, keys + columns).compactMap { column, position in
      guard position == nil else { return nil }
      let range = header.first?.range ?? SourceRange(source: 0, start: 0, end: 0)
      return Diagnostic(
        .missingColumn, at: range,
        Phrase(
          "表头没有列 `\(column.name.chinese)`", "the header has no column `\(column.name.english)`"),
        hint: Phrase("在第一行加上这一列", "add the column to the first line"))
    }
  }

  func read(_ row: CSVRow, vocabulary: Vocabulary) -> (row: TableRow?, problems: [Diagnostic]) {
    var problems: [Diagnostic] = []
    let rowUnit = measure(of: row, vocabulary, &problems)
    var keyValues: [ScalarValue] = []
    for (column, position) in zip(table.keys, keys) {
      guard let cell = row.filled(position),
        let value = value(cell, column, rowUnit, vocabulary, &problems)
      else { return (nil, problems) }
      keyValues.append(value)
    }
    let cells = zip(table.columns, columns).map { column, position in
      row.filled(position).flatMap { value($0, column, rowUnit, vocabulary, &problems) }
    }
    let result = TableRow(
      keys: keyValues, cells: cells, validity: validity(of: row, &problems),
      verification: verification.read(row, &problems), source: row.filled(source)?.text,
      basis: row.filled(basis)?.text, range: row.range)
    return (result, problems)
  }

  /// The unit of a whole row; nil when it names none.
  private func measure(
    of row: CSVRow, _ vocabulary: Vocabulary, _ problems: inout [Diagnostic]
  ) -> UnitOfMeasure? {
    guard let cell = row.filled(unit) else { return nil }
    let measure = vocabulary.units.unit(spelled: cell.text)
    if measure == nil {
      problems.append(.unknownUnit(cell.text, among: vocabulary.units, at: cell.range))
    }
    return measure
  }

  // MARK: - Cells

  /// The value of a cell; nil after a reported problem.
  private func value(
    _ cell: CSVCell, _ column: TableColumn, _ rowUnit: UnitOfMeasure?, _ vocabulary: Vocabulary,
    _ problems: inout [Diagnostic]
  ) -> ScalarValue? {
    let value: ScalarValue?
    switch column.type {
    case .text: value = .text(cell.text)
    case .date: value = CalendarDate(parsing: cell.text).map(ScalarValue.date)
    case .truth: value = Bool(written: cell.text).map(ScalarValue.truth)
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
            "`\(cell.text)` is no value of the column `\(column.name.english)`"),
          hint: Self.cellExample(column.type, vocabulary)))
    }
    return value
  }

  private static func cellExample(_ type: ValueType, _ vocabulary: Vocabulary) -> Phrase {
    if case .number = type {
      return Phrase("只写数，不带单位", "write the number alone, without its unit")
    }
    return type.plainExample(vocabulary)
  }

  private func validity(of row: CSVRow, _ problems: inout [Diagnostic]) -> Validity {
    func date(_ position: Int?) -> CalendarDate? {
      guard let cell = row.filled(position) else { return nil }
      let date = CalendarDate(parsing: cell.text)
      if date == nil { problems.append(.invalidDate(cell.text, at: cell.range)) }
      return date
    }
    return Validity(
      since: date(since) ?? table.validity.since, until: date(until) ?? table.validity.until)
  }
}

extension CSVRow {
  /// A cell that holds something.
  func filled(_ position: Int?) -> CSVCell? {
    guard let position, position < cells.count, !cells[position].text.isEmpty else { return nil }
    return cells[position]
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
