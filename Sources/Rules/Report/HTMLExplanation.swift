/// An explanation with each value under the words that made it, broken to any width.
struct HTMLExplanation {
  let finding: Finding
  let names: HTMLNames

  func write(to html: inout HTMLWriter) {
    let lines = Explanation(finding, in: names.review, language: names.language).lines
    html.block("div", [.class("explanation")]) { html in
      var rest = ExplanationPart.parts(of: lines)[...]
      while let part = rest.popFirst() {
        switch part {
        case .heading(let words): html.block("p", [.class("heading")], words)
        case .sentence(let words): writeSentence(words, to: &html)
        case .condition(let condition): write(condition, to: &html)
        case .point(let words):
          var points = [words]
          while case .point(let next)? = rest.first {
            points.append(next)
            rest.removeFirst()
          }
          html.block("ul") { html in
            for point in points { html.block("li", point) }
          }
        }
      }
    }
  }

  /// A sentence; its first words stand out when they say what kind it is.
  private func writeSentence(_ words: String, to html: inout HTMLWriter) {
    let mark = names.say("：", ": ")
    let kind = words.prefix(12).split(separator: mark, maxSplits: 1).first.map(String.init)
    guard let kind, words.hasPrefix(kind + mark) else {
      html.block("p", words)
      return
    }
    html.block("p", [.class("labelled")]) { html in
      html.inline("b", kind + mark)
      html.inline("span", String(words.dropFirst(kind.count + mark.count)))
    }
  }

  // MARK: - Conditions

  private func write(_ condition: ExplanationPart.Condition, to html: inout HTMLWriter) {
    html.block("div", [.class("condition \(condition.truth.className)")]) { html in
      html.inline("span", [.class("sign"), .decorative], condition.truth.sign)
      html.inline("span", [.class("unseen")], outcome(condition.truth) + names.say("：", ": "))
      html.inline("span", [.class("drawing")]) { html in
        for piece in condition.pieces { write(piece, to: &html) }
      }
    }
  }

  private func outcome(_ truth: Truth) -> String {
    switch truth {
    case .true: names.say("成立", "holds")
    case .false: names.say("不成立", "does not hold")
    case .unknown: names.say("未定", "open")
    }
  }

  private func write(_ piece: ExplanationPart.Condition.Piece, to html: inout HTMLWriter) {
    guard let value = piece.value else {
      html.inline("span", [.class("piece")]) { $0.inline("span", [.class("said")], piece.words) }
      return
    }
    html.inline("span", [.class("piece")]) { html in
      html.inline("span", [.class("said")], piece.words)
      html.inline("span", [.class("value")]) { html in
        // Two spaces part a value from where it came from.
        let parts = value.split(separator: "  ", maxSplits: 1).map(String.init)
        html.inline("b", parts.first ?? value)
        if parts.count > 1 {
          html.words(" ")
          html.inline("small", parts[1])
        }
      }
    }
  }
}

extension Truth {
  fileprivate var sign: String {
    switch self {
    case .true: "✓"
    case .false: "✗"
    case .unknown: "?"
    }
  }

  fileprivate var className: String {
    switch self {
    case .true: "holds"
    case .false: "fails"
    case .unknown: "open"
    }
  }
}
