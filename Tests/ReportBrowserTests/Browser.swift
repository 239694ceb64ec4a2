import Glibc

@testable import Rules

/// One Chromium without a window, which shows page after page.
///
/// It is driven through a pipe by the Chrome DevTools Protocol, stable since 1.3
/// <https://chromedevtools.github.io/devtools-protocol/>: a browser of its own for each page would
/// take a second to start and another to end.
struct Browser {
  /// The browser of the suite that runs.
  @TaskLocal static var current: Browser?

  /// The path of the first browser that is found; nil when none is installed.
  static let installed: String? = {
    let path = getenv("PATH").map { String(cString: $0) } ?? ""
    for name in ["chromium", "chromium-browser", "google-chrome"] {
      for folder in path.split(separator: ":") where access("\(folder)/\(name)", X_OK) == 0 {
        return "\(folder)/\(name)"
      }
    }
    return nil
  }()

  private let connection: DevToolsConnection
  private let folder: ScratchFolder
  /// The tab in which pages are shown.
  private let session: String

  /// Starts a browser, hands it over, and ends it.
  static func use(
    _ program: String, _ body: (Browser) async throws -> Void
  ) async throws {
    try await ScratchFolder.use { folder in
      let connection = try DevToolsConnection(
        to: [
          program, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
          "--no-first-run", "--remote-debugging-pipe",
          "--user-data-dir=\(folder.file("profile"))", "about:blank",
        ], home: folder.path)
      defer { connection.close() }
      try await body(Browser(connection, folder))
    }
  }

  private init(_ connection: DevToolsConnection, _ folder: ScratchFolder) throws {
    self.connection = connection
    self.folder = folder
    let tab = try connection.call("Target.createTarget") { $0.member("url", "about:blank") }
    let target = try tab.text("targetId")
    let attached = try connection.call("Target.attachToTarget") { json in
      json.member("targetId", target)
      json.member("flatten") { $0.boolean(true) }
    }
    session = try attached.text("sessionId")
    _ = try connection.call("Page.enable", in: session)
  }

  /// Shows a page on a screen of a size in CSS pixels, and waits until its scripts ran.
  func show(_ page: String, width: Int = 1200, height: Int = 800) throws {
    try folder.write(page, to: "page.html")
    _ = try connection.call("Emulation.setDeviceMetricsOverride", in: session) { json in
      json.member("width") { $0.number("\(width)") }
      json.member("height") { $0.number("\(height)") }
      json.member("deviceScaleFactor") { $0.number("1") }
      json.member("mobile") { $0.boolean(false) }
    }
    connection.forgetEvents()
    _ = try connection.call("Page.navigate", in: session) {
      $0.member("url", "file://\(folder.file("page.html"))")
    }
    try connection.wait(for: "Page.loadEventFired")
  }

  /// What a script finds on the page that is shown; the page's own policy does not bind it.
  ///
  /// - Parameter script: The body of a function that returns a text.
  func look(_ script: String) throws -> String {
    let answer = try connection.call("Runtime.evaluate", in: session) { json in
      json.member("expression", "String((() => { \(script) })())")
      json.member("returnByValue") { $0.boolean(true) }
    }
    return try answer.member("result").text("value")
  }

  /// What a script finds after it has waited for something.
  ///
  /// - Parameter script: The body of an asynchronous function that returns a text.
  func examine(_ script: String) throws -> String {
    let answer = try connection.call("Runtime.evaluate", in: session) { json in
      json.member("expression", "(async () => { \(script) })()")
      json.member("awaitPromise") { $0.boolean(true) }
      json.member("returnByValue") { $0.boolean(true) }
    }
    return try answer.member("result").text("value")
  }

  /// A picture of the page that is shown: PNG in Base64.
  func picture() throws -> String {
    try connection.call("Page.captureScreenshot", in: session).text("data")
  }

  /// The page that is shown as it prints: PDF in Base64.
  func print() throws -> String {
    try connection.call("Page.printToPDF", in: session).text("data")
  }
}

/// A browser or a file that did not do what it was asked.
struct BrowserFailure: Error {
  let step: String
  /// The exit status or `errno`.
  var status: Int32 = 0
}

extension JSONNode {
  fileprivate func member(_ key: String) throws -> JSONNode {
    guard case .object(let members) = kind, let member = members.first(where: { $0.key == key })
    else { throw BrowserFailure(step: "no \(key)") }
    return member.value
  }

  fileprivate func text(_ key: String) throws -> String {
    guard case .string(let text) = try member(key).kind else {
      throw BrowserFailure(step: "no text \(key)")
    }
    return text
  }
}
