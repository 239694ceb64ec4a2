import Rules

/// Reasons with each value under the words that made it, broken to any width.
struct HTMLReasons {
  let reasons: [Reason]
  private let text: ReasonText

  init(_ reasons: [Reason], _ text: ReasonText) { (self.reasons, self.text) = (reasons, text) }

  func write(to html: inout HTMLWriter) {
    html.block("div", [.class("explanation")]) { html in
      for reason in reasons { write(reason, to: &html) }
    }
  }

  private func write(_ reason: Reason, to html: inout HTMLWriter) {
    switch reason {
    // The levels of a score stand on a line of numbers.
    case .about(.unused, _, _), .about(.marks, _, _): break
    case .about(let subject, let truth, let reasons):
      writeGroup(text.heading(subject, truth), reasons, to: &html)
    case .all(_, let reasons): writeGroup(text.together, reasons, to: &html)
    case .any(let truth, let reasons): writeGroup(text.alternatives(truth), reasons, to: &html)
    case .part(let truth, let pieces, let below):
      writePart(truth, pieces, to: &html)
      writeBelow(below, to: &html)
    case .note(let note): write(note, to: &html)
    }
  }

  private func writeGroup(_ heading: String, _ reasons: [Reason], to html: inout HTMLWriter) {
    html.block("p", [.class("heading")], heading)
    writeBelow(reasons, to: &html)
  }

  private func writeBelow(_ reasons: [Reason], to html: inout HTMLWriter) {
    guard !reasons.isEmpty else { return }
    html.block("div", [.class("below")]) { html in
      for reason in reasons { write(reason, to: &html) }
    }
  }

  private func write(_ note: Note, to html: inout HTMLWriter) {
    let sentence = text.sentence(note)
    if case .open(let causes) = note {
      html.block("p", [.class("heading")], sentence.words)
      html.block("ul") { html in
        for cause in causes { html.block("li", text.sentence(cause)) }
      }
    } else if let label = sentence.label {
      html.block("p", [.class("labelled")]) { html in
        html.inline("b", label)
        html.inline("span", sentence.words)
      }
    } else {
      html.block("p", sentence.words)
    }
  }

  // MARK: - Parts

  private func writePart(_ truth: Truth?, _ pieces: [Piece], to html: inout HTMLWriter) {
    html.block("div", [.class("condition \(truth?.className ?? "value")")]) { html in
      html.inline("span", [.class("sign"), .decorative], truth?.sign ?? "=")
      if let truth { html.inline("span", [.class("unseen")], text.outcome(truth) + text.colon) }
      html.inline("span", [.class("drawing")]) { html in
        var rest = text.phrases(of: pieces)[...]
        while let (words, reading) = rest.popFirst() {
          // Words without a value stand with those before them, so that a line breaks elsewhere.
          var behind = ""
          while let next = rest.first, next.reading == nil {
            behind += next.words
            rest.removeFirst()
          }
          write(words, reading, behind, to: &html)
        }
      }
    }
  }

  /// The value stands behind its own words in the document, so that a line reads right where it does
  /// not stand beneath them.
  private func write(
    _ words: String, _ reading: ReadValue?, _ behind: String, to html: inout HTMLWriter
  ) {
    html.inline("span", [.class("piece")]) { html in
      html.inline("span", [.class("said")], reading == nil ? words + behind : words)
      guard let reading else { return }
      // Where a value comes from stands beside, in the list of facts.
      html.inline("span", [.class("value")]) { $0.inline("b", text.value(reading)) }
      if !behind.isEmpty { html.inline("span", [.class("behind")], behind) }
    }
  }
}

extension Truth {
  fileprivate var className: String {
    switch self {
    case .true: "holds"
    case .false: "fails"
    case .unknown: "open"
    }
  }
}
