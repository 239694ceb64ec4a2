/// Which rules of a review read which fields.
struct FieldReaders {
  /// By field; the rules in ascending order.
  private var rules: [[Int]]
  /// The fields that each rule reads, each once.
  private(set) var fields: [[Int]]
  /// The fields that totals are derived from, and those totals.
  private var totals: [Int: [Int]] = [:]
  private let program: Program

  init(of review: Review) {
    program = review.program
    rules = Array(repeating: [], count: program.vocabulary.fields.count)
    fields = Array(repeating: [], count: program.programRules.count)
    for rule in program.programRules
    where review.rulesets.contains(program.rules.rules[rule.rule].ruleset) {
      for step in rule.steps {
        Self.forEachField(of: program.steps[step], program) { field in
          guard rules[field].last != rule.rule else { return }
          rules[field].append(rule.rule)
          fields[rule.rule].append(field)
        }
      }
    }
    for (total, step) in program.derivations.overridden(by: program.preconditions) {
      for field in Self.fields(under: step, program) { totals[field, default: []].append(total) }
    }
    for ledger in program.vocabulary.ledgers {
      guard let excess = ledger.excess else { continue }
      for field in ledger.fields { totals[field, default: []].append(excess) }
    }
  }

  private static func fields(under step: Int, _ program: Program) -> Set<Int> {
    var found: Set<Int> = []
    for used in program.uses(under: [step]).keys {
      forEachField(of: program.steps[used], program) { found.insert($0) }
    }
    return found
  }

  /// The field that a step reads, and the one that says what its number is counted on.
  private static func forEachField(of step: Step, _ program: Program, _ body: (Int) -> Void) {
    guard let (field, _) = step.readField else { return }
    body(field)
    if case .field(let basis)? = program.vocabulary.fields[field].basis { body(basis) }
  }

  /// The rules that a change of some fields can touch, in ascending order.
  func rules(reading changed: some Sequence<Int>) -> [Int] {
    var found: Set<Int> = []
    for field in changed {
      found.formUnion(rules[field])
      for total in totals[field] ?? [] { found.formUnion(rules[total]) }
    }
    return found.sorted()
  }

  /// Whether a rule over a list reads fields of no element but the one it judges.
  func readsOwnElement(_ rule: Int, _ changed: Set<Int>) -> Bool {
    guard let loop = program.rules.rules[rule].loop else { return false }
    guard changed.allSatisfy({ totals[$0] == nil }) else { return false }
    return program.programRules[rule].steps.allSatisfy { step in
      var isOwn = true
      if let (_, variable) = program.steps[step].readField, variable != loop.variable {
        Self.forEachField(of: program.steps[step], program) { field in
          if changed.contains(field) { isOwn = false }
        }
      }
      return isOwn
    }
  }

  /// Whether a total follows from one of the fields.
  func feedTotals(_ changed: some Sequence<Int>) -> Bool {
    changed.contains { totals[$0] != nil }
  }
}
