import Glibc

extension ServerChannel {
  /// Standard input and output.
  public static func standard() -> ServerChannel {
    let input = StandardInput()
    return ServerChannel(
      read: { input.read(waiting: $0) }, write: StandardInput.write, hasEnded: { input.hasEnded })
  }
}

/// Standard input, of which what has come can be had without waiting for more.
private final class StandardInput {
  private(set) var hasEnded = false
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  /// What has come; nil when nothing has, or nothing more will.
  func read(waiting: Bool) -> [UInt8]? {
    var bytes: [UInt8] = []
    while !hasEnded, isReady(waiting: waiting && bytes.isEmpty) {
      let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
      if count > 0 {
        bytes += buffer[..<count]
      } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
        hasEnded = true
      }
    }
    return bytes.isEmpty ? nil : bytes
  }

  private func isReady(waiting: Bool) -> Bool {
    var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&descriptor, 1, waiting ? -1 : 0) > 0
  }

  /// A client that has gone hears nothing; its end of the input is noticed next.
  static func write(_ bytes: [UInt8]) {
    var start = 0
    while start < bytes.count {
      let count = bytes[start...].withUnsafeBytes {
        Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count)
      }
      if count > 0 {
        start += count
      } else if errno != EINTR {
        return
      }
    }
  }
}
