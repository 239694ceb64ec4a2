@testable import Rules

/// A page of `Tests/Specification`: prose, and fenced blocks of input and of output.
///
///     # Title
///     ```vocabulary        words that every section of the page shares
///     ```
///     ## Section           a paragraph that says what holds and why
///     ```rules             input: rule text; a path may follow, as `rules city/limits.rules`
///     ```dossier           input: JSON; also `parameters`, and `csv table.csv`
///     ```diagnostics       output: what is wrong with the input; `en` after it asks for English
///     ```findings          output: verdicts, consequences, explanations
///     ```formatted zh      output: the rule text in the canonical layout; also `en`
///
/// In a block marked `escaped` after its kind, `\xHH` stands for one byte, for texts that a page
/// cannot hold as they are.
struct SpecificationPage: Sendable {
  /// From the root of the repository.
  let path: String
  let sections: [Section]

  struct Section: Sendable {
    let title: String
    let blocks: [Block]
  }

  struct Block: Sendable {
    let kind: String
    /// The words behind the kind.
    let options: [String]
    let text: String

    func has(_ option: String) -> Bool { options.contains(option) }
    /// The bytes it stands for.
    var bytes: [UInt8] { has("escaped") ? Self.unescaped(text) : Array(text.utf8) }
    /// The option that is a path.
    var path: String? { options.first { $0.contains(".") } }
  }

  /// The blocks before the first section, which hold for all sections.
  var shared: [Block] { sections.first?.blocks ?? [] }

  /// All but those of the command line, which run where the program is tested.
  static let all: [SpecificationPage] = Repository.files(
    below: "Tests/Specification", endingIn: [".md"]
  ).filter { !$0.contains("/command-line/") }.map {
    SpecificationPage(path: $0, text: Repository.text(of: $0) ?? "")
  }

  init(path: String, text: String) {
    self.path = path
    var sections: [Section] = []
    var title = ""
    var blocks: [Block] = []
    var fence: (kind: String, options: [String], lines: [Substring])?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let open = fence {
        if line == "```" {
          let text = open.lines.map { $0 + "\n" }.joined()
          blocks.append(Block(kind: open.kind, options: open.options, text: text))
          fence = nil
        } else {
          fence?.lines.append(line)
        }
      } else if line.hasPrefix("```") {
        let words = line.dropFirst(3).split(separator: " ").map(String.init)
        fence = (words.first ?? "", Array(words.dropFirst()), [])
      } else if line.hasPrefix("## ") {
        sections.append(Section(title: title, blocks: blocks))
        (title, blocks) = (String(line.dropFirst(3)), [])
      }
    }
    sections.append(Section(title: title, blocks: blocks))
    self.sections = sections
  }

  /// The text of a page with the contents of one block replaced.
  ///
  /// - Parameters:
  ///   - section: The position of the section; 0 is what stands before the first heading.
  ///   - block: The position of the block in its section.
  static func replacing(
    section wanted: Int, block: Int, in text: String, with contents: String
  ) -> String {
    var output: [Substring] = []
    var section = 0
    var position = -1
    var isInside = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if isInside, line == "```" {
        isInside = false
      } else if isInside {
        if section == wanted, position == block { continue }
      } else if line.hasPrefix("```") {
        isInside = true
        position += 1
        output.append(line)
        if section == wanted, position == block {
          output += contents.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        }
        continue
      } else if line.hasPrefix("## ") {
        section += 1
        position = -1
      }
      output.append(line)
    }
    return output.joined(separator: "\n")
  }
}

extension SpecificationPage.Block {
  /// `\xHH` as a byte; the line break that closes the last line is left out.
  fileprivate static func unescaped(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    if rest.last == UInt8(ascii: "\n") { rest.removeLast() }
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), rest.first == UInt8(ascii: "x"), rest.count >= 3,
        let value = UInt8(String(decoding: rest.dropFirst().prefix(2), as: UTF8.self), radix: 16)
      else {
        bytes.append(byte)
        continue
      }
      bytes.append(value)
      rest.removeFirst(3)
    }
    return bytes
  }
}
