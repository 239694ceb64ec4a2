import DeskEngine
import Glibc

extension ReviewTool {
  /// `review desk --engine`: an engine of the page outside the browser, which its server asks over pipes.
  ///
  ///     in:  | bytes of a call: 4, little-endian | the call |, again and again
  ///     out: | bytes of the answer: 4            | the answer |
  ///
  /// It reads no files and ends with its input.
  func answerCalls() throws(CommandFailure) -> ExitStatus {
    var session = DeskSession()
    while let head = Self.input(4) {
      let count = (0..<4).reduce(0) { $0 | Int(head[$1]) << (8 * $1) }
      guard let call = Self.input(count) else { break }
      let answer = session.answer(call)
      let size = (0..<4).map { UInt8(truncatingIfNeeded: answer.count >> (8 * $0)) }
      try terminal.write(size + answer)
    }
    return .success
  }

  /// So many bytes of standard input; nil: there are no more.
  private static func input(_ count: Int) -> [UInt8]? {
    var isWhole = true
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = read(0, buffer.baseAddress! + filled, count - filled)
        if got < 0, errno == EINTR { continue }
        guard got > 0 else { break }
        filled += got
      }
      isWhole = filled == count
    }
    return isWhole ? bytes : nil
  }
}
