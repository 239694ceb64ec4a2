// The rows of a case: each is the case with a few facts, and perhaps expectations, of its own.

extension Checker {
  /// The rows of a case as its columns read them.
  mutating func caseRows(of declaration: DeclarationSyntax) -> [CaseRow] {
    let rows = declaration.clauses(.row)
    guard let header = declaration.clause(.column) else {
      if let first = rows.first { reportRowsWithoutColumns(first.keywordRange) }
      return []
    }
    guard let written = header.operands.first?.columns else { return [] }
    if rows.isEmpty { reportColumnsWithoutRows(header.keywordRange) }
    for other in declaration.clauses(.column).dropFirst() {
      report(
        .repeatedClause, at: other.keywordRange,
        Phrase("案例的 `列` 只能写一次", "`column` is written once in a case"),
        related: [.init(header.keywordRange, Phrase("第一次在这里", "first here"))],
        hint: Phrase("并入第一个 `列`", "put them into the first `column`"))
    }
    let columns = written.map { caseColumn($0) }
    reportRepeated(columns)
    return rows.compactMap { row in
      guard let cells = row.operands.first?.cells else { return nil }
      guard cells.count == columns.count else {
        reportCellCount(cells.count, of: row, wanted: written)
        return nil
      }
      return caseRow(cells, columns, row.range)
    }
  }

  /// What a column is of.
  private enum CaseColumn {
    case fact([CaseFact.Step], CaseFact.Target, SourceRange)
    case parameter(Int, key: String?, SourceRange)
    case expectation(ExpectationSyntax.Subject)
    /// It was reported.
    case broken
  }

  private mutating func caseColumn(_ column: CaseColumnSyntax) -> CaseColumn {
    let path: IndexedPathSyntax
    switch column {
    case .path(let own): path = own
    case .crossCheck(let check):
      return knownCheck(check) == nil ? .broken : .expectation(.crossCheck(check))
    case .decision: return .expectation(.decision)
    }
    if let rule = column.name, consequencesOfRules[rule.word] != nil || rule.isHyphenated {
      relatedNames.append(rule)
      return .expectation(.rule(rule))
    }
    if let name = column.name, names.parameters[name.word] != nil {
      return caseParameter(path).map { .parameter($0.index, key: $0.key, path.range) } ?? .broken
    }
    return resolve(path).map { .fact($0.steps, $0.target, path.range) } ?? .broken
  }

  private mutating func caseRow(
    _ cells: [CaseCellSyntax], _ columns: [CaseColumn], _ range: SourceRange
  ) -> CaseRow {
    var facts: [CaseFact] = []
    var parameters: [CaseParameter] = []
    var expectations: [CaseExpectation] = []
    for (cell, column) in zip(cells, columns) {
      switch column {
      case .fact(let steps, let target, _):
        if let value = factValue(in: cell),
          let fact = caseFact(steps, target, value, at: cell.range)
        {
          facts.append(fact)
        }
      case .parameter(let index, let key, _):
        if let value = factValue(in: cell),
          let given = caseParameter(index, key: key, value, at: cell.range)
        {
          parameters.append(given)
        }
      case .expectation(let subject):
        if let outcome = outcome(in: cell, of: subject),
          let expected = expectation(
            ExpectationSyntax(subject: subject, outcome: outcome, range: cell.range),
            namesRule: false)
        {
          expectations.append(expected)
        }
      case .broken: continue
      }
    }
    return CaseRow(facts: facts, parameters: parameters, expectations: expectations, range: range)
  }

  /// The value of a fact; a consequence behind it is reported, and so are points.
  private mutating func factValue(in cell: CaseCellSyntax) -> CaseValueSyntax? {
    switch cell.content {
    case .value(let value, let consequence):
      if let consequence { reportConsequence(consequence) }
      return value
    case .points:
      report(
        .wrongType, at: cell.range,
        Phrase("这里应是事实的值，不是得分", "the value of a fact is needed here, not a score"),
        hint: Phrase("`计分` 写在规则的那一列", "`score` stands in the column of a rule"))
      return nil
    }
  }

  private mutating func outcome(
    in cell: CaseCellSyntax, of subject: ExpectationSyntax.Subject
  ) -> ExpectationSyntax.Outcome? {
    switch (subject, cell.content) {
    case (.rule, .points(let points)): return .points(points)
    case (_, .value(.expression(.name(let outcome)), let consequence)):
      if case .rule = subject { return .word(outcome, consequence: consequence) }
      guard let consequence else { return .word(outcome, consequence: nil) }
      reportConsequence(consequence)
    case (.decision, _):
      reportOutcome(
        cell, Phrase("这里应是决定", "a decision is needed here"), Decision.allCases.map { $0.name })
    case (.rule, _), (.crossCheck, _):
      reportOutcome(
        cell, Phrase("这里应是结论，如 符合", "a verdict is needed here, as met"),
        Verdict.allCases.map { $0.name })
    }
    return nil
  }

  // MARK: - Problems

  private mutating func reportRepeated(_ columns: [CaseColumn]) {
    reportRepeated(
      columns.compactMap { column -> CaseFact? in
        guard case .fact(let steps, let target, let range) = column else { return nil }
        return CaseFact(steps: steps, target: target, value: .missing, range: range)
      })
    reportRepeated(
      columns.compactMap { column -> CaseParameter? in
        guard case .parameter(let index, let key, let range) = column else { return nil }
        return CaseParameter(parameter: index, key: key, value: .missing, range: range)
      })
  }

  private mutating func reportOutcome(
    _ cell: CaseCellSyntax, _ message: Phrase, _ words: [Phrase]
  ) {
    report(
      .wrongType, at: cell.range, message,
      hint: ListedWords(words).hint(Phrase("可写：", "one of: ")))
  }

  private mutating func reportConsequence(_ name: NameSyntax) {
    report(
      .wrongType, at: name.range,
      Phrase(
        "只有规则的结论后面写后果，`\(name.text)` 前面的不是",
        "only the verdict of a rule has a consequence behind it"),
      hint: Phrase("几格之间用 `、`", "cells are parted by `,`"))
  }

  private mutating func reportRowsWithoutColumns(_ range: SourceRange) {
    report(
      .rowsOfCase, at: range,
      Phrase("案例的 `行` 前面没有 `列`", "the rows of a case have no `column` before them"),
      hint: Phrase(
        "先写 `列 主要产品[0].名称、规则编号`", "write `column PATH, RULE` first"))
  }

  private mutating func reportColumnsWithoutRows(_ range: SourceRange) {
    report(
      .rowsOfCase, at: range,
      Phrase("案例的 `列` 后面没有 `行`", "no row follows the columns of the case"),
      hint: Phrase("写 `行 值、结论`", "write `row VALUE, VERDICT`"))
  }

  private mutating func reportCellCount(
    _ count: Int, of row: ClauseSyntax, wanted columns: [CaseColumnSyntax]
  ) {
    let names = columns.map { column in
      let range = column.range
      return sources[Int(range.source)].slice(Int(range.start), Int(range.end))
    }
    report(
      .rowsOfCase, at: row.range,
      Phrase(
        "这一行有 \(count) 格，`列` 写了 \(columns.count) 项",
        "the row has \(count) cells, and there are \(columns.count) columns"),
      hint: Phrase(
        "依次写 \(names.joined(separator: "、"))；没有的写 `缺`",
        "write \(names.joined(separator: ", ")) in this order, and `missing` for none"))
  }
}

extension CaseColumnSyntax {
  /// The name where it is one: of a rule, of a parameter, of a field without group.
  var name: NameSyntax? {
    guard case .path(let path) = self, path.components.count == 1 else { return nil }
    return path.components[0].name
  }
}

extension NameSyntax {
  /// Whether it is the number of a rule, be there such a rule or not.
  fileprivate var isHyphenated: Bool { text.utf8.contains(UInt8(ascii: "-")) }
}

extension Diagnostic.Code {
  static let rowsOfCase = Self(
    name: "rows-of-case",
    explanation: Phrase(
      """
      一个案例的许多例子可以写成一张表：`列` 说每一格是哪个事实、参数，或哪条规则、哪个 `核对「…」` 的结论，一个 `行` 是一个例子，格数与 `列` 相同。
      每行在案例的事实之上改几个；列里有审查日期字段的，以该行的日期审查。

          案例 各产品恰为标杆
            设 项目.阶段 = 拟建
            列 主要产品[0].名称、主要产品[0].单位能耗、X-1
            行 「电石」、805 千克标准煤/吨、符合
            行 「电石」、806 千克标准煤/吨、不符合
      """,
      """
      Many examples of one case may be written as a table: `column` says of which fact, parameter, rule or
      cross-check each cell is, and each `row` is one example, with as many cells as there are columns. A row
      changes a few facts of its case; where the field of the day of review is among them, it is reviewed on
      that day.

          case at the benchmark, product by product
            given project.stage = proposed
            column products[0].name, products[0].energyIntensity, X-1
            row "calcium carbide", 805 kgce/t, met
            row "calcium carbide", 806 kgce/t, notMet
      """))
}
