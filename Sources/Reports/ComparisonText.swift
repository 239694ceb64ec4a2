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
    let name = name(of: step) + " "
    let bare = value.unit == limit.unit ? value.number?.shownText : nil
    let shownValue = bare ?? value.text(text.language)
    switch (first.interval.isAtMost(second.interval), second.interval.isAtMost(first.interval)) {
    case (.true, .true):
      // At the limit itself only what lies beyond it was demanded.
      let demanded = isReversed ? comparison.mirrored : comparison
      guard finding.verdict == .notMet,
        let demand = demand(isDenied(margin.step) ? demanded.negated : demanded)
      else { return "\(name)\(shownValue) = \(limit.text(text.language))" }
      return text.say(
        "\(name)\(value.text(.chinese))，\(demand) \(limit.text(.chinese))",
        "\(name)\(value.text(.english)), \(demand) \(limit.text(.english))")
    case (.true, _):
      return "\(name)\(shownValue) < "
        + shown(limit, at: limit.interval.lower) + distance(margin, "<")
    case (_, .true):
      return "\(name)\(shownValue) > "
        + shown(limit, at: limit.interval.upper) + distance(margin, ">")
    default: return nil
    }
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
          ? written.runs.map { $0.step == nil ? $0.words : $0.words.plainName(text.language) }
            .joined() : written.text
      }
      return program.rules.rules[finding.rule].title(text.language) + text.say(" 数值", ", number")
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

  /// How much it is over or short of the limit, or how much is left; empty at the limit itself.
  private func distance(_ margin: Margin, _ sign: String) -> String {
    guard sign != "=" else { return "" }
    let amount: String
    if margin.distance.unit?.name.english == "%" {
      let points = margin.distance.number?.shownText ?? ""
      amount = text.say("\(points) 个百分点", "\(points) percentage points")
    } else {
      guard let percent = margin.percent?.shownPercent else { return "" }
      amount = "\(percent) %"
    }
    guard finding.verdict != .met else {
      return text.say("，余 \(amount)", ", \(amount) to spare")
    }
    return sign == ">"
      ? text.say("，超 \(amount)", ", \(amount) over") : text.say("，差 \(amount)", ", \(amount) short")
  }
}
