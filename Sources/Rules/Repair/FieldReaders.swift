/// Which rules of a review read which fields.
struct FieldReaders {
  /// By field; the rules in ascending order.
  private var rules: [Int: [Int]] = [:]
  /// The fields that each rule reads.
  private(set) var fields: [Int: Set<Int>] = [:]
  /// The fields that totals are derived from, and those totals.
  private var totals: [Int: [Int]] = [:]

  init(of review: Review) {
    let program = review.program
    for rule in program.programRules
    where review.rulesets.contains(program.rules.rules[rule.rule].ruleset) {
      let read = Self.fields(in: rule.steps, program)
      fields[rule.rule] = read
      for field in read { rules[field, default: []].append(rule.rule) }
    }
    for (total, step) in program.derivations {
      for field in Self.fields(under: step, program) { totals[field, default: []].append(total) }
    }
  }

  private static func fields(in steps: Range<Int>, _ program: Program) -> Set<Int> {
    var found: Set<Int> = []
    for step in steps { add(program.steps[step], to: &found, program) }
    return found
  }

  private static func fields(under step: Int, _ program: Program) -> Set<Int> {
    var found: Set<Int> = []
    for used in program.uses(under: [step]).keys { add(program.steps[used], to: &found, program) }
    return found
  }

  private static func add(_ step: Step, to fields: inout Set<Int>, _ program: Program) {
    switch step {
    case .field(let field, _), .applicable(let field, _):
      fields.insert(field)
      if case .field(let basis)? = program.vocabulary.fields[field].basis { fields.insert(basis) }
    case .constant, .parameter, .definition, .not, .and, .or, .compare, .oneOf, .memberOfSet,
      .includes, .includesOnly, .arithmetic, .negative, .extremum, .aggregate, .asOf:
      break
    }
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

  /// Whether a total follows from one of the fields.
  func feedTotals(_ changed: some Sequence<Int>) -> Bool {
    changed.contains { totals[$0] != nil }
  }
}
