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
    reader.finish()
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
    var (code, strong) = (ClosingMark("`"), ClosingMark("*", isDouble: true))
    var (link, address) = (ClosingMark("]"), ClosingMark(")"))
    var rest = text[...]
    while let start = rest.firstIndex(where: { $0 == "`" || $0 == "[" || $0 == "*" }) {
      html.words(String(rest[..<start]))
      rest = rest[start...]
      if let (words, behind) = code.enclosed(in: rest, behind: "`") {
        html.inline("code", String(words))
        rest = behind
      } else if let (words, behind) = strong.enclosed(in: rest, behind: "**") {
        html.inline("strong", String(words))
        rest = behind
      } else if let (words, behind) = link.enclosed(in: rest, behind: "["),
        let (place, after) = address.enclosed(in: behind, behind: "(")
      {
        if let reference = target(String(place)) {
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
}

/// Finds the mark that ends words. It is asked from places that only move on, so that a text is looked
/// through once, however many words it begins and does not end.
private struct ClosingMark {
  private let mark: Character
  private let isDouble: Bool
  /// The first one behind the place that was asked from last; nil: none was looked for.
  private var found: Substring.Index?
  /// Whether no more come.
  private var isLast = false

  init(_ mark: Character, isDouble: Bool = false) {
    (self.mark, self.isDouble) = (mark, isDouble)
  }

  /// The words between an opening mark that a text begins with and this one, and what stands behind.
  mutating func enclosed(
    in text: Substring, behind opening: String
  ) -> (words: Substring, behind: Substring)? {
    guard text.hasPrefix(opening) else { return nil }
    let inside = text.dropFirst(opening.count)
    guard let end = next(in: inside) else { return nil }
    return (inside[..<end], inside[end...].dropFirst(isDouble ? 2 : 1))
  }

  private mutating func next(in text: Substring) -> Substring.Index? {
    if isLast { return nil }
    if let found, found >= text.startIndex { return found }
    found = first(in: text)
    isLast = found == nil
    return found
  }

  private func first(in text: Substring) -> Substring.Index? {
    var rest = text
    while let place = rest.firstIndex(of: mark) {
      rest = rest[place...].dropFirst()
      if !isDouble || rest.first == mark { return place }
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
  /// The lines of a block of code, and how long the fence is that ends it; nil: there is none.
  private var code: [String] = []
  private var codeFence: Int?

  mutating func read(_ line: String) {
    let fence = line.prefix { $0 == "`" }.count
    if let length = codeFence {
      if fence >= length, line.count == fence {
        blocks.append(.code(code))
        (code, codeFence) = ([], nil)
      } else {
        code.append(line)
      }
      return
    }
    if fence >= 3 {
      endBlock()
      codeFence = fence
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
    } else if line.hasPrefix("  "), !items.isEmpty {
      items[items.count - 1] += " " + Self.trimmed(line[...])
    } else {
      if paragraph.isEmpty { endBlock() }
      paragraph.append(line)
    }
  }

  /// A block of code that nothing ends goes to the end of the page.
  mutating func finish() {
    endBlock()
    if codeFence != nil { blocks.append(.code(code)) }
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
