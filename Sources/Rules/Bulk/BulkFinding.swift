/// A finding that is not met or open, in plain data.
struct BulkFinding {
  let rule: Int
  let verdict: Verdict
  /// The consequences that are possible, the first of which follows.
  let consequences: [Int]
  let causes: BulkCauses
  let applicabilityCauses: [BulkCause]
  let hasTimeLeft: Bool
  /// Whether it rests on a figure that nobody verified.
  let isUnverified: Bool

  /// What it does to the decision, as ``Finding/effect(in:)``.
  func effect(_ code: BulkCode) -> Decision {
    if hasTimeLeft { return .approve }
    switch verdict {
    case .met, .notApplicable, .notYetDue: return .approve
    case .undetermined: return open(code)
    case .notMet where isUnverified: return open(code)
    case .notMet:
      guard let (least, most) = range(code) else { return .approve }
      return least == most ? least : max(least, most >= .supplement ? .supplement : .conditional)
    }
  }

  private func effect(_ consequence: Int, _ code: BulkCode) -> BulkEffect {
    code.effects[code.rules[rule].effects + consequence]
  }

  private func open(_ code: BulkCode) -> Decision {
    var worst = Decision.approve
    for consequence in consequences {
      worst = max(worst, effect(consequence, code).onUndetermined)
    }
    return worst
  }

  /// The mildest and the hardest that could follow; nil where nothing follows.
  private func range(_ code: BulkCode) -> (least: Decision, most: Decision)? {
    guard let first = consequences.first else { return nil }
    var (least, most) = (effect(first, code).onNotMet, effect(first, code).onNotMet)
    for consequence in consequences.dropFirst() {
      least = min(least, effect(consequence, code).onNotMet)
      most = max(most, effect(consequence, code).onNotMet)
    }
    return (least, most)
  }

  /// What it does at least.
  func leastEffect(_ code: BulkCode) -> Decision {
    guard verdict == .notMet, !isUnverified else { return .approve }
    return range(code)?.least ?? .approve
  }

  /// What it could do at worst.
  func worstEffect(_ code: BulkCode) -> Decision {
    if hasTimeLeft { return .approve }
    switch verdict {
    case .met, .notApplicable, .notYetDue: return .approve
    case .notMet, .undetermined:
      return code.rules[rule].isEffect ? effect(code) : range(code)?.most ?? .approve
    }
  }
}

/// The marks of the record at hand: their weighted sums by dimension.
struct BulkScore {
  private struct Sum {
    var low: Int128 = 0
    var high: Int128 = 0
    var weight: Int128 = 0
  }

  private var sums: [Sum]

  init(dimensions: Int = 0) { sums = Array(repeating: Sum(), count: dimensions) }

  /// Counts a rule; false where its marks do not fit.
  mutating func add(
    _ low: BulkNumber, _ high: BulkNumber, weight: Int64, dimension: Int
  ) -> Bool {
    guard let least = low.millionths, let most = high.millionths else { return false }
    sums[dimension].low += Int128(weight) * Int128(least)
    sums[dimension].high += Int128(weight) * Int128(most)
    sums[dimension].weight += Int128(weight)
    return true
  }

  /// The score of 100 in hundredths, rounded half-even as it is shown.
  ///
  /// - Parameter weights: Those of the dimensions.
  func hundredths(_ weights: [Int64]) -> (low: Int64, high: Int64)? {
    var total = Sum()
    for (sum, weight) in zip(sums, weights) where sum.weight > 0 {
      // A mean in millionths of 100 marks: of it, too, six places count.
      guard let low = BulkNumber.rounded(sum.low * 100, over: sum.weight),
        let high = BulkNumber.rounded(sum.high * 100, over: sum.weight)
      else { return nil }
      total.low += Int128(weight) * Int128(low)
      total.high += Int128(weight) * Int128(high)
      total.weight += Int128(weight)
    }
    guard total.weight > 0 else { return (0, 10_000) }
    guard let low = BulkNumber.rounded(total.low, over: total.weight * 10_000),
      let high = BulkNumber.rounded(total.high, over: total.weight * 10_000)
    else { return nil }
    return (low, high)
  }
}
