// What a case gives and what it expects.

extension Parser {
  mutating func parseAssignments() throws(Failure) -> [AssignmentSyntax] {
    var assignments: [AssignmentSyntax] = []
    repeat {
      if !assignments.isEmpty { advance() }
      let target = try parseIndexedPath()
      if let last = assignments.last, !token.isSign(.equal), target.components.count == 1 {
        throw failSeveralChoices(last, target)
      }
      try passEqual()
      assignments.append(AssignmentSyntax(target: target, value: try parseCaseValue()))
    } while token.isSign(.comma) || reportsJoiner()
    return assignments
  }

  /// Passes `=`, or a word or sign for it, which is reported.
  private mutating func passEqual() throws(Failure) {
    guard at(.isChoice) || token.kind == .word && token.text == "为" || token.isSign(.colon) else {
      return try expect(.equal)
    }
    let sign = advance()
    let written = slice(sign.range)
    report(
      Diagnostic(
        .synonym, at: sign.range, Phrase("`\(written)` 写作 `=`", "write `=` for `\(written)`")))
  }

  /// Whether `且` stands between two facts; then it is reported.
  private mutating func reportsJoiner() -> Bool {
    guard at(.and) || synonym(among: Synonyms.joiners) == .and, token.follows != .lineBreak else {
      return false
    }
    report(
      Diagnostic(
        .unexpectedToken, at: token.range,
        Phrase("几个事实之间用 `、`", "facts are parted by `,`"),
        hint: Phrase("把 `\(token.text)` 改成 `、`", "write `,` for `\(token.text)`")))
    return true
  }

  mutating func parseIndexedPath() throws(Failure) -> IndexedPathSyntax {
    var components: [IndexedPathSyntax.Component] = []
    let start = token.range
    repeat {
      if !components.isEmpty { advance() }
      let name = try parseName()
      var index: Int?
      var key: String?
      if token.isSign(.leftBracket) {
        advance()
        let inside = advance()
        // Written back it must be what was read; anything else is a key, and no index.
        index =
          inside.kind == .number
          ? Int(inside.text).flatMap { "\($0)" == inside.text ? $0 : nil } : nil
        key = index == nil ? inside.text : nil
        while token.isSign(.comma), let first = key ?? index.map({ "\($0)" }) {
          advance()
          (index, key) = (nil, first + Self.keySeparator + advance().text)
        }
        try expect(.rightBracket)
      }
      components.append(.init(name: name, index: index, key: key))
    } while token.isSign(.dot)
    return IndexedPathSyntax(components: components, range: start.through(lastRange))
  }

  /// What stands between the keys of a table with several.
  private static let keySeparator = "、"

  /// Reports `论证内容 = 产能、煤耗`, several choices without parentheses.
  private mutating func failSeveralChoices(
    _ last: AssignmentSyntax, _ next: IndexedPathSyntax
  ) -> Failure {
    let start = Int(last.target.range.end)
    let given = source.slice(start, Int(next.range.end)).drop {
      $0 == " " || $0 == "=" || $0 == "＝"
    }
    report(
      Diagnostic(
        .unexpectedToken, at: next.range,
        Phrase("多选的几项放在括号里", "several choices stand in parentheses"),
        hint: Phrase("写成 `（\(given)）`", "write `(\(given))`")))
    return Failure()
  }

  mutating func parseCaseValue() throws(Failure) -> CaseValueSyntax {
    for keyword in [Keyword.yes, .no, .missing, .empty] where at(keyword) {
      return .keyword(keyword, consume(keyword))
    }
    if token.kind == .endOfFile || token.follows == .lineBreak && startsNext {
      let end = Int(lastRange.end)
      throw refuse(
        at: SourceRange(source: Int(lastRange.source), start: end, end: end),
        Phrase("`=` 后面没有写值", "no value follows `=`"), write: "= 缺", "= missing")
    }
    if token.isSign(.leftParenthesis) {
      let start = advance().range
      let names = try parseNames()
      try expect(.rightParenthesis)
      return .list(names, start.through(lastRange))
    }
    try refuseBareReason()
    let value = try parseSum()
    guard at(.through) else { return .expression(value) }
    consume(.through)
    return .span(value, try parseSum())
  }

  /// Refuses `无法提供：原因` without the quotation marks that a text has.
  private mutating func refuseBareReason() throws(Failure) {
    guard token.kind == .word, peek().isSign(.colon),
      let kind = StatedAbsence.Kind.allCases.first(where: { $0.names.contains(token.text) })
    else { return }
    var last = 1
    while !endsReason(peek(last + 1)) { last += 1 }
    let (english, chinese) = (kind.names[0], kind.names[1])
    let range = token.range.through(peek(last).range)
    throw refuse(
      at: range,
      Phrase("没有值的原因写在引号里", "why there is no value is a text in quotation marks"),
      write: last == 1 ? "「\(chinese)：原因」" : "「\(slice(range))」",
      last == 1 ? "\"\(english): why\"" : "\"\(slice(range))\"")
  }

  private func endsReason(_ next: Token) -> Bool {
    next.kind == .endOfFile || next.follows == .lineBreak || next.isSign(.comma)
  }

  mutating func parseExpectations() throws(Failure) -> [ExpectationSyntax] {
    var expectations: [ExpectationSyntax] = []
    repeat {
      if !expectations.isEmpty { advance() }
      let start = token.range
      let subject = try parseSubject()
      let outcome = try parseOutcome(of: subject)
      expectations.append(
        ExpectationSyntax(subject: subject, outcome: outcome, range: start.through(lastRange)))
    } while token.isSign(.comma)
    return expectations
  }

  private mutating func parseSubject() throws(Failure) -> ExpectationSyntax.Subject {
    if at(.decision) {
      consume(.decision)
      return .decision
    }
    return at(.crossCheck) ? .crossCheck(try parseCrossCheck()) : .rule(try parseName())
  }

  /// `核对 「PUE不低于1」`
  mutating func parseCrossCheck() throws(Failure) -> TextSyntax {
    consume(.crossCheck)
    let words = Phrase("核对的说明「…」", "the text of the cross-check 「…」")
    return try parseText(.string, words)
  }

  private mutating func parseOutcome(
    of subject: ExpectationSyntax.Subject
  ) throws(Failure) -> ExpectationSyntax.Outcome {
    guard case .rule(let rule) = subject else {
      return .word(try parseName(), consequence: nil)
    }
    passColon(behind: rule.text)
    if at(.score) { return .points(try parsePoints()) }
    if token.kind != .word || startsNext { throw failWithoutSubject(rule) }
    let outcome = try parseName()
    if !Self.isNumber(rule), Self.isNumber(outcome) {
      throw refuse(
        at: rule.range.through(outcome.range),
        Phrase("先写规则编号，再写结论", "the rule stands before its verdict"),
        write: "\(outcome.text) \(rule.text)", "\(outcome.text) \(rule.text)")
    }
    let consequence = token.kind == .word && !startsNext ? try parseName() : nil
    return .word(outcome, consequence: consequence)
  }

  /// `计分 能效 16/20`
  mutating func parsePoints() throws(Failure) -> PointsSyntax {
    consume(.score)
    let dimension = try parseName()
    let low = try parseNumberAsText()
    var high: TextSyntax?
    if at(.through) {
      consume(.through)
      high = try parseNumberAsText()
    }
    guard token.isSign(.dividedBy) else {
      throw fail(Phrase("`/` 和这条规则的权重", "`/` and the weight of the rule"))
    }
    advance()
    return PointsSyntax(
      dimension: dimension, low: low, high: high, weight: try parseNumberAsText())
  }

  private mutating func parseNumberAsText() throws(Failure) -> TextSyntax {
    guard token.kind == .number else { throw fail(Phrase("一个数", "a number")) }
    let number = advance()
    return TextSyntax(text: number.text, range: number.range)
  }

  /// Passes `：` between a rule and its verdict, which is reported.
  private mutating func passColon(behind rule: String?) {
    guard let rule, token.isSign(.colon) else { return }
    report(
      Diagnostic(
        .unexpectedToken, at: advance().range,
        Phrase("编号和结论之间空一格", "a blank parts a rule and its verdict"),
        hint: Phrase("写成 `\(rule) 结论`", "write `\(rule) VERDICT`")))
  }

  /// Reports `得 不予通过`, a verdict of nothing.
  private mutating func failWithoutSubject(_ outcome: NameSyntax) -> Failure {
    refuse(
      at: outcome.range,
      Phrase("先写规则编号或 `决定`", "a rule's number or `decision` stands first"),
      write: "决定 \(outcome.text)", "decision \(outcome.text)")
  }

  /// Whether a name is that of a rule, which has a hyphen.
  private static func isNumber(_ name: NameSyntax) -> Bool {
    name.text.utf8.contains(UInt8(ascii: "-"))
  }
}
