extension AuditLog {
  /// Destroys the documents of an entry, after a `redact` entry that says so and why.
  ///
  /// The line, its commitments and every proof remain. Can be repeated after a failure.
  /// Refused while a hold on the entry lasts.
  public func redact(
    _ sequence: Int, reason: String, by author: EntryAuthor
  ) throws(AuditLogError) -> Acknowledgement {
    try redact(by: redaction(of: sequence, reason: reason, by: author))
  }

  /// The `redact` entry for the documents of an entry, before it is written.
  public func redaction(
    of sequence: Int, reason: String, by author: EntryAuthor
  ) throws(AuditLogError) -> LogSubmission {
    let commitments = try references(of: sequence).map { $0.commitment }
    let record = Redaction(entry: sequence, commitments: commitments, reason: reason)
    return LogSubmission(by: author, record: .redact(record))
  }

  /// Commits a `redact` entry and does what it says.
  public func redact(by submission: LogSubmission) throws(AuditLogError) -> Acknowledgement {
    guard case .redact(let record) = submission.record else {
      throw .unfitEntry(position: 0, problem: "this is no `redact` entry")
    }
    let sequence = record.entry
    if let hold = try hold(on: sequence) {
      throw .unfitEntry(
        position: 0,
        problem: "entry \(sequence) is held by entry \(hold) / 条目 \(sequence) 依条目 \(hold) 保全，不得销毁")
    }
    let references = try references(of: sequence)
    guard record.commitments == references.map(\.commitment) else {
      throw .unfitEntry(
        position: 0, problem: "the commitments are not those of entry \(sequence)")
    }
    let done = try append([submission])
    // Whoever has the vault destroys them.
    guard service == nil else { return done }
    let vault = Vault(folder: try directory.vault.required())
    for reference in references { try vault.destroy(reference) }
    return done
  }

  /// What the vault has of an entry.
  private func references(of sequence: Int) throws(AuditLogError) -> [VaultReference] {
    let references = try entry(at: sequence).entry.record.documents.compactMap { document in
      if case .sealed(let reference) = document { reference } else { nil }
    }
    guard !references.isEmpty else {
      throw .unfitEntry(position: 0, problem: "entry \(sequence) has nothing in the vault")
    }
    return references
  }

  /// The entry that holds the documents of another one now; `nil` for none.
  public func hold(on sequence: Int) throws(AuditLogError) -> Int? {
    var holder: Int?
    var entries = try entries()
    while let entry = try entries.next()?.entry {
      guard case .hold(let hold) = entry.record, hold.entry == sequence else { continue }
      holder = hold.begins ? entry.sequence : nil
    }
    return holder
  }

  /// The values of all settings by their names, as the administrator decided them last.
  public func settings() throws(AuditLogError) -> [String: String] {
    var values: [String: String] = [:]
    let size = try signedCheckpoint().size
    let settings = SegmentSettings(directory: directory)
    for segment in try settings.segments(before: size) {
      try settings.forEach(in: segment, before: size) { values[$0.name] = $0.value }
    }
    return values
  }

  /// Vouches for a clock that jumped; the one commit that no jump can stop.
  public func vouchForClock(
    reason: String, by author: EntryAuthor
  ) throws(AuditLogError) -> Acknowledgement {
    // The writer puts the reading in, inside the lock.
    let note = ClockNote(reading: Timestamp(milliseconds: 0), reason: reason)
    return try append([LogSubmission(by: author, record: .clock(note))])
  }

  /// Gives the log a new key, written to a new file.
  ///
  /// The entry that names the new key is signed with the old one; then the same tree is signed
  /// with the new one. This handle writes no more: open the log again with the new key, and pin
  /// the returned key wherever the old one was pinned. After a failure, open with the old key and
  /// call this again.
  public func changeKey(
    newKeyPath: String, reason: String, by author: EntryAuthor
  ) throws(AuditLogError) -> VerifierKey {
    guard let old = try directory.keys().last else { throw .noLog(path: directory.root.path) }
    // Before a file is made that nobody could use.
    guard service == nil else { throw .readOnly }
    let key = try SigningKey.generate(name: old.name)
    try KeyFile(path: newKeyPath, calls: directory.root.calls)
      .create(key, outside: directory.root)
    return try changeKey(to: key, reason: reason, by: author)
  }

  func changeKey(
    to key: SigningKey, reason: String, by author: EntryAuthor
  ) throws(AuditLogError) -> VerifierKey {
    let record = KeyChange(key: key.verifier, reason: reason)
    _ = try append([LogSubmission(by: author, record: .key(record))])
    try directory.replaceKeys(try namedKeys())
    let checkpoint = try writing { writer throws(AuditLogError) in
      try writer.resign(with: key)
    }
    memory?.keep(checkpoint)
    return key.verifier
  }

  /// The keys that the entries name, among them those of an unfinished change.
  private func namedKeys() throws(AuditLogError) -> [VerifierKey] {
    var keys: [VerifierKey] = []
    var entries = try entries()
    while let logged = try entries.next() {
      switch logged.entry.record {
      case .initialize(let record): keys.append(record.key)
      case .key(let record): keys.append(record.key)
      case .evaluate, .override, .replay, .redact, .anchor, .recover, .clock, .hold,
        .setting:
        break
      }
    }
    return keys
  }
}
