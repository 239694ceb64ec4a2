import Rules

/// The page before a folder of reports: counts, a table to sort and filter, the commonest reasons.
public struct HTMLIndex {
  let entries: [Entry]
  let language: Language

  /// One review and the page that tells of it.
  public struct Entry: Sendable {
    let project: String
    let region: String
    let decision: Decision
    let low: ExactNumber
    let high: ExactNumber
    /// The rules that are not met, each once, with their titles.
    let failing: [Reason]
    /// The path of its page from the index.
    let page: String

    /// Keeps what the index shows of a review, so that thousands need not stay in memory.
    public init(_ review: Review, advice: Advice, page: String) {
      let names = HTMLNames(review, advice, .chinese)
      var failing: [Reason] = []
      for finding in review.findings where finding.verdict == .notMet {
        let rule = names.rule(of: finding)
        let reason = Reason(rule: rule.id, title: rule.title(names.language))
        if !failing.contains(reason) { failing.append(reason) }
      }
      project = names.project
      region = names.regions.joined(separator: " ")
      decision = review.decision
      low = review.score.low
      high = review.score.high
      self.failing = failing
      self.page = page
    }
  }

  /// A rule that a project does not meet.
  struct Reason: Hashable {
    let rule: String
    let title: String
  }

  public init(_ entries: [Entry], language: Language) {
    self.entries = entries
    self.language = language
  }

  private func say(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  public var text: String {
    let title = say("“两高”项目审查汇总", "Reviews of two-high projects")
    return HTMLPage(title: title, language: language).text(script: HTMLIndexScript.program) {
      html in
      html.block("a", [.class("skip"), .href("#projects")], say("跳到项目表", "To the table"))
      html.block("header", [.class("page")]) { html in
        html.block("h1", title)
        html.block("p", say("共 \(entries.count) 个项目。", "\(entries.count) projects."))
      }
      html.block("main") { html in
        tally.write(to: &html)
        projects.write(to: &html)
        reasons?.write(to: &html)
      }
    }
  }

  private func name(of decision: Decision) -> String {
    say(decision.name.chinese, decision.name.english.spacedWords)
  }

  // MARK: - Counts

  private var tally: HTMLSection {
    HTMLSection(id: "tally", title: say("决定", "Decisions")) { html in
      html.block("ul", [.class("tally")]) { html in
        for decision in Decision.allCases.reversed() {
          html.block("li", [.class(decision.name.english)]) { html in
            html.inline("span", [.class("sign"), .decorative], decision.sign)
            html.words(" " + name(of: decision))
            html.inline("b", "\(entries.count { $0.decision == decision })")
          }
        }
      }
    }
  }

  // MARK: - The table

  /// A column, and whether its cells are sorted as numbers.
  private struct Column {
    let name: String
    let isNumber: Bool
  }

  private var columns: [Column] {
    [
      Column(name: say("项目", "Project"), isNumber: false),
      Column(name: say("地区", "Region"), isNumber: false),
      Column(name: say("决定", "Decision"), isNumber: true),
      Column(name: say("得分", "Score"), isNumber: true),
      Column(name: say("不符合的规则", "Rules not met"), isNumber: true),
    ]
  }

  private var projects: HTMLSection {
    HTMLSection(id: "projects", title: say("项目", "Projects"), count: entries.count) { html in
      writeFilters(to: &html)
      html.block("table", [.id("table"), .class("stacked")]) { html in
        html.block("caption") { html in
          html.words(say("显示 ", "Showing "))
          html.inline(
            "span", [.id("shown"), HTMLAttribute("aria-live", "polite")], "\(entries.count)")
          html.words(" / \(entries.count)")
        }
        html.block("thead") { html in
          html.block("tr") { html in
            for column in columns {
              html.inline(
                "th",
                [
                  HTMLAttribute("scope", "col"),
                  HTMLAttribute("data-kind", column.isNumber ? "number" : "text"),
                ], column.name)
            }
          }
        }
        html.block("tbody") { html in
          for entry in entries { html.block("tr", row(entry)) { write(entry, to: &$0) } }
        }
      }
    }
  }

  /// The controls, which the script shows: without it they would do nothing.
  private func writeFilters(to html: inout HTMLWriter) {
    html.block("div", [.id("filters"), .class("filters"), HTMLAttribute("hidden")]) { html in
      html.block("label") { html in
        html.words(say("筛选", "Filter"))
        html.empty("input", [.id("words"), HTMLAttribute("type", "search")])
      }
      html.block("label") { html in
        html.words(say("决定", "Decision"))
        html.inline("select", [.id("kind")]) { html in
          html.inline("option", [HTMLAttribute("value", "")], say("全部", "All"))
          for decision in Decision.allCases.reversed() {
            html.inline(
              "option", [HTMLAttribute("value", decision.name.english)], name(of: decision))
          }
        }
      }
    }
  }

  private func row(_ entry: Entry) -> [HTMLAttribute] {
    [.class(entry.decision.name.english), HTMLAttribute("data-kind", entry.decision.name.english)]
  }

  private func write(_ entry: Entry, to html: inout HTMLWriter) {
    html.inline("td") { html in
      html.inline("a", [.href(entry.page.percentEncodedPath)], entry.project)
    }
    html.inline("td", cell(1), entry.region)
    html.inline("td", cell(2, order: "\(entry.decision.rawValue)")) { html in
      html.inline("span", [.class("outcome")]) { html in
        html.inline("span", [.class("sign"), .decorative], entry.decision.sign)
        html.words(" " + name(of: entry.decision))
      }
    }
    html.inline(
      "td", cell(3, order: entry.low.scoreText), HTMLNames.interval(entry.low, entry.high))
    html.inline("td", cell(4, order: "\(entry.failing.count)"), "\(entry.failing.count)")
  }

  private func cell(_ column: Int, order: String? = nil) -> [HTMLAttribute] {
    [HTMLAttribute("data-name", columns[column].name)]
      + (order.map { [.class("number"), HTMLAttribute("data-order", $0)] } ?? [])
  }

  // MARK: - Reasons

  /// How many reasons are listed.
  private static let shownReasons = 20

  private var reasons: HTMLSection? {
    var counts: [Reason: Int] = [:]
    for reason in entries.flatMap({ $0.failing }) { counts[reason, default: 0] += 1 }
    guard !counts.isEmpty else { return nil }
    let ranked = counts.sorted { left, right in
      left.value != right.value
        ? left.value > right.value
        : left.key.rule.utf8.lexicographicallyPrecedes(right.key.rule.utf8)
    }
    return HTMLSection(id: "reasons", title: say("最常见的不符合", "Commonest reasons")) { html in
      html.block("table") { html in
        html.block("thead") { html in
          html.block("tr") { html in
            for name in [say("规则", "Rule"), say("标题", "Title"), say("项目数", "Projects")] {
              html.inline("th", [HTMLAttribute("scope", "col")], name)
            }
          }
        }
        html.block("tbody") { html in
          for (reason, count) in ranked.prefix(Self.shownReasons) {
            html.block("tr") { html in
              html.inline("td", [.class("rule")], reason.rule)
              html.inline("td", reason.title)
              html.inline("td", [.class("number")], "\(count)")
            }
          }
        }
      }
    }
  }
}

extension String {
  /// A relative path as an address: whatever an address reads as a sign is encoded (RFC 3986,
  /// section 2.1), the colon too, so that no path can name a scheme.
  var percentEncodedPath: String {
    var text = ""
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return text
  }
}
