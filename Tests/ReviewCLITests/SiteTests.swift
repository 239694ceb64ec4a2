import Testing

@Suite("The site")
struct SiteTests {
  /// The repository, found from this file.
  private static let root =
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  @Test("Its links lead to pages and places that exist")
  func links() throws {
    let program = ReviewProgram()
    let run = try program.run([
      "docs", "site", "--manual", "\(Self.root)/Tests/Specification", "--rules",
      "\(Self.root)/Rules",
    ])
    #expect(run.status == 0, "\(run.errors)")
    let listing = try program.run(["site", "-type", "f"], program: "/usr/bin/find").output
    let paths = listing.split(separator: "\n").map { String($0) }
    for part in ["site/manual/language/", "site/rules/", "site/auditors/"] {
      #expect(paths.contains { $0.hasPrefix(part) }, "\(part)")
    }
    let pages = paths.reduce(into: [String: Page]()) { pages, path in
      pages[path] = Page(String(decoding: program.bytes(of: path), as: UTF8.self))
    }
    var count = 0
    for (path, page) in pages {
      for link in page.links {
        count += 1
        let parts = link.split(separator: "#", omittingEmptySubsequences: false)
        let target = Self.resolved(String(parts[0]), from: path)
        let found = try #require(pages[target], "\(path): \(link)")
        if parts.count > 1 { #expect(found.places.contains(String(parts[1])), "\(path): \(link)") }
      }
    }
    #expect(count > 2 * pages.count)
  }

  @Test("A rule stands under its document and clause, with its text, facts and cases")
  func rule() throws {
    let program = ReviewProgram()
    _ = try program.run(["docs", "site", "--rules", "\(Self.root)/Rules"])
    let page = String(decoding: program.bytes(of: "site/rules/ningxia.html"), as: UTF8.self)
    let article = try #require(
      page.split(separator: "<article id=\"NX-3.1-05\">").dropFirst().first)
    let own = try #require(article.split(separator: "</article>").first)
    for words in ["电能利用效率", "应 数据中心.PUE 不高于 1.2", "申请单位", "案例："] {
      #expect(own.contains(words), "\(words)")
    }
  }

  private struct Page {
    let links: [String]
    let places: Set<String>

    init(_ html: String) {
      links = Self.values(of: " href=\"", in: html)
      places = Set(Self.values(of: " id=\"", in: html))
    }

    private static func values(of mark: String, in html: String) -> [String] {
      html.split(separator: mark, omittingEmptySubsequences: false).dropFirst().compactMap {
        $0.split(separator: "\"", omittingEmptySubsequences: false).first.map { String($0) }
      }
    }
  }

  private static func resolved(_ address: String, from path: String) -> String {
    var parts = path.split(separator: "/").dropLast().map { String($0) }
    for part in address.split(separator: "/") {
      if part == ".." { _ = parts.popLast() } else { parts.append(String(part)) }
    }
    return parts.joined(separator: "/")
  }
}
