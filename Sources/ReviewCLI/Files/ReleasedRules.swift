import Reports
import Rules

/// The rules that were released, and how others differ from them.
///
/// Until a release is signed it is the rules built into the program. Its name is SHA-256 of what
/// `sha256sum` prints for their files, sorted by path, as of a ruleset (``RulesetDigests``):
///
///     cd Rules && sha256sum $(find * -name '*.rules' -o -name '*.csv' | LC_ALL=C sort) | sha256sum
enum ReleasedRules {
  /// The release, and the rules that say something else or rest on something else.
  static func comparison(with sources: [SourceText]) -> Release {
    let used = sources.filter { TextKind(path: $0.path) != .cases }
    // A folder that holds the released ones is read no second time.
    return Release(
      name: BuiltInRules.digest,
      differs: BuiltInRules.are(used) ? [] : differences(between: BuiltInRules.sources, and: used))
  }

  private static func differences(
    between released: [SourceText], and used: [SourceText]
  ) -> [String] {
    let files = FileDifferences(between: released, and: used)
    guard !files.isNone else { return [] }
    let before = RuleDeclarations(of: released, changed: files.gone)
    let after = RuleDeclarations(of: used, changed: files.changed)
    return before.rulesThatDiffer(from: after)
  }
}

/// The files that two folders do not have in common, byte for byte and wherever they lie.
struct FileDifferences {
  let gone: [SourceText]
  let changed: [SourceText]

  init(between released: [SourceText], and used: [SourceText]) {
    let known = Set(released.map { $0.bytes })
    let here = Set(used.map { $0.bytes })
    changed = used.filter { !known.contains($0.bytes) }
    gone = released.filter { !here.contains($0.bytes) }
  }

  var isNone: Bool { changed.isEmpty && gone.isEmpty }
}
