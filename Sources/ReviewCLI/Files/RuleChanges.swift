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
    let used = sources.filter { [.rules, .table].contains(TextKind(path: $0.path)) }
    let files = FileDifferences(between: BuiltInRules.sources, and: used)
    let (gone, changed) = (files.gone, files.changed)
    let (before, after) = (RuleDeclarations(of: gone), RuleDeclarations(of: changed))
    var texts: [String] = []
    for id in after.rules.sorted() {
      guard let old = before.words(ofRule: id), let new = after.words(ofRule: id) else {
        texts.append("+ \(id)")
        continue
      }
      if old != new { texts.append("\(id) \(Self.change(from: old, to: new))") }
    }
    texts += before.rules.subtracting(after.rules).sorted().map { "− \($0)" }
    let others = changed + gone.filter { file in !changed.contains { $0.path == file.path } }
    for file in others
    where TextKind(path: file.path) == .table || RuleDeclarations(of: [file]).rules.isEmpty {
      texts.append(String(file.path.split(separator: "/").last ?? ""))
    }
    if texts.isEmpty, !files.isNone {
      texts = others.map { String($0.path.split(separator: "/").last ?? "") }
    }
    self.texts = texts
  }

  /// The words between the first and the last that differ.
  static func change(from old: [Substring], to new: [Substring]) -> String {
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
