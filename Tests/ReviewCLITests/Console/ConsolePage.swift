/// A page of `Tests/Specification/command-line`: prose, files, and what a shell shows.
///
///     ```file plant.json      a file of the folder that the page runs in
///     ```console
///     $ review check a.rules  a line of bash
///     output and errors       `…` is any text, a line of `…` is any lines
///     [3]                     the exit status, unless it is 0
///     ```
struct ConsolePage {
  enum Part {
    case text([Substring])
    case file(name: String, [Substring])
    case console([Exchange])
  }

  /// A command, and what it is to print.
  struct Exchange {
    let command: Substring
    var output: [Substring]
  }

  var parts: [Part] = []

  init(_ text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    while let line = lines.popFirst() {
      guard line.hasPrefix("```") else {
        parts.append(.text([line]))
        continue
      }
      let body = lines.prefix { $0 != "```" }
      lines = lines.dropFirst(body.count + 1)
      let words = line.dropFirst(3).split(separator: " ")
      switch words.first {
      case "file": parts.append(.file(name: String(words.last ?? ""), Array(body)))
      case "console": parts.append(.console(Self.exchanges(in: body)))
      default: parts.append(.text([line] + body + ["```"]))
      }
    }
  }

  private static func exchanges(in lines: ArraySlice<Substring>) -> [Exchange] {
    var exchanges: [Exchange] = []
    for line in lines {
      if line.hasPrefix("$ ") {
        exchanges.append(Exchange(command: line.dropFirst(2), output: []))
      } else if !exchanges.isEmpty {
        exchanges[exchanges.count - 1].output.append(line)
      }
    }
    return exchanges
  }

  /// The page, written as it is read.
  var text: String {
    parts.flatMap { part -> [Substring] in
      switch part {
      case .text(let lines): lines
      case .file(let name, let lines): ["```file \(name)"] + lines + ["```"]
      case .console(let exchanges):
        ["```console"] + exchanges.flatMap { ["$ " + $0.command] + $0.output } + ["```"]
      }
    }.joined(separator: "\n")
  }
}

extension ConsolePage.Exchange {
  /// Whether lines are those of the page.
  func shows(_ lines: [Substring]) -> Bool { Self.matches(lines[...], output[...]) }

  private static func matches(
    _ lines: ArraySlice<Substring>, _ wanted: ArraySlice<Substring>
  ) -> Bool {
    guard let first = wanted.first else { return lines.isEmpty }
    if first == "…" {
      return (lines.startIndex...lines.endIndex).contains {
        matches(lines[$0...], wanted.dropFirst())
      }
    }
    guard let line = lines.first, matches(line, first) else { return false }
    return matches(lines.dropFirst(), wanted.dropFirst())
  }

  private static func matches(_ line: Substring, _ wanted: Substring) -> Bool {
    let pieces = wanted.split(separator: "…", omittingEmptySubsequences: false)
    guard pieces.count > 1, let first = pieces.first, let last = pieces.last else {
      return line == wanted
    }
    guard line.hasPrefix(first) else { return false }
    var rest = line.dropFirst(first.count)
    for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
      guard let place = rest.firstRange(of: piece) else { return false }
      rest = rest[place.upperBound...]
    }
    return rest.hasSuffix(last)
  }
}
