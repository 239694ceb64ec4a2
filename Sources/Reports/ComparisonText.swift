import Rules

/// Says how a number of a finding stands to its limit, and how far from it:
///
///     单位产品综合能耗 958 > 940 千克标准煤/吨，超 1.91 %
///     排放浓度 34 < 100 毫克/立方米，余 66 %
struct ComparisonText {
  let finding: Finding
  private let text: ReasonText
  /// Whether facts are called by plain words in English too, instead of by their paths.
  private let isPlain: Bool

  init(_ finding: Finding, _ text: ReasonText, isPlain: Bool = false) {
    (self.finding, self.text, self.isPlain) = (finding, text, isPlain)
  }

  private var program: Program { text.program }

  /// nil where one of the numbers is open.
  func words(of margin: Margin) -> String? {
    guard case .compare(let comparison, let left, let right) = program.steps[margin.step] else {
      return nil
    }
    let isReversed: Bool
    if case .constant = program.steps[left] { isReversed = true } else { isReversed = false }
    let (step, other) = isReversed ? (right, left) : (left, right)
    guard let (value, _) = finding.trace.results[step]?.quantity,
      let (limit, _) = finding.trace.results[other]?.quantity,
      let (first, second) = Evaluator.aligned(value, limit)
    else { return nil }
    // Both in one unit: nobody is to convert one of them.
    let unit = margin.distance.unit
    let told = Quantity(interval: first.interval, unit: unit)
    let bound = Quantity(interval: second.interval, unit: unit)
    let name = name(of: step) + " "
    let shownValue = told.number?.shownText ?? told.text(text.language)
    switch (first.interval.isAtMost(second.interval), second.interval.isAtMost(first.interval)) {
    case (.true, let isAtLeast):
      guard margin.distance.interval == NumberInterval(.zero) else {
        return "\(name)\(shownValue) < "
          + shown(bound, at: bound.interval.lower) + distance(margin, "<", bound)
      }
      return "\(name)"
        + atLimit(
          told, isAtLeast == .true ? "=" : "≤", bound, demanded(comparison, isReversed, margin))
    case (_, .true):
      guard margin.distance.interval == NumberInterval(.zero) else {
        return "\(name)\(shownValue) > "
          + shown(bound, at: bound.interval.upper) + distance(margin, ">", bound)
      }
      return "\(name)" + atLimit(told, "≥", bound, demanded(comparison, isReversed, margin))
    default: return nil
    }
  }

  /// What reaches the limit: where only what lies beyond it was demanded, with the demand.
  private func atLimit(
    _ value: Quantity, _ sign: String, _ limit: Quantity, _ demand: String?
  ) -> String {
    let (shown, bound) = (value.text(text.language), limit.text(text.language))
    guard let demand else {
      return "\(value.number?.shownText ?? shown) \(sign) \(bound)"
    }
    return text.say("\(shown)，\(demand) \(bound)", "\(shown), \(demand) \(bound)")
  }

  /// What was demanded of a number that does not meet it; nil where the sign tells it.
  private func demanded(_ comparison: Comparison, _ isReversed: Bool, _ margin: Margin) -> String? {
    guard finding.verdict == .notMet else { return nil }
    let demanded = isReversed ? comparison.mirrored : comparison
    return demand(isDenied(margin.step) ? demanded.negated : demanded)
  }

  /// What was judged, or, where that is a long sum, what the rule is about.
  private func name(of step: Int) -> String {
    let written = ConditionWriter(program: program, language: text.language).text(of: step)
    switch program.steps[step] {
    case .field, .parameter, .definition:
      return isPlain ? written.text.plainName(text.language) : written.text
    default:
      guard TextWidth.cells(of: written.text) > Self.nameLimit else {
        return isPlain
          ? written.runs.map { $0.step == nil ? $0.words : $0.words.plainPhrase(text.language) }
            .joined() : written.text
      }
      return program.rules.rules[finding.rule].title(text.language)
        + text.say("（计算值）", " (computed)")
    }
  }

  /// The longest name of a number that is computed, in half-width characters.
  private static let nameLimit = 48

  /// A limit that is a range, by the end that counts.
  private func shown(_ limit: Quantity, at end: NumberInterval.Bound?) -> String {
    guard limit.interval.single == nil, let end else { return limit.text(text.language) }
    return Quantity(interval: NumberInterval(end.value), unit: limit.unit).text(text.language)
  }

  /// Whether the rule demands that the comparison does not hold.
  private func isDenied(_ step: Int) -> Bool { finding.trace.results[step]?.truth == .true }

  private func demand(_ comparison: Comparison) -> String? {
    switch comparison {
    case .below: text.say("应低于", "must be below")
    case .above: text.say("应高于", "must be above")
    case .notEqual: text.say("不得等于", "must not be")
    case .atMost, .atLeast, .equal: nil
    }
  }

  /// How much it is over or short of the limit, or how much is left; empty where that has no
  /// percentage.
  private func distance(_ margin: Margin, _ sign: String, _ limit: Quantity) -> String {
    guard let amount = amount(margin, limit) else { return "" }
    let comma = text.say("，", ", ") + text.least(margin)
    if margin.isManifold, sign == ">", let low = limit.interval.lower?.value, !low.isNegative,
      let times = margin.percent?.divided(by: ExactNumber(100))?.adding(.one)
    {
      let count = times.rounded(places: 2).shortDecimal()
      return comma + text.say("为限值的 \(count) 倍", "\(count) times the limit")
    }
    guard finding.verdict != .met else {
      return comma + text.say("余 \(amount)", "\(amount) to spare")
    }
    return comma
      + (sign == ">"
        ? text.say("超 \(amount)", "\(amount) over") : text.say("差 \(amount)", "\(amount) short"))
  }

  /// `4.17 %`; of a share its points, and of many times the limit or a limit that is a range the
  /// distance itself; nil for a limit of zero.
  private func amount(_ margin: Margin, _ limit: Quantity) -> String? {
    if margin.isInPoints || margin.isManifold || limit.interval.single == nil {
      return text.distance(of: margin)
    }
    return margin.percent.map { "\($0.shownPercent) %" }
  }
}
