/// Changes everything that the rules say, one place at a time, and asks whether a case notices.
///
/// A change that no case notices and that is not proved to mean the same is a missing case: nobody
/// would see it if the rule were wrong in that way.
public struct MutationTest: Sendable {
  public let mutants: [Mutant]
  private let program: Program
  private let expected: ExpectedOutcomes
  private let search: CaseSearch
  private let cases: [CaseDeclaration]
  private let today: CalendarDate

  /// - Parameters:
  ///   - runner: The rules and their cases.
  ///   - cases: Those that are to notice the changes.
  ///   - isOwn: Whether a rule is among those that are changed.
  public init(_ runner: CaseRunner, cases: [CaseDeclaration], isOwn: (CatalogueRule) -> Bool) {
    let program = runner.book.program
    let sources = runner.book.sources
    func text(_ range: SourceRange) -> String {
      sources.indices.contains(Int(range.source))
        ? sources[Int(range.source)].slice(Int(range.start), Int(range.end)) : ""
    }
    let own = program.programRules.indices.filter {
      isOwn(program.rules.rules[program.programRules[$0].rule])
    }
    let ofRules = own.flatMap { RuleMutants(program: program, index: $0, text: text).all() }
    let shared = SharedMutants(program: program).all().compactMap { mutant -> Mutant? in
      var mutant = mutant
      mutant.rules.removeAll { !own.contains($0) }
      return mutant.rules.isEmpty ? nil : mutant
    }
    let expected = ExpectedOutcomes(runner, cases: cases)
    mutants = (ofRules + shared).joined
    self.program = program
    self.expected = expected
    self.cases = cases
    today = runner.today
    search = CaseSearch(program: program, cases: cases, expected: expected, today: runner.today)
  }

  /// What became of one mutant.
  public enum Outcome: Sendable {
    /// By the case of this title.
    case noticed(String)
    /// Proved: no dossier that answers every fact tells them apart.
    case equivalent
    case missing(SuggestedCase)
    case undecided(Phrase)
  }

  /// What becomes of a mutant, by its place among ``mutants``.
  public func outcome(of index: Int) -> Outcome {
    let mutant = mutants[index]
    let changed = program.changed(by: mutant.edits)
    if let witness = expected.witness(against: changed, of: mutant) {
      return .noticed(cases[witness.declaration].title)
    }
    let (made, reason) = difference(mutant, changed)
    if made == nil, reason == nil { return .equivalent }
    if let near = search.suggestion(for: mutant, changed) { return .missing(near) }
    return made.map { .missing($0) } ?? .undecided(reason ?? ExactQuestion<String>.unshown)
  }

  /// Whether no case notices a mutant that may mean something else, without looking for the case.
  public func isUnnoticed(_ index: Int) -> Bool {
    let mutant = mutants[index]
    let changed = program.changed(by: mutant.edits)
    guard expected.witness(against: changed, of: mutant) == nil else { return false }
    let (made, reason) = difference(mutant, changed)
    return made != nil || reason != nil
  }

  /// An example on which a mutant comes to something else, or why none is known; neither: proved the
  /// same.
  private func difference(
    _ mutant: Mutant, _ changed: Program
  ) -> (example: SuggestedCase?, reason: Phrase?) {
    var reason: Phrase?
    var made: SuggestedCase?
    for id in expected.ids(of: mutant.rules) where made == nil {
      let question = MutantQuestion(
        program: program, changed: changed, versions: expected.versions[id] ?? [],
        key: mutant.figure?.key, today: today)
      switch question.answer() {
      case .equivalent: continue
      case .undecided(let phrase): reason = reason ?? phrase
      case .differs(let text, let asOf): made = suggestion(text, asOf, id, changed)
      }
    }
    return (made, reason)
  }

  /// The example of a proof as a case.
  private func suggestion(
    _ text: String, _ asOf: CalendarDate, _ id: String, _ changed: Program
  ) -> SuggestedCase? {
    let source = SourceText(path: "witness.json", text: text)
    let (dossier, problems) = DossierReader.read(source, vocabulary: program.vocabulary)
    guard let dossier, !problems.hasErrors, let versions = expected.versions[id] else { return nil }
    let (binding, _) = bind(
      dossier, to: program, parameters: ParameterValues(), asOf: asOf, today: today)
    let own = RuleJudge(program: program, binding: binding).outcome(of: versions)
    let other = RuleJudge(program: changed, binding: binding).outcome(of: versions)
    return own.expectation(against: other).map {
      SuggestedCase(dossier, binding, id, $0, program)
    }
  }

  /// The fewest of the suggested cases, taken in their order, that notice all the mutants that lack one.
  public func covering(_ missing: [(index: Int, suggestion: SuggestedCase)]) -> [SuggestedCase] {
    var open = missing
    var chosen: [SuggestedCase] = []
    while let next = open.first {
      chosen.append(next.suggestion)
      open.removeFirst()
      open.removeAll { isNoticed(mutants[$0.index], by: next.suggestion) }
    }
    return chosen
  }

  private func isNoticed(_ mutant: Mutant, by suggestion: SuggestedCase) -> Bool {
    guard expected.ids(of: mutant.rules).contains(suggestion.rule),
      let versions = expected.versions[suggestion.rule]
    else { return false }
    let changed = program.changed(by: mutant.edits)
    let judge = RuleJudge(program: changed, binding: suggestion.expectation.binding)
    let findings = judge.findings(ofVersions: versions)
    return !ExpectedOutcomes.holds(
      suggestion.verdict, suggestion.expectation.consequence, RuleOutcome(findings), findings)
  }
}
