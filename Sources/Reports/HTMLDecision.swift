import Rules

/// The decision in words, with the findings that brought it about.
struct HTMLDecision {
  let names: HTMLNames

  private var review: Review { names.review }

  func write(to html: inout HTMLWriter) {
    html.block(
      "section",
      [
        .id("decision"), .class("decision \(review.decision.name.english)"),
        .labelled(by: "decision-title"),
      ]
    ) { html in
      html.block("div", [.class("verdict")]) { html in
        html.block("h2", [.id("decision-title")], names.say("决定", "Decision"))
        html.block("p", [.class("word")]) { html in
          html.inline("span", [.class("sign"), .decorative], review.decision.sign)
          html.inline("strong", names.name(review.decision.name))
        }
        html.block("p", meaning)
      }
      for note in review.notes {
        html.block("p", [.class("note")], note[names.language])
      }
      writeFigures(to: &html)
      writeReasons(to: &html)
    }
  }

  private var meaning: String {
    switch review.decision {
    case .approve:
      names.say(
        "没有哪条规则阻止通过。", "No rule stands against it.")
    case .conditional:
      names.say("可以通过，但须落实下列要求。", "It may go ahead once the requirements below are carried out.")
    case .supplement:
      names.say(
        "缺少会影响决定的事实或材料，补齐后再审。",
        "Facts or papers that bear on the decision are missing; it is reviewed again with them.")
    case .suspend:
      names.say("下列规则要求暂缓审批。", "The rules below put the approval off.")
    case .refuse:
      names.say("下列规则不符合，项目不能通过。", "The rules below are not met; the project cannot pass.")
    }
  }

  // MARK: - Figures

  private func writeFigures(to html: inout HTMLWriter) {
    html.block("ul", [.class("figures")]) { html in
      html.pair(
        names.say("得分", "Score"), HTMLNames.interval(review.score.low, review.score.high))
      html.pair(names.say("审查日", "As of"), review.binding.asOf.description)
      for verdict in Verdict.allCases.reversed() {
        let count = review.findings.count { $0.verdict == verdict }
        if count > 0 { html.pair(names.name(verdict.name), "\(count)") }
      }
    }
  }

  // MARK: - Reasons

  private func writeReasons(to html: inout HTMLWriter) {
    let causes = names.advice.causes
    if !causes.isEmpty {
      html.block("ol", [.class("reasons")]) { html in
        for cause in causes { html.block("li") { write(cause, to: &$0) } }
      }
    }
    writeAsks(to: &html)
    for note in notes { html.block("p", [.class("note")], note) }
  }

  /// What fails with its numbers, the rules that say so, and what follows.
  private func write(_ cause: FailureCause, to html: inout HTMLWriter) {
    let text = FailureText(review, names.language)
    html.inline("a", [.href("#\(HTMLNames.anchor(cause.findings[0]))")], text.words(of: cause))
    html.words(" ")
    names.writeRules(text.ids(of: cause), to: &html)
    let first = review.findings[cause.findings[0]]
    if let consequence = first.consequence {
      html.words(" → ")
      html.inline("span", names.consequence(consequence))
    }
  }

  /// For an open decision, what to bring to settle it, by whom, and which values it can have.
  private func writeAsks(to html: inout HTMLWriter) {
    let decisive = names.advice.missing.filter { $0.isDecisive }
    guard review.decision == .supplement, !decisive.isEmpty else { return }
    let text = AskText(program: names.program, language: names.language)
    html.block("p", [.class("more")], names.say("须补充：", "To supply:"))
    html.block("ul", [.class("reasons")]) { html in
      for fact in decisive { html.block("li", text.line(fact)) }
    }
  }

  private var notes: [String] {
    var notes: [String] = []
    if !review.judgements.isEmpty {
      notes.append(
        names.say(
          "另有 \(review.judgements.count) 项条款须由人判断，没有计入决定。",
          "\(review.judgements.count) clauses must be judged by a person and are not part of the decision."
        ))
    }
    return notes
  }
}

extension Decision {
  /// A sign that tells decisions apart without colour.
  var sign: String {
    switch self {
    case .approve: "✓"
    case .conditional: "!"
    case .supplement: "?"
    case .suspend: "‖"
    case .refuse: "✕"
    }
  }
}
