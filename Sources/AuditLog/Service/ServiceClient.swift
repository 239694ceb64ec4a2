/// A reviewer's end of the connection to the writer, which alone has the log's key.
struct ServiceClient: Sendable {
  /// How long a commit of the largest group may take, in seconds.
  private static let patience = 300

  let path: String

  /// Makes rule texts durable; they are named by their digests.
  func store(_ objects: [[UInt8]]) throws(AuditLogError) {
    guard !objects.isEmpty else { return }
    _ = try ask(ServiceMessage("store", bodies: objects))
  }

  /// Has bodies put into the vault, and returns where they are.
  func seal(_ bodies: [[UInt8]]) throws(AuditLogError) -> [VaultReference] {
    guard !bodies.isEmpty else { return [] }
    let answer = try ask(ServiceMessage("seal", bodies: bodies))
    guard case .array(let items)? = answer["references"], items.count == bodies.count else {
      throw garbled
    }
    return try items.map { item throws(AuditLogError) in
      var members = MemberReader(item)
      guard let reference = try? VaultReference(from: &members) else { throw garbled }
      return reference
    }
  }

  /// Has a batch committed whose documents are sealed.
  func commit(_ batch: [LogSubmission]) throws(AuditLogError) -> Acknowledgement {
    let answer = try ask(ServiceMessage("commit", bodies: batch.map { $0.content.bytes }))
    guard let done = Acknowledgement(answer), done.sequences.count == batch.count else {
      throw garbled
    }
    return done
  }

  /// Has the caller's index brought up to date; false when somebody holds it.
  func prepare() throws(AuditLogError) -> Bool {
    try ask(ServiceMessage("prepare")).name == "done"
  }

  private var garbled: AuditLogError {
    .malformed(place: path, problem: "the answer is none of this version's writer")
  }

  private func ask(_ request: ServiceMessage) throws(AuditLogError) -> ServiceMessage {
    let socket = try UnixSocket.connect(to: path)
    socket.limitWaiting(to: Self.patience)
    do throws(AuditLogError) {
      try socket.send(request.bytes)
      let answer = try receive(from: socket)
      if let refusal = ServiceRefusal(answer) { throw AuditLogError.refusedByWriter(refusal) }
      return answer
    } catch .unavailable {
      // The writer may have done it before it went away.
      throw .unanswered(path: path)
    }
  }

  private func receive(from socket: UnixSocket) throws(AuditLogError) -> ServiceMessage {
    var arriving = ArrivingMessage()
    while let part = try socket.receive() {
      arriving.take(part)
      switch arriving.state {
      case .incomplete: continue
      case .complete(let message): return message
      case .garbled: throw garbled
      }
    }
    throw .unanswered(path: path)
  }
}

extension EntryContent {
  /// The line without what the writer stamps.
  var bytes: [UInt8] {
    var object = ObjectWriter(expecting: 1024)
    write(to: &object)
    var bytes: [UInt8] = []
    object.finish(into: &bytes)
    return bytes
  }

  init(_ bytes: [UInt8]) throws(JSONProblem) {
    var members = MemberReader(try CanonicalJSONReader.read(bytes))
    self = try EntryContent(from: &members)
    try members.finish()
  }
}

extension Acknowledgement {
  var message: ServiceMessage {
    ServiceMessage(
      "done",
      [
        .init("first", .integer(sequences.lowerBound)),
        .init("leaves", .array(leafHashes.map { .string($0.hexadecimal) })),
        .init("t", .string(time.description)),
      ], bodies: [Array(checkpoint.text.utf8)])
  }

  init?(_ message: ServiceMessage) {
    guard case .integer(let first)? = message["first"], first >= 0,
      case .array(let items)? = message["leaves"], case .string(let text)? = message["t"],
      let time = Timestamp(text), let body = message.bodies.first,
      let checkpoint = try? Checkpoint(body, place: "the writer's answer")
    else { return nil }
    var leaves: [Digest] = []
    for item in items {
      guard case .string(let text) = item, let digest = Digest(hexadecimal: text) else {
        return nil
      }
      leaves.append(digest)
    }
    self.init(
      sequences: first..<first + leaves.count, leafHashes: leaves, time: time,
      checkpoint: checkpoint)
  }
}
