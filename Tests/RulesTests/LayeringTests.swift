import Testing

@testable import Rules

/// Which layer of `Sources/Rules` may know which.
///
/// A new arrow is a design decision: it gets its own commit and a sentence of why.
@Suite("Layers")
struct LayeringTests {
  /// The layers below each layer. The files beside the folders know everything.
  static let arrows: [String: Set<String>] = [
    "Source": [],
    "Values": ["Source", "Diagnostics"],
    "Diagnostics": ["Source"],
    "Formats": ["Source", "Values", "Diagnostics"],
    "Syntax": ["Source", "Diagnostics"],
    "Checker": ["Source", "Values", "Diagnostics", "Formats", "Syntax"],
    "Program": ["Source", "Values", "Checker"],
    // A dossier is read by the words of a vocabulary.
    "Dossier": ["Source", "Values", "Diagnostics", "Formats", "Checker"],
    // A finding shows a condition in the keywords of the language.
    "Evaluator": ["Source", "Values", "Diagnostics", "Syntax", "Checker", "Program", "Dossier"],
    "Repair": ["Source", "Values", "Checker", "Program", "Dossier", "Evaluator"],
    "Cases": [
      "Source", "Values", "Diagnostics", "Formats", "Syntax", "Checker", "Program", "Dossier",
      "Evaluator",
    ],
    "Coverage": ["Source", "Values", "Diagnostics", "Syntax", "Checker"],
    "Editor": ["Source", "Values", "Diagnostics", "Syntax", "Checker"],
  ]

  static let files = Repository.files(below: "Sources/Rules", endingIn: [".swift"]).map {
    SwiftFile(path: $0, text: Repository.text(of: $0) ?? "")
  }

  @Test("The arrows have no circle")
  func noCircle() {
    func reaches(_ layer: String, _ seen: [String]) -> [String]? {
      if seen.contains(layer) { return seen + [layer] }
      for next in (Self.arrows[layer] ?? []).sorted() {
        if let circle = reaches(next, seen + [layer]) { return circle }
      }
      return nil
    }
    for layer in Self.arrows.keys.sorted() {
      #expect(reaches(layer, []) == nil, "\(reaches(layer, []) ?? [])")
    }
  }

  @Test("Every folder is a layer", arguments: Set(files.compactMap(\.layer)).sorted())
  func known(_ layer: String) {
    #expect(Self.arrows[layer] != nil, "\(layer) is missing from the table of layers")
  }

  @Test("A file knows its own layer and those below it", arguments: files.map(\.path))
  func arrows(_ path: String) throws {
    let file = try #require(Self.files.first { $0.path == path })
    #expect(Self.breaches(of: file, among: Self.files) == [])
  }

  @Test("A breach is named by its file, its type and the type's layer")
  func sneaky() {
    let files = [
      SwiftFile(path: "Sources/Rules/Source/Sneaky.swift", text: "let first: [Diagnostic] = []"),
      SwiftFile(
        path: "Sources/Rules/Source/Fair.swift", text: "// Diagnostic\nlet a = \"Diagnostic\""),
      SwiftFile(path: "Sources/Rules/Source/Own.swift", text: "private struct Diagnostic {}"),
      SwiftFile(path: "Sources/Rules/Diagnostics/Diagnostic.swift", text: "struct Diagnostic {}"),
    ]
    #expect(
      files.flatMap { Self.breaches(of: $0, among: files) }
        == ["Source/Sneaky.swift knows `Diagnostic` of Diagnostics"])
  }

  @Test("The engine imports nothing", arguments: files.map(\.path))
  func imports(_ path: String) throws {
    let file = try #require(Self.files.first { $0.path == path })
    #expect(file.imports == [])
  }

  @Test(
    "Reports know the engine alone",
    arguments: Repository.files(below: "Sources/Reports", endingIn: [".swift"]))
  func importsOfReports(_ path: String) {
    let file = SwiftFile(path: path, text: Repository.text(of: path) ?? "")
    #expect(file.imports == ["import Rules"])
  }

  /// `Source/Sneaky.swift knows `Diagnostic` of Diagnostics`, for each arrow a file breaks.
  private static func breaches(of file: SwiftFile, among files: [SwiftFile]) -> [String] {
    guard let layer = file.layer, let below = arrows[layer] else { return [] }
    var owners: [String: String] = [:]
    for other in files {
      guard let layer = other.layer else { continue }
      for type in other.types { owners[type] = layer }
    }
    return file.words.subtracting(file.localTypes).sorted().compactMap { word in
      guard let owner = owners[word], owner != layer, !below.contains(owner) else { return nil }
      return "\(file.shortPath) knows `\(word)` of \(owner)"
    }
  }
}

/// What a layering test needs of a Swift file: the types it declares and the names it uses.
struct SwiftFile: Sendable {
  let path: String
  /// The types declared at the top of the file that other files can see.
  private(set) var types: Set<String> = []
  /// Every type the file declares, however deep.
  private(set) var localTypes: Set<String> = []
  /// Every name it uses that is no member of another.
  private(set) var words: Set<String> = []
  private(set) var imports: [String] = []

  /// `Source/Sneaky.swift`
  var shortPath: String { path.split(separator: "/").dropFirst(2).joined(separator: "/") }

  /// The folder below `Sources/Rules`; nil for a file that stands beside the folders.
  var layer: String? {
    let parts = shortPath.split(separator: "/")
    return parts.count > 1 ? String(parts[0]) : nil
  }

  init(path: String, text: String) {
    self.path = path
    for line in Self.code(of: text).split(separator: "\n") { read(line) }
  }

  private static let declarators: Set<Substring> = [
    "struct", "enum", "class", "protocol", "actor", "typealias",
  ]

  private mutating func read(_ line: Substring) {
    let words = Self.words(of: line)
    if words.first?.text == "import" { imports.append(String(line)) }
    for (index, word) in words.enumerated() {
      if !word.isMember { self.words.insert(String(word.text)) }
      guard Self.declarators.contains(word.text), index + 1 < words.count else { continue }
      let name = String(words[index + 1].text)
      localTypes.insert(name)
      let isHidden = words[..<index].contains { ["private", "fileprivate"].contains($0.text) }
      if line.first != " ", !isHidden { types.insert(name) }
    }
  }

  private static func words(of line: Substring) -> [(text: Substring, isMember: Bool)] {
    var words: [(text: Substring, isMember: Bool)] = []
    var rest = line
    var last: Character?
    while let first = rest.first {
      let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      if word.isEmpty {
        last = first
        rest.removeFirst()
      } else {
        words.append((word, last == "."))
        rest = rest.dropFirst(word.count)
        last = nil
      }
    }
    return words
  }

  /// The text without comments and without the text of string literals; what a literal
  /// interpolates stays.
  private static func code(of text: String) -> String {
    var code: [UInt8] = []
    var rest = Array(text.utf8)[...]
    /// The open literals, each with the parentheses open in its interpolation; -1: in its text.
    var literals: [(quotes: Int, depth: Int)] = []
    func starts(_ sign: StaticString) -> Bool { rest.starts(with: "\(sign)".utf8) }
    while let byte = rest.first {
      if let literal = literals.last, literal.depth < 0 {
        if starts("\\(") {
          literals[literals.count - 1].depth = 0
          rest.removeFirst(2)
        } else if starts("\\") {
          rest.removeFirst(min(2, rest.count))
        } else if literal.quotes == 3 ? starts("\"\"\"") : byte == UInt8(ascii: "\"") {
          literals.removeLast()
          rest.removeFirst(literal.quotes)
        } else {
          if byte == 0x0A { code.append(byte) }
          rest.removeFirst()
        }
      } else if starts("//") {
        rest = rest.drop { $0 != 0x0A }
      } else if byte == UInt8(ascii: "\"") {
        let quotes = starts("\"\"\"") ? 3 : 1
        literals.append((quotes, -1))
        rest.removeFirst(quotes)
      } else {
        if !literals.isEmpty, byte == UInt8(ascii: "(") { literals[literals.count - 1].depth += 1 }
        if !literals.isEmpty, byte == UInt8(ascii: ")") { literals[literals.count - 1].depth -= 1 }
        code.append(literals.last?.depth == -1 ? 0x20 : byte)
        rest.removeFirst()
      }
    }
    return String(decoding: code, as: UTF8.self)
  }
}
