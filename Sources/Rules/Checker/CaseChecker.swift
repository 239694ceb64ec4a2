// Cases: facts, parameters and expectations.

extension Checker {
  mutating func checkCase(_ declaration: DeclarationSyntax) {
    guard let title = declaration.operands.first?.text else { return }
    let folder = folder(of: declaration.range)
    let namesakes = names.cases[Word(title.text), default: []]
    if let first = namesakes.first(where: { rules.cases[$0].folder == folder }) {
      report(
        .duplicateName, at: title.range,
        Phrase("案例 `\(title.text)` 重复", "the case `\(title.text)` is declared twice"),
        related: [.init(rules.cases[first].range, Phrase("第一次在这里", "first here"))],
        hint: Phrase("换一个标题", "give it another title"))
    }
    let date = declaration.clause(.asOf)?.operands.first?.date
    let given = declaration.clauses(.given).flatMap { $0.operands.first?.assignments ?? [] }
      .compactMap { caseFact($0) }
    let parameters = declaration.clauses(.parameter)
      .flatMap { $0.operands.first?.assignments ?? [] }.compactMap { caseParameter($0) }
    reportRepeated(given)
    reportRepeated(parameters)
    let expected = declaration.clauses(.expect)
      .flatMap { $0.operands.first?.expectations ?? [] }
    let rows = caseRows(of: declaration)
    if lints, declaration.clauses(.expect).isEmpty,
      !rows.contains(where: { !$0.expectations.isEmpty })
    {
      report(
        .missingExpectation, at: title.range,
        Phrase("案例没有写 `得`，什么也没有检验", "the case expects nothing, so it tests nothing"),
        hint: Phrase(
          "写 `得 规则编号 结论`，如 `得 X-1 符合`", "write `expect RULE VERDICT`, as `expect X-1 met`"),
        severity: .warning)
    }
    rules.cases.append(
      CaseDeclaration(
        title: title.text, folder: folder,
        base: declaration.clause(.basedOn)?.operands.first?.text,
        asOf: date.flatMap { self.date($0) }, facts: given, parameters: parameters,
        expectations: expected.compactMap { expectation($0) }, rows: rows,
        range: declaration.range))
    names.cases[Word(title.text), default: []].append(rules.cases.count - 1)
  }

  mutating func reportRepeated(_ facts: [CaseFact]) {
    /// What a fact is about.
    struct Place: Hashable {
      let steps: [CaseFact.Step]
      let target: CaseFact.Target
    }
    var first: [Place: SourceRange] = [:]
    for fact in facts {
      let place = Place(steps: fact.steps, target: fact.target)
      if let earlier = first[place] {
        report(.twice(text(at: fact.range), at: fact.range, first: earlier))
      } else {
        first[place] = fact.range
      }
    }
  }

  mutating func reportRepeated(_ parameters: [CaseParameter]) {
    /// What a value is given for.
    struct Place: Hashable {
      let parameter: Int
      let key: String?
    }
    var first: [Place: SourceRange] = [:]
    for parameter in parameters {
      let place = Place(parameter: parameter.parameter, key: parameter.key)
      if let earlier = first[place] {
        report(.twice(text(at: parameter.range), at: parameter.range, first: earlier))
      } else {
        first[place] = parameter.range
      }
    }
  }

  private func text(at range: SourceRange) -> String {
    sources[Int(range.source)].slice(Int(range.start), Int(range.end))
  }

  // MARK: - Facts

  private mutating func caseFact(_ assignment: AssignmentSyntax) -> CaseFact? {
    guard let (steps, target) = resolve(assignment.target) else { return nil }
    return caseFact(steps, target, assignment.value, at: assignment.target.range)
  }

  mutating func caseFact(
    _ steps: [CaseFact.Step], _ target: CaseFact.Target, _ written: CaseValueSyntax,
    at range: SourceRange
  ) -> CaseFact? {
    let value: CaseFact.Value?
    switch target {
    case .field(let index):
      let field = rules.vocabulary.fields[index]
      let said = caseValue(written, type: field.type, unit: field.unit)
      // A place that is not named is not given, whatever the reason.
      let isPlace = rules.vocabulary.jurisdictionFields.contains(index)
      value = isPlace && written.absence != nil ? .missing : said
      checkPlace(value, of: index, at: range)
    case .list: value = listValue(written, at: range)
    }
    return value.map { CaseFact(steps: steps, target: target, value: $0, range: range) }
  }

  private mutating func listValue(
    _ value: CaseValueSyntax, at range: SourceRange
  ) -> CaseFact.Value? {
    if let absence = value.absence { return absence == .unavailable ? .unavailable : .empty }
    switch value {
    case .keyword(.empty, _): return .empty
    case .keyword(.missing, _): return .missing
    default:
      report(
        .wrongType, at: range,
        Phrase(
          "列表只能设为 `空`、`缺` 或 `「无法提供：原因」`",
          "a list is set to `empty`, `missing` or `\"unavailable: why\"`"),
        hint: Phrase("逐项写 `列表[0].字段 = …`", "give its elements as `list[0].field = …`"))
      return nil
    }
  }

  /// The elements a path goes through, and the field or list it ends at.
  mutating func resolve(
    _ path: IndexedPathSyntax
  ) -> (steps: [CaseFact.Step], target: CaseFact.Target)? {
    var container = 0
    var steps: [CaseFact.Step] = []
    guard hasPlainIndices(path) else { return nil }
    for (place, component) in path.components.enumerated() {
      let isLastComponent = place == path.components.count - 1
      let segments = component.name.text.pathSegments
      var spelling: [Phrase] = []
      for (position, segment) in segments.enumerated() {
        let isEnd = isLastComponent && position == segments.count - 1
        switch rules.vocabulary.containers[container].members[Word(segment)] {
        case .field(let field) where isEnd:
          guard component.index == nil else {
            reportIndex(of: component)
            return nil
          }
          spelling.append(rules.vocabulary.fields[field].name)
          record(component.name, spelling, .field(field))
          return (steps, .field(field))
        case .container(let inner):
          let declared = rules.vocabulary.containers[inner]
          guard declared.isList || component.index == nil || position < segments.count - 1 else {
            reportIndex(of: component)
            return nil
          }
          spelling.append(declared.name)
          record(component.name, spelling, .container(inner))
          if isEnd, declared.isList, component.index == nil { return (steps, .list(inner)) }
          if declared.isList {
            guard let index = component.index, position == segments.count - 1 else {
              report(
                .listWithoutElement, at: component.name.range,
                Phrase(
                  "`\(component.name.text)` 有多项，没有说明是哪一项",
                  "`\(component.name.text)` has several elements and none is named"),
                hint: Phrase("写成 `\(segment)[0].…`", "write `\(segment)[0].…`"))
              return nil
            }
            steps.append(CaseFact.Step(list: inner, index: index))
          }
          container = inner
        default:
          let meant = nearest(to: component.name) {
            rules.vocabulary.fields.flatMap { [$0.path.chinese, $0.path.english] }
          }
          reportUnknown(Phrase("字段", "field"), component.name, meant: meant)
          return nil
        }
      }
    }
    report(
      .wrongType, at: path.range,
      Phrase("这不是一个字段", "this is no field"),
      hint: Phrase("写到字段，如 `组.字段 = 值`", "name a field, as `group.field = value`"))
    return nil
  }

  /// Whether what stands in brackets are indices that a list can have.
  private mutating func hasPlainIndices(_ path: IndexedPathSyntax) -> Bool {
    for component in path.components {
      if component.key != nil {
        report(
          .wrongIndex, at: path.range,
          Phrase(
            "`\(text(at: path.range))` 的序号写得不对",
            "the index of `\(text(at: path.range))` is not written as one"),
          hint: Phrase("写成 `\(component.name.text)[0]`", "write `\(component.name.text)[0]`"))
        return false
      }
      if let index = component.index, index >= ListLimit.elements {
        report(.listTooLong(path.range))
        return false
      }
    }
    return true
  }

  private mutating func reportIndex(of component: IndexedPathSyntax.Component) {
    report(
      .wrongIndex, at: component.name.range,
      Phrase(
        "`\(component.name.text)` 不是列表，没有序号",
        "`\(component.name.text)` is no list and has no index"),
      hint: Phrase("写成 `\(component.name.text)`", "write `\(component.name.text)`"))
  }

  private mutating func record(
    _ name: NameSyntax, _ parts: [Phrase], _ referent: Referent
  ) {
    guard keepsSpellings else { return mention(name.range, referent) }
    record(
      name,
      as: Phrase(
        parts.map { $0.chinese }.joined(separator: "."),
        parts.map { $0.english }.joined(separator: ".")), referent)
  }

  private mutating func caseValue(
    _ syntax: CaseValueSyntax, type: ValueType, unit: UnitOfMeasure?
  ) -> CaseFact.Value? {
    if let absence = syntax.absence {
      return absence == .unavailable ? .unavailable : notApplicable(type)
    }
    switch syntax {
    case .keyword(.missing, _): return .missing
    case .keyword(.yes, let range): return truth(true, type, at: range)
    case .keyword(.no, let range): return truth(false, type, at: range)
    case .keyword(.empty, _):
      if case .choices = type { return .value(.choices([])) }
      return .missing
    case .keyword(let keyword, let range):
      report(
        .wrongType, at: range,
        Phrase("`\(keyword.spelling.chinese)` 不是值", "`\(keyword.spelling.english)` is no value"),
        hint: type.plainExample(rules.vocabulary))
      return nil
    case .list(let names, let range): return choices(names, type, at: range)
    case .span(let low, let high): return span(low, high, type, unit)
    case .expression(let expression):
      return single(expression, type, unit)
    }
  }

  private mutating func truth(
    _ value: Bool, _ type: ValueType, at range: SourceRange
  ) -> CaseFact.Value? {
    guard type == .truth else {
      report(
        .wrongType, at: range,
        Phrase(
          "这里应是\(describe(type).chinese)，不是 是 或 否",
          "\(describe(type).english) is needed here, not yes or no"),
        hint: type.plainExample(rules.vocabulary))
      return nil
    }
    return .value(.truth(value))
  }

  private mutating func choices(
    _ names: [NameSyntax], _ type: ValueType, at range: SourceRange
  ) -> CaseFact.Value? {
    guard case .choices(let list) = type else {
      report(
        .wrongType, at: range,
        Phrase("这个字段只有一个值", "this field has one value"),
        hint: names.first.map { Phrase("写成 `\($0.text)`", "write `\($0.text)`") })
      return nil
    }
    let indices = names.compactMap { choice(.name($0), in: list) }
    return indices.count == names.count ? .value(.choices(Set(indices))) : nil
  }

  private mutating func span(
    _ low: ExpressionSyntax, _ high: ExpressionSyntax, _ type: ValueType, _ unit: UnitOfMeasure?
  ) -> CaseFact.Value? {
    guard case .number(let first)? = literal(low, type: type, unit: unit),
      case .number(let second)? = literal(high, type: type, unit: unit)
    else { return nil }
    let interval = NumberInterval(
      lower: first.interval.lower, upper: second.interval.upper)
    return .value(.number(Quantity(interval: interval, unit: second.unit ?? first.unit)))
  }

  private mutating func single(
    _ expression: ExpressionSyntax, _ type: ValueType, _ unit: UnitOfMeasure?
  ) -> CaseFact.Value? {
    if case .name(let name) = expression, isNotApplicable(name) {
      record(name, as: Keyword.notApplicable.spelling, .word(Keyword.notApplicable.spelling))
      return notApplicable(type)
    }
    if case .name(let name) = expression, isUnavailable(name, type) {
      report(
        .wrongType, at: name.range,
        Phrase("`\(name.text)` 要写明原因", "`\(name.text)` needs a reason"),
        hint: Phrase("写成 `「无法提供：原因」`", "write `\"unavailable: why\"`"))
      return nil
    }
    if case .choices(let list) = type {
      return choice(expression, in: list).map { .value(.choices([$0])) }
    }
    return literal(expression, type: type, unit: unit).map(CaseFact.Value.value)
  }

  /// A choice that itself says "not applicable" is a value; elsewhere it is a state.
  private func notApplicable(_ type: ValueType) -> CaseFact.Value {
    guard case .choice(let list) = type,
      let index = rules.vocabulary.choiceLists[list].index(of: Keyword.notApplicable.chinese)
        ?? rules.vocabulary.choiceLists[list].index(of: Keyword.notApplicable.english[0])
    else { return .notApplicable }
    return .value(.choice(index))
  }

  private func isNotApplicable(_ name: NameSyntax) -> Bool {
    name.word == Keyword.notApplicable.chinese || name.word == Keyword.notApplicable.english[0]
  }

  /// Whether a name says that there is no value, and is none itself.
  private func isUnavailable(_ name: NameSyntax, _ type: ValueType) -> Bool {
    guard StatedAbsence.Kind.unavailable.names.contains(name.text) else { return false }
    guard let list = type.choiceList else { return true }
    return rules.vocabulary.choiceLists[list].index(of: name.word) == nil
  }

  // MARK: - Parameters and expectations

  private mutating func caseParameter(_ assignment: AssignmentSyntax) -> CaseParameter? {
    guard let (index, key) = caseParameter(assignment.target) else { return nil }
    return caseParameter(index, key: key, assignment.value, at: assignment.target.range)
  }

  mutating func caseParameter(
    _ index: Int, key: String?, _ written: CaseValueSyntax, at range: SourceRange
  ) -> CaseParameter? {
    let parameter = rules.parameters[index]
    return caseValue(written, type: parameter.type, unit: parameter.unit).map {
      CaseParameter(parameter: index, key: key, value: $0, range: range)
    }
  }

  /// The parameter that a path names, and its key.
  mutating func caseParameter(_ path: IndexedPathSyntax) -> (index: Int, key: String?)? {
    guard let component = path.components.first else { return nil }
    guard let index = names.parameters[component.name.word] else {
      let meant = nearest(to: component.name) { names.parameters.keys.map { $0.text } }
      reportUnknown(Phrase("参数", "parameter"), component.name, meant: meant)
      return nil
    }
    let parameter = rules.parameters[index]
    record(component.name, as: parameter.name, .parameter(index))
    let key = component.key ?? component.index.map { "\($0)" }
    return (index, key.map { placeKey($0, of: parameter, at: path.range) })
  }

  /// A key as its table has it: places under their full names.
  private mutating func placeKey(
    _ key: String, of parameter: Parameter, at range: SourceRange
  ) -> String {
    guard !parameter.keyLevels.isEmpty else { return key }
    let parts = parameter.keyTypes.count == 1 ? [key] : key.split(separator: "、").map { String($0) }
    var names: [String] = []
    for (position, part) in parts.enumerated() {
      names.append(parameter.keyLevels[position].map { placeName(part, $0, at: range) } ?? part)
    }
    return names.joined(separator: "、")
  }

  /// Reports a province, city or county that is none; whether they go together is seen when the
  /// case is run.
  private mutating func checkPlace(_ value: CaseFact.Value?, of field: Int, at range: SourceRange) {
    guard case .value(.text(let text))? = value, let level = placeLevel(of: field),
      let problem = rules.vocabulary.divisions?.name(text, level).problem
    else { return }
    guard case .unknown = problem.kind else { return }
    report(.place(problem, at: range, isHinted: wantsNearest(at: range)))
  }

  /// Whether a consequence is one of its rule; another one is reported with those that it has.
  private mutating func canFollow(
    _ consequence: Int, from rule: NameSyntax, at name: NameSyntax
  ) -> Bool {
    guard let own = consequencesOfRules[rule.word] else { return true }
    guard !own.contains(consequence) else { return true }
    let declared = own.map { rules.vocabulary.consequences[$0].name }
    report(
      .unknownName, at: name.range,
      Phrase(
        "规则 `\(rule.text)` 没有后果 `\(name.text)`",
        "the rule `\(rule.text)` has no consequence `\(name.text)`"),
      hint: Phrase(
        "它的后果是 \(declared.map { "`\($0.chinese)`" }.joined(separator: "、"))",
        "what follows from it is \(declared.map { "`\($0.english)`" }.joined(separator: ", "))"))
    return false
  }

  mutating func expectation(
    _ syntax: ExpectationSyntax, namesRule: Bool = true
  ) -> CaseExpectation? {
    if namesRule, let rule = syntax.rule { relatedNames.append(rule) }
    return outcome(of: syntax).map { CaseExpectation(outcome: $0, range: syntax.range) }
  }

  private mutating func outcome(of syntax: ExpectationSyntax) -> CaseExpectation.Outcome? {
    switch (syntax.subject, syntax.outcome) {
    case (.decision, .word(let name, _)): return decision(name).map { .decision($0) }
    case (.crossCheck(let text), .word(let name, _)):
      guard let check = knownCheck(text), let verdict = verdict(name) else { return nil }
      return .crossCheck(check.chinese, verdict)
    case (.rule(let rule), .word(let name, let following)):
      guard let verdict = verdict(name) else { return nil }
      var consequence: Int?
      if let following {
        guard let index = self.consequence(following) else { return nil }
        guard canFollow(index, from: rule, at: following) else { return nil }
        consequence = index
      }
      return .verdict(rule: rule.text, verdict, consequence: consequence)
    case (.rule(let rule), .points(let points)):
      return self.points(points).map { .points(rule: rule.text, $0) }
    case (.crossCheck, .points), (.decision, .points): return nil
    }
  }

  private mutating func decision(_ name: NameSyntax) -> Decision? {
    guard let decision = Decision(named: name.text) else {
      reportUnknown(Phrase("决定", "decision"), name, amongAll: Decision.allCases.map { $0.name })
      return nil
    }
    record(name, as: decision.name, .word(decision.name))
    return decision
  }

  private mutating func verdict(_ name: NameSyntax) -> Verdict? {
    guard let verdict = Verdict(named: name.text) else {
      reportUnknown(Phrase("结论", "verdict"), name, amongAll: Verdict.allCases.map { $0.name })
      return nil
    }
    record(name, as: verdict.name, .word(verdict.name))
    return verdict
  }

  /// The cross-check of a text, in either language.
  mutating func knownCheck(_ text: TextSyntax) -> Phrase? {
    let all = rules.crossChecks.map { $0.text }
    if let check = all.first(where: { $0.chinese == text.text || $0.english == text.text }) {
      return check
    }
    reportUnknown(
      Phrase("核对", "cross-check"), NameSyntax(word: Word(text.text), range: text.range),
      amongAll: all)
    return nil
  }

  private mutating func points(_ syntax: PointsSyntax) -> RulePoints? {
    guard let dimension = names.dimensions[syntax.dimension.word] else {
      reportUnknown(
        Phrase("计分维度", "score dimension"), syntax.dimension,
        amongAll: rules.vocabulary.dimensions.map { $0.name })
      return nil
    }
    let name = rules.vocabulary.dimensions[dimension].name
    record(syntax.dimension, as: name, .dimension(dimension))
    guard let low = number(syntax.low.text, at: syntax.low.range),
      let weight = number(syntax.weight.text, at: syntax.weight.range)
    else { return nil }
    let high = syntax.high.flatMap { number($0.text, at: $0.range) }
    return RulePoints(dimension: dimension, low: low, high: high ?? low, weight: weight)
  }
}

extension CaseValueSyntax {
  /// Whether it says, as a dossier does, that there is no value and why: `「无法提供：原因」`, `「不适用：原因」`.
  fileprivate var absence: StatedAbsence.Kind? {
    guard case .expression(.text(let text)) = self else { return nil }
    return StatedAbsence(text.text)?.kind
  }
}

extension OperandSyntax {
  var assignments: [AssignmentSyntax]? {
    if case .assignments(let assignments) = self { assignments } else { nil }
  }
  var columns: [CaseColumnSyntax]? {
    if case .columns(let columns) = self { columns } else { nil }
  }
  var cells: [CaseCellSyntax]? {
    if case .cells(let cells) = self { cells } else { nil }
  }
  var expectations: [ExpectationSyntax]? {
    if case .expectations(let expectations) = self { expectations } else { nil }
  }
}

extension Diagnostic.Code {
  static let missingExpectation = Self(
    name: "missing-expectation",
    explanation: Phrase(
      """
      案例没有写 `得`，运行了也不检验什么。只供别的案例 `基于` 的，写 `# 允许 missing-expectation 理由`。

          案例 恰为 1.2 时符合
            设 数据中心.PUE = 1.2
            得 X-1 符合
      """,
      """
      The case has no `expect`: running it tests nothing. One that only serves as the base of others is
      marked `# 允许 missing-expectation REASON`.

          case exactly 1.2 is met
            given dataCentre.pue = 1.2
            expect X-1 met
      """))
}
