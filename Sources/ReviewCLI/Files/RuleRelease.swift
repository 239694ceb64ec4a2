import AuditLog
import Rules

/// The rules that an authority released: a name, and the digest of each file.
///
/// ```
/// two-high-review/rules
/// 正式版 2026-11
/// 1f6a…  ningxia/3-key-tasks.rules
/// ```
/// From the third line on it is what `sha256sum` prints, so `sed -n '3,/^$/p' M | sha256sum -c` checks
/// a folder against it.
struct RuleRelease {
  private static let header = "two-high-review/rules"

  let name: String
  /// By path, in the order of the bytes.
  let files: [(path: String, digest: Digest)]

  /// - Parameter files: Rule files and their tables, with paths from the rules folder.
  init(name: String, files: [RuleFile]) {
    self.name = name
    self.files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
      .map { ($0.path, SHA256.hash($0.bytes)) }
  }

  /// nil when the text is not what ``text`` makes.
  init?(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count >= 3, lines[0] == Self.header, lines[lines.count - 1].isEmpty else {
      return nil
    }
    name = String(lines[1])
    var files: [(path: String, digest: Digest)] = []
    for line in lines[2..<lines.count - 1] {
      guard let digest = Digest(hexadecimal: String(line.prefix(64))),
        line.dropFirst(64).hasPrefix("  ")
      else { return nil }
      files.append((String(line.dropFirst(66)), digest))
    }
    self.files = files
  }

  var text: String {
    "\(Self.header)\n\(name)\n" + files.map { "\($0.digest.hexadecimal)  \($0.path)\n" }.joined()
  }

  /// The files that other rules have in another form, or not at all, or beyond these; none when they
  /// are the released ones, wherever they lie.
  func differences(from others: [(path: String, digest: Digest)]) -> [String] {
    let own = Set(files.map { $0.digest })
    let foreign = Set(others.map { $0.digest })
    return others.filter { !own.contains($0.digest) }.map { $0.path }
      + files.filter { file in
        !foreign.contains(file.digest)
          && !others.contains { $0.path == file.path || $0.path.hasSuffix("/" + file.path) }
      }.map { $0.path }
  }
}
