import Rules

/// How rules differ from those built into the program, rule by rule.
///
///     NX-3.1-05 1.2 → 1.3        other words in a rule
///     + T-1                      a rule that the program does not have
///     − NX-3.1-06                a rule that is left out
///     energy-quota.csv           another table
struct RuleChanges {
  let texts: [String]

  var isNone: Bool { texts.isEmpty }

  /// Files that are the same byte for byte are not read again.
  init(of sources: [SourceText]) {
    let released = BuiltInRules.sources
    let used = sources.filter { [.rules, .table].contains(TextKind(path: $0.path)) }
    let known = Set(released.map { $0.bytes })
    let here = Set(used.map { $0.bytes })
    let (changed, gone) = (
      used.filter { !known.contains($0.bytes) }, released.filter { !here.contains($0.bytes) }
    )
    let (before, after) = (Self.rules(of: gone), Self.rules(of: changed))
    var texts: [String] = []
    for (id, words) in after.sorted(by: { $0.key < $1.key }) {
      guard let old = before[id] else {
        texts.append("+ \(id)")
        continue
      }
      if old != words { texts.append("\(id) \(Self.change(from: old, to: words))") }
    }
    texts += before.keys.filter { after[$0] == nil }.sorted().map { "− \($0)" }
    let others = changed + gone.filter { file in !changed.contains { $0.path == file.path } }
    for file in others where TextKind(path: file.path) == .table || Self.rules(of: [file]).isEmpty {
      texts.append(String(file.path.split(separator: "/").last ?? ""))
    }
    if texts.isEmpty, !(changed.isEmpty && gone.isEmpty) {
      texts = others.map { String($0.path.split(separator: "/").last ?? "") }
    }
    self.texts = texts
  }

  /// The words of each rule, by its id; the space between them means nothing.
  private static func rules(of sources: [SourceText]) -> [String: [Substring]] {
    var rules: [String: [Substring]] = [:]
    for (index, source) in sources.enumerated() where TextKind(path: source.path) == .rules {
      for declaration in Parser.parse(source, index: index).tree.declarations
      where declaration.keyword == .rule {
        guard case .name(let name)? = declaration.operands.first else { continue }
        let range = Int(declaration.range.start)..<Int(declaration.range.end)
        let text = String(decoding: source.bytes[range], as: UTF8.self)
        rules[name.text] = text.split { $0.isWhitespace }
      }
    }
    return rules
  }

  /// The words between the first and the last that differ.
  private static func change(from old: [Substring], to new: [Substring]) -> String {
    let start = zip(old, new).prefix { $0 == $1 }.count
    let end = min(
      zip(old.reversed(), new.reversed()).prefix { $0 == $1 }.count,
      min(old.count, new.count) - start)
    let (before, after) = (
      old[start..<old.count - end].joined(separator: " "),
      new[start..<new.count - end].joined(separator: " ")
    )
    return "\(shortened(before)) → \(shortened(after))"
  }

  private static func shortened(_ text: String) -> String {
    text.isEmpty ? "∅" : text.count > 40 ? text.prefix(40) + "…" : text
  }
}
