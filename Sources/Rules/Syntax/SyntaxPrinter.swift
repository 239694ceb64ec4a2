/// Writes a ``SyntaxTree`` in the canonical layout, in Chinese or in English.
///
/// Names are translated by what they were resolved to; a name nobody resolved stays as it is.
public struct SyntaxPrinter {
  let language: Language
  /// What a name at a range was resolved to: its two spellings.
  let spellings: [SourceRange: Phrase]
  let source: SourceText

  /// The widest line, in terminal cells, before a condition is broken at its joiners.
  static let lineWidth = 100

  public init(
    language: Language, spellings: [SourceRange: Phrase] = [:], source: SourceText
  ) {
    self.language = language
    self.spellings = spellings
    self.source = source
  }

  public func print(_ tree: SyntaxTree) -> String {
    let items = tree.declarations.flatMap { declaration in
      let form = Grammar.declarations[declaration.keyword] ?? Form([])
      return [heading(of: declaration, form)] + declaration.clauses.map { clause($0, form) }
    }
    return Layout(items: items, comments: tree.comments, source: source).text
  }

  private func heading(of declaration: DeclarationSyntax, _ form: Form) -> Layout.Item {
    let ends = declaration.operands.compactMap { $0.range?.end }
    let end = ends.max() ?? declaration.keywordRange.end
    return Layout.Item(
      text: line(declaration.keyword, declaration.operands, form.shapes, indent: ""),
      place: Self.standsApart(declaration.keyword) ? .apart : .inRow,
      start: Int(declaration.range.start), end: Int(end))
  }

  private func clause(_ clause: ClauseSyntax, _ form: Form) -> Layout.Item {
    let shapes = form.clauses[clause.keyword]?.shapes ?? []
    return Layout.Item(
      text: line(clause.keyword, clause.operands, shapes, indent: Layout.indent), place: .inside,
      start: Int(clause.range.start), end: Int(clause.range.end))
  }

  private static func standsApart(_ keyword: Keyword) -> Bool {
    switch keyword {
    case .ruleset, .document, .rule, .definition, .set, .table, .relation, .caseOf, .group: true
    default: false
    }
  }

  // MARK: - Lines

  private func line(
    _ keyword: Keyword, _ operands: [OperandSyntax], _ shapes: [Shape], indent: String
  ) -> String {
    let text = indent + pieces(keyword, operands, shapes, broken: false)
    guard TextWidth.cells(of: text) > Self.lineWidth else { return text }
    return indent + pieces(keyword, operands, shapes, broken: true)
  }

  private func pieces(
    _ keyword: Keyword, _ operands: [OperandSyntax], _ shapes: [Shape], broken: Bool
  ) -> String {
    var line = Line(keyword.spelling[language])
    append(operands, shapes, to: &line, broken: broken)
    return shieldingNot(line.text, keyword, operands)
  }

  /// `must (not a) or b`: without the parentheses `must not` would deny the whole.
  private func shieldingNot(
    _ text: String, _ keyword: Keyword, _ operands: [OperandSyntax]
  ) -> String {
    guard language == .english, keyword == .must, case .expression(let condition)? = operands.first
    else { return text }
    let denied: ExpressionSyntax?
    switch condition {
    case .not: denied = condition
    case .logical(_, let parts, _): denied = parts.first
    default: denied = nil
    }
    guard let denied, case .not = denied else { return text }
    let start = Keyword.must.spelling.english + " "
    let not = expression(denied, broken: false)
    return "\(start)(\(not))\(text.dropFirst(start.count + not.count))"
  }

  private func append(
    _ operands: [OperandSyntax], _ shapes: [Shape], to line: inout Line, broken: Bool
  ) {
    var rest = operands[...]
    for shape in shapes {
      switch shape {
      case .keyword(let keyword): line.append(keyword.spelling[language])
      case .sign(let sign): append(sign, among: shapes, to: &line)
      case .optional(let inner):
        guard let operand = rest.popFirst() else { return }
        guard case .part(let parts, _) = operand else { continue }
        append(parts, inner, to: &line, broken: broken)
      case .section:
        guard let operand = rest.popFirst() else { return }
        line.append(render(operand, broken: broken))
        line.endsWithSection = true
      case .consequences:
        guard let operand = rest.popFirst() else { return }
        let text = render(operand, broken: broken)
        if !text.isEmpty {
          line.holdsNext = true
          line.append(text)
        }
      case .quotation:
        guard let operand = rest.popFirst() else { return }
        // A quotation follows its section without a space: 三（一）「…」.
        if line.endsWithSection { line.holdsNext = true }
        line.append(render(operand, broken: broken))
      default:
        guard let operand = rest.popFirst() else { return }
        line.append(render(operand, broken: broken))
      }
    }
  }

  private func append(_ sign: Token.Sign, among shapes: [Shape], to line: inout Line) {
    let isChinese = language == .chinese
    switch sign {
    case .leftParenthesis:
      line.holdsNext = isChinese
      line.append(sign.spelling[language])
      line.holdsNext = true
    case .rightParenthesis:
      line.holdsNext = true
      line.append(sign.spelling[language])
    case .colon where shapes.contains(where: { if case .condition = $0 { true } else { false } }):
      line.holdsNext = true
      line.append(sign.spelling[language])
      line.holdsNext = isChinese
    case .colon: line.append(":")
    default: line.append(sign.spelling[language])
    }
  }

  /// Pieces with a space between them, except where one holds the next.
  private struct Line {
    private(set) var text: String
    /// Whether the next piece follows without a space.
    var holdsNext = false
    var endsWithSection = false

    init(_ text: String) { self.text = text }

    mutating func append(_ piece: String) {
      guard !piece.isEmpty else { return }
      text += holdsNext ? piece : " " + piece
      holdsNext = false
      endsWithSection = false
    }
  }

  private func render(_ operand: OperandSyntax, broken: Bool) -> String {
    switch operand {
    case .name(let name): self.name(name)
    case .names(let names): names.map(listedName).joined(separator: comma)
    case .text(let text): self.text(text)
    case .date(let date): date.text
    case .expression(let expression): self.expression(expression, broken: broken)
    case .expressions(let expressions):
      expressions.map { self.expression($0, broken: false) }.joined(separator: comma)
    case .type(let type): self.type(type)
    case .types(let types): types.map(type).joined(separator: comma)
    case .consequences(let besides): besides.map(beside).joined()
    case .assignments(let assignments): self.assignments(assignments, broken: broken)
    case .expectations(let expectations):
      expectations.map(expectation).joined(separator: comma)
    case .columns(let columns): columns.map(column).joined(separator: comma)
    case .cells(let cells): cells.map(cell).joined(separator: comma)
    case .part, .absent: ""
    }
  }

  private var comma: String { language == .chinese ? "、" : ", " }

  private func name(_ name: NameSyntax) -> String {
    spellings[name.range]?[language] ?? name.text
  }

  /// `、信贷限制（推定）`
  private func beside(_ consequence: ConsequenceSyntax) -> String {
    let mark = Keyword.inferred.spelling[language]
    let inferred = language == .chinese ? "（\(mark)）" : " (\(mark))"
    return comma + name(consequence.name) + (consequence.isInferred ? inferred : "")
  }

  /// A name among others; in quotation marks when it was written so.
  private func listedName(_ name: NameSyntax) -> String {
    let written = source.slice(Int(name.range.start), Int(name.range.end))
    return isQuoted(written) ? Self.quoted(name.text) : self.name(name)
  }

  /// A quotation or a book title in its marks; a title or a section written bare stays bare.
  private func text(_ text: TextSyntax) -> String {
    let written = source.slice(Int(text.range.start), Int(text.range.end))
    if written.utf8.elementsEqual(text.text.utf8) { return text.text }
    if written.hasPrefix("《") { return "《\(text.text)》" }
    return isQuoted(written) ? Self.quoted(text.text) : text.text
  }

  private func isQuoted(_ written: String) -> Bool {
    written.hasPrefix("「") || written.hasPrefix("“") || written.hasPrefix("\"")
  }

  /// In 「」, or in other marks when the text holds half a pair of those.
  private static func quoted(_ text: String) -> String {
    var depth = 0
    var isBalanced = true
    for scalar in text.unicodeScalars {
      if scalar == "「" { depth += 1 }
      if scalar == "」" { depth -= 1 }
      if depth < 0 { isBalanced = false }
    }
    if isBalanced, depth == 0 { return "「\(text)」" }
    return text.unicodeScalars.contains("\"") ? "“\(text)”" : "\"\(text)\""
  }

  private func type(_ type: TypeSyntax) -> String {
    func word(_ keyword: Keyword, _ unit: NameSyntax?) -> String {
      keyword.spelling[language] + (unit.map { " " + name($0) } ?? "")
    }
    switch type.kind {
    case .number(let unit): return word(.number, unit)
    case .integer(let unit): return word(.integer, unit)
    case .anyUnit(let isInteger):
      return word(isInteger ? .integer : .number, nil) + " " + Keyword.anyUnit.spelling[language]
    case .boolean: return word(.boolean, nil)
    case .text: return word(.text, nil)
    case .date: return word(.date, nil)
    case .choice(let choices, let order):
      let words = (order.map { Keyword($0).spelling[language] + " " } ?? "") + list(choices)
      // A declared choice list shows its choices alone, a field's own list after its keyword.
      let isBare = !startsWithKeyword(type.range, .choice)
      return (isBare ? "" : word(.choice, nil) + " ") + words
    case .choices(let choices): return word(.choices, nil) + " " + list(choices)
    case .named(let name): return self.name(name)
    }
  }

  private func startsWithKeyword(_ range: SourceRange, _ keyword: Keyword) -> Bool {
    let text = source.slice(Int(range.start), Int(range.end))
    return text.hasPrefix(keyword.spelling.chinese + " ")
      || text.hasPrefix(keyword.spelling.english + " ")
  }

  private func list(_ choices: [ChoiceSyntax]) -> String {
    choices.map { choice in
      choice.chinese.text + (choice.english.map { " \($0.text)" } ?? "")
    }.joined(separator: comma)
  }

  // MARK: - Cases

  /// On one line; when that is too wide, as many on each line as it takes.
  private func assignments(_ assignments: [AssignmentSyntax], broken: Bool) -> String {
    let items = assignments.map { "\(path($0.target)) = \(value($0.value))" }
    guard broken else { return items.joined(separator: comma) }
    let lineEnd = language == .chinese ? "、" : ","
    // The first line begins with its keyword, the others with an indent about as wide.
    var width = 4
    var text = ""
    for (index, item) in items.enumerated() {
      let isLast = index == items.count - 1
      let needed = TextWidth.cells(of: item) + (isLast ? 0 : TextWidth.cells(of: lineEnd))
      if index > 0, width + TextWidth.cells(of: comma) + needed > Self.lineWidth {
        text += lineEnd + "\n    "
        width = 4
      } else if index > 0 {
        text += comma
        width += TextWidth.cells(of: comma)
      }
      text += item
      width += TextWidth.cells(of: item)
    }
    return text
  }

  private func path(_ path: IndexedPathSyntax) -> String {
    path.components.map { component in
      var text = name(component.name)
      if let index = component.index { text += "[\(index)]" }
      if let key = component.key { text += "[\(key)]" }
      return text
    }.joined(separator: ".")
  }

  private func value(_ value: CaseValueSyntax) -> String {
    switch value {
    case .expression(let expression): self.expression(expression, broken: false)
    case .keyword(let keyword, _): keyword.spelling[language]
    case .list(let names, _):
      (language == .chinese ? "（" : "(") + names.map(listedName).joined(separator: comma)
        + (language == .chinese ? "）" : ")")
    case .span(let low, let high):
      "\(expression(low, broken: false)) \(Keyword.through.spelling[language]) "
        + expression(high, broken: false)
    }
  }

  private func column(_ column: CaseColumnSyntax) -> String {
    switch column {
    case .path(let path): self.path(path)
    case .crossCheck(let check): crossCheck(check)
    case .decision: Keyword.decision.spelling[language]
    }
  }

  private func cell(_ cell: CaseCellSyntax) -> String {
    switch cell.content {
    case .value(let value, let consequence):
      self.value(value) + (consequence.map { " " + name($0) } ?? "")
    case .points(let points): self.points(points)
    }
  }

  private func crossCheck(_ check: TextSyntax) -> String {
    Keyword.crossCheck.spelling[language] + " " + text(check)
  }

  private func expectation(_ expectation: ExpectationSyntax) -> String {
    let subject =
      switch expectation.subject {
      case .rule(let rule): name(rule)
      case .crossCheck(let check): crossCheck(check)
      case .decision: Keyword.decision.spelling[language]
      }
    let outcome =
      switch expectation.outcome {
      case .word(let word, let consequence):
        name(word) + (consequence.map { " " + name($0) } ?? "")
      case .points(let points): self.points(points)
      }
    return subject + " " + outcome
  }

  private func points(_ points: PointsSyntax) -> String {
    let through = " " + Keyword.through.spelling[language] + " "
    return Keyword.score.spelling[language] + " " + name(points.dimension) + " " + points.low.text
      + (points.high.map { through + $0.text } ?? "") + "/" + points.weight.text
  }
}

// MARK: - Expressions

extension SyntaxPrinter {
  /// How tightly an expression binds; one inside another needs parentheses when it binds less.
  private enum Binding: Int, Comparable {
    case logical, negation, comparison, sum, product, primary

    static func < (left: Binding, right: Binding) -> Bool { left.rawValue < right.rawValue }
  }

  private func binding(of expression: ExpressionSyntax) -> Binding {
    switch expression {
    case .logical: .logical
    case .not: .negation
    case .comparison, .membership: .comparison
    case .arithmetic(_, let sign, _, _): sign == .plus || sign == .minus ? .sum : .product
    case .aggregate: .logical
    case .number, .text, .date, .name, .keyword, .lookup, .call, .negative, .applicable,
      .conditional, .ruleResult, .hasValue:
      .primary
    }
  }

  private func expression(_ expression: ExpressionSyntax, broken: Bool) -> String {
    switch expression {
    case .number(let digits, let unit, _):
      return digits + (unit.map { " " + name($0) } ?? "")
    case .text(let text): return Self.quoted(text.text)
    case .date(let date): return date.text
    case .name(let name): return self.name(name)
    case .keyword(let keyword, _): return keyword.spelling[language]
    case .lookup(let table, let keys, _):
      return
        "\(name(table))[\(keys.map { self.expression($0, broken: false) }.joined(separator: comma))]"
    case .call(let function, let arguments, _):
      let list = arguments.map { self.expression($0, broken: false) }.joined(separator: comma)
      return function.spelling[language] + parenthesised(list)
    case .aggregate(let aggregate): return self.aggregate(aggregate)
    case .not(let operand, _):
      return "\(Keyword.not.spelling[language]) \(inner(operand, atLeast: .primary))"
    case .negative(let operand, _): return "-\(inner(operand, atLeast: .primary))"
    case .conditional(let parts, _): return conditional(parts)
    case .ruleResult(let rule, let result, _):
      return "\(name(rule)) \(result.spelling[language])"
    case .hasValue(let value, _):
      return "\(Keyword.hasValue.spelling[language]) \(self.expression(value, broken: false))"
    case .applicable(let name, _):
      return "\(Keyword.applicable.spelling[language]) \(self.name(name))"
    case .logical(let joiner, let operands, _):
      let parts = operands.map { inner($0, atLeast: .negation) }
      let separator = broken ? "\n    " : " "
      return parts.joined(separator: "\(separator)\(joiner.spelling[language]) ")
    case .comparison(let left, let comparison, let right, _):
      return "\(inner(left, atLeast: .sum)) \(comparison.spelling[language]) "
        + inner(right, atLeast: .sum)
    case .membership(let left, let membership, let items, _):
      let list = items.map { self.expression($0, broken: false) }.joined(separator: comma)
      return "\(inner(left, atLeast: .sum)) \(membership.spelling[language]) \(list)"
    case .arithmetic(let left, let sign, let right, _):
      let own = binding(of: expression)
      let tighter: Binding = own == .sum ? .product : .primary
      return "\(inner(left, atLeast: own)) \(sign.spelling[language]) "
        + inner(right, atLeast: tighter)
    }
  }

  private func conditional(_ parts: [ExpressionSyntax]) -> String {
    let words = parts.enumerated().map { position, part in
      let keyword: Keyword =
        position == parts.count - 1 ? .otherwise : position % 2 == 0 ? .if : .then
      return "\(keyword.spelling[language]) \(self.expression(part, broken: false))"
    }
    return parenthesised(words.joined(separator: " "))
  }

  private func inner(_ expression: ExpressionSyntax, atLeast needed: Binding) -> String {
    let text = self.expression(expression, broken: false)
    return binding(of: expression) < needed ? parenthesised(text) : text
  }

  private func parenthesised(_ text: String) -> String {
    language == .chinese ? "（\(text)）" : "(\(text))"
  }

  private func aggregate(_ aggregate: AggregateSyntax) -> String {
    var words = [aggregate.function.spelling[language]]
    if let body = aggregate.body { words.append(expression(body, broken: false)) }
    words += [Keyword.forEach.spelling[language], name(aggregate.variable)]
    words += [Keyword.inList.spelling[language], name(aggregate.list)]
    if let filter = aggregate.filter {
      words += [Keyword.where.spelling[language], expression(filter, broken: false)]
    }
    return words.joined(separator: " ")
  }
}

extension OperandSyntax {
  var range: SourceRange? {
    switch self {
    case .name(let name): name.range
    case .names(let names): names.last?.range
    case .text(let text): text.range
    case .date(let date): date.range
    case .expression(let expression): expression.range
    case .expressions(let expressions): expressions.last?.range
    case .type(let type): type.range
    case .types(let types): types.last?.range
    case .consequences(let besides): besides.last?.name.range
    case .assignments(let assignments): assignments.last?.target.range
    case .expectations(let expectations): expectations.last?.range
    case .columns(let columns): columns.last?.range
    case .cells(let cells): cells.last?.range
    case .part(_, let range): range
    case .absent: nil
    }
  }
}
