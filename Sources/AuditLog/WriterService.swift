import Glibc

/// The process that alone has the log's key: it commits for those who reach its socket.
///
/// ```swift
/// let log = try AuditLog.open(directory: "audit", keyPath: "/keys/lz01.key")
/// try WriterService(log, at: "/run/lz01/writer.sock", duties).run()
/// ```
/// It does one thing after the other, so that nothing about it is at the same time. It can be killed at
/// any moment: a commit is durable or was never made, and the next writer goes on from there.
public final class WriterService {
  /// What the owner of the service decides; the log itself knows no roles.
  public struct Duties {
    /// Throws when a peer may not have the entries of a batch written.
    public var admit: ([LogSubmission], ServicePeer) throws(ServiceRefusal) -> Void
    /// Brings the owner's index up to date; false when somebody holds it.
    public var prepare: () throws(AuditLogError) -> Bool
    /// A failure in the words of the owner.
    public var describe: (AuditLogError) -> ServiceRefusal
    /// Hears what was refused and why, one line each.
    public var tell: (String) -> Void

    public init(
      admit: @escaping ([LogSubmission], ServicePeer) throws(ServiceRefusal) -> Void,
      prepare: @escaping () throws(AuditLogError) -> Bool,
      describe: @escaping (AuditLogError) -> ServiceRefusal, tell: @escaping (String) -> Void
    ) {
      (self.admit, self.prepare, self.describe, self.tell) = (admit, prepare, describe, tell)
    }
  }

  /// How many callers are heard at once; more wait in the queue of the system.
  private static let callerLimit = 128
  /// How long a caller may keep its answer waiting, in seconds.
  private static let patience = 10
  /// How much all callers together may have sent before they are answered, in bytes.
  private static let arrivingLimit = 2 * ServiceMessage.byteLimit
  /// How long a caller may take to say what it wants, in seconds.
  private static let speakingTime = 60
  /// How many sealed bodies may wait for their commit.
  private static let waitingLimit = 200_000

  private struct Caller {
    let socket: UnixSocket
    let peer: ServicePeer
    let since: Int
    var message = ArrivingMessage()
  }

  private let log: AuditLog
  private let duties: Duties
  private let socket: UnixSocket
  /// Keeps a second writer away from the socket while this process lives.
  private let guardFile: OpenFile
  private var callers: [Caller] = []
  /// Bodies that a user had sealed and that no entry names yet.
  private var sealed: [VaultReference: UInt32] = [:]

  /// Listens at a path where no other writer does. A socket that a dead writer left is replaced.
  ///
  /// - Parameter mode: Who may connect: who may write to the socket's file.
  public init(
    _ log: AuditLog, at path: String, mode: UInt32 = 0o660, _ duties: Duties
  ) throws(AuditLogError) {
    (self.log, self.duties) = (log, duties)
    let (parent, name) = FilePath.split(path)
    let folder = try Folder(parent, calls: GlibcFileSystem())
    guardFile = try folder.open("\(name).lock", .createIfMissing(mode: 0o600))
    guard flock(guardFile.descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw .writerExists(path: path)
    }
    if let status = try folder.status(of: name) {
      guard status.kind == .other else {
        throw .notPlainFile(path: path, found: status.kind.rawValue)
      }
      try folder.remove(name)
    }
    socket = try UnixSocket.listen(at: path, mode: mode)
  }

  /// Serves until the log can be written no more; then it throws why.
  public func run() throws(AuditLogError) {
    while true {
      let hasRoom = callers.count < Self.callerLimit
      var waiting = [
        pollfd(fd: socket.descriptor, events: hasRoom ? Int16(POLLIN) : 0, revents: 0)
      ]
      waiting += callers.map {
        pollfd(fd: $0.socket.descriptor, events: Int16(POLLIN), revents: 0)
      }
      if poll(&waiting, nfds_t(waiting.count), callers.isEmpty ? -1 : 1000) < 0 {
        guard errno == EINTR else {
          throw .unavailable(SystemCallFailure(.receive, errno, path: socket.path))
        }
        continue
      }
      for index in callers.indices.reversed() where waiting[index + 1].revents != 0 {
        try hear(index)
      }
      let now = Self.seconds
      callers.removeAll { now - $0.since > Self.speakingTime }
      if waiting[0].revents != 0 { greet() }
    }
  }

  /// Of a clock that only goes forward.
  private static var seconds: Int {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return now.tv_sec
  }

  private func greet() {
    guard let socket = socket.accept(), let peer = socket.peer else { return }
    socket.limitWaiting(to: Self.patience)
    callers.append(Caller(socket: socket, peer: peer, since: Self.seconds))
  }

  /// Takes in what a caller sends; once it is a whole request, does it and lets the caller go.
  private func hear(_ index: Int) throws(AuditLogError) {
    guard let part = try? callers[index].socket.receive() else {
      callers.remove(at: index)
      return
    }
    callers[index].message.take(part)
    let answer: ServiceMessage
    switch callers[index].message.state {
    case .incomplete:
      // Whoever comes when there is no room any more tries again.
      if callers.map({ $0.message.byteCount }).reduce(0, +) > Self.arrivingLimit {
        callers.remove(at: index)
      }
      return
    case .garbled:
      answer =
        refusal(
          "这不是本版程序的请求，或超过 256 MB", "this is no request of this version, or above 256 MB"
        ).message
    case .complete(let request): answer = try self.answer(request, callers[index].peer)
    }
    let caller = callers.remove(at: index)
    try? caller.socket.send(answer.bytes)
  }

  /// What is answered; throws only when this process must not go on.
  private func answer(
    _ request: ServiceMessage, _ peer: ServicePeer
  ) throws(AuditLogError) -> ServiceMessage {
    do throws(AuditLogError) {
      return try done(request, peer)
    } catch {
      let refusal: ServiceRefusal
      if case .refusedByWriter(let own) = error {
        refusal = own
      } else {
        refusal = duties.describe(error)
      }
      duties.tell("uid \(peer.user): \(request.name): \(refusal.lines.joined(separator: " / "))")
      if case .stopped = error { throw error }
      return refusal.message
    }
  }

  private func done(
    _ request: ServiceMessage, _ peer: ServicePeer
  ) throws(AuditLogError) -> ServiceMessage {
    switch request.name {
    case "store":
      for object in request.bodies { _ = try log.storeObject(object) }
      return ServiceMessage("done")
    case "seal":
      let references = try Vault(folder: log.directory.vault.required()).store(request.bodies)
      if sealed.count > Self.waitingLimit { sealed = [:] }
      for reference in references { sealed[reference] = peer.user }
      return ServiceMessage(
        "done", [.init("references", .array(references.map { $0.json }))])
    case "commit": return try commit(request.bodies, peer).message
    case "prepare": return ServiceMessage(try duties.prepare() ? "done" : "busy")
    default:
      throw .refusedByWriter(
        refusal("写入进程没有动作 \(request.name)", "the writer knows no `\(request.name)`"))
    }
  }

  private func commit(
    _ bodies: [[UInt8]], _ peer: ServicePeer
  ) throws(AuditLogError) -> Acknowledgement {
    var batch: [LogSubmission] = []
    var references: [VaultReference] = []
    for body in bodies {
      let content: EntryContent
      do throws(JSONProblem) { content = try EntryContent(body) } catch {
        throw .unfitEntry(position: batch.count, problem: error.message)
      }
      for case .sealed(let reference) in content.record.documents {
        // What somebody else had sealed is not this caller's to name.
        guard sealed[reference] == peer.user, !references.contains(reference) else {
          throw .refusedByWriter(
            refusal(
              "原文不是由本次请求封存的；写入进程可能重启过，请重试",
              "the document was not sealed for this request; the writer may have been restarted: try again"
            ))
        }
        references.append(reference)
      }
      batch.append(LogSubmission(content))
    }
    for submission in batch { try refuseUnfit(submission.record) }
    do throws(ServiceRefusal) {
      try duties.admit(batch, peer)
    } catch {
      throw .refusedByWriter(error)
    }
    let done = try write(batch)
    for reference in references { sealed[reference] = nil }
    return done
  }

  private func write(_ batch: [LogSubmission]) throws(AuditLogError) -> Acknowledgement {
    guard batch.count == 1, let only = batch.first, case .redact = only.record else {
      return try log.append(batch)
    }
    let done = try log.redact(by: only)
    // An index forgets what was destroyed, at once unless somebody holds it.
    _ = try? duties.prepare()
    return done
  }

  /// What no caller may write, whoever it is; the rest is the owner's to decide.
  private func refuseUnfit(_ record: LogRecord) throws(AuditLogError) {
    switch record {
    case .initialize, .key, .recover:
      throw .refusedByWriter(
        refusal(
          "这种条目只能由持有日志密钥的人写入", "this kind of entry is written by whoever has the log's key"))
    case .anchor(let anchor): try log.refuseUnfit(anchor)
    case .evaluate, .override, .replay, .redact, .clock, .hold, .setting: break
    }
  }

  private func refusal(_ chinese: String, _ english: String) -> ServiceRefusal {
    ServiceRefusal(.rejected, ["\(chinese) / \(english)"])
  }
}

extension VaultReference {
  /// As it stands in a line.
  fileprivate var json: CanonicalJSON {
    .object([
      .init("at", .integer(offset)), .init("bytes", .integer(byteCount)),
      .init("c", .string(commitment.hexadecimal)), .init("pack", .string(pack)),
    ])
  }
}
