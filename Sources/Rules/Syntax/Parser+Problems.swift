// What the parser says of a text that it cannot read.

extension Parser {
  /// Reports that something else was expected here.
  ///
  /// What is missing at the end of a line is reported there, not at the line below.
  mutating func fail(_ expected: Phrase) -> Failure {
    // A stray character was reported already.
    guard token.kind != .stray else { return Failure() }
    let isCutOff = token.kind == .endOfFile || (token.follows == .lineBreak && startsNext)
    let end = Int(lastRange.end)
    let place =
      isCutOff
      ? SourceRange(source: Int(lastRange.source), start: end, end: end) : token.range
    let found = isCutOff ? Phrase("这一句的结尾", "the end of the clause") : foundHere
    report(
      Diagnostic(
        .unexpectedToken, at: place,
        Phrase(
          "这里应是\(expected.chinese)，却是\(found.chinese)",
          "expected \(expected.english), found \(found.english)")))
    return Failure()
  }

  /// Expects the closing parenthesis of one that was opened.
  mutating func expectEnd(of open: SourceRange) throws(Failure) {
    if token.isSign(.rightParenthesis) {
      advance()
      return
    }
    guard token.kind == .endOfFile || token.follows == .lineBreak && startsNext else {
      throw fail(Phrase("`）`", "`)`"))
    }
    let end = Int(lastRange.end)
    report(
      Diagnostic(
        .unexpectedToken, at: SourceRange(source: Int(lastRange.source), start: end, end: end),
        Phrase("少了 `）`", "`)` is missing"),
        related: [.init(open, Phrase("在这里打开", "opened here"))],
        hint: Phrase("在末尾补上 `）`", "close it with `)`")))
    throw Failure()
  }

  /// Reports an exception or an exclusion that has a condition and no name.
  mutating func failWithoutName() -> Failure {
    let keyword = (currentClause ?? .except).spelling
    report(
      Diagnostic(
        .unexpectedToken, at: lastRange,
        Phrase("`\(keyword.chinese)` 后面先写名称", "`\(keyword.english)` has a name first"),
        hint: Phrase(
          "写成 `\(keyword.chinese) 名称：条件`", "write `\(keyword.english) NAME: CONDITION`")))
    return Failure()
  }

  /// Whether a condition begins a line where a rule has none yet.
  func isForgottenWhen(after parsed: [ClauseSyntax]) -> Bool {
    guard clauses[.when] != nil, token.kind == .word, token.follows == .lineBreak,
      token.text.utf8.contains(UInt8(ascii: ".")), let last = parsed.last
    else { return false }
    return [.cites, .englishTitle, .each, .since, .until, .datedBy].contains(last.keyword)
      && !parsed.contains { $0.keyword == .when }
  }

  mutating func reportForgottenWhen() {
    let line = source.lineBounds(around: Int(token.range.start))
    let text = source.slice(Int(token.range.start), line.upperBound)
    let words = spelling(at: token.range, "当 \(text)", "when \(text)")
    report(
      Diagnostic(
        .unknownClause, at: token.range,
        Phrase("`\(written)` 前面漏了 `当`", "`when` is missing before `\(written)`"),
        hint: Phrase("写成 `\(words)`", "write `\(words)`")))
  }

  private var foundHere: Phrase {
    startsNext
      ? Phrase("关键词 `\(written)`", "the keyword `\(written)`")
      : Phrase(" `\(written)`", "`\(written)`")
  }

  /// The token here as it was written.
  private var written: String {
    source.slice(Int(token.range.start), Int(token.range.end))
  }

  // MARK: - Declarations and clauses

  mutating func reportUnknownDeclaration() {
    guard token.kind != .stray else { return }
    if let (meant, rest) = gluedKeyword(among: Grammar.declarations.keys) {
      reportGlued(meant, rest, as: .unknownDeclaration)
      return
    }
    let forms = Phrase(
      "声明以 `规则`、`文件`、`案例` 等关键词开头；条款的原文引在 `依据` 的「」里，注释以 `#` 开头",
      "a declaration begins with `rule`, `document`, `case` and the like; words of a clause stand in the quotation of `cites`, a comment begins with `#`"
    )
    report(
      Diagnostic(
        .unknownDeclaration, at: token.range,
        Phrase("`\(written)` 不能开始一条声明", "`\(written)` cannot start a declaration"),
        hint: misspeltDeclaration.map(Self.hint) ?? forms))
  }

  mutating func reportUnknownClause(in declaration: Keyword) {
    guard token.kind != .stray else { return }
    let name = declaration.spelling
    let value = Phrase("值另起一行写 `值 1.2`", "write `value 1.2` on a line of its own")
    let joiners = Phrase(
      "若是上一行条件的一部分，用 `且` 或 `或` 连接",
      "join it with `and` or `or` when it belongs to the condition above")
    report(
      Diagnostic(
        .unknownClause, at: token.range,
        Phrase(
          "`\(written)` 不是`\(name.chinese)`的子句", "`\(written)` is no clause of `\(name.english)`"),
        hint: token.isSign(.equal) && clauses[.value] != nil
          ? value : misspeltClause.map(Self.hint) ?? (clauses[.when] == nil ? allClauses : joiners))
    )
  }

  /// The clauses that can stand here; nil: there are none.
  private var allClauses: Phrase? {
    let words = clauses.keys.map { $0.spelling }.sorted { $0.english < $1.english }
    return ListedWords(words).hint(Phrase("可用的子句：", "its clauses: "))
  }

  /// Reports what stands behind a clause that was complete.
  mutating func reportLeftover(of clause: Keyword) {
    switch token.kind {
    case .stray: return
    case .word where BoundaryWord(rawValue: token.text) != nil:
      BoundaryWord(rawValue: token.text).map { report($0.diagnostic(at: token.range)) }
      return
    case .word, .number, .date, .string, .bookTitle, .sign, .endOfFile: break
    }
    if let (boundary, range) = boundaryBehindNumber {
      report(boundary.diagnostic(at: range))
      return
    }
    if let (message, hint) = leftoverSlip {
      report(Diagnostic(.unexpectedToken, at: token.range, message, hint: hint))
      return
    }
    if clause == .forbidden {
      let words = spelling(at: token.range, "不得 \(written)", "must not \(written)")
      report(
        Diagnostic(
          .unexpectedToken, at: token.range,
          Phrase("`禁止` 后面不写条件", "`forbidden` has no condition"),
          hint: Phrase(
            "写成 `\(words)`，或把条件写在 `当` 里",
            "write `\(words)`, or put the condition into `when`")))
      return
    }
    if token.isSign(.comma), endsWithCondition(clause) {
      let isLast = peek().follows == .lineBreak
      report(
        Diagnostic(
          .unexpectedToken, at: token.range,
          Phrase("条件之间用 `且` 或 `或`", "conditions are joined by `and` or `or`"),
          hint: isLast
            ? Phrase("删去 `\(written)`", "delete `\(written)`")
            : Phrase(
              "都要满足写 `且`，满足一项即可写 `或`", "write `and` where all must hold, `or` where one is enough"))
      )
      return
    }
    if clauses[.row] != nil {
      report(
        Diagnostic(
          .unexpectedToken, at: token.range,
          Phrase("`\(written)` 在这里是多余的", "`\(written)` has no place here"),
          hint: Phrase("表的每一行以 `行` 开头：`行 水泥、1.25`", "each row of a table begins with `row`")))
      return
    }
    let comparison = Phrase(
      "`\(written)` 前面少了比较词（如 `不高于`）或 `且`、`或`",
      "a comparison such as `<=`, or `and`, or `or` is missing before `\(written)`")
    let leftover = Phrase("`\(written)` 在这里是多余的", "`\(written)` has no place here")
    report(
      Diagnostic(
        .unexpectedToken, at: token.range,
        endsWithCondition(clause) && !isSignHere ? comparison : leftover))
  }

  private var isSignHere: Bool { if case .sign = token.kind { true } else { false } }

  private func endsWithCondition(_ clause: Keyword) -> Bool {
    switch clauses[clause]?.shapes.last {
    case .expression, .condition: true
    default: false
    }
  }

  // MARK: - Misspelt keywords

  /// The clause that a word at the start of a line was meant to be.
  var misspeltClause: Keyword? { nearest(Array(clauses.keys)) }

  /// The declaration that a word at the start of a line was meant to be.
  var misspeltDeclaration: Keyword? { nearest(Array(Grammar.declarations.keys)) }

  /// Whether a line begins here that is a declaration with a misspelt keyword.
  var looksLikeDeclaration: Bool {
    token.follows == .lineBreak && misspeltDeclaration != nil && misspeltClause == nil
  }

  /// The keyword nearest to the word here; of a Chinese word one of as many characters.
  private func nearest(_ keywords: [Keyword]) -> Keyword? {
    guard token.kind == .word, token.text.unicodeScalars.count > 1, !isOperatorHere else {
      return nil
    }
    let isASCII = token.text.utf8.allSatisfy { $0 < 0x80 }
    let length = token.text.unicodeScalars.count
    let words = keywords.map { isASCII ? $0.english[0].text : $0.chinese.text }
    let candidates = words.filter { word in
      word.unicodeScalars.count > 1 && (isASCII || word.unicodeScalars.count == length)
    }
    let nearest = Suggestion.nearest(to: token.text, among: candidates)
    return zip(keywords, words).first { $0.1 == nearest }?.0
  }

  private static func hint(_ nearest: Keyword) -> Phrase {
    let name = nearest.spelling
    return Phrase("是否想写 `\(name.chinese)`？", "did you mean `\(name.english)`?")
  }
}

extension Diagnostic.Code {
  static let unexpectedToken = Self(
    name: "unexpected-token",
    explanation: Phrase(
      "子句的写法由语言手册规定；这里的词不在该出现的位置。\n\n    期限 2025年底        写成 期限 2025-12-31\n    应 数据中心.PUE 1.2   少了比较词，如 不高于",
      "Each clause has a fixed form, given in the manual of the language.\n\n"
        + "    due 2025             write due 2025-12-31\n"
        + "    must dataCentre.pue 1.2   a comparison is missing, such as <="))

  static let unknownDeclaration = Self(
    name: "unknown-declaration",
    explanation: Phrase(
      "文件由声明组成：规则集、文件、规则、定义、集合、参数、表、不编码、关系、案例、字段……每条声明以其关键词开头。",
      "A file is made of declarations: ruleset, document, rule, define, set, parameter, table, omit, "
        + "relation, case, field … each starts with its keyword."))

  static let unknownClause = Self(
    name: "unknown-clause",
    explanation: Phrase(
      "声明由子句组成，子句以其关键词开头。常见原因是关键词写错，或条件写到一半少了 `且`。",
      "A declaration is made of clauses that start with a keyword. Usually the keyword is misspelt, "
        + "or an `and` is missing in a condition."))
}
