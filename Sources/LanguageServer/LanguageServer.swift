import Rules

/// `review lsp`: what an editor asks about rules while they are written, in the Language Server
/// Protocol 3.17. <https://microsoft.github.io/language-server-protocol/>
///
/// One thread: what has come is read before anything long is begun, so that work which a newer edit
/// makes useless, or which was called off, is not done.
public final class LanguageServer {
  let folders: RuleFolders
  let today: CalendarDate
  /// The language that was asked for; nil: each text is answered in its own.
  var language: Language?
  var trees: [String: RuleTree] = [:]
  /// The root of each folder that was asked about.
  var roots: [String: String] = [:]
  /// The texts that are open, by path.
  var documents: [String: OpenDocument] = [:]

  private let channel: ServerChannel
  private var reader = MessageReader()
  private var queue: [Message] = []
  private var cancelled: Set<RequestID> = []
  private var state = State.created
  /// The folders whose texts changed since their diagnostics were told, the last edited text first.
  private var unpublished: [(root: String, path: String)] = []

  private enum State { case created, running, shutDown }

  public init(
    _ channel: ServerChannel, folders: RuleFolders, today: CalendarDate, language: Language?
  ) {
    (self.channel, self.folders) = (channel, folders)
    (self.today, self.language) = (today, language)
  }

  /// Serves until the client leaves; the exit status that the protocol asks for: 0 after `shutdown`,
  /// otherwise 1.
  public func run() -> Int32 {
    while true {
      receive(waiting: queue.isEmpty && unpublished.isEmpty)
      guard let message = queue.first else {
        if let next = unpublished.popLast() {
          publish(next.root, first: next.path)
          continue
        }
        if channel.hasEnded() { return state == .shutDown ? 0 : 1 }
        continue
      }
      queue.removeFirst()
      if case .notification("exit", _) = message { return state == .shutDown ? 0 : 1 }
      handle(message)
    }
  }

  // MARK: - In and out

  /// Takes what the client sent.
  private func receive(waiting: Bool) {
    guard let bytes = channel.read(waiting) else { return }
    reader.feed(bytes)
    while let frame = reader.next() {
      switch frame {
      case .message(let bytes):
        let message = Message(bytes)
        if case .notification("$/cancelRequest", let params) = message {
          if let id = params?["id"].flatMap({ RequestID($0) }) { cancelled.insert(id) }
          continue
        }
        queue.append(message)
      case .malformed(let reason):
        queue.append(.invalid(id: nil, RPCError(.parseError, reason)))
      }
    }
  }

  func send(_ reply: [UInt8]) { channel.write(reply) }

  /// Whether an answer is still wanted: it was not called off, and its texts were not edited since.
  func isWanted(_ id: RequestID) -> Bool {
    receive(waiting: false)
    return !cancelled.contains(id) && !queue.contains { $0.isEdit }
  }

  // MARK: - Messages

  private func handle(_ message: Message) {
    switch message {
    case .invalid(let id, let error): send(Reply.failure(id, error))
    case .response: break
    case .notification(let method, let params):
      if method == "initialized" || state != .running { return }
      notice(method, params)
    case .request(let id, let method, let params):
      // Only what was called off before its answer is remembered.
      defer { cancelled.remove(id) }
      do throws(RPCError) {
        try check(id, method, params)
        let result = try answer(method, params, id)
        send(Reply.result(id, result))
      } catch {
        send(Reply.failure(id, error))
      }
    }
  }

  /// Throws when a request has come at the wrong time, or is not wanted any more.
  private func check(
    _ id: RequestID, _ method: String, _ params: JSONNode?
  ) throws(RPCError) {
    receive(waiting: false)
    if cancelled.contains(id) { throw RPCError(.requestCancelled, "the request was cancelled") }
    switch state {
    case .created where method != "initialize":
      throw RPCError(.serverNotInitialized, "initialize comes first")
    case .shutDown: throw RPCError(.invalidRequest, "the server was shut down")
    case .running where method == "initialize":
      throw RPCError(.invalidRequest, "the server is initialized already")
    case .created, .running: break
    }
    if let uri = params?["textDocument"]?["uri"]?.string,
      queue.contains(where: { $0.isEdit && $0.uri == uri })
    {
      throw RPCError(.contentModified, "the text was edited meanwhile")
    }
  }

  private func answer(
    _ method: String, _ params: JSONNode?, _ id: RequestID
  ) throws(RPCError) -> (inout JSONWriter) -> Void {
    switch method {
    case "initialize":
      state = .running
      if language == nil, params?["locale"]?.string?.hasPrefix("zh") == true { language = .chinese }
      return Capabilities.write
    case "shutdown":
      state = .shutDown
      return { $0.null() }
    default: break
    }
    guard let known = Method(rawValue: method) else {
      throw RPCError(.methodNotFound, "there is no method \(method)")
    }
    guard let params else { throw RPCError(.invalidParams, "\(method) has no params") }
    return try answer(known, params, id)
  }

  // MARK: - Diagnostics

  /// Notes that a text changed, so that what is wrong is told when nothing else is to be done.
  func changed(_ root: String, _ path: String) {
    unpublished.removeAll { $0.root == root }
    unpublished.append((root, path))
  }

  /// Tells what is wrong with the texts of a folder, as far as that changed.
  private func publish(_ root: String, first: String) {
    guard var tree = trees[root] else { return }
    let analysis = tree.analysis()
    for message in DiagnosticMessages(analysis, documents: documents, language: language)
      .messages(first: first)
    where tree.published[message.path] != message.bytes {
      // Of a text that nobody has open, nothing wrong is not worth a word.
      if message.isEmpty, documents[message.path] == nil, tree.published[message.path] == nil {
        continue
      }
      tree.published[message.path] = message.bytes
      send(message.bytes)
    }
    // A text that is not there any more has nothing wrong with it.
    let here = Set(analysis.sources.map { $0.path })
    for path in tree.published.keys.sorted() where !here.contains(path) {
      tree.published[path] = nil
      send(DiagnosticMessages.nothing(of: path))
    }
    trees[root] = tree
  }
}

extension Message {
  /// Whether it changes a text.
  fileprivate var isEdit: Bool {
    switch self {
    case .notification("textDocument/didChange", _), .notification("textDocument/didClose", _):
      true
    case .notification, .request, .response, .invalid: false
    }
  }

  fileprivate var uri: String? {
    if case .notification(_, let params) = self {
      params?["textDocument"]?["uri"]?.string
    } else {
      nil
    }
  }
}
