import Rules

/// Finds the policy texts of a folder.
struct PolicyFiles {
  let files: FileStore

  /// The `.txt` files of a folder, in the order of their paths.
  func read(_ folder: String) throws(CommandFailure) -> [SourceText] {
    guard let found = try files.contents(of: folder) else {
      throw .usage("`--policies` 要给出一个目录 / `--policies` names a folder, not `\(folder)`")
    }
    let texts = found.filter { $0.hasSuffix(".txt") }
    guard !texts.isEmpty else {
      throw .unavailable("`\(folder)` 里没有文件原文（*.txt） / no policy texts (*.txt) in `\(folder)`")
    }
    var sources: [SourceText] = []
    for path in texts { sources.append(SourceText(path: path, bytes: try files.bytes(of: path))) }
    return sources
  }
}
