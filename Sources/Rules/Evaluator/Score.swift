/// The score of a review: 0 to 100, as an interval where facts are missing.
public struct Score: Sendable {
  public struct Part: Sendable {
    /// The index in ``Vocabulary/dimensions``.
    public let dimension: Int
    /// Within the dimension, from 0 to 100.
    public let low: ExactNumber
    public let high: ExactNumber
  }

  public let low: ExactNumber
  public let high: ExactNumber
  /// The dimensions that have a rule that counts; the others give their weight to these.
  public let parts: [Part]

  init(of findings: [Finding], in program: Program) {
    var parts: [Part] = []
    for dimension in program.vocabulary.dimensions.indices {
      let counted = Self.counted(findings, dimension, program)
      guard let low = Self.mean(counted, { $0.lower }), let high = Self.mean(counted, { $0.upper })
      else {
        continue
      }
      parts.append(Part(dimension: dimension, low: low, high: high))
    }
    self.parts = parts
    let weights = parts.map { program.vocabulary.dimensions[$0.dimension].weight }
    low = Self.weighted(zip(weights, parts.map { $0.low })) ?? .zero
    high = Self.weighted(zip(weights, parts.map { $0.high })) ?? ExactNumber(100)
  }

  private struct Counted {
    let weight: ExactNumber
    let marks: NumberInterval

    var lower: ExactNumber { marks.lower?.value ?? .zero }
    var upper: ExactNumber { marks.upper?.value ?? .one }
  }

  /// The marks of each scored rule of a dimension; of a rule over a list, its worst element.
  private static func counted(
    _ findings: [Finding], _ dimension: Int, _ program: Program
  ) -> [Counted] {
    var byRule: [Int: NumberInterval] = [:]
    var order: [Int] = []
    for finding in findings {
      guard let marks = finding.marks,
        program.rules.rules[finding.rule].score?.dimension == dimension
      else { continue }
      if byRule[finding.rule] == nil { order.append(finding.rule) }
      byRule[finding.rule] = byRule[finding.rule].map { $0.smaller(marks) } ?? marks
    }
    return order.compactMap { rule in
      guard let weight = program.rules.rules[rule].score?.weight, let marks = byRule[rule] else {
        return nil
      }
      return Counted(weight: weight, marks: marks)
    }
  }

  private static func mean(
    _ counted: [Counted], _ end: (Counted) -> ExactNumber
  ) -> ExactNumber? {
    weighted(zip(counted.map { $0.weight }, counted.map(end)))?
      .multiplied(by: ExactNumber(100))
  }

  private static func weighted(
    _ pairs: Zip2Sequence<[ExactNumber], [ExactNumber]>
  ) -> ExactNumber? {
    var sum = ExactNumber.zero
    var weights = ExactNumber.zero
    for (weight, value) in pairs {
      // Graded marks are quotients; two decimals keep their sum from overflowing.
      guard let product = weight.multiplied(by: value.rounded(places: 6)),
        let next = sum.adding(product), let total = weights.adding(weight)
      else { return nil }
      (sum, weights) = (next, total)
    }
    return sum.divided(by: weights)
  }
}

extension ExactNumber {
  /// Rounded half-even to decimal places; for scores and shown figures, never for verdicts.
  package func rounded(places: Int) -> ExactNumber {
    guard let needed = decimalPlaces, needed <= places else {
      return ExactNumber(parsing: decimal(places: places)) ?? self
    }
    return self
  }
}
