import Rules

/// A site of plain files: the manual, the rules by document, and the page for auditors.
///
///     index.html
///     manual/language/tables.html      a page of the manual
///     rules/ningxia.html               a ruleset: document, clause, rule, cases
///
/// Nothing is loaded from elsewhere; a link that would lead out of the site stands as words.
public struct Site {
  /// A page of the manual, by its path below the folder of all of them.
  public struct Source {
    public let path: String
    public let text: String

    public init(path: String, text: String) { (self.path, self.text) = (path, text) }
  }

  public struct Page {
    public let path: String
    public let html: String
  }

  private let book: RuleBook
  private let manual: [Source]
  private let auditors: [Source]

  public init(_ book: RuleBook, manual: [Source], auditors: [Source]) {
    (self.book, self.manual, self.auditors) = (book, manual, auditors)
  }

  public var pages: [Page] {
    [index] + manual.map { page($0, in: "manual/") } + auditors.map { page($0, in: "auditors/") }
      + rulesets.map { RulesetPage(book, ruleset: $0).page }
  }

  private var rulesets: [Int] {
    let rules = book.checked
    return rules.rulesets.indices.filter { ruleset in
      rules.rules.contains { $0.ruleset == ruleset }
    }
  }

  private var index: Page {
    let title = "“两高”项目审查规则 · Review of energy-intensive, high-emission projects"
    let html = HTMLPage(title: title, language: .chinese).text { html in
      html.block("h1", title)
      html.section("rules", "规则 · Rules") { html in
        html.block("ul") { html in
          for ruleset in rulesets {
            let page = RulesetPage(book, ruleset: ruleset)
            Self.item(page.path, page.title, &html)
          }
        }
      }
      html.section("manual", "手册 · Manual") { html in
        for folder in folders {
          html.block("h3", folder.isEmpty ? "概要" : folder)
          html.block("ul") { html in
            for source in manual where Self.folder(of: source.path) == folder {
              Self.item("manual/" + Self.file(of: source.path), Self.title(of: source), &html)
            }
          }
        }
      }
      html.section("auditors", "审计人员 · Auditors") { html in
        html.block("ul") { html in
          for source in auditors {
            Self.item("auditors/" + Self.file(of: source.path), Self.title(of: source), &html)
          }
        }
      }
    }
    return Page(path: "index.html", html: html)
  }

  private var folders: [String] {
    manual.reduce(into: []) { found, source in
      let folder = Self.folder(of: source.path)
      if !found.contains(folder) { found.append(folder) }
    }
  }

  private static func item(_ path: String, _ title: String, _ html: inout HTMLWriter) {
    html.block("li") { $0.inline("a", [.href(path)], title) }
  }

  // MARK: - Pages of the manual

  private func page(_ source: Source, in part: String) -> Page {
    let page = MarkdownPage(source.text)
    let up = String(repeating: "../", count: source.path.count { $0 == "/" } + 1)
    let known = Set((part == "manual/" ? manual : auditors).map { $0.path })
    let html = HTMLPage(title: Self.title(of: source), language: .chinese).text { html in
      html.block("p") {
        $0.inline("a", [.href(up + "index.html")], "目录 · Contents")
      }
      page.write(to: &html) { address in
        let path = Self.resolved(address, from: source.path)
        return known.contains(path) ? up + part + Self.file(of: path) : nil
      }
    }
    return Page(path: part + Self.file(of: source.path), html: html)
  }

  /// The path that a link of a page names.
  private static func resolved(_ address: String, from path: String) -> String {
    var parts = folder(of: path).split(separator: "/").map { String($0) }
    for part in address.split(separator: "/") {
      if part == ".." {
        _ = parts.popLast()
      } else if part != "." {
        parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }

  private static func title(of source: Source) -> String {
    MarkdownPage(source.text).title ?? source.path
  }

  /// `language/tables.html` for `language/tables.md`.
  private static func file(of path: String) -> String {
    (path.hasSuffix(".md") ? String(path.dropLast(3)) : path) + ".html"
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }
}
