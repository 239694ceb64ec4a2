// The result of a rule in a condition of another one: `NX-3.1-05 符合`.

/// A rule and what it may come to.
struct RuleResult: Hashable {
  let rule: Word
  let result: Keyword
}

extension Checker {
  /// The definition that says whether a rule comes to a result, so that reasons unfold it.
  mutating func checkRuleResult(
    _ name: NameSyntax, _ result: Keyword, _ range: SourceRange
  ) -> CheckedExpression? {
    names.resultQuestions += 1
    let key = RuleResult(rule: name.word, result: result)
    if names.ruleResults[key] == nil {
      guard let written = followed[name.word] else {
        reportUnknown(
          Phrase("规则", "rule"), name, meant: nearest(to: name) { followed.ids })
        return nil
      }
      guard !names.ruleResultChain.contains(name.word) else {
        report(
          .circularDefinition, at: range,
          Phrase(
            "规则 `\(name.text)` 的结论用到了它自己", "the result of the rule `\(name.text)` needs itself"),
          hint: Phrase("把其中一条的条件写全", "write the conditions of one of them in full"))
        return nil
      }
      guard let rule = complete(written) else { return nil }
      guard let parts = RuleParts(rule) else {
        report(
          .wrongType, at: range,
          Phrase("这条规则没有要求，没有符合与不符合", "this rule demands nothing, so that it has no result"),
          hint: Phrase(
            "引用写有 `应`、`不得` 或 `禁止` 的规则", "name a rule with `must`, `must not` or `forbidden`"))
        return nil
      }
      // What keeps it from a result is reported once, and not looked for again.
      names.ruleResults[key] = .some(resultDefinition(key, of: rule, parts, at: range))
    }
    guard let known = names.ruleResults[key], let definition = known else { return nil }
    names.highestUsed = max(names.highestUsed, names.definitionHeights[definition])
    record(name, as: Phrase(name.text, name.text), .rule(name.text))
    return CheckedExpression(kind: .definition(definition), type: .truth, range: range)
  }

  /// Adds the definition of a result that nobody asked for before; nil after a reported problem.
  private mutating func resultDefinition(
    _ key: RuleResult, of rule: DeclarationSyntax, _ parts: RuleParts, at place: SourceRange
  ) -> Int? {
    names.ruleResultChain.append(key.rule)
    names.definitionDepth += 1
    let outside = names.highestUsed
    names.highestUsed = 0
    defer {
      names.ruleResultChain.removeLast()
      names.definitionDepth -= 1
      names.highestUsed = outside
    }
    guard names.definitionDepth <= Parser.nestingLimit else {
      reportDefinitionTooDeep(rule)
      return nil
    }
    return checkResult(key.result, of: rule, parts, at: place).flatMap {
      addDefinition("\(key.rule.text) \(key.result.spelling.chinese)", $0, of: rule)
    }
  }

  private mutating func checkResult(
    _ result: Keyword, of rule: DeclarationSyntax, _ parts: RuleParts, at place: SourceRange
  ) -> CheckedExpression? {
    var scope = Scope()
    let inForce = period(of: rule)
    guard let outcome = checkExpression(parts.syntax(of: result, at: place), &scope) else {
      return nil
    }
    let timely = result == .onNotMet ? outOfTime(rule, at: place) : []
    guard !(inForce + timely).isEmpty else { return outcome }
    // Out of force a rule does not apply.
    if result == .notApplicable {
      let denied = inForce.map { CheckedExpression(kind: .not($0), type: .truth, range: place) }
      return CheckedExpression(kind: .or([outcome] + denied), type: .truth, range: place)
    }
    return CheckedExpression(
      kind: .and(inForce + timely + [outcome]), type: .truth, range: place)
  }

  /// The condition that a due date gives no time, where the vocabulary says whom it gives some.
  private mutating func outOfTime(
    _ rule: DeclarationSyntax, at place: SourceRange
  ) -> [CheckedExpression] {
    guard let clause = rule.clause(.due), clause.operands.last?.part == nil,
      let day = clause.operands.first?.date.flatMap({ date($0) }), let applies = rules.dueApplies
    else { return [] }
    let today = CheckedExpression(kind: .asOf, type: .date, range: place)
    let limit = CheckedExpression(kind: .constant(.date(day)), type: .date, range: place)
    let open = CheckedExpression(kind: .compare(.atMost, today, limit), type: .truth, range: place)
    let both = CheckedExpression(kind: .and([open, applies]), type: .truth, range: place)
    return [CheckedExpression(kind: .not(both), type: .truth, range: place)]
  }

  /// The conditions that a rule is in force, by its own days and those of its document.
  private mutating func period(of rule: DeclarationSyntax) -> [CheckedExpression] {
    let own = validity(of: rule)
    let document = rule.clauses(.cites).first?.operands.first?.name
      .flatMap { names.documents[$0.word] }.map { rules.documents[$0].validity }
    let clock = rule.clause(.datedBy)?.operands.first?.name.flatMap {
      rules.vocabulary.field(at: $0.text)
    }
    let today = CheckedExpression(
      kind: clock.map { .field($0, variable: nil) } ?? .asOf, type: .date, range: rule.keywordRange)
    func condition(_ comparison: Comparison, _ day: CalendarDate) -> CheckedExpression {
      let limit = CheckedExpression(
        kind: .constant(.date(day)), type: .date, range: rule.keywordRange)
      return CheckedExpression(
        kind: .compare(comparison, today, limit), type: .truth, range: rule.keywordRange)
    }
    return [
      (own.since ?? (clock == nil ? document?.since : nil)).map { condition(.atLeast, $0) },
      (own.until ?? (clock == nil ? document?.until : nil)).map { condition(.atMost, $0) },
    ].compactMap { $0 }
  }
}

/// What a rule says, as expressions that were written.
private struct RuleParts {
  private let loop: (variable: NameSyntax, list: NameSyntax, filter: ExpressionSyntax?)?
  private let scope: [ExpressionSyntax]
  private let satisfied: ExpressionSyntax
  /// Whom a due date still gives time, as the rule itself says.
  private let hasTimeLeft: ExpressionSyntax?

  /// nil for a rule that demands nothing.
  init?(_ rule: DeclarationSyntax) {
    var demands: [ExpressionSyntax] = []
    var exceptions: [ExpressionSyntax] = []
    var scope: [ExpressionSyntax] = []
    var isDemand = false
    var hasTimeLeft: ExpressionSyntax?
    for clause in rule.clauses {
      let expression = clause.operands.first?.expression
      switch clause.keyword {
      case .must:
        isDemand = true
        if let expression { demands.append(expression) }
      case .mustNot:
        isDemand = true
        if let expression { demands.append(.not(expression, expression.range)) }
      case .forbidden:
        isDemand = true
        demands.append(.keyword(.no, clause.keywordRange))
      case .mustAlso:
        // A demand that stands where its ground holds.
        if clause.operands.count == 2, let demand = clause.operands[0].expression,
          let ground = clause.operands[1].expression
        {
          demands.append(.logical(.or, [.not(ground, ground.range), demand], clause.range))
        }
      case .when: if let expression { scope.append(expression) }
      case .exclude:
        if clause.operands.count == 4, let condition = clause.operands[2].expression {
          scope.append(.not(condition, condition.range))
        }
      case .except:
        if clause.operands.count == 4, let condition = clause.operands[2].expression {
          exceptions.append(condition)
        }
      case .due:
        if let day = clause.operands.first?.date,
          let condition = clause.operands.last?.part?.first?.expression
        {
          let isOpen = ExpressionSyntax.comparison(
            .keyword(.reviewDate, day.range), .notAfter, .date(day), operatorRange: day.range)
          hasTimeLeft = .logical(.and, [isOpen, condition], clause.range)
        }
      default: break
      }
    }
    self.hasTimeLeft = hasTimeLeft
    guard isDemand, let first = demands.first else { return nil }
    let demand = demands.count == 1 ? first : .logical(.and, demands, first.range)
    satisfied = exceptions.isEmpty ? demand : .logical(.or, [demand] + exceptions, first.range)
    self.scope = scope
    if let each = rule.clause(.each), each.operands.count == 3,
      let variable = each.operands[0].name,
      let list = each.operands[1].name
    {
      loop = (variable, list, each.operands[2].part?.first?.expression)
    } else {
      loop = nil
    }
  }

  /// What has to hold for a result; over a list the worst element decides, as in a report.
  func syntax(of result: Keyword, at place: SourceRange) -> ExpressionSyntax {
    let violated = ExpressionSyntax.not(satisfied, place)
    let denied = hasTimeLeft.map { all([violated, .not($0, place)], place) } ?? violated
    guard let loop else {
      switch result {
      case .met: return all(scope + [satisfied], place)
      case .onNotMet: return all(scope + [denied], place)
      default: return scope.isEmpty ? .keyword(.no, place) : .not(all(scope, place), place)
      }
    }
    func aggregate(_ function: Keyword, _ body: ExpressionSyntax) -> ExpressionSyntax {
      .aggregate(
        AggregateSyntax(
          function: function, body: body, variable: loop.variable, list: loop.list,
          filter: loop.filter, range: place))
    }
    switch result {
    case .met:
      let applies = scope.isEmpty ? satisfied : all(scope + [satisfied], place)
      let broken = all(scope + [violated], place)
      return .logical(
        .and, [aggregate(.any, applies), .not(aggregate(.any, broken), place)], place)
    case .onNotMet: return aggregate(.any, all(scope + [denied], place))
    default:
      return .not(aggregate(.any, scope.isEmpty ? .keyword(.yes, place) : all(scope, place)), place)
    }
  }

  private func all(_ parts: [ExpressionSyntax], _ place: SourceRange) -> ExpressionSyntax {
    parts.count == 1 ? parts[0] : .logical(.and, parts, place)
  }
}
