import AuditLog

/// Whoever overrules a decision or destroys its documents must be another person than the one who
/// decided.
struct SecondPerson {
  private let name: String

  init(_ name: String) { self.name = name }

  /// Throws when the entry is in this person's own name.
  func check(_ sequence: Int, in log: AuditLog) throws(CommandFailure) {
    let entry = try withLog { () throws(AuditLogError) in try log.entry(at: sequence).entry }
    guard letters(of: entry.author) == letters(of: name) else { return }
    throw CommandFailure(
      status: .rejected,
      lines: [
        "条目 \(sequence) 是 \(entry.author) 本人所写，改判和销毁须由另一人经手；请用 `--reviewer` 写明",
        "entry \(sequence) is in the name of \(entry.author): another person overrules it or destroys its documents; name them by `--reviewer`",
      ])
  }

  /// Blanks do not make another name.
  private func letters(of name: String) -> String { name.filter { !$0.isWhitespace } }

  /// Whether a document is named by a number, in digits or in Chinese numerals.
  static func hasNumber(_ text: String) -> Bool { text.contains { $0.isNumber } }
}
