/// A directory of text that a person can read, one Merkle tree over its lines, one signed
/// checkpoint.
///
/// ```swift
/// let log = try AuditLog.open(directory: "audit", keyPath: "/keys/lz01.key")
/// let done = try log.append([LogSubmission(by: "李工", record: .evaluate(evaluation))])
/// print(done.sequences, done.checkpoint.text)          // only now show the verdict
/// ```
/// Every commit is durable when ``append(_:)`` returns, and nothing is when it throws. Open a log
/// without a key to read and to verify it.
public final class AuditLog {
  let directory: LogDirectory
  /// The keys that the caller brought, empty to trust those that the log names.
  let pinned: [VerifierKey]
  // `nil` when the log was opened without a key.
  private var writer: LogWriter?
  /// Who writes in this handle's stead; `nil` for a handle that has the key, or only reads.
  let service: ServiceClient?
  /// What a handle without the key saw of the log last; `nil` before the first look.
  var seen: LogState?
  /// Hears of every checkpoint that this handle signs.
  let memory: CheckpointMemory?

  init(
    _ directory: LogDirectory, pinned: [VerifierKey], writer: LogWriter?,
    service: ServiceClient? = nil, memory: CheckpointMemory? = nil
  ) {
    (self.directory, self.pinned, self.writer) = (directory, pinned, writer)
    (self.service, self.memory) = (service, memory)
  }

  /// Makes a new log and its key, and commits the first entry.
  ///
  /// - Parameters:
  ///   - directory: A path where nothing is, or an empty directory.
  ///   - origin: The log's name for ever, like `two-high.local/lz01`.
  ///   - keyPath: Where the new signing key goes; outside `directory`.
  ///   - author: In whose name the first entry is written.
  ///   - memory: Where the checkpoints are kept that were seen, `nil` for nowhere.
  public static func create(
    directory path: String, origin: String, keyPath: String, author: String,
    memory: CheckpointMemory? = nil, clock: LogClock = .system,
    calls: any FileSystemCalls = GlibcFileSystem()
  ) throws(AuditLogError) -> AuditLog {
    let key = try SigningKey.generate(name: origin)
    let keyFile = KeyFile(path: keyPath, calls: calls)
    if try keyFile.exists() { throw .alreadyExists(path: keyPath) }
    let directory = try LogDirectory.make(path, layout: .standard, calls: calls)
    try keyFile.create(key, outside: directory.root)
    return try create(directory, key: key, author: author, memory: memory, clock: clock)
  }

  static func create(
    _ directory: LogDirectory, key: SigningKey, author: String,
    memory: CheckpointMemory? = nil, clock: LogClock
  ) throws(AuditLogError) -> AuditLog {
    try directory.replaceKeys([key.verifier])
    var writer = LogWriter(directory, key: key, trusted: [key.verifier], clock: clock)
    let record = Initialization(origin: key.verifier.name, key: key.verifier)
    let done = try writer.commitFirst(
      LogSubmission(by: EntryAuthor(author), record: .initialize(record)))
    memory?.keep(done.checkpoint)
    return AuditLog(directory, pinned: [key.verifier], writer: writer, memory: memory)
  }

  /// Opens a log.
  ///
  /// With a key it is opened for writing, and the key vouches for the log. Without one it can only
  /// be read, and `pinned` vouches for it.
  ///
  /// - Parameters:
  ///   - keyPath: The signing key, `nil` to read only.
  ///   - pinned: Keys from outside the directory. When empty and without a key, the log's own
  ///     `log.vkey` is believed, which finds accidents but no forger.
  ///   - held: What was kept outside; the whole log is verified to continue it.
  ///   - memory: For writers: where the highest checkpoint that was seen is kept. A log that does
  ///     not continue it is refused.
  ///   - audit: How much of the log is read before the first commit.
  public static func open(
    directory path: String, keyPath: String? = nil, pinned: [VerifierKey] = [],
    held: [HeldHead] = [], memory: CheckpointMemory? = nil, audit: OpeningAudit = .everyLine,
    clock: LogClock = .system, calls: any FileSystemCalls = GlibcFileSystem()
  ) throws(AuditLogError) -> AuditLog {
    let directory = try LogDirectory(path, layout: .standard, calls: calls)
    var key: SigningKey?
    if let keyPath {
      key = try KeyFile(path: keyPath, calls: calls).read(outside: directory.root)
      try directory.requireEverything()
    }
    return try open(
      directory, key: key, pinned: pinned, held: held, memory: memory, audit: audit, clock: clock)
  }

  static func open(
    _ directory: LogDirectory, key: SigningKey?, pinned: [VerifierKey] = [],
    held: [HeldHead] = [], memory: CheckpointMemory? = nil, audit: OpeningAudit = .everyLine,
    clock: LogClock
  ) throws(AuditLogError) -> AuditLog {
    // Read before the log is: what others commit meanwhile is later than what is remembered.
    let remembered = key.flatMap { memory?.highest(signedBy: [$0.verifier]) }
    let trusted = pinned.isEmpty ? key.map { [$0.verifier] } ?? [] : pinned
    let log = AuditLog(
      directory, pinned: trusted,
      writer: key.map {
        LogWriter(
          directory, key: $0, trusted: trusted, clock: clock, audit: audit,
          remembered: remembered)
      }, memory: memory)
    if !held.isEmpty { _ = try log.verify(held: held) }
    if log.writer == nil {
      _ = try log.signedCheckpoint()
    } else {
      _ = try log.writer?.catchUp()
    }
    return log
  }

  /// Commits a batch: all of it durably, or nothing.
  ///
  /// Documents that are still open go to the vault first. Entries that name tails of dead writers
  /// may stand before the batch; the acknowledgement counts only the batch itself.
  public func append(_ batch: [LogSubmission]) throws(AuditLogError) -> Acknowledgement {
    guard !batch.isEmpty else { throw .unfitEntry(position: 0, problem: "the batch is empty") }
    if let service { return try append(batch, through: service) }
    let done = try writing { writer throws(AuditLogError) in try writer.commit(batch) }
    memory?.keep(done.checkpoint)
    return done
  }

  func writing<Result>(
    _ body: (inout LogWriter) throws(AuditLogError) -> Result
  ) throws(AuditLogError) -> Result {
    guard var writer else { throw .readOnly }
    // Copied back also after a failure: a writer that stopped must stay stopped.
    defer { self.writer = writer }
    return try body(&writer)
  }

  /// Verifies every line against the signed checkpoint, and the log against what was kept of it.
  public func verify(
    held: [HeldHead] = [], progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws(AuditLogError) -> VerifiedLog {
    try LogVerifier(directory: directory, pinned: pinned).verify(held: held, progress: progress)
  }

  /// The newest checkpoint, made durable, so that no power loss can contradict a printed copy.
  public func checkpoint() throws(AuditLogError) -> Checkpoint {
    let checkpoint = try signedCheckpoint()
    try directory.root.synchronize()
    return checkpoint
  }

  func signedCheckpoint() throws(AuditLogError) -> Checkpoint {
    try directory.checkpoint(trusting: pinned.isEmpty ? directory.keys() : pinned)
  }
}
