/// Something that can be answered to a question; what no finding tells apart is one answer.
struct QuestionAnswer {
  /// One of the values that it stands for.
  let sample: ScalarValue
  /// How likely it is; zero for a number that is just a limit.
  var weight: Double
  /// What it stands for.
  var values: AnswerValues
}

/// Values of a fact.
public enum AnswerValues: Sendable, Equatable {
  case truth(Bool)
  /// In the order of the vocabulary.
  case choices([Int])
  /// In base units and in ascending order.
  case numbers([NumberInterval])

  /// Both together.
  mutating func add(_ other: AnswerValues) {
    switch (self, other) {
    case (.choices(let own), .choices(let more)): self = .choices((own + more).sorted())
    case (.numbers(let own), .numbers(let more)):
      self = .numbers(
        more.reduce(into: own) { all, next in
          guard let last = all.last, last.adjoins(next) else { return all.append(next) }
          all[all.count - 1] = NumberInterval(lower: last.lower, upper: next.upper)
        })
    case (.truth, _), (.choices, _), (.numbers, _): break
    }
  }
}

extension NumberInterval {
  /// Whether one that lies above begins where this one ends.
  fileprivate func adjoins(_ next: NumberInterval) -> Bool {
    guard let upper, let lower = next.lower else { return false }
    return upper.value == lower.value && upper.isIncluded != lower.isIncluded
  }
}

extension QuestionAnswer {
  /// All that can be answered, each value apart: choices are as likely as each other, and so are the
  /// stretches between the limits of a number.
  ///
  /// - Parameter thresholds: Of a number, those of all findings.
  /// - Returns: nil: there is no list of them.
  static func all(
    of field: Field, in vocabulary: Vocabulary, within interval: NumberInterval,
    _ thresholds: @autoclosure () -> Thresholds
  ) -> [QuestionAnswer]? {
    switch field.type {
    case .truth:
      return [true, false].map {
        QuestionAnswer(sample: .truth($0), weight: 0.5, values: .truth($0))
      }
    case .choice(let list):
      let choices = vocabulary.choiceLists[list].choices.indices
      return choices.map {
        QuestionAnswer(
          sample: .choice($0), weight: 1 / Double(choices.count), values: .choices([$0]))
      }
    case .number:
      let thresholds = thresholds()
      guard thresholds.isComplete, let unit = field.unit else { return nil }
      let pieces = NumberPieces(thresholds.values, in: interval, isInteger: field.isInteger).pieces
      let stretches = pieces.count { $0.interval.single == nil }
      return pieces.map { piece in
        let isLikely = stretches == 0 || piece.interval.single == nil
        return QuestionAnswer(
          sample: .number(Quantity(interval: NumberInterval(piece.sample), unit: unit)),
          weight: isLikely ? 1 / Double(stretches == 0 ? pieces.count : stretches) : 0,
          values: .numbers([piece.interval]))
      }
    case .text, .date, .choices: return nil
    }
  }
}
