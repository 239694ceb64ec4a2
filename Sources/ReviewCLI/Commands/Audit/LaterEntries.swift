import AuditLog

/// What later entries say of earlier ones.
struct LaterEntries {
  /// An override that counts, for it is the last of its evaluation.
  struct Change {
    let sequence: Int
    let override: Override
  }

  /// By the number of the evaluation.
  private(set) var changes: [Int: Change] = [:]
  /// The entries whose documents were destroyed.
  private(set) var redacted: Set<Int> = []

  init(of log: AuditLog) throws(CommandFailure) {
    try withLog { () throws(AuditLogError) in
      var entries = try log.entries()
      while let entry = try entries.next()?.entry {
        switch entry.record {
        case .override(let record):
          changes[record.evaluation] = Change(sequence: entry.sequence, override: record)
        case .redact(let record): redacted.insert(record.entry)
        default: break
        }
      }
    }
  }

  /// The decision that holds for an evaluation now.
  func effectiveDecision(of sequence: Int, _ own: String) -> String {
    changes[sequence]?.override.decision ?? own
  }
}
