/// Runs the cases of a rule book.
public struct CaseRunner: Sendable {
  public let book: RuleBook
  let today: CalendarDate
  /// The dossier files that cases may start from, by path.
  let dossiers: [String: SourceText]
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

  /// Runs one case.
  ///
  /// - Parameter depth: How much of its review is kept; of a case that fails everything is, so that
  ///   the report can say why.
  public func run(
    _ declaration: CaseDeclaration, depth: ReviewDepth = .complete
  ) -> CaseResult {
    switch binding(of: declaration) {
    case .failure(let problem):
      return CaseResult(declaration: declaration, review: nil, failures: [.broken(problem.text)])
    case .success(let binding):
      let review = evaluate(book.program, with: binding, depth: depth)
      let failures = declaration.expectations.compactMap { failure($0, in: review) }
      guard failures.isEmpty || depth == .complete else { return run(declaration) }
      return CaseResult(declaration: declaration, review: review, failures: failures)
    }
  }

  /// What keeps a case from being run.
  struct Problem: Error {
    let text: Phrase
  }

  /// The facts of a case, bound to the program.
  func binding(of declaration: CaseDeclaration) -> Result<Binding, Problem> {
    var setting = CaseSetting()
    if let problem = collect(declaration, into: &setting, depth: 0) {
      return .failure(Problem(text: problem))
    }
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
    }
  }
}

/// What a case came to.
public struct CaseResult: Sendable {
  public let declaration: CaseDeclaration
  /// nil when the case could not be run.
  public let review: Review?
  public let failures: [CaseFailure]

  public var passed: Bool { failures.isEmpty }
}

/// Why a case failed.
public enum CaseFailure: Sendable {
  case broken(Phrase)
  /// The rule does not belong to the project's jurisdiction, or does not exist.
  case noFinding(rule: String)
  case verdict(rule: String, expected: Verdict, expectedConsequence: Int?, finding: Finding)
  case decision(expected: Decision, actual: Decision)
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
      }
    case .list(let list):
      switch value {
      case .empty, .notApplicable: lists[list] = .elements([])
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
    case .missing, .empty: GivenParameter(state: .unavailable(""))
    }
  }
}
