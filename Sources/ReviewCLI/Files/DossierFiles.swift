import Rules

/// The dossier files that an operand of a command names: itself, or those of a folder.
struct DossierFiles {
  /// In the order of their paths; some may turn out to be unreadable.
  let entries: [Entry]
  /// Of what lies in the folder and is not read.
  let warnings: [Problems]

  /// A file, and what the folder says of it; an operand by itself is simply opened.
  struct Entry {
    let path: String
    let inFolder: FolderEntry?
  }

  init(of operand: String, in files: FileStore) throws(CommandFailure) {
    guard operand != "-", let found = try files.contents(of: operand, .itself) else {
      entries = [Entry(path: operand, inFolder: nil)]
      warnings = []
      return
    }
    let wanted = found.filter(\.isDossier)
    guard !wanted.isEmpty else {
      throw CommandFailure(
        status: .rejected,
        message:
          "`\(operand)` 里没有卷宗（*.json、*.csv、*.xlsx） / no dossiers (*.json, *.csv, *.xlsx) in `\(operand)`"
      )
    }
    entries = wanted.map { Entry(path: $0.path, inFolder: $0) }
    // The folder is its own first entry, and again where a link in it leads back.
    let folder = found.first?.state?.identity
    warnings = Problems.ofUnread(
      found.filter { !$0.isDossier && $0.state?.identity != folder }, in: operand, .dossiers)
  }
}

extension FolderEntry {
  fileprivate var isDossier: Bool {
    guard state?.kind != .folder, !UnreadFile.isHidden(path) else { return false }
    switch TextKind(path: path) {
    case .json, .lines, .newlineDelimited, .table, .workbook: return true
    case .rules, .cases, .policy, nil: return false
    }
  }
}
