/// Up to fifteen bytes of a record in two words, so that they are compared at once.
///
/// Most values are such: choices, days, units.
struct BulkShortText {
  let first: UInt64
  let second: UInt64
  let count: Int

  /// How many bytes are looked at, whatever the length.
  private static let width = 16

  /// The content of a string, from behind its quotation mark to the next one; nil: that is farther, or
  /// near the end of the record.
  ///
  /// What stands in it is not looked at: it is known only where it is the same as another.
  @inline(__always)
  init?(_ bytes: UnsafePointer<UInt8>, quotedFrom start: Int, end: Int) {
    guard start &+ Self.width <= end else { return nil }
    let (low, high) = Self.words(bytes + start)
    let near = Self.quotes(low)
    if near != 0 {
      count = near.trailingZeroBitCount >> 3
      (first, second) = (Self.kept(low, count), 0)
      return
    }
    let far = Self.quotes(high)
    guard far != 0 else { return nil }
    let rest = far.trailingZeroBitCount >> 3
    count = 8 &+ rest
    (first, second) = (low, Self.kept(high, rest))
  }

  /// So many bytes; nil: there are too many, or they are near the end of the record.
  @inline(__always)
  init?(_ bytes: UnsafePointer<UInt8>, from start: Int, count: Int, end: Int) {
    guard count < Self.width, start &+ Self.width <= end else { return nil }
    let (low, high) = Self.words(bytes + start)
    self.count = count
    first = count < 8 ? Self.kept(low, count) : low
    second = count < 8 ? 0 : Self.kept(high, count &- 8)
  }

  @inline(__always)
  private static func words(_ bytes: UnsafePointer<UInt8>) -> (UInt64, UInt64) {
    let raw = UnsafeRawPointer(bytes)
    return (
      UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self)),
      UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    )
  }

  /// The high bit of the first byte that is a quotation mark, and of some behind it; 0 for none.
  @inline(__always)
  private static func quotes(_ word: UInt64) -> UInt64 {
    let others = word ^ 0x2222_2222_2222_2222
    return (others &- 0x0101_0101_0101_0101) & ~others & 0x8080_8080_8080_8080
  }

  /// The first bytes of a word, fewer than eight.
  @inline(__always)
  private static func kept(_ word: UInt64, _ count: Int) -> UInt64 {
    word & (1 << UInt64(truncatingIfNeeded: count &* 8) &- 1)
  }
}

/// What was found of short texts, by a number beside each: one place for whatever falls there, so that
/// a search is one comparison and memory is bounded.
///
/// It is of one thread, and holds plain values only.
final class BulkShortTable<Value> {
  private struct Head {
    var first: UInt64 = 0
    var second: UInt64 = 0
    var count = 0
    /// -1 for an empty place.
    var tag = -1
  }

  private let heads: UnsafeMutablePointer<Head>
  private let values: UnsafeMutablePointer<Value>

  private static var bits: UInt64 { 11 }

  init() {
    let count = 1 << Int(Self.bits)
    heads = .allocate(capacity: count)
    heads.initialize(repeating: Head(), count: count)
    values = .allocate(capacity: count)
  }

  deinit {
    heads.deallocate()
    values.deallocate()
  }

  @inline(__always)
  private func place(of text: BulkShortText, _ tag: Int) -> Int {
    let joined = text.first ^ text.second &* 0x9E37_79B9_7F4A_7C15
    let hash =
      (joined ^ joined >> 32 ^ UInt64(truncatingIfNeeded: tag)) &* 0xFF51_AFD7_ED55_8CCD
    return Int(truncatingIfNeeded: hash >> (64 &- Self.bits))
  }

  /// nil: it was not kept, or something else fell on its place.
  @inline(__always)
  func value(of text: BulkShortText, tag: Int) -> UnsafeMutablePointer<Value>? {
    let place = place(of: text, tag)
    let head = heads + place
    guard head.pointee.first == text.first, head.pointee.second == text.second,
      head.pointee.count == text.count, head.pointee.tag == tag
    else { return nil }
    return values + place
  }

  func keep(_ value: Value, of text: BulkShortText, tag: Int) {
    let place = place(of: text, tag)
    heads[place] = Head(first: text.first, second: text.second, count: text.count, tag: tag)
    (values + place).initialize(to: value)
  }
}
