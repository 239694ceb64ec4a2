/// Finds pairs of rules that bind the same project and do not go together.
///
/// Only rules that ask something of the same fact can; they are looked up by it before any question
/// is asked.
struct PairAnalysis {
  private let program: Program
  private let rules: [Int]

  init(_ program: Program, rules: [Int]) {
    (self.program, self.rules) = (program, rules)
  }

  func diagnostics() -> [Diagnostic] {
    let choices = SharedNames((program, []), (program, []))
    return candidates().flatMap {
      RulePair(program, $0.first, $0.second, choices: choices).diagnostics()
    }
  }

  /// The pairs that ask of a common fact, the wider jurisdiction first.
  func candidates() -> [(first: Int, second: Int)] {
    var byFact: [Int: [Int]] = [:]
    for rule in rules where !program.mixesUnits(program.programRules[rule]) {
      for fact in program.demandedFacts(of: rule) { byFact[fact, default: []].append(rule) }
    }
    var seen: Set<[Int]> = []
    var pairs: [(first: Int, second: Int)] = []
    for fact in byFact.keys.sorted() {
      for one in byFact[fact] ?? [] {
        for other in byFact[fact] ?? [] where one != other && program.binds(one, whom: other) {
          // Within one ruleset each pair is asked about once.
          let key =
            program.ruleset(of: one) == program.ruleset(of: other)
            ? [min(one, other), max(one, other)] : [one, other]
          if seen.insert(key).inserted { pairs.append((key[0], key[1])) }
        }
      }
    }
    return pairs.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
  }
}

extension Program {
  func ruleset(of index: Int) -> Int { rules.rules[programRules[index].rule].ruleset }

  /// The facts that a rule asks something of.
  func demandedFacts(of index: Int) -> Set<Int> {
    let parts = programRules[index]
    guard !rules.rules[parts.rule].isEffect else { return [] }
    let roots = [parts.requirement].compactMap { $0 } + parts.furtherDemands.map { $0.demand }
    return Set(uses(under: roots).keys.compactMap { steps[$0].readField?.field })
  }

  /// Whether a rule holds wherever another one does: its ruleset is the same, or one above it.
  func binds(_ rule: Int, whom other: Int) -> Bool {
    let wanted = ruleset(of: rule)
    var current: Int? = ruleset(of: other)
    while let index = current {
      if index == wanted { return true }
      current = rules.rulesets[index].parent
    }
    return false
  }
}
