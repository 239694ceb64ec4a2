import Glibc

/// Standard output and standard error, and whether a person watches them.
struct Terminal {
  var output: (String) -> Void
  var error: (String) -> Void
  let outputIsTerminal: Bool
  let errorIsTerminal: Bool
  let allowsColour: Bool

  static func standard() -> Terminal {
    Terminal(
      output: { write($0, to: STDOUT_FILENO) }, error: { write($0, to: STDERR_FILENO) },
      outputIsTerminal: isatty(STDOUT_FILENO) == 1, errorIsTerminal: isatty(STDERR_FILENO) == 1,
      allowsColour: getenv("NO_COLOR") == nil)
  }

  /// Results.
  func write(_ text: String) { output(text) }

  /// Diagnostics and progress.
  func complain(_ text: String) { error(text) }

  var outputColour: Bool { outputIsTerminal && allowsColour }
  var errorColour: Bool { errorIsTerminal && allowsColour }

  /// Replaces the line on a terminal; says nothing elsewhere.
  func progress(_ text: String) {
    guard errorIsTerminal else { return }
    error("\r\u{1B}[K\(text)")
  }

  private static func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var written = 0
      while written < bytes.count {
        let count = Glibc.write(
          descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
        if count < 0, errno == EINTR { continue }
        // A reader that left, as `head` does, is no failure; the exit status still counts.
        guard count > 0 else { return }
        written += count
      }
    }
  }
}

/// What the process was started with, and the time.
struct Environment {
  let variables: (String) -> String?
  /// Today's date where the machine stands.
  let today: () -> (year: Int, month: Int, day: Int)
  /// Nanoseconds of a clock that only goes forward.
  let nanoseconds: () -> UInt64

  static func process() -> Environment {
    Environment(
      variables: { getenv($0).map { String(cString: $0) } },
      today: {
        var now = time(nil)
        var parts = tm()
        localtime_r(&now, &parts)
        return (Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday))
      },
      nanoseconds: {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return UInt64(now.tv_sec) * 1_000_000_000 + UInt64(now.tv_nsec)
      })
  }
}
