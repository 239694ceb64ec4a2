/// Says what can come next in a condition or a value of which only the beginning is written.
struct ExpressionWalk {
  private let rules: CheckedRules
  private let variables: [(name: String, list: String)]

  init(_ rules: CheckedRules, variables: [(name: String, list: String)]) {
    (self.rules, self.variables) = (rules, variables)
  }

  private static let joiners = KeywordSet([.and, .or])
  private static let memberships = KeywordSet([
    .isChoice, .isNotChoice, .memberOf, .notMemberOf, .includes, .includesOnly,
  ])
  private static let orders = KeywordSet([
    .atLeast, .atMost, .notOver, .above, .over, .below, .short, .sameAs, .differentFrom,
    .notBefore, .notAfter, .before, .after,
  ])
  /// The words that an operand follows.
  private static let openers = KeywordSet([
    .and, .or, .not, .if, .then, .otherwise, .where, .sum, .maximum, .minimum, .all, .any,
    .distinct, .applicable, .hasValue, .through, .gradedFrom, .gradedTo, .ifSurely, .appliesTo,
  ])

  /// What can stand behind the tokens of an expression.
  func wanted(after tokens: ArraySlice<Token>) -> [Wanted] {
    let inner = Self.innermost(tokens)
    guard let last = inner.tokens.last else {
      if let parameter = inner.lookup.flatMap({ self.parameter(named: $0) }) {
        return [.keys(parameter: parameter), .operand(nil)]
      }
      return [.operand(nil), .keywords(Self.beginnings)]
    }
    if let comparison = Self.comparison(in: inner.tokens) {
      return wanted(behind: comparison, in: inner.tokens, last)
    }
    if last.kind == .number { return [.units(nil), .keywords([.and, .or])] }
    if last.kind == .word, !last.keywords.intersection(Self.openers).isEmpty {
      return [.operand(nil), .keywords(Self.beginnings)]
    }
    if last.keywords.contains(.forEach) { return [] }
    if last.keywords.contains(.inList) { return [.lists] }
    if last.isCalculation { return [.operand(nil)] }
    if inner.tokens.count > 1, inner.tokens[inner.tokens.endIndex - 2].keywords.contains(.forEach) {
      return [.keywords([.inList])]
    }
    if inner.tokens.contains(where: { $0.keywords.contains(.inList) }) {
      return [.keywords([.where, .and, .or])]
    }
    return [.keywords(operators(behind: operandType(endingWith: inner.tokens)))]
  }

  private static let beginnings: [Keyword] = [
    .not, .sum, .maximum, .minimum, .count, .all, .any, .distinct, .least, .greatest, .applicable,
    .hasValue, .reviewDate,
  ]

  /// Whether tokens could be an expression as they stand.
  func isWhole(_ tokens: ArraySlice<Token>) -> Bool {
    guard let last = tokens.last else { return false }
    return !last.isCalculation
      && (last.kind != .word
        || last.keywords.intersection(Self.openers).isEmpty
          && last.keywords.intersection(Self.memberships).isEmpty
          && last.keywords.intersection(Self.orders).isEmpty)
  }

  /// The dimensions of the numbers of a field or a parameter; nil: it has none, or it brings them.
  func dimensions(of name: String) -> Dimensions? {
    guard case .number(let number)? = type(of: name) else { return nil }
    return number.dimensions
  }

  // MARK: - Comparisons

  /// The last comparison of a part without parentheses that no 且 or 或 follows, by its place.
  private static func comparison(in tokens: ArraySlice<Token>) -> Int? {
    let start = tokens.lastIndex { !$0.keywords.intersection(joiners).isEmpty }
    return tokens[(start.map { $0 + 1 } ?? tokens.startIndex)...].lastIndex { token in
      token.kind == .word && !token.keywords.intersection(memberships).isEmpty
        || !token.keywords.intersection(orders).isEmpty || token.isOrderSign
    }
  }

  private func wanted(
    behind place: Int, in tokens: ArraySlice<Token>, _ last: Token
  ) -> [Wanted] {
    let left = operandType(endingWith: tokens[..<place])
    let isMembership = !tokens[place].keywords.intersection(Self.memberships).isEmpty
    let isStarting = place == tokens.endIndex - 1 || last.isSign(.comma)
    if isStarting, isMembership {
      switch left {
      case .choice(let list)?, .choices(let list)?: return [.choices(list)]
      case .truth?: return [.keywords([.yes, .no])]
      default: return [.operand(left), .quotation, .places]
      }
    }
    if isStarting || last.isCalculation {
      if case .choice(let list)? = left { return [.choices(list)] }
      return [.operand(left)]
    }
    if last.kind == .number {
      guard case .number(let number)? = left else { return [.keywords([.and, .or])] }
      return [.units(number.dimensions), .keywords([.and, .or])]
    }
    return [.keywords([.and, .or])]
  }

  private func operators(behind type: ValueType?) -> [Keyword] {
    switch type {
    case .truth?: [.and, .or]
    case .choice?: [.isChoice, .memberOf, .isNotChoice, .notMemberOf]
    case .choices?: [.includes, .includesOnly]
    case .text?: [.isChoice, .memberOf, .isNotChoice, .notMemberOf]
    case .date?: [.notBefore, .notAfter, .before, .after]
    case .number?: [.atLeast, .atMost, .above, .below, .notOver, .over, .short, .sameAs]
    case nil:
      [
        .isChoice, .memberOf, .atLeast, .atMost, .above, .below, .isNotChoice, .notMemberOf,
        .and, .or, .forEach, .met, .onNotMet, .notApplicable,
      ]
    }
  }

  // MARK: - Types

  /// The type of the operand that tokens end with; nil where it is not known.
  private func operandType(endingWith tokens: ArraySlice<Token>) -> ValueType? {
    guard let last = tokens.last else { return nil }
    if last.isSign(.rightBracket),
      let open = tokens.lastIndex(where: { $0.isSign(.leftBracket) }), open > tokens.startIndex
    {
      return type(of: tokens[open - 1].text)
    }
    switch last.kind {
    case .word:
      if last.keywords.contains(.reviewDate) { return .date }
      return type(of: last.text)
        ?? (tokens.count > 1 && tokens[tokens.endIndex - 2].kind == .number
          ? rules.vocabulary.units.unit(spelled: last.text)
            .map { .number(NumberType(dimensions: $0.dimensions)) } : nil)
    case .number: return .number(NumberType(dimensions: nil))
    case .date: return .date
    case .string: return .text
    case .bookTitle, .sign, .stray, .endOfFile: return nil
    }
  }

  /// The type of what a path or a name reads.
  func type(of name: String) -> ValueType? {
    if let parameter = parameter(named: name) { return rules.parameters[parameter].type }
    if let definition = rules.definitions.first(where: { $0.name == name }) {
      return definition.expression.type
    }
    return field(named: name).map { rules.vocabulary.fields[$0].type }
  }

  private func parameter(named name: String) -> Int? {
    rules.parameters.firstIndex { $0.name.isCalled(name) }
  }

  /// The field of a path, which may begin with a variable.
  private func field(named name: String) -> Int? {
    let segments = name.pathSegments
    if let variable = variables.last(where: { $0.name == segments.first }),
      let field = rules.vocabulary.field(
        at: ([variable.list] + segments.dropFirst()).joined(separator: "."))
    {
      return field
    }
    return rules.vocabulary.field(at: name)
  }

  // MARK: - Brackets

  /// The tokens inside the last bracket that is still open, and the name before `[`.
  private static func innermost(
    _ tokens: ArraySlice<Token>
  ) -> (tokens: ArraySlice<Token>, lookup: String?) {
    var open: [Int] = []
    for index in tokens.indices {
      let token = tokens[index]
      if token.isSign(.leftParenthesis) || token.isSign(.leftBracket) { open.append(index) }
      if token.isSign(.rightParenthesis) || token.isSign(.rightBracket) { _ = open.popLast() }
    }
    guard let last = open.last else { return (tokens, nil) }
    let name =
      tokens[last].isSign(.leftBracket) && last > tokens.startIndex ? tokens[last - 1].text : nil
    return (tokens[(last + 1)...], name)
  }
}

extension Token {
  fileprivate var isCalculation: Bool {
    switch kind {
    case .sign(.plus), .sign(.minus), .sign(.times), .sign(.dividedBy), .sign(.comma): true
    default: false
    }
  }

  fileprivate var isOrderSign: Bool {
    switch kind {
    case .sign(.less), .sign(.lessOrEqual), .sign(.greater), .sign(.greaterOrEqual),
      .sign(.equal), .sign(.notEqual):
      true
    default: false
    }
  }
}
