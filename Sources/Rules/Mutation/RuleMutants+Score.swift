// What a rule adds to the score: its weight, its dimension, the two ends of its scale.

extension RuleMutants {
  func scores() -> [Mutant] {
    guard let score = declared.score else { return [] }
    return weights(score) + [dimension(score)].compactMap { $0 } + ends()
  }

  private func weights(_ score: RuleScore) -> [Mutant] {
    guard let weight = Quantity(score.weight, in: nil) else { return [] }
    return NumberMutants(weight, written: nil, program.vocabulary).all.compactMap { words, other in
      other.number.map { number in
        scored(words) { RuleScore(dimension: $0.dimension, weight: number) }
      }
    }
  }

  /// The next dimension of the vocabulary.
  private func dimension(_ score: RuleScore) -> Mutant? {
    let dimensions = program.vocabulary.dimensions
    guard dimensions.count > 1 else { return nil }
    let next = (score.dimension + 1) % dimensions.count
    let (own, other) = (dimensions[score.dimension].name, dimensions[next].name)
    let words = Phrase("\(own.chinese)→\(other.chinese)", "\(own.english) → \(other.english)")
    return scored(words) { RuleScore(dimension: next, weight: $0.weight) }
  }

  private func scored(
    _ words: Phrase, _ change: @escaping @Sendable (RuleScore) -> RuleScore
  ) -> Mutant {
    ofScore(words) { [position = rule.rule] parts in
      var changed = parts.rules.rules[position]
      changed.score = changed.score.map(change)
      parts.rules = parts.rules.replacing(changed, at: position)
    }
  }

  private func ends() -> [Mutant] {
    guard let grading = rule.grading else { return [] }
    let turned = ProgramGrading(graded: grading.graded, worst: grading.best, best: grading.worst)
    let changes: [(Phrase, ProgramGrading?)] = [
      (Phrase("从↔到", "from ↔ to"), turned), (Phrase("去掉“从…到…”", "without “from … to …”"), nil),
    ]
    return changes.map { words, other in
      ofScore(words) { [index] parts in parts.programRules[index].grading = other }
    }
  }

  private func ofScore(_ words: Phrase, _ edit: @escaping ProgramEdit) -> Mutant {
    let keyword = Keyword.score.spelling
    let words = Phrase(
      "\(keyword.chinese) \(words.chinese)", "\(keyword.english) \(words.english)")
    var mutant = Mutant([index], .text(declared.range), words, edit)
    mutant.isOfScore = true
    return mutant
  }
}
