// Named sets, parameters and tables.

extension Checker {
  mutating func checkSet(_ declaration: DeclarationSyntax) {
    guard declaration.operands.count == 5, let chinese = declaration.operands[0].name,
      let label = declaration.operands[2].text,
      let fieldName = declaration.operands[3].name, let members = declaration.operands[4].names,
      let field = plainField(fieldName)
    else { return }
    let english = englishName(declaration.operands[1], beside: chinese)
    guard case .choice(let list) = rules.vocabulary.fields[field].type else {
      report(
        .wrongType, at: fieldName.range,
        Phrase("集合要建立在选项字段上", "a set is made of the choices of a field"),
        hint: Phrase(
          "`于 …` 后面写一个选项字段", "write `in …` with a field whose type is a choice"))
      return
    }
    guard isNew(chinese, english, Phrase("集合", "set"), in: names.sets) else { return }
    let indices = members.compactMap { choice(.name($0), in: list) }
    rules.sets.append(
      NamedSet(
        name: Phrase(chinese.text, english.text), label: label.text, choiceList: list,
        members: Set(indices), source: declaration.text(.source)))
    for word in [chinese.word, english.word] { names.sets[word] = rules.sets.count - 1 }
  }

  // MARK: - Parameters

  mutating func checkParameter(_ declaration: DeclarationSyntax) {
    guard declaration.operands.count == 5, let chinese = declaration.operands[0].name,
      let label = declaration.operands[2].text,
      let typeSyntax = declaration.operands[3].type, let declared = declaredType(typeSyntax)
    else { return }
    let english = englishName(declaration.operands[1], beside: chinese)
    guard isNew(chinese, english, Phrase("参数", "parameter"), in: names.parameters) else {
      return
    }
    let keyTypes = keyTypes(of: declaration.operands[4])
    let column = declaration.clause(.takenFrom)?.operands.first?.name.flatMap { self.column($0) }
    reportKeyCount(keyTypes, column, of: declaration)
    reportIdleClauses(ofParameter: declaration, declared.type)
    let values = declaration.clauses(.value).compactMap { datedValue($0, declared) }
    reportOverlaps(declaration.clauses(.value), values)
    if lints { lintGaps(declaration.clauses(.value), values) }
    rules.parameters.append(
      Parameter(
        name: Phrase(chinese.text, english.text), label: label.text, type: declared.type,
        unit: declared.unit,
        bareUnit: declaration.clause(.bareUnit)?.operands.first?.name.flatMap { unit($0) },
        keyTypes: keyTypes, source: declaration.text(.source),
        values: values,
        column: column))
    for word in [chinese.word, english.word] {
      names.parameters[word] = rules.parameters.count - 1
    }
  }

  private mutating func keyTypes(of operand: OperandSyntax) -> [ValueType] {
    guard case .types(let types)? = operand.part?.first else { return [] }
    return types.compactMap { declaredType($0)?.type }
  }

  /// Reports a parameter that is looked up by more or fewer keys than its table has.
  private mutating func reportKeyCount(
    _ keyTypes: [ValueType], _ column: TableColumnReference?, of declaration: DeclarationSyntax
  ) {
    guard let column, let place = declaration.clause(.takenFrom)?.range else { return }
    let keys = rules.tables[column.table].keys
    guard keys.count != keyTypes.count else { return }
    let chinese = keys.map { $0.name.chinese }.joined(separator: "、")
    let english = keys.map { $0.name.english }.joined(separator: ", ")
    report(
      .wrongType, at: place,
      Phrase(
        "表有 \(keys.count) 个键（\(chinese)），参数按 \(keyTypes.count) 个键取值",
        "the table has \(keys.count) keys (\(english)), the parameter is by \(keyTypes.count)"),
      hint: Phrase(
        "写成 `按 " + keys.map { describe($0.type).chinese }.joined(separator: "、") + "`",
        "write `by` with a type for each key of the table"))
  }

  private mutating func datedValue(
    _ clause: ClauseSyntax, _ declared: (type: ValueType, unit: UnitOfMeasure?, isInteger: Bool)
  ) -> DatedValue? {
    guard clause.operands.count == 7, let syntax = clause.operands[0].expression,
      let value = literal(syntax, type: declared.type, unit: declared.unit)
    else { return nil }
    let since = clause.operands[1].part?.first?.date.flatMap { date($0) }
    let until = clause.operands[2].part?.first?.date.flatMap { date($0) }
    return DatedValue(
      value: value, validity: Validity(since: since, until: until),
      source: clause.operands[3].part?.first?.text?.text,
      verification: verification(clause.operands[4...], of: clause))
  }

  private mutating func reportOverlaps(_ clauses: [ClauseSyntax], _ values: [DatedValue]) {
    guard clauses.count == values.count else { return }
    let overlapping = Validity.overlapping(values.map { $0.validity })
    guard overlapping.count > 1 else { return }
    report(
      .overlappingValues, at: clauses[overlapping[1]].range,
      overlapping.count == 2
        ? Phrase("与另一个值的有效期重叠", "this period overlaps another value's")
        : Phrase(
          "\(overlapping.count) 个值的有效期互相重叠",
          "the periods of \(overlapping.count) values overlap"),
      related: [.init(clauses[overlapping[0]].range, Phrase("另一个值", "the other value"))],
      hint: Self.partedPeriods)
  }

  /// Warns of days between two values on which a parameter has none.
  private mutating func lintGaps(_ clauses: [ClauseSyntax], _ values: [DatedValue]) {
    guard clauses.count == values.count else { return }
    let gaps = Validity.gaps(between: values.map { $0.validity })
    for (position, gap) in gaps { reportGap(gap, at: clauses[position].range) }
  }

  mutating func reportGap(_ gap: Validity, at range: SourceRange) {
    guard let since = gap.since, let until = gap.until else { return }
    report(
      .gapInTime, at: range,
      Phrase("\(since) 至 \(until) 没有值", "there is no value from \(since) to \(until)"),
      hint: Phrase(
        "改正 `自` 或 `至`；确无规定的写 `# 允许 gap-in-time 理由`",
        "correct `from` or `until`; where nothing was in force, write `# allow gap-in-time REASON`"),
      severity: .warning)
  }

  /// `能效水平.标杆`: a column of a table.
  private mutating func column(_ name: NameSyntax) -> TableColumnReference? {
    let segments = name.text.pathSegments.map { Word($0) }
    guard segments.count == 2, let table = names.tables[segments[0]],
      let column = rules.tables[table].columns.firstIndex(where: {
        Word($0.name.chinese) == segments[1] || Word($0.name.english) == segments[1]
      })
    else {
      let known = rules.tables.flatMap { table in
        table.columns.map { "\(table.name.chinese).\($0.name.chinese)" }
      }
      reportUnknown(Phrase("表的列", "column of a table"), name, among: known)
      return nil
    }
    let declared = rules.tables[table]
    record(
      name,
      as: Phrase(
        "\(declared.name.chinese).\(declared.columns[column].name.chinese)",
        "\(declared.name.english).\(declared.columns[column].name.english)"),
      .column(table: table, column: column))
    return TableColumnReference(table: table, column: column)
  }

  /// A value written in a rule file, of a known type.
  mutating func literal(
    _ syntax: ExpressionSyntax, type: ValueType, unit: UnitOfMeasure?
  ) -> ScalarValue? {
    var scope = Scope()
    switch (type, syntax) {
    case (.choice(let list), _): return choice(syntax, in: list).map(ScalarValue.choice)
    case (.text, .text(let text)): return .text(text.text)
    case (.text, .name(let name)): return .text(name.text)
    case (.text, .number(let digits, nil, _)) where isDivisionCode(digits): return .text(digits)
    case (.number(let number), .number(let digits, nil, let range)):
      let measure = number.dimensions == nil ? nil : unit
      return self.number(digits, at: range).flatMap { sized($0, in: measure, at: range) }
        .map(ScalarValue.number)
    default:
      guard let checked = checkExpression(syntax, &scope) else { return nil }
      guard case .constant(let value) = checked.kind else {
        report(
          .wrongType, at: syntax.range,
          Phrase("这里应是一个写明的值", "a plain value is needed here"),
          hint: Phrase("直接写出结果", "write its result"))
        return nil
      }
      guard case .number(let wanted) = type, case .number(let found) = checked.type else {
        if checked.type == type { return value }
        report(
          .wrongType, at: syntax.range,
          Phrase(
            "这里应是\(describe(type).chinese)", "\(describe(type).english) is needed here"),
          hint: type.plainExample(rules.vocabulary))
        return nil
      }
      if let dimensions = wanted.dimensions, dimensions != found.dimensions {
        report(
          .unitMismatch, at: syntax.range,
          Phrase("单位与声明的不是同一量纲", "the unit is of another dimension than declared"),
          hint: unit.map { Phrase("用`\($0.name.chinese)`写", "write it in `\($0.name.english)`") })
        return nil
      }
      return value
    }
  }
}

// MARK: - Tables

extension Checker {
  mutating func checkTable(_ declaration: DeclarationSyntax) {
    guard declaration.operands.count == 3, let chinese = declaration.operands[0].name,
      let label = declaration.operands[2].text
    else { return }
    let english = englishName(declaration.operands[1], beside: chinese)
    guard isNew(chinese, english, Phrase("表", "table"), in: names.tables) else { return }
    rules.tables.append(
      table(of: declaration, Phrase(chinese.text, english.text), label: label.text))
    for word in [chinese.word, english.word] { names.tables[word] = rules.tables.count - 1 }
  }

  /// A table with its rows, and what is wrong with them.
  mutating func readTable(
    _ declaration: DeclarationSyntax, _ name: Phrase, label: String
  ) -> RuleTable {
    let keys = declaration.clauses(.key).compactMap { tableColumn($0) }
    let columns = declaration.clauses(.column).compactMap { tableColumn($0) }
    let written = declaration.clauses(.key).count + declaration.clauses(.column).count
    var table = RuleTable(
      name: name, label: label, source: declaration.text(.source),
      validity: validity(of: declaration), keys: keys, columns: columns, rows: [])
    // Without one of its columns, which is reported, no row can be read.
    if keys.count + columns.count == written { table.rows = rows(of: declaration, in: table) }
    table.parentSeparator = parentSeparator(of: declaration, table)
    reportOverlappingRows(of: table)
    if lints { reportUnseenCharacters(inKeysOf: table) }
    return table
  }

  /// `增加行 重点区域`: rows of a table that is declared elsewhere.
  mutating func checkAddedRows(_ declaration: DeclarationSyntax) {
    guard let name = declaration.operands.first?.name else { return }
    guard let index = names.tables[name.word] else {
      reportUnknown(
        Phrase("表", "table"), name, meant: nearest(to: name) { names.tables.keys.map { $0.text } })
      return
    }
    let table = rules.tables[index]
    record(name, as: table.name, .table(index))
    let own = validity(of: declaration)
    let added = rows(
      of: declaration,
      in: RuleTable(
        name: table.name, label: table.label, source: declaration.text(.source) ?? table.source,
        validity: Validity(
          since: own.since ?? table.validity.since, until: own.until ?? table.validity.until),
        keys: table.keys, columns: table.columns, rows: []))
    rules.tables[index].rows += added
    reportOverlappingRows(of: rules.tables[index])
  }

  /// The rows of a declaration: those in it, then those of its data file.
  private mutating func rows(
    of declaration: DeclarationSyntax, in table: RuleTable
  ) -> [TableRow] {
    var rows = declaration.clauses(.row).compactMap { inlineRow($0, of: table) }
    if let data = declaration.clause(.data)?.operands.first?.text {
      rows += dataRows(data, of: table)
    }
    return rows
  }

  /// `上位名 「-」`: 焦炭 stands for the rows 焦炭-顶装焦炉 and 焦炭-捣固焦炉.
  private mutating func parentSeparator(
    of declaration: DeclarationSyntax, _ table: RuleTable
  ) -> Character? {
    guard let text = declaration.clause(.parentNames)?.operands.first?.text else { return nil }
    let keys = table.rows.compactMap { row -> String? in
      if case .text(let key)? = row.keys.first { key } else { nil }
    }
    if let separator = text.text.first, text.text.count == 1,
      keys.contains(where: { !$0.parents(before: separator).isEmpty })
    {
      return separator
    }
    report(
      .wrongValue, at: text.range,
      Phrase(
        "没有一行的键里有 `\(text.text)`，上位名无从谈起",
        "no key of the table holds `\(text.text)`, so that no name is a parent"),
      hint: Phrase(
        "写上位名与其余部分之间的字，如 `上位名 「-」`", "write what stands behind a parent name, as `parent-names 「-」`"
      ))
    return nil
  }

  private mutating func tableColumn(_ clause: ClauseSyntax) -> TableColumn? {
    guard clause.operands.count == 3, let chinese = clause.operands[0].name,
      let type = clause.operands[2].type, let declared = declaredType(type)
    else { return nil }
    let english = englishName(clause.operands[1], beside: chinese)
    return TableColumn(
      name: Phrase(chinese.text, english.text), type: declared.type, unit: declared.unit)
  }

  private mutating func inlineRow(_ clause: ClauseSyntax, of table: RuleTable) -> TableRow? {
    guard let cells = clause.operands.first?.expressions else { return nil }
    let declared = table.keys + table.columns
    guard cells.count == declared.count else {
      report(
        .wrongRow, at: clause.range,
        Phrase(
          "这一行有 \(cells.count) 个值，表有 \(declared.count) 列",
          "this row has \(cells.count) values, the table \(declared.count) columns"),
        hint: Phrase(
          "依次写 \(declared.map { $0.name.chinese }.joined(separator: "、"))，没有的写 `缺`",
          "write \(declared.map { $0.name.english }.joined(separator: ", ")), and `missing` for what is not known"
        ))
      return nil
    }
    var values: [ScalarValue?] = []
    for (cell, column) in zip(cells, declared) {
      if case .name(let name) = cell, name.word == Keyword.missing.chinese {
        values.append(nil)
      } else {
        guard let value = literal(cell, type: column.type, unit: column.unit) else { return nil }
        values.append(value)
      }
    }
    let keys = values.prefix(table.keys.count).compactMap { $0 }
    guard keys.count == table.keys.count else { return nil }
    return TableRow(
      keys: keys, cells: Array(values.dropFirst(table.keys.count)), validity: table.validity,
      verification: verification(clause.operands.suffix(3), of: clause),
      source: clause.operands.count > 1 ? clause.operands[1].part?.first?.text?.text : nil,
      basis: nil, range: clause.range)
  }

  /// The rows of the CSV beside the rule file.
  private mutating func dataRows(_ name: TextSyntax, of table: RuleTable) -> [TableRow] {
    guard let csv = data(name) else { return [] }
    let reader = TableDataReader(table: table, header: csv.header)
    for problem in reader.headerProblems() { report(problem) }
    return csv.rows.compactMap { row in
      let (result, problems) = reader.read(row, vocabulary: rules.vocabulary)
      for problem in problems { report(problem) }
      return result
    }
  }

  /// The place of the CSV that a rule file names; nil where it is not there.
  func dataIndex(of name: TextSyntax) -> Int? {
    let path = dataPath(of: name)
    return sources.firstIndex { $0.path == path }
  }

  private func dataPath(of name: TextSyntax) -> String {
    let folder = folder(of: name.range)
    return folder.isEmpty ? name.text : "\(folder)/\(name.text)"
  }

  /// The CSV that a rule file names; nil after a reported problem.
  mutating func data(_ name: TextSyntax) -> CSVTable? {
    guard let index = dataIndex(of: name) else {
      let path = dataPath(of: name)
      report(
        .missingData, at: name.range,
        Phrase("没有找到数据文件 `\(path)`", "the data file `\(path)` is not there"),
        hint: Phrase(
          "把 CSV 放在规则文件旁边，读整个文件夹",
          "put the CSV beside the rule file, and name the folder of both"))
      return nil
    }
    dataNames[index] = name.range
    let read = table(of: index)
    for problem in read.problems { report(problem) }
    return read.table
  }

  private mutating func table(of index: Int) -> ReadTable {
    if let known = memory?.tables[index] { return known }
    let (csv, problems) = CSVReader.read(sources[index], index: index)
    let read = ReadTable(table: csv, problems: problems)
    memory?.tables[index] = read
    return read
  }

  mutating func report(_ diagnostic: Diagnostic) {
    report(
      diagnostic.code, at: diagnostic.range, diagnostic.message, related: diagnostic.related,
      hint: diagnostic.hint, severity: diagnostic.severity)
  }

  /// One problem for each key, however many of its rows hold at one time.
  mutating func reportOverlappingRows(of table: RuleTable) {
    var order: [[Word]] = []
    var groups: [[Word]: [TableRow]] = [:]
    for row in table.rows {
      let keys = row.keys.map { Word(TextKey.folded(Self.text(of: $0))) }
      if groups[keys] == nil { order.append(keys) }
      groups[keys, default: []].append(row)
    }
    for keys in order {
      let rows = groups[keys] ?? []
      reportOverlaps(among: rows)
      guard lints, rows.count > 1 else { continue }
      for (position, gap) in Validity.gaps(between: rows.map { $0.validity }) {
        reportGap(gap, at: rows[position].range)
      }
    }
  }

  /// Warns of keys that hold what a reader cannot see or tell from a hyphen.
  private mutating func reportUnseenCharacters(inKeysOf table: RuleTable) {
    for row in table.rows {
      for case .text(let key) in row.keys where TextKey.hasUnseen(key) {
        report(
          .wrongCell, at: row.range,
          Phrase(
            "键 `\(TextCheck.excerpt(key))` 里有看不见的字符、空白或不同的短横线",
            "the key `\(TextCheck.excerpt(key))` holds white space, a character that is not seen or another dash"
          ),
          hint: Phrase(
            "写成 `\(TextKey.folded(key))`", "write `\(TextKey.folded(key))`"), severity: .warning)
      }
    }
  }

  private mutating func reportOverlaps(among rows: [TableRow]) {
    guard rows.count > 1 else { return }
    let overlapping = Validity.overlapping(rows.map { $0.validity }).map { rows[$0] }
    guard overlapping.count > 1 else { return }
    let key = TextCheck.excerpt(
      overlapping[0].keys.map { Self.text(of: $0) }.joined(separator: "、"))
    let count = overlapping.count
    report(
      .overlappingRows, at: overlapping[1].range,
      count == 2
        ? Phrase("键 `\(key)` 在同一时期有两行", "two rows hold for the key `\(key)` at one time")
        : Phrase(
          "键 `\(key)` 有 \(count) 行的有效期互相重叠",
          "the periods of \(count) rows for the key `\(key)` overlap"),
      related: [.init(overlapping[0].range, Phrase("另一行", "the other row"))],
      hint: Self.partedPeriods)
  }

  private static let partedPeriods = Phrase(
    "用 `自`、`至` 分开时期，或只留一个", "part their periods by `from` and `until`, or keep one of them")

  static func text(of value: ScalarValue) -> String {
    switch value {
    case .text(let text): text
    case .number(let quantity): quantity.number?.description ?? ""
    case .date(let date): date.description
    case .days(let days): "\(days.first)–\(days.last)"
    case .truth(let value): value ? "是" : "否"
    case .choice(let index): "\(index)"
    case .choices(let indices): indices.sorted().map(String.init).joined(separator: ",")
    }
  }
}

extension Diagnostic.Code {
  static let overlappingValues = Self(
    name: "overlapping-values",
    explanation: Phrase(
      "一个参数在任何一天只能有一个值；用 自、至 把有效期分开。",
      "A parameter has one value on any day; separate the periods with from and until."))

  static let overlappingRows = Self(
    name: "overlapping-rows",
    explanation: Phrase(
      "同一个键在同一天只能有一行。用 自、至 两列把有效期分开，或删去重复的行。",
      "One key has one row on any day. Separate the periods with the columns from and until, or "
        + "delete the repeated row."))

  static let gapInTime = Self(
    name: "gap-in-time",
    explanation: Phrase(
      "两个有效期之间有几天没有值：这几天的审查是待定。多半是 自 或 至 写错了一天；确无规定的，用 `# 允许 gap-in-time 理由` 说明。",
      "There are days between two periods without a value, so reviews of those days are undetermined. "
        + "Usually `from` or `until` is a day off; where nothing was in force, "
        + "`# allow gap-in-time REASON` says so."))

  static let wrongRow = Self(
    name: "wrong-row",
    explanation: Phrase(
      "每一行的值与表的键和列一一对应；没有的值写 缺。",
      "The values of a row stand for the keys and columns of the table, in their order; a value "
        + "that is not there is `missing`."))

  static let missingData = Self(
    name: "missing-data",
    explanation: Phrase(
      "表的数据可以放在规则文件旁的 CSV 里，用 `数据 「文件名.csv」` 引用。",
      "The data of a table may stand in a CSV beside the rule file, named by `data「file.csv」`."))
}
