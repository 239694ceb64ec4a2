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
    var mentions: String { isTable ? text : text.withoutQuotations }
    let isTable: Bool

    /// Its words, whatever the space between them.
    var words: [Substring] { text.split { $0.isWhitespace } }

    func says(_ other: Declaration) -> Bool { text == other.text || words == other.words }
  }

  /// Several of one name are the versions of a rule, in the order of the files.
  private var all: [Key: [Declaration]] = [:]
  /// The names of the tables among the files.
  private var tables: Set<String> = []

  init(of sources: [SourceText]) {
    for (index, source) in sources.enumerated() {
      switch TextKind(path: source.path) {
      case .rules?:
        for declaration in Parser.parse(source, index: index).tree.declarations {
          add(declaration, in: source)
        }
      case .table?:
        tables.insert(source.path.split(separator: "/").last.map { String($0) } ?? source.path)
      default: break
      }
    }
  }

  private mutating func add(_ syntax: DeclarationSyntax, in source: SourceText) {
    var names: [String] = []
    for case .name(let name) in syntax.operands { names.append(name.text) }
    let range = Int(syntax.range.start)..<Int(syntax.range.end)
    let text = String(decoding: source.bytes[range], as: UTF8.self)
    // What has no name is known by its words.
    let key = Key(keyword: syntax.keyword, name: names.first ?? text)
    all[key, default: []].append(
      Declaration(
        names: names.map { $0.split(separator: ".").last.map { String($0) } ?? $0 },
        folder: source.path.split(separator: "/").dropLast().last ?? "", text: text,
        isTable: syntax.keyword == .table))
  }

  /// The ids of the rules.
  var rules: Set<String> { Set(all.keys.lazy.filter { $0.keyword == .rule }.map { $0.name }) }

  /// The words of a rule, of all its versions.
  func words(ofRule id: String) -> [Substring]? {
    all[Key(keyword: .rule, name: id)].map { $0.flatMap { $0.words } }
  }

  /// What a change of these files to others bears on.
  func difference(from other: RuleDeclarations) -> Difference {
    let differing = Set(all.keys).union(other.all.keys).filter { key in
      let (own, others) = (all[key] ?? [], other.all[key] ?? [])
      return own.count != others.count || zip(own, others).contains { !$0.says($1) }
    }
    // What is only added changes nothing that was there.
    let changed = differing.filter { $0.keyword != .rule }.flatMap { key in
      (all[key] ?? []).map { (keyword: key.keyword, declaration: $0) }
    }
    return Difference(
      rules: Set(differing.filter { $0.keyword == .rule }.map { $0.name }),
      names: tables.union(other.tables).union(changed.flatMap { $0.declaration.names }),
      folders: Set(changed.filter { $0.keyword == .ruleset }.map { $0.declaration.folder }))
  }

  struct Difference {
    /// The ids of the rules that say something else.
    let rules: Set<String>
    /// The names that mean something else.
    let names: Set<String>
    /// The folders whose ruleset says something else.
    let folders: Set<Substring>
  }

  /// The ids of the rules that rest on what differs.
  ///
  /// Names are looked for in the texts: a rule may be named that means the same, but none that
  /// means something else is left out.
  func rules(restingOn difference: Difference) -> Set<String> {
    let mentioning = self.mentioning(difference.names)
    return Set(
      all.filter { key, versions in
        key.keyword == .rule
          && (mentioning.contains(key)
            || versions.contains { difference.folders.contains($0.folder) })
      }.keys.map { $0.name })
  }

  /// What has a value that follows from what it mentions.
  private static let values: Set<Keyword> = [.table, .parameter, .definition, .set]

  /// The declarations that mention names, and those that mention these, and so on.
  private func mentioning(_ names: Set<String>) -> Set<Key> {
    // As bytes: comparing texts by canonical equivalence took a second.
    let texts = all.mapValues { $0.map { Array($0.mentions.utf8) } }
    var found: Set<Key> = []
    var wanted = Set(names.map { Array($0.utf8) })
    while !wanted.isEmpty {
      var next: Set<[UInt8]> = []
      for (key, texts) in texts where !found.contains(key) {
        guard texts.contains(where: { text in wanted.contains { text.holdsBytes($0) } }) else {
          continue
        }
        found.insert(key)
        if Self.values.contains(key.keyword) {
          next.formUnion((all[key] ?? []).flatMap { $0.names.map { Array($0.utf8) } })
        }
      }
      wanted = next
    }
    return found
  }
}

extension String {
  /// The text without what stands in 「」.
  var withoutQuotations: String {
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
