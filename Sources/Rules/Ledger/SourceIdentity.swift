/// What a source is known by, in forms that can be compared.
public struct SourceIdentity: Sendable, Hashable {
  /// Of its number; nil where it has none.
  public let number: String?
  /// Its names without endings and signs; empty where one is not given.
  let stems: [String]
  // A source that is known by its number is never asked for the rest.
  private let list: String
  private let part: String
  private let foldedNumber: String
  private let foldedNames: [String]
  private let date: String

  public init(_ claim: SourceClaim, endings: [String]) {
    (list, part, date) = (claim.list, claim.part, claim.date)
    foldedNumber = Self.folded(claim.number)
    number = Self.number(of: claim, folded: foldedNumber)
    foldedNames = claim.names.map { Self.folded($0) }
    stems = foldedNames.map { Self.stem($0, endings) }
  }

  /// Of all its names and its date; nil where a name is missing.
  public var names: String? {
    foldedNames.isEmpty || foldedNames.contains { $0.isEmpty }
      ? nil : Self.key(list, part, foldedNames + [date])
  }

  /// Of its names without endings, signs and dates: sources of one such key may be the same. nil
  /// where it has no name at all.
  public var near: String? {
    stems.first?.isEmpty ?? true ? nil : Self.key(list, part, stems)
  }

  /// Of its names as in ``near`` and its number as people slip in writing it: sources of one such
  /// key may be the same although their numbers differ. nil where one of them is missing.
  var nearNumber: String? { near.flatMap { nearNumber(beside: $0) } }

  /// - Parameter near: As ``near``, which takes a while to make.
  func nearNumber(beside near: String) -> String? {
    let groups = Self.groups(of: foldedNumber)
    return groups.isEmpty ? nil : near + "\u{1F}\u{1F}" + groups
  }

  /// As ``number``, without the rest.
  static func number(of claim: SourceClaim) -> String? {
    number(of: claim, folded: folded(claim.number))
  }

  private static func number(of claim: SourceClaim, folded: String) -> String? {
    folded.isEmpty ? nil : key(claim.list, claim.part, [folded])
  }

  /// Words that hold in the ledger of a claim alone.
  private static func key(_ list: String, _ part: String, _ words: [String]) -> String {
    var key: [UInt8] = []
    key.reserveCapacity(
      words.reduce(list.utf8.count + part.utf8.count + 1) { $0 + $1.utf8.count + 1 })
    key += list.utf8
    key.append(0x1F)
    key += part.utf8
    for word in words {
      key.append(0x1F)
      key += word.utf8
    }
    return String(decoding: key, as: UTF8.self)
  }

  /// Whether it can be found again: by its number, or by all its names.
  public var isComplete: Bool { number != nil || names != nil }

  /// A text without white space, full-width forms and large letters.
  static func folded(_ text: String) -> String { TextKey.folded(text).asciiLowercased }

  /// The letters and digits of a number, without the signs and words between them, the zeros before
  /// its figures, and what tells O from 0 and l from 1; empty where it has no figure.
  private static func groups(of folded: String) -> String {
    var groups: [UInt8] = []
    // Where the last group begins; its zeros go when another figure follows.
    var start = 0
    var (isOfFigures, hasFigures, isInside) = (false, false, false)
    for byte in folded.utf8 {
      let plain: UInt8
      switch byte {
      case UInt8(ascii: "o"): plain = UInt8(ascii: "0")
      case UInt8(ascii: "l"), UInt8(ascii: "i"): plain = UInt8(ascii: "1")
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        plain = byte
      default:
        isInside = false
        continue
      }
      let isFigure = plain <= UInt8(ascii: "9")
      // Letters that follow letters are one group, whatever sign stands between them.
      if !groups.isEmpty, isOfFigures == isFigure, isInside || !isFigure {
        if groups.count == start + 1, groups[start] == UInt8(ascii: "0") { groups.removeLast() }
      } else {
        if !groups.isEmpty { groups.append(UInt8(ascii: " ")) }
        (start, isOfFigures) = (groups.count, isFigure)
        hasFigures = hasFigures || isFigure
      }
      groups.append(plain)
      isInside = true
    }
    return hasFigures ? String(decoding: groups, as: UTF8.self) : ""
  }

  /// A name without signs and without what may stand at its end.
  private static func stem(_ folded: String, _ endings: [String]) -> String {
    let letters = folded.lettersAndDigits
    let count = letters.withBytes { bytes in
      var rest = bytes[...]
      while let ending = endings.first(where: { rest.count > $0.utf8.count && rest.ends($0) }) {
        rest.removeLast(ending.utf8.count)
      }
      return rest.count
    }
    guard count < letters.utf8.count else { return letters }
    return String(decoding: letters.utf8.prefix(count), as: UTF8.self)
  }
}

extension String {
  /// Without the signs; most names have none.
  fileprivate var lettersAndDigits: String {
    guard withBytes({ $0.mayHaveSigns }) else { return self }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count)
    for scalar in unicodeScalars where scalar.isLetterOrDigit { bytes.append(scalar) }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether it is anything but letters and digits of ASCII and characters from U+4E00 to U+9FFF.
  fileprivate var mayHaveSigns: Bool {
    for place in indices {
      switch self[place] {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...0xBF, 0xE5...0xE9: break
      case 0xE4 where self[place + 1] >= 0xB8: break
      default: return true
      }
    }
    return false
  }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
  fileprivate func ends(_ text: String) -> Bool {
    guard count >= text.utf8.count else { return false }
    var place = endIndex
    for byte in text.utf8.reversed() {
      place -= 1
      if self[place] != byte { return false }
    }
    return true
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
