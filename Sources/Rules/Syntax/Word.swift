/// A name or keyword as written, compared byte by byte after full-width forms became ASCII.
///
/// Swift compares strings by canonical equivalence, which is slow for Chinese and would make two
/// different spellings one name; a word carries a hash of its bytes instead.
public struct Word: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
  public let text: String
  private let fingerprint: UInt64

  public init(_ text: String) {
    self.text = text
    // FNV-1a, 64 bits. <http://www.isthe.com/chongo/tech/comp/fnv/>
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    fingerprint = hash
  }

  public init(stringLiteral text: String) { self.init(text) }

  public static func == (left: Word, right: Word) -> Bool {
    // Equal fingerprints mean equal bytes but for a collision, which the texts then tell apart.
    left.fingerprint == right.fingerprint && left.text == right.text
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }

  public var description: String { text }
}
