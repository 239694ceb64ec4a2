// Numbers and comparisons as clauses say them, answered by how rules write them.

extension Parser {
  /// Reports a way of writing that rules have another one for, and gives up the clause.
  mutating func refuse(
    at range: SourceRange, _ message: Phrase, write chinese: String, _ english: String
  ) -> Failure {
    let words = spelling(at: range, chinese, english)
    report(
      Diagnostic(
        .unexpectedToken, at: range, message,
        hint: Phrase("写成 `\(words)`", "write `\(words)`")))
    return Failure()
  }

  /// What is to be written at a place, in the language of its line, of which it holds words: who reads
  /// messages in the other language would be told half of each.
  func spelling(at range: SourceRange, _ chinese: String, _ english: String) -> String {
    let line = source.lineBounds(around: Int(range.start))
    let first = source.bytes[line].first { $0 != 0x20 && $0 != 0x09 }
    return first.map { $0 < 0x80 } ?? false ? english : chinese
  }

  func slice(_ range: SourceRange) -> String {
    source.slice(Int(range.start), Int(range.end))
  }

  // MARK: - Behind a value

  /// Throws where a value is followed by `介于 1.2 和 1.3`, `1.2 至 1.3`, or `的 1.2 倍`.
  mutating func refuseSlip(behind left: ExpressionSyntax) throws(Failure) {
    try refuseMultiple(behind: left)
    try refuseRelation(behind: left)
    let isBetween = token.isOne(of: Self.betweenWords)
    let first = isBetween ? peek() : token
    guard first.kind == .number else { return }
    var distance = isBetween ? 2 : 1
    while peek(distance).kind == .word, peek(distance).follows != .lineBreak,
      !peek(distance).isOne(of: Self.rangeWords)
    {
      distance += 1
    }
    guard peek(distance).isOne(of: Self.rangeWords) || isDash(distance),
      peek(distance + 1).kind == .number
    else { return }
    let last = peek(distance + 1)
    let (name, low, high) = (slice(left.range), first.text, last.text)
    throw refuse(
      at: first.range.through(last.range),
      Phrase("区间要写成两个比较", "a range is written as two comparisons"),
      write: "\(name) 不低于 \(low) 且 \(name) 不高于 \(high)",
      "\(name) >= \(low) and \(name) <= \(high)")
  }

  private static let betweenWords: Set<Word> = ["介于", "在", "between"]
  private static let rangeWords: Set<Word> = ["和", "至", "到", "与", "and", "to"]

  /// Throws where a value is followed by `的 1.2 倍`.
  mutating func refuseMultiple(behind value: ExpressionSyntax) throws(Failure) {
    if token.kind == .word, token.text == "的" { throw refuseMultiple(of: value) }
  }

  /// Whether parentheses stand here that hold values with commas between them.
  var enclosesSeveral: Bool {
    guard token.isSign(.leftParenthesis) else { return false }
    var distance = 1
    while peek(distance).kind == .number || peek(distance).kind == .word {
      distance += 1
    }
    return peek(distance).isSign(.comma)
  }

  /// Reports `最小 1.2、1.3`, the smaller of some values that are no list.
  mutating func failExtremum(_ function: Keyword, _ start: SourceRange) -> Failure {
    let meant = (function == .minimum ? Keyword.least : .greatest).spelling
    return refuse(
      at: start, Phrase("几个数里取一个的写法不同", "one of several values is written otherwise"),
      write: "\(meant.chinese)（甲、乙）", "\(meant.english)(a, b)")
  }

  private func isDash(_ distance: Int) -> Bool { peek(distance).isSign(.minus) }

  private mutating func refuseMultiple(of left: ExpressionSyntax) -> Failure {
    let start = token.range
    let number = peek().kind == .number ? peek().text : "1.2"
    return refuse(
      at: start, Phrase("倍数用 `×` 来写", "a multiple is written with `*`"),
      write: "\(number) × \(slice(left.range))", "\(number) * \(slice(left.range))")
  }

  // MARK: - Behind a number

  /// Throws where a number is followed by `倍`, `x`, or `:1`.
  mutating func refuseSlip(behind number: Token) throws(Failure) {
    try refuseDate(from: number, next: 0)
    if token.isSign(.colon), token.follows == .nothing, peek().kind == .number {
      let other = peek().text
      let isWhole = other == "1"
      throw refuse(
        at: number.range.through(peek().range),
        Phrase("比例写成一个数", "a ratio is written as one number"),
        write: isWhole ? number.text : "\(number.text) ÷ \(other)",
        isWhole ? number.text : "\(number.text) / \(other)")
    }
    guard token.isWord else { return }
    if token.isOne(of: Self.timesWords), peek().kind == .word {
      throw refuse(
        at: token.range, Phrase("乘号写 `×`", "the sign is `*`"),
        write: "\(number.text) × \(peek().text)", "\(number.text) * \(peek().text)")
    }
    if token.text.utf8.contains(UInt8(ascii: ".")), token.follows != .lineBreak {
      throw refuse(
        at: number.range.through(token.range), Phrase("少了乘号 `×`", "the sign `*` is missing"),
        write: "\(number.text) × \(token.text)", "\(number.text) * \(token.text)")
    }
    if token.isOne(of: Self.multipleWords) {
      throw refuse(
        at: number.range.through(token.range),
        Phrase("倍数用 `×` 来写", "a multiple is written with `*`"),
        write: "\(number.text) × 另一个量", "\(number.text) * QUANTITY")
    }
    for boundary in [BoundaryWord.orMore, .orLess, .within]
    where unitText.ends(inBytesOf: boundary.rawValue) {
      report(boundary.diagnostic(at: token.range))
      throw Failure()
    }
  }

  private static let timesWords: Set<Word> = ["x", "X", "乘", "乘以"]
  private static let multipleWords: Set<Word> = ["倍"]

  /// The words behind a number that a unit would be made of.
  private var unitText: String {
    var text = token.text
    var distance = 1
    while peek(distance).isSign(.dividedBy), peek(distance).follows == .nothing {
      text += "/" + peek(distance + 1).text
      distance += 2
    }
    return text
  }

  /// The boundary word at the end of a unit that follows a number here: `5 吨/年以上`.
  var boundaryBehindNumber: (BoundaryWord, SourceRange)? {
    guard token.kind == .number else { return nil }
    var distance = 1
    while peek(distance).follows != .lineBreak, peek(distance).kind != .endOfFile {
      for boundary in [BoundaryWord.orMore, .orLess, .within]
      where peek(distance).isWord && peek(distance).text.ends(inBytesOf: boundary.rawValue) {
        return (boundary, peek(distance).range)
      }
      distance += 1
    }
    return nil
  }

  /// Throws where a word here is a number in characters, or one that is not exact: 五万, 百分之五, 约1.2.
  mutating func refuseChineseNumeral() throws(Failure) {
    guard token.kind == .word, let first = token.text.unicodeScalars.first,
      Self.beginnings.contains(first)
    else { return }
    if token.text.hasPrefix("百分之"),
      let share = Self.value(ofNumeral: String(token.text.dropFirst(3)))
    {
      throw refuse(
        at: token.range, Phrase("百分数用阿拉伯数字", "a percentage is written in digits"),
        write: "\(share) %", "\(share) %")
    }
    for word in ["大约", "约", "近"] where token.text.hasPrefix(word) {
      let number = String(token.text.dropFirst(word.count))
      guard ExactNumber(parsing: number) != nil else { continue }
      throw refuse(
        at: token.range, Phrase("规则里的数是确定的", "a number of a rule is exact"), write: number, number)
    }
    guard token.text.count > 1, token.text.unicodeScalars.allSatisfy(Self.numerals.contains) else {
      return
    }
    let value = Self.value(ofNumeral: token.text).map { "\($0)" } ?? "50000"
    throw refuse(
      at: token.range, Phrase("数用阿拉伯数字", "numbers are written in digits"), write: value, value)
  }

  private static let numerals = Set("零一二三四五六七八九十百千万亿两".unicodeScalars)
  /// What a number in characters, or one that is not exact, may begin with.
  private static let beginnings = Set("零一二三四五六七八九十百千万亿两大约近".unicodeScalars)

  private static func value(ofNumeral text: String) -> Int? {
    guard !text.isEmpty else { return nil }
    let digits: [Character: Int] = [
      "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    ]
    let small: [Character: Int] = ["十": 10, "百": 100, "千": 1000]
    var (total, section, digit) = (0, 0, 0)
    for character in text {
      if let value = digits[character] {
        digit = value
      } else if let unit = small[character] {
        section += (digit == 0 ? 1 : digit) * unit
        digit = 0
      } else {
        guard character == "万" || character == "亿" else { return nil }
        let unit = character == "万" ? 10_000 : 100_000_000
        total = (total + section + digit) * unit
        (section, digit) = (0, 0)
      }
    }
    return total + section + digit
  }

  // MARK: - What stands behind a whole clause

  /// What is left behind a clause, where it is a slip that rules have a way of writing for.
  var leftoverSlip: (message: Phrase, hint: Phrase)? {
    let behind = tokenBefore
    if token.isSign(.comma), behind.kind == .number, peek().kind == .number,
      peek().text.count == 3, token.follows == .nothing
    {
      return (
        Phrase("数里不写千位的逗号", "a number has no comma for its thousands"),
        Phrase("写成 `\(behind.text)\(peek().text)`", "write `\(behind.text)\(peek().text)`")
      )
    }
    if token.isSign(.comma) || token.isSign(.dot), token.follows == .nothing,
      behind.kind == .number
    {
      let number = peek(token.isSign(.dot) && peek().isSign(.dot) ? 2 : 1)
      if number.kind == .number, number.follows == .nothing {
        return (
          Phrase("小数点写一个 `.`", "decimals stand behind one `.`"),
          Phrase("写成 `\(behind.text).\(number.text)`", "write `\(behind.text).\(number.text)`")
        )
      }
    }
    guard token.isSign(.leftParenthesis) else { return nil }
    if peek().kind == .word, ["注", "说明", "备注", "注释", "note"].contains(peek().text) {
      return (
        Phrase("注释以 `#` 开头", "a comment begins with `#`"),
        Phrase("写成 `# …`，或写在 `备注 「…」` 里", "write `# …`, or a `remark`")
      )
    }
    guard token.follows == .nothing, behind.kind == .word else { return nil }
    return (
      Phrase("名称里不能有括号", "a name has no parentheses"),
      Phrase(
        "若是字段的标签，改写字段名；用 `review explain 标签` 可以查到",
        "write the name of a field, not its label; `review explain LABEL` finds it")
    )
  }
}

extension String {
  /// Whether its last bytes are those of a text; quicker than comparing characters.
  fileprivate func ends(inBytesOf text: String) -> Bool {
    utf8.count >= text.utf8.count && utf8.suffix(text.utf8.count).elementsEqual(text.utf8)
  }
}
