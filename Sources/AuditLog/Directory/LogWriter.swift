/// The write protocol: one batch, one durable commit.
///
/// 0. Bodies go to the vault.  1. Lock.  2. Catch up with the signed log.  3. Stamp.
/// 4. Write the lines.  5. Sync them.  6. Read them back.  7. Sign; rename the checkpoint, which is
/// the commit point. Each step relies on the ones before it being durable, so none may move.
struct LogWriter {
  let directory: LogDirectory
  let key: SigningKey
  /// The keys whose checkpoints we continue.
  let trusted: [VerifierKey]
  let clock: LogClock
  let audit: OpeningAudit
  /// The highest checkpoint that this user saw before, `nil` for none.
  let remembered: HeldHead?
  /// The log at our last look, `nil` before the first.
  private var seen: LogState?
  /// The failure after which this writer cannot know what the disk holds, `nil` while all is well.
  private var stopCause: SystemCallFailure?

  init(
    _ directory: LogDirectory, key: SigningKey, trusted: [VerifierKey], clock: LogClock,
    audit: OpeningAudit = .everyLine, remembered: HeldHead? = nil
  ) {
    (self.directory, self.key, self.trusted) = (directory, key, trusted)
    (self.clock, self.audit, self.remembered) = (clock, audit, remembered)
  }

  /// Makes a batch durable and acknowledges it.
  mutating func commit(_ batch: [LogSubmission]) throws(AuditLogError) -> Acknowledgement {
    try unlessStopped { writer throws(AuditLogError) in
      let sealed = try writer.seal(batch)
      return try writer.locked { writer throws(AuditLogError) in
        if !batch.contains(where: { $0.record.operation == .key }) {
          try writer.checkKeyIsNewest()
        }
        return try writer.append(sealed, after: try writer.catchUp())
      }
    }
  }

  /// The first commit of a new log, which has no checkpoint yet.
  mutating func commitFirst(_ submission: LogSubmission) throws(AuditLogError) -> Acknowledgement {
    try unlessStopped { writer throws(AuditLogError) in
      try writer.locked { writer throws(AuditLogError) in
        try writer.append([submission], after: LogState())
      }
    }
  }

  /// Signs the newest tree again with `newKey`, once the log names that key.
  mutating func resign(with newKey: SigningKey) throws(AuditLogError) -> Checkpoint {
    try unlessStopped { writer throws(AuditLogError) in
      try writer.locked { writer throws(AuditLogError) in
        let state = try writer.catchUp()
        let checkpoint = try Checkpoint(
          size: state.frontier.size, root: state.frontier.root, signedWith: newKey)
        try writer.prepare(checkpoint)
        try writer.publish()
        return checkpoint
      }
    }
  }

  /// Looks at the log without writing to it.
  mutating func catchUp() throws(AuditLogError) -> LogState {
    let checkpoint = try directory.checkpoint(trusting: trusted)
    let state: LogState
    switch (seen, audit) {
    case (let seen?, _): state = try seen.advanced(to: checkpoint, in: directory)
    case (nil, .everyLine):
      state = try LogState().advanced(to: checkpoint, in: directory, through: remembered)
    case (nil, .newestLines):
      state = try SegmentRoots(directory: directory).state(at: checkpoint, through: remembered)
    }
    seen = state
    return state
  }

  /// A writer whose key was replaced meanwhile must not go on, except to replace it again.
  private func checkKeyIsNewest() throws(AuditLogError) {
    guard try directory.keys().last == key.verifier else {
      throw .untrusted(place: "the key file is not the newest key of the log, which")
    }
  }

  private mutating func unlessStopped<Result>(
    _ body: (inout LogWriter) throws(AuditLogError) -> Result
  ) throws(AuditLogError) -> Result {
    if let stopCause { throw .stopped(stopCause) }
    do throws(AuditLogError) {
      return try body(&self)
    } catch {
      if case .stopped(let cause) = error { stopCause = cause }
      throw error
    }
  }

  private mutating func locked<Result>(
    _ body: (inout LogWriter) throws(AuditLogError) -> Result
  ) throws(AuditLogError) -> Result {
    let lock = try LogLock.acquire(in: directory)
    defer { lock.release() }
    return try body(&self)
  }
}

// Steps 0 and 3: what the lines will say.
extension LogWriter {
  /// The batch with every open document stored in the vault.
  private func seal(_ batch: [LogSubmission]) throws(AuditLogError) -> [LogSubmission] {
    var bodies: [[UInt8]] = []
    for submission in batch {
      for case .open(let body) in submission.record.documents { bodies.append(body) }
    }
    guard !bodies.isEmpty else {
      return try batch.map { submission throws(AuditLogError) in try submission.signed() }
    }
    var references = try Vault(folder: directory.vault.required()).store(bodies).makeIterator()
    return try batch.map { submission throws(AuditLogError) in
      let documents = submission.record.documents.map { document in
        guard case .open = document, let reference = references.next() else { return document }
        return VaultDocument.sealed(reference)
      }
      return try submission.replacingDocuments(documents).signed()
    }
  }

  private func stamp(
    _ batch: [LogSubmission], after state: LogState
  ) throws(AuditLogError) -> StampedBatch {
    let reading = clock.now()
    guard let last = state.lastTime else {
      return try StampedBatch(batch, at: reading, after: state, layout: directory.layout)
    }
    guard !batch.contains(where: { $0.record.operation == .clock }) else {
      let vouched = batch.map { $0.vouching(for: reading) }
      return try StampedBatch(
        vouched, at: max(reading, last), after: state, layout: directory.layout)
    }
    let time = try clock.stamp(reading, after: last) { () throws(AuditLogError) in
      try ClockReference(directory: directory).reading(at: state)
    }
    return try StampedBatch(batch, at: time, after: state, layout: directory.layout)
  }
}

// Steps 4 to 7: what the disk holds.
extension LogWriter {
  private mutating func append(
    _ submissions: [LogSubmission], after state: LogState
  ) throws(AuditLogError) -> Acknowledgement {
    let recovery = Recovery(directory: directory)
    try recovery.clearTail(after: state)
    let tails = try recovery.unreportedTails()
    let author = submissions.first?.author ?? ""
    let reports = tails.map { LogSubmission(by: EntryAuthor(author), record: .recover($0)) }
    let batch = try stamp(reports.isEmpty ? submissions : reports + submissions, after: state)
    let newState = try write(batch, after: state)
    guard let checkpoint = newState.checkpoint else { throw .noLog(path: directory.root.path) }
    seen = newState
    // The commit stands; what follows is for later processes, which do without it.
    try? recovery.markReported(tails)
    return Acknowledgement(
      sequences: batch.first + tails.count..<checkpoint.size,
      leafHashes: Array(batch.leafHashes.dropFirst(tails.count)), time: batch.time,
      checkpoint: checkpoint)
  }

  private func write(
    _ batch: StampedBatch, after state: LogState
  ) throws(AuditLogError) -> LogState {
    var next = state
    for leaf in batch.leafHashes { next.frontier.append(leaf) }
    next.lastTime = batch.time
    do throws(AuditLogError) {
      try writeLines(of: batch)
      next.end = try readBack(from: state, expecting: next.frontier)
      let checkpoint = try Checkpoint(
        size: next.frontier.size, root: next.frontier.root, signedWith: key)
      try prepare(checkpoint)
      next.checkpoint = checkpoint
    } catch {
      takeBack(batch, after: error)
      throw error
    }
    try publish()
    return next
  }

  private func writeLines(of batch: StampedBatch) throws(AuditLogError) {
    for piece in batch.pieces {
      let name = SegmentLayout.name(of: piece.segment)
      try directory.entries.withFile(name, .createIfMissing(mode: 0o644)) {
        file throws(AuditLogError) in
        try file.write(batch.bytes[piece.bytes], at: piece.offset)
        try file.synchronizeData()
      }
    }
    if batch.pieces.contains(where: { $0.offset == 0 }) { try directory.entries.synchronize() }
  }

  /// Computes the root from what the files hold now, and returns where the log ends.
  private func readBack(
    from state: LogState, expecting expected: TreeFrontier
  ) throws(AuditLogError) -> SegmentPosition {
    var frontier = state.frontier
    var stream = LineStream(directory, from: frontier.size, at: state.end)
    do throws(AuditLogError) {
      try stream.forEachLine(before: expected.size) { _, line throws(AuditLogError) in
        frontier.append(MerkleTree.leafHash(of: line))
      }
    } catch .malformed(let place, _) {
      throw .readBackDiffers(place: place)
    }
    guard frontier.root == expected.root else {
      throw .readBackDiffers(place: directory.entries.path)
    }
    return directory.layout.normalized(stream.position, size: expected.size)
  }

  /// Cuts off lines that were not signed for. What stays in spite of this is quarantined later.
  private func takeBack(_ batch: StampedBatch, after error: AuditLogError) {
    switch error {
    case .unavailable, .outOfSpace: break
    // After a failed sync nothing is touched, and bytes that read differently are evidence.
    default: return
    }
    for piece in batch.pieces {
      try? directory.entries.withFileIfPresent(
        SegmentLayout.name(of: piece.segment), .readWrite
      ) { file throws(AuditLogError) in
        try file.truncate(to: piece.offset)
      }
    }
  }

  private func prepare(_ checkpoint: Checkpoint) throws(AuditLogError) {
    try directory.root.prepare(
      LogDirectory.checkpointName + ".tmp", Array(checkpoint.text.utf8), mode: 0o644,
      sync: .durable)
  }

  /// The commit point. When it fails, only a new look at the disk can tell on which side we are.
  private func publish() throws(AuditLogError) {
    let name = LogDirectory.checkpointName
    do throws(AuditLogError) {
      try directory.root.rename(name + ".tmp", to: name, in: directory.root)
    } catch .unavailable(let failure), .outOfSpace(let failure) {
      throw .stopped(failure)
    }
    try directory.root.synchronize()
  }
}
