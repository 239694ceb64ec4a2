/// Where the cursor stands in a text that need not be whole: in which clause of which declaration,
/// and behind what.
struct CompletionPlace {
  /// nil: no declaration stands before the cursor.
  let declaration: Keyword?
  /// The clause; nil: the head of the declaration.
  let clause: Keyword?
  /// The operands between the keyword and the word that is being written.
  let operands: [Token]
  /// What stands behind `列` of the declaration, for a row of it.
  let columns: [Token]
  /// Where the word begins that is being written; the cursor where none was begun.
  let start: Int
  /// Whether the word is the first of its line, where a clause or a declaration may begin.
  let beginsLine: Bool
  /// The variables that the declaration binds, each with the list it goes through.
  let variables: [(name: String, list: String)]
  let language: Language

  /// nil: inside a quotation or a comment, where nothing is offered.
  ///
  /// - Parameter wordStart: Where the word begins that is being written; nil: with the last token.
  init?(_ analysis: Analysis, at offset: Int, of source: Int, wordStart: Int? = nil) {
    let text = analysis.sources[source]
    var lexer = Lexer(text, index: source)
    lexer.run()
    let inside = lexer.tokens.contains { token in
      (token.kind == .string || token.kind == .bookTitle) && Int(token.range.start) < offset
        && offset < Int(token.range.end)
    }
    let inComment = lexer.comments.contains {
      Int($0.range.start) < offset && offset <= Int($0.range.end)
    }
    guard !inside, !inComment else { return nil }
    let before = lexer.tokens.filter { Int($0.range.start) < offset && $0.kind != .endOfFile }
    let last = before.last.flatMap { token in
      Int(token.range.end) >= offset && token.kind == .word ? token : nil
    }
    let start = wordStart ?? last.map { Int($0.range.start) } ?? offset
    let tokens = before.filter { Int($0.range.start) < start }
    self.start = start
    beginsLine = Self.isFirst(start, in: text)
    (declaration, clause, operands, columns) = Self.clause(of: tokens)
    variables = Self.variables(in: tokens)
    language = text.mainLanguage
  }

  /// Where what stands before an offset without a blank or a comma begins: `三（一`, `3.1-05`.
  static func startOfRun(before offset: Int, in text: SourceText) -> Int {
    var start = offset
    for scalar in text.slice(text.lineBounds(around: offset).lowerBound, offset).unicodeScalars
      .reversed()
    {
      if scalar.properties.isWhitespace || "、，,「=＝".unicodeScalars.contains(scalar) { break }
      start -= Unicode.UTF8.width(scalar)
    }
    return start
  }

  /// Whether nothing but white space stands before an offset on its line.
  private static func isFirst(_ offset: Int, in text: SourceText) -> Bool {
    let start = text.lineBounds(around: offset).lowerBound
    return text.slice(start, offset).unicodeScalars.allSatisfy { $0.properties.isWhitespace }
  }

  /// The last keyword that begins a line, and what stands behind it.
  private static func clause(
    of tokens: [Token]
  ) -> (declaration: Keyword?, clause: Keyword?, operands: [Token], columns: [Token]) {
    var declaration: Keyword?
    var clause: Keyword?
    var operands: [Token] = []
    var columns: [Token] = []
    for token in tokens {
      if token.kind == .word, token.follows == .lineBreak {
        let clauses = declaration.flatMap { Grammar.declarations[$0] }?.clauseSet
        if let next = clauses.flatMap({ token.keywords.intersection($0).members.first }) {
          if clause == .column { columns = operands }
          (clause, operands) = (next, [])
          continue
        }
        if let next = token.keywords.intersection(Self.declarations).members.first {
          (declaration, clause, operands) = (next, nil, [])
          columns = []
          continue
        }
      }
      operands.append(token)
    }
    return (declaration, clause, operands, columns)
  }

  private static let declarations = KeywordSet(Grammar.declarations.keys)

  /// `每个 锅炉 于 供热机组` and `对 来源 于 产能置换.来源` of the last declaration.
  private static func variables(in tokens: [Token]) -> [(name: String, list: String)] {
    let start =
      tokens.lastIndex {
        $0.follows == .lineBreak && !$0.keywords.intersection(declarations).isEmpty
      } ?? 0
    let own = tokens[start...]
    var found: [(name: String, list: String)] = []
    for index in own.indices.dropLast(3)
    where own[index].keywords.contains(.each) || own[index].keywords.contains(.forEach) {
      guard own[index + 2].keywords.contains(.inList), own[index + 3].kind == .word else {
        continue
      }
      found.append((own[index + 1].text, own[index + 3].text))
    }
    return found
  }
}
