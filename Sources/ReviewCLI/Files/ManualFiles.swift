import Reports
import Rules

/// Finds the pages of a manual.
struct ManualFiles {
  let files: FileStore

  /// The Markdown files of a folder, by their paths below it; none where no folder is named.
  func pages(in folder: String?) throws(CommandFailure) -> [Site.Source] {
    guard let folder else { return [] }
    guard let found = try files.contents(of: folder, .everything) else {
      throw CommandFailure(
        status: .unavailable, message: "`\(folder)` 不是文件夹 / `\(folder)` is no folder")
    }
    let base = folder.hasSuffix("/") ? folder : folder + "/"
    var pages: [Site.Source] = []
    for entry in found where entry.state?.kind == .plain && entry.path.hasSuffix(".md") {
      let text = SourceText(path: entry.path, bytes: try files.bytes(of: entry.path)).decoded
      pages.append(
        Site.Source(
          path: String(entry.path.dropFirst(base.count)),
          text: String(decoding: text.bytes, as: UTF8.self)))
    }
    return pages
  }
}
