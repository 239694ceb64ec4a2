// What the findings of a rule add to the score, and how it is written.

extension RulePoints {
  /// By the findings of one id, of which the worst counts; nil: they add nothing to the score.
  init?(_ findings: [Finding], in program: Program) {
    self.init(findings.map { ($0.rule, $0.marks) }, in: program)
  }

  /// - Parameter findings: The rule of each, and its share of the weight; nil: it does not count.
  init?(_ findings: [(rule: Int, marks: NumberInterval?)], in program: Program) {
    var worst: NumberInterval?
    var score: RuleScore?
    for (rule, marks) in findings {
      guard let marks else { continue }
      worst = worst.map { $0.smaller(marks) } ?? marks
      score = program.rules.rules[rule].score
    }
    guard let worst, let score else { return nil }
    func points(_ marks: ExactNumber) -> ExactNumber? {
      marks.multiplied(by: score.weight)?.rounded(places: 2)
    }
    guard let low = points(worst.lower?.value ?? .zero),
      let high = points(worst.upper?.value ?? .one)
    else { return nil }
    self.init(dimension: score.dimension, low: low, high: high, weight: score.weight)
  }
}

extension RulePoints {
  /// As a case says it: `能效 16/20`.
  public func wordsOfPoints(in vocabulary: Vocabulary) -> Phrase {
    let name = vocabulary.dimensions[dimension].name
    func words(_ language: Language) -> String {
      let most =
        low == high
        ? "" : " \(Keyword.through.spelling[language]) \(high.shortDecimal(places: 2))"
      return name[language] + " " + low.shortDecimal(places: 2) + most + "/"
        + weight.shortDecimal(places: 12)
    }
    return Phrase(words(.chinese), words(.english))
  }
}
