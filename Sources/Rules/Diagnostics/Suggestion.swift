/// The known name nearest to a misspelt one.
public enum Suggestion {
  /// The problems of one text for which a nearest name is looked for; no more are shown.
  static let searchLimit = 100

  /// The nearest of the candidates, or nil when none is near enough to be meant.
  ///
  /// Near is an edit distance (Damerau-Levenshtein, restricted) of at most a third of the
  /// longer name, and never the whole name.
  public static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
    guard var search = NearestSearch(for: name) else { return nil }
    for candidate in candidates { search.look(at: candidate, NearestSearch.letters(of: candidate)) }
    return search.found
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
}

extension Phrase {
  static func didYouMean(_ name: String) -> Phrase {
    Phrase("是否想写 `\(name)`？", "did you mean `\(name)`?")
  }
}
