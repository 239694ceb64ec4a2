/// An entry before it is stamped: what the caller asks the log to hold.
public struct LogSubmission: Sendable, Equatable {
  let content: EntryContent
  /// The author's own key, which signs the entry once its documents are sealed; `nil` for none.
  let signer: SigningKey?

  public init(by author: EntryAuthor, record: LogRecord) {
    content = EntryContent(author: author.name, record: record, notes: author.notes)
    signer = author.signer
  }

  init(_ content: EntryContent, signer: SigningKey? = nil) {
    (self.content, self.signer) = (content, signer)
  }

  /// The person or the program in whose name it is written.
  public var author: String { content.author }
  public var record: LogRecord { content.record }
  /// What is noted beside the record; of an evaluation, its own `more`.
  public var notes: CanonicalJSON? { content.notes }

  /// The key that signs the entry, or that signed it; `nil` for none, and for a wrong signature.
  public var signatory: VerifierKey? {
    if let signer { return signer.verifier }
    guard let signature = ReviewerSignature(content), signature.isValid else { return nil }
    return signature.key
  }

  public static func == (left: LogSubmission, right: LogSubmission) -> Bool {
    left.content == right.content && left.signer?.verifier == right.signer?.verifier
  }

  /// The same with the author's signature in it.
  func signed() throws(AuditLogError) -> LogSubmission {
    guard let signer else { return self }
    return LogSubmission(try ReviewerSignature.sign(content, with: signer))
  }

  /// The same with other documents in the record, in their order.
  func replacingDocuments(_ documents: [VaultDocument]) -> LogSubmission {
    let record = record.replacingDocuments(documents)
    return LogSubmission(
      EntryContent(author: author, record: record, notes: notes), signer: signer)
  }

  /// A `clock` entry with what the clock reads; any other entry as it is.
  func vouching(for reading: Timestamp) -> LogSubmission {
    guard case .clock(let note) = record else { return self }
    let vouched = ClockNote(reading: reading, reason: note.reason)
    return LogSubmission(EntryContent(author: author, record: .clock(vouched), notes: notes))
  }
}

/// The log's word that a batch is durable. Only with it may a verdict be shown.
public struct Acknowledgement: Sendable, Equatable {
  /// The sequence numbers of the batch, in the order of the submissions.
  public let sequences: Range<Int>
  /// The leaf hash of each line.
  public let leafHashes: [Digest]
  /// When the batch was stamped.
  public let time: Timestamp
  /// The signed tree that holds the batch.
  public let checkpoint: Checkpoint
}
