/// What the cases that pass say of each rule, and the dossiers they say it of.
struct ExpectedOutcomes: Sendable {
  /// The rules of each id.
  let versions: [String: [Int]]
  /// By the id of the rule.
  private let expectations: [String: [CaseExpectationRecord]]
  private let program: Program

  init(_ program: Program, _ cases: [MutationCase]) {
    var expectations: [String: [CaseExpectationRecord]] = [:]
    for own in cases {
      for record in own.records { expectations[record.rule, default: []].append(record) }
    }
    self.program = program
    versions = program.versionsOfRules
    // Those that are judged soonest come first: most changes are noticed by any.
    self.expectations = expectations.mapValues { records in
      records.enumerated().sorted { left, right in
        left.element.effort == right.element.effort
          ? left.offset < right.offset : left.element.effort < right.element.effort
      }.map { $0.element }
    }
  }

  func of(_ id: String) -> [CaseExpectationRecord] { expectations[id] ?? [] }

  /// The ids that some rules have, each once.
  func ids(of rules: [Int]) -> [String] {
    rules.reduce(into: []) { ids, rule in
      let id = program.rules.rules[program.programRules[rule].rule].id
      if !ids.contains(id) { ids.append(id) }
    }
  }

  /// The first case that comes out otherwise by changed rules.
  func witness(against changed: Program, of mutant: Mutant) -> CaseExpectationRecord? {
    for id in ids(of: mutant.rules) {
      for expectation in of(id)
      where expectation.notices(mutant, changed, versions[id] ?? []) {
        return expectation
      }
    }
    return nil
  }
}

extension Program {
  /// The rules of each id.
  var versionsOfRules: [String: [Int]] {
    var versions: [String: [Int]] = [:]
    for (index, rule) in rules.rules.enumerated() { versions[rule.id, default: []].append(index) }
    return versions
  }
}
