import AuditLog

/// An evaluation of the log: what it decided, and where the log keeps what it rested on.
struct LoggedDecision {
  let sequence: Int
  let project: String
  let asOf: String
  /// In one word.
  let decision: String
  let hits: [String]
  let dossier: VaultReference
  let result: VaultReference
  let rules: Digest
  let parameters: Digest?
  let engine: Engine
  /// What `evaluate` noted for replay; nil in a line that another program wrote.
  let more: CanonicalJSON?

  /// nil for any other entry.
  init?(_ entry: LogEntry) {
    guard case .evaluate(let record) = entry.record else { return nil }
    self.init(record, at: entry.sequence)
  }

  /// nil while the documents are not sealed.
  init?(_ record: Evaluation, at sequence: Int) {
    guard case .sealed(let dossier) = record.dossier, case .sealed(let result) = record.result
    else { return nil }
    self.sequence = sequence
    (project, asOf) = (record.project, record.asOf)
    (decision, hits) = (record.decision, record.hits)
    (self.dossier, self.result) = (dossier, result)
    (rules, parameters, engine) = (record.rules, record.parameters, record.engine)
    more = record.more
  }

  /// The digest of the ``ReadingOrder``; nil when the line has none.
  var reading: Digest? {
    guard case .string(let text)? = more?["reading"] else { return nil }
    return Digest(hexadecimal: text)
  }
}
