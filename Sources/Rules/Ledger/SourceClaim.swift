/// What one project uses of one source, as its dossier states it.
public struct SourceClaim: Sendable, Hashable {
  /// The English path of the list the source stands in: accounts of two lists never meet.
  public let list: String
  /// Which of the accounts that the enclosing list keeps apart, as SO2; empty: there is one.
  public let part: String
  /// The positions in the lists, from the outermost, from 0.
  public let position: [Int]
  /// As written; empty where it is not given.
  public let number: String
  /// As written, in the order of ``SourceLedger/names``; empty where one is not given.
  public let names: [String]
  /// A day, or the first and the last of several; empty where it is not given.
  public let date: String
  /// nil: not given.
  public let amount: Quantity?
  /// How much the source has; nil: not said, so the project uses it whole.
  public let whole: Quantity?

  public init(
    list: String, part: String, position: [Int], number: String, names: [String], date: String,
    amount: Quantity?, whole: Quantity?
  ) {
    (self.list, self.part, self.position, self.number) = (list, part, position, number)
    (self.names, self.date, self.amount, self.whole) = (names, date, amount, whole)
  }

  /// Whether it uses surely no more than an amount.
  public func isWithin(_ other: Quantity?) -> Bool {
    guard let amount, let other, amount.unit?.dimensions == other.unit?.dimensions else {
      return self.amount == other
    }
    return amount == other || amount.interval.isAtMost(other.interval) == .true
  }

  /// The source in the words of the dossier: its number, else its names and its date.
  public var source: String {
    let words = number.isEmpty ? (names + [date]).filter { !$0.isEmpty } : [number]
    return (words + (part.isEmpty ? [] : [part])).joined(separator: " ")
  }
}

/// The project that uses a source.
public struct ClaimingProject: Sendable, Hashable {
  public let name: String
  /// Its number with the authority; empty where it has none.
  public let code: String
  /// The regions it lies in, as far as they are known.
  public let place: [String]
  /// Where its dossier was read.
  public let path: String

  public init(name: String, code: String, place: [String], path: String) {
    (self.name, self.code, self.place, self.path) = (name, code, place, path)
  }

  /// What a report calls it.
  public var shownName: String { !name.isEmpty ? name : !code.isEmpty ? code : path }

  /// What it is found by again: its code, and its name in its place; without both, its dossier.
  public var keys: [String] {
    let codeKey = code.isEmpty ? [] : ["code " + SourceIdentity.folded(code)]
    if !name.isEmpty {
      return codeKey + [
        "name " + ([name] + place).map(SourceIdentity.folded).joined(separator: " ")
      ]
    }
    return codeKey.isEmpty ? ["path " + path] : codeKey
  }

  /// Whether two dossiers are of one project: its code decides, where both have one.
  public func isSame(as other: ClaimingProject) -> Bool {
    let mayShareName = code.isEmpty || other.code.isEmpty
    return keys.contains { key in
      other.keys.contains(key) && (mayShareName || !key.hasPrefix("name "))
    }
  }
}
