/// One piece of rule text: a word, a literal or a sign.
public struct Token: Sendable {
  public enum Kind: Sendable, Equatable {
    /// A name, a path such as 数据中心.PUE, a rule id, a keyword or a unit.
    case word
    case number
    case date
    /// Text in 「」, “” or "".
    case string
    /// A document's title in 《》.
    case bookTitle
    case sign(Sign)
    /// A character that belongs to no token.
    case stray
    case endOfFile
  }

  public enum Sign: Sendable {
    case leftParenthesis, rightParenthesis, leftBracket, rightBracket
    case comma, colon, dot
    case plus, minus, times, dividedBy
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
  }

  public let kind: Kind
  public let range: SourceRange
  /// A word, to be looked up; of every other kind, the text alone.
  public let word: Word
  /// Whether white space or a line break stands before it.
  public let follows: Gap
  /// The keywords that a word may begin, by their place in ``KeywordSet``'s table.
  private let keywordEntry: KeywordSet.Entry

  init(
    kind: Kind, range: SourceRange, word: Word, follows: Gap,
    keywordEntry: KeywordSet.Entry = KeywordSet.noEntry
  ) {
    self.kind = kind
    self.range = range
    self.word = word
    self.follows = follows
    self.keywordEntry = keywordEntry
  }

  /// The digits, the date, or the text between quotation marks; of a word, the word.
  public var text: String { word.text }

  var keywords: KeywordSet { KeywordSet.at(keywordEntry) }

  public enum Gap: Sendable {
    case nothing, space, lineBreak
  }

  func isSign(_ sign: Sign) -> Bool {
    if case .sign(let own) = kind { own == sign } else { false }
  }

  var isWord: Bool {
    if case .word = kind { true } else { false }
  }

  /// Whether it is one of some words.
  func isOne(of words: Set<Word>) -> Bool { isWord && words.contains(word) }
}

/// A comment from `#` to the end of its line.
public struct CommentSyntax: Sendable, Equatable {
  public let text: String
  public let range: SourceRange
  /// Whether nothing but white space stands before it on its line.
  public let standsAlone: Bool
}
