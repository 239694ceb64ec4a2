/// Reads the atoms that a ``ProgramWriter`` wrote, without a text of its own for any of them.
///
/// It is read at every start of the program, so it goes over the bytes once.
struct ProgramReader: @unchecked Sendable {
  // SAFETY: nothing writes into the bytes; a reader that outlives the reading of its file, as those
  // of deferred values do, is one of bytes that are part of the process.
  private let bytes: UnsafeBufferPointer<UInt8>
  /// Whether the bytes are what a ``ProgramWriter`` wrote and stay where they are, so that no text
  /// needs to be checked and values may be read later.
  private let isOwn: Bool
  private var position = 0
  /// Where each text begins and ends.
  private var texts: [Range<Int>] = []
  private var units: [UnitOfMeasure] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>, isOwn: Bool) {
    self.bytes = bytes
    self.isOwn = isOwn
  }

  var isAtEnd: Bool { position == bytes.count }

  func failure(_ message: String) -> ProgramFileError {
    ProgramFileError(offset: position, message: message)
  }

  mutating func callAsFunction<Value: ProgramCodable>() throws(ProgramFileError) -> Value {
    try Value(from: &self)
  }

  // MARK: - Atoms

  mutating func number() throws(ProgramFileError) -> Int {
    let isNegative = position < bytes.count && bytes[position] == UInt8(ascii: "-")
    if isNegative { position += 1 }
    // Most are of one to four digits, in a file that goes on behind them.
    if position &+ 5 <= bytes.count, let short = shortNumber() {
      return isNegative ? -short : short
    }
    let value = try digits()
    try endAtom()
    return isNegative ? -value : value
  }

  /// Passes a number of up to four digits and what ends it; nil, and nothing is passed, when it is
  /// another atom.
  private mutating func shortNumber() -> Int? {
    guard let start = bytes.baseAddress.map({ $0 + position }) else { return nil }
    var value = 0
    for length in 0..<5 {
      let digit = start[length] &- 0x30
      guard digit > 9 else {
        value = value &* 10 &+ Int(digit)
        continue
      }
      guard length > 0, start[length] == 0x20 || start[length] == 0x0A else { return nil }
      position &+= length &+ 1
      return value
    }
    return nil
  }

  /// Digits that may be more than a machine number holds.
  mutating func largeNumber() throws(ProgramFileError) -> Int128 {
    let isNegative = position < bytes.count && bytes[position] == UInt8(ascii: "-")
    if isNegative { position += 1 }
    let start = position
    var value: Int128 = 0
    while position < bytes.count, bytes[position] &- 0x30 < 10 {
      // 18 digits at a time fit a machine number, whose arithmetic is quicker.
      let (piece, scale) = piece()
      let (product, overflow) = value.multipliedReportingOverflow(by: Int128(scale))
      let (sum, carry) = product.addingReportingOverflow(Int128(piece))
      guard !overflow, !carry else { throw failure("the number is too large") }
      value = sum
    }
    guard position > start else { throw failure("a number is missing") }
    return isNegative ? -value : value
  }

  private mutating func piece() -> (value: UInt64, scale: UInt64) {
    var (value, scale) = (UInt64(0), UInt64(1))
    while position < bytes.count, scale < 1_000_000_000_000_000_000 {
      let digit = bytes[position] &- 0x30
      guard digit < 10 else { break }
      value = value &* 10 &+ UInt64(digit)
      scale = scale &* 10
      position += 1
    }
    return (value, scale)
  }

  /// Up to 18 digits.
  mutating func digits() throws(ProgramFileError) -> Int {
    var place = position
    var value = 0
    while place < bytes.count {
      let digit = bytes[place] &- 0x30
      guard digit < 10 else { break }
      value = value &* 10 &+ Int(digit)
      place &+= 1
    }
    guard place > position, place &- position <= 18 else { throw failure("a number is missing") }
    position = place
    return value
  }

  /// Passes a byte inside an atom, as the line of a fraction.
  mutating func pass(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  /// Passes the space or the line break behind an atom.
  mutating func endAtom() throws(ProgramFileError) {
    guard position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x0A else {
      throw failure("an atom goes on where it should end")
    }
    position += 1
  }

  /// Passes `-`, which stands for what is absent.
  mutating func passAbsence() throws(ProgramFileError) -> Bool {
    guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "-"),
      bytes[position + 1] <= 0x20
    else { return false }
    position += 2
    return true
  }

  /// The bytes of a word; sixteen of them tell it from all others.
  mutating func packedWord() throws(ProgramFileError) -> PackedWord {
    var word = PackedWord()
    while position < bytes.count, bytes[position] > 0x20 {
      word.append(bytes[position])
      position += 1
    }
    try endAtom()
    return word
  }

  /// One of the words that tell kinds apart.
  mutating func kind<Kind: ProgramWord>() throws(ProgramFileError) -> Kind {
    let word = try packedWord()
    guard let place = Kind.words.firstIndex(of: word), let kind = Kind(rawValue: place) else {
      throw failure("this word is not known here")
    }
    return kind
  }

  mutating func word() throws(ProgramFileError) -> String {
    let start = position
    while position < bytes.count, bytes[position] > 0x20 { position += 1 }
    let word = string(start, position)
    try endAtom()
    return word
  }

  mutating func expect(_ wanted: StaticString) throws(ProgramFileError) {
    guard try packedWord() == PackedWord(wanted) else {
      throw failure("`\(wanted)` is missing")
    }
  }

  /// So many bytes, whatever they are.
  mutating func raw(_ count: Int) throws(ProgramFileError) -> UnsafeBufferPointer<UInt8> {
    guard count >= 0, count <= bytes.count - position else { throw failure("the file is cut off") }
    let start = position
    position += count
    try endAtom()
    return UnsafeBufferPointer(rebasing: bytes[start..<(start + count)])
  }

  private func string(_ start: Int, _ end: Int) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
  }

  // MARK: - Texts and lists

  mutating func readTexts() throws(ProgramFileError) {
    try expect("texts")
    let count = try self.count()
    texts.reserveCapacity(count)
    for _ in 0..<count {
      let length = try number()
      let start = position
      _ = try raw(length)
      texts.append(start..<(start + length))
    }
  }

  mutating func text() throws(ProgramFileError) -> String {
    let place = try number()
    guard texts.indices.contains(place) else { throw failure("there is no such text") }
    let text = UnsafeBufferPointer(rebasing: bytes[texts[place]])
    return isOwn
      ? String(copying: UTF8Span(unchecked: Span(_unsafeElements: text), isKnownASCII: false))
      : String(decoding: text, as: UTF8.self)
  }

  mutating func readUnits() throws(ProgramFileError) {
    let defined: [DefinedUnit] = try section("defined-units")
    units = defined.map { $0.unit }
  }

  mutating func unit() throws(ProgramFileError) -> UnitOfMeasure {
    let place = try number()
    guard units.indices.contains(place) else { throw failure("there is no such unit") }
    return units[place]
  }

  /// A value after the number of its bytes: of bytes that stay it is read when it is asked for.
  mutating func deferred<Value: ProgramCodable & Sendable>()
    throws(ProgramFileError) -> Deferred<Value>
  {
    let length = try number()
    let inner = self
    _ = try raw(length)
    if isOwn { return Deferred(inner.trusted()) }
    var file = inner
    let value: Value = try file()
    return Deferred(value)
  }

  private func trusted<Value: ProgramCodable>() -> Value {
    var file = self
    do throws(ProgramFileError) {
      return try file()
    } catch {
      fatalError("the program that was built in is damaged at byte \(error.offset)")
    }
  }

  mutating func section<Element: ProgramCodable>(
    _ name: StaticString
  ) throws(ProgramFileError) -> [Element] {
    try expect(name)
    return try self()
  }

  /// A length; one beyond the file is a damaged file, not a reason to ask for its memory.
  mutating func count() throws(ProgramFileError) -> Int {
    let count = try number()
    guard count >= 0, count <= bytes.count - position else { throw failure("a list is too long") }
    return count
  }
}

/// A word of the file as a number, which is quick to compare.
struct PackedWord: Equatable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  init() {}

  init(_ word: StaticString) {
    let start = word.utf8Start
    for offset in 0..<word.utf8CodeUnitCount { append(start[offset]) }
  }

  /// The words of all kinds, in their order.
  static func all<Kind: ProgramWord>(_: Kind.Type) -> [PackedWord] {
    Kind.allCases.map { PackedWord($0.word) }
  }

  /// Up to sixteen bytes count.
  mutating func append(_ byte: UInt8) {
    high = high << 8 | low >> 56
    low = low << 8 | UInt64(byte)
  }
}

/// The words that tell the kinds of a value apart.
protocol ProgramWord: CaseIterable, RawRepresentable where RawValue == Int {
  var word: StaticString { get }
  /// Those of all kinds, by their raw values.
  static var words: [PackedWord] { get }
}
