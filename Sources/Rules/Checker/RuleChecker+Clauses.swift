// The clauses of a rule, each by itself.

extension Checker {
  mutating func checkCitations(
    _ declaration: DeclarationSyntax, id: NameSyntax
  ) -> [RuleCitation] {
    let clauses = declaration.clauses(.cites)
    if clauses.isEmpty {
      report(
        .missingCitation, at: id.range,
        Phrase("规则 `\(id.text)` 没有依据", "the rule `\(id.text)` cites nothing"),
        hint: Phrase(
          "补上 `依据 文号 条款「原文短引」`", "add `cites DOCUMENT SECTION「the operative words」`"))
    }
    return clauses.compactMap { clause in
      guard clause.operands.count == 3, let document = clause.operands[0].name,
        let section = clause.operands[1].text, let quote = clause.operands[2].text
      else { return nil }
      guard let index = names.documents[document.word] else {
        let meant = nearest(to: document) { names.documents.keys.map { $0.text } }
        reportUnknown(Phrase("文件", "document"), document, meant: meant)
        return nil
      }
      mention(document.range, .document(index))
      if quote.text.isEmpty {
        report(
          .missingCitation, at: quote.range, Phrase("引文是空的", "the quotation is empty"),
          hint: Phrase("引用起作用的几个字", "quote the operative words"))
      }
      let citation = Citation(
        document: document.text, section: section.text, quote: quote.text)
      return RuleCitation(document: index, citation: citation, range: quote.range)
    }
  }

  mutating func checkLoop(_ clause: ClauseSyntax, _ scope: inout Scope) -> Loop? {
    guard clause.operands.count == 3, let variable = clause.operands[0].name,
      let listName = clause.operands[1].name, let (list, _) = resolveList(listName, scope)
    else { return nil }
    let index = scope.push(name: variable.word, list: list)
    let filter = clause.operands[2].part?.first?.expression
    return Loop(
      variable: index, variableName: variable.text, list: list,
      filter: filter.flatMap { checkCondition($0, &scope) })
  }

  mutating func named(
    _ clause: ClauseSyntax, _ scope: inout Scope, _ citations: [RuleCitation]
  ) -> NamedCondition? {
    guard clause.operands.count == 4, let name = clause.operands[0].name,
      let syntax = clause.operands[2].expression,
      let condition = checkCondition(syntax, &scope)
    else { return nil }
    var citation: Citation?
    if let cited = clause.operands[3].part, cited.count == 3,
      let section = cited[1].text, let quote = cited[2].text
    {
      let document = cited[0].part?.first?.name?.text ?? citations.first?.citation.document
      citation = Citation(document: document ?? "", section: section.text, quote: quote.text)
    }
    return NamedCondition(
      name: name.text, condition: condition, citation: citation,
      isInferred: clause.operands[1].part != nil)
  }

  mutating func checkRequirement(
    _ declaration: DeclarationSyntax, id: NameSyntax, _ scope: inout Scope
  ) -> Requirement? {
    let demands = declaration.clauses.filter {
      [.must, .mustNot, .forbidden, .then].contains($0.keyword)
    }
    guard let demand = demands.first else {
      report(
        .missingRequirement, at: id.range,
        Phrase("规则 `\(id.text)` 没有要求", "the rule `\(id.text)` demands nothing"),
        hint: Phrase(
          "写 `应 …`、`不得 …`、`禁止` 或 `则 …`", "write `must …`, `must not …`, `forbidden` or `then …`"))
      return nil
    }
    if demands.count > 1 {
      report(
        .missingRequirement, at: demands[1].keywordRange,
        Phrase("一条规则只有一个要求", "a rule has one demand"),
        related: [.init(demand.keywordRange, Phrase("第一个要求", "the first demand"))],
        hint: Phrase("用 `且` 合并，或拆成两条规则", "join them with `and`, or make two rules"))
    }
    switch demand.keyword {
    case .must:
      return demand.operands.first?.expression.flatMap { checkCondition($0, &scope) }
        .map(Requirement.must)
    case .mustNot:
      return demand.operands.first?.expression.flatMap { checkCondition($0, &scope) }
        .map(Requirement.mustNot)
    case .then: return .effect(demand.operands.last?.part?.first?.text?.text)
    default: return .forbidden(demand.keywordRange)
    }
  }

  mutating func checkConsequences(
    _ declaration: DeclarationSyntax, id: NameSyntax, _ scope: inout Scope
  ) -> [CheckedConsequence] {
    let clauses = declaration.clauses.filter { [.otherwise, .then].contains($0.keyword) }
    if clauses.isEmpty {
      report(
        .missingConsequence, at: id.range,
        Phrase("规则 `\(id.text)` 没有写后果", "the rule `\(id.text)` has no consequence"),
        hint: Phrase("补上 `否则 不予审批` 之类", "add something like `else refuse`"))
    }
    if let last = clauses.last, clauses.allSatisfy({ $0.isConditionalConsequence }) {
      report(
        .missingConsequence, at: last.keywordRange,
        Phrase(
          "最后一个 `否则` 带有条件，条件不成立时没有后果", "the last `else` has a condition: without it nothing follows"
        ),
        hint: Phrase("最后写一个不带 `若` 的 `否则`", "end with an `else` without `if`"),
        severity: .warning)
    }
    return clauses.compactMap { clause in
      guard clause.operands.count >= 3, let name = clause.operands[0].name,
        let consequence = self.consequence(name)
      else { return nil }
      var condition: CheckedExpression?
      if clause.keyword == .otherwise,
        let syntax = clause.operands.last?.part?.first?.expression
      {
        guard let checked = checkCondition(syntax, &scope) else { return nil }
        condition = checked
      }
      return CheckedConsequence(
        consequence: consequence, isInferred: clause.operands[1].part != nil,
        condition: condition, besides: besides(clause))
    }
  }

  mutating func besides(_ clause: ClauseSyntax) -> [ConsequenceBeside] {
    guard clause.keyword == .otherwise, case .consequences(let written) = clause.operands[2] else {
      return []
    }
    return written.compactMap { beside in
      consequence(beside.name).map {
        ConsequenceBeside(consequence: $0, isInferred: beside.isInferred)
      }
    }
  }

  /// A consequence by its name; an unknown one is reported.
  mutating func consequence(_ name: NameSyntax) -> Int? {
    guard let consequence = names.consequences[name.word] else {
      reportUnknownConsequence(name)
      return nil
    }
    record(
      name, as: rules.vocabulary.consequences[consequence].name, .consequence(consequence))
    return consequence
  }

  mutating func reportUnknownConsequence(_ name: NameSyntax) {
    let meant = nearest(to: name) { names.consequences.keys.map { $0.text } }
    let all = ListedWords(rules.vocabulary.consequences.map { $0.name }, first: meant)
    guard Decision(named: name.text) == nil else {
      report(
        .unknownName, at: name.range,
        Phrase(
          "`\(name.text)` 是对项目的决定，不是一条规则的后果",
          "`\(name.text)` is a decision on the project, and no consequence of a rule"),
        hint: all.hint(Phrase("后果：", "consequences: ")))
      return
    }
    reportUnknown(
      Phrase("后果", "consequence"), name, meant: meant,
      hint: all.hint(Phrase("后果：", "consequences: ")))
  }

  /// Reports two rules of one id that are in force on one day.
  mutating func reportOverlappingVersions() {
    for versions in rules.versions.values {
      if let other = versions.first(where: {
        rules.rules[$0].datedBy != rules.rules[versions[0]].datedBy
      }) {
        report(
          .wrongClock, at: rules.rules[other].range,
          Phrase(
            "规则 `\(rules.rules[other].id)` 的几个版本不按同一个日期选用",
            "the versions of the rule `\(rules.rules[other].id)` do not go by the same date"),
          related: [.init(rules.rules[versions[0]].range, Phrase("另一个版本", "the other version"))],
          hint: Phrase("每个版本写同一条 `时点`，或都不写", "write the same `dated-by` in each, or in none"))
        continue
      }
      let periods = versions.map { rules.rules[$0].validity }
      let overlapping = Validity.overlapping(periods).map { rules.rules[versions[$0]] }
      guard overlapping.count > 1 else {
        for (position, gap) in Validity.gaps(between: periods) {
          reportGap(gap, betweenVersionsAt: rules.rules[versions[position]])
        }
        continue
      }
      report(
        .duplicateName, at: overlapping[1].range,
        Phrase(
          "规则 `\(overlapping[1].id)` 的两个版本同时有效",
          "two versions of the rule `\(overlapping[1].id)` are in force on one day"),
        related: [.init(overlapping[0].range, Phrase("另一个版本", "the other version"))],
        hint: Phrase("用 `自`、`至` 把施行时间分开", "separate their periods with `from` and `until`"))
    }
  }

  /// Days between two versions of a rule on which none is in force.
  private mutating func reportGap(_ gap: Validity, betweenVersionsAt rule: CheckedRule) {
    guard lints, let since = gap.since, let until = gap.until else { return }
    report(
      .gapInTime, at: rule.range,
      Phrase(
        "\(since) 至 \(until) 规则 `\(rule.id)` 没有一个版本有效",
        "from \(since) to \(until) no version of the rule `\(rule.id)` is in force"),
      hint: Phrase(
        "改正 `自` 或 `至`；确无规定的写 `# 允许 gap-in-time 理由`",
        "correct `from` or `until`; where nothing was in force, write `# allow gap-in-time REASON`"),
      severity: .warning)
  }

  mutating func checkScore(
    _ clause: ClauseSyntax, _ requirement: Requirement?, _ scope: inout Scope
  ) -> CheckedScore? {
    guard clause.operands.count == 3, let name = clause.operands[0].name else { return nil }
    guard let dimension = names.dimensions[name.word] else {
      reportUnknown(
        Phrase("计分维度", "score dimension"), name,
        amongAll: rules.vocabulary.dimensions.map { $0.name })
      return nil
    }
    record(name, as: rules.vocabulary.dimensions[dimension].name, .dimension(dimension))
    guard case .number(let digits, nil, let range)? = clause.operands[1].expression,
      let weight = number(digits, at: range)
    else {
      report(
        .wrongType, at: clause.range,
        Phrase("权重应是一个数", "the weight is a number"),
        hint: Phrase("写成 `计分 … 20`，权重不带单位", "write `score … 20`, the weight without a unit"))
      return nil
    }
    guard let tail = clause.operands[2].part, tail.count == 2 else {
      return CheckedScore(dimension: dimension, weight: weight, grading: nil)
    }
    guard let grading = checkGrading(tail, requirement, of: clause, &scope) else { return nil }
    return CheckedScore(dimension: dimension, weight: weight, grading: grading)
  }

  mutating func checkCaution(_ clause: ClauseSyntax, _ scope: inout Scope) -> Caution? {
    guard clause.operands.count == 2, let text = clause.operands[0].text else { return nil }
    let syntax = clause.operands[1].part?.first?.expression
    let condition = syntax.flatMap { checkCondition($0, &scope) }
    return syntax != nil && condition == nil ? nil : Caution(text: text.text, condition: condition)
  }

  mutating func furtherDemand(
    _ clause: ClauseSyntax, _ scope: inout Scope
  ) -> FurtherDemand? {
    guard clause.operands.count == 2,
      let demand = clause.operands[0].expression.flatMap({ checkCondition($0, &scope) }),
      let ground = clause.operands[1].expression.flatMap({ checkCondition($0, &scope) })
    else { return nil }
    return FurtherDemand(demand: demand, ground: ground)
  }

  /// The fields by whose change a rule is cured although its demand is not met.
  mutating func checkCures(_ clause: ClauseSyntax, _ scope: Scope) -> [Int] {
    (clause.operands.first?.names ?? []).compactMap { name in
      guard let (field, _) = resolveField(name, scope) else { return nil }
      if !rules.vocabulary.fields[field].isChangeable {
        report(
          .wrongType, at: name.range,
          Phrase("`\(name.text)` 不是申报单位可以改变的", "`\(name.text)` is nothing an applicant can change"),
          hint: Phrase("只写词汇里标明 `可改` 的字段", "name fields that the vocabulary declares `changeable`"))
      }
      return field
    }
  }

  mutating func checkInPrinciple(_ declaration: DeclarationSyntax) -> Bool {
    guard let clause = declaration.clause(.inPrinciple) else { return false }
    if rules.justification == nil {
      report(
        .unknownName, at: clause.keywordRange,
        Phrase("词汇没有声明书面说明的字段", "the vocabulary declares no written justification"),
        hint: Phrase("在词汇里写 `书面说明 条件`", "write `justification CONDITION` in the vocabulary"))
    }
    return true
  }

  mutating func checkRelated(_ declaration: DeclarationSyntax) {
    for name in declaration.clauses(.relates).flatMap({ $0.operands.first?.names ?? [] }) {
      relatedNames.append(name)
    }
  }
}
