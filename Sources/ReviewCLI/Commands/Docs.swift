import AuditLog
import Reports
import Rules

extension ReviewTool {
  /// `review docs DIR [--manual DIR] [--rules PATH]...`: the manual, the rules by document and the page
  /// for auditors, as a site of plain files.
  mutating func docs(_ words: [String]) throws(CommandFailure) -> ExitStatus {
    let arguments = try Arguments(words, Command.docs.form)
    guard let folder = arguments.operands.first, arguments.operands.count == 1 else {
      throw .usage("请给出要写入的文件夹 / name the folder to write into: review docs site")
    }
    let book = try ruleFiles(nil).book(arguments.all("--rules"), .rulesAndCases)
    guard !book.diagnostics.hasErrors else {
      complain(book.diagnostics, of: book.sources, language: nil)
      return .rejected
    }
    let site = Site(
      book, manual: try ManualFiles(files: files).pages(in: arguments["--manual"]),
      auditors: AuditorTools.all.filter { $0.name.hasSuffix(".md") }.map {
        Site.Source(path: $0.name, text: $0.text)
      })
    let pages = site.pages
    var made: Set<String> = []
    for page in pages {
      let path = "\(folder)/\(page.path)"
      for parent in Self.folders(above: path) where made.insert(parent).inserted {
        try files.makeFolder(at: parent)
      }
      try files.save(page.html, to: path)
    }
    try terminal.write("\(pages.count) 页 / pages: \(folder)/index.html\n")
    return .success
  }

  /// The folders that a path stands in, the outermost first.
  private static func folders(above path: String) -> [String] {
    path.indices.filter { path[$0] == "/" && $0 != path.startIndex }.map { String(path[..<$0]) }
  }
}
