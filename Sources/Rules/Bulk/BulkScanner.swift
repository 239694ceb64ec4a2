/// Goes through the bytes of one record, token by token, by the grammar of RFC 8259 and nothing else.
///
/// A failure is not explained: the record goes to ``JSONReader``.
struct BulkScanner {
  let bytes: UnsafePointer<UInt8>
  let end: Int
  var place = 0
  /// Whether something is wrong, or written with escapes where a value is wanted.
  var hasFailed = false

  init(_ bytes: UnsafePointer<UInt8>, end: Int) { (self.bytes, self.end) = (bytes, end) }

  /// What begins at the current place, behind white space; 0 at the end.
  @inline(__always)
  mutating func next() -> UInt8 {
    guard place < end else { return 0 }
    let byte = bytes[place]
    return byte > 0x20 ? byte : nextBehindBlanks()
  }

  private mutating func nextBehindBlanks() -> UInt8 {
    while place < end {
      let byte = bytes[place]
      guard byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D else { return byte }
      place &+= 1
      skipBlanks()
    }
    return 0
  }

  /// Blanks, eight at a time: lines that were laid out once keep theirs.
  private mutating func skipBlanks() {
    let raw = UnsafeRawPointer(bytes)
    while place &+ 8 <= end {
      let word = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      let others = UInt64(littleEndian: word) ^ 0x2020_2020_2020_2020
      guard others == 0 else {
        place &+= others.trailingZeroBitCount >> 3
        return
      }
      place &+= 8
    }
  }

  /// Takes one sign; false, and a failure, when another one stands there.
  @inline(__always)
  mutating func take(_ sign: UInt8) -> Bool {
    guard next() == sign else {
      hasFailed = true
      return false
    }
    place &+= 1
    return true
  }

  /// Takes one of the words `true`, `false` and `null`; false, and a failure, when it is not there.
  @inline(__always)
  mutating func takeWord(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard place &+ count <= end,
      UnsafeRawPointer(bytes + place).isEqual(UnsafeRawPointer(word.utf8Start), count: count)
    else {
      hasFailed = true
      return false
    }
    place &+= count
    return true
  }

  // MARK: - Strings

  /// The content of the string at the current place; a failure where it has escapes, unless they
  /// are allowed.
  mutating func string(allowsEscapes: Bool = false) -> (start: Int, count: Int) {
    let start = place &+ 1
    var next = start
    while true {
      next = plainEnd(from: next)
      guard next < end else { break }
      let byte = bytes[next]
      if byte == 0x22 {
        place = next &+ 1
        return (start, next &- start)
      }
      if byte >= 0x80 {
        next = charactersEnd(from: next)
      } else {
        guard byte == 0x5C, allowsEscapes else { break }
        next = escapeEnd(from: next)
      }
      guard next >= 0 else { break }
    }
    hasFailed = true
    return (start, 0)
  }

  /// Takes what stands behind the quotation mark at the current place if it is a known text, with all
  /// that belongs to that.
  @inline(__always)
  mutating func takeString(_ known: UnsafePointer<UInt8>, count: Int) -> Bool {
    let start = place &+ 1
    guard start &+ count <= end,
      UnsafeRawPointer(bytes + start).isEqual(UnsafeRawPointer(known), count: count)
    else { return false }
    place = start &+ count
    return true
  }

  /// The content of the string at the current place, if it is short and its end is near.
  @inline(__always)
  var shortText: BulkShortText? {
    BulkShortText(bytes, quotedFrom: place &+ 1, end: end)
  }

  /// Where printable ASCII ends, eight bytes at a time.
  @inline(__always)
  private func plainEnd(from start: Int) -> Int {
    let raw = UnsafeRawPointer(bytes)
    var place = start
    while place &+ 8 <= end {
      let word = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      let quotes = word ^ 0x2222_2222_2222_2222
      let slashes = word ^ 0x5C5C_5C5C_5C5C_5C5C
      let low: UInt64 = 0x0101_0101_0101_0101
      let high: UInt64 = 0x8080_8080_8080_8080
      // A byte below 0x20 or one of the two signs borrows from its high bit.
      let stops =
        (quotes &- low) & ~quotes | (slashes &- low) & ~slashes
        | (word &- 0x2020_2020_2020_2020) & ~word | word
      let found = stops & high
      if found != 0 { return place &+ found.trailingZeroBitCount >> 3 }
      place &+= 8
    }
    while place < end {
      let byte = bytes[place]
      if byte < 0x20 || byte == 0x22 || byte == 0x5C || byte >= 0x80 { return place }
      place &+= 1
    }
    return place
  }

  /// Where characters beyond ASCII in UTF-8 end; -1 when they are none.
  ///
  /// The Unicode Standard 16.0, table 3-7.
  private func charactersEnd(from start: Int) -> Int {
    var place = start
    while place < end {
      if place &+ 14 <= end, areFourCharacters(at: place) {
        place &+= 12
        continue
      }
      let first = bytes[place]
      if first < 0x80 { return place }
      if first >= 0xE1, first <= 0xEC {
        guard place &+ 2 < end, bytes[place &+ 1] & 0xC0 == 0x80, bytes[place &+ 2] & 0xC0 == 0x80
        else { return -1 }
        place &+= 3
        continue
      }
      let (count, low, high): (Int, UInt8, UInt8)
      switch first {
      case 0xC2...0xDF: (count, low, high) = (2, 0x80, 0xBF)
      case 0xE0: (count, low, high) = (3, 0xA0, 0xBF)
      case 0xED: (count, low, high) = (3, 0x80, 0x9F)
      case 0xEE, 0xEF: (count, low, high) = (3, 0x80, 0xBF)
      case 0xF0: (count, low, high) = (4, 0x90, 0xBF)
      case 0xF1...0xF3: (count, low, high) = (4, 0x80, 0xBF)
      case 0xF4: (count, low, high) = (4, 0x80, 0x8F)
      default: return -1
      }
      guard place &+ count <= end, bytes[place &+ 1] >= low, bytes[place &+ 1] <= high else {
        return -1
      }
      for offset in 2..<max(count, 2) where bytes[place &+ offset] & 0xC0 != 0x80 { return -1 }
      place &+= count
    }
    return place
  }

  /// Whether four characters from U+1000 to U+CFFF stand at a place, as most of Chinese.
  @inline(__always)
  private func areFourCharacters(at place: Int) -> Bool {
    let raw = UnsafeRawPointer(bytes)
    let (two, next) = (
      UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)),
      UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: place &+ 6, as: UInt64.self))
    )
    let (signs, marks): (UInt64, UInt64) = (0xC0C0_F0C0_C0F0, 0x8080_E080_80E0)
    // The first bytes are E1 to EC: from their low halves 1 to 12, one more sum carries than the other.
    let halves = two & 0x0F00_000F | (next & 0x0F00_000F) << 8
    let (least, most) = (halves &+ 0x0F_0F00_0F0F, halves &+ 0x03_0300_0303)
    return (two & signs ^ marks) | (next & signs ^ marks) == 0
      && least & ~most & 0x10_1000_1010 == 0x10_1000_1010
  }

  /// Where an escape ends; -1 when it is none that is known here.
  private func escapeEnd(from place: Int) -> Int {
    guard place &+ 1 < end else { return -1 }
    switch bytes[place &+ 1] {
    case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: return place &+ 2
    // Half of a character is found by whoever reads it.
    default: return -1
    }
  }

  // MARK: - Numbers

  /// A number in digits, perhaps with decimals; one with an exponent is none here.
  struct Number {
    let start: Int
    let count: Int
    /// nil: it has more digits than fit, or an exponent.
    let value: BulkNumber?
  }

  mutating func number() -> Number {
    let start = place
    if bytes[place] == 0x2D { place &+= 1 }
    let first = place
    skipDigits()
    let integer = place &- first
    var fits = integer > 0 && (integer == 1 || bytes[first] != 0x30)
    if !fits { hasFailed = true }
    var decimals = 0
    if place < end, bytes[place] == 0x2E {
      place &+= 1
      let begin = place
      skipDigits()
      decimals = place &- begin
      if decimals == 0 { hasFailed = true }
    }
    if place < end, bytes[place] | 0x20 == 0x65 {
      place &+= 1
      if place < end, bytes[place] == 0x2D || bytes[place] == 0x2B { place &+= 1 }
      let begin = place
      skipDigits()
      if place == begin { hasFailed = true }
      fits = false
    }
    let value = fits ? Self.value(bytes, start, place, decimals) : nil
    return Number(start: start, count: place &- start, value: value)
  }

  private mutating func skipDigits() {
    while place < end, bytes[place] &- 0x30 <= 9 { place &+= 1 }
  }

  private static let powers: [Int64] = (0...18).map { exponent in
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  /// The value of a sign, digits and perhaps a point among them; nil: it has too many of them.
  static func value(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ decimals: Int
  ) -> BulkNumber? {
    guard end &- start <= 17, decimals <= 12 else { return nil }
    var mantissa: Int64 = 0
    for place in start..<end {
      let digit = bytes[place] &- 0x30
      if digit <= 9 { mantissa = mantissa &* 10 &+ Int64(digit) }
    }
    if bytes[start] == 0x2D { mantissa = -mantissa }
    return BulkNumber(numerator: mantissa, denominator: powers[decimals])
  }
}
