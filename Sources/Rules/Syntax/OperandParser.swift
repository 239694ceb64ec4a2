// The operands of clauses, each by its shape in the grammar.

extension Parser {
  mutating func parseName() throws(Failure) -> NameSyntax {
    if token.kind == .number, peek().kind == .word, peek().follows == .nothing {
      return parseNameWithDigits()
    }
    guard token.kind == .word, !startsNext else { throw fail(Phrase("一个名称", "a name")) }
    let name = advance()
    return NameSyntax(word: name.word, range: name.range)
  }

  /// A name; of a document's number one with its year in the wrong brackets is put right.
  mutating func parseNameOrNumber() throws(Failure) -> NameSyntax {
    let opens = peek().isSign(.leftBracket) || peek().isSign(.leftParenthesis)
    let closes = peek(3).isSign(.rightBracket) || peek(3).isSign(.rightParenthesis)
    guard token.kind == .word, opens, peek(2).kind == .number, peek(2).text.count == 4, closes,
      peek(4).kind == .number, (1...4).allSatisfy({ peek($0).follows == .nothing })
    else { return try parseName() }
    let start = token.range
    let parts = (0..<5).map { _ in advance().text }
    var rest = parts[4]
    if token.kind == .word, token.follows == .nothing { rest += advance().text }
    let number = "\(parts[0])〔\(parts[2])〕\(rest)"
    let range = start.through(lastRange)
    report(
      Diagnostic(
        .unexpectedToken, at: range,
        Phrase("文号里的年份用 `〔〕`", "the year in a document's number stands in `〔〕`"),
        hint: Phrase("写成 `\(number)`", "write `\(number)`")))
    return NameSyntax(word: Word(number), range: range)
  }

  /// A name that begins with a number, as 2023年新增领域 or 10kt.
  private mutating func parseNameWithDigits() -> NameSyntax {
    let digits = advance()
    let rest = advance()
    return NameSyntax(
      word: Word(digits.text + rest.text), range: digits.range.through(rest.range))
  }

  /// An English name; nil where the label or the type follows at once.
  mutating func parseEnglishName() -> NameSyntax? {
    guard token.kind == .word else { return nil }
    let name = advance()
    return NameSyntax(word: name.word, range: name.range)
  }

  /// Types with a comma between two.
  mutating func parseTypes() throws(Failure) -> [TypeSyntax] {
    var types = [try parseType()]
    while token.isSign(.comma) {
      advance()
      types.append(try parseType())
    }
    return types
  }

  /// `、信贷限制（推定）` behind a first consequence.
  mutating func parseConsequences() throws(Failure) -> [ConsequenceSyntax] {
    var consequences: [ConsequenceSyntax] = []
    while token.isSign(.comma) {
      advance()
      let name = try parseName()
      let isInferred = token.isSign(.leftParenthesis)
      if isInferred {
        advance()
        try expect(.inferred)
        try expect(.rightParenthesis)
      }
      consequences.append(ConsequenceSyntax(name: name, isInferred: isInferred))
    }
    return consequences
  }

  /// Words joined by `/`, as 千克标准煤/吨.
  mutating func parseUnitName() throws(Failure) -> NameSyntax {
    var name = try parseName()
    while token.isSign(.dividedBy), token.follows == .nothing, peek().kind == .word {
      advance()
      let next = advance()
      name = NameSyntax(
        word: Word(name.text + "/" + next.text), range: name.range.through(next.range))
    }
    return name
  }

  mutating func parseNames() throws(Failure) -> [NameSyntax] {
    var names = [try parseListedName()]
    while token.isSign(.comma) {
      advance()
      names.append(try parseListedName())
    }
    return names
  }

  /// A name, or a quotation where the name holds spaces or signs.
  mutating func parseListedName() throws(Failure) -> NameSyntax {
    guard token.kind == .string else { return try parseUnitName() }
    let text = advance()
    return NameSyntax(word: Word(text.text), range: text.range)
  }

  mutating func parseText(
    _ kind: Token.Kind, _ expected: Phrase
  ) throws(Failure) -> TextSyntax {
    guard token.kind == kind else { throw fail(expected) }
    let text = advance()
    return TextSyntax(text: text.text, range: text.range)
  }

  /// A quotation, or whatever stands up to the end of the line.
  mutating func parseTitle() throws(Failure) -> TextSyntax {
    if token.kind == .string, opensQuotedTitle {
      return try parseText(.string, Phrase("标题", "a title"))
    }
    guard token.kind != .endOfFile, token.follows != .lineBreak else {
      throw fail(Phrase("标题", "a title"))
    }
    let start = advance().range
    while token.kind != .endOfFile, token.follows != .lineBreak { advance() }
    let range = start.through(lastRange)
    return TextSyntax(text: source.slice(Int(range.start), Int(range.end)), range: range)
  }

  /// A title in 「」 or ""; one that begins with “两高” is a title like any other.
  private var opensQuotedTitle: Bool {
    let first = source.bytes[Int(token.range.start)]
    return first == UInt8(ascii: "\"")
      || source.slice(
        Int(token.range.start), Int(token.range.start) + 3) == "「"
  }

  mutating func parseSection() throws(Failure) -> TextSyntax {
    guard token.kind != .string, token.kind != .endOfFile, !startsNext else {
      throw fail(Phrase("条款号，如 三（一）", "a section such as 三（一）"))
    }
    var text = ""
    let start = token.range
    repeat {
      let part = advance()
      text += Self.sectionText(of: part, in: source)
    } while token.follows == .nothing && token.kind != .string && token.kind != .endOfFile
    return TextSyntax(text: text, range: start.through(lastRange))
  }

  /// Sections are kept with full-width parentheses, however they were typed.
  private static func sectionText(of token: Token, in source: SourceText) -> String {
    switch token.kind {
    case .sign(.leftParenthesis): "（"
    case .sign(.rightParenthesis): "）"
    case .word, .number: token.text
    default: source.slice(Int(token.range.start), Int(token.range.end))
    }
  }

  mutating func parseDate() throws(Failure) -> DateSyntax {
    guard token.kind == .date else {
      if token.kind == .number { try refuseDate(from: token, next: 1) }
      throw fail(Phrase("日期，如 2025-12-31", "a date such as 2025-12-31"))
    }
    let date = advance()
    return DateSyntax(text: date.text, range: date.range)
  }

  mutating func parseType() throws(Failure) -> TypeSyntax {
    let start = token.range
    let kind: TypeSyntax.Kind
    if at(.number) || at(.integer) {
      let isInteger = at(.integer)
      advance()
      if at(.anyUnit) {
        consume(.anyUnit)
        kind = .anyUnit(isInteger: isInteger)
      } else {
        let unit = endsOperand ? nil : try parseUnitName()
        kind = isInteger ? .integer(unit: unit) : .number(unit: unit)
      }
    } else if at(.boolean) {
      advance()
      kind = .boolean
    } else if at(.text) {
      advance()
      kind = .text
    } else if at(.date) {
      advance()
      kind = .date
    } else if at(.choice) {
      advance()
      let order = parseOrder()
      kind = .choice(try parseChoices(), order: order)
    } else if at(.choices) {
      advance()
      kind = .choices(try parseChoices())
    } else {
      kind = .named(try parseUnitName())
    }
    return TypeSyntax(kind: kind, range: start.through(lastRange))
  }

  mutating func parseChoiceList() throws(Failure) -> TypeSyntax {
    let start = token.range
    let order = parseOrder()
    let choices = try parseChoices()
    return TypeSyntax(kind: .choice(choices, order: order), range: start.through(lastRange))
  }

  /// `由低到高`: choices that can be compared.
  private mutating func parseOrder() -> ChoiceOrder? {
    if at(.ascending) {
      consume(.ascending)
      return .ascending
    }
    if at(.descending) {
      consume(.descending)
      return .descending
    }
    return nil
  }

  private mutating func parseChoices() throws(Failure) -> [ChoiceSyntax] {
    var choices: [ChoiceSyntax] = []
    repeat {
      if !choices.isEmpty { advance() }
      let chinese = try parseName()
      let isAlone = token.kind != .word || startsNext
      choices.append(ChoiceSyntax(chinese: chinese, english: isAlone ? nil : try parseName()))
    } while token.isSign(.comma)
    return choices
  }
}
