import AuditLog

/// Overrides, redactions and holds that ended, beside the decisions that they are about: whether a
/// second person stands behind them, as far as the log shows it.
struct RulingAudit {
  /// By whoever decided: by name, or by key.
  private(set) var inOneHand: [Int] = []
  /// From the login and the host that the decision came from. Another name was given, and one person
  /// may have given both.
  private(set) var sameLogin: [Int] = []
  private(set) var count = 0

  init(_ rulings: [SignatureTally.Ruling], in log: AuditLog) {
    for ruling in rulings {
      count += 1
      guard let decision = try? log.entry(at: ruling.subject).entry else { continue }
      let key = ReviewerSignature(of: decision)?.key
      let isSameKey = key.map { $0 == ruling.key } ?? false
      if isSameKey || decision.author.utf8.elementsEqual(ruling.author.utf8) {
        inOneHand.append(ruling.entry)
      }
      let (then, now) = (EntryNotes(decision.notes), ruling.notes)
      if let login = then.login, login == now.login, then.host == now.host {
        sameLogin.append(ruling.entry)
      }
    }
  }
}
