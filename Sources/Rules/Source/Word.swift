/// A name or keyword as written, compared byte by byte after full-width forms became ASCII.
///
/// Swift compares strings by canonical equivalence, which is slow for Chinese and would make two
/// different spellings one name; a word carries a hash of its bytes instead.
public struct Word: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
  public let text: String
  private let fingerprint: UInt64

  public init(_ text: String) {
    self.text = text
    fingerprint = text.withBytes { bytes in
      var hash = Self.emptyFingerprint
      for byte in bytes { hash = Self.fingerprint(hash, adding: byte) }
      return hash
    }
  }

  /// The word that the bytes of a slice spell.
  init(_ bytes: ArraySlice<UInt8>) {
    var hash = Self.emptyFingerprint
    for byte in bytes { hash = Self.fingerprint(hash, adding: byte) }
    text = String(decoding: bytes, as: UTF8.self)
    fingerprint = hash
  }

  /// A text that is carried along and never looked up, as the content of a quotation.
  init(unhashed text: String) {
    self.text = text
    fingerprint = 0
  }

  // FNV-1a, 64 bits. <http://www.isthe.com/chongo/tech/comp/fnv/>
  private static let emptyFingerprint: UInt64 = 0xcbf2_9ce4_8422_2325

  private static func fingerprint(_ hash: UInt64, adding byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }

  public init(stringLiteral text: String) { self.init(text) }

  public static func == (left: Word, right: Word) -> Bool {
    // Equal fingerprints mean equal bytes but for a collision, which the texts then tell apart.
    left.fingerprint == right.fingerprint && left.text == right.text
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }

  /// The fingerprint is mixed well enough to be a hash by itself.
  public func _rawHashValue(seed: Int) -> Int { Int(truncatingIfNeeded: fingerprint) ^ seed }

  public var description: String { text }
}

extension String {
  /// The parts between the dots of a path; quicker than splitting characters.
  var pathSegments: [String] {
    utf8.split(separator: UInt8(ascii: ".")).map { String(Substring($0)) }
  }
}
