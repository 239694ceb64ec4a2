/// A finding that is not met or open.
///
/// Many records share one, so that it is made once and passed on.
final class BulkFinding {
  let rule: Int
  let verdict: Verdict
  let causes: BulkCauses
  let applicabilityCauses: [BulkCause]
  /// What it does to the decision, as ``Finding/effect(in:)``; what it does at least, and what it
  /// could do at worst.
  let effect: Decision
  let leastEffect: Decision
  let worstEffect: Decision
  /// What it asks for, where that rests on nothing else of a record; nil: it was not asked yet.
  @exclusivity(unchecked) var questions: BulkCauses?

  /// - Parameters:
  ///   - consequences: Those that are possible, the first of which follows.
  ///   - isUnverified: Whether it rests on a figure that nobody verified.
  init(
    rule: Int, verdict: Verdict, consequences: [Int], causes: BulkCauses,
    applicabilityCauses: [BulkCause], hasTimeLeft: Bool, isUnverified: Bool, _ code: BulkCode
  ) {
    (self.rule, self.verdict, self.causes) = (rule, verdict, causes)
    self.applicabilityCauses = applicabilityCauses
    let effects = BulkFindingEffects(
      possible: consequences.map { code.effects[code.rules[rule].effects + $0] },
      isOpen: verdict == .undetermined || verdict == .notMet && isUnverified,
      isFailed: verdict == .notMet, hasTimeLeft: hasTimeLeft)
    (effect, leastEffect) = (effects.likely, effects.least)
    worstEffect = code.rules[rule].isEffect ? effects.likely : effects.worst
  }
}

/// What the possible consequences of a finding do to the decision.
private struct BulkFindingEffects {
  let possible: [BulkEffect]
  let isOpen: Bool
  let isFailed: Bool
  let hasTimeLeft: Bool

  var likely: Decision {
    if hasTimeLeft { return .approve }
    if isOpen { return possible.map { $0.onUndetermined }.max() ?? .approve }
    guard isFailed, let (least, most) = range else { return .approve }
    return least == most ? least : max(least, most >= .supplement ? .supplement : .conditional)
  }

  var least: Decision { isFailed && !isOpen ? range?.least ?? .approve : .approve }

  var worst: Decision {
    !hasTimeLeft && (isOpen || isFailed) ? range?.most ?? .approve : .approve
  }

  /// The mildest and the hardest that could follow; nil where nothing follows.
  private var range: (least: Decision, most: Decision)? {
    let all = possible.map { $0.onNotMet }
    guard let least = all.min(), let most = all.max() else { return nil }
    return (least, most)
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
