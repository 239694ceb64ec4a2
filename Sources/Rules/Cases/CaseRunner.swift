/// Runs the cases of a rule book.
public struct CaseRunner: Sendable {
  public let book: RuleBook
  let today: CalendarDate
  /// The dossier files that cases may start from, by path.
  public let dossiers: [String: SourceText]
  private let byTitle: [String: [Int]]
  private let reader: DossierReader

  public init(_ book: RuleBook, today: CalendarDate, dossiers: [String: SourceText] = [:]) {
    self.book = book
    self.today = today
    self.dossiers = dossiers
    reader = DossierReader(vocabulary: book.program.vocabulary)
    var byTitle: [String: [Int]] = [:]
    for (index, declaration) in book.cases.enumerated() {
      byTitle[declaration.title, default: []].append(index)
    }
    self.byTitle = byTitle
  }

  public var cases: [CaseDeclaration] { book.cases }

  /// Whether a case holds: it is judged by the rules of which it expects something, which are few, and
  /// by all of them only if it fails, so that its result can say why.
  public func shortRun(_ declaration: CaseDeclaration) -> CaseResult {
    let result = result(of: declaration) { _, instance in review(of: instance) }
    return result.passed ? result : run(declaration)
  }

  /// Runs one case with all its rows; the first review is by all rules.
  public func run(_ declaration: CaseDeclaration) -> CaseResult {
    result(of: declaration) { place, instance in
      place == 0 ? evaluate(book.program, with: instance.binding) : review(of: instance)
    }
  }

  private func result(
    of declaration: CaseDeclaration, _ review: (_ place: Int, CaseInstance) -> Review
  ) -> CaseResult {
    switch instances(of: declaration) {
    case .failure(let problem):
      return CaseResult(
        declaration: declaration, reviews: [], failures: [.broken(problem.text)])
    case .success(let instances):
      let reviews = instances.enumerated().map { review($0.offset, $0.element) }
      let failures = zip(instances, reviews).flatMap { instance, review in
        instance.expectations.compactMap { failure($0, in: review) }.map { failure in
          instance.row.map { .row($0, failure) } ?? failure
        }
      }
      return CaseResult(declaration: declaration, reviews: reviews, failures: failures)
    }
  }

  /// The review by the rules of which something is expected, with how that came about; where a decision
  /// is, the others are judged, too.
  private func review(of instance: CaseInstance) -> Review {
    let wanted = Set(instance.expectations.compactMap { $0.rule })
    let rules = book.program.rules.rules
    let isWanted = { (index: Int) in wanted.contains(rules[index].id) }
    guard instance.expectations.contains(where: { $0.outcome.isDecision }) else {
      return partialReview(book.program, of: instance.binding, isWanted: isWanted)
    }
    return evaluate(book.program, with: instance.binding) { judge, index in
      findings(of: index, by: judge, isWanted(index) ? .complete : .verdicts)
    }
  }

  /// What keeps a case from being run.
  struct Problem: Error {
    let text: Phrase
  }

  /// The facts of a case, bound to the program; of one with rows those of the first.
  func binding(of declaration: CaseDeclaration) -> Result<Binding, Problem> {
    instances(of: declaration).map { $0[0].binding }
  }

  /// What a case is judged on: itself, or each of its rows.
  func instances(of declaration: CaseDeclaration) -> Result<[CaseInstance], Problem> {
    var setting = CaseSetting()
    if let problem = collect(declaration, into: &setting, depth: 0) {
      return .failure(Problem(text: problem))
    }
    guard !declaration.rows.isEmpty else {
      return binding(of: setting, in: declaration).map {
        [CaseInstance(row: nil, binding: $0, expectations: declaration.expectations)]
      }
    }
    var instances: [CaseInstance] = []
    for (place, row) in declaration.rows.enumerated() {
      switch binding(of: row, on: setting, in: declaration) {
      case .success(let binding):
        instances.append(
          CaseInstance(
            row: place + 1, binding: binding,
            expectations: declaration.expectations + row.expectations))
      case .failure(let problem):
        return .failure(Problem(text: CaseFailure.words(ofRow: place + 1, problem.text)))
      }
    }
    return .success(instances)
  }

  private func binding(
    of row: CaseRow, on setting: CaseSetting, in declaration: CaseDeclaration
  ) -> Result<Binding, Problem> {
    var setting = setting
    let vocabulary = book.program.vocabulary
    for fact in row.facts {
      if let problem = setting.set(fact, vocabulary) { return .failure(Problem(text: problem)) }
      // A row stands for a project: the day that it gives is that of its review.
      if let field = vocabulary.asOfField, fact.target == .field(field),
        case .value(.date(let day)) = fact.value
      {
        setting.asOf = day
      }
    }
    for parameter in row.parameters { setting.set(parameter) }
    return binding(of: setting, in: declaration)
  }

  private func binding(
    of setting: CaseSetting, in declaration: CaseDeclaration
  ) -> Result<Binding, Problem> {
    let source = book.sources[Int(declaration.range.source)]
    let dossier = Dossier(source: source, root: setting.root)
    let (binding, problems) = bind(
      dossier, to: book.program, parameters: setting.parameters, asOf: setting.asOf,
      today: today)
    if let problem = problems.first(where: { $0.severity == .error }) {
      return .failure(Problem(text: problem.message))
    }
    return .success(binding)
  }

  // MARK: - Facts

  /// The facts of a case after those of the case it starts from; what is wrong with it, or nil.
  private func collect(
    _ declaration: CaseDeclaration, into setting: inout CaseSetting, depth: Int
  ) -> Phrase? {
    // The checker reports both; the rules of this book may not have been checked for them.
    guard depth <= CaseDeclaration.baseLimit else {
      return Phrase(
        "案例一个以另一个为基础，绕了一圈或超过 \(CaseDeclaration.baseLimit) 层",
        "cases are based on one another in a circle, or more than \(CaseDeclaration.baseLimit) deep"
      )
    }
    if let base = declaration.base {
      if let problem = collect(base: base, of: declaration, into: &setting, depth: depth) {
        return problem
      }
    }
    if let asOf = declaration.asOf { setting.asOf = asOf }
    for fact in declaration.facts {
      if let problem = setting.set(fact, book.program.vocabulary) { return problem }
    }
    for parameter in declaration.parameters { setting.set(parameter) }
    return nil
  }

  private func collect(
    base: TextSyntax, of declaration: CaseDeclaration, into setting: inout CaseSetting,
    depth: Int
  ) -> Phrase? {
    let path = declaration.folder.isEmpty ? base.text : "\(declaration.folder)/\(base.text)"
    if let source = dossiers[path] {
      let (dossier, problems) = reader.read(source)
      guard let dossier, !problems.hasErrors else {
        return problems.first?.message
          ?? Phrase("卷宗 `\(path)` 读不出", "the dossier `\(path)` cannot be read")
      }
      setting.root = dossier.root
      return nil
    }
    let found = byTitle[base.text] ?? []
    let near = found.first { cases[$0].folder == declaration.folder } ?? found.first
    guard let near else {
      return Phrase(
        "没有名为 `\(base.text)` 的案例或卷宗", "no case or dossier is called `\(base.text)`")
    }
    return collect(cases[near], into: &setting, depth: depth + 1)
  }

  // MARK: - Expectations

  private func failure(_ expectation: CaseExpectation, in review: Review) -> CaseFailure? {
    switch expectation.outcome {
    case .decision(let expected):
      return review.decision == expected
        ? nil : .decision(expected: expected, actual: review.decision)
    case .verdict(let rule, let expected, let consequence):
      let findings = review.findings.filter { review.program.rules.rules[$0.rule].id == rule }
      guard let worst = findings.max(by: { $0.verdict < $1.verdict }) else {
        return .noFinding(rule: rule)
      }
      let actual = worst.consequence?.all.map { $0.consequence } ?? []
      guard worst.verdict == expected, consequence.map({ actual.contains($0) }) ?? true else {
        return .verdict(
          rule: rule, expected: expected, expectedConsequence: consequence, finding: worst)
      }
      return nil
    case .points(let rule, let expected):
      let findings = review.findings.filter { review.program.rules.rules[$0.rule].id == rule }
      guard !findings.isEmpty else { return .noFinding(rule: rule) }
      let actual = RulePoints(findings, in: review.program)
      return actual == expected ? nil : .points(rule: rule, expected: expected, actual: actual)
    case .crossCheck(let text, let expected):
      let actual = Contradiction.verdict(ofCheck: text, in: review.program, review.binding)
      return actual == expected ? nil : .crossCheck(text, expected: expected, actual: actual)
    }
  }
}

extension CaseExpectation.Outcome {
  fileprivate var isDecision: Bool { if case .decision = self { true } else { false } }
}

/// One set of facts that a case is judged on.
struct CaseInstance: Sendable {
  /// The row of the case, from 1; nil: the case has none.
  let row: Int?
  let binding: Binding
  let expectations: [CaseExpectation]
}

/// What a case came to.
public struct CaseResult: Sendable {
  public let declaration: CaseDeclaration
  /// One for each row of the case, or that of the case itself; none when it could not be run.
  ///
  /// Those behind the first hold the findings of the rules that their row speaks of; and so does the
  /// first of a case that was only checked and holds.
  public let reviews: [Review]
  public let failures: [CaseFailure]

  /// The first review.
  public var review: Review? { reviews.first }

  public var passed: Bool { failures.isEmpty }

  /// How many expectations were held against a review.
  public var expectationCount: Int {
    let own = declaration.expectations.count * max(declaration.rows.count, 1)
    return declaration.rows.reduce(own) { $0 + $1.expectations.count }
  }
}

/// Why a case failed.
public enum CaseFailure: Sendable {
  case broken(Phrase)
  /// In a row of the case, from 1.
  indirect case row(Int, CaseFailure)
  /// The rule does not belong to the project's jurisdiction, or does not exist.
  case noFinding(rule: String)
  case verdict(rule: String, expected: Verdict, expectedConsequence: Int?, finding: Finding)
  /// nil: the rule adds nothing to the score.
  case points(rule: String, expected: RulePoints, actual: RulePoints?)
  /// nil: there is no such cross-check.
  case crossCheck(String, expected: Verdict, actual: Verdict?)
  case decision(expected: Decision, actual: Decision)
}

extension CaseFailure {
  /// What is wrong with a row.
  public static func words(ofRow row: Int, _ words: Phrase) -> Phrase {
    Phrase("第 \(row) 行：\(words.chinese)", "row \(row): \(words.english)")
  }
}

/// The facts, parameters and date of a case while they are put together.
private struct CaseSetting {
  var root = DossierElement()
  var parameters = ParameterValues()
  var asOf: CalendarDate?

  /// Sets a fact; what is wrong with it, or nil.
  mutating func set(_ fact: CaseFact, _ vocabulary: Vocabulary) -> Phrase? {
    guard let skipped = Self.set(fact, fact.steps[...], in: &root) else { return nil }
    let list = vocabulary.containers[skipped.list].path
    return Phrase(
      "`\(list.chinese)[\(skipped.index)]` 跳过了前面的项",
      "`\(list.english)[\(skipped.index)]` leaves out elements before it")
  }

  /// Sets a fact of an element; the step that skips elements, or nil.
  private static func set(
    _ fact: CaseFact, _ steps: ArraySlice<CaseFact.Step>, in element: inout DossierElement
  ) -> CaseFact.Step? {
    guard let step = steps.first else {
      element.say(fact.value, of: fact.target, at: fact.range)
      return nil
    }
    var elements: [DossierElement] = []
    if case .elements(let given)? = element.lists[step.list] { elements = given }
    guard step.index <= elements.count else { return step }
    if step.index == elements.count { elements.append(DossierElement()) }
    let skipped = set(fact, steps.dropFirst(), in: &elements[step.index])
    element.lists[step.list] = .elements(elements)
    return skipped
  }

  mutating func set(_ parameter: CaseParameter) {
    parameters.set(parameter.value.asGiven, parameter.parameter, key: parameter.key ?? "")
  }
}

extension DossierElement {
  /// Says something of a field or a list of the element, as a case does.
  mutating func say(
    _ value: CaseFact.Value, of target: CaseFact.Target, at range: SourceRange?
  ) {
    switch target {
    case .field(let field):
      switch value {
      case .value(let value): facts[field] = Fact(.value(value), range: range)
      case .missing, .empty: facts[field] = nil
      case .notApplicable: facts[field] = Fact(.notApplicable(""), range: range)
      case .unavailable: facts[field] = Fact(.unavailable(""), range: range)
      }
    case .list(let list):
      switch value {
      case .empty, .notApplicable: lists[list] = .elements([])
      case .unavailable: lists[list] = .unavailable("")
      case .missing, .value: lists[list] = nil
      }
    }
  }
}

extension CaseFact.Value {
  /// What is given of a parameter.
  var asGiven: GivenParameter {
    switch self {
    case .value(let value): GivenParameter(state: .value(value))
    case .notApplicable: GivenParameter(state: .notApplicable(""))
    case .missing, .empty, .unavailable: GivenParameter(state: .unavailable(""))
    }
  }
}
