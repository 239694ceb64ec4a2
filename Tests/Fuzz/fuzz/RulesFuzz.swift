import Rules

/// A rule text that is a world of its own: checked, and where nothing is wrong formatted to a text
/// that formatting leaves alone.
struct RulesFuzz: FuzzedReader {
  func read(_ bytes: [UInt8]) {
    guard let once = formatted(SourceText(path: "fuzz.rules", bytes: bytes)) else { return }
    let twice = formatted(SourceText(path: "fuzz.rules", text: once))
    precondition(twice == once, "a formatted text is formatted anew")
  }

  private func formatted(_ text: SourceText) -> String? {
    let book = RuleBook([text])
    return book.diagnostics.hasErrors ? nil : book.formatted().first?.text
  }
}
