// Conditions as people write them elsewhere, answered by how rules write them.

extension Parser {
  // MARK: - At the start of a value

  /// Throws where a condition begins with `如果`, an aggregate has another name, or a question is
  /// asked that rules do not ask.
  mutating func refuseSlipAtStart() throws(Failure) {
    if at(.if) || token.isOne(of: Self.conditionWords), peek().kind == .word {
      report(
        Diagnostic(
          .unexpectedToken, at: token.range,
          Phrase("条件不写在要求里", "a demand has no condition inside"),
          hint: Phrase(
            "适用的条件另起一行，写 `当 条件`；按条件取不同的数，写 `（若 甲 则 乙 否则 丙）`",
            "write `when CONDITION` on a line of its own, or `(if a then b else c)` for a value")))
      throw Failure()
    }
    if token.isOne(of: Self.joiningWords), peek().kind == .word {
      throw refuse(
        at: token.range, Phrase("几个条件只用 `且` 连接", "conditions are joined by `and` alone"),
        write: "甲 且 乙", "a and b")
    }
    let function = Synonyms.aggregates[token.word]
    let isQuestion = token.isOne(of: Self.givenWords)
    let isMean = token.isOne(of: Self.meanWords)
    guard function != nil || isQuestion || isMean, peek().kind == .word, peek().follows == .space
    else { return }
    var ahead = self
    ahead.advance()
    guard !ahead.endsOperand else { return }
    if isQuestion { throw refuseQuestionOfPresence() }
    if isMean {
      throw refuse(
        at: token.range, Phrase("没有求平均的词", "there is no word for the mean"),
        write: "（合计 项.数量 对 项 于 列表） ÷ （个数 对 项 于 列表）",
        "(sum item.amount for item in list) / (count for item in list)")
    }
    if let function {
      let (name, form) = (function.spelling, loopForm(function, body: nil))
      throw refuse(
        at: token.range,
        Phrase(
          "`\(token.text)` 写作 `\(name.chinese)`", "write `\(name.english)` for `\(token.text)`"),
        write: form.chinese, form.english)
    }
  }

  private static let conditionWords: Set<Word> = ["如果", "假如", "若是", "倘若"]
  private static let joiningWords: Set<Word> = ["同时满足", "同时符合", "同时具备", "既", "both"]
  private static let givenWords: Set<Word> = ["已提供", "已填写", "已填报"]
  private static let meanWords: Set<Word> = ["平均", "平均值", "均值", "average"]

  /// Passes `（1）` before a condition, which is reported.
  mutating func passEnumerator() {
    guard token.isSign(.leftParenthesis), peek().kind == .number, peek(2).isSign(.rightParenthesis),
      peek(3).kind == .word, peek(3).follows == .nothing
    else { return }
    let start = advance().range
    let number = advance().text
    let end = advance().range
    report(
      Diagnostic(
        .unexpectedToken, at: start.through(end),
        Phrase("条件前面不写序号", "a condition has no number before it"),
        hint: Phrase("删去 `（\(number)）`", "delete `(\(number))`")))
  }

  // MARK: - Behind a value

  /// Throws where a value is followed by `与 乙 之比`, `：乙`, `2025-01-01 之前`, or `为空`.
  mutating func refuseRelation(behind left: ExpressionSyntax) throws(Failure) {
    let isRatio =
      token.isOne(of: Self.withWords) && peek(2).isOne(of: Self.ratioWords)
    let isColon =
      token.isSign(.colon) && token.follows == .nothing && peek().kind == .word
      && peek().follows == .nothing
    if isRatio || isColon {
      let (name, other) = (slice(left.range), slice(peek().range))
      throw refuse(
        at: token.range.through(isRatio ? peek(2).range : token.range),
        Phrase("两个量的比写成商", "a ratio of two quantities is a quotient"),
        write: "\(name) ÷ \(other)", "\(name) / \(other)")
    }
    try refuseDateOrder(behind: left)
    if token.isOne(of: Self.presenceWords) { throw refuseQuestionOfPresence() }
  }

  private static let withWords: Set<Word> = ["与", "和", "同", "跟"]
  private static let ratioWords: Set<Word> = ["之比", "的比", "比值", "的比值", "之比值", "的比例"]
  private static let presenceWords: Set<Word> = [
    "为空", "不为空", "非空", "缺", "缺失", "已提供", "未提供", "已填", "未填",
  ]

  private mutating func refuseDateOrder(behind left: ExpressionSyntax) throws(Failure) {
    let start = token.kind == .word && token.text == "在" ? 1 : 0
    guard peek(start).kind == .date, peek(start + 1).kind == .word else { return }
    let order: (Keyword, Keyword)
    switch peek(start + 1).text {
    case "之前", "以前", "前": order = (.before, .notAfter)
    case "之后", "以后", "后", "起": order = (.after, .notBefore)
    default: return
    }
    let (strict, inclusive) = (order.0.spelling, order.1.spelling)
    let (name, date) = (slice(left.range), peek(start).text)
    throw refuse(
      at: token.range.through(peek(start + 1).range),
      Phrase(
        "日期的先后用 `\(strict.chinese)`，含当日用 `\(inclusive.chinese)`",
        "dates are compared by `\(strict.english)`, or `\(inclusive.english)` with the day itself"),
      write: "\(name) \(strict.chinese) \(date)", "\(name) \(strict.english) \(date)")
  }

  private mutating func refuseQuestionOfPresence() -> Failure {
    report(
      Diagnostic(
        .unexpectedToken, at: token.range,
        Phrase("规则不问一项事实填没填", "a rule does not ask whether a fact was given"),
        hint: Phrase(
          "删去它：没有填的事实自会使规则待定；查表有没有这一行写 `有值 表[键]`",
          "delete it: a fact that is missing leaves the rule undetermined by itself; for a table write `has-value table[key]`"
        )))
    return Failure()
  }

  /// Throws where a comparison is followed by another: `甲 不低于 1 不高于 1.2`.
  mutating func refuseChain(
    _ left: ExpressionSyntax, _ comparison: SourceRange, _ right: ExpressionSyntax
  ) throws(Failure) {
    guard !startsNext, let next = comparisonHere else { return }
    let start = token.range
    if token.kind == .word { consume(next) } else { advance() }
    let second = slice(start.through(lastRange))
    let last = slice(try parseSum().range)
    let (low, value) = (slice(left.range), slice(right.range))
    let first = "\(low) \(slice(comparison)) \(value)"
    let subject: String
    if case .number = left { subject = value } else { subject = low }
    throw refuse(
      at: start, Phrase("区间要写成两个比较", "a range is written as two comparisons"),
      write: "\(first) 且 \(subject) \(second) \(last)",
      "\(first) and \(subject) \(second) \(last)")
  }

  // MARK: - Lists

  /// The form of an aggregate that does not say over which list it goes.
  mutating func failWithoutLoop(
    _ function: Keyword, _ start: SourceRange, _ body: ExpressionSyntax?
  ) -> Failure {
    let name = function.spelling
    let form = loopForm(function, body: body)
    return refuse(
      at: start,
      Phrase(
        "`\(name.chinese)` 要写明是哪个列表的哪一项", "`\(name.english)` says which item of which list"),
      write: form.chinese, form.english)
  }

  private func loopForm(_ function: Keyword, body: ExpressionSyntax?) -> Phrase {
    let name = function.spelling
    var (item, list) = (Phrase("项", "item"), Phrase("列表", "list"))
    let isCondition = function == .all || function == .any
    var member = isCondition ? Phrase("条件", "CONDITION") : Phrase("项.数量", "item.amount")
    if case .name(let path)? = body?.leading, let dot = path.text.lastIndex(of: "."),
      !isCondition || at(.inList)
    {
      let (head, tail) = (String(path.text[..<dot]), path.text[path.text.index(after: dot)...])
      if at(.inList), peek().kind == .word {
        (item, list) = (Phrase(head, head), Phrase(peek().text, peek().text))
      } else {
        list = Phrase(head, head)
      }
      member = Phrase("\(item.chinese).\(tail)", "\(item.english).\(tail)")
    }
    let loop = Phrase(
      "对 \(item.chinese) 于 \(list.chinese)", "for \(item.english) in \(list.english)")
    guard function != .count else {
      return Phrase("\(name.chinese) \(loop.chinese)", "\(name.english) \(loop.english)")
    }
    return Phrase(
      "\(name.chinese) \(member.chinese) \(loop.chinese)",
      "\(name.english) \(member.english) \(loop.english)")
  }

  /// Throws where choices stand in parentheses: `属于 （水泥、焦化）`.
  mutating func refuseEnclosedChoices() throws(Failure) {
    guard token.isSign(.leftParenthesis) || token.isSign(.leftBracket),
      peek().kind == .word || peek().kind == .string
    else { return }
    var distance = 1
    while peek(distance).follows != .lineBreak, peek(distance).kind != .endOfFile,
      !peek(distance).isSign(.rightParenthesis), !peek(distance).isSign(.rightBracket)
    {
      distance += 1
    }
    let inner = source.slice(Int(token.range.end), Int(peek(distance).range.start))
    throw refuse(
      at: token.range, Phrase("几个选项不加括号", "choices stand without parentheses"),
      write: inner, inner)
  }

  /// Throws where something else than a comma parts two choices: `水泥/焦化`, `水泥 和 焦化`.
  mutating func refuseSeparator(behind item: ExpressionSyntax) throws(Failure) {
    let isWord = token.kind == .word && ["和", "与", "及", "以及", "或者"].contains(token.text)
    guard isWord || token.isSign(.dividedBy), peek().kind == .word, !peek().text.contains(".")
    else { return }
    let (first, second) = (slice(item.range), peek().text)
    throw refuse(
      at: token.range, Phrase("选项之间用 `、`", "choices are parted by `,`"),
      write: "属于 \(first)、\(second)", "in \(first), \(second)")
  }

  /// Throws where a choice would be a number or a date: `是 1.2`.
  mutating func refuseNumberAsChoice() throws(Failure) {
    guard token.kind == .number || token.kind == .date else { return }
    let equal = Keyword.sameAs.spelling
    throw refuse(
      at: token.range, Phrase("数和日期的相等用 `等于`", "numbers and dates are compared by `==`"),
      write: "\(equal.chinese) \(token.text)", "\(equal.english) \(token.text)")
  }

  // MARK: - Dates

  /// Throws where a number that was read, or is to be read, is the year of a date: 2025年1月1日,
  /// 2025/1/1, 2025-12, 2025年底.
  ///
  /// - Parameter next: How far the token behind the number is from here.
  mutating func refuseDate(from number: Token, next: Int) throws(Failure) {
    guard let (last, days) = dateMeant(by: number, next), !days.isEmpty else { return }
    let text = days.map { "\($0)" }
    throw refuse(
      at: number.range.through(last.range),
      Phrase("日期写成年-月-日", "a date is written year-month-day"),
      write: text.joined(separator: "` 或 `"), text.joined(separator: "` or `"))
  }

  private func dateMeant(by number: Token, _ next: Int) -> (last: Token, days: [CalendarDate])? {
    // Few numbers are years, and fewer have something close behind.
    guard peek(next).follows == .nothing, number.text.utf8.count >= 4 else { return nil }
    let parts = number.text.split(separator: ".").map { Int($0) }
    guard let first = parts.first, let year = first, (1900...2200).contains(year)
    else { return nil }
    if parts.count == 2, let month = parts[1], peek(next).isSign(.dot),
      let day = Int(peek(next + 1).text)
    {
      return (peek(next + 1), Self.days(year, month, day))
    }
    guard parts.count == 1 else { return nil }
    if peek(next).kind == .word, peek(next).text.hasPrefix("年") {
      return (peek(next), Self.days(year, behind: String(peek(next).text.dropFirst())))
    }
    let isSlash = peek(next).isSign(.dividedBy)
    // 2025-12 may be a difference where a value is read, and is none where a date is.
    guard isSlash || next == 1 && peek(next).isSign(.minus), peek(next + 1).kind == .number,
      let month = Int(peek(next + 1).text)
    else { return nil }
    if peek(next + 2).isSign(.dividedBy) || peek(next + 2).isSign(.minus),
      let day = Int(peek(next + 3).text)
    {
      return (peek(next + 3), Self.days(year, month, day))
    }
    return isSlash ? nil : (peek(next + 1), Self.days(year, month, nil))
  }

  /// The days that `6月30日`, `6月底`, `底前` or nothing may mean behind a year.
  private static func days(_ year: Int, behind text: String) -> [CalendarDate] {
    let numbers = text.split { !("0"..."9").contains($0) }.compactMap { Int($0) }
    let all = days(year, numbers.first, numbers.dropFirst().first)
    let isEnd = text.contains("底") || text.contains("末")
    return isEnd ? all.suffix(1) : text.contains("初") ? Array(all.prefix(1)) : all
  }

  /// The day; or the first and the last of its month or year, where no more is said.
  private static func days(_ year: Int, _ month: Int?, _ day: Int?) -> [CalendarDate] {
    if let month, let day {
      return CalendarDate(year: year, month: month, day: day).map { [$0] } ?? []
    }
    let last = (28...31).reversed().lazy
      .compactMap { CalendarDate(year: year, month: month ?? 12, day: $0) }.first
    return [CalendarDate(year: year, month: month ?? 1, day: 1), last].compactMap { $0 }
  }

  // MARK: - Around keywords

  /// The keyword that a word at the start of a line begins with, and what was written behind it
  /// without a blank: `规则X-1`, `否则不予审批`.
  func gluedKeyword(among keywords: some Sequence<Keyword>) -> (keyword: Keyword, rest: String)? {
    guard token.kind == .word, token.follows == .lineBreak else { return nil }
    let text = token.text
    let begun = keywords.filter {
      let word = $0.spelling.chinese
      guard text.hasPrefix(word), text != word else { return false }
      // A single character begins many a name; a path or a number behind it begins none.
      return word.unicodeScalars.count > 1
        || text.dropFirst(word.count).contains { $0 == "." || $0.isASCII }
    }
    let longest = begun.max { $0.spelling.chinese.count < $1.spelling.chinese.count }
    return longest.map { ($0, String(text.dropFirst($0.spelling.chinese.count))) }
  }

  mutating func reportGlued(_ keyword: Keyword, _ rest: String, as code: Diagnostic.Code) {
    let name = keyword.spelling
    let words = spelling(at: token.range, "\(name.chinese) \(rest)", "\(name.english) \(rest)")
    report(
      Diagnostic(
        code, at: token.range,
        Phrase("`\(name.chinese)` 后面空一格", "a blank follows `\(name.english)`"),
        hint: Phrase("写成 `\(words)`", "write `\(words)`")))
  }

  /// Passes the colon behind a keyword, which is reported.
  mutating func passColon(behind keyword: Keyword) {
    guard token.isSign(.colon), token.follows == .nothing else { return }
    let name = keyword.spelling
    report(
      Diagnostic(
        .unexpectedToken, at: advance().range,
        Phrase("`\(name.chinese)` 后面不写冒号", "no colon follows `\(name.english)`"),
        hint: Phrase("把冒号改成空格", "write a blank for it")))
  }

  /// Passes `则` at the end of a condition, which is reported.
  mutating func passIdleThen() -> Bool {
    guard at(.then), token.follows != .lineBreak, peek().follows == .lineBreak else { return false }
    report(
      Diagnostic(
        .unexpectedToken, at: advance().range,
        Phrase("条件的末尾不写 `则`", "a condition does not end with `then`"),
        hint: Phrase("删去 `则`，要求另起一行写 `应 …`", "delete it and write `must …` on the next line")))
    return true
  }
}

extension ExpressionSyntax {
  /// What is compared or calculated with first.
  fileprivate var leading: ExpressionSyntax {
    switch self {
    case .comparison(let left, _, _, _), .arithmetic(let left, _, _, _): left.leading
    default: self
    }
  }
}
