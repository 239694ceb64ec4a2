import AuditLog

/// Which decisions, overrides and redactions bear their author's own signature, and which of these are
/// wrong or in one hand.
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
  private var rulings: [(entry: Int, subject: Int, author: String, key: VerifierKey?)] = []
  private let known: [VerifierKey]?
  /// The keys of the settings, as the log's administrator decided them last.
  private var registered: [VerifierKey]?

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
    if let subject { rulings.append((entry.sequence, subject, entry.author, signature?.key)) }
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

  /// The overrides and redactions by whoever decided: by name, or by key.
  func inOneHand(_ log: AuditLog) throws(AuditLogError) -> [Int] {
    var found: [Int] = []
    for ruling in rulings {
      guard let decision = try? log.entry(at: ruling.subject).entry else { continue }
      let key = ReviewerSignature(of: decision)?.key
      let isSameKey = key.map { $0 == ruling.key } ?? false
      if isSameKey || decision.author.utf8.elementsEqual(ruling.author.utf8) {
        found.append(ruling.entry)
      }
    }
    return found
  }

  private mutating func register(_ value: String) {
    isRegistered = true
    registered =
      value == LogDemand.none
      ? nil : value.split(separator: " ").compactMap { VerifierKey(String($0)) }
  }
}
