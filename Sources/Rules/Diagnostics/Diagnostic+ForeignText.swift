// What a message repeats of its author's text is shown on one line, visibly, and not at length.

extension Phrase {
  /// The phrase as a message shows it.
  var asMessage: Phrase { Phrase(chinese.asMessage, english.asMessage) }
}

extension String {
  /// The longest a word in backticks, and a whole message, may be, in Unicode scalars.
  private static let wordLimit = 120
  private static let messageLimit = 600

  /// The text with invisible characters shown, and with long words in backticks cut.
  fileprivate var asMessage: String {
    let text = withVisibleControls
    guard text.utf8.count > Self.wordLimit else { return text }
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    let short = parts.enumerated().map { position, part in
      position.isMultiple(of: 2) ? String(part) : String(part).cut(to: Self.wordLimit)
    }
    return short.joined(separator: "`").cut(to: Self.messageLimit)
  }

  private func cut(to limit: Int) -> String {
    guard unicodeScalars.count > limit else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.prefix(limit))) + "…"
  }
}
