import Glibc
import Rules

@testable import LanguageServer

/// The server in a conversation: messages in, answers out, one after another.
///
/// Each message is handed over when the server has nothing else to do, so that it has told its
/// diagnostics; ``together(_:)`` hands over several at once, as a client does that types fast.
final class ServerTrial {
  private var waiting: [[UInt8]] = []
  private var unread: [[UInt8]] = []
  private(set) var sent: [JSONNode] = []
  private var lastID = 0
  private(set) var status: Int32?

  /// The texts that lie on disk, by path.
  let disk: [SourceText]
  private let root: String

  init(_ disk: [SourceText], root: String) { (self.disk, self.root) = (disk, root) }

  /// Hands over messages one after another.
  func say(_ method: String, _ params: String) {
    waiting.append(
      Self.framed("{\"jsonrpc\":\"2.0\",\"method\":\"\(method)\",\"params\":\(params)}"))
  }

  /// Asks; the answer stands under the number that is given back.
  @discardableResult
  func ask(_ method: String, _ params: String) -> Int {
    lastID += 1
    waiting.append(
      Self.framed(
        "{\"jsonrpc\":\"2.0\",\"id\":\(lastID),\"method\":\"\(method)\",\"params\":\(params)}"))
    return lastID
  }

  /// Hands over bytes as they are.
  func raw(_ text: String) { waiting.append(Array(text.utf8)) }

  /// Joins all that was said inside to one delivery.
  func together(_ messages: () -> Void) {
    let before = waiting
    waiting = []
    messages()
    waiting = before + [Array(waiting.joined())]
  }

  func start() {
    ask("initialize", "{\"capabilities\":{}}")
    say("initialized", "{}")
  }

  func open(_ path: String, _ text: String, version: Int = 1) {
    say(
      "textDocument/didOpen",
      "{\"textDocument\":{\"uri\":\"file://\(path)\",\"languageId\":\"rules\",\"version\":\(version),\"text\":\(Self.quoted(text))}}"
    )
  }

  /// Replaces the text between two places.
  func edit(
    _ path: String, _ start: (Int, Int), _ end: (Int, Int), _ text: String, version: Int = 2
  ) {
    say(
      "textDocument/didChange",
      """
      {"textDocument":{"uri":"file://\(path)","version":\(version)},"contentChanges":[{"range":\
      {"start":{"line":\(start.0),"character":\(start.1)},"end":{"line":\(end.0),"character":\(end.1)}},\
      "text":\(Self.quoted(text))}]}
      """)
  }

  /// Params about a place.
  static func at(_ path: String, _ line: Int, _ character: Int, _ more: String = "") -> String {
    "{\"textDocument\":{\"uri\":\"file://\(path)\"},\"position\":{\"line\":\(line),\"character\":\(character)}\(more)}"
  }

  /// Serves until all that was said is answered.
  func run() {
    let disk = disk
    let root = root
    let server = LanguageServer(
      ServerChannel(
        read: { [self] isWaiting in
          guard isWaiting, !waiting.isEmpty else { return nil }
          return waiting.removeFirst()
        },
        write: { [self] bytes in receive(bytes) },
        hasEnded: { [self] in waiting.isEmpty }),
      folders: RuleFolders(
        root: { _ in root }, texts: { _ in disk },
        bytes: { path in disk.first { $0.path == path }?.bytes }, defaults: { [] }),
      today: CalendarDate(year: 2026, month: 11, day: 29)!, language: nil)
    status = server.run()
  }

  private func receive(_ bytes: [UInt8]) {
    guard
      let gap = (0..<(bytes.count - 3)).first(where: {
        bytes[$0..<($0 + 4)].elementsEqual([13, 10, 13, 10])
      })
    else { return }
    let body = Array(bytes[(gap + 4)...])
    if let node = JSONReader.read(SourceText(path: "-", bytes: body), index: 0).node {
      sent.append(node)
    }
  }

  /// The answer to a question; nil when none came.
  func answer(_ id: Int) -> JSONNode? { sent.last { $0["id"]?.integer == id } }

  /// The codes of the diagnostics that were told of a text, each time they were.
  func diagnostics(of path: String) -> [[String]] {
    sent.filter {
      $0["method"]?.string == "textDocument/publishDiagnostics"
        && $0["params"]?["uri"]?.string == "file://\(path)"
    }.map { ($0["params"]?["diagnostics"]?.elements ?? []).map { $0["code"]?.string ?? "" } }
  }

  static func quoted(_ text: String) -> String {
    var json = JSONWriter(style: .compact)
    json.string(text)
    return json.text
  }

  private static func framed(_ body: String) -> [UInt8] {
    Array("Content-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8)
  }
}
