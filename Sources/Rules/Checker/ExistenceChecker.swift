// Which projects can have a group, a list or a field at all.

extension Checker {
  /// `存在于 条件` of a group, a list or a field, once all fields are known.
  mutating func checkExistence(_ declaration: DeclarationSyntax) {
    guard let clause = declaration.clause(.exists), let syntax = clause.operands.first?.expression,
      let name = declaration.operands.first?.name,
      let member = rules.vocabulary.member(at: name.text)
    else { return }
    var scope = Scope()
    guard let condition = checkCondition(syntax, &scope),
      reportWhatMayChange(in: condition)
    else { return }
    switch member {
    case .container(let container): rules.containerScopes[container] = condition
    case .field(let field): rules.fieldScopes[field] = condition
    }
  }

  /// Whether the condition speaks of plain facts alone; anything else is reported.
  ///
  /// What exists is settled before anything is judged or changed, from facts that every project
  /// has: fields outside any list, without a scope of their own, that no repair changes.
  private mutating func reportWhatMayChange(in condition: CheckedExpression) -> Bool {
    guard let place = condition.placeOfWhatMayChange(in: rules) else { return true }
    report(
      .scopeNotPlain, at: place,
      Phrase(
        "`存在于` 的条件只能用所有项目都有、整改不会改变的字段",
        "the condition of `exists-where` may use only fields that every project has and no repair changes"
      ),
      hint: Phrase(
        "用 项目.设施类型、项目.行业、项目.建设性质、项目.阶段 之类的字段",
        "use fields such as the facility type, the industry, the nature and the stage"))
    return false
  }
}

extension CheckedRules {
  /// Whether a field is one that every project has and no repair changes.
  fileprivate func isPlain(_ field: Int) -> Bool {
    let declared = vocabulary.fields[field]
    guard fieldScopes[field] == nil, !declared.isChangeable else { return false }
    var container: Int? = declared.container
    while let index = container {
      guard !vocabulary.containers[index].isList, containerScopes[index] == nil else {
        return false
      }
      container = vocabulary.containers[index].parent
    }
    return true
  }
}

extension CheckedExpression {
  /// The first part that is neither a plain field nor a constant nor a test of them.
  fileprivate func placeOfWhatMayChange(in rules: CheckedRules) -> SourceRange? {
    let parts: [CheckedExpression]
    switch kind {
    case .constant: return nil
    case .field(let field, _): return rules.isPlain(field) ? nil : range
    case .set(let operand, _), .not(let operand), .oneOf(let operand, _),
      .includes(let operand, _), .includesOnly(let operand, _):
      parts = [operand]
    case .and(let operands), .or(let operands): parts = operands
    case .compare(_, let left, let right): parts = [left, right]
    case .definition, .parameter, .arithmetic, .negative, .extremum, .choose, .shifted,
      .daysBetween, .rounded, .hasValue, .aggregate, .applicable, .asOf:
      return range
    }
    for part in parts {
      if let place = part.placeOfWhatMayChange(in: rules) { return place }
    }
    return nil
  }
}

extension Diagnostic.Code {
  static let scopeNotPlain = Self(
    name: "scope-not-plain",
    explanation: Phrase(
      """
      `存在于` 说明哪些项目可能有这一组、列表或字段。它在审查之前就要确定，所以只能用列表之外、自己没有 `存在于`、
      也不是 `可改` 的字段。

          列表 工业炉窑 furnaces 「工业炉窑」
            存在于 项目.设施类型 属于 工业、电厂
      """,
      """
      `exists-where` says which projects can have a group, a list or a field. It is settled before
      anything is judged, so it uses only fields outside any list that have no `exists-where` of their
      own and are not `changeable`.

          list 工业炉窑 furnaces 「工业炉窑」
            exists-where project.facilityType in industrial, powerPlant
      """))
}
