// Definitions: each checked once, where it is first needed; none needs itself.

extension Checker {
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

  mutating func checkDefinition(_ index: Int, used name: NameSyntax) -> CheckedExpression? {
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
          Phrase("`\(name.text)` 的定义用到了它自己", "the definition of `\(name.text)` needs itself"),
          hint: Phrase(
            "这里改用字段，或另一个不用它的定义", "use a field here, or a definition that does not need it"))
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
  mutating func reportDefinitionTooDeep(
    _ declaration: DeclarationSyntax, _ levels: Int? = nil
  ) {
    let limit = Parser.nestingLimit
    let message = levels.map {
      Phrase(
        "连同所用的定义和规则写开，嵌套超过 \($0) 层",
        "with the definitions and rules that it uses it nests more than \($0) deep")
    }
    report(
      .nestingTooDeep, at: declaration.keywordRange,
      message
        ?? Phrase(
          "定义和规则一层用一层，超过 \(limit) 层",
          "definitions and rules stand on one another more than \(limit) deep"),
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
    return addDefinition(name.text, expression, of: declaration)
  }

  /// Adds a definition whose expression was checked just now; nil after a reported problem.
  mutating func addDefinition(
    _ name: String, _ expression: CheckedExpression, of declaration: DeclarationSyntax
  ) -> Int? {
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
    rules.definitions.append(Definition(name: name, expression: expression))
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

extension Diagnostic.Code {
  static let circularDefinition = Self(
    name: "circular-definition",
    explanation: Phrase(
      "定义之间不能互相引用成环；每次计算都必须结束。",
      "Definitions cannot refer to one another in a circle: every evaluation ends."))
}
