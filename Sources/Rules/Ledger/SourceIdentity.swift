/// What a source is known by, in forms that can be compared.
public struct SourceIdentity: Sendable, Hashable {
  /// Of its number; nil where it has none.
  public let number: String?
  /// Of all its names and its date; nil where a name is missing.
  public let names: String?
  /// Of its names without endings, signs and dates: sources of one such key may be the same. nil
  /// where it has no name at all.
  public let near: String?
  /// Its names without endings and signs; empty where one is not given.
  let stems: [String]

  public init(_ claim: SourceClaim, endings: [String]) {
    let account = claim.list + "\u{1F}" + claim.part + "\u{1F}"
    let number = Self.folded(claim.number)
    self.number = number.isEmpty ? nil : account + number
    let folded = claim.names.map(Self.folded)
    names =
      folded.isEmpty || folded.contains("")
      ? nil : account + (folded + [claim.date]).joined(separator: "\u{1F}")
    stems = folded.map { Self.stem($0, endings) }
    near = stems.first?.isEmpty ?? true ? nil : account + stems.joined(separator: "\u{1F}")
  }

  /// Whether it can be found again: by its number, or by all its names.
  public var isComplete: Bool { number != nil || names != nil }

  /// A text without white space, full-width forms and large letters.
  static func folded(_ text: String) -> String { TextKey.folded(text).asciiLowercased }

  /// A name without signs and without what may stand at its end.
  private static func stem(_ folded: String, _ endings: [String]) -> String {
    var rest = String(
      String.UnicodeScalarView(
        folded.unicodeScalars.filter { $0.properties.isAlphabetic || $0.isDigit }))
    while let ending = endings.first(where: { rest.hasSuffix($0) && rest != $0 }) {
      rest.removeLast(ending.count)
    }
    return rest
  }
}

extension Unicode.Scalar {
  fileprivate var isDigit: Bool { properties.numericType != nil }
}
