import Rules

/// What an outsider needs to find a review in the audit log and to verify it.
public struct AuditProofText: Sendable {
  /// The number of the entry in the log, from 0.
  public let sequence: Int
  /// In hexadecimal or Base64, as the log shows it.
  public let leafHash: String
  /// The signed checkpoint that covers the entry, line by line.
  public let checkpoint: String

  public init(sequence: Int, leafHash: String, checkpoint: String) {
    self.sequence = sequence
    self.leafHash = leafHash
    self.checkpoint = checkpoint
  }
}
