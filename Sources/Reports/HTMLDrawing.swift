import Rules

extension Report {
  /// What stands in the head of every page, so that a page can be told from other people's files.
  public static let pageMark = "<meta name=\"generator\" content=\"review\">"

  /// The report as one HTML file that needs nothing else: for the screen, for a phone, for A4 paper.
  ///
  /// The same report gives the same bytes.
  ///
  /// - Parameter index: The path of the page that lists it; nil for a page of its own.
  public func html(index: String? = nil) -> String {
    HTMLDrawing(self, index: index, opinion: nil).text
  }
}

extension Opinion {
  /// The opinion with its annex as one HTML file, on the screen and on paper.
  public func html(index: String? = nil) -> String {
    HTMLDrawing(report, index: index, opinion: (self, .alone)).text
  }

  /// Both forms in one HTML file: the whole report on the screen, the opinion on paper.
  public func htmlOfBothForms(index: String? = nil) -> String {
    HTMLDrawing(report, index: index, opinion: (self, .onPaper)).text
  }
}

/// A report as a page. ``HTMLWriter`` makes foreign text safe, and nothing else writes.
struct HTMLDrawing {
  /// Where an opinion is shown.
  enum Showing {
    /// Only in print, where it takes the place of all but the sections of its annex.
    case onPaper
    /// Everywhere, and nothing but its annex besides.
    case alone
  }

  let report: Report
  let index: String?
  /// nil: the report alone.
  let opinion: (value: Opinion, showing: Showing)?
  /// The sections that are shown.
  private let sections: [Section]
  /// Where each rule's first finding stands on the page.
  private let places: [String: String]

  init(_ report: Report, index: String?, opinion: (value: Opinion, showing: Showing)?) {
    (self.report, self.index, self.opinion) = (report, index, opinion)
    switch opinion?.showing {
    case nil: sections = report.sections
    // What stands in the head on the screen is a section of the annex.
    case .onPaper:
      let annexed = opinion?.value.annex ?? []
      let known = Set(report.sections.map { $0.id })
      sections = annexed.filter { !known.contains($0.id) } + report.sections
    case .alone: sections = opinion?.value.annex ?? []
    }
    var places: [String: String] = [:]
    for finding in sections.flatMap({ $0.blocks.findings })
    where places[finding.rule] == nil {
      places[finding.rule] = finding.anchor
    }
    self.places = places
  }

  func say(_ chinese: String, _ english: String) -> String { report.words.say(chinese, english) }

  var text: String {
    let decision = opinion?.value.decision ?? report.head.decision.name.spaced(report.language)
    return HTMLPage(title: "\(decision) · \(report.project)", language: report.language)
      .text { html in
        switch opinion?.showing {
        case nil: writeReport(to: &html)
        case .onPaper: writeReport(to: &html)
        case .alone: writeOpinion(to: &html)
        }
      }
  }

  private func writeReport(to html: inout HTMLWriter) {
    let unprinted = opinion == nil ? "" : " unprinted"
    html.block("a", [.class("skip"), .href("#decision")], say("跳到决定", "To the decision"))
    html.block("header", [.class("page\(unprinted)")]) { writeTitle(to: &$0) }
    html.block("main") { html in
      if let opinion { HTMLOpinion(opinion.value).write(to: &html, class: "paper onpaper") }
      writeHead(to: &html)
      writeContents(to: &html)
      if let opinion { writeAnnexTitle(opinion.value, " onpaper", to: &html) }
      for section in sections { write(section, to: &html) }
    }
  }

  private func writeOpinion(to html: inout HTMLWriter) {
    html.block("main") { html in
      writeBack(to: &html)
      if let opinion { HTMLOpinion(opinion.value).write(to: &html, class: "paper") }
      if let opinion { writeAnnexTitle(opinion.value, "", to: &html) }
      for section in sections { write(section, to: &html) }
    }
  }

  private func writeAnnexTitle(
    _ opinion: Opinion, _ medium: String, to html: inout HTMLWriter
  ) {
    html.block("p", [.class("annexed\(medium)")], say("附件", "Annex"))
    html.block("p", [.class("annexed title\(medium)")], opinion.annexTitle)
  }

  private func writeBack(to html: inout HTMLWriter) {
    guard let index else { return }
    html.block("p", [.class("back")]) { html in
      html.inline("a", [.href(index)], say("← 全部项目", "← All projects"))
    }
  }

  private func writeTitle(to html: inout HTMLWriter) {
    writeBack(to: &html)
    html.block("p", [.class("kind")], report.kind)
    html.block("h1", report.project)
  }

  private func writeContents(to html: inout HTMLWriter) {
    html.block("nav", [.label(say("目录", "Contents"))]) { html in
      html.block("ul") { html in
        for section in report.sections {
          html.block("li") { html in
            html.inline("a", [.href("#\(section.id)")]) { write(title: section, to: &$0) }
          }
        }
      }
    }
  }

  private func write(_ section: Section, to html: inout HTMLWriter) {
    html.section(section.id, section.title, count: section.count, medium(of: section)) { html in
      write(section.blocks, to: &html)
    }
  }

  /// Whether a section is for the screen, for paper, or for both.
  private func medium(of section: Section) -> [HTMLAttribute] {
    guard let opinion else { return [] }
    let isReported = report.sections.contains { $0.id == section.id }
    let isAnnexed = opinion.value.annex.contains { $0.id == section.id }
    switch (opinion.showing, isReported, isAnnexed) {
    case (.alone, _, _), (.onPaper, true, true): return [.class("annex")]
    case (.onPaper, false, _): return [.class("annex onpaper")]
    case (.onPaper, true, false): return [.class("unprinted")]
    }
  }

  private func write(title section: Section, to html: inout HTMLWriter) {
    html.words(section.title)
    if let count = section.count { html.inline("span", [.class("count")], " \(count)") }
  }

  // MARK: - Head

  private func writeHead(to html: inout HTMLWriter) {
    let head = report.head
    html.block(
      "section",
      [
        .id("decision"),
        .class("decision \(head.decision.name.english)\(opinion == nil ? "" : " unprinted")"),
        .labelled(by: "decision-title"),
      ]
    ) { html in
      html.block("div", [.class("verdict")]) { html in
        html.block("h2", [.id("decision-title")], say("决定", "Decision"))
        html.block("p", [.class("word")]) { html in
          html.inline("span", [.class("sign"), .decorative], head.decision.sign)
          html.inline("strong", head.decision.name.spaced(report.language))
        }
        html.block("p", head.meaning)
      }
      writeFigures(to: &html)
      for note in head.notes { html.block("p", [.class("note")], note) }
      writeReasons(to: &html)
      for remark in head.remarks { html.block("p", [.class("note")], remark) }
    }
  }

  private func writeFigures(to html: inout HTMLWriter) {
    html.block("ul", [.class("figures")]) { html in
      html.pair(say("得分", "Score"), report.head.score)
      html.pair(say("审查日", "As of"), report.head.asOf)
      for (verdict, count) in report.head.counts {
        html.pair(verdict.name.spaced(report.language), "\(count)")
      }
    }
  }

  private func writeReasons(to html: inout HTMLWriter) {
    let head = report.head
    if !head.causes.isEmpty {
      html.block("ol", [.class("reasons")]) { html in
        for cause in head.causes { html.block("li") { write(cause, to: &$0) } }
      }
    }
    guard !head.asks.isEmpty else { return }
    html.block("p", [.class("more")], say("须补充：", "To supply:"))
    html.block("ul", [.class("reasons")]) { html in
      for ask in head.asks { html.block("li") { write(ask, to: &$0) } }
      guard head.furtherAsks > 0 else { return }
      html.block("li") { html in
        html.inline("a", [.href("#missing")]) { html in
          html.words(
            say("另须补充 \(head.furtherAsks) 项，见下。", "and \(head.furtherAsks) more to supply, below"))
        }
      }
    }
  }

  // MARK: - Blocks

  func write(_ blocks: [Block], to html: inout HTMLWriter) {
    // A finding under a heading of its own is one level deeper than one under that of the section.
    var level = 3
    for block in blocks {
      if case .heading = block { level = 4 }
      write(block, level: level, to: &html)
    }
  }

  /// - Parameter level: That of the heading of a finding.
  private func write(_ block: Block, level: Int, to html: inout HTMLWriter) {
    switch block {
    case .paragraph(let line, let tone):
      let attributes: [HTMLAttribute] =
        switch tone {
        case .plain: []
        case .aside: [.class("legend")]
        }
      html.block("p", attributes) { write(line, to: &$0) }
    case .heading(let line): html.block("h3") { write(line, to: &$0) }
    case .list(let items, let isNumbered): write(items, isNumbered, to: &html)
    case .series(let lines): write(lines.map { Item($0) }, false, class: "series", to: &html)
    case .facts(let facts): write(facts, to: &html)
    case .cause(let cause): write(cause, to: &html)
    case .findings(let findings):
      for finding in findings { write(finding, level: level, to: &html) }
    case .bars(let bars): write(bars, to: &html)
    case .numberLine(let line): HTMLNumberLine(line, report.words).write(to: &html)
    case .fold(let fold): write(fold, to: &html)
    case .signed(let lines):
      html.block("pre", [.class("checkpoint")]) { html in
        for line in lines { html.block("span", line) }
      }
    case .code(let code): write(code, to: &html)
    }
  }

  /// The square with its quiet zone; black on white also where the page is dark.
  private func write(_ code: QRCode, to html: inout HTMLWriter) {
    let side = code.size + 2 * QRCode.quietZone
    let label = say("检查点的二维码", "The checkpoint as a QR code")
    html.block(
      "svg",
      [
        .class("qr"), HTMLAttribute("viewBox", "0 0 \(side) \(side)"),
        HTMLAttribute("shape-rendering", "crispEdges"), HTMLAttribute("role", "img"), .label(label),
      ]
    ) { html in
      html.inline("path", [.class("light"), HTMLAttribute("d", "M0 0h\(side)v\(side)h-\(side)z")]) {
        _ in
      }
      html.inline("path", [.class("dark"), HTMLAttribute("d", code.path)]) { _ in }
    }
  }

  private func write(
    _ items: [Item], _ isNumbered: Bool, class name: String = "items", to html: inout HTMLWriter
  ) {
    guard !items.isEmpty else { return }
    html.block(isNumbered ? "ol" : "ul", [.class(name)]) { html in
      for item in items {
        html.block("li") { html in
          write(item.line, to: &html)
          write(item.below, to: &html)
        }
      }
    }
  }

  private func write(_ fold: Fold, to html: inout HTMLWriter) {
    html.block("details", [.class("fold unprinted")]) { html in
      html.block("summary") { write(fold.summary, to: &$0) }
      write(fold.blocks, to: &html)
    }
  }

  private func write(_ facts: [FactEntry], to html: inout HTMLWriter) {
    html.block("ul", [.class("facts")]) { html in
      for fact in facts {
        html.block("li") { html in
          write(fact.name, to: &html)
          html.words(" ")
          html.inline("span", [.class("value")], fact.value)
          guard fact.evidence != nil || fact.quote != nil else { return }
          html.words(" ")
          html.inline("span", [.class("source")]) { html in
            html.inline("span", fact.evidence ?? "")
            guard let quote = fact.quote else { return }
            html.words(" ")
            html.inline("q", quote)
          }
        }
      }
    }
  }

  private func write(_ bars: [Bar], to html: inout HTMLWriter) {
    html.verbatim(HTMLBar.hatching)
    html.block("ul", [.class("bars")]) { html in
      for bar in bars {
        html.block("li", [.class(bar.isTotal ? "total" : "part")]) { html in
          html.inline("span", [.class("name")]) { html in
            html.inline("span", bar.name)
            if let detail = bar.detail { html.inline("small", detail) }
          }
          html.inline("span", [.class("value")]) { html in
            HTMLBar(low: bar.low, high: bar.high).write(to: &html)
            html.inline("span", [.class("figure")], Score.text(bar.low, bar.high))
          }
        }
      }
    }
    html.block(
      "p", [.class("legend")],
      say(
        "满分 100。实心为已确定的得分，斜线为待定事实所能带来的区间。",
        "Out of 100. Solid: what is certain. Hatched: what the open facts may still bring."))
  }

  // MARK: - Words

  func write(_ line: Line, to html: inout HTMLWriter) {
    for run in line { write(run, to: &html) }
  }

  private func write(_ run: Run, to html: inout HTMLWriter) {
    switch run.kind {
    case .plain: html.running(run.words)
    case .strong: html.inline("strong", run.words)
    case .name: html.inline("span", [.class("name")], run.words)
    case .value: html.inline("span", [.class("value")], run.words)
    case .path: html.inline("code", run.words)
    case .rule:
      guard let place = places[run.words] else {
        return html.inline("span", [.class("rule")], run.words)
      }
      html.inline("a", [.class("rule"), .href("#\(place)")], run.words)
    case .link(let place): html.inline("a", [.href("#\(place)")], run.words)
    case .removed: html.inline("del", run.words)
    case .added: html.inline("ins", run.words)
    case .quote: html.inline("q", run.words)
    case .aside: html.inline("small", run.words)
    case .sign: html.inline("span", [.class("sign"), .decorative], run.words)
    }
  }
}

extension [Block] {
  /// The findings that blocks tell of, in their order.
  var findings: [FindingEntry] {
    flatMap { block -> [FindingEntry] in
      switch block {
      case .cause(let cause): cause.findings
      case .findings(let findings): findings
      case .fold(let fold): fold.blocks.findings
      case .paragraph, .heading, .list, .series, .facts, .bars, .numberLine, .signed, .code: []
      }
    }
  }
}
