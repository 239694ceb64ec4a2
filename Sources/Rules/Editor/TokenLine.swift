/// The tokens of a text, for what must be known of text that cannot be parsed.
struct TokenLine {
  let tokens: [Token]

  init(_ source: SourceText, index: Int) {
    var lexer = Lexer(source, index: index)
    lexer.run()
    tokens = lexer.tokens
  }

  /// The word at an offset, or that ends there.
  func word(at offset: Int) -> Token? {
    tokens.first { $0.kind == .word && $0.range.touches(offset) }
  }
}
