/// Follows the grammar of a declaration or a clause through what was written of it, and says what
/// can come next.
struct ShapeWalk {
  private let place: CompletionPlace
  private let words: ExpressionWalk
  private let rules: CheckedRules
  private(set) var wanted: [Wanted] = []
  private var rest: ArraySlice<Token>

  init(_ place: CompletionPlace, _ rules: CheckedRules) {
    self.place = place
    self.rules = rules
    rest = place.operands[...]
    words = ExpressionWalk(rules, variables: place.variables)
    guard let declaration = place.declaration, let form = Grammar.declarations[declaration] else {
      return
    }
    let shapes = place.clause.flatMap { form.clauses[$0] }?.shapes ?? form.shapes
    follow(shapes[...], keyword: place.clause ?? declaration)
  }

  /// Passes what was written of the shapes; where it ends, notes what is wanted.
  private mutating func follow(_ shapes: ArraySlice<Shape>, keyword: Keyword) {
    var shapes = shapes
    while let shape = shapes.popFirst() {
      if rest.isEmpty {
        want(shape, keyword)
        guard case .optional = shape else { return }
        continue
      }
      if !pass(shape, before: shapes, keyword) { return }
    }
  }

  /// What a shape that was not begun begins with.
  private mutating func want(_ shape: Shape, _ keyword: Keyword) {
    switch shape {
    case .name: wanted += names(behind: keyword)
    case .names: wanted += names(behind: keyword)
    case .identifier: wanted.append(keyword == .rule ? .newRule : .rules)
    case .documentNumber: wanted.append(.documents)
    case .word: wanted.append(.categories)
    case .unitName: wanted.append(.units(nil))
    case .title where keyword == .basedOn: wanted.append(.caseTitles)
    case .quotation, .bookTitle: wanted.append(.quotation)
    case .section: wanted.append(.sections)
    case .expression, .condition, .expressions, .sum: wanted += words.wanted(after: [])
    case .type, .types: wanted.append(.types)
    case .consequences: break
    case .assignments: wanted.append(keyword == .parameter ? .parameters : .facts)
    case .expectations: wanted += Self.expected
    case .columns: wantColumn()
    case .cells: wantCell(0)
    case .keyword(let next): wanted.append(.keywords([next]))
    case .optional(let inner):
      if let first = inner.first { want(first, keyword) }
    case .englishName, .title, .date, .sign, .choices: break
    }
  }

  private func names(behind keyword: Keyword) -> [Wanted] {
    switch keyword {
    case .otherwise, .then: [.consequences]
    case .score: [.dimensions]
    case .each: place.operands.isEmpty ? [] : [.lists]
    case .relates, .joins, .follows, .replaces: keyword == .replaces ? [.documents] : [.rules]
    case .parent: [.rulesets]
    case .takenFrom: [.columns]
    case .addedRows: [.tables]
    case .jurisdiction: [.places, .keywords([.nationwide])]
    case .datedBy, .curedBy, .basis, .unitIn, .asOfField, .numberField, .nameField,
      .jurisdictionFields,
      .addedChoices, .set:
      [.fields]
    case .onNotMet, .onUndetermined: [.decisions]
    case .value, .row: [.confidences]
    default: []
    }
  }

  /// Passes what was written of a shape; false when the cursor is inside it.
  private mutating func pass(
    _ shape: Shape, before later: ArraySlice<Shape>, _ keyword: Keyword
  ) -> Bool {
    switch shape {
    case .name, .identifier, .documentNumber, .word, .unitName, .date, .quotation, .bookTitle:
      rest.removeFirst()
    case .englishName: if rest.first?.kind == .word { rest.removeFirst() }
    case .sign(let sign): if rest.first?.isSign(sign) == true { rest.removeFirst() }
    case .keyword(let next): if rest.first?.keywords.contains(next) == true { rest.removeFirst() }
    case .title:
      rest.removeFirst()
      rest = rest.drop { $0.follows != .lineBreak }
    case .section: rest = rest.drop { $0.kind != .string }
    case .names: return passNames(keyword)
    case .optional(let inner):
      guard begins(inner) else { return true }
      follow(inner[...], keyword: keyword)
      return !rest.isEmpty
    case .expression, .condition, .expressions, .sum, .consequences:
      return passExpression(before: later)
    case .assignments: return passAssignments(keyword)
    case .expectations: return passExpectations()
    case .columns: return passColumns()
    case .cells: return passCells()
    case .type, .types, .choices: return passType()
    }
    return true
  }

  private func begins(_ shapes: [Shape]) -> Bool {
    guard let first = shapes.first, let token = rest.first else { return false }
    switch first {
    case .keyword(let keyword): return token.keywords.contains(keyword)
    case .sign(let sign): return token.isSign(sign)
    case .quotation: return token.kind == .string
    case .documentNumber: return token.text.holds("〔")
    case .identifier: return token.kind == .word && (token.text.utf8.first ?? 0x80) < 0x80
    default: return token.kind == .word
    }
  }

  private mutating func passNames(_ keyword: Keyword) -> Bool {
    while !rest.isEmpty {
      rest.removeFirst()
      guard rest.first?.isSign(.comma) == true else { return true }
      rest.removeFirst()
      if rest.isEmpty {
        wanted += names(behind: keyword)
        return false
      }
    }
    return true
  }

  /// Passes an expression up to a keyword that only something behind it begins with.
  private mutating func passExpression(before later: ArraySlice<Shape>) -> Bool {
    let followers = Self.firstKeywords(of: later)
    var depth = 0
    var end = rest.startIndex
    while end < rest.endIndex {
      let token = rest[end]
      if token.isSign(.leftParenthesis) || token.isSign(.leftBracket) { depth += 1 }
      if token.isSign(.rightParenthesis) || token.isSign(.rightBracket) { depth -= 1 }
      if depth == 0, followers.contains(where: { token.keywords.contains($0) }) { break }
      end += 1
    }
    guard end == rest.endIndex else {
      rest = rest[end...]
      return true
    }
    wanted += words.wanted(after: rest)
    if depth == 0, !followers.isEmpty, words.isWhole(rest) { wanted.append(.keywords(followers)) }
    rest = []
    return false
  }

  /// The keywords that may come behind an operand.
  private static func firstKeywords(of shapes: ArraySlice<Shape>) -> [Keyword] {
    var found: [Keyword] = []
    for shape in shapes {
      switch shape {
      case .keyword(let keyword): return found + [keyword]
      case .optional(let inner):
        if case .keyword(let keyword)? = inner.first { found.append(keyword) }
      default: return found
      }
    }
    return found
  }

  /// `项目.行业 = 水泥、数据中心.PUE = 1.2`
  private mutating func passAssignments(_ keyword: Keyword) -> Bool {
    var depth = 0
    var start = rest.startIndex
    for index in rest.indices {
      if rest[index].isSign(.leftParenthesis) || rest[index].isSign(.leftBracket) { depth += 1 }
      if rest[index].isSign(.rightParenthesis) || rest[index].isSign(.rightBracket) { depth -= 1 }
      if depth == 0, rest[index].isSign(.comma) { start = index + 1 }
    }
    let last = rest[start...]
    rest = []
    guard !last.isEmpty else {
      wanted.append(keyword == .parameter ? .parameters : .facts)
      return false
    }
    guard let equal = last.firstIndex(where: { $0.isSign(.equal) }) else { return false }
    let name = Self.pathWithoutIndices(last[..<equal])
    let behind = last[(equal + 1)...]
    if behind.isEmpty || behind.last?.isSign(.leftParenthesis) == true
      || behind.last?.isSign(.comma) == true
    {
      wanted.append(.factValue(name))
    } else if behind.last?.kind == .number {
      wanted.append(.units(words.dimensions(of: name)))
    }
    return false
  }

  private mutating func wantColumn() {
    wanted += [.facts, .parameters, .rules, .keywords([.crossCheck, .decision])]
  }

  /// `主要产品[0].名称、NX-4.3-02`
  private mutating func passColumns() -> Bool {
    let last = rest.last
    rest = []
    if last?.isSign(.comma) == true { wantColumn() }
    if last?.keywords.contains(.crossCheck) == true { wanted.append(.quotation) }
    return false
  }

  /// `「电石」、805 千克标准煤/吨、符合、计分 能效 16/20`: what a cell holds is said by its column.
  private mutating func passCells() -> Bool {
    var depth = 0
    var place = 0
    var start = rest.startIndex
    for index in rest.indices {
      if rest[index].isSign(.leftParenthesis) { depth += 1 }
      if rest[index].isSign(.rightParenthesis) { depth -= 1 }
      if depth == 0, rest[index].isSign(.comma) { (place, start) = (place + 1, index + 1) }
    }
    let last = rest[start...]
    rest = []
    if last.isEmpty || depth > 0 {
      wantCell(place)
      return false
    }
    switch column(place) {
    case .value(let name) where last.last?.kind == .number:
      wanted.append(.units(words.dimensions(of: name)))
    case .rule where last.count == 1:
      let isOfScore = last.last?.keywords.contains(.score) == true
      wanted.append(isOfScore ? .dimensions : .consequences)
    case .value, .rule, .crossCheck, .decision: break
    }
    return false
  }

  private mutating func wantCell(_ place: Int) {
    switch column(place) {
    case .value(let name): wanted.append(.factValue(name))
    case .rule: wanted += [.verdicts, .keywords([.score])]
    case .crossCheck: wanted.append(.verdicts)
    case .decision: wanted.append(.decisions)
    }
  }

  private enum Column {
    /// Of a fact or a parameter.
    case value(String)
    case rule, crossCheck, decision
  }

  /// What stands in a column of the case.
  private func column(_ place: Int) -> Column {
    let columns = self.place.columns.split(omittingEmptySubsequences: false) { $0.isSign(.comma) }
    guard columns.indices.contains(place) else { return .value("") }
    let first = columns[place].first?.keywords ?? KeywordSet()
    if first.contains(.decision) { return .decision }
    if first.contains(.crossCheck) { return .crossCheck }
    let name = Self.pathWithoutIndices(columns[place])
    return rules.rules.contains { $0.id == name } ? .rule : .value(name)
  }

  /// `供热机组[0].容量` as 供热机组.容量
  private static func pathWithoutIndices(_ tokens: ArraySlice<Token>) -> String {
    var name = ""
    var isInBrackets = false
    for token in tokens {
      if token.isSign(.leftBracket) { isInBrackets = true }
      if !isInBrackets { name += token.isSign(.dot) ? "." : token.text }
      if token.isSign(.rightBracket) { isInBrackets = false }
    }
    return name
  }

  /// `NX-3.1-05 不符合 不予审批`
  private mutating func passExpectations() -> Bool {
    let start = rest.lastIndex { $0.isSign(.comma) }.map { $0 + 1 } ?? rest.startIndex
    let last = rest[start...]
    let first = last.first?.keywords ?? KeywordSet()
    rest = []
    switch last.count {
    case 0: wanted += Self.expected
    case 1: wantOutcome(of: first)
    case 2 where first.contains(.crossCheck): wanted.append(.verdicts)
    case 2 where last.last?.keywords.contains(.score) == true: wanted.append(.dimensions)
    case 2 where !first.contains(.decision): wanted.append(.consequences)
    default: break
    }
    return false
  }

  /// What an expectation can begin with.
  private static let expected: [Wanted] = [.rules, .keywords([.crossCheck, .decision])]

  /// What can stand behind the first word of an expectation.
  private mutating func wantOutcome(of first: KeywordSet) {
    if first.contains(.decision) {
      wanted.append(.decisions)
    } else if first.contains(.crossCheck) {
      wanted.append(.quotation)
    } else {
      wanted += [.verdicts, .keywords([.score])]
    }
  }

  private mutating func passType() -> Bool {
    let isNumber = rest.last.map {
      $0.keywords.contains(.number) || $0.keywords.contains(.integer)
    }
    if let index = rest.firstIndex(where: { $0.keywords.contains(.keyedBy) }) {
      rest = rest[index...]
      return true
    }
    if isNumber == true { wanted += [.units(nil), .keywords([.anyUnit])] }
    wanted.append(.keywords([.keyedBy]))
    rest = []
    return false
  }
}
