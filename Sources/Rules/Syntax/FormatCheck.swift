/// Tells whether the formatter wrote what it read.
///
/// Two texts say the same when their declarations, clauses and operands are the same in the same
/// order, each name was resolved to the same thing, and the comments are the same. Layout and the
/// language of the keywords do not count.
public struct FormatCheck: Sendable {
  let tree: SyntaxTree
  /// What the names of the tree were resolved to.
  let spellings: [SourceRange: Phrase]

  public init(_ tree: SyntaxTree, spellings: [SourceRange: Phrase]) {
    self.tree = tree
    self.spellings = spellings
  }

  /// The first place of this text that the other one does not repeat; nil when they say the same.
  public func firstDifference(from written: FormatCheck) -> SourceRange? {
    let own = words
    let other = written.words
    for (left, right) in zip(own, other) where left.text != right.text { return left.range }
    guard own.count != other.count else { return nil }
    let end = SourceRange(source: tree.source, start: 0, end: 0)
    return own.count > other.count ? own[other.count].range : own.last?.range ?? end
  }

  private var words: [TreeWords.Entry] {
    var words = TreeWords(spellings: spellings)
    for declaration in tree.declarations { words.add(declaration) }
    for comment in tree.comments { words.add("#", comment.text, comment.range) }
    return words.entries
  }
}

/// A tree as a list of words from which it could be built again, each with its place.
private struct TreeWords {
  struct Entry {
    let text: String
    let range: SourceRange
  }

  let spellings: [SourceRange: Phrase]
  private(set) var entries: [Entry] = []

  init(spellings: [SourceRange: Phrase]) { self.spellings = spellings }

  /// A word of a kind; kinds keep a name apart from a text of the same letters.
  mutating func add(_ kind: String, _ text: String, _ range: SourceRange) {
    entries.append(Entry(text: "\(kind) \(text)", range: range))
  }

  mutating func add(_ declaration: DeclarationSyntax) {
    add("declaration", declaration.keyword, declaration.keywordRange)
    for operand in declaration.operands { add(operand, declaration.keywordRange) }
    for clause in declaration.clauses {
      add("clause", clause.keyword, clause.keywordRange)
      for operand in clause.operands { add(operand, clause.keywordRange) }
    }
  }

  private mutating func add(_ kind: String, _ keyword: Keyword, _ range: SourceRange) {
    add(kind, keyword.spelling.chinese, range)
  }

  private mutating func add(_ name: NameSyntax) {
    guard let phrase = spellings[name.range] else {
      add("name", name.text, name.range)
      return
    }
    add("meaning", "\(phrase.chinese) \(phrase.english)", name.range)
  }

  private mutating func addList<Item>(
    _ items: [Item], _ range: SourceRange, _ add: (inout TreeWords, Item) -> Void
  ) {
    self.add("list of", "\(items.count)", range)
    for item in items { add(&self, item) }
  }

  // MARK: - Operands

  private mutating func add(_ operand: OperandSyntax, _ place: SourceRange) {
    switch operand {
    case .name(let name): add(name)
    case .names(let names): addList(names, place) { $0.add($1) }
    case .text(let text): add("text", text.text, text.range)
    case .date(let date): add("date", date.text, date.range)
    case .expression(let expression): add(expression)
    case .expressions(let expressions): addList(expressions, place) { $0.add($1) }
    case .type(let type): add(type)
    case .types(let types): addList(types, place) { $0.add($1) }
    case .consequences(let besides):
      addList(besides, place) { words, beside in
        words.add(beside.name)
        words.add("inferred", "\(beside.isInferred)", beside.name.range)
      }
    case .assignments(let assignments): addList(assignments, place) { $0.add($1) }
    case .expectations(let expectations): addList(expectations, place) { $0.add($1) }
    case .columns(let columns): addList(columns, place) { $0.add($1) }
    case .cells(let cells): addList(cells, place) { $0.add($1) }
    case .part(let operands, let range): addList(operands, range) { $0.add($1, range) }
    case .absent: add("absent", "", place)
    }
  }

  private mutating func add(_ type: TypeSyntax) {
    let keyword: Keyword
    switch type.kind {
    case .number: keyword = .number
    case .integer: keyword = .integer
    case .anyUnit: keyword = .anyUnit
    case .boolean: keyword = .boolean
    case .text: keyword = .text
    case .date: keyword = .date
    case .choice: keyword = .choice
    case .choices: keyword = .choices
    case .named: keyword = .choiceList
    }
    add("type", keyword, type.range)
    switch type.kind {
    case .number(let unit), .integer(let unit):
      addList([unit].compactMap { $0 }, type.range) { $0.add($1) }
    case .anyUnit(let isInteger): add("integer", "\(isInteger)", type.range)
    case .choice(let choices, let order):
      add("order", "\(order.map { Keyword($0).spelling.chinese } ?? "")", type.range)
      add(choices, type.range)
    case .choices(let choices): add(choices, type.range)
    case .named(let name): add(name)
    case .boolean, .text, .date: break
    }
  }

  private mutating func add(_ choices: [ChoiceSyntax], _ range: SourceRange) {
    addList(choices.flatMap { [$0.chinese, $0.english].compactMap { $0 } }, range) { $0.add($1) }
  }

  private mutating func add(_ assignment: AssignmentSyntax) {
    add(assignment.target)
    add(assignment.value, assignment.target.range)
  }

  private mutating func add(_ path: IndexedPathSyntax) {
    addList(path.components, path.range) { words, component in
      words.add(component.name)
      let index = component.index.map { "\($0)" } ?? component.key ?? ""
      words.add("index", index, component.name.range)
    }
  }

  private mutating func add(_ column: CaseColumnSyntax) {
    switch column {
    case .path(let path): add(path)
    case .crossCheck(let check): add("check", check.text, check.range)
    case .decision(let range): add("keyword", .decision, range)
    }
  }

  private mutating func add(_ cell: CaseCellSyntax) {
    switch cell.content {
    case .value(let value, let consequence):
      add(value, cell.range)
      if let consequence {
        add(consequence)
      } else {
        add("absent", "", cell.range)
      }
    case .points(let points): add(points, cell.range)
    }
  }

  private mutating func add(_ value: CaseValueSyntax, _ place: SourceRange) {
    switch value {
    case .expression(let expression): add(expression)
    case .keyword(let keyword, let range): add("keyword", keyword, range)
    case .list(let names, let range): addList(names, range) { $0.add($1) }
    case .span(let low, let high): addList([low, high], place) { $0.add($1) }
    }
  }

  private mutating func add(_ expectation: ExpectationSyntax) {
    switch expectation.subject {
    case .rule(let rule): add(rule)
    case .crossCheck(let check): add("check", check.text, check.range)
    case .decision: add("keyword", .decision, expectation.range)
    }
    switch expectation.outcome {
    case .word(let word, let consequence):
      addList([word, consequence].compactMap { $0 }, expectation.range) { $0.add($1) }
    case .points(let points): add(points, expectation.range)
    }
  }

  private mutating func add(_ points: PointsSyntax, _ place: SourceRange) {
    add(points.dimension)
    let numbers = [points.low, points.high, points.weight].compactMap { $0 }
    addList(numbers, place) { $0.add("number", $1.text, $1.range) }
  }

  // MARK: - Expressions

  private mutating func add(_ expression: ExpressionSyntax) {
    switch expression {
    case .number(let digits, let unit, let range):
      add("number", digits, range)
      addList([unit].compactMap { $0 }, range) { $0.add($1) }
    case .text(let text): add("text", text.text, text.range)
    case .date(let date): add("date", date.text, date.range)
    case .name(let name): add(name)
    case .keyword(let keyword, let range): add("keyword", keyword, range)
    case .lookup(let name, let keys, let range):
      add("lookup", "", range)
      add(name)
      addList(keys, range) { $0.add($1) }
    case .call(let function, let arguments, let range):
      add("call", function, range)
      addList(arguments, range) { $0.add($1) }
    case .conditional(let parts, let range):
      add("conditional", "", range)
      addList(parts, range) { $0.add($1) }
    case .ruleResult(let rule, let result, let range):
      add("result", result, range)
      add(rule)
    case .hasValue(let value, let range):
      add("has value", "", range)
      add(value)
    case .aggregate(let aggregate): add(aggregate)
    case .not(let operand, let range):
      add("not", "", range)
      add(operand)
    case .negative(let operand, let range):
      add("negative", "", range)
      add(operand)
    case .applicable(let name, let range):
      add("applicable", "", range)
      add(name)
    case .logical(let joiner, let operands, let range):
      add("logical", joiner, range)
      addList(operands, range) { $0.add($1) }
    case .comparison(let left, let comparison, let right, let range):
      add("comparison", comparison, range)
      addList([left, right], range) { $0.add($1) }
    case .membership(let left, let membership, let items, let range):
      add("membership", membership, range)
      add(left)
      addList(items, range) { $0.add($1) }
    case .arithmetic(let left, let sign, let right, let range):
      add("arithmetic", sign.spelling.chinese, range)
      addList([left, right], range) { $0.add($1) }
    }
  }

  private mutating func add(_ aggregate: AggregateSyntax) {
    add("aggregate", aggregate.function, aggregate.range)
    for part in [aggregate.body, aggregate.filter] {
      addList([part].compactMap { $0 }, aggregate.range) { $0.add($1) }
    }
    add(aggregate.variable)
    add(aggregate.list)
  }
}
