/// Facts of a dossier that contradict each other, as a `核对` of the vocabulary finds them.
///
/// One of them is a slip, and nobody can tell which: rules that read it may be left out, or come
/// in. So it is a question, and the decision is supplement at the best.
public struct Contradiction: Sendable {
  /// What does not hold, with the values.
  public let note: Phrase
  /// The facts that were read, each of which may be the wrong one.
  public let facts: [FactReference]

  static func all(in program: Program, _ binding: Binding) -> [Contradiction] {
    checked(program, binding) + binding.dossier.root.farDays(program.vocabulary, binding)
  }

  /// What a check finds that does not hold; nil: it holds, or is open.
  ///
  /// - Parameter quick: Evaluates the checks; one for all of them.
  static func found(
    byCheck index: Int, in program: Program, _ binding: Binding, _ quick: inout Evaluator
  ) -> Contradiction? {
    let step = program.crossChecks[index]
    guard quick.evaluate(step).truth == .false else { return nil }
    var evaluator = Evaluator(program: program, binding: binding, steps: program.crossCheckSteps)
    _ = evaluator.evaluate(step)
    return Contradiction(program.rules.crossChecks[index], evaluator.trace, program, binding)
  }

  /// The same for one check.
  static func found(
    byCheck index: Int, in program: Program, _ binding: Binding
  ) -> Contradiction? {
    var quick = Evaluator(quick: program, binding: binding, steps: program.crossCheckSteps)
    return found(byCheck: index, in: program, binding, &quick)
  }

  /// Whether a check holds, by its text; nil: there is none.
  static func verdict(
    ofCheck text: String, in program: Program, _ binding: Binding
  ) -> Verdict? {
    guard let index = program.rules.crossChecks.firstIndex(where: { $0.chinese == text }) else {
      return nil
    }
    var quick = Evaluator(quick: program, binding: binding, steps: program.crossCheckSteps)
    return quick.evaluate(program.crossChecks[index]).verdictOfCheck
  }

  private static func checked(_ program: Program, _ binding: Binding) -> [Contradiction] {
    var quick = Evaluator(quick: program, binding: binding, steps: program.crossCheckSteps)
    var found: [Contradiction] = []
    for index in program.crossChecks.indices {
      if let check = Contradiction.found(byCheck: index, in: program, binding, &quick) {
        found.append(check)
      }
    }
    return found
  }

  /// How many years before and after the review a day of a project is no slip: plants of the fifties
  /// stand, and deadlines lie ahead.
  static let years = (before: 90, after: 30)

  /// The first and the last day that is no slip in a review on a day.
  static func days(around day: CalendarDate) -> (first: CalendarDate, last: CalendarDate) {
    let first = CalendarDate(year: day.year - years.before, month: 1, day: 1)
    let last = CalendarDate(year: day.year + years.after, month: 12, day: 31)
    return (first ?? .earliest, last ?? day)
  }

  /// A day that nobody means, such as 2109 for 2019.
  init(
    far day: CalendarDate, _ fact: FactReference, from asOf: CalendarDate, _ vocabulary: Vocabulary
  ) {
    facts = [fact]
    let names = Phrase(fact.label(in: vocabulary), fact.path(in: vocabulary))
    note = Phrase(
      "\(names.chinese)是 \(day)，离审查日 \(asOf) 太远；请核对年份，决定不会好于补正。",
      "\(names.english) is \(day), too far from the review on \(asOf); check the year. "
        + "The decision is no better than supplement.")
  }

  private init(_ check: Phrase, _ trace: Trace, _ program: Program, _ binding: Binding) {
    let vocabulary = program.vocabulary
    // What the project cannot have is not given, and nobody is asked for it.
    var given = trace.facts.filter { $0.fact.map { $0.state != .absent } ?? false }
    // The date of the review is a fact of the dossier, unless it was asked for otherwise.
    let readsDate = trace.results.steps.contains { step in
      if case .asOf = program.steps[step] { trace.results[step] != nil } else { false }
    }
    if readsDate, let field = vocabulary.asOfField, let fact = binding.dossier.root.facts[field] {
      given.insert((FactReference(.field(field)), fact), at: 0)
    }
    facts = given.map { $0.reference } + trace.lists
    func values(_ language: Language) -> [String] {
      let writer = ConditionWriter(program: program, language: language)
      let date = readsDate ? [Keyword.reviewDate.spelling[language] + " \(binding.asOf)"] : []
      return date
        + given.compactMap { reference, fact in
          guard case .field(let field) = reference.target, field != vocabulary.asOfField,
            case .value(let value)? = fact?.state
          else { return nil }
          let name =
            language == .chinese
            ? reference.label(in: vocabulary) : reference.path(in: vocabulary)
          return name + " " + writer.value(value, type: vocabulary.fields[field].type)
        }
    }
    let (chinese, english) = (values(.chinese), values(.english))
    note = Phrase(
      "卷宗自相矛盾：\(check.chinese)"
        + (chinese.isEmpty ? "" : "（\(chinese.joined(separator: "，"))）")
        + "；请核对并改正写错的一项，决定不会好于补正。",
      "the dossier contradicts itself: \(check.english)"
        + (english.isEmpty ? "" : " (\(english.joined(separator: ", ")))")
        + "; correct whichever is wrong. The decision is no better than supplement.")
  }
}

extension StepResult {
  /// What it says of the facts as a check; only one that surely does not hold is a contradiction.
  var verdictOfCheck: Verdict {
    if isNotApplicable { return .notApplicable }
    return switch truth {
    case .true: .met
    case .false: .notMet
    case .unknown: .undetermined
    }
  }
}

extension DossierElement {
  /// The days of an element, and of the elements of its lists, that are far from the review.
  fileprivate func farDays(
    _ vocabulary: Vocabulary, _ binding: Binding, indices: [Int?] = []
  ) -> [Contradiction] {
    let own: [Contradiction] = facts.keys.sorted().compactMap { field in
      guard case .value(.date(let day))? = facts[field]?.state, day.isFar(from: binding.asOf) else {
        return nil
      }
      let reference = FactReference(.field(field), indices: indices)
      return Contradiction(far: day, reference, from: binding.asOf, vocabulary)
    }
    let inner = lists.keys.sorted().flatMap { list -> [Contradiction] in
      guard case .elements(let elements)? = lists[list] else { return [] }
      return elements.enumerated().flatMap { position, element in
        element.farDays(vocabulary, binding, indices: indices + [position])
      }
    }
    return own + inner
  }
}

extension CalendarDate {
  fileprivate func isFar(from day: CalendarDate) -> Bool {
    year > day.year + Contradiction.years.after || year < day.year - Contradiction.years.before
  }
}
