import Rules

/// An opinion as a page of GB/T 9704-2012; its measures stand in the style sheet.
struct HTMLOpinion {
  private let opinion: Opinion

  init(_ opinion: Opinion) { self.opinion = opinion }

  func write(to html: inout HTMLWriter, class name: String) {
    html.block("article", [.class(name)]) { html in
      let head = opinion.office ?? OpinionSource.blank
      html.block(
        "p",
        [.class("letterhead"), .style("font-size: \(OfficialPage.letterheadSize(of: head))pt")],
        head)
      html.block("p", [.class("number")], opinion.number)
      html.block("h1") { html in
        for line in opinion.title { html.inline("span", [.class("title")], line) }
      }
      html.block("p", [.class("addressee")], opinion.addressee + opinion.report.words.colon)
      for part in opinion.parts { write(part, to: &html) }
      html.block("p", [.class("attachment")], opinion.attachment)
      let indents = opinion.signatureIndents
      html.block("p", [.class("seal"), Self.ending(indents.office)], opinion.signature)
      html.block("p", [.class("seal"), Self.ending(indents.date)], opinion.dateLine)
      writeSignatories(to: &html)
      for note in opinion.endnotes { html.block("p", [.class("endnote")], note) }
    }
  }

  /// - Parameter indent: From the right edge, in half-width characters.
  private static func ending(_ indent: Int) -> HTMLAttribute {
    .style("padding-inline-end: \(indent / 2)\(indent % 2 == 0 ? "" : ".5")em")
  }

  private func write(_ part: Opinion.Part, to html: inout HTMLWriter) {
    switch part {
    case .paragraphs(let paragraphs):
      for paragraph in paragraphs { html.block("p", paragraph) }
    case .closing(let paragraphs):
      for paragraph in paragraphs { html.block("p", [.class("closing")], paragraph) }
    case .list(let heading, let items, let form, let rest):
      html.block("h2", heading)
      switch form {
      case .running:
        for (position, item) in items.enumerated() {
          html.block("p", opinion.number(position) + item)
        }
      case .table:
        html.block("ol", [.class("items")]) { html in
          for item in items { html.block("li", item) }
        }
      case .series:
        html.block("p", [.class("series")], Opinion.series(items, opinion.language))
      }
      if let rest { html.block("p", rest) }
    }
  }

  private func writeSignatories(to html: inout HTMLWriter) {
    html.block("table", [.class("signing")]) { html in
      html.block("tbody") { html in
        for signatory in opinion.signatories {
          html.block("tr") { html in
            html.block("th", [HTMLAttribute("scope", "row")], signatory)
            html.block("td", opinion.say("签名：　　　　　年　月　日", "Signed: ____________  Date: ________"))
          }
        }
      }
    }
  }
}
