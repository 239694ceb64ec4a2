import Rules

/// What rule files declare, each declaration by its keyword and its first name.
struct RuleDeclarations {
  private struct Key: Hashable {
    let keyword: Keyword
    let name: String
  }

  private struct Declaration {
    /// How others mention it: the last parts of its names.
    let names: [String]
    let folder: Substring
    let text: String
    /// Where names of others are looked for: outside of titles and quotations, but a table names
    /// its file in one.
    let mentions: String

    /// Its words, whatever the space between them.
    var words: [Substring] { text.split { $0.isWhitespace } }
  }

  private var all: [Key: Declaration] = [:]
  /// The names of the tables that the other side does not have.
  private var tables: Set<String> = []

  /// - Parameter changed: The files that the other side does not have.
  init(of sources: [SourceText], changed: [SourceText] = []) {
    for (index, source) in sources.enumerated() where TextKind(path: source.path) == .rules {
      for declaration in Parser.parse(source, index: index).tree.declarations {
        add(declaration, in: source)
      }
    }
    for source in changed where TextKind(path: source.path) == .table {
      tables.insert(source.path.split(separator: "/").last.map { String($0) } ?? source.path)
    }
  }

  private mutating func add(_ syntax: DeclarationSyntax, in source: SourceText) {
    var names: [String] = []
    for case .name(let name) in syntax.operands { names.append(name.text) }
    let range = Int(syntax.range.start)..<Int(syntax.range.end)
    let text = String(decoding: source.bytes[range], as: UTF8.self)
    // What has no name is known by its words.
    all[Key(keyword: syntax.keyword, name: names.first ?? text)] = Declaration(
      names: names.map { $0.split(separator: ".").last.map { String($0) } ?? $0 },
      folder: source.path.split(separator: "/").dropLast().last ?? "", text: text,
      mentions: syntax.keyword == .table ? text : text.withoutQuotations)
  }

  /// The words of each rule, by its id.
  var words: [String: [Substring]] {
    var words: [String: [Substring]] = [:]
    for (key, declaration) in all where key.keyword == .rule { words[key.name] = declaration.words }
    return words
  }

  /// The ids of the rules that are not the same in both, or rest on what is not the same.
  ///
  /// Names are looked for in the texts: a rule may be named that means the same, but none that
  /// means something else is left out.
  func rulesThatDiffer(from other: RuleDeclarations) -> [String] {
    let own = Set(other.all.keys.filter { $0.keyword == .rule })
    // Rules of another world have nothing to be compared with.
    guard !own.isDisjoint(with: all.keys) else { return own.map { $0.name }.sorted() }
    let both = all.merging(other.all) { first, _ in first }
    let differing = both.keys.filter { all[$0]?.words != other.all[$0]?.words }
    var rules = Set(differing.filter { $0.keyword == .rule }.map { $0.name })
    // What is only added changes nothing that was there.
    let changed = differing.compactMap { key in all[key].map { (key: key, declaration: $0) } }
      .filter { $0.key.keyword != .rule }
    let folders = Set(changed.filter { $0.key.keyword == .ruleset }.map { $0.declaration.folder })
    let names = tables.union(other.tables).union(changed.flatMap { $0.declaration.names })
    let mentioning = Self.mentioning(names, in: both)
    for (key, declaration) in both where key.keyword == .rule {
      if mentioning.contains(key) || folders.contains(declaration.folder) { rules.insert(key.name) }
    }
    return rules.sorted()
  }

  /// What has a value that follows from what it mentions.
  private static let values: Set<Keyword> = [.table, .parameter, .definition, .set]

  /// The declarations that mention names, and those that mention these, and so on.
  private static func mentioning(
    _ names: Set<String>, in declarations: [Key: Declaration]
  ) -> Set<Key> {
    var found: Set<Key> = []
    var wanted = names
    while !wanted.isEmpty {
      var next: Set<String> = []
      for (key, declaration) in declarations where !found.contains(key) {
        guard wanted.contains(where: { declaration.mentions.contains($0) }) else { continue }
        found.insert(key)
        if values.contains(key.keyword) { next.formUnion(declaration.names) }
      }
      wanted = next
    }
    return found
  }
}

extension String {
  /// The text without what stands in 「」.
  fileprivate var withoutQuotations: String {
    var text = ""
    var depth = 0
    for scalar in unicodeScalars {
      if scalar == "「" { depth += 1 }
      if depth == 0 { text.unicodeScalars.append(scalar) }
      if scalar == "」" { depth = max(0, depth - 1) }
    }
    return text
  }
}
