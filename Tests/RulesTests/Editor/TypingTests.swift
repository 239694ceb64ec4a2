import Testing

@testable import Rules

/// Shipped files, edited at random and key by key, as somebody types: nothing crashes, and what the
/// editor says is wrong is what `check` says after every key, as are the rules that it judges by.
///
/// `EDITOR_RUNS=10000 swift test --filter TypingTests` is the long run.
@Suite("Typing")
struct TypingTests {
  private static let runs = Repository.variable("EDITOR_RUNS").flatMap { Int($0) } ?? 24

  @Test("Diagnostics and rules are those of check after every key")
  func equal() throws {
    var random = SplitMix64(seed: 16)
    // The cases of one folder only: `check` reads all of it anew for each key.
    let texts = CommittedRules.sources.filter {
      !$0.path.hasPrefix("Rules/examples/")
        && (!$0.path.hasSuffix(".cases") || $0.path.hasPrefix("Rules/zhongwei/"))
    }
    var workspace = Workspace(texts)
    var keys = 0
    while keys < Self.runs {
      let original = try #require(texts.randomElement(using: &random))
      var typist = Typist(original, words: texts, using: &random)
      for _ in 0..<Int.random(in: 4...12, using: &random) {
        let typed = typist.press(using: &random)
        workspace.put(typed)
        let expected = RuleBook(workspace.texts, around: [])
        let found = workspace.analysis()
        #expect(
          found.diagnostics == expected.diagnostics, "\(original.path) after \(typist.history)")
        #expect(
          found.book.program == expected.program, "\(original.path) after \(typist.history)")
        guard found.diagnostics == expected.diagnostics else { return }
        Self.ask(workspace, of: typed, at: typist.cursor)
        keys += 1
      }
      workspace.put(original)
    }
    #expect(keys >= Self.runs)
  }

  @Test(
    "A label that is written anew is told of as check does",
    arguments: ["PUE", "电能利用效率PUE", "", "应", "项目.行业", "重点区域」 「", "一\n二"])
  func labels(_ label: String) throws {
    let texts = CommittedRules.sources.filter {
      !$0.path.hasPrefix("Rules/examples/") && !$0.path.hasSuffix(".cases")
    }
    var workspace = Workspace(texts)
    let original = try #require(texts.first { $0.path == "Rules/vocabulary.rules" })
    let text = String(decoding: original.bytes, as: UTF8.self)
    _ = workspace.analysis()
    for old in ["「电能利用效率PUE」", "「改造期限」"] {
      #expect(text.contains(old))
      let typed = SourceText(
        path: original.path, text: text.replacing(old, with: "「\(label)」", maxReplacements: 1))
      workspace.put(typed)
      let found = workspace.analysis()
      let book = RuleBook(workspace.texts, around: [])
      #expect(found.diagnostics == book.diagnostics)
      #expect(found.book.program == book.program)
      workspace.put(original)
      _ = workspace.analysis()
    }
  }

  /// Everything that an editor asks about a place; nothing of it may end the program.
  private static func ask(_ workspace: Workspace, of text: SourceText, at offset: Int) {
    var workspace = workspace
    let analysis = workspace.analysis()
    guard let source = workspace.index(of: text.path), text.isRuleText else { return }
    _ = analysis.hover(at: offset, of: source)
    _ = analysis.completions(at: offset, of: source)
    _ = analysis.definitions(at: offset, of: source)
    _ = analysis.references(at: offset, of: source)
    _ = workspace.renamable(analysis, at: offset, of: source)
    _ = analysis.outline(of: source)
    _ = analysis.folding(of: source)
    _ = analysis.inlayUnits(of: source)
  }
}

/// Somebody who types, deletes and pastes at one place of a text.
private struct Typist {
  private let path: String
  private var letters: [Unicode.Scalar]
  private var position: Int
  private var pending: [Unicode.Scalar] = []
  /// What was done, for the message of a failure.
  private(set) var history = ""
  private let words: [SourceText]

  init(_ text: SourceText, words: [SourceText], using random: inout SplitMix64) {
    path = text.path
    letters = Array(String(decoding: text.bytes, as: UTF8.self).unicodeScalars)
    position = Int.random(in: 0...letters.count, using: &random)
    self.words = words
  }

  /// The byte offset of the cursor.
  var cursor: Int { letters[..<position].reduce(0) { $0 + Unicode.UTF8.width($1) } }

  /// The text after one more key.
  mutating func press(using random: inout SplitMix64) -> SourceText {
    if pending.isEmpty, Int.random(in: 0..<4, using: &random) == 0, position > 0 {
      position -= 1
      history += "⌫\(letters.remove(at: position))"
    } else {
      if pending.isEmpty { pending = snippet(using: &random) }
      let letter = pending.removeFirst()
      letters.insert(letter, at: position)
      position += 1
      history.unicodeScalars.append(letter)
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: letters)
    return SourceText(path: path, text: String(text))
  }

  /// A few letters from somewhere in the rules, or signs that mean something.
  private func snippet(using random: inout SplitMix64) -> [Unicode.Scalar] {
    if Bool.random(using: &random) {
      let signs = Array("、，。（）「」《》[]=+-×÷%#:：\n 0９.規😀当应且或否则除外规则案例若\u{200B}\"“”\r\t".unicodeScalars)
      return [signs.randomElement(using: &random) ?? " "]
    }
    guard let source = words.randomElement(using: &random) else { return [" "] }
    let bytes = source.bytes
    guard bytes.count > 40 else { return ["\n"] }
    let start = Int.random(in: 0..<(bytes.count - 40), using: &random)
    let text = String(decoding: bytes[start..<(start + 40)], as: UTF8.self)
    return text.unicodeScalars.filter { $0 != "\u{FFFD}" }.prefix(8) + []
  }
}
