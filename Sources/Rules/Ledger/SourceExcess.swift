/// By how much one dossier uses more of its sources than they have.
struct SourceExcess {
  /// For each claim what it uses beyond the source, zero for nothing; nil: it cannot be told, as
  /// for a source whose name is nearly that of an earlier one.
  private(set) var amounts: [Quantity?]

  private static let nothing = NumberInterval(.zero)

  /// - Parameters:
  ///   - claims: Those of one ledger, in the order of the list; of two that use one source, the
  ///     later one is too much.
  ///   - endings: What may stand at the end of a name and is no part of it.
  init(of claims: [SourceClaim], endings: [String]) {
    amounts = claims.map { Quantity(interval: Self.nothing, unit: $0.amount?.unit) }
    var sources: [Word: [Int]] = [:]
    let numbers = claims.compactMap { SourceIdentity.number(of: $0).map { Word($0) } }
    if numbers.count == claims.count {
      // Names tell only of sources one of which has no number.
      for (index, number) in numbers.enumerated() { sources[number, default: []].append(index) }
    } else {
      find(&sources, claims, endings)
    }
    for places in sources.values where places.count > 1 || claims[places[0]].whole != nil {
      account(places, claims)
    }
  }

  /// Finds which claims are of one source, by numbers and names, and which may be.
  private mutating func find(
    _ sources: inout [Word: [Int]], _ claims: [SourceClaim], _ endings: [String]
  ) {
    var near: [Word: [(source: Word, isNumbered: Bool)]] = [:]
    for (index, claim) in claims.enumerated() {
      let identity = SourceIdentity(claim, endings: endings)
      let source = Word(identity.number ?? identity.names ?? "\(index)")
      sources[source, default: []].append(index)
      guard let key = identity.near.map({ Word($0) }) else { continue }
      let isNumbered = identity.number != nil
      let isAsked = near[key, default: []].contains {
        $0.source != source && !($0.isNumbered && isNumbered)
      }
      if isAsked { amounts[index] = nil }
      // One of each kind is enough to ask.
      if near[key, default: []].count < 4 { near[key, default: []].append((source, isNumbered)) }
    }
  }

  /// Sums what is used of one source, and gives each claim what goes beyond it.
  private mutating func account(_ places: [Int], _ claims: [SourceClaim]) {
    let capacity = places.reduce(into: AccountSums()) {
      $0.add(AccountSums(claims[$1], stems: []))
    }.capacity
    var used: NumberInterval? = Self.nothing
    for (position, place) in places.enumerated() {
      let amount = claims[place].amount
      let isMeasured = amount != nil && amount?.unit?.dimensions == capacity?.unit?.dimensions
      used =
        isMeasured ? used.flatMap { sum in amount.flatMap { try? sum.adding($0.interval) } } : nil
      guard amounts[place] != nil else { continue }
      guard let used, let amount, let capacity,
        let over = try? used.subtracting(capacity.interval)
      else {
        if position > 0 || claims[place].whole != nil { amounts[place] = nil }
        continue
      }
      let excess = over.larger(Self.nothing).smaller(amount.interval)
      amounts[place] = Quantity(interval: excess, unit: amount.unit)
    }
  }
}
