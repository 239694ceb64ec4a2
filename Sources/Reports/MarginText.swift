import Rules

/// The words of how far numbers are apart.
struct MarginText {
  let language: Language

  private func say(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  /// The distance, and in per cent of the limit where that says something.
  func text(of margin: Margin) -> String {
    guard margin.distance.interval != NumberInterval(.zero) else {
      return margin.isLeast
        ? say("最近处恰在界限上", "at the limit where it is nearest") : say("恰在界限上", "at the limit itself")
    }
    let isPlain = margin.isInPoints || margin.isManifold
    let percent =
      isPlain
      ? nil : margin.percent.map { say("（\($0.shownPercent) %）", " (\($0.shownPercent) %)") }
    let least = margin.isLeast ? say("至少 ", "at least ") : ""
    return least + distance(of: margin) + (percent ?? "")
  }

  /// The distance itself: `63 千克/吨`, or `10 个百分点` of a share.
  func distance(of margin: Margin) -> String {
    guard margin.isInPoints, let points = margin.distance.number?.shownText else {
      return margin.distance.text(language)
    }
    return say("\(points) 个百分点", "\(points) percentage \(points == "1" ? "point" : "points")")
  }
}
