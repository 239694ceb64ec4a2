/// A set of keywords, one bit each.
struct KeywordSet: Sendable {
  private var bits = (UInt64(0), UInt64(0), UInt64(0), UInt64(0))

  /// How many keywords it has room for; a test compares it with their number.
  static let capacity = 256

  init() {}

  init(_ keywords: some Sequence<Keyword>) {
    for keyword in keywords { insert(keyword) }
  }

  mutating func insert(_ keyword: Keyword) {
    let bit = UInt64(1) << UInt64(keyword.rawValue % 64)
    switch keyword.rawValue / 64 {
    case 0: bits.0 |= bit
    case 1: bits.1 |= bit
    case 2: bits.2 |= bit
    default: bits.3 |= bit
    }
  }

  func contains(_ keyword: Keyword) -> Bool {
    let bit = UInt64(1) << UInt64(keyword.rawValue % 64)
    switch keyword.rawValue / 64 {
    case 0: return bits.0 & bit != 0
    case 1: return bits.1 & bit != 0
    case 2: return bits.2 & bit != 0
    default: return bits.3 & bit != 0
    }
  }

  var isEmpty: Bool { bits.0 | bits.1 | bits.2 | bits.3 == 0 }

  func intersection(_ other: KeywordSet) -> KeywordSet {
    var result = KeywordSet()
    result.bits = (
      bits.0 & other.bits.0, bits.1 & other.bits.1, bits.2 & other.bits.2,
      bits.3 & other.bits.3
    )
    return result
  }

  /// The keywords of the set, in the order of their declaration.
  var members: [Keyword] {
    var members: [Keyword] = []
    _ = first {
      members.append($0)
      return false
    }
    return members
  }

  /// The first keyword in the order of declaration that something holds for.
  func first(where holds: (Keyword) -> Bool) -> Keyword? {
    for (word, start) in [(bits.0, 0), (bits.1, 64), (bits.2, 128), (bits.3, 192)] {
      var rest = word
      while rest != 0 {
        if let keyword = Keyword(rawValue: start + rest.trailingZeroBitCount), holds(keyword) {
          return keyword
        }
        rest &= rest - 1
      }
    }
    return nil
  }

  // MARK: - By word

  /// A place in the table of all sets that a word can begin.
  typealias Entry = UInt16

  /// The place of the empty set.
  static let noEntry: Entry = 0

  static func at(_ entry: Entry) -> KeywordSet { table.sets[Int(entry)] }

  /// The keywords whose spelling begins with a word.
  static func entry(of word: Word) -> Entry { table.entries[word] ?? noEntry }

  private static let table: (entries: [Word: Entry], sets: [KeywordSet]) = {
    var entries: [Word: Entry] = [:]
    var sets = [KeywordSet()]
    for keyword in Keyword.allCases {
      for word in Set([keyword.chinese, keyword.english[0]]) {
        let entry = entries[word] ?? Entry(sets.count)
        if Int(entry) == sets.count { sets.append(KeywordSet()) }
        entries[word] = entry
        sets[Int(entry)].insert(keyword)
      }
    }
    return (entries, sets)
  }()
}
