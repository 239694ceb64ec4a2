import AuditLog

/// Which decisions, overrides and redactions bear their author's own signature, and which of these are
/// wrong.
struct SignatureTally {
  /// Signed by a known reviewer; by any, when no keys are known.
  private(set) var validCount = 0
  /// Decisions that nobody had to sign, and nobody did.
  private(set) var unsignedCount = 0
  /// Entries whose signature is wrong, in another's name, of a key that is not known, or missing where
  /// the log's settings demand it.
  private(set) var wrong: [Int] = []
  /// Whether the keys are those that the log's own settings name.
  private(set) var isRegistered = false
  /// Overrides and redactions, to be compared with the decisions that they are about.
  private(set) var rulings: [Ruling] = []
  private let known: [VerifierKey]?
  /// The keys of the settings, as the log's administrator decided them last.
  private var registered: [VerifierKey]?

  /// What overrules a decision or destroys its documents.
  struct Ruling {
    let entry: Int
    /// The entry that it is about.
    let subject: Int
    let author: String
    let key: VerifierKey?
    let notes: EntryNotes
  }

  /// - Parameter known: The keys of the reviewers; nil to take those of the log's settings, else those in
  ///   the lines.
  init(known: [VerifierKey]?) { self.known = known }

  /// Whether the keys were given from outside.
  var isPinned: Bool { known != nil }

  /// Counts an entry, if it is one that people sign.
  mutating func take(_ entry: LogEntry) {
    let subject: Int?
    switch entry.record {
    case .evaluate: subject = nil
    case .override(let record): subject = record.evaluation
    case .redact(let record): subject = record.entry
    case .setting(let record):
      if record.name == LogDemand.reviewers.rawValue { register(record.value) }
      return
    case .initialize, .replay, .anchor, .key, .recover, .clock, .hold: return
    }
    let signature = ReviewerSignature(of: entry)
    if let subject {
      rulings.append(
        Ruling(
          entry: entry.sequence, subject: subject, author: entry.author, key: signature?.key,
          notes: EntryNotes(entry.notes)))
    }
    guard entry.notes?["signature"] != nil else {
      if registered != nil {
        wrong.append(entry.sequence)
      } else if subject == nil {
        unsignedCount += 1
      }
      return
    }
    if let signature, signature.isValid, (known ?? registered)?.contains(signature.key) ?? true {
      validCount += 1
    } else {
      wrong.append(entry.sequence)
    }
  }

  private mutating func register(_ value: String) {
    isRegistered = true
    registered =
      value == LogDemand.none
      ? nil : value.split(separator: " ").compactMap { VerifierKey(String($0)) }
  }
}
