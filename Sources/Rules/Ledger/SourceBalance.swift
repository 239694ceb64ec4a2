/// The account of one source: who uses how much of it, what is left, and what is wrong with it.
public struct SourceBalance: Sendable {
  /// What is wrong with an account.
  public enum Kind: Sendable, CaseIterable {
    /// Used whole, and used again.
    case doubleUse
    /// The parts that are used are more than there is.
    case overdrawn
    /// It may be one of the above: names that are nearly alike, or amounts that are not known.
    case question
    /// What is said of the source differs.
    case conflict

    /// Its name in the JSON form.
    public var name: String {
      switch self {
      case .doubleUse: "doubleUse"
      case .overdrawn: "overdrawn"
      case .question: "question"
      case .conflict: "conflict"
      }
    }
  }

  /// One project's use of the source.
  public struct Use: Sendable {
    public let project: ClaimingProject
    public let claim: SourceClaim
    /// The entry of the audit log that holds the decision; nil: it is not logged, or not yet.
    public let sequence: Int?
    /// The decision on the project in one word; nil: it is not known, or not yet.
    public let decision: String?
    /// The entry since which the project uses as much of the source without a break; nil: it is
    /// not logged, or not yet.
    public let since: Int?

    public init(
      project: ClaimingProject, claim: SourceClaim, sequence: Int?, decision: String?, since: Int?
    ) {
      (self.project, self.claim, self.sequence) = (project, claim, sequence)
      (self.decision, self.since) = (decision, since)
    }
  }

  /// The title of the ledger.
  public let title: Phrase
  /// The logged ones in the order of the log, then the others; last that of the project which is
  /// reviewed.
  public let uses: [Use]
  /// The project that is reviewed; nil: the account stands for itself.
  public let reviewed: ClaimingProject?
  /// How much the source has; nil: nobody says.
  public let capacity: Quantity?
  /// What no project uses, below zero where it is overdrawn; nil: it cannot be told.
  public let left: Quantity?
  /// nil: nothing is wrong.
  public let kind: Kind?
  /// Whether it can be found again in other dossiers.
  public let isIdentified: Bool

  /// The source in the words of the first dossier that names it.
  public var source: String { uses.first?.claim.source ?? "" }
}

/// The sums of an account.
struct AccountSums {
  let claims: [SourceClaim]
  /// The least amount that a dossier says the source has; nil: all use it whole.
  let stated: Quantity?
  /// ``stated``, else the largest amount that is used.
  let capacity: Quantity?
  /// What is used together; nil where an amount is missing or of another dimension.
  let used: NumberInterval?

  init(_ claims: [SourceClaim]) {
    self.claims = claims
    let wholes = claims.compactMap { $0.whole }
    stated = wholes.min { $0.isLess(than: $1) }
    capacity = stated ?? claims.compactMap { $0.amount }.max { $0.isLess(than: $1) }
    used = Self.sum(claims, in: capacity?.unit)
  }

  private static func sum(_ claims: [SourceClaim], in unit: UnitOfMeasure?) -> NumberInterval? {
    var sum = NumberInterval(.zero)
    for claim in claims {
      guard let amount = claim.amount, amount.unit?.dimensions == unit?.dimensions,
        let next = try? sum.adding(amount.interval)
      else { return nil }
      sum = next
    }
    return sum
  }

  var left: Quantity? {
    guard let capacity, let used, let rest = try? capacity.interval.subtracting(used) else {
      return nil
    }
    return Quantity(interval: rest, unit: capacity.unit)
  }

  /// Whether more is used than there is.
  var kind: SourceBalance.Kind? {
    guard let stated else { return claims.count > 1 ? .doubleUse : nil }
    guard let used else { return claims.count > 1 ? .question : nil }
    switch used.isAtMost(stated.interval) {
    case .true: return nil
    case .false: return .overdrawn
    case .unknown: return .question
    }
  }

  /// Whether the dossiers tell different things of the source.
  ///
  /// - Parameter stems: The names of each claim as they are compared.
  func differ(_ stems: [[String]]) -> Bool {
    func several<Value: Hashable>(_ values: [Value]) -> Bool { Set(values).count > 1 }
    let amounts = stated == nil ? claims.compactMap { $0.amount?.interval } : []
    return several(claims.map { $0.date }.filter { !$0.isEmpty })
      || several(claims.compactMap { $0.whole?.interval }) || several(amounts)
      || (0..<(stems.first?.count ?? 0)).contains { place in
        several(stems.map { $0[place] }.filter { !$0.isEmpty })
      }
  }
}

extension Quantity {
  /// By the lower end; an open one is less than any other.
  fileprivate func isLess(than other: Quantity) -> Bool {
    guard let high = other.interval.lower?.value else { return false }
    guard let low = interval.lower?.value else { return true }
    return low < high
  }
}
