/// The rule texts that can matter to one dossier, found without reading either.
///
/// A jurisdiction whose name does not even stand in the dossier cannot be its own; the texts of
/// its folder need not be parsed, except the one that declares it.
struct RelevantTexts {
  /// By the place of the text in the list.
  private(set) var indices: Set<Int> = []

  init(_ sources: [SourceText], for dossier: SourceText) {
    let declaring = sources.indices.filter { sources[$0].declaresRuleset }
    var foreign: Set<Word> = []
    for index in declaring where !Self.isNamed(sources[index], in: dossier.bytes) {
      foreign.insert(Word(Checker.folder(of: sources[index].path)))
    }
    for (index, source) in sources.enumerated()
    where declaring.contains(index) || !foreign.contains(Word(Checker.folder(of: source.path))) {
      indices.insert(index)
    }
  }

  /// Whether the narrowest region of a ruleset, or another spelling of it, stands in the bytes.
  private static func isNamed(_ source: SourceText, in bytes: [UInt8]) -> Bool {
    let rulesets = Parser.parse(source).tree.declarations.filter { $0.keyword == .ruleset }
    return rulesets.contains { ruleset in
      let regions = ruleset.clause(.jurisdiction)?.operands.first?.names ?? []
      let aliases = ruleset.clause(.alias)?.operands.first?.names ?? []
      guard let narrowest = regions.last else { return true }
      return ([narrowest] + aliases).contains { bytes.contains(Array($0.text.utf8)) }
    }
  }
}

extension SourceText {
  /// Whether a line near its beginning starts with the keyword of a ruleset.
  ///
  /// A ruleset declared further down is not seen; its folder is then parsed like any other.
  fileprivate var declaresRuleset: Bool {
    guard TextKind(path: path) == .rules else { return false }
    let bytes = Array(self.bytes.prefix(1_000))
    let spelling = Keyword.ruleset.spelling
    let keywords = [Array((spelling.chinese + " ").utf8), Array((spelling.english + " ").utf8)]
    return keywords.contains { keyword in
      bytes.starts(with: keyword) || bytes.contains([UInt8(ascii: "\n")] + keyword)
    }
  }
}

extension Array where Element == UInt8 {
  /// Whether other bytes stand somewhere in these.
  fileprivate func contains(_ wanted: [UInt8]) -> Bool {
    guard let first = wanted.first, count >= wanted.count else { return false }
    for start in 0...(count - wanted.count) where self[start] == first {
      if self[start..<(start + wanted.count)].elementsEqual(wanted) { return true }
    }
    return false
  }
}
