/// A number as people write it in a dossier: `108 kgce/t`, `146,000`, `≤1.3`, `800～810`, `约3万吨`.
///
/// One blank or comma before groups of exactly three digits separates thousands. Any other blank
/// inside a number may be a digit, a point or a unit that was lost, so it is a problem and nothing
/// is read; so is any other comma.
struct NumberText {
  /// What is said of the number.
  enum Relation: Equatable {
    case exactly, about, atMost, below, atLeast, above
  }

  enum Problem: Equatable {
    case blankInside
    /// A point without a digit on one side; the number as it should be written.
    case barePoint(String)
    /// A comma that separates no thousands.
    case comma
    /// A second point, as in a date or the number of a clause.
    case points
    /// There are words before the number; the text without them, when that is a number.
    case words(String?)
    /// Two things are said of the number, as in `≤1.3以上`.
    case contradiction
  }

  /// The number in ASCII without blanks; what it cannot be made of is left as it was written.
  let digits: String
  /// nil: none is written.
  let unit: String?
  let relation: Relation
  /// The other end of a range.
  let end: (digits: String, unit: String?)?
  /// What stands in parentheses behind it.
  let remark: String?
  let problem: Problem?

  init(_ text: String) {
    if let usual = UsualNumber(text) { self.init(usual) } else { self.init(scanning: text) }
  }

  private init(_ usual: UsualNumber) {
    (digits, unit) = (usual.digits, usual.unit)
    (relation, end, remark, problem) = (.exactly, nil, nil, nil)
  }

  /// Reads any text, with all its steps.
  init(scanning text: String) {
    let (plain, remark) = text.plain.remarkApart
    self.remark = remark
    var (before, rest) = NumberWords.before(plain)
    var scanner = NumberScanner(rest)
    digits = scanner.number()
    let first = scanner.rest(behind: digits)
    var problem = first.problem
    var unit = first.unit
    var end: (digits: String, unit: String?)?
    if problem == nil, !digits.isEmpty, let (own, other) = scanner.range() {
      rest = other
      var second = NumberScanner(other)
      let number = second.number()
      let behind = second.rest(behind: number)
      problem = behind.problem ?? (before == .exactly ? nil : .contradiction)
      unit = own
      end = (number, behind.unit)
    }
    let written = end.map { $0.unit } ?? unit
    let (short, after) = written.map { NumberWords.behind($0) } ?? (nil, .exactly)
    if let after {
      if after != .exactly, before != .exactly || end != nil { problem = problem ?? .contradiction }
      if before == .exactly { before = after }
    }
    if end == nil { unit = short } else { end?.unit = short }
    if digits.isEmpty, problem == nil { problem = NumberWords.meant(in: plain).map { .words($0) } }
    relation = before
    self.unit = unit
    self.end = end
    self.problem = problem
  }
}

/// Goes through the characters of a number and what stands behind it; all is plain ASCII but words.
private struct NumberScanner {
  private let characters: [Character]
  private var position = 0

  init(_ text: String) {
    var characters = Array(text)[...]
    while characters.first == " " { characters.removeFirst() }
    while characters.last == " " { characters.removeLast() }
    self.characters = Array(characters)
  }

  private func character(_ offset: Int) -> Character? {
    position + offset < characters.count ? characters[position + offset] : nil
  }

  private func isDigit(_ offset: Int) -> Bool { Self.isDigit(character(offset)) }

  private static func isDigit(_ character: Character?) -> Bool {
    character.map { $0 >= "0" && $0 <= "9" } ?? false
  }

  /// The sign, the digits, the decimals and the exponent at the start.
  mutating func number() -> String {
    var text = ""
    if let sign = character(0), sign == "-" || sign == "+" { take(1, into: &text) }
    takeDigits(into: &text)
    takeGroups(into: &text)
    if character(0) == "." {
      take(1, into: &text)
      takeDigits(into: &text)
    }
    if let mark = character(0), mark == "e" || mark == "E" {
      let isSigned = character(1) == "-" || character(1) == "+"
      if isDigit(isSigned ? 2 : 1) {
        take(isSigned ? 2 : 1, into: &text)
        takeDigits(into: &text)
      }
    }
    return text
  }

  private mutating func take(_ count: Int, into text: inout String) {
    for _ in 0..<count {
      text.append(characters[position])
      position += 1
    }
  }

  private mutating func takeDigits(into text: inout String) {
    while isDigit(0) { take(1, into: &text) }
  }

  /// Groups of three digits, each behind one blank or each behind one comma, after a group of one
  /// to three.
  private mutating func takeGroups(into text: inout String) {
    let first = text.drop { $0 == "-" || $0 == "+" }
    guard (1...3).contains(first.count), first.first != "0", let separator = character(0),
      separator == " " || separator == ","
    else { return }
    while character(0) == separator, isDigit(1), isDigit(2), isDigit(3), !isDigit(4) {
      position += 1
      take(3, into: &text)
    }
  }

  /// What stands behind the number.
  func rest(behind digits: String) -> (unit: String?, problem: NumberText.Problem?) {
    var rest = characters[position...]
    while rest.first == " " { rest.removeFirst() }
    let isSignAlone = digits == "-" || digits == "+"
    if let first = rest.first, !digits.isEmpty, position < characters.count {
      let hasBlank = characters[position] == " "
      let begins = first.isASCII && (first.isNumber || ((first == "." || isSignAlone) && hasBlank))
      if begins || isExponent(rest) { return (nil, .blankInside) }
      if first == "," { return (nil, .comma) }
      if first == ".", digits.contains(".") { return (nil, .points) }
    }
    if digits.hasSuffix(".") || digits.hasPrefix(".") || digits.hasPrefix("-.") {
      if let meant = Self.completed(digits) { return (nil, .barePoint(meant)) }
    }
    let unit = String(rest.filter { $0 != " " })
    return (unit.isEmpty ? nil : unit, nil)
  }

  /// Where what stands behind the number is the other end of a range: the unit before the sign of
  /// the range, and all behind it.
  func range() -> (unit: String?, other: String)? {
    for place in position..<characters.count where Self.isRangeSign(characters[place]) {
      var next = place + 1
      while next < characters.count, characters[next] == " " || characters[next] == "—" {
        next += 1
      }
      guard next < characters.count, Self.isDigit(characters[next]) else { continue }
      let unit = String(characters[position..<place].filter { $0 != " " })
      if characters[place] == "-", isPower(unit, characters[next...]) { continue }
      return (unit.isEmpty ? nil : unit, String(characters[next...]))
    }
    return nil
  }

  private static func isRangeSign(_ character: Character) -> Bool {
    switch character {
    case "-", "~", "–", "—", "―", "〜", "∼", "至", "到": true
    default: false
    }
  }

  /// Whether `-1` is the power of a unit, as in `kgce·t-1`, rather than the end of a range.
  private func isPower(_ unit: String, _ digits: ArraySlice<Character>) -> Bool {
    guard let last = unit.unicodeScalars.last, last.properties.isAlphabetic else { return false }
    return unit.contains("·") || digits.allSatisfy { $0.isNumber }
  }

  /// Whether an exponent was torn from its number or its digits: `1 e3`, `1e 3`.
  private func isExponent(_ rest: ArraySlice<Character>) -> Bool {
    guard rest.first == "e" || rest.first == "E" else { return false }
    let digits = rest.dropFirst().drop { $0 == " " || $0 == "-" || $0 == "+" }
    return !digits.isEmpty && digits.allSatisfy { $0 >= "0" && $0 <= "9" }
  }

  /// The digits with a zero, or nothing, where one is missing beside the point.
  private static func completed(_ digits: String) -> String? {
    var text = digits
    if text.hasSuffix(".") { text.removeLast() }
    if text.hasPrefix(".") { text = "0" + text }
    if text.hasPrefix("-.") { text = "-0" + text.dropFirst() }
    return ExactNumber(parsing: text) == nil ? nil : text
  }
}

/// The words before and behind a number that make it a bound or an approximate one.
enum NumberWords {
  /// What the words at the start say, and the text without them.
  static func before(_ text: String) -> (NumberText.Relation, rest: String) {
    for (words, relation) in leading {
      for word in words where text.hasPrefix(word) {
        return (relation, String(text.dropFirst(word.count)).trimmed)
      }
    }
    return (.exactly, text)
  }

  /// What the words at the end of a unit say, and the unit without them.
  static func behind(_ unit: String) -> (unit: String?, NumberText.Relation?) {
    for (words, relation) in trailing {
      for word in words where unit.hasSuffix(word) {
        let short = String(unit.dropLast(word.count))
        return (short.isEmpty ? nil : short, relation)
      }
    }
    return (unit, nil)
  }

  /// The text from its first digit on, where that is a number by itself; nil when a text has none.
  static func meant(in text: String) -> String? {
    guard let start = text.firstIndex(where: { $0 >= "0" && $0 <= "9" }) else { return nil }
    let short = String(text[start...])
    let number = NumberText(short)
    return number.problem == nil && ExactNumber(parsing: number.digits) != nil ? short : nil
  }

  // Longer words stand before their beginnings.
  private static let leading: [([String], NumberText.Relation)] = [
    (
      [
        "小于或等于", "小于等于", "不高于", "不大于", "不超过", "不超出", "不多于", "至多", "最多", "最高", "<=", "=<", "≤", "≦",
        "⩽",
      ], .atMost
    ),
    (
      [
        "大于或等于", "大于等于", "不低于", "不小于", "不少于", "至少", "最少", "最低", ">=", "=>", "≥", "≧", "⩾",
      ], .atLeast
    ),
    (["小于", "低于", "少于", "不足", "不到", "<"], .below),
    (["大于", "高于", "多于", "超过", ">"], .above),
    (["大约为", "大约", "约为", "约", "大概", "近", "≈", "~"], .about),
    (["等于", "为", "="], .exactly),
  ]

  private static let trailing: [([String], NumberText.Relation)] = [
    (["及以下", "以下", "及以内", "以内"], .atMost),
    (["及以上", "以上"], .atLeast),
    (["左右", "上下"], .about),
    (["之间"], .exactly),
  ]
}
