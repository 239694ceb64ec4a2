// Which files a ruleset is made of.

extension RuleCatalogue {
  /// The rule files and tables of each ruleset, by ruleset; their paths are relative to its folder.
  ///
  /// A file belongs to the nearest folder above it that has a ruleset.
  package func files(among sources: some Sequence<SourceText>) -> [Int: [RulesetFile]] {
    var files: [Int: [RulesetFile]] = [:]
    for source in sources where TextKind(path: source.path) != .cases {
      guard let (folder, ruleset) = ruleset(of: source.path) else { continue }
      let path = folder.isEmpty ? source.path : String(source.path.dropFirst(folder.count + 1))
      files[ruleset, default: []].append(RulesetFile(path: path, bytes: source.bytes))
    }
    return files
  }

  private func ruleset(of path: String) -> (folder: Substring, ruleset: Int)? {
    var folder = path[...]
    while let slash = folder.lastIndex(of: "/") {
      folder = folder[..<slash]
      if let ruleset = rulesets.lastIndex(where: { $0.folder == folder }) {
        return (folder, ruleset)
      }
    }
    return rulesets.lastIndex { $0.folder.isEmpty }.map { ("", $0) }
  }
}

/// A file as its ruleset names it.
package struct RulesetFile: Sendable {
  package let path: String
  package let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}
