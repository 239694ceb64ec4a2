/// What stands in brackets behind a value.
///
/// It is a note, as in `800 kgce/t（设计值）`, unless it says another thing than the value, as
/// `符合（存在违规）` and `否（待核实）` do: then nobody can tell which of the two holds.
struct Remark {
  private let text: String
  private let letters: [Character]

  init(_ text: String) {
    self.text = text.plain.asciiLowercased
    letters = Array(self.text)
  }

  /// Whether it says that the value is not certain.
  var isDoubt: Bool {
    Self.doubts.contains { text.holds($0) } || Self.has(letters, Self.doubtWords)
  }

  /// Whether it takes back an answer of yes: 未取得, 存在违规.
  var isDenial: Bool {
    isRetraction || Self.faults.contains { text.holds($0) }
  }

  /// Whether it takes back a number or a day: 作废, 笔误.
  var isRetraction: Bool {
    isNegation || letters == ["反"] || letters == ["x"]
      || Self.retractions.contains { text.holds($0) }
  }

  /// Whether it says not, un-, without.
  var isNegation: Bool {
    var place = 0
    while place < letters.count {
      if let length = Self.lengthOfHarmlessWord(letters[place...]) {
        place += length
        continue
      }
      if Self.negations.contains(letters[place]) { return true }
      place += 1
    }
    return Self.has(letters, Self.negativeWords)
  }

  /// Whether a decimal stands in it in Chinese digits: 一点三五.
  var hasSpelledDecimal: Bool {
    letters.indices.dropFirst().dropLast().contains { place in
      letters[place] == "点" && Self.chineseDigits.contains(letters[place - 1])
        && Self.chineseDigits.contains(letters[place + 1])
    }
  }

  private static let chineseDigits: Set<Character> = [
    "零", "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百",
  ]

  /// Whether any of the words stands in a text by itself.
  private static func has(_ letters: [Character], _ words: Set<String>) -> Bool {
    letters.split { !($0.isASCII && $0.isLetter) }.contains { words.contains(String($0)) }
  }

  /// How long the word at the start is that has a negation in it and negates nothing.
  private static func lengthOfHarmlessWord(_ letters: ArraySlice<Character>) -> Int? {
    harmless.first { letters.starts(with: $0) }?.count
  }

  private static let doubts = [
    "待", "疑", "未必", "未定", "未知", "未核", "未确", "未明", "不确", "不定", "不一定", "不清", "不详",
    "不明", "不知", "可能", "也许", "或许", "争议", "?",
  ]
  private static let doubtWords: Set<String> = [
    "tbd", "unknown", "unclear", "unverified", "unconfirmed", "unsure", "pending", "maybe",
    "perhaps", "doubtful",
  ]
  private static let faults =
    retractions + [
      "违", "超标", "超限", "问题", "拒", "驳回", "缺", "欠", "停产", "停用", "停止", "停建", "整改", "到期", "预计", "计划",
      "申请中", "办理中", "正在", "有条件", "withdrawn", "expired", "conditional",
    ]
  /// What takes back any value, a number or a day too.
  private static let retractions = [
    "部分", "除外", "有误", "错误", "笔误", "作废", "撤销", "失效", "虚假", "造假", "伪造", "伪", "取消", "过期",
    "×", "✕", "✖", "✗", "✘", "☒",
  ]
  private static let negations: Set<Character> = ["不", "未", "非", "否", "无", "没"]
  private static let negativeWords: Set<String> = ["not", "no", "non", "never", "none", "without"]
  private static let harmless: [[Character]] = [
    "无异议", "无误", "无变化", "不变", "不含", "不计", "不包括", "未含", "非金属", "非甲烷", "不锈钢", "无烟煤",
    "无机", "无水",
  ].map { Array($0) }
}

// MARK: - Numbers in a remark

extension Remark {
  /// The numbers in it with what stands directly behind each, without those that are no quantity:
  /// years and dates, what is counted (第3页, 2号, 三期), file numbers and standards
  /// (`GB 21258-2017`), and the digits in names (`SO2`, `m3`).
  var numbers: [(digits: String, behind: String)] {
    var found: [(digits: String, behind: String)] = []
    var place = 0
    while place < letters.count {
      if Self.isLetter(letters[place]) {
        place = endOfName(from: place)
      } else if Self.isDigit(letters[place]) {
        let end = self.end(of: place) { Self.isDigit($0) || ".,-/".contains($0) }
        let token = Self.withoutSigns(letters[place..<end])
        let behind = String(letters[end...].prefix { !"、,;: ()".contains($0) })
        let before = letters[..<place].last { $0 != " " }
        if !isNoQuantity(token, before: before, behind: behind) { found.append((token, behind)) }
        place = end
      } else {
        place += 1
      }
    }
    return found
  }

  private func end(of place: Int, _ belongs: (Character) -> Bool) -> Int {
    var end = place
    while end < letters.count, belongs(letters[end]) { end += 1 }
    return end
  }

  /// Behind a word in Latin letters, with the one digit of a name or the numbers of a standard.
  private func endOfName(from start: Int) -> Int {
    let end = self.end(of: start, Self.isLetter)
    guard Self.standards.contains(String(letters[start..<end])) else {
      let digits = self.end(of: end) { Self.isDigit($0) || $0 == "." }
      return digits == end + 1 ? digits : end
    }
    return self.end(of: end) { Self.isDigit($0) || "/-–—. t".contains($0) }
  }

  private func isNoQuantity(_ token: String, before: Character?, behind: String) -> Bool {
    if let next = behind.first, Self.counters.contains(next) { return true }
    if let before, Self.ordinals.contains(before) { return true }
    if before == "月", behind.first == "日" { return true }
    if case .days = DateText(token).reading { return token.split { "-/.".contains($0) }.count == 3 }
    return false
  }

  private static func withoutSigns(_ letters: ArraySlice<Character>) -> String {
    var rest = letters
    while let last = rest.last, !isDigit(last) { rest.removeLast() }
    return String(rest)
  }

  private static func isDigit(_ letter: Character) -> Bool { letter >= "0" && letter <= "9" }
  private static func isLetter(_ letter: Character) -> Bool { letter >= "a" && letter <= "z" }

  private static let counters: Set<Character> = [
    "年", "月", "号", "期", "#", "页", "条", "款", "章", "节", "版", "〕", "]",
  ]
  private static let ordinals: Set<Character> = ["第", "表", "图", "件", "录", "#", "〔", "["]
  private static let standards: Set<String> = [
    "gb", "gbz", "db", "hj", "hg", "yb", "ys", "jc", "jb", "sh", "dl", "nb", "qb", "iso", "iec",
  ]
}

// MARK: - What it says of a value

extension DossierReader {
  /// Whether a remark says another number than the one it stands behind, or takes that back.
  mutating func contradicts(
    _ text: String, _ value: ScalarValue, of field: Field, at range: SourceRange
  ) -> Bool {
    let remark = Remark(text)
    if remark.isDoubt || remark.isRetraction { return true }
    if remark.hasSpelledDecimal { return true }
    guard case .number(let quantity) = value, !vocabulary.units.isUnit(text.plain) else {
      return false
    }
    let others = remark.numbers.filter { !isOfAnotherKind($0.behind, than: quantity.unit) }
    return !others.isEmpty && !saysTheSame(text, quantity, of: field, at: range)
  }

  /// Whether a unit at the start of a text measures something else than a unit does, as 台 in
  /// `146000 吨标准煤（2台）`.
  private func isOfAnotherKind(_ text: String, than unit: UnitOfMeasure?) -> Bool {
    guard let unit else { return false }
    let text = text.prefix(UnitTable.longestSpelling)
    for end in text.indices.reversed() {
      if let other = vocabulary.units.unit(written: String(text[...end])) {
        return other.dimensions != unit.dimensions
      }
    }
    return false
  }

  /// Whether a remark is the same number in another form, as in `146000（14.6万）`.
  private func saysTheSame(
    _ text: String, _ quantity: Quantity, of field: Field, at range: SourceRange
  ) -> Bool {
    var reader = self
    if NumberText(text).unit != nil { reader.statedUnit = nil }
    let again = reader.number(JSONNode(.string(text), range: range), of: field, unit: nil)
    guard case .number(let other)? = again else { return false }
    return other.interval == quantity.interval
      && other.unit?.dimensions == quantity.unit?.dimensions
  }

  /// Whether a remark says another day than the one it stands behind, or takes that back.
  func contradicts(_ text: String, _ days: DayRange) -> Bool {
    let remark = Remark(text)
    if remark.isDoubt || remark.isRetraction { return true }
    let pieces = text.plain.split { !("0123456789-/.年月日号".contains($0)) }
    return pieces.contains { piece in
      guard case .days(let other) = DateText(String(piece)).reading else { return false }
      return other.last < days.first || days.last < other.first
    }
  }

  /// Whether a remark says otherwise than the answer of yes or no it stands behind.
  func contradicts(_ text: String, _ answer: Bool) -> Bool {
    let remark = Remark(text)
    if remark.isDoubt || AnswerWord.truth(text) == !answer { return true }
    return answer && remark.isDenial
  }

  /// Whether a remark names another choice than the one it stands behind, or takes that back.
  func contradicts(_ text: String, _ choice: Int, of choices: ChoiceList) -> Bool {
    let remark = Remark(text)
    if remark.isDoubt { return true }
    if choices.named(in: text.plain).contains(where: { $0 != choice }) { return true }
    // A word that says no is borne out by what says no.
    return !Remark(choices.choices[choice].chinese).isNegation && remark.isDenial
      && !choices.named(in: text.plain).contains(choice)
  }

  /// Reports a value and a remark behind it that say two things.
  mutating func reportTwoThings(_ written: String, at range: SourceRange) {
    let value = String(written.plain.prefix { $0 != "(" }).trimmed
    report(
      .wrongValue, at: range,
      Phrase(
        "`\(written)` 括号里的话与前面的值说法不一，以哪个为准看不出来",
        "`\(written)` says one thing and its brackets another"),
      hint: Phrase(
        "只写一个值，如 `\(value)`；还不能确定的留空；说明写在 `source` 的 `quote` 里",
        "write one value, as `\(value)`, or nothing while it is not certain; a note is the `quote` of its `source`"
      ))
  }
}

extension ChoiceList {
  /// The choices that a text names: as a whole, piece by piece, or in its words, of which the longest
  /// counts (不符合 names no 符合).
  fileprivate func named(in text: String) -> Set<Int> {
    if let whole = index(written: text) { return [whole] }
    var found: Set<Int> = []
    for piece in text.split(whereSeparator: { "、,;/ ".contains($0) }) {
      if let choice = index(written: String(piece)) { found.insert(choice) }
    }
    var letters = Array(text)[...]
    while !letters.isEmpty {
      let longest = choices.indices.lazy.map { ($0, Array(choices[$0].chinese)) }
        .filter { $1.count > 1 && letters.starts(with: $1) }.max { $0.1.count < $1.1.count }
      if let (choice, name) = longest {
        found.insert(choice)
        letters = letters.dropFirst(name.count)
      } else {
        letters = letters.dropFirst()
      }
    }
    return found
  }
}
