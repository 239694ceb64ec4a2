import Glibc
import Synchronization

/// An engine that judges a part of a stock: calls as the page writes them, and their answers.
struct StockEngine: Sendable {
  /// The answer to a call; nil: the engine has stopped.
  let answer: @Sendable (_ call: [UInt8]) -> [UInt8]?
  let end: @Sendable () -> Void
}

extension StockEngine {
  /// A program that takes calls from its standard input, as `review desk --engine` does; nil: it cannot
  /// be run.
  static func program(_ path: String, _ words: [String]) -> StockEngine? {
    EngineProcess(path, words).map { process in
      StockEngine(answer: { process.answer($0) }, end: { process.end() })
    }
  }
}

/// A child of which standard input and output are pipes: a call goes in behind its length in four bytes,
/// little-endian, and the answer comes out likewise.
private final class EngineProcess: Sendable {
  private let child: pid_t
  private let input: Int32
  private let output: Int32
  /// Whether it runs; held while it is asked, since answers come in the order of the calls.
  private let isRunning = Mutex(true)

  /// The longest answer that is believed.
  private static let answerLimit = 1 << 28

  init?(_ path: String, _ words: [String]) {
    guard let (childInput, input) = Self.pipe(), let (output, childOutput) = Self.pipe() else {
      return nil
    }
    defer {
      close(childInput)
      close(childOutput)
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, childInput, 0)
    posix_spawn_file_actions_adddup2(&actions, childOutput, 1)
    var arguments = ([path] + words).map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child = pid_t()
    guard posix_spawn(&child, path, &actions, nil, &arguments, environ) == 0 else {
      close(input)
      close(output)
      return nil
    }
    (self.child, self.input, self.output) = (child, input, output)
  }

  deinit { end() }

  /// Both ends, of which no other engine gets any: each would keep the pipe open. A pool starts one after
  /// the other.
  private static func pipe() -> (read: Int32, write: Int32)? {
    var ends: [Int32] = [0, 0]
    guard Glibc.pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  func answer(_ call: [UInt8]) -> [UInt8]? {
    isRunning.withLock { isRunning in
      guard isRunning else { return nil }
      let size = (0..<4).map { UInt8(truncatingIfNeeded: call.count >> (8 * $0)) }
      guard send(size), send(call), let head = receive(4) else { return nil }
      let count = (0..<4).reduce(0) { $0 | Int(head[$1]) << (8 * $1) }
      return count <= Self.answerLimit ? receive(count) : nil
    }
  }

  /// Ends it; what it is working on is waited for.
  func end() {
    isRunning.withLock { isRunning in
      guard isRunning else { return }
      isRunning = false
      close(input)
      close(output)
      kill(child, SIGTERM)
      var status: Int32 = 0
      while waitpid(child, &status, 0) < 0, errno == EINTR {}
    }
  }

  private func send(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var sent = 0
      while sent < buffer.count {
        let count = write(input, buffer.baseAddress! + sent, buffer.count - sent)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        sent += count
      }
      return true
    }
  }

  private func receive(_ count: Int) -> [UInt8]? {
    var isWhole = true
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = read(output, buffer.baseAddress! + filled, count - filled)
        if got < 0, errno == EINTR { continue }
        guard got > 0 else { break }
        filled += got
      }
      isWhole = filled == count
    }
    return isWhole ? bytes : nil
  }
}
