/// An entry before it is stamped: what the caller asks the log to hold.
public struct LogSubmission: Sendable, Equatable {
  /// The person or the program in whose name it is written.
  public let author: String
  public let record: LogRecord
  /// The author's own key, which signs an evaluation once its documents are sealed; `nil` for none.
  let signer: SigningKey?

  public init(author: String, record: LogRecord, signer: SigningKey? = nil) {
    (self.author, self.record, self.signer) = (author, record, signer)
  }

  public static func == (left: LogSubmission, right: LogSubmission) -> Bool {
    left.author == right.author && left.record == right.record
      && left.signer?.verifier == right.signer?.verifier
  }

  /// The same with the author's signature in it.
  func signed() throws(AuditLogError) -> LogSubmission {
    guard let signer, case .evaluate(let record) = self.record else { return self }
    let signed = try ReviewerSignature.sign(record, author: author, with: signer)
    return LogSubmission(author: author, record: .evaluate(signed))
  }

  /// A `clock` entry with what the clock reads; any other entry as it is.
  func vouching(for reading: Timestamp) -> LogSubmission {
    guard case .clock(let note) = record else { return self }
    let vouched = ClockNote(reading: reading, reason: note.reason)
    return LogSubmission(author: author, record: .clock(vouched))
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
