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
  private let judge: ExampleJudge
  /// What stands at a place of the rule texts.
  private let text: @Sendable (SourceRange) -> String

  /// - Parameters:
  ///   - runner: The rules and their cases.
  ///   - cases: Those that are to notice the changes.
  ///   - records: What ``CaseRunner/mutationCases`` makes of each; nil: it is made here.
  ///   - isOwn: Whether a rule is among those that are changed.
  public init(
    _ runner: CaseRunner, cases: [CaseDeclaration], records: [MutationCase]? = nil,
    isOwn: (CatalogueRule) -> Bool
  ) {
    let program = runner.book.program
    let sources = runner.book.sources
    let text: @Sendable (SourceRange) -> String = { range in
      sources.indices.contains(Int(range.source))
        ? sources[Int(range.source)].slice(Int(range.start), Int(range.end)) : ""
    }
    let own = program.programRules.indices.filter {
      isOwn(program.rules.rules[program.programRules[$0].rule])
    }
    let isOwnRule = Set(own)
    let ofRules = own.flatMap { RuleMutants(program: program, index: $0, text: text).all() }
    let shared = SharedMutants(program: program).all().compactMap { mutant -> Mutant? in
      var mutant = mutant
      mutant.rules.removeAll { !isOwnRule.contains($0) }
      return mutant.rules.isEmpty ? nil : mutant
    }
    let record = runner.mutationCases
    let expected = ExpectedOutcomes(
      program, records ?? cases.enumerated().map { record($0.element, $0.offset) })
    mutants = (ofRules + shared).joined
    self.program = program
    self.text = text
    self.expected = expected
    self.cases = cases
    judge = ExampleJudge(program: program, today: runner.today)
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
    // An example that is known need not be near a case, and a nearer one reads better.
    let near = search.suggestion(
      for: mutant, changed, made == nil ? .thorough : .brief,
      among: made.map { [$0.rule] } ?? expected.ids(of: mutant.rules))
    if let near { return .missing(near) }
    return made.map { .missing($0) } ?? .undecided(reason ?? ExactQuestion<MutantExample>.unshown)
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
        judge: judge, changed: changed, versions: expected.versions[id] ?? [],
        key: mutant.figure?.key)
      switch question.answer() {
      case .equivalent: continue
      case .undecided(let phrase): reason = reason ?? phrase
      case .differs(let example): made = suggestion(example, id, mutant)
      }
    }
    return (made, reason)
  }

  private func suggestion(
    _ example: MutantExample, _ id: String, _ mutant: Mutant
  ) -> SuggestedCase {
    let title =
      expected.versions[id]?.first.map { program.rules.rules[$0].title } ?? id
    return SuggestedCase(
      example, id, about: "\(title)：\(mutant.place.words(text))", program)
  }

  /// Few of the suggested cases that notice all the mutants that lack one: each time the one that
  /// notices most of the rest, the first of several.
  public func covering(_ missing: [(index: Int, suggestion: SuggestedCase)]) -> [SuggestedCase] {
    var noticed = missing.map { own in noticing(own.index, among: missing.map { $0.suggestion }) }
    var chosen: [Int] = []
    while true {
      var counts: [Int: Int] = [:]
      for suggestions in noticed {
        for suggestion in suggestions { counts[suggestion, default: 0] += 1 }
      }
      guard let best = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else {
        return chosen.sorted().map { missing[$0].suggestion }
      }
      chosen.append(best)
      noticed.removeAll { $0.contains(best) }
    }
  }

  /// The suggestions that notice a mutant, by their places.
  private func noticing(_ index: Int, among suggestions: [SuggestedCase]) -> Set<Int> {
    let mutant = mutants[index]
    let changed = program.changed(by: mutant.edits)
    let ids = expected.ids(of: mutant.rules)
    return Set(
      suggestions.indices.filter { place in
        let suggestion = suggestions[place]
        return ids.contains(suggestion.rule)
          && suggestion.record.notices(mutant, changed, expected.versions[suggestion.rule] ?? [])
      })
  }
}

extension Mutant.Place {
  /// Some words of it, for a title.
  fileprivate func words(_ text: (SourceRange) -> String) -> String {
    switch self {
    case .text(let range):
      let line = text(range).split(separator: "\n").first.map { String($0) } ?? ""
      return line.count > 40 ? String(line.prefix(40)) + "……" : line
    case .value(let name, let key, _): return name.chinese + (key.map { "[\($0)]" } ?? "")
    }
  }
}
