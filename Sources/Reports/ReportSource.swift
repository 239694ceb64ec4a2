import Rules

/// What a report is made from; its extensions make the sections.
struct ReportSource {
  let review: Review
  let advice: Advice
  let language: Language
  let origin: ReportOrigin
  let words: ReasonText
  let names: ReportNames
  let failures: FailureText
  /// What an authority decided against the rules.
  let rulings: Rulings

  /// - Parameter isPlain: See ``ReasonText/isPlain``.
  init(
    _ review: Review, _ advice: Advice, _ language: Language, _ origin: ReportOrigin,
    _ rulings: Rulings = Rulings([]), isPlain: Bool = false
  ) {
    (self.review, self.advice) = (review, advice)
    (self.language, self.origin, self.rulings) = (language, origin, rulings)
    words = ReasonText(review, language, isPlain: isPlain)
    names = ReportNames(review, language, isPlain: isPlain)
    failures = FailureText(review, language, isPlain: isPlain)
  }

  var program: Program { review.program }
  var vocabulary: Vocabulary { review.program.vocabulary }

  func say(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  /// Between things of one kind, and between sentences.
  var comma: String { say("、", ", ") }
  var semicolon: String { say("；", "; ") }

  /// The sections that have something to say, in the order of their weight.
  var sections: [Section] {
    [
      overruled, notMet, repairs, redeterminations, missing, undetermined, notYetDue, facts,
      unverified,
      judgements, warnings, dormant, unread, parameters, score, met, effects, notGiven, relations,
      notApplicable, rulesets, proof,
    ].compactMap { $0 }
  }

  /// A section of a list; nil when the list is empty.
  func list(_ id: String, _ title: String, _ lines: [Line]) -> Section? {
    guard !lines.isEmpty else { return nil }
    return Section(
      id, title, count: lines.count, [.list(lines.map { Item($0) }, isNumbered: false)])
  }
}
