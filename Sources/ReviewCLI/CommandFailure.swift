import Rules

/// Why a command could not do its work.
struct CommandFailure: Error, Sendable {
  let status: ExitStatus
  /// Lines for standard error, with the invisible characters of foreign words shown.
  let message: String

  /// The reader of the results left, as `head` does: the work stops, and nothing is said.
  static let readerGone = Self(status: .success, message: "")

  var isReaderGone: Bool { message.isEmpty }

  init(status: ExitStatus, message: String) { self.init(status: status, lines: [message]) }

  init(status: ExitStatus, lines: [String]) {
    self.status = status
    message = lines.map { Self.shortened($0).withVisibleControls }.joined(separator: "\n")
  }

  /// The most bytes of a line that are said whole: a word of a file may be the whole file.
  static let lineLimit = 4_000

  private static func shortened(_ line: String) -> String {
    guard line.utf8.count > lineLimit else { return line }
    let scalars = line.unicodeScalars
    return String(scalars.prefix(lineLimit / 8)) + " … " + String(scalars.suffix(lineLimit / 16))
  }

  static func usage(_ lines: String...) -> Self { Self(status: .usage, lines: lines) }

  /// A word that is none of those a command knows: the one that was meant, or else all of them.
  static func unknown(
    _ problem: String, _ word: String, among names: [String], _ known: String
  ) -> Self {
    let near = Suggestion.nearest(to: word, among: names)
    return .usage(
      problem, near.map { "  是否指 `\($0)`？ / did you mean `\($0)`?" } ?? known)
  }

  static func unavailable(_ message: String) -> Self {
    Self(status: .unavailable, message: message)
  }
}
