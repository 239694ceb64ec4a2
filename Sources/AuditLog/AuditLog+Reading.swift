extension AuditLog {
  /// The log's name.
  public var name: String {
    get throws(AuditLogError) { try signedCheckpoint().origin }
  }

  /// The entries from `first` to the end of the newest checkpoint.
  public func entries(from first: Int = 0) throws(AuditLogError) -> EntryReader {
    let size = try signedCheckpoint().size
    return try EntryReader(directory, min(max(first, 0), size)..<size)
  }

  /// One entry. Whether it is the one that was signed for, ``prove(_:)`` tells.
  public func entry(at sequence: Int) throws(AuditLogError) -> LoggedEntry {
    let size = try signedCheckpoint().size
    guard (0..<size).contains(sequence) else { throw .noEntry(sequence: sequence, size: size) }
    var reader = try EntryReader(directory, sequence..<sequence + 1)
    guard let entry = try reader.next() else { throw .noEntry(sequence: sequence, size: size) }
    return entry
  }

  /// The proof that an entry stands in the log, and the entry.
  ///
  /// All lines are hashed, and nothing is proved for a log that does not fit its checkpoint.
  public func prove(_ sequence: Int) throws(AuditLogError) -> (proof: TlogProof, entry: LoggedEntry)
  {
    let checkpoint = try checkpoint()
    let leaves = try leafHashes(of: checkpoint)
    guard let path = MerkleTree.proveInclusion(of: sequence, in: leaves) else {
      throw .noEntry(sequence: sequence, size: checkpoint.size)
    }
    let proof = TlogProof(index: sequence, path: path, checkpoint: checkpoint)
    return (proof, try entry(at: sequence))
  }

  /// The hashes that show that the log continues `held`, RFC 6962 section 2.1.2.
  public func proveConsistency(
    from held: Checkpoint
  ) throws(AuditLogError) -> (path: [Digest], checkpoint: Checkpoint) {
    let checkpoint = try checkpoint()
    let leaves = try leafHashes(of: checkpoint)
    guard let path = MerkleTree.proveConsistency(from: held.size, in: leaves),
      MerkleTree.checkConsistency(
        from: held.size, oldRoot: held.root, to: checkpoint.size, newRoot: checkpoint.root,
        proof: path)
    else { throw .rolledBack(held: held.text, found: checkpoint.text) }
    return (path, checkpoint)
  }

  func leafHashes(of checkpoint: Checkpoint) throws(AuditLogError) -> [Digest] {
    var leaves: [Digest] = []
    leaves.reserveCapacity(checkpoint.size)
    var frontier = TreeFrontier()
    var stream = LineStream(directory, from: 0, at: SegmentPosition())
    do throws(AuditLogError) {
      try stream.forEachLine(before: checkpoint.size) { _, line in
        leaves.append(MerkleTree.leafHash(of: line))
        frontier.append(leaves[leaves.count - 1])
      }
    } catch {
      throw error.contradicting(checkpoint)
    }
    guard frontier.root == checkpoint.root else {
      throw .corrupt(
        DamageProof(
          place: directory.entries.path, problem: "the lines are not those that were signed for",
          checkpoint: checkpoint, foundRoot: frontier.root))
    }
    return leaves
  }

  /// What the vault holds for a document of a line, checked against its commitment.
  public func body(of reference: VaultReference) throws(AuditLogError) -> VaultBody {
    if directory.vault.isAbsent { return .missing }
    return try Vault(folder: directory.vault.required()).body(of: reference)
  }

  /// A body together with its salt, for somebody who may see both; `nil` when it is not there.
  public func opened(_ reference: VaultReference) throws(AuditLogError) -> OpenedBody? {
    guard case .present(let bytes) = try body(of: reference) else { return nil }
    let salt = try Vault(folder: directory.vault.required()).salt(of: reference)
    return OpenedBody(salt: salt, bytes: bytes)
  }

  /// Makes rule files durable, and returns the digest for ``Evaluation/rules``.
  ///
  /// To be called before ``append(_:)``: a line may only name rules that are there.
  public func storeRules(_ files: [RuleFile]) throws(AuditLogError) -> Digest {
    if let service { return try store(files, through: service) }
    return try RuleStore(folder: directory.rules.required()).store(files)
  }

  /// The rule files of an evaluation, each checked against its digest.
  public func rules(_ digest: Digest) throws(AuditLogError) -> [RuleFile] {
    try RuleStore(folder: directory.rules.required()).files(digest)
  }

  /// The paths and digests of an evaluation's rule files, without the files.
  public func ruleList(
    _ digest: Digest
  ) throws(AuditLogError) -> [(path: String, digest: Digest)] {
    try RuleStore(folder: directory.rules.required()).list(digest)
  }

  /// Makes a single object durable, such as the parameters, and returns its digest.
  public func storeObject(_ bytes: [UInt8]) throws(AuditLogError) -> Digest {
    if let service { return try store([bytes], through: service) }
    return try RuleStore(folder: directory.rules.required()).store(bytes)
  }

  /// A single object, checked against its digest.
  public func object(_ digest: Digest) throws(AuditLogError) -> [UInt8] {
    try RuleStore(folder: directory.rules.required()).object(digest)
  }
}

extension AuditLog {
  /// Looks for all that the lines commit to, bodies in the vault, rule texts and parameters, and
  /// checks the words of outsiders, in one pass over the entries.
  ///
  /// To be called for lines that ``verify(held:progress:)`` found right.
  ///
  /// - Parameters:
  ///   - objects: The objects of the rule store that the caller's own members name.
  ///   - visit: Sees each entry with the bodies of its documents, in their order; nil for one that is
  ///     not there and right.
  public func verifyEvidence(
    trusting trust: AnchorTrust, objects: (LogEntry) -> [Digest] = { _ in [] },
    visit: (LogEntry, [[UInt8]?]) -> Void = { _, _ in },
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws(AuditLogError) -> VerifiedEvidence {
    var audit = try EvidenceAudit(directory)
    let checkpoint = try signedCheckpoint()
    var entries = try EntryReader(directory, 0..<checkpoint.size)
    while let entry = try entries.next()?.entry {
      visit(entry, try audit.take(entry, objects: objects(entry)))
      if entry.sequence.isMultiple(of: 256) { progress(entry.sequence, checkpoint.size) }
    }
    return try audit.finish(
      at: checkpoint, keys: pinned + (try directory.keys()), trust: trust)
  }
}
