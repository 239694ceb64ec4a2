/// What a source is known by, in forms that can be compared.
public struct SourceIdentity: Sendable, Hashable {
  /// Of its number; nil where it has none.
  public let number: String?
  /// Of all its names and its date; nil where a name is missing.
  public let names: String?
  /// Of its names without endings, signs and dates: sources of one such key may be the same. nil
  /// where it has no name at all.
  public let near: String?
  /// Of its names as in ``near`` and its number as people slip in writing it: sources of one such
  /// key may be the same although their numbers differ. nil where one of them is missing.
  let nearNumber: String?
  /// Its names without endings and signs; empty where one is not given.
  let stems: [String]

  public init(_ claim: SourceClaim, endings: [String]) {
    let number = Self.folded(claim.number)
    self.number = Self.number(of: claim, folded: number)
    let folded = claim.names.map { Self.folded($0) }
    names =
      folded.isEmpty || folded.contains { $0.isEmpty }
      ? nil : Self.key(of: claim, folded + [claim.date])
    stems = folded.map { Self.stem($0, endings) }
    near = stems.first?.isEmpty ?? true ? nil : Self.key(of: claim, stems)
    let groups = Self.groups(of: number)
    nearNumber = groups.isEmpty ? nil : near.map { $0 + "\u{1F}\u{1F}" + groups }
  }

  /// As ``number``, without the rest.
  static func number(of claim: SourceClaim) -> String? {
    number(of: claim, folded: folded(claim.number))
  }

  private static func number(of claim: SourceClaim, folded: String) -> String? {
    folded.isEmpty ? nil : key(of: claim, [folded])
  }

  /// Words that hold in the ledger of a claim alone.
  private static func key(of claim: SourceClaim, _ words: [String]) -> String {
    var key = claim.list + "\u{1F}" + claim.part
    for word in words { key += "\u{1F}" + word }
    return key
  }

  /// Whether it can be found again: by its number, or by all its names.
  public var isComplete: Bool { number != nil || names != nil }

  /// A text without white space, full-width forms and large letters.
  static func folded(_ text: String) -> String { TextKey.folded(text).asciiLowercased }

  /// The letters and digits of a number, without the signs and words between them, the zeros before
  /// its figures, and what tells O from 0 and l from 1; empty where it has no figure.
  private static func groups(of folded: String) -> String {
    var groups: [(text: String, isFigure: Bool)] = []
    var isInside = false
    for scalar in folded.unicodeScalars {
      let plain: Unicode.Scalar
      switch scalar {
      case "o": plain = "0"
      case "l", "i": plain = "1"
      case "a"..."z", "0"..."9": plain = scalar
      default:
        isInside = false
        continue
      }
      let isFigure = ("0"..."9").contains(plain)
      // Letters that follow letters are one group, whatever sign stands between them.
      if let last = groups.last, last.isFigure == isFigure, isInside || !isFigure {
        if last.text == "0" { groups[groups.count - 1].text = "" }
        groups[groups.count - 1].text.unicodeScalars.append(plain)
      } else {
        groups.append((String(plain), isFigure))
      }
      isInside = true
    }
    return groups.contains { $0.isFigure } ? groups.map { $0.text }.joined(separator: " ") : ""
  }

  /// A name without signs and without what may stand at its end.
  private static func stem(_ folded: String, _ endings: [String]) -> String {
    var rest = folded.lettersAndDigits[...]
    while let ending = endings.first(where: { rest.count > $0.utf8.count && rest.ends($0) }) {
      rest.removeLast(ending.utf8.count)
    }
    return rest.count == folded.utf8.count ? folded : String(decoding: rest, as: UTF8.self)
  }
}

extension String {
  /// In UTF-8.
  fileprivate var lettersAndDigits: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count)
    for scalar in unicodeScalars where scalar.isLetterOrDigit {
      bytes += Unicode.UTF8.encode(scalar) ?? Unicode.UTF8.encodedReplacementCharacter
    }
    return bytes
  }
}

extension ArraySlice<UInt8> {
  fileprivate func ends(_ text: String) -> Bool {
    suffix(text.utf8.count).elementsEqual(text.utf8)
  }
}

extension Unicode.Scalar {
  fileprivate var isLetterOrDigit: Bool {
    switch value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x4E00...0x9FFF: true
    case 0..<0x80: false
    default: properties.isAlphabetic || properties.numericType != nil
    }
  }
}
