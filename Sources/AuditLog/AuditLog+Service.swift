/// A log whose key somebody else has: entries go to the writer, and what it did is read from the log.
extension AuditLog {
  /// Opens a log for writing through the writer that listens at a socket.
  ///
  /// - Parameters:
  ///   - socketPath: Where ``WriterService`` listens.
  ///   - pinned: Keys from outside the directory; those that the log names when empty.
  ///   - memory: Where the highest checkpoint that was seen is kept. A log that does not continue it is
  ///     refused, and so is one that names no key which signed it.
  public static func open(
    directory path: String, writerAt socketPath: String, pinned: [VerifierKey] = [],
    held: [HeldHead] = [], memory: CheckpointMemory? = nil
  ) throws(AuditLogError) -> AuditLog {
    let directory = try LogDirectory(path, layout: .standard, calls: GlibcFileSystem())
    let keys = try directory.keys()
    let remembered = try memory?.head(of: keys)
    let log = AuditLog(
      directory, pinned: pinned, writer: nil, service: ServiceClient(path: socketPath),
      memory: memory)
    if !held.isEmpty { _ = try log.verify(held: held) }
    log.seen = try SegmentRoots(directory: directory).state(
      at: log.signedCheckpoint(), through: remembered)
    return log
  }

  /// Whether entries go through a writer.
  public var isServed: Bool { service != nil }

  /// Asks the writer to bring its owner's index up to date; false when somebody holds it.
  public func prepareIndex() throws(AuditLogError) -> Bool { try service?.prepare() ?? true }

  func append(
    _ batch: [LogSubmission], through service: ServiceClient
  ) throws(AuditLogError) -> Acknowledgement {
    let size = try signedCheckpoint().size
    let sealed = try seal(batch, through: service)
    let done: Acknowledgement
    do throws(AuditLogError) {
      done = try service.commit(sealed)
    } catch .unanswered(let path) {
      guard let found = try find(sealed, from: size) else { throw .unanswered(path: path) }
      done = found
    }
    try audit(done, of: sealed)
    memory?.keep(done.checkpoint)
    return done
  }

  /// The batch with its documents in the vault and with the authors' signatures.
  private func seal(
    _ batch: [LogSubmission], through service: ServiceClient
  ) throws(AuditLogError) -> [LogSubmission] {
    var bodies: [[UInt8]] = []
    for submission in batch {
      for case .open(let body) in submission.record.documents { bodies.append(body) }
    }
    var references = try service.seal(bodies).makeIterator()
    return try batch.map { submission throws(AuditLogError) in
      let documents = submission.record.documents.map { document in
        guard case .open = document, let reference = references.next() else { return document }
        return VaultDocument.sealed(reference)
      }
      return try submission.replacingDocuments(documents).signed()
    }
  }

  /// Reads the new lines as the disk has them: they must lead to the root that the writer signed, and
  /// say what was asked for. So everybody who writes audits the writer.
  private func audit(
    _ done: Acknowledgement, of batch: [LogSubmission]
  ) throws(AuditLogError) {
    let keys = pinned.isEmpty ? try directory.keys() : pinned
    guard done.checkpoint.isSigned(by: keys), done.sequences.upperBound <= done.checkpoint.size
    else { throw .untrusted(place: "the writer's answer") }
    seen = try (seen ?? LogState()).advanced(to: done.checkpoint, in: directory)
    var entries = try EntryReader(directory, done.sequences)
    for (submission, leaf) in zip(batch, done.leafHashes) {
      guard let logged = try entries.next(), logged.leafHash == leaf,
        logged.entry.says(submission)
      else {
        throw .readBackDiffers(place: directory.entries.path)
      }
    }
  }

  /// A batch whose acknowledgement was lost; `nil` when it does not stand in the log.
  ///
  /// Where a line commits to a document it cannot be taken for another.
  private func find(
    _ batch: [LogSubmission], from size: Int
  ) throws(AuditLogError) -> Acknowledgement? {
    guard let first = batch.first, !first.record.documents.isEmpty else { return nil }
    let checkpoint = try signedCheckpoint()
    var entries = try EntryReader(directory, size..<checkpoint.size)
    var found: [LoggedEntry] = []
    while found.count < batch.count, let logged = try entries.next() {
      if logged.entry.says(batch[found.count]) { found.append(logged) }
    }
    guard found.count == batch.count, let start = found.first?.entry else { return nil }
    return Acknowledgement(
      sequences: start.sequence..<start.sequence + batch.count,
      leafHashes: found.map { $0.leafHash }, time: start.time, checkpoint: checkpoint)
  }

  func store(
    _ objects: [[UInt8]], through service: ServiceClient
  ) throws(AuditLogError) -> Digest {
    let store = RuleStore(folder: try directory.rules.required())
    try service.store(objects.filter { !store.holds($0) })
    return SHA256.hash(objects[objects.count - 1])
  }

  func store(
    _ files: [RuleFile], through service: ServiceClient
  ) throws(AuditLogError) -> Digest {
    // The manifest last: it names the others.
    try store(files.map { $0.bytes } + [RuleStore.manifest(of: files)], through: service)
  }
}

extension LogEntry {
  /// Whether the entry is what was asked for; the writer fills in the reading of a clock.
  fileprivate func says(_ submission: LogSubmission) -> Bool {
    if case .clock(let note) = record, case .clock(let asked) = submission.record {
      return author.utf8.elementsEqual(submission.author.utf8) && note.reason == asked.reason
    }
    return content == submission.content
  }
}
