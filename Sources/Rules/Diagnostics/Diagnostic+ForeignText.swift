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
  ///
  /// What is cut away is not looked at: a cell or a key may have a million characters.
  fileprivate var asMessage: String {
    guard utf8.count > Self.wordLimit else { return withVisibleControls }
    var shown = ""
    var rest = self[...]
    var isWord = false
    while true {
      let end = rest.utf8.firstIndex(of: UInt8(ascii: "`")) ?? rest.endIndex
      let limit = isWord ? Self.wordLimit : Self.messageLimit
      let start = String(String.UnicodeScalarView(rest[..<end].unicodeScalars.prefix(limit + 1)))
      shown += start.withVisibleControls.cut(to: limit)
      guard end < rest.endIndex, shown.unicodeScalars.count <= Self.messageLimit else { break }
      shown += "`"
      rest = rest[rest.utf8.index(after: end)...]
      isWord.toggle()
    }
    return shown.cut(to: Self.messageLimit)
  }

  private func cut(to limit: Int) -> String {
    guard unicodeScalars.count > limit else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.prefix(limit))) + "…"
  }
}
