import Rules

/// A dossier whose numbers are a little more or less than those of another one, so that no two of a stock
/// are alike.
///
/// Totals and what they are of stay, and so do evidence, ranges, and numbers below twenty, which are
/// counts and grades. A record stays what its rules can be asked of.
struct VariedRecord {
  private let text: [UInt8]
  private let kept: Set<String>
  private var random: UInt64
  private var place = 0
  private var written: [UInt8] = []

  /// - Parameter kept: The keys whose values stay.
  static func bytes(_ text: [UInt8], kept: Set<String>, seed: UInt64) -> [UInt8] {
    var record = VariedRecord(text: text, kept: kept, random: seed &* 0x9E37_79B9_7F4A_7C15 | 1)
    record.copyValue(isKept: false)
    record.written += text[record.place...]
    return record.written
  }

  private init(text: [UInt8], kept: Set<String>, random: UInt64) {
    (self.text, self.kept, self.random) = (text, kept, random)
  }

  /// The keys of totals, of what they are the sums of, and of evidence.
  static func keptKeys(_ vocabulary: Vocabulary) -> Set<String> {
    var keys: Set<String> = ["source", "来源", "from", "to"]
    for field in vocabulary.fields where field.isDerived {
      keys.formUnion([field.name.english, field.name.chinese, field.label])
    }
    for list in vocabulary.containers where list.path.english.hasSuffix("sources") {
      keys.formUnion(["sources", list.label])
    }
    return keys
  }

  // MARK: - Values

  private mutating func copyValue(isKept: Bool) {
    copySpace()
    switch text[place] {
    case UInt8(ascii: "{"): copyMembers(isKept: isKept)
    case UInt8(ascii: "["):
      repeat {
        copyByte()
        copySpace()
        if text[place] != UInt8(ascii: "]") { copyValue(isKept: isKept) }
        copySpace()
      } while text[place] == UInt8(ascii: ",")
      copyByte()
    case UInt8(ascii: "\""):
      let string = self.string()
      written.append(UInt8(ascii: "\""))
      written += isKept ? Array(string) : varied(string)
      written.append(UInt8(ascii: "\""))
    default:
      let end =
        text[place...].firstIndex { [0x2C, 0x7D, 0x5D, 0x20].contains($0) } ?? text.endIndex
      let literal = text[place..<end]
      written += isKept ? Array(literal) : number(literal) ?? Array(literal)
      place = end
    }
  }

  private mutating func copyMembers(isKept: Bool) {
    repeat {
      copyByte()
      copySpace()
      guard text[place] == UInt8(ascii: "\"") else { break }
      let start = place
      let key = String(decoding: string(), as: UTF8.self)
      written += text[start..<place]
      copySpace()
      copyByte()
      copyValue(isKept: isKept || kept.contains(key))
      copySpace()
    } while text[place] == UInt8(ascii: ",")
    copyByte()
  }

  private mutating func copyByte() {
    written.append(text[place])
    place += 1
  }

  private mutating func copySpace() { while text[place] == 0x20 { copyByte() } }

  /// What stands between quotation marks.
  private mutating func string() -> ArraySlice<UInt8> {
    let start = place + 1
    place = start
    while text[place] != UInt8(ascii: "\"") {
      place += text[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    place += 1
    return text[start..<(place - 1)]
  }

  // MARK: - Numbers

  /// `25.9 万tce`: a text that begins with a number and goes on with its unit, and is no day and no code.
  private mutating func varied(_ string: ArraySlice<UInt8>) -> [UInt8] {
    let end = string.firstIndex { !isPartOfNumber($0) } ?? string.endIndex
    let unit = string[end...]
    guard unit.first == 0x20, !unit.contains(where: { isDigit($0) && $0 != 0x33 && $0 != 0x32 }),
      let number = number(string[..<end])
    else { return Array(string) }
    return number + unit
  }

  /// A number up to two per cent from another one, with as many decimals; nil: it is none, or is kept.
  private mutating func number(_ digits: ArraySlice<UInt8>) -> [UInt8]? {
    guard let first = digits.first, isDigit(first), digits.allSatisfy({ isPartOfNumber($0) })
    else { return nil }
    let point = digits.firstIndex(of: UInt8(ascii: "."))
    let decimals = point.map { digits.endIndex - $0 - 1 } ?? 0
    guard let whole = Int(String(decoding: digits.filter { isDigit($0) }, as: UTF8.self)),
      decimals > 0 || whole >= 20
    else { return nil }
    random ^= random << 13
    random ^= random >> 7
    random ^= random << 17
    let changed = max(1, whole + whole * (Int(random % 401) - 200) / 10_000)
    // What may be a share of a whole stays one.
    let limit = (0..<decimals).reduce(100) { power, _ in power * 10 }
    guard whole > limit || changed <= limit else { return nil }
    var shown = Array(String(changed).utf8)
    while shown.count <= decimals { shown.insert(UInt8(ascii: "0"), at: 0) }
    if decimals > 0 { shown.insert(UInt8(ascii: "."), at: shown.count - decimals) }
    return shown
  }

  private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private func isPartOfNumber(_ byte: UInt8) -> Bool { isDigit(byte) || byte == 0x2E }
}
