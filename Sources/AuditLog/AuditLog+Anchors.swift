/// Outsiders' words on the log: asked for, checked when they come in, and checked again by auditors.
extension AuditLog {
  /// Keeps a time-stamp token, RFC 3161, over the three signed lines of a checkpoint or over its
  /// whole text.
  ///
  /// The token itself says which state it is about. One that is over no state of the log is refused,
  /// and so is one that the log has already. Whose signature it bears, the auditor checks.
  ///
  /// - Parameter checkpoint: The checkpoint whose text was stamped; `nil` for the newest, or for any
  ///   state of which the three lines were stamped.
  public func anchor(
    token bytes: [UInt8], checkpoint given: Checkpoint?, by author: EntryAuthor
  ) throws(AuditLogError) -> (acknowledgement: Acknowledgement, size: Int) {
    guard let token = TimestampToken(bytes) else {
      throw AuditLogError.unfitEvidence("it is no time-stamp token (RFC 3161, DER) / 不是时间戳令牌")
    }
    try refuseAgain(bytes.prefix(token.byteCount))
    let newest = if let given { given } else { try signedCheckpoint() }
    if given != nil { _ = try proveConsistency(from: newest) }
    let token3161 = Array(bytes.prefix(token.byteCount))
    if token.stamps(Array(newest.text.utf8)) {
      let evidence = token3161 + Array(newest.text.utf8)
      return (try append(.timestamp, newest.head, evidence, author), newest.size)
    }
    let origin = newest.origin
    let found: (size: Int, root: Digest)?
    if token.stamps(newest.head.signedLines) {
      found = (newest.size, newest.root)
    } else if given == nil {
      found = try RootSearch(directory, size: newest.size).newest { size, root in
        token.stamps(LogHead(origin: origin, size: size, root: root).signedLines)
      }
    } else {
      found = nil
    }
    guard let found else {
      throw AuditLogError.unfitEvidence(
        "it is over none of this log's checkpoints / 所证的不是本日志的任何检查点")
    }
    let head = LogHead(origin: origin, size: found.size, root: found.root)
    return (try append(.timestamp, head, token3161, author), head.size)
  }

  /// Keeps the cosignatures of witnesses, each checked by a key of `witnesses`.
  ///
  /// One that is over no state of the log, or of an unknown witness, is refused.
  public func anchor(
    cosignatures bytes: [UInt8], witnesses: [VerifierKey], checkpoint given: Checkpoint?,
    by author: EntryAuthor
  ) throws(AuditLogError) -> (acknowledgement: Acknowledgement, size: Int) {
    let lines = Cosignature.all(in: bytes)
    var keys: [VerifierKey] = []
    for line in lines {
      guard let key = witnesses.first(where: { line.names($0) }) else {
        throw AuditLogError.unfitEvidence(
          "no key of the witness `\(line.name)` was given / 没有给出这位共签人的公钥")
      }
      keys.append(key)
    }
    guard !lines.isEmpty else {
      throw AuditLogError.unfitEvidence("it holds no cosignature line / 没有共签行")
    }
    let newest = if let given { given } else { try signedCheckpoint() }
    if given != nil { _ = try proveConsistency(from: newest) }
    let isOver: (LogHead) -> Bool = { head in
      zip(lines, keys).allSatisfy { line, key in line.isValid(for: head, key: key) }
    }
    var head: LogHead? = isOver(newest.head) ? newest.head : nil
    if head == nil, given == nil {
      head = try RootSearch(directory, size: newest.size).newest { size, root in
        isOver(LogHead(origin: newest.origin, size: size, root: root))
      }.map { LogHead(origin: newest.origin, size: $0.size, root: $0.root) }
    }
    guard let head else {
      throw AuditLogError.unfitEvidence(
        "it is over none of this log's checkpoints / 所证的不是本日志的任何检查点")
    }
    let evidence = Array(lines.map { $0.text }.joined().utf8)
    try refuseAgain(evidence[...])
    return (try append(.cosignature, head, evidence, author), head.size)
  }

  /// Notes where a copy of a checkpoint is kept. A copy proves nothing by itself: whoever verifies
  /// brings it.
  public func anchor(
    copy words: [UInt8], checkpoint given: Checkpoint?, by author: EntryAuthor
  ) throws(AuditLogError) -> (acknowledgement: Acknowledgement, size: Int) {
    guard !words.isEmpty, String(validating: words, as: UTF8.self) != nil else {
      throw AuditLogError.unfitEvidence(
        "a copy is described in words: where it is, who has it / 副本须写成文字：存放何处、由谁保管")
    }
    let checkpoint = if let given { given } else { try signedCheckpoint() }
    _ = try proveConsistency(from: checkpoint)
    return (try append(.copy, checkpoint.head, words, author), checkpoint.size)
  }

  /// What the log hands to a witness who signed it last at `oldSize`; 0 for never.
  public func witnessRequest(since oldSize: Int) throws(AuditLogError) -> WitnessRequest {
    let checkpoint = try checkpoint()
    guard let path = MerkleTree.proveConsistency(from: oldSize, in: try leafHashes(of: checkpoint))
    else { throw .noEntry(sequence: oldSize, size: checkpoint.size) }
    return WitnessRequest(oldSize: oldSize, path: path, checkpoint: checkpoint)
  }

  private func append(
    _ kind: Anchor.Kind, _ head: LogHead, _ evidence: [UInt8], _ author: EntryAuthor
  ) throws(AuditLogError) -> Acknowledgement {
    let record = Anchor(kind: kind, size: head.size, root: head.root, evidence: evidence)
    return try append([LogSubmission(by: author, record: .anchor(record))])
  }

  /// Throws when an anchor that somebody else made is not about this log, or stands in it already.
  func refuseUnfit(_ anchor: Anchor) throws(AuditLogError) {
    let checkpoint = try signedCheckpoint()
    let audit = try AnchorAudit(
      [(checkpoint.size, anchor)], in: directory, at: checkpoint, keys: try directory.keys(),
      trust: AnchorTrust())
    if case .wrong(let problem)? = audit.anchors.first?.state {
      throw AuditLogError.unfitEvidence("\(problem.english) / \(problem.chinese)")
    }
    guard case .sealed(let reference) = anchor.evidence,
      case .present(let evidence) = try body(of: reference)
    else { return }
    try refuseAgain(evidence[...])
  }

  /// Throws when an anchor of the log begins with the same evidence.
  private func refuseAgain(_ evidence: ArraySlice<UInt8>) throws(AuditLogError) {
    var entries = try entries()
    while let entry = try entries.next()?.entry {
      guard case .anchor(let anchor) = entry.record, case .sealed(let reference) = anchor.evidence,
        case .present(let bytes)? = try? body(of: reference), bytes.starts(with: evidence)
      else { continue }
      throw AuditLogError.unfitEvidence(
        "entry \(entry.sequence) holds it already / 条目 \(entry.sequence) 已经收有")
    }
  }
}
