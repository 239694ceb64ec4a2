import Rules

extension ReportSource {
  var head: ReportHead {
    let asks = review.decision == .supplement ? advice.asks : []
    return ReportHead(
      decision: review.decision, meaning: meaning(of: review.decision), score: review.score.text,
      asOf: review.binding.asOf.description, counts: counts,
      notes: names.notes(review.notes) + releaseNotes,
      causes: advice.causes.map { line(of: $0) },
      asks: asks.prefix(Self.askLimit).map { Line(askText.line($0.fact)) },
      furtherAsks: max(0, asks.count - Self.askLimit), remarks: judgementNotes + unreadNotes)
  }

  /// The most asks that stand before the sections.
  private static let askLimit = 16

  var counts: [(verdict: Verdict, count: Int)] {
    Verdict.allCases.reversed().map { verdict in
      (verdict, review.findings.count { $0.verdict == verdict })
    }.filter { $0.count > 0 }
  }

  /// What a decision means for the project.
  func meaning(of decision: Decision) -> String {
    switch decision {
    case .approve: say("没有哪条规则阻止通过。", "No rule stands against it.")
    case .conditional:
      say("可以通过，但须落实下列要求。", "It may go ahead once the requirements below are carried out.")
    case .supplement:
      say(
        "缺少会影响决定的事实或材料，补齐后再审。",
        "Facts or papers that bear on the decision are missing; it is reviewed again with them.")
    case .suspend: say("下列规则要求暂缓审批。", "The rules below put the approval off.")
    case .refuse:
      say("下列规则不符合，项目不能通过。", "The rules below are not met; the project cannot pass.")
    }
  }

  /// What fails with its numbers, the rules that say so, and what follows.
  private func line(of cause: FailureCause) -> Line {
    let first = cause.findings[0]
    let rules = Line(rules: failures.ids(of: cause), between: comma)
    return [Run(failures.words(of: cause), .link(to: FindingEntry.anchor(first)))]
      + Line(say("（", " (")) + rules + Line(say("）", ")"))
      + Line(failures.consequence(of: review.findings[first]))
  }

  /// Said at the top, since everything rests on it.
  var releaseNotes: [String] {
    guard let release = origin.release, !release.differs.isEmpty else { return [] }
    return [releaseText(release)]
  }

  var judgementNotes: [String] {
    let count = review.judgements.count
    guard count > 0 else { return [] }
    return [
      say(
        "另有 \(count) 项条款须由人判断，没有计入决定。",
        "\(count) clauses must be judged by a person and are not part of the decision.")
    ]
  }

  /// A number that nobody asked about is said, whatever the score.
  private var unreadNotes: [String] {
    guard !advice.unread.isEmpty else { return [] }
    let shown = unreadLines.prefix(Self.unreadLimit).map { $0.words }.joined(separator: semicolon)
    let rest = advice.unread.count - Self.unreadLimit
    let more = rest > 0 ? say("；另 \(rest) 项，见下", "; \(rest) more below") : ""
    return [
      say(
        "没有适用的规则用到这些数值，得分与它们无关：\(shown)\(more)。",
        "No applying rule reads these numbers, and the score is not about them: \(shown)\(more).")
    ]
  }

  private static let unreadLimit = 4
}

extension Line {
  /// The words of all runs.
  var words: String { map { $0.words }.joined() }
}

extension FindingEntry {
  /// The place of a finding in a report, by its index in ``Review/findings``.
  static func anchor(_ finding: Int) -> String { "finding-\(finding)" }
}
