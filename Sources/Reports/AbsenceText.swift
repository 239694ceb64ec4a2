import Rules

/// Says what a project cannot have by its kind, so that nothing was asked of it.
struct AbsenceText {
  let review: Review
  let language: Language

  init(_ review: Review, language: Language) {
    self.review = review
    self.language = language
  }

  /// One line; nil when nothing is ruled out.
  var line: String? {
    let references = review.absent.map { FactReference($0) }
    guard !references.isEmpty else { return nil }
    let vocabulary = review.program.vocabulary
    switch language {
    case .chinese:
      return "按项目类型没有、因此不问：" + references.map { $0.label(in: vocabulary) }.joined(separator: "、")
    case .english:
      return "Not there in projects of this kind, so not asked for: "
        + references.map { $0.path(in: vocabulary).plainName(.english) }.joined(separator: ", ")
    }
  }
}
