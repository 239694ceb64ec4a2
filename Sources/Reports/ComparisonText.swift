import Rules

/// Says how a number of a finding stands to its limit, and how far from it:
///
///     单位产品综合能耗 958 > 940 千克标准煤/吨，超 1.91 %
///     排放浓度 34 < 100 毫克/立方米，余 66 %
struct ComparisonText {
  let finding: Finding
  private let text: ReasonText

  init(_ finding: Finding, _ text: ReasonText) { (self.finding, self.text) = (finding, text) }

  private var program: Program { text.program }

  /// nil where one of the numbers is open.
  func words(of margin: Margin) -> String? {
    guard case .compare(_, let left, let right) = program.steps[margin.step] else { return nil }
    let isReversed: Bool
    if case .constant = program.steps[left] { isReversed = true } else { isReversed = false }
    let (step, other) = isReversed ? (right, left) : (left, right)
    guard let (value, _) = finding.trace.results[step]?.quantity,
      let (limit, _) = finding.trace.results[other]?.quantity,
      let (first, second) = Evaluator.aligned(value, limit)
    else { return nil }
    let sign: String
    switch (first.interval.isAtMost(second.interval), second.interval.isAtMost(first.interval)) {
    case (.true, .true): sign = "="
    case (.true, _): sign = "<"
    case (_, .true): sign = ">"
    default: return nil
    }
    let shownValue = value.unit == limit.unit ? value.number?.shownText : nil
    let name = ConditionWriter(program: program, language: text.language).text(of: step).text
    return "\(name) \(shownValue ?? value.text(text.language)) \(sign) "
      + limit.text(text.language) + distance(margin, sign)
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
