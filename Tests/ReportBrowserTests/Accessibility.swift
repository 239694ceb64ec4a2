import Glibc

/// axe-core, which finds what keeps people from reading a page <https://github.com/dequelabs/axe-core>.
///
/// It is no part of the product: `.ci/run` fetches it and names the file in `AXE_SCRIPT`.
enum Accessibility {
  /// The path of `axe.min.js`; nil: it is not at hand.
  static let script: String? = getenv("AXE_SCRIPT").map { String(cString: $0) }

  /// Whether pages are looked at whole: minutes for each, most of them spent on cards built alike.
  static let isWhole = getenv("AXE_WHOLE").map { String(cString: $0) } == "1"

  /// What axe-core finds on the page that is shown, with every fold open: nothing is `[]`.
  ///
  /// Of neighbours that are built alike three are looked at, unless pages are looked at whole.
  static func problems(in browser: Browser) throws -> String {
    let path = try script ?? { throw BrowserFailure(step: "AXE_SCRIPT") }()
    let program = String(decoding: try DiskFile.bytes(of: path), as: UTF8.self)
    _ = try browser.look("\(program); return typeof axe;")
    return try browser.examine(
      """
      for (const details of document.querySelectorAll("details")) details.open = true;
      const build = node => node.tagName + node.className
        + Array.from(node.children, child => child.tagName + child.className);
      for (const parent of \(isWhole) ? [] : document.querySelectorAll("main, main *")) {
        const seen = {};
        for (const child of Array.from(parent.children)) {
          seen[build(child)] = (seen[build(child)] ?? 0) + 1;
          if (seen[build(child)] > 3) child.remove();
        }
      }
      const found = await axe.run(document, {resultTypes: ["violations"]});
      return JSON.stringify(found.violations.map(
        problem => [problem.id, problem.nodes.length, problem.nodes[0].html.slice(0, 200)]));
      """)
  }
}
