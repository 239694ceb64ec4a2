import Rules

/// The page before a folder of reports: counts, charts, and a table to sort and filter.
public struct HTMLIndex {
  let entries: [Entry]
  let rejections: [Rejection]
  let notes: [String]
  let language: Language

  /// One review and the page that tells of it.
  public struct Entry: Sendable {
    /// Which of the dossiers it is, from 1.
    let number: Int
    let project: String
    let region: String
    let decision: Decision
    let low: ExactNumber
    let high: ExactNumber
    /// The narrowest region that is given.
    let place: [String]
    /// The heaviest rule of each cause, with its title.
    let failing: [String]
    /// The missing facts that bear on the decision.
    let missing: [String]
    /// What the dossier chooses beside its place, as its trade, by the label of the field.
    let choices: [(field: String, value: String)]
    /// The path of its page from the index.
    let page: String

    /// Keeps what the index shows of a review, so that thousands need not stay in memory.
    public init(
      _ review: Review, advice: Advice, language: Language, number: Int, page: String
    ) {
      let names = ReportNames(review, language)
      place = names.regions.suffix(1)
      missing = advice.missing.filter { $0.isDecisive }
        .map { language == .chinese ? $0.label : $0.path }
      choices = names.projectFields.compactMap { field, fact in
        guard case .choice = review.program.vocabulary.fields[field].type else { return nil }
        return (names.label(of: field), names.value(fact, of: field))
      }
      failing = advice.causes.map { cause in
        let rule = review.program.rules.rules[review.findings[cause.findings[0]].rule]
        return "\(rule.id) \(rule.title(language))"
      }
      project = names.project
      region = names.regions.joined(separator: " ")
      decision = review.decision
      low = review.score.low
      high = review.score.high
      self.number = number
      self.page = page
    }
  }

  /// A dossier that could not be read.
  public struct Rejection: Sendable {
    /// Which of the dossiers it is, from 1.
    let number: Int
    let name: String
    /// What is wrong with it and what to write instead, each with its place.
    let problems: [String]

    public init(_ dossier: RejectedDossier, language: Language, number: Int) {
      (self.number, name) = (number, dossier.id)
      problems = dossier.problems.map { $0.line[language] }
    }
  }

  /// - Parameter notes: What is wrong with sources that several projects use.
  public init(
    _ entries: [Entry], _ rejections: [Rejection] = [], notes: [String] = [], language: Language
  ) {
    self.entries = entries
    self.rejections = rejections
    self.notes = notes
    self.language = language
  }

  private func say(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  public var text: String {
    let title = say("“两高”项目审查汇总", "Reviews of two-high projects")
    return HTMLPage(title: title, language: language).text(script: Assets.indexJS) {
      html in
      html.block("a", [.class("skip"), .href("#projects")], say("跳到项目表", "To the table"))
      html.block("header", [.class("page")]) { html in
        html.block("h1", title)
        html.block("p", head)
      }
      html.block("main") { html in
        writeTally(to: &html)
        writeNotes(to: &html)
        writeCharts(to: &html)
        writeProjects(to: &html)
        writeRejections(to: &html)
      }
    }
  }

  private var head: String {
    let rest = rejections.count
    let projects = say(
      "共 \(entries.count) 个项目", entries.count == 1 ? "1 project" : "\(entries.count) projects")
    guard rest > 0 else { return projects + say("。", ".") }
    return projects
      + say("，另有 \(rest) 份卷宗被拒绝。", "; rejected besides: \(rest) of the dossiers.")
  }

  private func name(of decision: Decision) -> String { decision.name.spaced(language) }

  // MARK: - Counts

  private func writeTally(to html: inout HTMLWriter) {
    html.section("tally", say("决定", "Decisions")) { html in
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

  private func writeNotes(to html: inout HTMLWriter) {
    guard !notes.isEmpty else { return }
    html.section("ledger", say("来源台账", "The ledger of sources")) { html in
      html.block("ul") { html in
        for note in notes { html.block("li", note) }
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
      Column(name: say("序号", "No."), isNumber: true),
      Column(name: say("项目", "Project"), isNumber: false),
      Column(name: say("地区", "Region"), isNumber: false),
      Column(name: say("决定", "Decision"), isNumber: true),
      Column(name: say("得分", "Score"), isNumber: true),
      Column(name: say("不符合的原因", "Causes"), isNumber: true),
    ]
  }

  private func writeProjects(to html: inout HTMLWriter) {
    html.section("projects", say("项目", "Projects"), count: entries.count) { html in
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
    html.inline("td", cell(0, order: "\(entry.number)"), "\(entry.number)")
    html.inline("td") { html in
      html.inline("a", [.href(entry.page.percentEncodedPath)], entry.project)
    }
    html.inline("td", cell(2), entry.region)
    html.inline("td", cell(3, order: "\(entry.decision.rawValue)")) { html in
      html.inline("span", [.class("outcome")]) { html in
        html.inline("span", [.class("sign"), .decorative], entry.decision.sign)
        html.words(" " + name(of: entry.decision))
      }
    }
    html.inline(
      "td", cell(4, order: entry.low.scoreText), Score.text(entry.low, entry.high))
    html.inline("td", cell(5, order: "\(entry.failing.count)"), "\(entry.failing.count)")
  }

  private func writeRejections(to html: inout HTMLWriter) {
    guard !rejections.isEmpty else { return }
    html.section("rejected", say("被拒绝的卷宗", "Rejected dossiers"), count: rejections.count) { html in
      html.block("table", [.class("stacked")]) { html in
        html.block("thead") { html in
          html.block("tr") { html in
            for name in rejectionColumns {
              html.inline("th", [HTMLAttribute("scope", "col")], name)
            }
          }
        }
        html.block("tbody") { html in
          for rejection in rejections { html.block("tr") { write(rejection, to: &$0) } }
        }
      }
    }
  }

  private var rejectionColumns: [String] {
    [say("序号", "No."), say("卷宗", "Dossier"), say("原因", "Reasons")]
  }

  private func write(_ rejection: Rejection, to html: inout HTMLWriter) {
    let names = rejectionColumns.map { HTMLAttribute("data-name", $0) }
    html.inline("td", [.class("number"), names[0]], "\(rejection.number)")
    html.inline("td", [names[1]], rejection.name)
    html.block("td", [names[2]]) { html in
      html.block("ul") { html in
        for problem in rejection.problems { html.block("li", problem) }
      }
    }
  }

  private func cell(_ column: Int, order: String? = nil) -> [HTMLAttribute] {
    [HTMLAttribute("data-name", columns[column].name)]
      + (order.map { [.class("number"), HTMLAttribute("data-order", $0)] } ?? [])
  }

  // MARK: - Charts

  private func writeCharts(to html: inout HTMLWriter) {
    html.section("charts", say("一览", "At a glance")) { html in
      html.block("div", [.class("charts")]) { html in
        let counts = [
          HTMLCounts(say("决定", "Decisions"), of: entries.map { [name(of: $0.decision)] }),
          HTMLCounts(say("最常见的不符合", "Commonest reasons"), of: entries.map { $0.failing }),
          HTMLCounts(say("最常缺的事实", "Facts most often missing"), of: entries.map { $0.missing }),
        ]
        let places = HTMLCounts(say("地区", "Regions"), of: entries.map { $0.place })
        for chart in (counts + choices + [places]).compactMap({ $0 }) { chart.write(to: &html) }
      }
    }
  }

  /// A chart for each field that tells projects apart.
  private var choices: [HTMLCounts?] {
    var fields: [String] = []
    for choice in entries.flatMap({ $0.choices }) where !fields.contains(choice.field) {
      fields.append(choice.field)
    }
    return fields.map { field in
      HTMLCounts(
        field, of: entries.map { $0.choices.filter { $0.field == field }.map { $0.value } })
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
