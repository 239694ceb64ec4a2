import Rules

/// The page of a change of rules.
public struct HTMLRuleChange {
  private let report: RuleChangeReport
  private let words: RuleChangeWords

  public init(_ report: RuleChangeReport, language: Language) {
    (self.report, words) = (report, RuleChangeWords(language: language))
  }

  public var text: String {
    let title = words.say("规则改动的影响", "What a change of rules does")
    return HTMLPage(title: title, language: words.language).text { html in
      html.block("header", [.class("page")]) { html in
        html.block("h1", title)
        html.block("p", summary)
      }
      html.block("main") { html in
        writeFlips(to: &html)
        writeRules(to: &html)
        writeGround(to: &html)
        writeDossiers(to: &html)
        writeCases(to: &html)
        writeTexts(to: &html)
      }
    }
  }

  private var summary: String {
    let counts = RuleDifference.Change.all.compactMap { change -> String? in
      let count = report.differences.count { $0.change == change }
      return count == 0 ? nil : "\(change.words[words.language]) \(count)"
    }
    guard !counts.isEmpty else { return words.say("规则没有改动。", "No rule changed.") }
    return words.say("改动的规则：", "Rules that changed: ")
      + counts.joined(separator: words.say("，", ", "))
  }

  private func writeFlips(to html: inout HTMLWriter) {
    html.section("flips", words.say("决定会不会变", "Whether decisions change")) { html in
      guard !report.decidesAsBefore else { return html.block("p", words.unchanged) }
      html.block("ul") { html in
        for (sentence, dossier) in words.flips(report) {
          html.block("li") { html in
            html.words(sentence)
            if let dossier { write(dossier: dossier, to: &html) }
          }
        }
      }
    }
  }

  /// A dossier for whoever wants to copy it; one with every fact given fills a screen.
  private func write(dossier: String, to html: inout HTMLWriter) {
    html.block("details", [.class("fold")]) { html in
      html.inline("summary", words.say("卷宗", "Dossier"))
      html.block("p") { $0.inline("code", dossier) }
    }
  }

  private func writeRules(to html: inout HTMLWriter) {
    guard !report.differences.isEmpty else { return }
    html.section("rules", words.say("规则", "Rules"), count: report.differences.count) { html in
      for difference in report.differences {
        html.block("h3", "\(difference.rule) \(difference.title[words.language])")
        html.block("ul") { html in
          html.pair(words.say("含义", "Meaning"), words.change(of: difference))
          for witness in difference.witnesses {
            if let change = witness.consequences {
              html.pair(words.say("后果", "Consequence"), words.arrow(change))
            }
            html.pair(
              words.region(of: witness, in: difference, named: words.say("范围", "Region")),
              witness.region[words.language])
            html.pair(words.say("见证", "Witness")) { html in
              html.words(words.verdicts(of: witness) + " ")
              write(dossier: witness.dossier, to: &html)
            }
          }
          for rewording in difference.rewordings {
            html.block("li", words.sentence(rewording))
          }
          if difference.isNeverViolated { html.block("li", words.neverViolated) }
          if let reason = difference.reason {
            html.pair(words.say("未判定", "Undecided"), reason[words.language])
          }
        }
      }
    }
  }

  private func writeGround(to html: inout HTMLWriter) {
    guard !report.ground.isEmpty else { return }
    html.section("ground", words.groundTitle, count: report.ground.count) { html in
      html.block("ul") { html in
        for change in report.ground { html.block("li", words.sentence(change)) }
      }
    }
  }

  private func writeDossiers(to html: inout HTMLWriter) {
    guard report.count > 0 else { return }
    html.section(
      "dossiers", words.say("改判的卷宗", "Dossiers decided otherwise"), count: report.stock.count
    ) { html in
      html.block(
        "p",
        words.say(
          "共 \(report.count) 份卷宗，决定会变 \(report.stock.count) 份。",
          "\(report.count) dossiers, \(report.stock.count) decisions change."))
      guard !report.stock.isEmpty else { return }
      html.block("table") { html in
        html.block("thead") { html in
          html.block("tr") { html in
            for head in [
              words.say("卷宗", "Dossier"), words.say("决定", "Decision"), words.say("规则", "Rules"),
              words.say("这样改，决定不比原来严", "No stricter than before with"),
            ] {
              html.inline("th", [HTMLAttribute("scope", "col")], head)
            }
          }
        }
        html.block("tbody") { html in
          for item in report.stock {
            html.block("tr") { html in
              html.inline("td", item.path)
              html.inline("td", words.arrow(item.move))
              html.inline("td", words.rules(item.move.rules))
              html.inline("td", item.edit?[words.language] ?? "")
            }
          }
        }
      }
    }
  }

  private func writeCases(to html: inout HTMLWriter) {
    guard !report.cases.isEmpty else { return }
    html.section("cases", words.say("要改的案例", "Cases to revise"), count: report.cases.count) {
      html in
      html.block("ul") { html in for item in report.cases { html.block("li", words.sentence(item)) }
      }
    }
  }

  private func writeTexts(to html: inout HTMLWriter) {
    guard !report.texts.isEmpty else { return }
    html.section(
      "texts", words.say("仍写着旧数的文字", "Texts that still name the old number"),
      count: report.texts.count
    ) { html in
      html.block("ul") { html in
        for text in report.texts { html.block("li", words.sentence(text)) }
      }
    }
  }
}

extension RuleDifference.Change {
  fileprivate static var all: [RuleDifference.Change] {
    [.stricter, .looser, .mixed, .undecided, .equivalent]
  }
}
