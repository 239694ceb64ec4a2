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

  /// The keys under which a decision on the project is noted.
  public var noted: [String] {
    guard !code.isEmpty else { return keys }
    return keys + [name.isEmpty ? "bare " + keys[0] : keys.joined(separator: " ")]
  }

  /// The keys whose newest decision replaces what the project used before: all of ``noted`` that only
  /// a decision on the same project has, as ``isSame(as:)`` tells.
  public var replacing: [String] {
    guard !code.isEmpty, !name.isEmpty else { return Array(keys.prefix(1)) }
    return [keys.joined(separator: " "), "bare " + keys[0]]
  }

  /// Whether two dossiers are surely of one project: by its code and its name, as far as both have
  /// them. One code under two names may be a slip, or no code at all, as 待赋码.
  public func isSame(as other: ClaimingProject) -> Bool {
    isSame(as: other, keys.map { Word($0) }, other.keys.map { Word($0) })
  }

  /// - Parameters:
  ///   - own: Its own ``keys``, which take a while to make.
  ///   - others: Those of the other one.
  func isSame(as other: ClaimingProject, _ own: [Word], _ others: [Word]) -> Bool {
    let mayShareName = code.isEmpty || other.code.isEmpty
    guard mayShareName || !hasOtherName(than: other) else { return false }
    return own.contains { key in
      others.contains(key) && (mayShareName || !key.text.hasPrefix("name "))
    }
  }

  /// Whether two dossiers have one code and two names.
  func sharesCode(with other: ClaimingProject) -> Bool {
    !code.isEmpty && SourceIdentity.folded(code) == SourceIdentity.folded(other.code)
      && hasOtherName(than: other)
  }

  private func hasOtherName(than other: ClaimingProject) -> Bool {
    !name.isEmpty && !other.name.isEmpty && name != other.name
      && SourceIdentity.folded(name) != SourceIdentity.folded(other.name)
  }
}
