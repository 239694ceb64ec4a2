/// What the uses of an account come to. Those of two parts of it are added up, so that an account
/// of many uses is not gone through again for each of them.
struct AccountSums: Sendable {
  private(set) var count = 0
  /// The least amount that a dossier says the source has; nil: all use it whole.
  private(set) var stated: Quantity?
  private var largest: Quantity?
  /// What is used together, and of which dimensions; nil where an amount is missing, or no two can
  /// be added.
  private var sum: NumberInterval? = NumberInterval(.zero)
  private var dimensions: Dimensions??
  /// What is told of the source.
  private var dates = Told<String>()
  private var wholes = Told<NumberInterval>()
  private var amounts = Told<NumberInterval>()
  private var names: [Told<String>] = []

  init() {}

  /// - Parameter stems: The names of the claim as they are compared.
  init(_ claim: SourceClaim, stems: [String]) {
    count = 1
    stated = claim.whole
    largest = claim.amount
    sum = claim.amount?.interval
    dimensions = .some(claim.amount?.unit?.dimensions)
    dates = Told(claim.date.isEmpty ? nil : claim.date)
    wholes = Told(claim.whole?.interval)
    amounts = Told(claim.amount?.interval)
    names = stems.map { Told($0.isEmpty ? nil : $0) }
  }

  mutating func add(_ other: AccountSums) {
    guard other.count > 0 else { return }
    guard count > 0 else {
      self = other
      return
    }
    count += other.count
    stated = Self.first(stated, other.stated) { !$1.isLess(than: $0) }
    largest = Self.first(largest, other.largest) { !$0.isLess(than: $1) }
    if let own = sum, let more = other.sum, dimensions == other.dimensions {
      sum = try? own.adding(more)
    } else {
      sum = nil
    }
    dates.add(other.dates)
    wholes.add(other.wholes)
    amounts.add(other.amounts)
    for place in names.indices where place < other.names.count {
      names[place].add(other.names[place])
    }
  }

  private static func first(
    _ one: Quantity?, _ other: Quantity?, _ isKept: (Quantity, Quantity) -> Bool
  ) -> Quantity? {
    guard let one, let other else { return one ?? other }
    return isKept(one, other) ? one : other
  }

  /// ``stated``, else the largest amount that is used.
  var capacity: Quantity? { stated ?? largest }

  /// What is used together; nil where an amount is missing or of another dimension.
  private var used: NumberInterval? {
    dimensions == .some(capacity?.unit?.dimensions) ? sum : nil
  }

  var left: Quantity? {
    guard let capacity, let used, let rest = try? capacity.interval.subtracting(used) else {
      return nil
    }
    return Quantity(interval: rest, unit: capacity.unit)
  }

  /// Whether more is used than there is.
  var kind: SourceBalance.Kind? {
    guard let stated else { return count > 1 ? .doubleUse : nil }
    guard let used else { return count > 1 ? .question : nil }
    switch used.isAtMost(stated.interval) {
    case .true: return nil
    case .false: return .overdrawn
    case .unknown: return .question
    }
  }

  /// Whether the dossiers tell different things of the source.
  var areInConflict: Bool {
    dates.differ || wholes.differ || stated == nil && amounts.differ
      || names.contains { $0.differ }
  }
}

/// What is told of one thing, as far as it is told at all.
private struct Told<Value: Equatable & Sendable>: Sendable {
  private var first: Value?
  /// Whether another one tells it otherwise.
  private(set) var differ = false

  init(_ value: Value? = nil) { first = value }

  mutating func add(_ other: Told) {
    differ = differ || other.differ
    guard let own = first, let new = other.first else {
      first = first ?? other.first
      return
    }
    if own != new { differ = true }
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
