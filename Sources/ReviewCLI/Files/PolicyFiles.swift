import Rules

/// Finds the policy texts of a folder.
struct PolicyFiles {
  let files: FileStore

  /// The texts of a folder, or one text by its path.
  func readAll(_ path: String) throws(CommandFailure) -> [SourceText] {
    guard try files.state(of: path)?.kind == .plain else { return try read(path) }
    return [SourceText(path: path, bytes: try files.bytes(of: path))]
  }

  /// The `.txt` files of a folder, in the order of their paths.
  func read(_ folder: String) throws(CommandFailure) -> [SourceText] {
    guard let found = try files.contents(of: folder, .everything) else {
      throw .usage("`--policies` 要给出一个目录 / `--policies` names a folder, not `\(folder)`")
    }
    let texts = found.filter { TextKind(path: $0.path) == .policy && !UnreadFile.isHidden($0.path) }
    guard !texts.isEmpty else {
      throw .unavailable("`\(folder)` 里没有文件原文（*.txt） / no policy texts (*.txt) in `\(folder)`")
    }
    var sources: [SourceText] = []
    for text in texts {
      try text.requirePlain()
      sources.append(SourceText(path: text.path, bytes: try files.bytes(of: text.path)))
    }
    return sources
  }
}
