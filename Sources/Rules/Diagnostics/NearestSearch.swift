/// The search for the known name that is nearest to a misspelt one.
///
/// Near is an edit distance (Damerau-Levenshtein, restricted) of at most a third of the
/// longer name, and never the whole name.
struct NearestSearch {
  /// Longer names, in Unicode scalars, are not compared: the time grows with their product.
  private static let lengthLimit = 128

  let wanted: [Unicode.Scalar]
  private let name: String
  private var best: (distance: Int, strange: Int, name: String)?

  /// - Returns: nil for a name that is longer than any that is compared.
  init?(for name: String) {
    self.name = name
    wanted = Self.letters(of: name)
    guard wanted.count <= Self.lengthLimit else { return nil }
  }

  /// The nearest of the names that were looked at; nil: none is near.
  var found: String? { best?.name }

  /// The letters of a name, as far as they are compared.
  static func letters(of name: String) -> [Unicode.Scalar] {
    Array(name.unicodeScalars.prefix(lengthLimit + 1))
  }

  /// The largest distance at which two names of so many letters are near.
  static func limit(_ one: Int, _ other: Int) -> Int { max(1, max(one, other) / 3) }

  /// - Parameter letters: Those of the candidate.
  mutating func look(at candidate: String, _ letters: [Unicode.Scalar]) {
    let limit = Self.limit(wanted.count, letters.count)
    guard abs(wanted.count - letters.count) <= limit, candidate != name else { return }
    let distance = Self.editDistance(wanted, letters)
    guard distance <= limit, distance < max(wanted.count, letters.count) else { return }
    // Of two that are as near, one in the same script: 万吨 rather than 万t for 万顿.
    let strange = abs(letters.count { $0.isASCII } - wanted.count { $0.isASCII })
    if let best, (best.distance, best.strange, best.name) <= (distance, strange, candidate) {
      return
    }
    best = (distance, strange, candidate)
  }

  private static func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let substitution = last[column] + (left[row] == right[column] ? 0 : 1)
        var cost = min(last[column + 1] + 1, current[column] + 1, substitution)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
