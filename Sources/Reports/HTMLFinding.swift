import Rules

/// One finding: the clause beside the reasons and the distance to what was demanded.
struct HTMLFinding {
  /// The place in ``Review/findings``.
  let index: Int
  let names: HTMLNames

  private var finding: Finding { names.review.findings[index] }
  private var rule: CatalogueRule { names.rule(of: finding) }
  private var anchor: String { HTMLNames.anchor(index) }

  // MARK: - In full

  /// The finding as an article of its own.
  func writeArticle(to html: inout HTMLWriter) {
    html.block(
      "article",
      [
        .id(anchor), .class("finding \(finding.verdict.name.english)"),
        .labelled(by: "\(anchor)-title"),
      ]
    ) { html in
      html.block("header") { html in
        html.block("h4", [.id("\(anchor)-title")]) { writeTitle(to: &$0) }
        writeMarks(to: &html)
      }
      writeBody(to: &html)
    }
  }

  /// The finding as a line that opens.
  func writeDetails(to html: inout HTMLWriter) {
    html.block("details", [.id(anchor), .class("finding \(finding.verdict.name.english)")]) {
      html in
      html.block("summary") { html in
        writeTitle(to: &html)
        if let consequence = finding.consequence {
          html.inline("span", [.class("follows")]) { html in
            html.words(" → ")
            html.inline("span", names.consequence(consequence))
          }
        }
        if !openNames.isEmpty {
          html.inline("span", [.class("asks")]) { html in
            html.words(names.say("待查明：", "To be settled: "))
            html.inline("span", names.list(openNames))
          }
        }
      }
      writeBody(to: &html)
    }
  }

  private func writeTitle(to html: inout HTMLWriter) {
    html.inline("span", [.class("rule")], rule.id)
    html.words(" ")
    html.inline("span", rule.title(names.language))
    if let element = names.element(of: finding) {
      html.words(" ")
      html.inline("span", [.class("element")], element)
    }
  }

  /// What keeps it open, each name once.
  private var openNames: [String] {
    guard finding.verdict == .undetermined else { return [] }
    var shown: [String] = []
    for cause in finding.causes {
      guard let name = MissingName(cause, names)?.words, !shown.contains(name) else { continue }
      shown.append(name)
    }
    return shown
  }

  private func writeBody(to html: inout HTMLWriter) {
    // Of a rule that does not apply one thing is of interest: why it does not.
    guard finding.verdict != .notApplicable else { return writeReasons(to: &html) }
    html.block("div", [.class("sides")]) { html in
      writeClause(to: &html)
      html.block("div", [.class("why")]) { html in
        html.block("p", [.class("part")], names.say("理由", "Why"))
        writeReasons(to: &html)
        line?.write(to: &html)
        writeRelated(to: &html)
      }
    }
  }

  private func writeReasons(to html: inout HTMLWriter) {
    HTMLReasons(explain(finding, in: names.review), names).write(to: &html)
  }

  private var line: HTMLNumberLine? {
    HTMLNumberLine(gradingOf: finding, names) ?? HTMLNumberLine(marginOf: finding, names)
  }

  // MARK: - Marks

  private func writeMarks(to html: inout HTMLWriter) {
    html.block("ul", [.class("marks")]) { html in
      html.block("li", [.class("outcome")], names.name(finding.verdict.name))
      if let consequence = finding.consequence {
        html.block("li", [.class("follows")]) { html in
          html.words("→ ")
          html.inline("span", names.consequence(consequence))
        }
      }
      for other in finding.otherConsequences {
        html.block("li", names.say("或 ", "or ") + names.consequence(other))
      }
      if let margin { html.block("li", margin) }
      if !finding.unverified.isEmpty {
        html.block(
          "li", [.class("unverified")], names.say("所据数值未核实", "Rests on an unverified value"))
      }
    }
  }

  private var margin: String? {
    finding.margin.map {
      names.say("差距 ", "Margin ") + ReasonText(names.review, names.language).text(of: $0)
    }
  }

  // MARK: - Clause

  private func writeClause(to html: inout HTMLWriter) {
    html.block("div", [.class("clause")]) { html in
      html.block("p", [.class("part")], names.say("条文", "Clause"))
      for cited in rule.citations {
        let document = names.program.rules.documents[cited.document]
        html.block("blockquote") { html in
          html.block("p", "「\(cited.citation.quote)」")
          html.block("footer") { html in
            html.inline("cite", document.title)
            html.words(" ")
            html.inline("span", cited.citation.document)
            html.words(" ")
            html.inline("span", cited.citation.section)
          }
        }
      }
    }
  }

  // MARK: - Related rules

  private func writeRelated(to html: inout HTMLWriter) {
    if !rule.related.isEmpty {
      html.block("p", [.class("related")]) { html in
        html.inline("b", names.say("相关规则：", "Related rules: "))
        names.writeRules(rule.related, to: &html)
      }
    }
    guard !rule.remarks.isEmpty else { return }
    html.block("details", [.class("remarks")]) { html in
      html.block("summary", names.say("读法说明", "How the clause was read"))
      for remark in rule.remarks { html.block("p", remark) }
    }
  }
}
