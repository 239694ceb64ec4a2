/// Reads tokens into a ``SyntaxTree``, following the table in `Grammar.swift`.
///
/// A clause that cannot be read is reported and left out; reading goes on at the next clause.
public struct Parser {
  let source: SourceText
  private let tokens: [Token]
  private var index = 0
  /// The clauses of the declaration being read.
  private(set) var clauses: [Keyword: Form] = [:]
  private var clauseSet = KeywordSet()
  /// The clause being read.
  private(set) var currentClause: Keyword?
  /// The operand being read.
  private var currentShape: Shape?
  private(set) var diagnostics: [Diagnostic]
  var nesting = 0
  /// The signs of arithmetic in the clause so far.
  var operations = 0

  /// The deepest that parentheses and negations may nest.
  public static let nestingLimit = 64

  /// The most signs of arithmetic in one clause.
  public static let operationLimit = 256

  /// The tree of one text and everything that is wrong with its form.
  ///
  /// - Parameter index: The place of the text in the list that is read together.
  public static func parse(
    _ source: SourceText, index: Int = 0
  ) -> (tree: SyntaxTree, diagnostics: [Diagnostic]) {
    var lexer = Lexer(source, index: index)
    lexer.run()
    var parser = Parser(source: source, tokens: lexer.tokens, diagnostics: lexer.diagnostics)
    let declarations = parser.parseDeclarations()
    if declarations.isEmpty, lexer.comments.isEmpty, parser.diagnostics.isEmpty {
      parser.report(TextCheck.empty(at: SourceRange(source: index, start: 0, end: 0)))
    }
    let tree = SyntaxTree(source: index, declarations: declarations, comments: lexer.comments)
    return (tree, parser.diagnostics.sorted { $0.range.start < $1.range.start })
  }

  private init(source: SourceText, tokens: [Token], diagnostics: [Diagnostic]) {
    self.source = source
    self.tokens = tokens
    self.diagnostics = diagnostics
  }

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// Thrown inside the parser after the problem was reported.
  struct Failure: Error {}

  // MARK: - Declarations and clauses

  private mutating func parseDeclarations() -> [DeclarationSyntax] {
    var declarations: [DeclarationSyntax] = []
    while token.kind != .endOfFile {
      passOrdinal()
      if let meant = declarationSynonym, let form = Grammar.declarations[meant] {
        declarations.append(parseDeclaration(meant, form, passSynonym(of: meant)))
        continue
      }
      guard let keyword = keyword(in: Self.declarationSet),
        let form = Grammar.declarations[keyword]
      else {
        reportUnknownDeclaration()
        skipLine {
          $0.startsDeclaration || $0.misspeltDeclaration != nil || $0.declarationSynonym != nil
        }
        continue
      }
      declarations.append(parseDeclaration(keyword, form))
    }
    return declarations
  }

  /// - Parameter passed: Where a word stood for the keyword; nil: the keyword is here.
  private mutating func parseDeclaration(
    _ keyword: Keyword, _ form: Form, _ passed: SourceRange? = nil
  ) -> DeclarationSyntax {
    let keywordRange = passed ?? consume(keyword)
    clauses = form.clauses
    clauseSet = form.clauseSet
    passColon(behind: keyword)
    let named = token.kind == .word ? token.word : nil
    let operands = parseOperands(form, of: keyword)
    var parsed: [ClauseSyntax] = []
    while token.kind != .endOfFile {
      passFullStop()
      passOrdinal()
      if passIdleThen() { continue }
      if let clause = self.keyword(in: clauseSet), let form = clauses[clause] {
        parsed.append(parseClause(clause, form))
      } else if let meant = clauseSynonym, let form = clauses[meant] {
        parsed.append(parseClause(meant, form, passSynonym(of: meant)))
      } else if startsDeclaration || declarationSynonym != nil || looksLikeDeclaration
        || token.kind == .endOfFile
      {
        break
      } else if let (meant, rest) = gluedKeyword(among: clauses.keys) {
        reportGlued(meant, rest, as: .unknownClause)
        parsed.append(brokenClause(meant))
        skipLine(to: Self.startsLine)
      } else if isForgottenWhen(after: parsed), let form = clauses[.when] {
        reportForgottenWhen()
        parsed.append(parseClause(.when, form, token.range))
      } else {
        if token.follows != .lineBreak, let last = parsed.popLast() {
          parsed.append(last.withoutOperands)
          reportLeftover(of: last.keyword)
        } else {
          reportUnknownClause(in: keyword)
          if let meant = misspeltClause { parsed.append(brokenClause(meant)) }
        }
        skipLine(to: Self.startsLine)
      }
    }
    let range = keywordRange.through(index > 0 ? tokens[index - 1].range : keywordRange)
    return DeclarationSyntax(
      keyword: keyword, operands: operands ?? [], clauses: parsed, range: range,
      keywordRange: keywordRange, brokenName: operands == nil ? named : nil)
  }

  /// A clause; one that could not be read is kept without operands, so that nobody misses it.
  private mutating func parseClause(
    _ keyword: Keyword, _ form: Form, _ passed: SourceRange? = nil
  ) -> ClauseSyntax {
    currentClause = keyword
    let keywordRange = passed ?? consume(keyword)
    passColon(behind: keyword)
    let operands = parseOperands(form, of: keyword)
    let end = operands == nil ? keywordRange : lastRange
    return ClauseSyntax(
      keyword: keyword, operands: operands ?? [], range: keywordRange.through(end),
      keywordRange: keywordRange)
  }

  /// The clause that was meant by a misspelt keyword, so that nobody misses it.
  private func brokenClause(_ keyword: Keyword) -> ClauseSyntax {
    ClauseSyntax(keyword: keyword, operands: [], range: token.range, keywordRange: token.range)
  }

  /// The operands of a form; nil after a problem, with the parser at the next clause.
  private mutating func parseOperands(_ form: Form, of keyword: Keyword) -> [OperandSyntax]? {
    nesting = 0
    operations = 0
    let known = diagnostics.count
    do {
      return try parse(form.shapes)
    } catch {
      if diagnostics.count > known { showForm(form, of: keyword) }
      skip(to: Self.startsLine)
      return nil
    }
  }

  /// Lets the problem that was just reported say how the whole is written, where it says nothing
  /// better.
  private mutating func showForm(_ form: Form, of keyword: Keyword) {
    guard let problem = diagnostics.last, problem.code == .unexpectedToken, problem.hint == nil,
      let shape = currentShape, !shape.isExpression, let text = form.text(behind: keyword)
    else { return }
    diagnostics[diagnostics.count - 1] = Diagnostic(
      problem.code, at: problem.range, problem.message, related: problem.related,
      hint: Phrase("写法：`\(text.chinese)`", "the form is `\(text.english)`"))
  }

  /// Whether what stands here begins a clause or a declaration, or was meant to.
  private static func startsLine(_ parser: Parser) -> Bool {
    parser.startsNext || parser.misspeltClause != nil || parser.looksLikeDeclaration
      || parser.clauseSynonym != nil || parser.declarationSynonym != nil
      || parser.gluedKeyword(among: parser.clauses.keys) != nil
  }

  private mutating func parse(_ shapes: [Shape]) throws(Failure) -> [OperandSyntax] {
    var operands: [OperandSyntax] = []
    operands.reserveCapacity(shapes.count)
    for shape in shapes {
      currentShape = shape
      if let operand = try parse(shape) { operands.append(operand) }
    }
    return operands
  }

  /// The operand of a shape; nil for keywords and signs, which carry none.
  private mutating func parse(_ shape: Shape) throws(Failure) -> OperandSyntax? {
    switch shape {
    case .name, .identifier, .documentNumber: return .name(try parseNameOrNumber())
    case .word:
      guard token.kind == .word else {
        throw fail(Phrase("类别，如 人工判断", "a category such as judgement"))
      }
      let word = advance()
      return .name(NameSyntax(word: word.word, range: word.range))
    case .englishName: return parseEnglishName().map { .name($0) } ?? .absent
    case .unitName: return .name(try parseUnitName())
    case .names: return .names(try parseNames())
    case .title: return .text(try parseTitle())
    case .quotation: return .text(try parseText(.string, Phrase("引文「…」", "a quotation 「…」")))
    case .bookTitle: return .text(try parseText(.bookTitle, Phrase("书名号《…》", "a title 《…》")))
    case .section: return .text(try parseSection())
    case .date: return .date(try parseDate())
    case .expression, .condition: return .expression(try parseExpression())
    case .sum: return .expression(try parseSum())
    case .expressions: return .expressions(try parseExpressions())
    case .type: return .type(try parseType())
    case .types: return .types(try parseTypes())
    case .consequences: return .consequences(try parseConsequences())
    case .choices: return .type(try parseChoiceList())
    case .assignments: return .assignments(try parseAssignments())
    case .expectations: return .expectations(try parseExpectations())
    case .columns: return .columns(try parseColumns())
    case .cells: return .cells(try parseCells())
    case .keyword(let keyword):
      if keyword == .inList, synonym(among: Synonyms.listWords) != nil {
        _ = passSynonym(of: .inList)
        return nil
      }
      try expect(keyword)
      return nil
    case .sign(let sign):
      if sign == .colon, !token.isSign(.colon),
        currentClause == .except || currentClause == .exclude
      {
        throw failWithoutName()
      }
      try expect(sign)
      return nil
    case .optional(let shapes):
      guard startsOptional(shapes) else { return .absent }
      let start = token.range
      let operands = try parse(shapes)
      return .part(operands, start.through(tokens[index - 1].range))
    }
  }

  private func startsOptional(_ shapes: [Shape]) -> Bool {
    guard let first = shapes.first else { return false }
    switch first {
    case .keyword(.gradedFrom): return at(.gradedFrom) && peek().kind != .date
    case .keyword(let keyword): return at(keyword)
    case .sign(let sign): return token.isSign(sign)
    case .quotation: return token.kind == .string
    case .documentNumber where peek().kind == .string || peek().follows == .nothing: return false
    case .identifier, .documentNumber:
      guard token.kind == .word, let first = token.text.utf8.first else { return false }
      return first < 0x80 && first != UInt8(ascii: "%") || token.text.contains("〔")
    case .name: return token.kind == .word || token.kind == .number
    default: return false
    }
  }

  // MARK: - Tokens

  var token: Token { tokens[index] }

  func peek(_ distance: Int = 1) -> Token { tokens[min(index + distance, tokens.count - 1)] }

  @discardableResult
  mutating func advance() -> Token {
    defer { if index < tokens.count - 1 { index += 1 } }
    return tokens[index]
  }

  var tokenBefore: Token { tokens[max(0, index - 1)] }

  var lastRange: SourceRange { tokens[max(0, index - 1)].range }

  /// How many tokens spell the keyword here; 0 when it is not here.
  private func length(of keyword: Keyword) -> Int {
    // By its place: a copy of a token counts its text.
    guard tokens[index].isWord, tokens[index].keywords.contains(keyword) else { return 0 }
    let words = keyword.english
    if words.count == 1 || tokens[index].word == keyword.chinese { return 1 }
    for (position, word) in words.enumerated().dropFirst() {
      let next = peek(position)
      guard next.kind == .word, next.word == word else { return 0 }
    }
    return words.count
  }

  /// The keyword of a set that is here; of several the first in the order of declaration.
  func keyword(in set: KeywordSet) -> Keyword? {
    guard tokens[index].isWord else { return nil }
    let possible = tokens[index].keywords.intersection(set)
    guard !possible.isEmpty else { return nil }
    return possible.first { length(of: $0) > 0 }
  }

  func at(_ keyword: Keyword) -> Bool { length(of: keyword) > 0 }

  @discardableResult
  mutating func consume(_ keyword: Keyword) -> SourceRange {
    let start = token.range
    for _ in 0..<length(of: keyword) { advance() }
    return start.through(lastRange)
  }

  mutating func expect(_ keyword: Keyword) throws(Failure) {
    guard at(keyword) else {
      throw fail(Phrase("`\(keyword.spelling.chinese)`", "`\(keyword.spelling.english)`"))
    }
    consume(keyword)
  }

  mutating func expect(_ sign: Token.Sign) throws(Failure) {
    guard token.isSign(sign) else {
      throw fail(Phrase("`\(sign.spelling.chinese)`", "`\(sign.spelling.english)`"))
    }
    advance()
  }

  var startsDeclaration: Bool { keyword(in: Self.declarationSet) != nil }

  private var startsClause: Bool { keyword(in: clauseSet) != nil }

  private static let declarationSet = KeywordSet(Grammar.declarations.keys)

  /// Whether a word here ends the operand before it rather than being a name or a unit.
  var endsOperand: Bool {
    token.kind != .word || startsNext || keyword(in: Self.reservedAfterNumber) != nil
      || clauseSynonym != nil || declarationSynonym != nil
      || synonym(among: Synonyms.joiners) != nil || factorSign != nil
  }

  private static let reservedAfterNumber = KeywordSet(endingOperands)

  /// The words that end an operand wherever they stand.
  static let endingOperands: [Keyword] = [
    .and, .or, .through, .until, .since, .gradedFrom, .gradedTo, .forEach, .where, .if, .isChoice,
    .isNotChoice, .memberOf, .notMemberOf, .includes, .includesOnly, .atLeast, .atMost, .notOver,
    .above, .over, .below, .short, .sameAs, .differentFrom, .notBefore, .notAfter, .before,
    .after, .unverified, .confidence, .verifiedBy, .keyedBy, .inList, .alias, .then, .otherwise,
    .appliesTo, .ifSurely,
  ]

  /// Whether a word of a condition stands here, which begins no clause.
  var isOperatorHere: Bool { keyword(in: Self.reservedAfterNumber) != nil }

  /// Whether a word here can only be the start of a clause or declaration.
  var startsNext: Bool { startsDeclaration || startsClause }

  /// Passes the full stop at the end of a clause.
  private mutating func passFullStop() {
    if token.isSign(.dot), peek().follows == .lineBreak || peek().kind == .endOfFile { advance() }
  }

  /// Passes `1.` or `1、` before a keyword, which is reported.
  private mutating func passOrdinal() {
    guard token.kind == .number, token.follows == .lineBreak,
      peek().isSign(.dot) || peek().isSign(.comma), peek(2).kind == .word,
      peek(2).follows != .lineBreak
    else { return }
    let number = advance()
    let sign = advance()
    report(
      Diagnostic(
        .unexpectedToken, at: number.range.through(sign.range),
        Phrase("行首不写序号", "a line begins without a number"),
        hint: Phrase("删去 `\(number.text)` 和后面的符号", "delete `\(number.text)` and its sign")))
  }

  /// Skips to a token that begins a line and satisfies the condition; the one here may do.
  private mutating func skip(to condition: (Parser) -> Bool) {
    while token.kind != .endOfFile, token.follows != .lineBreak || !condition(self) { advance() }
  }

  /// Skips what stands here, and on to a line that satisfies the condition.
  private mutating func skipLine(to condition: (Parser) -> Bool) {
    advance()
    skip(to: condition)
  }
}
