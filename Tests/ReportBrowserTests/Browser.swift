import Glibc

/// Chromium without a window, started anew for every page.
struct Browser {
  /// The program's path.
  let program: String

  /// The first browser on the path; nil when there is none.
  static let installed: Browser? = {
    let path = getenv("PATH").map { String(cString: $0) } ?? ""
    for name in ["chromium", "chromium-browser", "google-chrome"] {
      for folder in path.split(separator: ":") where access("\(folder)/\(name)", X_OK) == 0 {
        return Browser(program: "\(folder)/\(name)")
      }
    }
    return nil
  }()

  /// The document as the browser built it, after its scripts ran.
  func document(of page: String) throws -> String {
    try ScratchFolder.use { folder in
      try run(["--dump-dom"], on: page, in: folder, output: folder.file("document.html"))
      return String(decoding: try folder.read("document.html"), as: UTF8.self)
    }
  }

  /// A picture of the page in PNG.
  func screenshot(of page: String, width: Int, height: Int) throws -> [UInt8] {
    try ScratchFolder.use { folder in
      try run(
        ["--screenshot=\(folder.file("page.png"))", "--window-size=\(width),\(height)"],
        on: page, in: folder)
      return try folder.read("page.png")
    }
  }

  /// The page as it prints, in PDF.
  func print(_ page: String) throws -> [UInt8] {
    try ScratchFolder.use { folder in
      try run(
        ["--no-pdf-header-footer", "--print-to-pdf=\(folder.file("page.pdf"))"], on: page,
        in: folder)
      return try folder.read("page.pdf")
    }
  }

  // MARK: - The program

  /// How long a page may take, in seconds.
  private static let patience = 120

  private func run(
    _ options: [String], on page: String, in folder: ScratchFolder, output: String = "/dev/null"
  ) throws {
    try folder.write(page, to: "page.html")
    let status = try ChildProgram.run(
      ["timeout", "\(Self.patience)", program, "--headless=new", "--no-sandbox", "--disable-gpu"]
        + ["--hide-scrollbars", "--user-data-dir=\(folder.file("profile"))"] + options
        + ["file://\(folder.file("page.html"))"],
      home: folder.path, output: output)
    guard status == 0 else { throw BrowserFailure(step: "browser", status: status) }
  }
}

/// A browser or a file that did not do what it was asked.
struct BrowserFailure: Error {
  let step: String
  /// The exit status or `errno`.
  let status: Int32
}
