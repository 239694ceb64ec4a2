import Rules

/// The page of a summary: decisions, charts, totals, and the tables by place and kind of project.
public struct HTMLStock {
  private let summary: StockSummary
  private let warnings: [String]
  private let notes: [String]
  private let words: StockWords

  /// - Parameters:
  ///   - warnings: Why it may not be the summary of the whole stock.
  ///   - notes: What is wrong with sources that several projects use.
  public init(
    _ summary: StockSummary, warnings: [String] = [], notes: [String], language: Language
  ) {
    (self.summary, self.warnings, self.notes) = (summary, warnings, notes)
    words = StockWords(language)
  }

  private func say(_ chinese: String, _ english: String) -> String { words.say(chinese, english) }

  public var text: String {
    let title = say("“两高”项目审查汇总", "Summary of reviews of two-high projects")
    return HTMLPage(title: title, language: words.language).text { html in
      html.block("header", [.class("page")]) { html in
        html.block("h1", title)
        html.block(
          "p",
          say(
            "共 \(summary.decisions.total) 份卷宗；另有 \(summary.rejected) 份被拒绝。",
            "\(summary.decisions.total) dossiers; \(summary.rejected) more were rejected."))
        for warning in warnings {
          html.block("p", [.class("note")], say("警告：", "Warning: ") + warning)
        }
      }
      html.block("main") { html in
        writeDecisions(to: &html)
        writeNotes(to: &html)
        writeCharts(to: &html)
        writeTotals(to: &html)
        for (index, group) in summary.groups.enumerated() where !group.counts.items.isEmpty {
          write(group, index, to: &html)
        }
      }
    }
  }

  private func writeDecisions(to html: inout HTMLWriter) {
    html.section("tally", say("决定", "Decisions")) { html in
      html.block("ul", [.class("tally")]) { html in
        for decision in Decision.allCases.reversed() {
          html.block("li", [.class(decision.name.english)]) { html in
            html.inline("span", [.class("sign"), .decorative], decision.sign)
            html.words(" " + decision.name.spaced(words.language))
            html.inline("b", "\(summary.decisions[decision])")
          }
        }
      }
    }
  }

  private func writeNotes(to html: inout HTMLWriter) {
    guard !notes.isEmpty else { return }
    html.section("ledger", say("来源台账", "The ledger of sources"), count: notes.count) { html in
      html.block("ul") { html in
        for note in notes { html.block("li", note) }
      }
    }
  }

  private func writeCharts(to html: inout HTMLWriter) {
    html.section("charts", say("一览", "At a glance")) { html in
      html.block("div", [.class("charts")]) { html in
        let total = summary.decisions.total
        let charts = [
          HTMLCounts(
            say("最常见的不符合", "Commonest reasons"),
            counts(summary.failures) { name, item in name + say(" \(item.label)", "") }, of: total),
          HTMLCounts(
            say("最常缺的事实", "Facts most often missing"),
            counts(summary.missing) { words.label($1.label, $0) }, of: total),
          HTMLCounts(
            say("被拒绝的原因", "Why dossiers were rejected"),
            summary.problems.map { (name: $0.key, count: $0.value) }, of: summary.rejected),
        ]
        for chart in charts.compactMap({ $0 }) { chart.write(to: &html) }
      }
    }
  }

  private func counts(
    _ counts: StockSummary.Counts, _ name: (String, StockSummary.Counts.Item) -> String
  ) -> [(name: String, count: Int)] {
    counts.items.map { (name: name($0.key, $0.value), count: $0.value.tally.total) }
  }

  private func writeTotals(to html: inout HTMLWriter) {
    let totals = summary.totals.filter { $0.given > 0 }
    guard !totals.isEmpty else { return }
    html.section("totals", say("年合计", "Totals of a year")) { html in
      html.block("p", say("没有给出的不计入，也不当作零。", "What is not given is left out, and is not zero."))
      writeTable(
        [say("事实", "Fact"), say("合计", "Total"), say("给出的卷宗", "Dossiers that give it")],
        totals.map { [words.label($0.label, $0.field), words.amount($0), "\($0.given)"] }, to: &html
      )
    }
  }

  private func write(_ group: StockSummary.Group, _ index: Int, to html: inout HTMLWriter) {
    let title = words.label(group.label, group.field)
    html.section("group-\(index)", title, count: group.counts.items.count) { html in
      let decisions = Array(Decision.allCases.reversed())
      writeTable(
        [title, say("卷宗", "Dossiers")] + decisions.map { $0.name.spaced(words.language) },
        rows(of: group).map { name, tally in
          [name, "\(tally.total)"] + decisions.map { "\(tally[$0])" }
        }, to: &html)
    }
  }

  /// What each row counts, the most frequent first, and those behind that do not say it.
  private func rows(of group: StockSummary.Group) -> [(String, StockSummary.Tally)] {
    let said = group.counts.ranked.map { (words.label($0.item.label, $0.name), $0.item.tally) }
    return said + (summary.rest(of: group).map { [(words.notGiven, $0)] } ?? [])
  }

  private func writeTable(_ names: [String], _ rows: [[String]], to html: inout HTMLWriter) {
    html.block("table", [.class("stacked sums")]) { html in
      html.block("thead") { html in
        html.block("tr") { html in
          for name in names { html.inline("th", [HTMLAttribute("scope", "col")], name) }
        }
      }
      html.block("tbody") { html in
        for row in rows {
          html.block("tr") { html in
            for (index, cell) in row.enumerated() {
              html.inline("td", index == 0 ? [] : [HTMLAttribute("data-name", names[index])], cell)
            }
          }
        }
      }
    }
  }
}
