import Reports
import Rules

/// Finds the pages of a manual.
struct ManualFiles {
  let files: FileStore

  /// The Markdown files of a folder, by their paths below it; none where no folder is named.
  ///
  /// Throws for one that cannot be read as a text, so that no page is left out.
  func pages(in folder: String?) throws(CommandFailure) -> [Site.Source] {
    guard let folder else { return [] }
    guard let found = try files.contents(of: folder, .everything) else {
      throw CommandFailure(
        status: .unavailable, message: "`\(folder)` 不是文件夹 / `\(folder)` is no folder")
    }
    let base = folder.hasSuffix("/") ? folder : folder + "/"
    var pages: [Site.Source] = []
    for entry in found where entry.path.hasSuffix(".md") && entry.state?.kind != .folder {
      try entry.requirePlain()
      let text = SourceText(path: entry.path, bytes: try files.bytes(of: entry.path)).decoded
      try Self.requireText(text)
      pages.append(
        Site.Source(
          path: String(entry.path.dropFirst(base.count)),
          text: String(decoding: text.bytes, as: UTF8.self)))
    }
    return pages
  }

  private static func requireText(_ text: SourceText) throws(CommandFailure) {
    let whole = 0..<text.bytes.count
    guard let invalid = TextCheck.firstInvalidUTF8(in: text.bytes, whole) else { return }
    let place = text.position(of: invalid.lowerBound)
    throw CommandFailure(
      status: .rejected,
      message: "\(text.path):\(place.line):\(place.column)：不是 UTF-8：另存为 UTF-8，或换掉损坏的字"
        + " / not UTF-8: save it as UTF-8, or replace the damaged characters")
  }
}
