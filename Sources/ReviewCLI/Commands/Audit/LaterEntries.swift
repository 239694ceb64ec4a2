import AuditLog

/// What later entries say of earlier ones.
struct LaterEntries {
  /// An override of an evaluation.
  struct Change {
    let sequence: Int
    let override: Override
  }

  /// All of an evaluation in the order of the log, by its number.
  private(set) var overrides: [Int: [Change]] = [:]
  /// The entries whose documents were destroyed.
  private(set) var redacted: Set<Int> = []

  init(of log: AuditLog) throws(CommandFailure) {
    try withLog { () throws(AuditLogError) in
      var entries = try log.entries()
      while let entry = try entries.next()?.entry {
        switch entry.record {
        case .override(let record):
          overrides[record.evaluation, default: []].append(
            Change(sequence: entry.sequence, override: record))
        case .redact(let record): redacted.insert(record.entry)
        default: break
        }
      }
    }
  }

  /// The override that decides: the last of its evaluation.
  func change(of sequence: Int) -> Change? { overrides[sequence]?.last }

  /// The decision that holds for an evaluation now.
  func effectiveDecision(of sequence: Int, _ own: String) -> String {
    change(of: sequence)?.override.decision ?? own
  }
}
