/// The known name nearest to a misspelt one.
public enum Suggestion {
  /// The problems of one text for which a nearest name is looked for; no more are shown.
  static let searchLimit = 100
  /// Longer names, in Unicode scalars, are not compared: the time grows with their product.
  private static let lengthLimit = 128

  /// The nearest of the candidates, or nil when none is near enough to be meant.
  ///
  /// Near is an edit distance (Damerau-Levenshtein, restricted) of at most a third of the
  /// longer name, and never the whole name.
  public static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.unicodeScalars.prefix(lengthLimit + 1))
    guard wanted.count <= lengthLimit else { return nil }
    var best: (distance: Int, strange: Int, name: String)?
    for candidate in candidates where candidate != name {
      let letters = Array(candidate.unicodeScalars.prefix(lengthLimit + 1))
      let limit = max(1, max(wanted.count, letters.count) / 3)
      guard abs(wanted.count - letters.count) <= limit else { continue }
      let distance = editDistance(wanted, letters)
      guard distance <= limit, distance < max(wanted.count, letters.count) else { continue }
      // Of two that are as near, one in the same script: 万吨 rather than 万t for 万顿.
      let strange = abs(letters.count { $0.isASCII } - wanted.count { $0.isASCII })
      if let best, (best.distance, best.strange, best.name) <= (distance, strange, candidate) {
        continue
      }
      best = (distance, strange, candidate)
    }
    return best?.name
  }

  /// The most names that a hint offers.
  private static let offered = 3

  /// Up to three names that are near enough to be meant, the nearest first.
  public static func several(near name: String, among candidates: [String]) -> [String] {
    var left = candidates
    var found: [String] = []
    while found.count < offered, let one = nearest(to: name, among: left) {
      found.append(one)
      left.removeAll { $0 == one }
    }
    return found
  }

  /// The same among paths: where none is near, those whose last part is, or that hold the name, as
  /// `pue` is in `dataCentre.pue`.
  static func several(near name: String, amongPaths paths: [String]) -> [String] {
    let near = several(near: name, among: paths)
    guard near.isEmpty, name.unicodeScalars.count > 1 else { return near }
    let small = Array(name.asciiLowercased.utf8)
    /// The shortest first, of one script with the name.
    func offer(_ found: [String]) -> [String] {
      func isLatin(_ text: String) -> Bool { text.utf8.allSatisfy { $0 < 0x80 } }
      func rank(_ path: String) -> (Int, Int, String) {
        (isLatin(path) == isLatin(name) ? 0 : 1, path.utf8.count, path)
      }
      return Array(found.sorted { rank($0) < rank($1) }.prefix(offered))
    }
    let holding = paths.filter { Array($0.asciiLowercased.utf8).holdsBytes(small) }
    if !holding.isEmpty { return offer(holding) }
    func last(_ path: String) -> String {
      path.split(separator: ".").last.map { String($0) } ?? path
    }
    guard let part = nearest(to: name, among: paths.map { last($0) }) else { return [] }
    return offer(paths.filter { last($0) == part })
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

extension Phrase {
  static func didYouMean(_ name: String) -> Phrase {
    Phrase("是否想写 `\(name)`？", "did you mean `\(name)`?")
  }
}
