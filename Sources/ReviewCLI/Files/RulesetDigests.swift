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
    texts = program.rules.files(among: sources).mapValues { files in
      Self.text(of: files.map { RuleFile(path: $0.path, bytes: $0.bytes) })
    }
  }

  /// `sha256:…` of all texts of a folder, named as somebody does who stands in it.
  static func text(ofAll sources: [SourceText]) -> String {
    let paths = sources.map { $0.path.split(separator: "/", omittingEmptySubsequences: false) }
    let first = paths.first?.dropLast() ?? []
    let shared = paths.reduce(first.count) { count, path in
      zip(first.prefix(count), path.dropLast()).prefix { $0 == $1 }.count
    }
    let files = zip(sources, paths).map { source, path in
      RuleFile(path: path.dropFirst(shared).joined(separator: "/"), bytes: source.bytes)
    }
    return text(of: files)
  }

  /// `sha256:…` of files.
  static func text(of files: [RuleFile]) -> String {
    "sha256:" + RuleFile.digest(of: files).hexadecimal
  }
}
