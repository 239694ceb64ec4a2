import Rules

/// A page of the manual: the part of Markdown that our pages use, as blocks.
struct MarkdownPage {
  enum Block {
    case heading(Int, String)
    case paragraph(String)
    case code([String])
    case list([String])
    case table([[String]])
  }

  let blocks: [Block]

  /// Its first heading.
  var title: String? {
    for block in blocks { if case .heading(_, let title) = block { return title } }
    return nil
  }

  init(_ text: String) {
    var reader = BlockReader()
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      reader.read(String(line))
    }
    reader.endBlock()
    blocks = reader.blocks
  }

  /// - Parameter target: Where a link of the page leads on the site; nil: nowhere, and it stands as
  ///   words.
  func write(to html: inout HTMLWriter, target: (String) -> String?) {
    var names = AnchorNames()
    for block in blocks {
      switch block {
      case .heading(let level, let title):
        let attributes = [HTMLAttribute.id(names.next(for: title))]
        switch level {
        case 1: html.block("h1", attributes) { Self.write(title, to: &$0, target) }
        case 2: html.block("h2", attributes) { Self.write(title, to: &$0, target) }
        default: html.block("h3", attributes) { Self.write(title, to: &$0, target) }
        }
      case .paragraph(let text):
        html.block("p") { Self.write(text, to: &$0, target) }
      case .code(let lines):
        html.lines(lines)
      case .list(let items):
        html.block("ul") { html in
          for item in items { html.block("li") { Self.write(item, to: &$0, target) } }
        }
      case .table(let rows):
        html.block("table") { html in
          for (index, row) in rows.enumerated() {
            html.block("tr") { html in
              for cell in row {
                if index == 0 {
                  html.inline("th") { Self.write(cell, to: &$0, target) }
                } else {
                  html.inline("td") { Self.write(cell, to: &$0, target) }
                }
              }
            }
          }
        }
      }
    }
  }

  // MARK: - Running text

  /// Words with `code`, **strong** words and [links](to).
  private static func write(
    _ text: String, to html: inout HTMLWriter, _ target: (String) -> String?
  ) {
    var rest = text[...]
    while let start = rest.firstIndex(where: { $0 == "`" || $0 == "[" || $0 == "*" }) {
      html.words(String(rest[..<start]))
      rest = rest[start...]
      if let (words, behind) = enclosed(rest, "`", "`") {
        html.inline("code", String(words))
        rest = behind
      } else if rest.hasPrefix("**"), let end = strongEnd(rest.dropFirst(2)) {
        html.inline("strong", String(rest.dropFirst(2)[..<end]))
        rest = rest[end...].dropFirst(2)
      } else if let (words, behind) = enclosed(rest, "[", "]"),
        let (address, after) = enclosed(behind, "(", ")")
      {
        if let reference = target(String(address)) {
          html.inline("a", [.href(reference)]) {
            Self.write(String(words), to: &$0, target)
          }
        } else {
          html.words(String(words))
        }
        rest = after
      } else {
        html.words(String(rest.prefix(1)))
        rest = rest.dropFirst()
      }
    }
    html.words(String(rest))
  }

  /// The words between two marks that a text begins with, and what stands behind them.
  private static func enclosed(
    _ text: Substring, _ open: Character, _ close: Character
  ) -> (words: Substring, behind: Substring)? {
    guard text.first == open, let end = text.dropFirst().firstIndex(of: close) else { return nil }
    return (text.dropFirst()[..<end], text[end...].dropFirst())
  }

  private static func strongEnd(_ text: Substring) -> Substring.Index? {
    var place = text.startIndex
    while place < text.endIndex {
      if text[place...].hasPrefix("**") { return place }
      place = text.index(after: place)
    }
    return nil
  }
}

/// The names by which headings of a page are linked to; each only once.
private struct AnchorNames {
  private var used: [String: Int] = [:]

  mutating func next(for title: String) -> String {
    let words = title.split { !($0.isLetter || $0.isNumber) }.map { $0.lowercased() }
    let name = words.isEmpty ? "section" : words.joined(separator: "-")
    used[name, default: 0] += 1
    let count = used[name] ?? 1
    return count == 1 ? name : "\(name)-\(count)"
  }
}

/// Takes the lines of a page one after another.
private struct BlockReader {
  private(set) var blocks: [MarkdownPage.Block] = []
  private var paragraph: [String] = []
  private var items: [String] = []
  private var rows: [[String]] = []
  /// The lines of a block of code, and the fence that ends it.
  private var code: (fence: Int, lines: [String])?

  mutating func read(_ line: String) {
    let fence = line.prefix { $0 == "`" }.count
    if let (length, lines) = code {
      if fence >= length, line.count == fence {
        blocks.append(.code(lines))
        code = nil
      } else {
        code = (length, lines + [line])
      }
      return
    }
    if fence >= 3 {
      endBlock()
      code = (fence, [])
      return
    }
    let level = line.prefix { $0 == "#" }.count
    if level > 0, line.dropFirst(level).first == " " {
      endBlock()
      blocks.append(.heading(level, String(line.dropFirst(level + 1))))
    } else if line.hasPrefix("|") {
      if rows.isEmpty { endBlock() }
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst()
        .dropLast()
      let isRule = cells.allSatisfy { $0.allSatisfy { $0 == "-" || $0 == ":" || $0 == " " } }
      if !isRule { rows.append(cells.map { Self.trimmed($0) }) }
    } else if line.hasPrefix("- ") || line.hasPrefix("* ") {
      if items.isEmpty { endBlock() }
      items.append(String(line.dropFirst(2)))
    } else if line.allSatisfy({ $0 == " " }) {
      endBlock()
    } else if line.hasPrefix("  "), let last = items.popLast() {
      items.append(last + " " + Self.trimmed(line[...]))
    } else {
      if paragraph.isEmpty { endBlock() }
      paragraph.append(line)
    }
  }

  mutating func endBlock() {
    if !paragraph.isEmpty { blocks.append(.paragraph(paragraph.joined(separator: " "))) }
    if !items.isEmpty { blocks.append(.list(items)) }
    if !rows.isEmpty { blocks.append(.table(rows)) }
    (paragraph, items, rows) = ([], [], [])
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first == " " { text = text.dropFirst() }
    while text.last == " " { text = text.dropLast() }
    return String(text)
  }
}
