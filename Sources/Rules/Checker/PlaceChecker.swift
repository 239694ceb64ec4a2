// The place: its fields, the divisions of the country, and names of places in rules.

extension Checker {
  /// `辖区字段 项目.省份、项目.城市、项目.县区`, with the divisions their names are those of.
  mutating func checkJurisdictionFields(_ declaration: DeclarationSyntax) {
    for name in declaration.operands.first?.names ?? [] {
      guard let field = plainField(name) else { continue }
      rules.vocabulary.jurisdictionFields.append(field)
    }
    guard let data = declaration.clause(.divisions)?.operands.first?.text else { return }
    rules.vocabulary.divisions = divisions(
      data, declaration.clause(.formerNames)?.operands.first?.text)
  }

  /// The divisions of data files; nil without them, which is reported.
  private mutating func divisions(_ data: TextSyntax, _ former: TextSyntax?) -> Divisions? {
    let names = [data, former].compactMap { $0 }
    let sources = names.compactMap { dataIndex(of: $0) }
    if let read = memory?.divisions, read.sources == sources, sources.count == names.count {
      for (name, index) in zip(names, sources) { dataNames[index] = name.range }
      return read.divisions
    }
    let known = diagnostics.count
    let (all, shortNames) = divisionRows(data)
    // Without its data no name of a place is worth a word.
    guard !all.isEmpty else { return nil }
    let divisions = Divisions(
      all, shortNames: shortNames, former: former.map { formerRows($0) } ?? [])
    if diagnostics.count == known {
      memory?.divisions = ReadDivisions(sources: sources, divisions: divisions)
    }
    return divisions
  }

  private mutating func divisionRows(
    _ name: TextSyntax
  ) -> (divisions: [Division], shortNames: [Int: [String]]) {
    var divisions: [Division] = []
    var shortNames: [Int: [String]] = [:]
    for row in rows(of: name, columns: ["code", "name"], optional: ["short"]) {
      guard let code = divisionCode(row.cells[0]) else { continue }
      if !row.cells[2].text.isEmpty {
        shortNames[divisions.count] = row.cells[2].text.split(separator: "、").map { String($0) }
      }
      divisions.append(Division(code: code, name: row.cells[1].text))
    }
    return (divisions, shortNames)
  }

  private mutating func formerRows(_ name: TextSyntax) -> [FormerDivision] {
    rows(of: name, columns: ["name", "code", "year"], optional: ["note"]).compactMap { row in
      divisionCode(row.cells[1]).map { code in
        FormerDivision(
          name: row.cells[0].text, successor: code, year: row.cells[2].text,
          note: row.cells[3].text)
      }
    }
  }

  /// The rows of a data file, their cells in the order of the columns that are wanted.
  mutating func rows(
    of name: TextSyntax, columns: [String], optional: [String]
  ) -> [CSVRow] {
    guard let csv = data(name) else { return [] }
    var positions: [Int?] = []
    for column in columns + optional {
      let position = csv.header.firstIndex { $0.text == column }
      if position == nil, columns.contains(column) {
        report(
          .missingColumn, at: csv.header.first?.range ?? name.range,
          Phrase("表头没有列 `\(column)`", "the header has no column `\(column)`"),
          hint: Phrase("在第一行加上这一列", "add the column to the first line"))
        return []
      }
      positions.append(position)
    }
    return csv.rows.map { row in
      let cells = positions.map { $0.map { row.cells[$0] } ?? CSVCell(text: "", range: row.range) }
      return CSVRow(cells: cells, range: row.range)
    }
  }

  private mutating func divisionCode(_ cell: CSVCell) -> Int? {
    if cell.text.utf8.count == 6, let code = PlaceName.code(cell.text) { return code }
    report(
      .wrongCell, at: cell.range,
      Phrase(
        "`\(cell.text)` 不是六位区划代码", "`\(cell.text)` is no division code of six digits"),
      hint: Phrase("写六位数字，如 640500", "write its six digits, as 640500"))
    return nil
  }

  // MARK: - Regions of rulesets

  /// The regions of a ruleset under their full names; unknown ones are reported.
  mutating func regions(_ names: [NameSyntax]) -> [String] {
    let isNation: (NameSyntax) -> Bool = {
      $0.word == Keyword.nationwide.chinese || $0.word == Keyword.nationwide.english[0]
    }
    for name in names where isNation(name) {
      record(name, as: Keyword.nationwide.spelling, .word(Keyword.nationwide.spelling))
    }
    let narrower = names.filter { !isNation($0) }
    guard let divisions = rules.vocabulary.divisions else { return narrower.map { $0.text } }
    let place = divisions.settle(narrower.map { $0.text })
    for problem in place.problems {
      report(.place(problem, at: narrower[problem.level.rawValue].range))
    }
    guard place.problems.isEmpty else { return narrower.map { $0.text } }
    return place.names.compactMap { $0 }
  }

  // MARK: - Names of places in rules

  /// Whether a bare number is the code of a division, which is one of its names.
  func isDivisionCode(_ digits: String) -> Bool {
    guard digits.utf8.count == 6, let code = PlaceName.code(digits) else { return false }
    return rules.vocabulary.divisions?.name(of: code) != nil
  }

  /// The level of the place that an expression reads; nil when it reads something else.
  func placeLevel(of expression: CheckedExpression) -> Division.Level? {
    switch expression.kind {
    case .field(let field, _): placeLevel(of: field)
    case .definition(let definition): placeLevel(of: rules.definitions[definition].expression)
    default: nil
    }
  }

  func placeLevel(of field: Int) -> Division.Level? {
    guard rules.vocabulary.divisions != nil else { return nil }
    return rules.vocabulary.jurisdictionFields.firstIndex(of: field).flatMap {
      Division.Level(rawValue: $0)
    }
  }

  /// The full name of a place that a rule, a case or a table names; one that is none is reported.
  mutating func placeName(_ text: String, _ level: Division.Level, at range: SourceRange) -> String
  {
    guard let divisions = rules.vocabulary.divisions else { return text }
    let (name, problem) = divisions.name(text, level)
    if let problem { report(.place(problem, at: range, isHinted: wantsNearest(at: range))) }
    return name
  }

  /// Takes the keys of tables that are looked up by a place under their full names.
  mutating func nameKeysOfPlaces() {
    for key in placeKeys { rules.parameters[key.parameter].keyLevels[key.position] = key.level }
    for parameter in rules.parameters {
      guard !parameter.keyLevels.isEmpty, let column = parameter.column,
        placedTables.insert(column.table).inserted
      else { continue }
      rules.tables[column.table].rows = rules.tables[column.table].rows.map { row in
        var keys = row.keys
        for (position, level) in parameter.keyLevels {
          guard keys.indices.contains(position), case .text(let text) = keys[position] else {
            continue
          }
          keys[position] = .text(placeName(text, level, at: row.range))
        }
        return row.keyed(by: keys)
      }
      reportOverlappingRows(of: rules.tables[column.table])
    }
  }
}

/// A key that a rule or a definition looks a parameter up by, which is the name of a place.
struct PlaceKey: Sendable {
  let parameter: Int
  let position: Int
  let level: Division.Level
}

extension Divisions {
  /// The full name of a place at a level, and what is wrong with the name; then it stays as it is.
  func name(_ text: String, _ level: Division.Level) -> (name: String, problem: PlaceProblem?) {
    if isFullName(text, level) { return (text, nil) }
    var texts: [String?] = [nil, nil, nil]
    texts[level.rawValue] = text
    let place = settle(texts)
    let found = Division.Level.allCases.last { place.names[$0.rawValue] != nil }
    if let name = place.names[level.rawValue], found == level { return (name, nil) }
    // Several places of one name are one name.
    let cleaned = PlaceName.cleaned(text)
    var names = Set(
      readings(of: cleaned).filter { Division.Level(code: $0.division) == level }
        .compactMap { self.name(of: $0.division) })
    if let name = names.popFirst(), names.isEmpty { return (name, nil) }
    guard let found, place.problems.isEmpty else { return (text, place.problems.first) }
    let full = place.names.compactMap { $0 }.joined()
    return (
      text,
      PlaceProblem(
        level: level, text: text, kind: .otherLevel(found, full), known: [nil, nil, nil], in: self)
    )
  }
}

extension TableRow {
  fileprivate func keyed(by keys: [ScalarValue]) -> TableRow {
    TableRow(
      keys: keys, cells: cells, validity: validity, verification: verification,
      source: source, basis: basis, range: range)
  }
}
