extension CatalogueParameter {
  /// The most rows that are named.
  private static let nearLimit = 5

  /// What may be meant by a key that no row of the table has: the nearest row, or those of the
  /// products whose names are in one another; nil where the table has nothing like it.
  ///
  ///     捣固焦炭    焦炭-捣固焦炉、焦炭-顶装焦炉
  package func rowsNear(_ key: String) -> Phrase? {
    guard isOfTable, !keys.contains(key) else { return nil }
    if let row = Suggestion.nearest(to: key, among: keys) {
      return Phrase(
        "表里没有“\(key)”，最近的一行是“\(row)”：名称是否写错？",
        "the table has no “\(key)”; the nearest row is “\(row)”: is the name misspelt?")
    }
    let rows = keys.related(to: key).prefix(Self.nearLimit)
    guard !rows.isEmpty else { return nil }
    return Phrase(
      "表里没有“\(key)”，相近的有\(rows.map { "“\($0)”" }.joined(separator: "、"))：是其中哪一行？",
      "the table has no “\(key)”; like it are \(rows.map { "“\($0)”" }.joined(separator: ", ")): which is it?"
    )
  }
}

extension [String] {
  /// The names that share a word with another name, those that share most of it first.
  ///
  /// What stands before the first hyphen is a name by itself: one is a word of the other, or both
  /// have at least half of their pairs of neighbouring letters in common.
  fileprivate func related(to name: String) -> [String] {
    let wanted = name.letterPairs
    var found: [(shared: Int, position: Int, name: String)] = []
    for (position, candidate) in enumerated() {
      let head = String(candidate.prefix { $0 != "-" })
      let shared = candidate.letterPairs.intersection(wanted).count
      let isWord = head.count > 1 && (name.holds(head) || head.holds(name))
      guard isWord || shared * 2 >= Swift.max(wanted.count, 2) else { continue }
      found.append((shared, position, candidate))
    }
    return found.sorted { left, right in
      left.shared == right.shared ? left.position < right.position : left.shared > right.shared
    }.map { $0.name }
  }
}

extension String {
  /// Its pairs of neighbouring characters.
  fileprivate var letterPairs: Set<UInt64> {
    var pairs: Set<UInt64> = []
    var last: UInt64?
    for scalar in unicodeScalars {
      if let last { pairs.insert(last << 32 | UInt64(scalar.value)) }
      last = UInt64(scalar.value)
    }
    return pairs
  }
}
