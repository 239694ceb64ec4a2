// Names, types and units of conditions and values.

extension Checker {
  /// A checked condition; nil after a reported problem.
  mutating func checkCondition(
    _ syntax: ExpressionSyntax, _ scope: inout Scope
  ) -> CheckedExpression? {
    guard let checked = checkExpression(syntax, &scope) else { return nil }
    guard checked.type == .truth else {
      report(
        .wrongType, at: syntax.range,
        Phrase(
          "这里应是条件，却是\(describe(checked.type).chinese)",
          "a condition is needed here, this is \(describe(checked.type).english)"),
        hint: Phrase("加上比较，如 `不高于 …` 或 `是 …`", "add a comparison such as `<= …` or `is …`"))
      return nil
    }
    return checked
  }

  mutating func checkExpression(
    _ syntax: ExpressionSyntax, _ scope: inout Scope
  ) -> CheckedExpression? {
    switch syntax {
    case .number(let digits, let unit, let range): return checkNumber(digits, unit, range)
    case .text(let text):
      return CheckedExpression(kind: .constant(.text(text.text)), type: .text, range: text.range)
    case .date(let syntax):
      guard let date = date(syntax) else { return nil }
      return CheckedExpression(kind: .constant(.date(date)), type: .date, range: syntax.range)
    case .keyword(let keyword, let range): return checkKeyword(keyword, range)
    case .name(let name): return checkName(name, scope)
    case .lookup(let name, let keys, let range): return checkLookup(name, keys, range, &scope)
    case .not(let operand, let range):
      guard let operand = checkCondition(operand, &scope) else { return nil }
      return CheckedExpression(kind: .not(operand), type: .truth, range: range)
    case .logical(let joiner, let operands, let range):
      let checked = operands.map { checkCondition($0, &scope) }
      let conditions = checked.compactMap { $0 }
      guard conditions.count == checked.count else { return nil }
      let kind: CheckedExpression.Kind = joiner == .and ? .and(conditions) : .or(conditions)
      return CheckedExpression(kind: kind, type: .truth, range: range)
    case .comparison(let left, let comparison, let right, let range):
      return checkComparison(left, comparison, right, range, whole: syntax.range, &scope)
    case .membership(let left, let membership, let items, let range):
      return checkMembership(left, membership, items, range, whole: syntax.range, &scope)
    case .arithmetic(let left, let sign, let right, let range):
      return checkArithmetic(left, sign, right, range, whole: syntax.range, &scope)
    case .negative(let operand, let range):
      guard let operand = checkNumeric(operand, &scope) else { return nil }
      if case .constant(.number(let quantity)) = operand.kind {
        let negated = Quantity(interval: quantity.interval.negated, unit: quantity.unit)
        return CheckedExpression(
          kind: .constant(.number(negated)), type: operand.type, range: range)
      }
      return CheckedExpression(kind: .negative(operand), type: operand.type, range: range)
    case .call(let function, let arguments, let range):
      return checkExtremum(function, arguments, range, &scope)
    case .aggregate(let aggregate): return checkAggregate(aggregate, &scope)
    case .applicable(let name, let range):
      guard let (field, variable) = resolveField(name, scope) else { return nil }
      return CheckedExpression(
        kind: .applicable(field, variable: variable), type: .truth, range: range)
    }
  }

  // MARK: - Leaves

  private mutating func checkNumber(
    _ digits: String, _ unit: NameSyntax?, _ range: SourceRange
  ) -> CheckedExpression? {
    guard let number = number(digits, at: range) else { return nil }
    var measure = UnitOfMeasure.one
    if let unit {
      guard let found = self.unit(unit) else { return nil }
      measure = found
    }
    guard let quantity = sized(number, in: measure, at: range) else { return nil }
    return CheckedExpression(
      kind: .constant(.number(quantity)),
      type: .number(NumberType(dimensions: measure.dimensions)), range: range)
  }

  private mutating func checkKeyword(_ keyword: Keyword, _ range: SourceRange) -> CheckedExpression?
  {
    switch keyword {
    case .reviewDate: return CheckedExpression(kind: .asOf, type: .date, range: range)
    case .yes: return CheckedExpression(kind: .constant(.truth(true)), type: .truth, range: range)
    case .no: return CheckedExpression(kind: .constant(.truth(false)), type: .truth, range: range)
    default:
      report(
        .wrongType, at: range,
        Phrase(
          "`\(keyword.spelling.chinese)` 在这里没有意义",
          "`\(keyword.spelling.english)` means nothing here"))
      return nil
    }
  }

  private mutating func checkName(_ name: NameSyntax, _ scope: Scope) -> CheckedExpression? {
    if let definition = names.definitions[name.word] {
      return checkDefinition(definition, used: name)
    }
    if let parameter = names.parameters[name.word] {
      let declared = rules.parameters[parameter]
      record(name, as: declared.name)
      guard declared.keyType == nil else {
        report(
          .wrongType, at: name.range,
          Phrase("参数 `\(name.text)` 要给出键", "the parameter `\(name.text)` needs a key"),
          hint: Phrase("写成 `\(name.text)[…]`", "write `\(name.text)[…]`"))
        return nil
      }
      return CheckedExpression(
        kind: .parameter(parameter, keys: []), type: declared.type, range: name.range)
    }
    guard let (field, variable) = resolveField(name, scope) else { return nil }
    return CheckedExpression(
      kind: .field(field, variable: variable), type: rules.vocabulary.fields[field].type,
      range: name.range)
  }

  private mutating func checkLookup(
    _ name: NameSyntax, _ keys: [ExpressionSyntax], _ range: SourceRange, _ scope: inout Scope
  ) -> CheckedExpression? {
    let checked = keys.map { checkExpression($0, &scope) }
    let known = checked.compactMap { $0 }
    guard known.count == checked.count else { return nil }
    guard let parameter = names.parameters[name.word] else {
      let meant = nearest(to: name) { names.parameters.keys.map { $0.text } }
      reportUnknown(Phrase("参数", "parameter"), name, meant: meant)
      return nil
    }
    let declared = rules.parameters[parameter]
    record(name, as: declared.name)
    guard let keyType = declared.keyType, known.count == 1, let key = known.first else {
      report(
        .wrongType, at: range,
        Phrase("参数 `\(name.text)` 的键不对", "the keys of the parameter `\(name.text)` are wrong"))
      return nil
    }
    guard accepts(keyType, key.type) else {
      reportMismatch(key, expected: keyType)
      return nil
    }
    if let level = placeLevel(of: key) { rules.parameters[parameter].keyLevel = level }
    return CheckedExpression(
      kind: .parameter(parameter, keys: known), type: declared.type, range: range)
  }

  /// A text key takes a choice too: its row is found by either name of the choice.
  private func accepts(_ keyType: ValueType, _ type: ValueType) -> Bool {
    if keyType == type { return true }
    if keyType == .text, case .choice = type { return true }
    return false
  }

  private mutating func reportMismatch(_ expression: CheckedExpression, expected: ValueType) {
    report(
      .wrongType, at: expression.range,
      Phrase(
        "这里应是\(describe(expected).chinese)，却是\(describe(expression.type).chinese)",
        "\(describe(expected).english) is needed here, this is \(describe(expression.type).english)"
      ))
  }

  // MARK: - Fields

  /// The field a path names, and the variable whose element it belongs to.
  mutating func resolveField(_ name: NameSyntax, _ scope: Scope) -> (field: Int, variable: Int?)? {
    if let known = names.fieldPaths[name.word], scope.hasOnlyNames(otherThan: name.word) {
      record(name, as: known.spelling)
      return (known.field, nil)
    }
    guard let (field, variable, spelling) = walk(name, scope) else { return nil }
    record(name, as: spelling)
    if variable == nil { names.fieldPaths[name.word] = (field, spelling) }
    return (field, variable)
  }

  private mutating func walk(
    _ name: NameSyntax, _ scope: Scope
  ) -> (field: Int, variable: Int?, spelling: Phrase)? {
    let segments = name.text.pathSegments.map { Word($0) }
    guard var walk = startOfPath(segments, scope) else {
      reportUnknownPath(name, scope)
      return nil
    }
    for (position, segment) in segments.enumerated().dropFirst(walk.consumed) {
      let isLast = position == segments.count - 1
      switch rules.vocabulary.containers[walk.container].members[segment] {
      case .field(let field) where isLast:
        let chinese = walk.prefix.chinese + rules.vocabulary.fields[field].name.chinese
        let english = walk.prefix.english + rules.vocabulary.fields[field].name.english
        return (field, walk.variable, Phrase(chinese, english))
      case .container(let inner) where !isLast:
        if rules.vocabulary.containers[inner].isList {
          guard let variable = scope.unnamedVariable(over: inner) else {
            reportListWithoutElement(name, list: inner)
            return nil
          }
          walk.variable = variable
        }
        let container = rules.vocabulary.containers[inner]
        walk.prefix = Phrase(
          walk.prefix.chinese + container.name.chinese + ".",
          walk.prefix.english + container.name.english + ".")
        walk.container = inner
      default:
        reportUnknownPath(name, scope)
        return nil
      }
    }
    reportUnknownPath(name, scope)
    return nil
  }

  private struct PathWalk {
    var container: Int
    var variable: Int?
    var prefix: Phrase
    /// How many segments the start has used up.
    let consumed: Int
  }

  private func startOfPath(_ segments: [Word], _ scope: Scope) -> PathWalk? {
    guard let first = segments.first else { return nil }
    if let variable = scope.variable(named: first) {
      return PathWalk(
        container: scope.variables[variable].list, variable: variable,
        prefix: Phrase(first.text + ".", first.text + "."), consumed: 1)
    }
    return PathWalk(container: 0, variable: nil, prefix: Phrase("", ""), consumed: 0)
  }

  /// A field outside any list; anything else is reported.
  mutating func plainField(_ name: NameSyntax) -> Int? {
    guard let field = rules.vocabulary.field(at: name.text) else {
      reportUnknownPath(name, Scope())
      return nil
    }
    record(name, as: rules.vocabulary.fields[field].path)
    return field
  }

  /// The list a path names, and the variable of the element that holds it.
  mutating func resolveList(_ name: NameSyntax, _ scope: Scope) -> (list: Int, owner: Int?)? {
    let segments = name.text.pathSegments.map { Word($0) }
    guard var walk = startOfPath(segments, scope) else { return nil }
    for (position, segment) in segments.enumerated().dropFirst(walk.consumed) {
      guard
        case .container(let inner)? =
          rules.vocabulary.containers[walk.container].members[segment]
      else { break }
      let container = rules.vocabulary.containers[inner]
      if position == segments.count - 1 {
        guard container.isList else { break }
        record(
          name,
          as: Phrase(
            walk.prefix.chinese + container.name.chinese,
            walk.prefix.english + container.name.english))
        return (inner, walk.variable)
      }
      if container.isList {
        guard let variable = scope.unnamedVariable(over: inner) else {
          reportListWithoutElement(name, list: inner)
          return nil
        }
        walk.variable = variable
      }
      walk.prefix = Phrase(
        walk.prefix.chinese + container.name.chinese + ".",
        walk.prefix.english + container.name.english + ".")
      walk.container = inner
    }
    let lists = rules.vocabulary.containers.filter { $0.isList }
    reportUnknown(
      Phrase("列表", "list"), name, among: lists.flatMap { [$0.path.chinese, $0.path.english] })
    return nil
  }

  private mutating func reportListWithoutElement(_ name: NameSyntax, list: Int) {
    let container = rules.vocabulary.containers[list]
    report(
      .listWithoutElement, at: name.range,
      Phrase(
        "`\(container.path.chinese)` 有多项，没有说明是哪一项",
        "`\(container.path.english)` has several elements and none is named"),
      hint: Phrase(
        "在规则里写 `每个 项 于 \(container.path.chinese)`，再写 `项.…`",
        "write `each item in \(container.path.english)` and then `item.…`"))
  }

  private mutating func reportUnknownPath(_ name: NameSyntax, _ scope: Scope) {
    let nearest = nearest(to: name) { knownPaths(in: scope) }
    reportUnknown(
      Phrase("字段、参数或定义", "field, parameter or definition"), name, meant: nearest,
      hint: Self.missingSpace(in: name.text))
  }

  private func knownPaths(in scope: Scope) -> [String] {
    var known: [String] = []
    for field in rules.vocabulary.fields { known += [field.path.chinese, field.path.english] }
    for variable in scope.variables {
      guard let prefix = variable.name else { continue }
      for field in rules.vocabulary.containers[variable.list].fields {
        let names = rules.vocabulary.fields[field].name
        known += ["\(prefix.text).\(names.chinese)", "\(prefix.text).\(names.english)"]
      }
    }
    known += names.definitions.keys.map { $0.text } + names.parameters.keys.map { $0.text }
    return known
  }

  /// How to write `数据中心.PUE不高于1.2` or `容量-5`, in which no space parts the words.
  private static func missingSpace(in text: String) -> Phrase? {
    let operators: [Keyword] = [
      .notMemberOf, .differentFrom, .atLeast, .atMost, .notOver, .notBefore, .notAfter,
      .isNotChoice,
      .above, .over, .below, .short, .before, .after, .sameAs, .memberOf, .includes, .includesOnly,
    ]
    let words = operators.map { $0.spelling.chinese } + ["-"]
    for word in words {
      guard let place = text.indices.dropFirst().first(where: { text[$0...].hasPrefix(word) })
      else { continue }
      let (head, tail) = (text[..<place], text[place...].dropFirst(word.count))
      guard !tail.isEmpty else { continue }
      guard word != "-" || tail.utf8.allSatisfy({ $0 < 0x3A && $0 > 0x2D }) else { continue }
      return Phrase(
        "词与词之间要有空格：`\(head) \(word) \(tail)`",
        "words are parted by spaces: `\(head) \(word) \(tail)`")
    }
    return nil
  }

  // MARK: - Definitions

  mutating func collectDefinitions(_ declarations: [DeclarationSyntax]) {
    for declaration in declarations {
      guard let name = declaration.operands.first?.name else { continue }
      if names.definitions[name.word] != nil {
        reportDuplicate(
          Phrase("定义", "definition"), name, first: names.places[name.word] ?? name.range)
        continue
      }
      names.definitions[name.word] = names.definitionSyntax.count
      names.places[name.word] = name.range
      names.definitionSyntax.append(declaration)
      names.definitionStates.append(.unread)
    }
    for index in names.definitionSyntax.indices { _ = definition(index, used: nil) }
  }

  private mutating func checkDefinition(_ index: Int, used name: NameSyntax) -> CheckedExpression? {
    guard let definition = definition(index, used: name) else { return nil }
    return CheckedExpression(
      kind: .definition(definition), type: rules.definitions[definition].expression.type,
      range: name.range)
  }

  /// The checked definition; one that needs itself is reported where it is used.
  private mutating func definition(_ index: Int, used name: NameSyntax?) -> Int? {
    switch names.definitionStates[index] {
    case .done(let definition):
      if let definition {
        names.highestUsed = max(names.highestUsed, names.definitionHeights[definition])
      }
      return definition
    case .reading:
      if let name {
        report(
          .circularDefinition, at: name.range,
          Phrase("`\(name.text)` 的定义用到了它自己", "the definition of `\(name.text)` needs itself"))
      }
      return nil
    case .unread:
      names.definitionStates[index] = .reading
      names.definitionDepth += 1
      defer { names.definitionDepth -= 1 }
      guard names.definitionDepth <= Parser.nestingLimit else {
        reportDefinitionTooDeep(names.definitionSyntax[index])
        names.definitionStates[index] = .done(nil)
        return nil
      }
      let highestOutside = names.highestUsed
      names.highestUsed = 0
      let checked = checkDefinitionBody(names.definitionSyntax[index])
      names.definitionStates[index] = .done(checked)
      let height = checked.map { names.definitionHeights[$0] } ?? 0
      names.highestUsed = max(highestOutside, height)
      return checked
    }
  }

  /// - Parameter levels: How deep it may nest when written out; nil: it stands on too many others.
  private mutating func reportDefinitionTooDeep(
    _ declaration: DeclarationSyntax, _ levels: Int? = nil
  ) {
    let limit = Parser.nestingLimit
    let message = levels.map {
      Phrase(
        "连同所用的定义写开，嵌套超过 \($0) 层",
        "with the definitions that it uses it nests more than \($0) deep")
    }
    report(
      .nestingTooDeep, at: declaration.keywordRange,
      message
        ?? Phrase(
          "定义一层用一层，超过 \(limit) 层",
          "definitions stand on one another more than \(limit) deep"),
      hint: Phrase(
        "少用几层定义，或把条件分成几条规则", "use fewer layers, or part the condition into several rules"))
  }

  private mutating func checkDefinitionBody(_ declaration: DeclarationSyntax) -> Int? {
    guard declaration.operands.count == 3, let name = declaration.operands[0].name,
      let body = declaration.operands[2].expression
    else { return nil }
    var scope = Scope()
    guard let expression = checkExpression(body, &scope) else { return nil }
    if let type = declaration.operands[1].part?.first?.type,
      let declared = declaredType(type), !compatible(declared.type, expression.type)
    {
      reportMismatch(expression, expected: declared.type)
    }
    let levels = levels(of: expression)
    // Written out, a definition nests no deeper than one clause may, or its evaluation would
    // overflow the stack.
    let most = Parser.nestingLimit + Parser.operationLimit
    guard names.highestUsed < Parser.nestingLimit, levels <= most else {
      reportDefinitionTooDeep(declaration, levels > most ? most : nil)
      return nil
    }
    names.definitionHeights.append(names.highestUsed + 1)
    names.definitionLevels.append(levels)
    rules.definitions.append(Definition(name: name.text, expression: expression))
    return rules.definitions.count - 1
  }

  /// How deep an expression nests when the definitions that it uses are written out.
  private func levels(of expression: CheckedExpression) -> Int {
    if case .definition(let index) = expression.kind { return 1 + names.definitionLevels[index] }
    return 1 + (expression.operands.map { levels(of: $0) }.max() ?? 0)
  }

  private func compatible(_ left: ValueType, _ right: ValueType) -> Bool {
    guard case .number(let left) = left, case .number(let right) = right else {
      return left == right
    }
    guard let first = left.dimensions, let second = right.dimensions else { return true }
    return first == second
  }
}

// MARK: - Operators

extension Checker {
  private mutating func checkNumeric(
    _ syntax: ExpressionSyntax, _ scope: inout Scope
  ) -> CheckedExpression? {
    guard let checked = checkExpression(syntax, &scope) else { return nil }
    guard case .number = checked.type else {
      report(
        .wrongType, at: syntax.range,
        Phrase(
          "这里应是数，却是\(describe(checked.type).chinese)",
          "a number is needed here, this is \(describe(checked.type).english)"))
      return nil
    }
    return checked
  }

  private mutating func checkComparison(
    _ left: ExpressionSyntax, _ keyword: Keyword, _ right: ExpressionSyntax,
    _ operatorRange: SourceRange, whole: SourceRange, _ scope: inout Scope
  ) -> CheckedExpression? {
    let first = checkExpression(left, &scope)
    if let first, reportOrderOfChoices(first, keyword, right, operatorRange) { return nil }
    let second = checkExpression(right, &scope)
    guard let first, let second, let comparison = Comparison(keyword) else { return nil }
    switch (first.type, second.type) {
    case (.number(let leftType), .number(let rightType)):
      guard sameKind(first, leftType, second, rightType, operatorRange) else { return nil }
    case (.date, .date): break
    default:
      report(
        .wrongType, at: operatorRange,
        Phrase(
          "`\(keyword.spelling.chinese)` 比较的是\(describe(first.type).chinese)与\(describe(second.type).chinese)",
          "`\(keyword.spelling.english)` compares \(describe(first.type).english) with \(describe(second.type).english)"
        ),
        related: [label(first), label(second)], hint: comparisonHint(first.type, second.type))
      return nil
    }
    return CheckedExpression(
      kind: .compare(comparison, first, second), type: .truth, range: whole)
  }

  /// Reports `性质 不低于 新建`: choices have no order.
  private mutating func reportOrderOfChoices(
    _ left: CheckedExpression, _ keyword: Keyword, _ right: ExpressionSyntax,
    _ operatorRange: SourceRange
  ) -> Bool {
    guard case .choice(let list) = left.type, case .name(let name) = right,
      rules.vocabulary.choiceLists[list].index(of: name.word) != nil
    else { return false }
    report(
      .wrongType, at: operatorRange,
      Phrase(
        "选项没有大小，不能用 `\(keyword.spelling.chinese)` 比较",
        "choices have no order for `\(keyword.spelling.english)`"),
      related: [label(left)], hint: membershipHint(left.type))
    return true
  }

  private func comparisonHint(_ left: ValueType, _ right: ValueType) -> Phrase? {
    if aggregateDepth > 0, left == .truth {
      return Phrase(
        "比较汇总的结果要把汇总放进括号：`（合计 … 其中 …） 不低于 …`",
        "put the aggregate in parentheses to compare it: `(sum … where …) >= …`")
    }
    switch (left, right) {
    case (.date, _), (_, .date):
      return Phrase("日期写成 2025-12-31 的形式", "write a date as 2025-12-31")
    default: return membershipHint(left)
    }
  }

  private func label(_ expression: CheckedExpression) -> Diagnostic.Label {
    Diagnostic.Label(expression.range, describe(expression.type))
  }

  /// Whether two numbers may be compared or added: of one dimension and not of two bases.
  private mutating func sameKind(
    _ left: CheckedExpression, _ leftType: NumberType,
    _ right: CheckedExpression, _ rightType: NumberType, _ operatorRange: SourceRange
  ) -> Bool {
    if let first = leftType.basis, let second = rightType.basis, first != second {
      report(
        .basisMismatch, at: operatorRange,
        Phrase("\(first)与\(second)不能相比", "`\(first)` and `\(second)` cannot meet"),
        related: [
          .init(left.range, Phrase(first, first)), .init(right.range, Phrase(second, second)),
        ],
        hint: Phrase("换用同一口径的字段", "use fields of one basis"))
      return false
    }
    guard let first = leftType.dimensions, let second = rightType.dimensions, first != second else {
      return true
    }
    if isZero(left) || isZero(right) { return true }
    report(
      .unitMismatch, at: operatorRange,
      Phrase("两边的量纲不同，不能比较或相加", "the two sides measure different things"),
      related: [unitLabel(left), unitLabel(right)], hint: unitHint(left, right))
    return false
  }

  /// An operand with the unit it is in, where one is known.
  private func unitLabel(_ expression: CheckedExpression) -> Diagnostic.Label {
    let unit: UnitOfMeasure?
    switch expression.kind {
    case .field(let field, _): unit = rules.vocabulary.fields[field].unit
    case .parameter(let parameter, _): unit = rules.parameters[parameter].unit
    case .constant(.number(let quantity)): unit = quantity.unit
    default: unit = nil
    }
    guard let unit, !unit.isOne else { return label(expression) }
    return Diagnostic.Label(
      expression.range,
      Phrase("单位是 `\(unit.name.chinese)`", "in `\(unit.name.english)`"))
  }

  /// Zero is zero in every unit.
  private func isZero(_ expression: CheckedExpression) -> Bool {
    guard case .constant(.number(let quantity)) = expression.kind else { return false }
    return quantity.interval.single?.isZero ?? false
  }

  /// Suggests the field's own unit behind a bare number, and one that converts for another.
  private func unitHint(_ left: CheckedExpression, _ right: CheckedExpression) -> Phrase? {
    for (field, literal) in [(left, right), (right, left)] {
      guard case .field(let index, _) = field.kind,
        let unit = rules.vocabulary.fields[index].unit,
        case .constant(.number(let quantity)) = literal.kind, let number = quantity.number
      else { continue }
      guard quantity.unit?.isOne ?? true else {
        return Phrase(
          "单位要能换算成 `\(unit.name.chinese)`", "use a unit that converts to `\(unit.name.english)`")
      }
      return Phrase("写成 `\(number) \(unit.name.chinese)`", "write `\(number) \(unit.name.english)`")
    }
    return nil
  }

  private mutating func checkMembership(
    _ left: ExpressionSyntax, _ membership: Keyword, _ items: [ExpressionSyntax],
    _ operatorRange: SourceRange, whole: SourceRange, _ scope: inout Scope
  ) -> CheckedExpression? {
    guard let checked = checkExpression(left, &scope) else { return nil }
    let negated = membership == .isNotChoice || membership == .notMemberOf
    func wrap(_ kind: CheckedExpression.Kind) -> CheckedExpression {
      let positive = CheckedExpression(kind: kind, type: .truth, range: whole)
      guard negated else { return positive }
      return CheckedExpression(kind: .not(positive), type: .truth, range: whole)
    }
    switch (checked.type, membership) {
    case (.choices(let list), .includes), (.choices(let list), .includesOnly):
      let indices = items.compactMap { choice($0, in: list) }
      guard indices.count == items.count else { return nil }
      return wrap(
        membership == .includes
          ? .includes(checked, indices) : .includesOnly(checked, indices))
    case (.choice(let list), .isChoice), (.choice(let list), .isNotChoice),
      (.choice(let list), .memberOf), (.choice(let list), .notMemberOf):
      if items.count == 1, case .name(let name)? = items.first, let set = names.sets[name.word],
        rules.sets[set].choiceList == list
      {
        record(name, as: rules.sets[set].name)
        return wrap(.set(checked, set))
      }
      let indices = items.compactMap { choice($0, in: list) }
      guard indices.count == items.count else { return nil }
      return wrap(.oneOf(checked, indices.map(ScalarValue.choice)))
    case (.text, .isChoice), (.text, .isNotChoice), (.text, .memberOf), (.text, .notMemberOf):
      let texts = items.compactMap { item -> ScalarValue? in
        switch item {
        case .text(let text): self.text(text.text, comparedWith: checked, at: text.range)
        case .name(let name): self.text(name.text, comparedWith: checked, at: name.range)
        default: nil
        }
      }
      return wrap(.oneOf(checked, texts))
    case (.truth, .isChoice), (.truth, .isNotChoice):
      guard case .name(let name)? = items.first, let value = Self.truth(named: name) else {
        break
      }
      record(name, as: value ? Keyword.yes.spelling : Keyword.no.spelling)
      return wrap(.oneOf(checked, [.truth(value)]))
    default: break
    }
    report(
      .wrongType, at: operatorRange,
      Phrase(
        "`\(membership.spelling.chinese)` 不能用于\(describe(checked.type).chinese)",
        "`\(membership.spelling.english)` does not go with \(describe(checked.type).english)"),
      related: [label(checked)], hint: membershipHint(checked.type))
    return nil
  }

  /// A text that a field is compared with: of a place its full name.
  private mutating func text(
    _ text: String, comparedWith expression: CheckedExpression, at range: SourceRange
  ) -> ScalarValue {
    guard let level = placeLevel(of: expression) else { return .text(text) }
    return .text(placeName(text, level, at: range))
  }

  private func membershipHint(_ type: ValueType) -> Phrase? {
    switch type {
    case .number: Phrase("数用 `等于`、`不高于` 等比较", "numbers take `==`, `<=` and so on")
    case .choices:
      Phrase("多选字段用 `包含` 或 `仅含`", "a field of several choices takes `includes` or `only`")
    case .date: Phrase("日期用 `早于`、`不晚于` 等比较", "dates take `before`, `not after` and so on")
    case .truth: Phrase("是否字段直接写，或在前面加 `非`", "write a yes-or-no field alone, or `not` before it")
    case .choice: Phrase("单选字段用 `是` 或 `属于`", "a field of one choice takes `is` or `in`")
    case .text: nil
    }
  }

  static func truth(named name: NameSyntax) -> Bool? {
    switch name.text {
    case "是", "yes", "true": true
    case "否", "no", "false": false
    default: nil
    }
  }

  /// The index of a choice in its list; an unknown one is reported.
  mutating func choice(_ item: ExpressionSyntax, in list: Int) -> Int? {
    let name: NameSyntax
    switch item {
    case .name(let written): name = written
    case .text(let text): name = NameSyntax(word: Word(text.text), range: text.range)
    default:
      report(
        .wrongType, at: item.range,
        Phrase("这里应是选项的名称", "this is the name of a choice"))
      return nil
    }
    let declared = rules.vocabulary.choiceLists[list]
    guard let index = declared.index(of: name.word) else {
      let known = declared.choices.flatMap { [$0.chinese, $0.english] }
      report(
        .unknownChoice, at: name.range,
        Phrase("`\(name.text)` 不是可选的值", "`\(name.text)` is none of the choices"),
        hint: choiceHint(name, known, declared))
      return nil
    }
    if case .name = item { record(name, as: declared.choices[index]) }
    return index
  }

  private func choiceHint(_ name: NameSyntax, _ known: [String], _ list: ChoiceList) -> Phrase {
    if let nearest = nearest(to: name, among: { known }) {
      return Phrase("是否想写 `\(nearest)`？", "did you mean `\(nearest)`?")
    }
    let shown = list.choices.prefix(8)
    return Phrase(
      "可选：" + shown.map { $0.chinese }.joined(separator: "、"),
      "one of: " + shown.map { $0.english }.joined(separator: ", "))
  }

  private mutating func checkArithmetic(
    _ left: ExpressionSyntax, _ sign: Token.Sign, _ right: ExpressionSyntax,
    _ operatorRange: SourceRange, whole: SourceRange, _ scope: inout Scope
  ) -> CheckedExpression? {
    let first = checkNumeric(left, &scope)
    let second = checkNumeric(right, &scope)
    guard let first, let second, case .number(let leftType) = first.type,
      case .number(let rightType) = second.type
    else { return nil }
    let basis = leftType.basis ?? rightType.basis
    let operation: ArithmeticOperator
    let dimensions: Dimensions?
    switch sign {
    case .plus, .minus:
      guard sameKind(first, leftType, second, rightType, operatorRange) else { return nil }
      operation = sign == .plus ? .plus : .minus
      dimensions = leftType.dimensions ?? rightType.dimensions
    case .times:
      operation = .times
      dimensions = Self.both(leftType, rightType)?.multiplied
    default:
      operation = .dividedBy
      dimensions = Self.both(leftType, rightType)?.divided
    }
    let isSum = sign == .plus || sign == .minus
    let type = NumberType(dimensions: dimensions, basis: isSum ? basis : nil)
    return CheckedExpression(
      kind: .arithmetic(operation, first, second), type: .number(type), range: whole)
  }

  /// Product and quotient of two dimensions; nil when one is known only with its value.
  private static func both(
    _ left: NumberType, _ right: NumberType
  ) -> (multiplied: Dimensions, divided: Dimensions)? {
    guard let left = left.dimensions, let right = right.dimensions else { return nil }
    return (left.multiplied(by: right), left.divided(by: right))
  }

  private mutating func checkExtremum(
    _ function: Keyword, _ arguments: [ExpressionSyntax], _ range: SourceRange,
    _ scope: inout Scope
  ) -> CheckedExpression? {
    let checked = arguments.map { checkNumeric($0, &scope) }
    let operands = checked.compactMap { $0 }
    guard operands.count == checked.count, let first = operands.first,
      case .number(let firstType) = first.type
    else { return nil }
    for operand in operands.dropFirst() {
      guard case .number(let type) = operand.type,
        sameKind(first, firstType, operand, type, operand.range)
      else { return nil }
    }
    return CheckedExpression(
      kind: .extremum(function == .least ? .least : .greatest, operands), type: first.type,
      range: range)
  }

  private mutating func checkAggregate(
    _ syntax: AggregateSyntax, _ scope: inout Scope
  ) -> CheckedExpression? {
    guard let (list, owner) = resolveList(syntax.list, scope),
      let function = AggregateFunction(syntax.function)
    else { return nil }
    let variable = scope.push(name: syntax.variable.word, list: list)
    aggregateDepth += 1
    defer {
      scope.pop()
      aggregateDepth -= 1
    }
    var filter: CheckedExpression?
    if let written = syntax.filter {
      guard let checked = checkCondition(written, &scope) else { return nil }
      filter = checked
    }
    var body: CheckedExpression?
    if let written = syntax.body {
      let isCondition = function == .all || function == .any
      guard
        let checked = isCondition
          ? checkCondition(written, &scope) : checkNumeric(written, &scope)
      else { return nil }
      body = checked
    }
    let type: ValueType
    switch function {
    case .count: type = .number(NumberType(dimensions: Dimensions.none))
    case .all, .any: type = .truth
    case .sum, .largest, .smallest: type = body?.type ?? .truth
    }
    let aggregate = CheckedAggregate(
      function: function, list: list, owner: owner, variable: variable, body: body,
      filter: filter)
    return CheckedExpression(kind: .aggregate(aggregate), type: type, range: syntax.range)
  }

  /// A type in the reader's words.
  func describe(_ type: ValueType) -> Phrase {
    switch type {
    case .truth: Phrase("“是否”", "yes or no")
    case .text: Phrase("文字", "text")
    case .date: Phrase("日期", "a date")
    case .choice: Phrase("选项", "a choice")
    case .choices: Phrase("“多选”", "several choices")
    case .number(let number):
      number.dimensions == nil
        ? Phrase("随附单位的数", "a number with its own unit")
        : number.dimensions == Dimensions.none
          ? Phrase("没有单位的数", "a number without unit") : Phrase("带单位的数", "a number with a unit")
    }
  }
}

extension Comparison {
  init?(_ keyword: Keyword) {
    switch keyword {
    case .atLeast, .notBefore: self = .atLeast
    case .atMost, .notOver, .notAfter: self = .atMost
    case .above, .over, .after: self = .above
    case .below, .short, .before: self = .below
    case .sameAs: self = .equal
    case .differentFrom: self = .notEqual
    default: return nil
    }
  }
}

extension AggregateFunction {
  init?(_ keyword: Keyword) {
    switch keyword {
    case .sum: self = .sum
    case .maximum: self = .largest
    case .minimum: self = .smallest
    case .count: self = .count
    case .all: self = .all
    case .any: self = .any
    default: return nil
    }
  }
}

extension Diagnostic.Code {
  static let wrongType = Self(
    name: "wrong-type",
    explanation: Phrase(
      "数与数比较，日期与日期比较，选项用 `是`、`属于`，多选用 `包含`、`仅含`，是否字段直接作条件。",
      "Numbers compare with numbers and dates with dates; choices take `is` and `in`, several "
        + "choices `includes` and `only`; a yes-or-no field is a condition by itself."))

  static let unitMismatch = Self(
    name: "unit-mismatch",
    explanation: Phrase(
      "比较和加减需要同一量纲的两个量。\n\n    应 锅炉.容量 低于 35              少了单位\n    应 锅炉.容量 低于 35 蒸吨/小时    同一量纲",
      "A comparison or a sum needs two quantities of one dimension.\n\n"
        + "    must boiler.capacity < 35        the unit is missing\n"
        + "    must boiler.capacity < 35 t/h    one dimension"))

  static let basisMismatch = Self(
    name: "basis-mismatch",
    explanation: Phrase(
      "等价值与当量值是两种不同的量，不能比较或相加；换算须用有出处的系数。",
      "等价值 (equivalent) and 当量值 (calorific) are different quantities: they are neither compared "
        + "nor added; a conversion needs a factor with a source."))

  static let listWithoutElement = Self(
    name: "list-without-element",
    explanation: Phrase(
      "供热机组、主要产品等是列表，可能有多项。用 `每个 锅炉 于 供热机组` 逐项判断，或用 合计、都、有 汇总。",
      "heatUnits, products and others are lists. Judge each element with `each boiler in heatUnits`, "
        + "or aggregate with sum, all, any."))

  static let circularDefinition = Self(
    name: "circular-definition",
    explanation: Phrase(
      "定义之间不能互相引用成环；每次计算都必须结束。",
      "Definitions cannot refer to one another in a circle: every evaluation ends."))
}
