/// The bytes of one file, and the name a person knows it by.
///
/// The engine never opens files: whoever calls it hands the bytes over.
public struct SourceText: Sendable, Equatable {
  /// The path as the user gave it.
  public let path: String
  /// The file's bytes, expected to be UTF-8.
  public let bytes: [UInt8]
  /// The number of its first line: 1, unless it is one line of a longer stream.
  public let firstLine: Int
  /// The sheets of a workbook that stand in it one behind the other; empty for any other text.
  public let sheets: [SourceSheet]
  /// Where lines begin, so that no place is searched for from the start of the text.
  private let lines: LineTable

  public init(path: String, bytes: [UInt8], firstLine: Int = 1, sheets: [SourceSheet] = []) {
    self.path = path
    self.bytes = bytes
    self.firstLine = firstLine
    self.sheets = sheets
    lines = LineTable(bytes)
  }

  public init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// The text between two byte offsets; offsets beyond the end are cut off.
  public func slice(_ start: Int, _ end: Int) -> String {
    let lower = min(max(start, 0), bytes.count)
    let upper = min(max(end, lower), bytes.count)
    return String(decoding: bytes[lower..<upper], as: UTF8.self)
  }

  /// The line and column of a byte offset; the line counts from the top of its sheet.
  public func position(of offset: Int) -> SourcePosition {
    let place = min(max(offset, 0), bytes.count)
    let line = lines.line(of: place)
    let before = lines.scalars(before: lines.start(of: line), in: bytes)
    return SourcePosition(
      line: firstLine + line - (sheet(at: line)?.line ?? 0),
      column: lines.scalars(before: place, in: bytes) - before + 1)
  }

  /// `dossier.json:12:20`, or `form.xlsx[主要产品]:5:3`: where a byte offset is.
  public func place(of offset: Int) -> String {
    let position = position(of: offset)
    return "\(name(at: offset)):\(position.line):\(position.column)"
  }

  /// The path, with the sheet that holds a byte offset.
  func name(at offset: Int) -> String {
    guard !sheets.isEmpty else { return path }
    let line = lines.line(of: min(max(offset, 0), bytes.count))
    return sheet(at: line).map { "\(path)[\($0.name)]" } ?? path
  }

  private func sheet(at line: Int) -> SourceSheet? { sheets.last { $0.line <= line } }

  /// The byte offsets of the line that holds an offset, without its line break.
  public func lineBounds(around offset: Int) -> Range<Int> {
    let line = lines.line(of: min(max(offset, 0), bytes.count))
    let start = lines.start(of: line)
    var end = lines.end(of: line) ?? bytes.count
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }
}

/// A sheet of a workbook inside a text that holds several.
public struct SourceSheet: Sendable, Equatable {
  public let name: String
  /// The line of its first row, counted from 0 at the start of the text.
  public let line: Int

  public init(name: String, line: Int) {
    self.name = name
    self.line = line
  }
}

/// A place in a text as an editor shows it: line and column, both from 1; a column is one Unicode scalar.
public struct SourcePosition: Sendable, Equatable {
  public let line: Int
  public let column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

extension SourceText {
  /// Whether it is written in the rule language, rather than data beside it.
  public var isRuleText: Bool {
    if path == "-" { return true }
    let kind = TextKind(path: path)
    return kind == .rules || kind == .cases
  }

  /// The language its author writes: of a rule file that of its first word, since an English rule
  /// quotes Chinese clauses; of any other text English only when all its letters are.
  public var mainLanguage: Language {
    if isRuleText, let language = languageOfKeywords { return language }
    // Text of another encoding decodes to U+FFFD; it is Chinese here.
    var hasLetters = false
    for scalar in slice(0, 20_000).unicodeScalars
    where scalar.properties.isAlphabetic || scalar == "\u{FFFD}" {
      if scalar.value >= 0x80 { return .chinese }
      hasLetters = true
    }
    return hasLetters ? .english : .chinese
  }

  /// The language of most words that begin a line; nil when none does.
  private var languageOfKeywords: Language? {
    var (chinese, english) = (0, 0)
    var isAtStart = true
    for byte in bytes {
      switch byte {
      case 0x0A, 0x0D: isAtStart = true
      case 0x20, 0x09: break
      default:
        guard isAtStart else { continue }
        isAtStart = false
        if byte >= 0x80 { chinese += 1 } else if byte.isASCIILetter { english += 1 }
      }
    }
    return chinese + english == 0 ? nil : english > chinese ? .english : .chinese
  }
}

extension UInt8 {
  fileprivate var isASCIILetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A }
}
