import AuditLog
import Rules

/// The digest of each ruleset's files, as results name it.
///
/// It is SHA-256 of what `sha256sum` prints for the files, sorted by path, and so needs no program
/// of ours:
///
///     cd Rules/ningxia && sha256sum $(ls *.rules *.csv | LC_ALL=C sort) | sha256sum
///
/// Paths are relative to the ruleset's folder: the same files give the same digest wherever they lie.
struct RulesetDigests {
  /// `sha256:<64 hex>`, by ruleset.
  let texts: [Int: String]

  /// - Parameter sources: The texts that the program was made of.
  init(_ program: Program, of sources: some Sequence<SourceText>) {
    var folders: [Substring: Int] = [:]
    for (index, ruleset) in program.rules.rulesets.enumerated() {
      folders[Substring(ruleset.folder)] = index
    }
    var files: [Int: [RuleFile]] = [:]
    for source in sources where source.isRuleOrTable {
      guard let (folder, ruleset) = Self.ruleset(of: source.path, folders) else { continue }
      let path = folder.isEmpty ? source.path : String(source.path.dropFirst(folder.count + 1))
      files[ruleset, default: []].append(RuleFile(path: path, bytes: source.bytes))
    }
    texts = files.mapValues { Self.text(of: $0) }
  }

  /// The nearest folder above a file that has a ruleset, and that ruleset.
  private static func ruleset(
    of path: String, _ folders: [Substring: Int]
  ) -> (folder: Substring, ruleset: Int)? {
    var folder = path[...]
    while let slash = folder.lastIndex(of: "/") {
      folder = folder[..<slash]
      if let ruleset = folders[folder] { return (folder, ruleset) }
    }
    return folders[""].map { ("", $0) }
  }

  /// `sha256:…` of files.
  static func text(of files: [RuleFile]) -> String {
    "sha256:" + RuleFile.digest(of: files).hexadecimal
  }
}

extension SourceText {
  /// Rules and their tables; cases only test them.
  fileprivate var isRuleOrTable: Bool { TextKind(path: path) != .cases }
}
