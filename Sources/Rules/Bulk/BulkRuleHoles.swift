/// The numbers of a rule that its findings tell as they are, and by which nothing else of them changes but
/// through comparisons: two records that differ in these alone, and in which each comparison comes to the
/// same, have findings of one form.
struct BulkRuleHoles {
  /// The fields whose numbers they are.
  let fields: Set<Int>
  /// The comparisons that such a number stands in: of the project, and of the element that is judged.
  let comparisons: [Int]
  let elementComparisons: [Int]

  static let none = BulkRuleHoles(fields: [], comparisons: [], elementComparisons: [])

  private init(fields: Set<Int>, comparisons: [Int], elementComparisons: [Int]) {
    (self.fields, self.comparisons) = (fields, comparisons)
    self.elementComparisons = elementComparisons
  }

  init(_ rule: BulkRule, _ judge: BulkJudge) {
    var walk = NumberWalk(judge.plan.program, judge.plan.program.programRules[rule.index])
    let fields = walk.fields()
    var nodes = ComparisonWalk(judge.evaluator.code, fields)
    guard !fields.isEmpty, walk.hasNodes(rule),
      rule.allNodes(judge.plan.parts).allSatisfy({ $0 < 0 || nodes.visit($0) })
    else {
      self = .none
      return
    }
    self.fields = fields
    comparisons = nodes.found.filter { judge.evaluator.code.nodes[$0].level < 0 }
    elementComparisons = nodes.found.filter { judge.evaluator.code.nodes[$0].level >= 0 }
  }
}

/// Finds the fields of a rule whose numbers count by comparisons alone.
private struct NumberWalk {
  private let program: Program
  private let rule: ProgramRule
  private var compared: Set<Int> = []
  /// Those that something else follows from, as a row of a table.
  private var others: Set<Int> = []
  private var seen: Set<Place> = []

  /// What becomes of a number in some part of a rule.
  private enum Use {
    /// It stands in no comparison yet.
    case condition
    /// It is compared, or told, and computed with at most.
    case number
    case other
  }

  private struct Place: Hashable {
    let step: Int
    let use: Use
  }

  init(_ program: Program, _ rule: ProgramRule) { (self.program, self.rule) = (program, rule) }

  private var conditions: [Int?] {
    var found = [rule.filter, rule.when, rule.requirement, rule.justification, rule.dueApplies]
    found += rule.consequences
    for step in rule.exclusions + rule.exceptions { found.append(step) }
    for further in rule.furtherDemands {
      found.append(further.demand)
      found.append(further.ground)
    }
    return found
  }

  private var levels: [Int?] { [rule.grading?.graded, rule.grading?.worst, rule.grading?.best] }

  /// Whether all that is walked through is judged in bulk.
  func hasNodes(_ nodes: BulkRule) -> Bool {
    (rule.filter == nil || nodes.filter >= 0) && (rule.when == nil || nodes.when >= 0)
      && (rule.requirement == nil || nodes.requirement >= 0)
      && (rule.justification == nil || nodes.justification >= 0)
      && (rule.dueApplies == nil || nodes.dueApplies >= 0)
  }

  mutating func fields() -> Set<Int> {
    for step in conditions { if let step { visit(step, .condition) } }
    for step in levels { if let step { visit(step, .number) } }
    for step in rule.cautions { if let step { visit(step, .other) } }
    return compared.subtracting(others)
  }

  private mutating func visit(_ step: Int, _ use: Use) {
    guard seen.insert(Place(step: step, use: use)).inserted else { return }
    switch program.steps[step] {
    case .field(let field, _):
      guard case .number = program.vocabulary.fields[field].type else { return }
      if use == .number { compared.insert(field) } else { others.insert(field) }
    case .not, .and, .or: visitOperands(of: step, use == .condition ? use : .other)
    case .definition: visitOperands(of: step, use)
    case .compare: visitOperands(of: step, use == .other ? use : .number)
    case .arithmetic, .negative: visitOperands(of: step, use == .number ? use : .other)
    case .choose(let slice):
      let operands = program.list(slice)
      for (place, operand) in operands.enumerated() {
        let isValue = place % 2 == 1 || place == operands.count - 1
        visit(operand, isValue || use == .other ? .other : .condition)
      }
    case .aggregate(let index): for part in program.parts(of: index) { visit(part, .other) }
    case .constant, .parameter, .oneOf, .memberOfSet, .includes, .includesOnly, .extremum,
      .shifted, .daysBetween, .rounded, .hasValue, .keys, .applicable, .asOf:
      visitOperands(of: step, .other)
    }
  }

  private mutating func visitOperands(of step: Int, _ use: Use) {
    for operand in program.operands(of: step) { visit(operand, use) }
  }
}

/// Finds the comparisons that numbers of some fields stand in.
private struct ComparisonWalk {
  private let code: BulkCode
  private let fields: Set<Int>
  private(set) var found: [Int] = []
  private var seen: Set<Int> = []

  init(_ code: BulkCode, _ fields: Set<Int>) { (self.code, self.fields) = (code, fields) }

  /// False: a part of it is not judged in bulk.
  mutating func visit(_ index: Int) -> Bool {
    guard seen.insert(index).inserted else { return true }
    let node = code.nodes[index]
    if node.operation == .unsupported { return false }
    if node.operation == .compare, reads(index) { found.append(index) }
    return operands(of: node).allSatisfy { visit($0) }
  }

  private func reads(_ index: Int) -> Bool {
    let node = code.nodes[index]
    if node.operation == .field { return fields.contains(Int(node.first)) }
    return operands(of: node).contains { reads($0) }
  }

  private func operands(of node: BulkNode) -> [Int] {
    switch node.operation {
    case .constant, .field, .aggregate, .applicable, .asOf, .unsupported: []
    case .parameter: node.second < 0 ? [] : [Int(node.second)]
    case .not, .oneOf, .memberOfSet, .includes, .includesOnly, .negative, .shifted, .hasValue:
      [Int(node.first)]
    case .compare, .arithmetic, .daysBetween: [Int(node.first), Int(node.second)]
    case .and, .or, .extremum, .choose, .keys:
      (Int(node.first)..<Int(node.first + node.second)).map { Int(code.operands[$0]) }
    }
  }
}
