import Rules

extension Opinion {
  /// The opinion as lines of text, the annex behind it.
  ///
  /// - Parameter colour: Whether the terminal shows colours.
  public func text(colour: Bool = false) -> String {
    let drawing = TextDrawing(report: report)
    let annexed =
      [
        TextDrawing.DrawnLine(""), TextDrawing.DrawnLine(say("附件", "Annex")),
        TextDrawing.DrawnLine(annexTitle, .bold),
      ]
      + annex.flatMap { drawing.lines($0) }
    return (paper + annexed).map { $0.text(colour: colour) + "\n" }.joined()
  }

  private var paper: [TextDrawing.DrawnLine] {
    let blank = TextDrawing.DrawnLine("")
    let head = [
      TextDrawing.DrawnLine(office ?? OpinionSource.blank, .bold), TextDrawing.DrawnLine(number),
      blank, TextDrawing.DrawnLine(title.joined(), .bold), blank,
      // A name of foreign words begins no line.
      TextDrawing.DrawnLine(say("主送：", "To: ") + addressee),
    ]
    let body = parts.flatMap { part -> [TextDrawing.DrawnLine] in
      switch part {
      case .paragraphs(let paragraphs), .closing(let paragraphs):
        return paragraphs.map { TextDrawing.DrawnLine($0) }
      case .list(let heading, let items, _, let rest):
        let lines = items.enumerated().map { number($0) + $1 } + [rest].compactMap { $0 }
        return [blank, TextDrawing.DrawnLine(heading, .bold)]
          + lines.map { TextDrawing.DrawnLine($0) } + [blank]
      }
    }
    let signing = signatories.map {
      TextDrawing.DrawnLine("\($0)\(report.words.colon)\(Self.line)")
    }
    return head + body + [blank, TextDrawing.DrawnLine(attachment), blank]
      + [TextDrawing.DrawnLine(signature), TextDrawing.DrawnLine(dateLine), blank] + signing
      + endnotes.map { TextDrawing.DrawnLine($0) }
  }

  private static let line = "＿＿＿＿＿＿＿＿＿＿＿＿"
}
