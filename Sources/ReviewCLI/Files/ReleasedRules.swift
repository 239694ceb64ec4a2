import Reports
import Rules

/// The rules that were released, and how others differ from them.
///
/// They are the rules built into the program. Where the authority signed them (`Rules/release`, see
/// `review release`), the release has the name that it gave; until then SHA-256 of what `sha256sum`
/// prints for their files, sorted by path, as of a ruleset (``RulesetDigests``):
///
///     cd Rules && sha256sum $(find * -name '*.rules' -o -name '*.csv' | LC_ALL=C sort) | sha256sum
enum ReleasedRules {
  /// The release, and the rules that say something else or rest on something else.
  static func comparison(with sources: [SourceText]) -> Release {
    let used = sources.filter { TextKind(path: $0.path) != .cases }
    // A folder that holds the released ones is read no second time.
    guard !BuiltInRules.are(used) else { return same }
    return comparison(of: BuiltInRules.sources, with: used)
  }

  private static var same: Release {
    Release(name: BuiltInRules.name, signer: BuiltInRules.signer, differs: [])
  }

  private static func comparison(
    of released: [SourceText], with used: [SourceText]
  ) -> Release {
    let files = FileDifferences(between: released, and: used)
    guard !files.isNone else { return same }
    let before = RuleDeclarations(of: files.gone)
    let after = RuleDeclarations(of: files.changed)
    let differs = rulesThatDiffer(files, before, after).sorted()
    var changes: [String: String] = [:]
    for id in differs {
      guard let before = before.words(ofRule: id), let after = after.words(ofRule: id),
        before != after
      else { continue }
      changes[id] = RuleChanges.change(from: before, to: after)
    }
    return Release(
      name: BuiltInRules.name, signer: BuiltInRules.signer, differs: differs, changes: changes)
  }

  /// The ids of the rules that are not the same in both, or rest on what is not the same; files
  /// that both have are read only where that must be known.
  private static func rulesThatDiffer(
    _ files: FileDifferences, _ before: RuleDeclarations, _ after: RuleDeclarations
  ) -> Set<String> {
    if before.rules.isDisjoint(with: after.rules),
      RuleDeclarations(of: files.common).rules.isEmpty
    {
      // Rules of another world have nothing to be compared with.
      return after.rules
    }
    let difference = before.difference(from: after)
    guard !difference.names.isEmpty || !difference.folders.isEmpty else { return difference.rules }
    let all = RuleDeclarations(of: files.gone + files.changed + files.common)
    return difference.rules.union(all.rules(restingOn: difference))
  }
}

/// The files that two folders do not have in common, byte for byte and wherever they lie.
struct FileDifferences {
  let gone: [SourceText]
  let changed: [SourceText]
  let common: [SourceText]

  init(between released: [SourceText], and used: [SourceText]) {
    let known = Set(released.map { $0.bytes })
    let here = Set(used.map { $0.bytes })
    changed = used.filter { !known.contains($0.bytes) }
    common = used.filter { known.contains($0.bytes) }
    gone = released.filter { !here.contains($0.bytes) }
  }

  var isNone: Bool { changed.isEmpty && gone.isEmpty }
}
