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
    zip(program.rules.crossChecks, program.crossChecks).compactMap { check, step in
      var evaluator = Evaluator(
        program: program, binding: binding, steps: program.crossCheckSteps)
      guard evaluator.evaluate(step).truth == .false else { return nil }
      return Contradiction(check, evaluator.trace, program, binding)
    }
  }

  private init(_ check: Phrase, _ trace: Trace, _ program: Program, _ binding: Binding) {
    let vocabulary = program.vocabulary
    var given = trace.facts.filter { $0.fact != nil }
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
        + "；请核对并改正写错的一项，决定至多为补正。",
      "the dossier contradicts itself: \(check.english)"
        + (english.isEmpty ? "" : " (\(english.joined(separator: ", ")))")
        + "; correct whichever is wrong. The decision is at most supplement.")
  }
}
