/// What a case says of a rule.
enum CaseClaim: Sendable, Hashable {
  case verdict(Verdict, consequence: Int?)
  case points(RulePoints)

  var verdict: Verdict? { if case .verdict(let verdict, _) = self { verdict } else { nil } }

  /// As it stands behind the rule in a case.
  func words(in vocabulary: Vocabulary) -> Phrase {
    switch self {
    case .verdict(let verdict, let consequence):
      let name = consequence.map { vocabulary.consequences[$0].name }
      return Phrase(
        verdict.name.chinese + (name.map { " " + $0.chinese } ?? ""),
        verdict.name.english + (name.map { " " + $0.english } ?? ""))
    case .points(let points):
      let (score, words) = (Keyword.score.spelling, points.wordsOfPoints(in: vocabulary))
      return Phrase("\(score.chinese) \(words.chinese)", "\(score.english) \(words.english)")
    }
  }
}
