/// What a layering test needs of a Swift file: the names it declares and the names it uses.
struct SwiftFile: Sendable {
  let path: String
  /// The types declared at the top of the file that other files can see.
  private(set) var types: Set<String> = []
  /// Every type the file declares, however deep.
  private(set) var localTypes: Set<String> = []
  /// The functions at its top that other files can see.
  private(set) var functions: Set<String> = []
  /// Every member it declares, however deep.
  private(set) var members: Set<String> = []
  /// The members by which it extends a type, by the name of that type.
  private(set) var extensions: [String: Set<String>] = [:]
  /// Every name it uses that is no member of another.
  private(set) var words: Set<String> = []
  /// Every name it uses as a member of another.
  private(set) var memberWords: Set<String> = []
  /// Every name it uses before a parenthesis that is no member of another.
  private(set) var calls: Set<String> = []
  private(set) var imports: [String] = []
  /// The type that the lines being read extend; `nil` outside an extension.
  private var extended: String?

  /// `Source/Sneaky.swift`
  var shortPath: String { path.split(separator: "/").dropFirst(2).joined(separator: "/") }

  /// `Sneaky.swift`
  var name: String { String(path.split(separator: "/").last ?? "") }

  /// The folder below that of the target; the file itself when it stands beside the folders.
  var room: String { String(shortPath.split(separator: "/").first ?? "") }

  init(path: String, text: String) {
    self.path = path
    for line in Self.code(of: text).split(separator: "\n") { read(line) }
  }

  private static let typeDeclarators: Set<Substring> = [
    "struct", "enum", "class", "protocol", "actor", "typealias",
  ]
  private static let memberDeclarators: Set<Substring> = ["func", "let", "var", "case"]

  private mutating func read(_ line: Substring) {
    let words = Self.words(of: line)
    let depth = line.prefix { $0 == " " }.count / 2
    if depth == 0, let first = words.first?.text, !first.isEmpty {
      let index = words.firstIndex { $0.text == "extension" }
      extended = index.flatMap { $0 + 1 < words.count ? String(words[$0 + 1].text) : nil }
    }
    if words.first?.text == "import" { imports.append(String(line)) }
    for (index, word) in words.enumerated() {
      let name = String(word.text)
      if word.isMember { memberWords.insert(name) } else { self.words.insert(name) }
      if word.isCalled, !word.isMember { calls.insert(name) }
      guard index + 1 < words.count else { continue }
      let isHidden = words[..<index].contains { ["private", "fileprivate"].contains($0.text) }
      declare(String(words[index + 1].text), as: word.text, depth: depth, isHidden: isHidden)
    }
  }

  private mutating func declare(
    _ name: String, as declarator: Substring, depth: Int, isHidden: Bool
  ) {
    if Self.typeDeclarators.contains(declarator) {
      localTypes.insert(name)
      if depth == 0, !isHidden { types.insert(name) }
    } else if Self.memberDeclarators.contains(declarator) {
      if depth > 0 { members.insert(name) }
      if depth == 0, declarator == "func", !isHidden { functions.insert(name) }
      if depth == 1, let extended, !isHidden { extensions[extended, default: []].insert(name) }
    }
  }

  private struct Name {
    let text: Substring
    /// Whether a full stop stands before it.
    let isMember: Bool
    /// Whether a parenthesis follows.
    let isCalled: Bool
  }

  private static func words(of line: Substring) -> [Name] {
    var words: [Name] = []
    var rest = line
    var last: Character?
    while let first = rest.first {
      let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      if word.isEmpty {
        last = first
        rest.removeFirst()
      } else {
        rest = rest.dropFirst(word.count)
        words.append(Name(text: word, isMember: last == ".", isCalled: rest.first == "("))
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
