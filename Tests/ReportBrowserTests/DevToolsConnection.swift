import Glibc
import Synchronization

@testable import Rules

/// A program that is spoken to by the Chrome DevTools Protocol over two pipes.
///
///     {"id": 1, "method": "Page.enable", "sessionId": "…", "params": {}}␀
///     {"id": 1, "result": {}}␀
///     {"method": "Page.loadEventFired", "params": {"timestamp": 1.5}}␀
///
/// It reads its commands from descriptor 3 and answers on descriptor 4; every message ends with a
/// NUL. What has no `id` is an event.
final class DevToolsConnection: Sendable {
  /// How long an answer may take, in milliseconds.
  private static let patience: Int32 = 120_000

  private let child: pid_t
  private let commands: Int32
  private let answers: Int32
  private let state = Mutex(State())

  private struct State {
    var lastID = 0
    /// What was read behind the last whole message.
    var rest: [UInt8] = []
    var events: Set<String> = []
  }

  init(to words: [String], home: String) throws {
    let toChild = try Self.pipe()
    let fromChild = try Self.pipe()
    child = try ChildProgram.start(
      words, home: home, descriptors: [3: toChild.read, 4: fromChild.write])
    for descriptor in [toChild.read, fromChild.write] { Glibc.close(descriptor) }
    commands = toChild.write
    answers = fromChild.read
  }

  /// Ends the program: it stops when nobody listens.
  func close() {
    Glibc.close(commands)
    Glibc.close(answers)
    kill(child, SIGTERM)
    _ = try? ChildProgram.status(of: child)
  }

  /// Calls a method and waits for its result.
  func call(
    _ method: String, in session: String? = nil, _ parameters: (inout JSONWriter) -> Void = { _ in }
  ) throws -> JSONNode {
    try state.withLock { state in
      state.lastID += 1
      try send(method, id: state.lastID, session, parameters)
      while true {
        let message = try Message(next(&state.rest))
        if let event = message.event { state.events.insert(event) }
        guard message.id == "\(state.lastID)" else { continue }
        guard let result = message.result else { throw BrowserFailure(step: method) }
        return result
      }
    }
  }

  func forgetEvents() { state.withLock { $0.events = [] } }

  /// Waits until an event has happened since they were forgotten.
  func wait(for event: String) throws {
    try state.withLock { state in
      while !state.events.contains(event) {
        if let event = try Message(next(&state.rest)).event { state.events.insert(event) }
      }
    }
  }

  // MARK: - Messages

  private struct Message {
    private(set) var id: String?
    private(set) var event: String?
    private(set) var result: JSONNode?

    init(_ bytes: [UInt8]) throws {
      let source = SourceText(path: "devtools", bytes: bytes)
      guard case .object(let members)? = JSONReader.read(source, index: 0).node?.kind else {
        throw BrowserFailure(step: "no message")
      }
      for member in members {
        switch (member.key, member.value.kind) {
        case ("id", .number(let number)): id = number
        case ("method", .string(let name)): event = name
        case ("result", _): result = member.value
        default: break
        }
      }
    }
  }

  private func send(
    _ method: String, id: Int, _ session: String?, _ parameters: (inout JSONWriter) -> Void
  ) throws {
    var json = JSONWriter(style: .compact)
    json.object { json in
      json.member("id") { $0.number("\(id)") }
      json.member("method", method)
      if let session { json.member("sessionId", session) }
      json.member("params") { $0.object { parameters(&$0) } }
    }
    var bytes = Array(json.text.utf8)[...] + [0]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(commands, $0.baseAddress, $0.count) }
      guard count > 0 else { throw BrowserFailure(step: "write", status: errno) }
      bytes = bytes.dropFirst(count)
    }
  }

  /// The next message, without the NUL that ends it.
  private func next(_ rest: inout [UInt8]) throws -> [UInt8] {
    var searched = 0
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      if let end = rest[searched...].firstIndex(of: 0) {
        let message = Array(rest[..<end])
        rest.removeFirst(end + 1)
        return message
      }
      searched = rest.count
      var waiting = pollfd(fd: answers, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, Self.patience) > 0 else {
        throw BrowserFailure(step: "no answer", status: errno)
      }
      let count = read(answers, &buffer, buffer.count)
      guard count > 0 else { throw BrowserFailure(step: "the browser ended", status: errno) }
      rest += buffer[..<count]
    }
  }

  /// A pipe whose ends no other program inherits, above the numbers that the child is given.
  private static func pipe() throws -> (read: Int32, write: Int32) {
    var ends: [Int32] = [0, 0]
    guard Glibc.pipe(&ends) == 0 else { throw BrowserFailure(step: "pipe", status: errno) }
    let moved = ends.map { fcntl($0, F_DUPFD_CLOEXEC, 10) }
    for end in ends { Glibc.close(end) }
    guard !moved.contains(-1) else { throw BrowserFailure(step: "pipe", status: errno) }
    return (moved[0], moved[1])
  }
}
