// Conditions and values, from the loosest operator to the tightest.

extension Parser {
  mutating func parseExpression() throws(Failure) -> ExpressionSyntax {
    try enter()
    defer { nesting -= 1 }
    let first = try parseNegation()
    guard let joiner = joinerHere else { return first }
    let other: Keyword = joiner == .and ? .or : .and
    var operands = [first]
    while joinerHere == joiner {
      pass(joiner)
      operands.append(try parseNegation())
    }
    let range = first.range.through(lastRange)
    if joinerHere == other { throw try reportMixedJoiners(operands, joiner, other) }
    return .logical(joiner, operands, range)
  }

  /// `且`, `或`, or a word for one of them.
  private var joinerHere: Keyword? {
    if at(.and) { return .and }
    return at(.or) ? .or : synonym(among: Synonyms.joiners)
  }

  /// Passes a keyword, or a word for it, which is reported.
  private mutating func pass(_ keyword: Keyword) {
    if at(keyword) { consume(keyword) } else { _ = passSynonym(of: keyword) }
  }

  /// Goes one level deeper, as far as the limit lets it.
  private mutating func enter() throws(Failure) {
    guard nesting < Self.nestingLimit else {
      report(
        Diagnostic(
          .nestingTooDeep, at: token.range,
          Phrase("嵌套超过 \(Self.nestingLimit) 层", "nested more than \(Self.nestingLimit) deep"),
          hint: Phrase("用`定义`给内层条件取名", "name the inner condition with `define`")))
      throw Failure()
    }
    nesting += 1
  }

  private mutating func parseNegation() throws(Failure) -> ExpressionSyntax {
    while token.kind == .stray { advance() }
    passEnumerator()
    let isDenied = synonym(among: Synonyms.negations) != nil && peek().kind == .word
    guard at(.not) || isDenied else { return try parseComparison() }
    let start = token.range
    pass(.not)
    try enter()
    defer { nesting -= 1 }
    let operand = try parseNegation()
    return .not(operand, start.through(lastRange))
  }

  private mutating func parseComparison() throws(Failure) -> ExpressionSyntax {
    let left = try parseSum()
    // `in principle` and the `等于` of a field start clauses, though operators begin alike.
    guard !startsNext else { return left }
    let operatorStart = token.range
    if let comparison = comparisonHere {
      if token.kind == .word { consume(comparison) } else { advance() }
      let operatorRange = operatorStart.through(lastRange)
      let right = try parseSum()
      try refuseMultiple(behind: right)
      try refuseChain(left, operatorRange, right)
      return .comparison(left, comparison, right, operatorRange: operatorRange)
    }
    let isBefore = peek().kind == .number || peek().kind == .date
    if let meant = synonym(among: Synonyms.operators), !isBefore || meant != .memberOf {
      let place = passSynonym(of: meant)
      guard Self.memberships.contains(meant) else {
        return .comparison(left, meant, try parseSum(), operatorRange: place)
      }
      let items = try parseItems(single: meant == .isChoice || meant == .isNotChoice)
      return .membership(left, meant, items, operatorRange: place)
    }
    if let membership = keyword(in: Self.memberships) {
      consume(membership)
      let operatorRange = operatorStart.through(lastRange)
      let single = membership == .isChoice || membership == .isNotChoice
      let items = try parseItems(single: single)
      return .membership(left, membership, items, operatorRange: operatorRange)
    }
    if token.kind == .word, let boundary = BoundaryWord(rawValue: token.text) {
      report(boundary.diagnostic(at: token.range))
      throw Failure()
    }
    try refuseSlip(behind: left)
    return left
  }

  private static let memberships = KeywordSet([
    .isNotChoice, .isChoice, .notMemberOf, .memberOf, .includesOnly, .includes,
  ])

  private static let wordComparisons = KeywordSet([
    .atLeast, .atMost, .notOver, .notBefore, .notAfter, .above, .over, .below, .short, .sameAs,
    .differentFrom, .before, .after,
  ])

  var comparisonHere: Keyword? {
    if case .sign(let sign) = token.kind {
      switch sign {
      case .lessOrEqual: return .atMost
      case .greaterOrEqual: return .atLeast
      case .less: return .below
      case .greater: return .above
      case .equal: return .sameAs
      case .notEqual: return .differentFrom
      default: return nil
      }
    }
    return keyword(in: Self.wordComparisons)
  }

  private mutating func parseItems(single: Bool) throws(Failure) -> [ExpressionSyntax] {
    try refuseEnclosedChoices()
    var items = [try parseItem()]
    try refuseSeparator(behind: items[0])
    while !single, token.isSign(.comma) {
      advance()
      let item = try parseItem()
      try refuseSeparator(behind: item)
      items.append(item)
    }
    return items
  }

  private mutating func parseItem() throws(Failure) -> ExpressionSyntax {
    if token.kind == .string {
      let text = advance()
      return .text(TextSyntax(text: text.text, range: text.range))
    }
    try refuseNumberAsChoice()
    return .name(try parseName())
  }

  mutating func parseSum() throws(Failure) -> ExpressionSyntax {
    var left = try parseProduct()
    while token.isSign(.plus) || token.isSign(.minus) {
      try countOperation()
      let sign: Token.Sign = token.isSign(.plus) ? .plus : .minus
      let operatorRange = advance().range
      left = .arithmetic(left, sign, try parseProduct(), operatorRange: operatorRange)
    }
    return left
  }

  /// Counts a sign of arithmetic; one clause has only so many.
  private mutating func countOperation() throws(Failure) {
    operations += 1
    guard operations > Self.operationLimit else { return }
    report(
      Diagnostic(
        .nestingTooDeep, at: token.range,
        Phrase(
          "一个子句里的四则运算超过 \(Self.operationLimit) 次",
          "more than \(Self.operationLimit) operations in one clause"),
        hint: Phrase("用`定义`给一部分取名", "name a part of it with `define`")))
    throw Failure()
  }

  private mutating func parseProduct() throws(Failure) -> ExpressionSyntax {
    var left = try parsePrimary()
    while let sign = factorSign {
      try countOperation()
      let operatorRange =
        token.kind == .word ? passWord(standingFor: sign.spelling) : advance().range
      left = .arithmetic(left, sign, try parsePrimary(), operatorRange: operatorRange)
    }
    return left
  }

  /// `×`, `÷`, or a word for one of them.
  var factorSign: Token.Sign? {
    if token.isSign(.times) { return .times }
    if token.isSign(.dividedBy) { return .dividedBy }
    guard token.kind == .word, token.follows != .lineBreak, peek().kind != .endOfFile else {
      return nil
    }
    return Synonyms.signs[token.word]
  }

  private mutating func parsePrimary() throws(Failure) -> ExpressionSyntax {
    switch token.kind {
    case .sign(.minus):
      let start = advance().range
      guard !token.isSign(.minus) else { throw fail(Phrase("一个数", "a number")) }
      let operand = try parsePrimary()
      return .negative(operand, start.through(lastRange))
    case .sign(.leftParenthesis):
      let start = advance().range
      if at(.if) { return try parseConditional(from: start) }
      let inner = try parseExpression()
      try expectEnd(of: start)
      return inner
    case .number:
      return try parseNumber()
    case .date:
      let date = advance()
      return .date(DateSyntax(text: date.text, range: date.range))
    case .string:
      let text = advance()
      return .text(TextSyntax(text: text.text, range: text.range))
    case .word:
      return try parseWord()
    default:
      throw fail(Phrase("一个条件或数值", "a condition or a value"))
    }
  }

  private mutating func parseNumber() throws(Failure) -> ExpressionSyntax {
    let number = advance()
    try refuseSlip(behind: number)
    guard !endsOperand else { return .number(number.text, unit: nil, number.range) }
    let unit = try parseUnitName()
    return .number(number.text, unit: unit, number.range.through(unit.range))
  }

  private mutating func parseWord() throws(Failure) -> ExpressionSyntax {
    if startsNext { throw fail(Phrase("一个条件或数值", "a condition or a value")) }
    try refuseChineseNumeral()
    try refuseSlipAtStart()
    if let call = keyword(in: Self.calls), peek().isSign(.leftParenthesis) {
      return try parseCall(call)
    }
    if let function = keyword(in: Self.aggregates), isFollowedByOperand(function) {
      return try parseAggregate(function)
    }
    if at(.applicable), peek().kind == .word {
      let start = consume(.applicable)
      let name = try parseName()
      return .applicable(name, start.through(name.range))
    }
    if at(.hasValue), peek().kind == .word {
      let start = consume(.hasValue)
      let value = try parseWord()
      return .hasValue(value, start.through(value.range))
    }
    if let keyword = keyword(in: Self.values) { return .keyword(keyword, consume(keyword)) }
    let name = try parseName()
    if let result = keyword(in: Self.results), isRuleID(name) {
      let range = name.range.through(consume(result))
      return .ruleResult(name, result, range)
    }
    guard token.isSign(.leftBracket), token.follows == .nothing else { return .name(name) }
    advance()
    let keys = try parseExpressions()
    try expect(.rightBracket)
    return .lookup(name, keys: keys, name.range.through(lastRange))
  }

  private static let values = KeywordSet([.reviewDate, .unbounded, .yes, .no])

  mutating func parseExpressions() throws(Failure) -> [ExpressionSyntax] {
    var items = [try parseExpression()]
    while token.isSign(.comma) {
      advance()
      items.append(try parseExpression())
    }
    return items
  }

  private static let calls = KeywordSet([
    .least, .greatest, .roundHalf, .roundUp, .roundDown,
  ])

  private static let results = KeywordSet([.met, .onNotMet, .notApplicable])

  /// Whether a name is that of a rule, which has a digit behind a hyphen, rather than of a field.
  private func isRuleID(_ name: NameSyntax) -> Bool {
    name.text.utf8.contains(UInt8(ascii: "-"))
  }

  /// `（若 甲 则 1.2 若 乙 则 1.3 否则 1.5）`; a comma may stand before each part.
  private mutating func parseConditional(
    from start: SourceRange
  ) throws(Failure) -> ExpressionSyntax {
    try enter()
    defer { nesting -= 1 }
    var parts: [ExpressionSyntax] = []
    while at(.if) {
      consume(.if)
      parts.append(try parseExpression())
      passComma()
      try expect(.then)
      parts.append(try parseExpression())
      passComma()
    }
    try expect(.otherwise)
    parts.append(try parseExpression())
    try expectEnd(of: start)
    return .conditional(parts, start.through(lastRange))
  }

  private mutating func passComma() {
    if token.isSign(.comma) { advance() }
  }

  private mutating func parseCall(_ function: Keyword) throws(Failure) -> ExpressionSyntax {
    let start = consume(function)
    try expect(.leftParenthesis)
    let arguments = try parseExpressions()
    try expect(.rightParenthesis)
    return .call(function, arguments, start.through(lastRange))
  }

  private static let aggregates = KeywordSet([
    .sum, .maximum, .minimum, .count, .all, .any, .distinct,
  ])

  /// Whether the word here has something to work on; a choice may be called `all`.
  private func isFollowedByOperand(_ function: Keyword) -> Bool {
    var ahead = self
    ahead.consume(function)
    if function == .count { return ahead.at(.forEach) }
    switch ahead.token.kind {
    case .sign(let sign): return sign == .leftParenthesis || sign == .minus
    case .word: return !ahead.startsNext
    case .number, .date, .string: return true
    case .bookTitle, .stray, .endOfFile: return false
    }
  }

  private mutating func parseAggregate(_ function: Keyword) throws(Failure) -> ExpressionSyntax {
    let start = consume(function)
    if function == .minimum || function == .maximum, enclosesSeveral {
      throw failExtremum(function, start)
    }
    let body = function == .count ? nil : try parseExpression()
    if token.isSign(.comma), function == .minimum || function == .maximum {
      throw failExtremum(function, start)
    }
    guard at(.forEach) else { throw failWithoutLoop(function, start, body) }
    try expect(.forEach)
    let variable = try parseName()
    try expect(.inList)
    let list = try parseName()
    var filter: ExpressionSyntax?
    if at(.where) {
      consume(.where)
      filter = try parseExpression()
    }
    return .aggregate(
      AggregateSyntax(
        function: function, body: body, variable: variable, list: list, filter: filter,
        range: start.through(lastRange)))
  }

  /// Reports `A 且 B 或 C` with both readings, after reading on so that both can be shown.
  private mutating func reportMixedJoiners(
    _ operands: [ExpressionSyntax], _ joiner: Keyword, _ other: Keyword
  ) throws(Failure) -> Failure {
    let joinerRange = token.range
    consume(other)
    let next = try parseNegation()
    func text(_ first: ExpressionSyntax, _ last: ExpressionSyntax) -> String {
      source.slice(Int(first.range.start), Int(last.range.end))
    }
    guard let first = operands.first, let last = operands.last else { return Failure() }
    let before = text(first, last)
    let head = operands.count > 1 ? text(first, operands[operands.count - 2]) : before
    let tail = text(last, last)
    let final = text(next, next)
    let j = joiner.spelling
    let o = other.spelling
    let one = spelling(
      at: joinerRange, "（\(before)） \(o.chinese) \(final)", "(\(before)) \(o.english) \(final)")
    let two = spelling(
      at: joinerRange, "\(head) \(j.chinese) （\(tail) \(o.chinese) \(final)）",
      "\(head) \(j.english) (\(tail) \(o.english) \(final))")
    report(
      Diagnostic(
        .mixedJoiners, at: joinerRange,
        Phrase(
          "`\(j.chinese)`与`\(o.chinese)`连用而没有括号",
          "`\(j.english)` and `\(o.english)` without parentheses"),
        related: [.init(first.range.through(last.range), Phrase("先读这部分？", "this part first?"))],
        hint: Phrase("写成 `\(one)` 或 `\(two)`", "write `\(one)` or `\(two)`")))
    return Failure()
  }
}

/// A word of the law that leaves open whether the number itself is meant.
enum BoundaryWord: String {
  case orMore = "以上"
  case orLess = "以下"
  case reaches = "达到"
  case within = "以内"
  case keptAt = "控制在"
  case betterThan = "优于"
  case roughly = "左右"

  func diagnostic(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .ambiguousBoundary, at: range,
      Phrase(
        "`\(rawValue)`没有说清是否含本数、以及数值越高越好还是越低越好",
        "`\(rawValue)` leaves open whether the number itself is meant and which direction is better"
      ),
      hint: Phrase(
        "含本数写 `不低于` 或 `不高于`，不含本数写 `高于` 或 `低于`",
        "write `>=` or `<=` to include the number, `>` or `<` to exclude it"))
  }
}

extension Diagnostic.Code {
  static let nestingTooDeep = Self(
    name: "nesting-too-deep",
    explanation: Phrase(
      "条件最多嵌套 64 层，一个子句最多 256 次四则运算。用`定义`把一部分取名后引用。",
      "Conditions nest at most 64 deep, and a clause has at most 256 operations. Give a part of it "
        + "a name with `define`."))

  static let mixedJoiners = Self(
    name: "mixed-joiners",
    explanation: Phrase(
      "`且`与`或`在一个条件里连用时必须加括号，因为两种读法的结论可能不同。\n\n    （甲 且 乙） 或 丙\n    甲 且 （乙 或 丙）",
      "`and` and `or` in one condition need parentheses: the two readings may decide differently.\n\n"
        + "    (a and b) or c\n    a and (b or c)"))

  static let ambiguousBoundary = Self(
    name: "ambiguous-boundary",
    explanation: Phrase(
      "法条里的以上、以下、达到，是否含本数要由读者判断；规则里必须写明。\n\n    不低于 65 蒸吨/小时    含 65\n    低于 35 蒸吨/小时      不含 35",
      "以上, 以下 and 达到 leave the boundary to the reader; a rule must say it.\n\n"
        + "    >= 65 t/h   includes 65\n    < 35 t/h    excludes 35"))
}
