import Rules

extension Problems {
  /// The warnings of what lies in a folder and is not read; of very many the first, and their count.
  static func ofUnread(
    _ entries: [FolderEntry], in folder: String, _ purpose: UnreadFile.Purpose
  ) -> [Problems] {
    let warnings = entries.filter { $0.path != folder }.compactMap { entry in
      entry.state?.kind == .folder
        ? UnreadFile.folderWarning(entry.path, in: purpose)
        : UnreadFile.warning(entry.path, in: purpose)
    }
    var shown = warnings.prefix(limit).map {
      Problems(source: $0.source, diagnostics: [$0.diagnostic])
    }
    if warnings.count > limit {
      let rest = UnreadFile.countWarning(warnings.count - limit, in: folder)
      shown.append(Problems(source: rest.source, diagnostics: [rest.diagnostic]))
    }
    return shown
  }

  private static let limit = 20
}
