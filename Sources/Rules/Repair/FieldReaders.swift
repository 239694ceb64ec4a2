/// Which rules of a review read which fields.
struct FieldReaders {
  /// By field; the rules in ascending order.
  private var rules: [Int: [Int]] = [:]
  /// The fields that each rule reads.
  private(set) var fields: [Int: Set<Int>] = [:]
  /// The fields that each rule over a list reads of other elements as well, or may.
  private var shared: [Int: Set<Int>] = [:]
  /// The fields that totals are derived from, and those totals.
  private var totals: [Int: [Int]] = [:]

  init(of review: Review) {
    let program = review.program
    for rule in program.programRules
    where review.rulesets.contains(program.rules.rules[rule.rule].ruleset) {
      let read = Self.fields(in: rule.steps, program)
      fields[rule.rule] = read
      if let loop = program.rules.rules[rule.rule].loop {
        shared[rule.rule] = Self.fields(in: rule.steps, program) { $0 != loop.variable }
      }
      for field in read { rules[field, default: []].append(rule.rule) }
    }
    for (total, step) in program.derivations.overridden(by: program.preconditions) {
      for field in Self.fields(under: step, program) { totals[field, default: []].append(total) }
    }
    for ledger in program.vocabulary.ledgers {
      guard let excess = ledger.excess else { continue }
      for field in ledger.fields { totals[field, default: []].append(excess) }
    }
  }

  /// - Parameter isWanted: Asked for the variable through which a field is read.
  private static func fields(
    in steps: Range<Int>, _ program: Program, _ isWanted: (Int?) -> Bool = { _ in true }
  ) -> Set<Int> {
    var found: Set<Int> = []
    for step in steps {
      if let (_, variable) = program.steps[step].readField, !isWanted(variable) { continue }
      add(program.steps[step], to: &found, program)
    }
    return found
  }

  private static func fields(under step: Int, _ program: Program) -> Set<Int> {
    var found: Set<Int> = []
    for used in program.uses(under: [step]).keys { add(program.steps[used], to: &found, program) }
    return found
  }

  private static func add(_ step: Step, to fields: inout Set<Int>, _ program: Program) {
    guard let (field, _) = step.readField else { return }
    fields.insert(field)
    if case .field(let basis)? = program.vocabulary.fields[field].basis { fields.insert(basis) }
  }

  /// The rules that a change of some fields can touch, in ascending order.
  func rules(reading changed: some Sequence<Int>) -> [Int] {
    var found: Set<Int> = []
    for field in changed {
      found.formUnion(rules[field] ?? [])
      for total in totals[field] ?? [] { found.formUnion(rules[total] ?? []) }
    }
    return found.sorted()
  }

  /// Whether a rule over a list reads fields of no element but the one it judges.
  func readsOwnElement(_ rule: Int, _ fields: some Sequence<Int>) -> Bool {
    guard let shared = shared[rule] else { return false }
    return fields.allSatisfy { !shared.contains($0) && totals[$0] == nil }
  }

  /// Whether a total follows from one of the fields.
  func feedTotals(_ changed: some Sequence<Int>) -> Bool {
    changed.contains { totals[$0] != nil }
  }
}
