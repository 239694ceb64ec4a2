import Reports
import Rules

extension LanguageServer {
  func hover(_ question: Question) -> (inout JSONWriter) -> Void {
    guard let hovered = question.analysis.hover(at: question.offset, of: question.source),
      let text = text(of: hovered.subject, question)
    else { return { $0.null() } }
    return { json in
      json.object { json in
        json.member("contents") { json in
          json.object { json in
            // Plain: the words of a policy may hold signs that mean something in Markdown.
            json.member("kind", "plaintext")
            json.member("value", text)
          }
        }
        json.member("range") {
          $0.range(Int(hovered.range.start), Int(hovered.range.end), in: question.text)
        }
      }
    }
  }

  /// The lines that a pointer shows; a table of hundreds of rows is cut.
  private static let lineLimit = 30

  private func text(of subject: Hovered.Subject, _ question: Question) -> String? {
    switch subject {
    case .keyword(let keyword, let form):
      let name = keyword.spelling
      let both = name.chinese == name.english ? name.chinese : "\(name.chinese) \(name.english)"
      return both + (form.map { "\n" + $0[question.language] } ?? "")
    case .thing(let referent):
      guard var tree = trees[question.root] else { return nil }
      let lines = ReferentExplanation(tree.book(), question.language).lines(referent)
      trees[question.root] = tree
      guard !lines.isEmpty else { return nil }
      let shown = lines.prefix(Self.lineLimit)
      let more = lines.count - shown.count
      let rest =
        more > 0
        ? [
          Phrase("……另有 \(more) 行：review explain", "… \(more) more lines: review explain")[
            question.language]
        ]
        : []
      return (shown + rest).joined(separator: "\n")
    }
  }
}
