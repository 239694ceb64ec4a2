/// What the cases that pass say of each rule, and the dossiers they say it of.
struct ExpectedOutcomes: Sendable {
  /// The rules of each id.
  let versions: [String: [Int]]
  /// By the id of the rule.
  private let expectations: [String: [CaseExpectationRecord]]
  /// Where those of an id stand that read a figure.
  private let readers: [String: [Figure: [Int]]]
  /// Where those of an id stand that may read any figure of a parameter.
  private let openReaders: [String: [Int: [Int]]]
  private let program: Program

  init(_ program: Program, _ cases: [MutationCase]) {
    var expectations: [String: [CaseExpectationRecord]] = [:]
    for own in cases {
      for record in own.records { expectations[record.rule, default: []].append(record) }
    }
    self.program = program
    versions = program.versionsOfRules
    // Those that are judged soonest come first: most changes are noticed by any.
    let sorted = expectations.mapValues { records in
      records.enumerated().sorted { left, right in
        left.element.effort == right.element.effort
          ? left.offset < right.offset : left.element.effort < right.element.effort
      }.map { $0.element }
    }
    self.expectations = sorted
    readers = sorted.mapValues { records in
      var places: [Figure: [Int]] = [:]
      for (place, record) in records.enumerated() {
        for figure in record.figures { places[figure, default: []].append(place) }
      }
      return places
    }
    openReaders = sorted.mapValues { records in
      var places: [Int: [Int]] = [:]
      for (place, record) in records.enumerated() {
        for parameter in record.openParameters { places[parameter, default: []].append(place) }
      }
      return places
    }
  }

  /// All of a rule.
  func of(_ id: String) -> [CaseExpectationRecord] { expectations[id] ?? [] }

  /// Those of a rule that a mutant may change.
  private func of(_ id: String, touchedBy mutant: Mutant) -> [CaseExpectationRecord] {
    let all = of(id)
    guard let figure = mutant.figure else { return all }
    let places =
      (readers[id]?[figure.folded] ?? []) + (openReaders[id]?[figure.parameter] ?? [])
    return Set(places).sorted().map { all[$0] }
  }

  /// The ids that some rules have, each once; those of the widest rulesets first, so that what a
  /// nation's table lacks is shown by the nation's rule.
  func ids(of rules: [Int]) -> [String] {
    let all = rules.map { program.rules.rules[program.programRules[$0].rule] }
    func width(_ rule: CatalogueRule) -> Int { program.rules.rulesets[rule.ruleset].regions.count }
    var ids: [String] = []
    for count in Set(all.map(width)).sorted() {
      for rule in all where width(rule) == count && !ids.contains(rule.id) { ids.append(rule.id) }
    }
    return ids
  }

  /// The first case that comes out otherwise by changed rules.
  ///
  /// - Parameter changed: The rules as they are then, made where a case may notice.
  func witness(
    of mutant: Mutant, against changed: () -> Program
  ) -> CaseExpectationRecord? {
    var made: Program?
    for id in ids(of: mutant.rules) {
      for expectation in of(id, touchedBy: mutant) {
        let changed = made ?? changed()
        made = changed
        if expectation.notices(mutant, changed, versions[id] ?? []) { return expectation }
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
