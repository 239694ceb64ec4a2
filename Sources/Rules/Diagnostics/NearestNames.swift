/// Known names, kept so that the nearest one to each of many is found soon.
///
/// It finds what ``Suggestion/nearest(to:among:)`` does. Names that are near share most of their letters,
/// whatever their order: only those that do are measured.
struct NearestNames {
  private let names: [String]
  private let letters: [[Unicode.Scalar]]
  /// The names that a letter stands in, and how often.
  private var holders: [Unicode.Scalar: [(name: Int, count: Int)]] = [:]

  init(_ names: [String]) {
    self.names = names
    letters = names.map { NearestSearch.letters(of: $0) }
    for index in letters.indices {
      for (letter, count) in Self.counts(letters[index]) {
        holders[letter, default: []].append((index, count))
      }
    }
  }

  /// The nearest of the names, or nil when none is near enough to be meant.
  func nearest(to name: String) -> String? {
    guard var search = NearestSearch(for: name) else { return nil }
    var shared = Array(repeating: 0, count: names.count)
    var sharing: [Int] = []
    for (letter, count) in Self.counts(search.wanted) {
      for holder in holders[letter] ?? [] {
        if shared[holder.name] == 0 { sharing.append(holder.name) }
        shared[holder.name] += min(count, holder.count)
      }
    }
    let length = search.wanted.count
    for index in sharing {
      let other = letters[index].count
      // An edit takes at most one letter from what two names share.
      let least = max(length, other) - NearestSearch.limit(length, other)
      if shared[index] >= least { search.look(at: names[index], letters[index]) }
    }
    return search.found
  }

  private static func counts(_ letters: [Unicode.Scalar]) -> [Unicode.Scalar: Int] {
    var counts: [Unicode.Scalar: Int] = [:]
    for letter in letters { counts[letter, default: 0] += 1 }
    return counts
  }
}
