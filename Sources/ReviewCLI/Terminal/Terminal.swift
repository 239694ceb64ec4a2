import Glibc

/// Standard output and standard error, and whether a person watches them.
struct Terminal {
  var output: (UnsafeBufferPointer<UInt8>) throws(FileFailure) -> Void
  var error: (String) -> Void
  /// A line that somebody typed, or of standard input; nil at its end. Throws for what is no line that
  /// a person would write.
  let line: () throws(CommandFailure) -> String?
  let outputIsTerminal: Bool
  let errorIsTerminal: Bool
  let allowsColour: Bool

  static func standard() -> Terminal {
    Terminal(
      // Who ends the program finds whole lines.
      output: { bytes throws(FileFailure) in
        try Signals.held { () throws(FileFailure) in
          try DiskWriting.write(bytes, to: STDOUT_FILENO, "标准输出 / standard output")
        }
      },
      // Who does not want to hear is not forced to.
      error: { text in
        try? Array(text.utf8).withUnsafeBufferPointer { bytes throws(FileFailure) in
          try DiskWriting.write(bytes, to: STDERR_FILENO, "")
        }
      },
      line: { () throws(CommandFailure) in try inputLine() },
      outputIsTerminal: isatty(STDOUT_FILENO) == 1, errorIsTerminal: isatty(STDERR_FILENO) == 1,
      allowsColour: getenv("NO_COLOR") == nil)
  }

  /// The longest answer, in bytes: more than any field takes.
  private static let lineLimit = 1 << 20

  private static func inputLine() throws(CommandFailure) -> String? {
    var byte = getchar()
    guard byte != EOF else { return nil }
    var bytes: [UInt8] = []
    while byte != EOF, byte != 0x0A {
      bytes.append(UInt8(truncatingIfNeeded: byte))
      guard bytes.count <= lineLimit else {
        throw CommandFailure(
          status: .rejected,
          message: "标准输入的一行超过 1 MB，不是回答：一行写一个回答"
            + " / a line of standard input has more than 1 MB and is no answer: write one answer a line"
        )
      }
      byte = getchar()
    }
    if bytes.last == 0x0D { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Results. A full disk or a closed output ends the command.
  func write(_ text: String) throws(CommandFailure) { try write(Array(text.utf8)) }

  func write(_ bytes: [UInt8]) throws(CommandFailure) {
    try bytes.withUnsafeBufferPointer { bytes throws(CommandFailure) in try write(bytes) }
  }

  func write(_ bytes: UnsafeBufferPointer<UInt8>) throws(CommandFailure) {
    do throws(FileFailure) { try output(bytes) } catch { throw .unwritten(error) }
  }

  /// The last of the results: the status stands even when the reader left, as `head` does.
  func write(_ text: String, then status: ExitStatus) throws(CommandFailure) -> ExitStatus {
    do throws(CommandFailure) { try write(text) } catch  where error.isReaderGone {}
    return status
  }

  /// Throws where a document would be written on a screen.
  func refuseDocument() throws(CommandFailure) {
    guard outputIsTerminal else { return }
    throw .usage("docx 不能显示在终端，请写 `--output 文件` / a terminal shows no docx: use `--output FILE`")
  }

  /// Diagnostics and progress.
  func complain(_ text: String) { error(text) }

  var outputColour: Bool { outputIsTerminal && allowsColour }
  var errorColour: Bool { errorIsTerminal && allowsColour }

  /// Replaces the line on a terminal; says nothing elsewhere.
  func progress(_ text: String) {
    guard errorIsTerminal else { return }
    error("\r\u{1B}[K\(text)")
  }

  /// Sees to it that no file the program opens becomes its standard output or error.
  ///
  /// A descriptor that was closed is opened so that using it fails as it would have.
  static func claimDescriptors() {
    for (descriptor, access) in [
      (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY),
    ] where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", access)
    }
  }

  /// Whether all that was written arrived; some file systems know only at the end.
  static func closeOutput() -> Bool { close(STDOUT_FILENO) == 0 }
}
