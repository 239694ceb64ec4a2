/// What is possible, as a hint lists it: all of a few, the first of many.
struct ListedWords {
  private static let limit = 24

  let chinese: String
  let english: String

  /// - Parameter first: The one to begin with, by either spelling.
  init(_ words: [Phrase], first: String? = nil) {
    let front = words.filter { $0.chinese == first || $0.english == first }
    let shown = front + words.filter { $0.chinese != first && $0.english != first }
    let rest = shown.count - Self.limit
    let (some, more) =
      rest > 0
      ? (Array(shown.prefix(Self.limit)), (" 等 \(shown.count) 个", " and \(rest) more"))
      : (shown, ("", ""))
    chinese = some.map { $0.chinese }.joined(separator: "、") + more.0
    english = some.map { $0.english }.joined(separator: ", ") + more.1
  }

  /// The words behind what they are; nil when there are none.
  func hint(_ before: Phrase) -> Phrase? {
    chinese.isEmpty ? nil : Phrase(before.chinese + chinese, before.english + english)
  }
}

extension String {
  /// Whether one letter was mistyped, left out or added in a word that is long enough to tell: 石灰
  /// is no slip of 石化, and 数据中新 is one of 数据中心.
  func isOneSlip(from other: String) -> Bool {
    unicodeScalars.count > 2 || unicodeScalars.contains { $0.isASCII }
      || unicodeScalars.count != other.unicodeScalars.count
  }
}
