/// What a rule adds to a dimension of the score, of how much it could: 16 of 20.
public struct RulePoints: Sendable, Hashable {
  /// The index in ``Vocabulary/dimensions``.
  public let dimension: Int
  /// At least and at most, to two decimals, as reports show a score.
  public let low: ExactNumber
  public let high: ExactNumber
  /// The weight of the rule in its dimension.
  public let weight: ExactNumber

  init(dimension: Int, low: ExactNumber, high: ExactNumber, weight: ExactNumber) {
    (self.dimension, self.low, self.high, self.weight) = (dimension, low, high, weight)
  }
}
