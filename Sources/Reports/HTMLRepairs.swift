import Rules

/// The ways to a better decision, in the order they were ranked.
struct HTMLRepairs {
  let names: HTMLNames

  private var result: RepairResult { names.advice.repairs }

  /// The same words as those of the text report.
  private var words: RepairSection {
    RepairSection(names.review, names.advice, language: names.language)
  }

  var repairs: HTMLSection? {
    guard !result.repairs.isEmpty else { return nil }
    return HTMLSection(id: "repairs", title: words.title, count: result.repairs.count) { html in
      html.block(
        "p", [.class("legend")],
        names.say(
          "每一组改动都已代入卷宗重新完整审查；组内改动缺一不可。",
          "Each set was put into the dossier and reviewed again in full; no change of a set can be left out."
        ))
      html.block("ol", [.class("repairs")]) { html in
        for repair in result.repairs { html.block("li") { write(repair, to: &$0) } }
      }
    }
  }

  var redeterminations: HTMLSection? {
    list("redeterminations", words.redeterminationTitle, words.redeterminationLines)
  }

  var incurable: HTMLSection? { list("incurable", words.incurableTitle, words.incurableLines) }

  var remedies: HTMLSection? { list("remedies", words.remedyTitle, words.remedyLines) }

  var conflicting: HTMLSection? {
    list("conflicting", words.conflictingTitle, words.conflictingLines)
  }

  /// The rules out of force that the project would fail; the others stand among what does not apply.
  var dormant: HTMLSection? {
    let text = DormantText(names.review, names.language)
    let violated = names.advice.dormant.filter { !$0.violations.isEmpty }
    return list("not-in-force", text.title, violated.map { text.line($0) })
  }

  var unread: HTMLSection? {
    let text = UnreadText(names.review, names.language)
    return list("unread", text.title, text.lines(names.advice.unread))
  }

  private func list(_ id: String, _ title: String, _ lines: [String]) -> HTMLSection? {
    guard !lines.isEmpty else { return nil }
    return HTMLSection(id: id, title: title, count: lines.count) { html in
      html.block("ul") { html in
        for line in lines { html.block("li", line) }
      }
    }
  }

  private func write(_ repair: Repair, to html: inout HTMLWriter) {
    html.block("ul") { html in
      for change in repair.changes {
        html.block("li") { html in
          names.writeFact(
            label: change.label(in: names.program), path: change.path(in: names.program),
            to: &html)
          html.words(names.say("：", ": "))
          html.inline(
            "del",
            change.fromText(in: names.program, names.language)
              ?? names.say("未提供", "not given"))
          html.words(" → ")
          html.inline("ins", change.toText(in: names.program, names.language))
        }
      }
    }
    html.block("p", [.class("reached \(repair.decision.name.english)")]) { html in
      html.inline("span", words.kind(of: repair))
      html.words(names.say("；决定变为：", "; the decision becomes: "))
      html.inline("span", [.class("sign"), .decorative], repair.decision.sign)
      html.inline("strong", names.name(repair.decision.name))
    }
  }
}
