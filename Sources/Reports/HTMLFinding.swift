import Rules

// A finding on a page: the clause and the distance to what it demands, beside the reasons.

extension HTMLDrawing {
  /// What fails for one reason.
  func write(_ cause: CauseEntry, to html: inout HTMLWriter) {
    html.block("section", [.class("group")]) { html in
      html.block("h3", "\(cause.number). \(cause.words)")
      for finding in cause.findings { write(finding, level: 4, to: &html) }
    }
  }

  /// - Parameter level: That of the heading of a finding that is told in full.
  func write(_ finding: FindingEntry, level: Int, to html: inout HTMLWriter) {
    let title = "\(finding.anchor)-title"
    let name = "finding \(finding.verdict.name.english)"
    switch finding.detail {
    case .full:
      html.block(
        "article", [.id(finding.anchor), .class(name), .labelled(by: title)]
      ) { html in
        html.block("header") { html in
          html.block(level == 3 ? "h3" : "h4", [.id(title)]) { write(title: finding, to: &$0) }
          writeMarks(of: finding, to: &html)
        }
        writeBody(of: finding, to: &html)
      }
    case .brief:
      html.block("details", [.id(finding.anchor), .class(name)]) { html in
        html.block("summary") { html in
          write(title: finding, to: &html)
          html.inline("span", [.class("follows")], finding.follows)
          guard !finding.brief.isEmpty else { return }
          html.inline("span", [.class("asks")]) { write(finding.brief, to: &$0) }
        }
        writeBody(of: finding, to: &html)
      }
    }
  }

  private func write(title finding: FindingEntry, to html: inout HTMLWriter) {
    html.inline("span", [.class("rule")], finding.rule)
    html.words(" ")
    html.inline("span", finding.title)
    if let element = finding.element { html.inline("span", [.class("element")], element) }
  }

  private func writeMarks(of finding: FindingEntry, to html: inout HTMLWriter) {
    html.block("ul", [.class("marks")]) { html in
      html.block("li", [.class("outcome")], finding.verdict.name.spaced(report.language))
      if !finding.follows.isEmpty { html.block("li", [.class("follows")], finding.follows) }
      if let margin = finding.margin { html.block("li", margin) }
    }
  }

  private func writeBody(of finding: FindingEntry, to html: inout HTMLWriter) {
    let reasons = HTMLReasons(finding.reasons(), report.words)
    // Of a rule that does not apply one thing is of interest: why it does not.
    guard finding.verdict != .notApplicable else { return reasons.write(to: &html) }
    html.block("div", [.class("sides")]) { html in
      html.block("div", [.class("clause")]) { html in
        write(finding.clauses, to: &html)
        if let line = finding.numberLine { HTMLNumberLine(line, report.words).write(to: &html) }
        writeRelated(of: finding, to: &html)
      }
      html.block("div", [.class("why")]) { html in
        html.block("p", [.class("part")], say("理由", "Why"))
        reasons.write(to: &html)
        // Paper has no room for a condition a line.
        guard opinion != nil, finding.detail == .full else { return }
        html.block("div", [.class("summary onpaper")]) { html in
          for line in ReasonSummary(report.words).lines(finding.reasons()) { html.block("p", line) }
        }
      }
    }
  }

  private func write(_ clauses: [Clause], to html: inout HTMLWriter) {
    html.block("p", [.class("part")], say("条文", "Clause"))
    for clause in clauses {
      html.block("blockquote") { html in
        html.block("p", "「\(clause.quote)」")
        html.block("footer") { html in
          html.inline("cite", clause.title)
          html.words(" ")
          html.inline("span", clause.document)
          html.words(" ")
          html.inline("span", clause.section)
        }
      }
    }
  }

  private func writeRelated(of finding: FindingEntry, to html: inout HTMLWriter) {
    if !finding.related.isEmpty {
      html.block("p", [.class("related")]) { html in
        html.inline("b", say("相关规则：", "Related rules: "))
        write(Line(rules: finding.related, between: say("、", ", ")), to: &html)
      }
    }
    guard !finding.remarks.isEmpty else { return }
    html.block("details", [.class("remarks")]) { html in
      html.block("summary", say("读法说明", "How the clause was read"))
      for remark in finding.remarks { html.block("p", remark) }
    }
  }
}
