/// What the cases that pass say of each rule, and the dossiers they say it of.
struct ExpectedOutcomes: Sendable {
  struct Expectation: Sendable {
    /// The index of the case among those of the runner.
    let declaration: Int
    let binding: Binding
    let verdict: Verdict
    let consequence: Int?
    /// The steps that were computed; a change of another one changes nothing.
    let steps: Set<Int>
    /// The figures that were read, their keys folded.
    let figures: Set<Figure>
  }

  /// The rules of each id.
  let versions: [String: [Int]]
  /// By the id of the rule.
  private let expectations: [String: [Expectation]]
  private let program: Program

  init(_ runner: CaseRunner, cases: [CaseDeclaration]) {
    let program = runner.book.program
    var versions: [String: [Int]] = [:]
    for (index, rule) in program.rules.rules.enumerated() {
      versions[rule.id, default: []].append(index)
    }
    var expectations: [String: [Expectation]] = [:]
    for (position, declaration) in cases.enumerated() {
      guard case .success(let binding) = runner.binding(of: declaration) else { continue }
      let judge = RuleJudge(program: program, binding: binding)
      for expectation in declaration.expectations {
        guard case .verdict(let id, let verdict, let consequence) = expectation.outcome,
          let rules = versions[id]
        else { continue }
        let findings = judge.findings(ofVersions: rules)
        guard Self.holds(verdict, consequence, RuleOutcome(findings), findings) else { continue }
        expectations[id, default: []].append(
          Expectation(
            declaration: position, binding: binding, verdict: verdict, consequence: consequence,
            steps: findings.reduce(into: []) { steps, finding in
              steps.formUnion(
                finding.trace.results.steps.filter { finding.trace.results[$0] != nil })
            },
            figures: findings.reduce(into: []) { figures, finding in
              figures.formUnion(finding.trace.parameters.map { $0.figure.folded })
            }))
      }
    }
    (self.program, self.versions, self.expectations) = (program, versions, expectations)
  }

  func of(_ id: String) -> [Expectation] { expectations[id] ?? [] }

  /// The ids that some rules have, each once.
  func ids(of rules: [Int]) -> [String] {
    rules.reduce(into: []) { ids, rule in
      let id = program.rules.rules[program.programRules[rule].rule].id
      if !ids.contains(id) { ids.append(id) }
    }
  }

  /// The first case that comes out otherwise by changed rules.
  func witness(against changed: Program, of mutant: Mutant) -> Expectation? {
    for id in ids(of: mutant.rules) {
      for expectation in of(id) where isTouched(expectation, by: mutant) {
        let judge = RuleJudge(program: changed, binding: expectation.binding)
        let findings = judge.findings(ofVersions: versions[id] ?? [])
        let outcome = RuleOutcome(findings)
        if !Self.holds(expectation.verdict, expectation.consequence, outcome, findings) {
          return expectation
        }
      }
    }
    return nil
  }

  /// What is undetermined is tried with values, under which other steps count.
  private func isTouched(_ expectation: Expectation, by mutant: Mutant) -> Bool {
    if expectation.verdict == .undetermined { return true }
    if let figure = mutant.figure { return expectation.figures.contains(figure.folded) }
    return mutant.steps.isEmpty || !mutant.steps.isDisjoint(with: expectation.steps)
  }

  static func holds(
    _ verdict: Verdict, _ consequence: Int?, _ outcome: RuleOutcome, _ findings: [Finding]
  ) -> Bool {
    guard outcome.verdict == verdict, !findings.isEmpty else { return false }
    guard let consequence else { return true }
    let worst = findings.max { $0.verdict < $1.verdict }
    return worst?.consequence?.all.contains { $0.consequence == consequence } ?? false
  }
}

extension Figure {
  /// With its key as tables are looked up by.
  fileprivate var folded: Figure {
    Figure(parameter: parameter, key: key.map { TextKey.folded($0) })
  }
}
