/// Changes everything that the rules say, one place at a time, and asks whether a case notices.
///
/// A change that no case notices and that is not proved to mean the same is a missing case: nobody
/// would see it if the rule were wrong in that way.
public struct MutationTest: Sendable {
  public let mutants: [Mutant]
  /// The mutants by what a missing case would be about: a figure, or what one rule says. What notices
  /// one of a job is tried on the others of it first.
  public let jobs: [[Int]]
  private let program: Program
  private let expected: ExpectedOutcomes
  private let search: CaseSearch
  private let cells: CellCases
  private let cases: [CaseDeclaration]
  private let judge: ExampleJudge
  /// What stands at a place of the rule texts.
  private let text: @Sendable (SourceRange) -> String

  /// - Parameters:
  ///   - runner: The rules and their cases.
  ///   - cases: Those that are to notice the changes.
  ///   - records: What ``CaseRunner/mutationCases`` makes of each; nil: it is made here.
  ///   - isOwn: Whether a rule is among those that are changed.
  ///   - isExamined: Whether what becomes of the changes of a rule is asked; what it shares with others
  ///     is changed in those, too.
  public init(
    _ runner: CaseRunner, cases: [CaseDeclaration], records: [MutationCase]? = nil,
    isOwn: (CatalogueRule) -> Bool, isExamined: (CatalogueRule) -> Bool = { _ in true }
  ) {
    let program = runner.book.program.withChecksAsRules
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
    // Rows of tables that only cross-checks read are not changed.
    let shared = SharedMutants(program: runner.book.program).all().compactMap { mutant -> Mutant? in
      var mutant = mutant
      mutant.rules.removeAll { !isOwnRule.contains($0) }
      return mutant.rules.isEmpty ? nil : mutant
    }
    let record = runner.mutationCases
    let expected = ExpectedOutcomes(
      program, records ?? cases.enumerated().map { record($0.element, $0.offset) })
    let examined = Set(
      own.filter { isExamined(program.rules.rules[program.programRules[$0].rule]) })
    let mutants = (ofRules + shared).joined.filter { !examined.isDisjoint(with: $0.rules) }
    self.mutants = mutants
    jobs = mutants.jobs
    self.program = program
    self.text = text
    self.expected = expected
    self.cases = cases
    judge = ExampleJudge(program: program, today: runner.today)
    search = CaseSearch(program: program, cases: cases, expected: expected)
    cells = CellCases(program: program, cases: cases, expected: expected)
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

  /// What becomes of the mutants of a job, by its place among ``jobs``.
  public func results(ofJob job: Int) -> MutationResults {
    var outcomes: [(mutant: Int, outcome: Outcome)] = []
    var unnoticed: [(index: Int, changed: Program)] = []
    for index in jobs[job] {
      if let witness = witness(of: index) {
        outcomes.append((index, .noticed(cases[witness.declaration].title)))
      } else {
        unnoticed.append((index, program.changed(by: mutants[index].edits)))
      }
    }
    guard let first = unnoticed.first.map({ mutants[$0.index] }) else {
      return MutationResults(outcomes: outcomes, suggestions: [])
    }
    let rebinder = Rebinder(program, today: judge.today)
    var made = first.figure.map { rows(for: $0, unnoticed, rebinder) } ?? []
    var missing: [(index: Int, changed: Program)] = []
    for (index, changed) in unnoticed {
      if let known = made.first(where: { notices($0, index, changed) }) {
        outcomes.append((index, .missing(known)))
        missing.append((index, changed))
        continue
      }
      let found = outcome(ofUnnoticed: index, changed, rebinder, besides: made)
      if case .missing(let suggestion) = found {
        made.append(suggestion)
        missing.append((index, changed))
      }
      outcomes.append((index, found))
    }
    return MutationResults(outcomes: outcomes, suggestions: covering(missing, made))
  }

  /// Cases of a table's value by the first rule whose cases notice any of its mutants.
  private func rows(
    for figure: Figure, _ unnoticed: [(index: Int, changed: Program)], _ rebinder: Rebinder
  ) -> [SuggestedCase] {
    for id in expected.ids(of: mutants[unnoticed[0].index].rules) {
      let rows = cells.cases(of: figure, id, rebinder)
      let isOfUse = rows.contains { row in
        unnoticed.contains { notices(row, $0.index, $0.changed) }
      }
      if isOfUse { return rows }
    }
    return []
  }

  /// Whether no case notices a mutant that may mean something else, without looking for the case.
  public func isUnnoticed(_ index: Int) -> Bool {
    guard witness(of: index) == nil else { return false }
    let (shown, reason) = difference(mutants[index], program.changed(by: mutants[index].edits))
    return shown != nil || reason != nil
  }

  private func witness(of index: Int) -> CaseExpectationRecord? {
    expected.witness(of: mutants[index]) { program.changed(by: mutants[index].edits) }
  }

  /// - Parameter made: The missing cases of other mutants of the job.
  private func outcome(
    ofUnnoticed index: Int, _ changed: Program, _ rebinder: Rebinder, besides made: [SuggestedCase]
  ) -> Outcome {
    let mutant = mutants[index]
    let ids = expected.ids(of: mutant.rules)
    // What a cross-check computes of tables shows near a case, and takes long to be asked exactly.
    let isOfChecks = mutant.rules.allSatisfy {
      program.rules.rules[program.programRules[$0].rule].isCheck
    }
    if isOfChecks, let near = search.suggestion(for: mutant, changed, among: ids, rebinder) {
      return .missing(near)
    }
    let (shown, reason) = difference(mutant, changed)
    // An example need not be near a case, and a nearer one reads better.
    if let (id, example) = shown {
      return .missing(
        search.suggestion(for: mutant, changed, id, showing: example, rebinder)
          ?? suggestion(example, id, mutant))
    }
    guard let reason else { return .equivalent }
    let near =
      isOfChecks ? nil : search.suggestion(for: mutant, changed, among: ids, rebinder)
    return near.map { .missing($0) } ?? points(among: made, changed).map { .missing($0) }
      ?? .undecided(reason)
  }

  /// What a missing case that was made for something else can say of the score.
  private func points(among made: [SuggestedCase], _ changed: Program) -> SuggestedCase? {
    for suggestion in made {
      let versions = expected.versions[suggestion.rule] ?? []
      func outcome(_ program: Program) -> RuleOutcome {
        RuleJudge(program: program, binding: suggestion.record.binding).outcome(of: versions)
      }
      if let claim = outcome(program).claim(against: outcome(changed)) {
        return suggestion.claiming(claim, versions, program)
      }
    }
    return nil
  }

  /// An example on which a mutant comes to something else, or why none is known; neither: proved the
  /// same.
  private func difference(
    _ mutant: Mutant, _ changed: Program
  ) -> (shown: (id: String, example: MutantExample)?, reason: Phrase?) {
    guard !mutant.isOfScore else { return (nil, Self.noPointsFound) }
    var reason: Phrase?
    for id in expected.ids(of: mutant.rules) {
      let question = MutantQuestion(
        judge: judge, changed: changed, versions: expected.versions[id] ?? [],
        figure: mutant.figure)
      switch question.answer() {
      case .equivalent: continue
      case .undecided(let phrase): reason = reason ?? phrase
      case .differs(let example): return ((id, example), nil)
      }
    }
    return (nil, reason)
  }

  private static let noPointsFound = Phrase(
    "没有找到使它得分不同的卷宗", "no dossier was found on which it scores otherwise")

  private func suggestion(
    _ example: MutantExample, _ id: String, _ mutant: Mutant
  ) -> SuggestedCase {
    let versions = expected.versions[id] ?? []
    let title = versions.first.map { program.rules.rules[$0].title } ?? id
    return SuggestedCase(
      example, id, versions, about: "\(title)：\(mutant.place.words(text))", program)
  }

  // MARK: - Few cases for many

  /// Few of the cases that were made for mutants: each time the one that notices most of the rest, the
  /// first of several.
  private func covering(
    _ missing: [(index: Int, changed: Program)], _ made: [SuggestedCase]
  ) -> [SuggestedCase] {
    var rest = missing.map { mutant in
      Set(made.indices.filter { notices(made[$0], mutant.index, mutant.changed) })
    }
    var chosen: [Int] = []
    while true {
      var counts: [Int: Int] = [:]
      for suggestions in rest {
        for suggestion in suggestions { counts[suggestion, default: 0] += 1 }
      }
      guard let best = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else {
        return chosen.sorted().map { made[$0] }
      }
      chosen.append(best)
      rest.removeAll { $0.contains(best) }
    }
  }

  /// Whether a suggested case notices a mutant.
  private func notices(_ suggestion: SuggestedCase, _ index: Int, _ changed: Program) -> Bool {
    let mutant = mutants[index]
    guard expected.ids(of: mutant.rules).contains(suggestion.rule) else { return false }
    return suggestion.record.notices(mutant, changed, expected.versions[suggestion.rule] ?? [])
  }
}

/// What became of the mutants of one job.
public struct MutationResults: Sendable {
  /// By their places among ``MutationTest/mutants``.
  public let outcomes: [(mutant: Int, outcome: MutationTest.Outcome)]
  /// Few cases that notice all of them that lack one.
  public let suggestions: [SuggestedCase]
}

extension [Mutant] {
  /// The places of those that one missing case may be about, in the order of the first of each.
  fileprivate var jobs: [[Int]] {
    var ofFigures: [Figure: Int] = [:]
    var ofRules: [Int: Int] = [:]
    var jobs: [[Int]] = []
    for (place, mutant) in enumerated() {
      let known = mutant.figure.map { ofFigures[$0] } ?? ofRules[mutant.rules[0]]
      if let known {
        jobs[known].append(place)
        continue
      }
      if let figure = mutant.figure {
        ofFigures[figure] = jobs.count
      } else {
        ofRules[mutant.rules[0]] = jobs.count
      }
      jobs.append([place])
    }
    return jobs
  }
}

extension Mutant.Place {
  /// Some words of it, for a title.
  fileprivate func words(_ text: (SourceRange) -> String) -> String {
    switch self {
    case .text(let range):
      let line = text(range).split(separator: "\n").first.map { String($0) } ?? ""
      // A title takes no dots.
      return String(line.prefix(40))
    case .value(let name, let key, _): return name.chinese + (key.map { "[\($0)]" } ?? "")
    }
  }
}
