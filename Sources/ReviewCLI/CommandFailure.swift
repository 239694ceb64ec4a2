import Rules

/// Why a command could not do its work.
struct CommandFailure: Error {
  let status: ExitStatus
  /// Lines for standard error, with the invisible characters of foreign words shown.
  let message: String

  /// The reader of the results left, as `head` does: the work stops, and nothing is said.
  static let readerGone = Self(status: .success, message: "")

  var isReaderGone: Bool { message.isEmpty }

  init(status: ExitStatus, message: String) { self.init(status: status, lines: [message]) }

  init(status: ExitStatus, lines: [String]) {
    self.status = status
    message = lines.map { $0.withVisibleControls }.joined(separator: "\n")
  }

  static func usage(_ lines: String...) -> Self { Self(status: .usage, lines: lines) }
  static func unavailable(_ message: String) -> Self {
    Self(status: .unavailable, message: message)
  }
}
