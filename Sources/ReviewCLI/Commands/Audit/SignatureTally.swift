import AuditLog

/// How many decisions bear the reviewer's own signature, and which of these are wrong.
struct SignatureTally {
  /// Signed by a known reviewer; by any, when no keys were given.
  private(set) var validCount = 0
  private(set) var unsignedCount = 0
  /// Entries whose signature is wrong, in another's name, or of a key that is not known.
  private(set) var wrong: [Int] = []
  private let known: [VerifierKey]?

  /// - Parameter known: The keys of the reviewers; nil to take those in the lines.
  init(known: [VerifierKey]?) { self.known = known }

  /// Whether the keys were given from outside.
  var isPinned: Bool { known != nil }

  /// Counts an entry, if it is a decision.
  mutating func take(_ entry: LogEntry) {
    guard case .evaluate(let record) = entry.record else { return }
    guard record.more?["signature"] != nil else {
      unsignedCount += 1
      return
    }
    let signature = ReviewerSignature(of: entry)
    if let signature, signature.isValid, known?.contains(signature.key) ?? true {
      validCount += 1
    } else {
      wrong.append(entry.sequence)
    }
  }
}
