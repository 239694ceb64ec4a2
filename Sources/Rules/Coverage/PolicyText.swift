/// A policy text in its sections and sentences.
///
/// The text has one paragraph a line, UTF-8. White space carries no meaning: quotations are
/// looked for among the letters, which are all its scalars but white space.
public struct PolicyText: Sendable {
  /// The name of the file without `.txt`, as a document's 原文 gives it.
  public let name: String
  public let source: SourceText
  /// In the order of the text.
  public let sentences: [PolicySentence]

  /// The scalars of the text without white space.
  let letters: [Unicode.Scalar]
  /// The byte offset of each letter in the source, and the length of the source behind them.
  let offsets: [Int]
  private let sourceIndex: Int

  /// - Parameter index: The index of the text in the list that diagnostics speak of.
  public init(_ source: SourceText, index: Int) {
    var reader = PolicyTextReader(source, index: index)
    reader.run()
    name = Self.name(of: source.path)
    self.source = source
    sentences = reader.sentences
    letters = reader.letters
    offsets = reader.offsets + [source.bytes.count]
    sourceIndex = index
  }

  /// The names of the sections in the order of the text, each once.
  public var sections: [SectionName] {
    var seen: Set<SectionName> = []
    return sentences.map { $0.section }.filter { seen.insert($0).inserted }
  }

  /// The sentence that holds a letter.
  func sentence(at letter: Int) -> Int? {
    var low = 0
    var high = sentences.count
    while low < high {
      let middle = (low + high) / 2
      if sentences[middle].letters.upperBound <= letter { low = middle + 1 } else { high = middle }
    }
    return low < sentences.count && sentences[low].letters.contains(letter) ? low : nil
  }

  /// The sentences that hold a stretch of letters.
  func sentences(over letters: Range<Int>) -> ClosedRange<Int>? {
    guard !letters.isEmpty, let first = sentence(at: letters.lowerBound),
      let last = sentence(at: letters.upperBound - 1)
    else { return nil }
    return first...last
  }

  /// A stretch of letters as it stands in the text, white space included.
  func words(_ letters: Range<Int>) -> String {
    guard !letters.isEmpty else { return "" }
    let range = sourceRange(letters)
    return source.slice(Int(range.start), Int(range.end))
  }

  func sourceRange(_ letters: Range<Int>) -> SourceRange {
    let last = letters.upperBound - 1
    let length = UTF8.width(self.letters[last])
    return SourceRange(
      source: sourceIndex, start: offsets[letters.lowerBound], end: offsets[last] + length)
  }

  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar == "\u{FEFF}" || scalar == "\u{200B}"
  }

  private static func name(of path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return TextKind(path: file) == .policy ? String(file.dropLast(4)) : file
  }
}

/// A sentence, a heading or the row of a table.
public struct PolicySentence: Sendable {
  public enum Kind: Sendable {
    case heading, sentence, tableRow
  }

  public let kind: Kind
  public let section: SectionName
  /// As it stands in the text.
  public let text: String
  public let range: SourceRange
  /// Its place among the letters of the text.
  let letters: Range<Int>
}
