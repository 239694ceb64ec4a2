// Units that are not written: those of bare numbers, and those of fields that meet one another.

/// A word that an editor shows behind a place of a text and that is not part of it.
public struct InlayUnit: Sendable, Equatable {
  public let offset: Int
  public let text: String
}

extension Analysis {
  /// The units that a reader of a text must know and cannot see, in its order.
  public func inlayUnits(of source: Int) -> [InlayUnit] {
    guard let tree = tree(of: source) else { return [] }
    var referents: [SourceRange: Referent] = [:]
    for mention in checked.mentions where Int(mention.range.source) == source {
      referents[mention.range] = mention.referent
    }
    var reader = UnitReader(
      checked, referents: referents, language: sources[source].mainLanguage)
    for declaration in tree.declarations { reader.read(declaration) }
    return reader.units.sorted { $0.offset < $1.offset }
  }
}

private struct UnitReader {
  private let rules: CheckedRules
  private let referents: [SourceRange: Referent]
  private let language: Language
  private(set) var units: [InlayUnit] = []

  init(_ rules: CheckedRules, referents: [SourceRange: Referent], language: Language) {
    (self.rules, self.referents, self.language) = (rules, referents, language)
  }

  mutating func read(_ declaration: DeclarationSyntax) {
    for operand in declaration.operands { read(operand) }
    readRows(of: declaration)
    for clause in declaration.clauses {
      for operand in clause.operands { read(operand) }
      if clause.keyword == .value, let name = declaration.operands.first?.name,
        let parameter = rules.parameters.first(where: { $0.name.isCalled(name.text) })
      {
        clause.operands.first?.expression.map { readBare($0, parameter.unit) }
      }
      if clause.keyword == .range, let name = declaration.operands.first?.name,
        let field = rules.vocabulary.field(at: name.text)
      {
        readRange(clause, rules.vocabulary.fields[field].unit)
      }
    }
  }

  private mutating func read(_ operand: OperandSyntax) {
    switch operand {
    case .expression(let expression): read(expression)
    case .part(let operands, _): for operand in operands { read(operand) }
    case .assignments(let assignments): for assignment in assignments { read(assignment) }
    case .name, .names, .text, .date, .expressions, .type, .types, .consequences, .expectations,
      .columns, .cells, .absent:
      break
    }
  }

  /// The bare number that a case gives a field.
  private mutating func read(_ assignment: AssignmentSyntax) {
    read(assignment.value, unit(of: assignment.target))
  }

  /// The bare numbers in the rows of a case.
  private mutating func readRows(of declaration: DeclarationSyntax) {
    let columns = declaration.clause(.column)?.operands.first?.columns ?? []
    let units = columns.map { column -> UnitOfMeasure? in
      if case .path(let path) = column { unit(of: path) } else { nil }
    }
    for row in declaration.clauses(.row) {
      for (cell, unit) in zip(row.operands.first?.cells ?? [], units) {
        if let value = cell.value { read(value, unit) }
      }
    }
  }

  /// The unit of the field or parameter that a path ends at.
  private func unit(of path: IndexedPathSyntax) -> UnitOfMeasure? {
    switch path.components.last.flatMap({ referents[$0.name.range] }) {
    case .field(let field)?: rules.vocabulary.fields[field].unit
    case .parameter(let parameter)?: rules.parameters[parameter].unit
    default: nil
    }
  }

  private mutating func read(_ value: CaseValueSyntax, _ unit: UnitOfMeasure?) {
    switch value {
    case .expression(let value): readBare(value, unit)
    case .span(_, let high): readBare(high, unit)
    case .keyword, .list: break
    }
  }

  /// `范围 0 至 100`: the unit stands once, behind the end.
  private mutating func readRange(_ clause: ClauseSyntax, _ unit: UnitOfMeasure?) {
    guard let low = clause.operands.first?.expression, let high = clause.operands.last?.expression
    else { return }
    if case .number(_, .some, _) = low { return }
    if case .keyword = high { readBare(low, unit) } else { readBare(high, unit) }
  }

  private mutating func readBare(_ value: ExpressionSyntax, _ unit: UnitOfMeasure?) {
    guard case .number(_, nil, let range) = value else { return }
    show(unit, behind: range)
  }

  // MARK: - Fields beside fields

  private mutating func read(_ expression: ExpressionSyntax) {
    switch expression {
    case .comparison(let left, _, let right, _), .arithmetic(let left, _, let right, _):
      if !left.isNumber, !right.isNumber {
        showUnit(of: left)
        showUnit(of: right)
      }
      read(left)
      read(right)
    case .logical(_, let operands, _), .call(_, let operands, _), .conditional(let operands, _):
      for operand in operands { read(operand) }
    case .not(let operand, _), .negative(let operand, _), .hasValue(let operand, _): read(operand)
    case .membership(let left, _, _, _): read(left)
    case .lookup(_, let keys, _): for key in keys { read(key) }
    case .aggregate(let aggregate):
      for part in [aggregate.body, aggregate.filter].compactMap({ $0 }) { read(part) }
    case .number, .text, .date, .name, .keyword, .ruleResult, .applicable: break
    }
  }

  private mutating func showUnit(of operand: ExpressionSyntax) {
    guard case .name(let name) = operand else { return }
    switch referents[name.range] {
    case .field(let field)?: show(rules.vocabulary.fields[field].unit, behind: name.range)
    case .parameter(let parameter)?: show(rules.parameters[parameter].unit, behind: name.range)
    default: break
    }
  }

  private mutating func show(_ unit: UnitOfMeasure?, behind range: SourceRange) {
    guard let unit, !unit.isOne, !unit.name[language].isEmpty else { return }
    let shown = InlayUnit(offset: Int(range.end), text: unit.name[language])
    if !units.contains(shown) { units.append(shown) }
  }
}

extension ExpressionSyntax {
  fileprivate var isNumber: Bool {
    if case .number = self { true } else { false }
  }
}
