/// The ways to a better decision, in the order they were ranked.
struct HTMLRepairs {
  let names: HTMLNames
  let repairs: [ReportedRepair]

  var section: HTMLSection? {
    guard !repairs.isEmpty else { return nil }
    return HTMLSection(
      id: "repairs", title: names.say("怎样改变决定", "What would change the decision"),
      count: repairs.count
    ) { html in
      html.block(
        "p", [.class("legend")],
        names.say(
          "每一组改动都已代入卷宗重新完整审查；组内改动缺一不可。",
          "Each set was put into the dossier and reviewed again in full; no change of a set can be left out."
        ))
      html.block("ol", [.class("repairs")]) { html in
        for repair in repairs { html.block("li") { write(repair, to: &$0) } }
      }
    }
  }

  private func write(_ repair: ReportedRepair, to html: inout HTMLWriter) {
    html.block("ul") { html in
      for change in repair.changes {
        html.block("li") { html in
          names.writeFact(label: change.label, path: change.path, to: &html)
          html.words(names.say("：", ": "))
          html.inline("del", change.from ?? names.say("未提供", "not given"))
          html.words(" → ")
          html.inline("ins", change.to)
        }
      }
    }
    html.block("p", [.class("reached \(repair.decision.name.english)")]) { html in
      html.words(names.say("决定变为：", "The decision becomes: "))
      html.inline("span", [.class("sign"), .decorative], repair.decision.sign)
      html.inline("strong", names.name(repair.decision.name))
    }
  }
}
