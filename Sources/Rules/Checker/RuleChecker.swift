// Rulesets, documents and rules.

extension Checker {
  mutating func checkRuleset(_ declaration: DeclarationSyntax) {
    guard declaration.operands.count == 3, let chinese = declaration.operands[0].name,
      let title = declaration.operands[2].text
    else { return }
    let english = declaration.operands[1].part?.first?.name ?? chinese
    guard isNew(chinese, english, Phrase("规则集", "ruleset"), in: names.rulesets) else { return }
    let jurisdiction = declaration.clause(.jurisdiction)?.operands.first?.names
    if jurisdiction == nil, !rules.vocabulary.jurisdictionFields.isEmpty {
      report(
        .missingRuleset, at: chinese.range,
        Phrase(
          "规则集 `\(chinese.text)` 没有写 `辖区`",
          "the ruleset `\(english.text)` has no `jurisdiction`"),
        hint: Phrase(
          "写 `辖区 省、市`；确为全国适用的写 `辖区 全国`",
          "write `jurisdiction` with the province and the city, or `jurisdiction nationwide`"))
    }
    let regions = regions(jurisdiction ?? [])
    reportUnmatchedRegions(regions, jurisdiction ?? [])
    let aliases = declaration.clause(.alias)?.operands.first?.names ?? []
    let ruleset = Ruleset(
      name: Phrase(chinese.text, english.text), title: title.text, parent: nil,
      regions: regions, aliases: aliases.map { $0.text },
      validity: validity(of: declaration), folder: folder(of: declaration.range),
      range: declaration.range)
    let overlapping = (names.rulesetsOfRegions[regions] ?? []).first {
      rules.rulesets[$0].validity.overlaps(ruleset.validity)
    }
    if let other = overlapping.map({ rules.rulesets[$0] }) {
      report(
        .duplicateJurisdiction, at: jurisdiction?.last?.range ?? chinese.range,
        Phrase(
          "规则集 `\(other.name.chinese)` 已覆盖同一辖区",
          "the ruleset `\(other.name.english)` already holds for this jurisdiction"),
        related: [.init(other.range, Phrase("另一个规则集", "the other ruleset"))])
    }
    if let other = names.rulesetOfFolder[ruleset.folder].map({ rules.rulesets[$0] }) {
      report(
        .duplicateJurisdiction, at: chinese.range,
        Phrase("一个文件夹只能有一个规则集", "a folder has one ruleset"),
        related: [.init(other.range, Phrase("另一个规则集", "the other ruleset"))])
    }
    let index = add(ruleset)
    for word in [chinese.word, english.word] { names.rulesets[word] = index }
    if let parent = declaration.clause(.parent)?.operands.first?.name {
      rulesetParents.append((index, parent))
    }
  }

  private mutating func add(_ ruleset: Ruleset) -> Int {
    let index = rules.rulesets.count
    rules.rulesets.append(ruleset)
    names.rulesetsOfRegions[ruleset.regions, default: []].append(index)
    // Where a folder has several, which is an error, the first holds.
    if names.rulesetOfFolder[ruleset.folder] == nil {
      names.rulesetOfFolder[ruleset.folder] = index
    }
    return index
  }

  mutating func resolveRulesetParents() {
    for (child, name) in rulesetParents {
      guard let parent = names.rulesets[name.word] else {
        let all = ListedWords(
          rules.rulesets.indices.filter { $0 != child }.map { rules.rulesets[$0].name })
        report(
          .unknownName, at: name.range,
          Phrase("没有名为 `\(name.text)` 的规则集", "no ruleset is called `\(name.text)`"),
          hint: all.chinese.isEmpty
            ? Phrase("上级规则集要一起读入", "read the parent ruleset along with this one")
            : Phrase(
              "读入的规则集有：\(all.chinese)；上级要一起读入",
              "the rulesets read are: \(all.english); read the parent along with this one"))
        continue
      }
      record(name, as: rules.rulesets[parent].name)
      rules.rulesets[child].parent = parent
    }
    for (child, name) in rulesetParents {
      guard let first = circle(of: child).min() else {
        reportRegionOutside(child, name)
        continue
      }
      guard first == child else { continue }
      report(
        .circularRulesets, at: name.range,
        Phrase("规则集互为上级", "the rulesets stand under one another in a circle"),
        hint: Phrase("改正其中一个 `上级`", "correct one `parent`"))
    }
  }

  /// The rulesets from one up to itself; none where its parents do not lead back to it.
  private func circle(of child: Int) -> [Int] {
    var members: [Int] = []
    var ruleset: Int? = child
    for _ in rules.rulesets {
      guard let current = ruleset else { return [] }
      members.append(current)
      ruleset = rules.rulesets[current].parent
      if ruleset == child { return members }
    }
    return []
  }

  mutating func validity(of declaration: DeclarationSyntax) -> Validity {
    let since = declaration.clause(.since)?.operands.first?.date
    let until = declaration.clause(.until)?.operands.first?.date
    let validity = Validity(
      since: since.flatMap { date($0) }, until: until.flatMap { date($0) })
    if let start = validity.since, let end = validity.until, end < start, let until {
      report(
        .invalidDate, at: until.range,
        Phrase("`至`早于`自`", "the period ends before it begins"))
    }
    return validity
  }

  mutating func checkDocument(_ declaration: DeclarationSyntax) {
    guard declaration.operands.count == 2, let number = declaration.operands[0].name,
      let title = declaration.operands[1].text
    else { return }
    if let first = names.places[number.word], names.documents[number.word] != nil {
      reportDuplicate(Phrase("文件", "document"), number, first: first)
      return
    }
    rules.documents.append(
      PolicyDocument(
        number: number.text, title: title.text,
        issuer: declaration.clause(.issuer)?.operands.first?.name?.text,
        textName: declaration.clause(.policyText)?.operands.first?.name?.text,
        replaces: declaration.clauses(.replaces).flatMap { $0.operands.first?.names ?? [] }
          .map { $0.text }, validity: validity(of: declaration), remark: declaration.text(.remark),
        ruleset: ruleset(of: declaration.range), range: declaration.range))
    names.documents[number.word] = rules.documents.count - 1
    names.places[number.word] = number.range
  }

  /// Reports documents that are said to be replaced and that nobody declares.
  mutating func checkReplacedDocuments(_ declarations: [DeclarationSyntax]) {
    for name in declarations.flatMap({ $0.clauses(.replaces) })
      .flatMap({ $0.operands.first?.names ?? [] }) where names.documents[name.word] == nil
    {
      reportUnknown(
        Phrase("文件", "document"), name, among: names.documents.keys.map { $0.text })
    }
  }

  /// The ruleset of the folder a text stands in, or of the nearest folder above it.
  mutating func ruleset(of range: SourceRange) -> Int? {
    if let known = rulesetOfSource[range.source] { return known }
    let found = findRuleset(of: range)
    rulesetOfSource[range.source] = .some(found)
    return found
  }

  private func findRuleset(of range: SourceRange) -> Int? {
    var folder = folder(of: range)
    while true {
      if let index = names.rulesetOfFolder[folder] { return index }
      if folder.isEmpty { return nil }
      folder = Self.folder(of: folder)
    }
  }

  /// The ruleset of a rule; a text without one makes its own, which holds everywhere. Where
  /// projects have a place that is an error: rules would govern the nation unseen.
  private mutating func rulesetOrOwn(of range: SourceRange) -> Int {
    if let ruleset = ruleset(of: range) { return ruleset }
    if !rules.vocabulary.jurisdictionFields.isEmpty { reportMissingRuleset(at: range) }
    let path = sources[Int(range.source)].path
    let file = String(path.split(separator: "/").last ?? "rules")
    let name = String(file.split(separator: ".").first ?? "rules")
    let index = add(
      Ruleset(
        name: Phrase(name, name), title: name, parent: nil, regions: [], aliases: [],
        validity: .always, folder: folder(of: range), range: range))
    rulesetOfSource[range.source] = index
    return index
  }

  private mutating func reportMissingRuleset(at range: SourceRange) {
    let folder = folder(of: range)
    guard foldersWithoutRuleset.insert(folder).inserted else { return }
    let shown = folder.isEmpty ? "." : folder
    report(
      .missingRuleset, at: range,
      Phrase(
        "文件夹 `\(shown)` 的规则没有规则集", "the rules of the folder `\(shown)` belong to no ruleset"),
      hint: Phrase(
        "写 `规则集 … 上级 … 辖区 …`；确为全国适用的写 `辖区 全国`",
        "declare `ruleset … parent … jurisdiction …`; for the whole nation `jurisdiction nationwide`"
      ))
  }

  mutating func collectRuleIDs(_ declarations: [DeclarationSyntax]) {
    // Of rules with one id each says when it is in force.
    var versions: [Word: [Bool]] = [:]
    for declaration in declarations {
      guard let name = declaration.operands.first?.name else { continue }
      let hasPeriod = declaration.clause(.since) != nil || declaration.clause(.until) != nil
      versions[name.word, default: []].append(hasPeriod)
    }
    for declaration in declarations {
      guard let name = declaration.operands.first?.name else { continue }
      if let first = names.rules[name.word], !(versions[name.word]?.allSatisfy { $0 } ?? false) {
        reportDuplicate(Phrase("规则编号", "rule id"), name, first: first)
        continue
      }
      names.checkedRules.insert(name.range)
      if names.rules[name.word] == nil { names.rules[name.word] = name.range }
      if lints { lintSpaces(in: name, before: declaration.operands.last?.text) }
    }
  }

  /// Warns of `规则 SD 3 01 试`, whose id would be `SD`.
  private mutating func lintSpaces(in id: NameSyntax, before title: TextSyntax?) {
    guard let title, let digit = title.text.utf8.first, digit >= 0x30, digit <= 0x39,
      !id.text.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 })
    else { return }
    let first = title.text.split(separator: " ").prefix { $0.utf8.allSatisfy { $0 < 0x3A } }
    let whole = ([id.text] + first.map { String($0) }).joined(separator: "-")
    report(
      .spacedRuleID, at: id.range.through(title.range),
      Phrase(
        "编号到空格为止，这条规则的编号是 `\(id.text)`",
        "an id ends at the first blank: this rule is called `\(id.text)`"),
      hint: Phrase("是否想写 `规则 \(whole) …`？", "did you mean `rule \(whole) …`?"), severity: .warning)
  }

  mutating func checkRule(_ written: DeclarationSyntax) {
    guard written.operands.count == 2, let id = written.operands[0].name,
      let title = written.operands[1].text, names.checkedRules.contains(id.range),
      let declaration = complete(written)
    else { return }
    let citations = checkCitations(declaration, id: id)
    var scope = Scope()
    let loop = declaration.clause(.each).flatMap { checkLoop($0, &scope) }
    // Without its list nothing can be said of a rule's conditions.
    guard loop != nil || declaration.clause(.each) == nil else { return }
    let when = declaration.clause(.when)?.operands.first?.expression
    let checkedWhen = when.flatMap { checkCondition($0, &scope) }
    let exclusions = declaration.clauses(.exclude).compactMap { named($0, &scope, citations) }
    let exceptions = declaration.clauses(.except).compactMap { named($0, &scope, citations) }
    let requirement = checkRequirement(declaration, id: id, &scope)
    let furtherDemands = declaration.clauses(.mustAlso).compactMap { furtherDemand($0, &scope) }
    let consequences = checkConsequences(declaration, id: id, &scope)
    let score = declaration.clause(.score).flatMap { checkScore($0, requirement, &scope) }
    let cautions = declaration.clauses(.caution).compactMap { checkCaution($0, &scope) }
    checkRelated(declaration)
    let cures = declaration.clause(.curedBy).map { checkCures($0, scope) } ?? []
    let dueDate = declaration.clause(.due)?.operands.first?.date
    let due = dueDate.flatMap { date($0) }
    let dueCondition = declaration.clause(.due)?.operands.last?.part?.first?.expression
    let dueApplies = dueCondition.flatMap { checkCondition($0, &scope) }
    if let dueDate, dueCondition == nil, rules.dueApplies == nil {
      report(
        .unknownName, at: dueDate.range,
        Phrase("词汇没有声明期限对哪些项目适用", "the vocabulary does not say whom a due date gives time"),
        hint: Phrase(
          "在词汇里写 `期限适用 条件`，或在日期后写 `适用于 条件`",
          "write `due-applies CONDITION` in the vocabulary, or `applies-to CONDITION` behind the date"
        ))
    }
    let isInPrinciple = checkInPrinciple(declaration)
    let own = validity(of: declaration)
    guard let requirement, let first = citations.first,
      checkedWhen != nil || when == nil
    else { return }
    // What a rule does not say of its period, the document says.
    let document = rules.documents[first.document].validity
    let validity = Validity(
      since: own.since ?? document.since, until: own.until ?? document.until)
    rules.rules.append(
      CheckedRule(
        id: id.text, title: title.text, englishTitle: declaration.text(.englishTitle),
        follows: declaration.clause(.follows)?.operands.first?.name?.text,
        ruleset: rulesetOrOwn(of: id.range),
        citations: citations, validity: validity, loop: loop, when: checkedWhen,
        exclusions: exclusions, requirement: requirement, furtherDemands: furtherDemands,
        exceptions: exceptions,
        isInPrinciple: isInPrinciple, due: due, dueApplies: dueApplies,
        consequences: consequences, score: score,
        cautions: cautions, remedy: declaration.text(.remedy), cures: cures,
        related: declaration.clauses(.relates).flatMap { $0.operands.first?.names ?? [] }
          .map { $0.text },
        remarks: declaration.clauses(.remark).compactMap { $0.operands.first?.text?.text },
        range: declaration.range))
    if lints, let rule = rules.rules.last { lint(rule, declaration) }
  }

  /// Looks for what is allowed but suspicious in a rule.
  private mutating func lint(_ rule: CheckedRule, _ declaration: DeclarationSyntax) {
    lintBoundaries(of: rule)
    lintNumbers(of: rule, declaration)
    lintPlainTruth(of: rule)
    for clause in declaration.clauses(.except) { lintCitation(of: clause) }
  }

  /// Warns of an exception that neither cites a clause nor is marked as inferred.
  private mutating func lintCitation(of exception: ClauseSyntax) {
    guard exception.operands.count == 4, let name = exception.operands[0].name,
      exception.operands[1].part == nil, exception.operands[3].part == nil
    else { return }
    report(
      .uncitedException, at: name.range,
      Phrase("例外 `\(name.text)` 没有依据", "the exception `\(name.text)` cites nothing"),
      hint: Phrase(
        "在后面写 `依据 条款「原文短引」`；条文没有明说的写 `除外 \(name.text)（推定）：…`",
        "add `cites SECTION「the operative words」`, or `except \(name.text) (inferred): …` where the "
          + "clause does not say it"), severity: .warning)
  }

  // MARK: - Clauses

  private mutating func checkCitations(
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

  private mutating func checkLoop(_ clause: ClauseSyntax, _ scope: inout Scope) -> Loop? {
    guard clause.operands.count == 3, let variable = clause.operands[0].name,
      let listName = clause.operands[1].name, let (list, _) = resolveList(listName, scope)
    else { return nil }
    let index = scope.push(name: variable.word, list: list)
    let filter = clause.operands[2].part?.first?.expression
    return Loop(
      variable: index, variableName: variable.text, list: list,
      filter: filter.flatMap { checkCondition($0, &scope) })
  }

  private mutating func named(
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

  private mutating func checkRequirement(
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

  private mutating func checkConsequences(
    _ declaration: DeclarationSyntax, id: NameSyntax, _ scope: inout Scope
  ) -> [CheckedConsequence] {
    let clauses = declaration.clauses.filter { [.otherwise, .then].contains($0.keyword) }
    if clauses.isEmpty {
      report(
        .missingConsequence, at: id.range,
        Phrase("规则 `\(id.text)` 没有写后果", "the rule `\(id.text)` has no consequence"),
        hint: Phrase("补上 `否则 不予审批` 之类", "add something like `else refuse`"))
    }
    if let last = clauses.last, last.keyword == .otherwise, last.operands.last?.part != nil {
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

  private mutating func besides(_ clause: ClauseSyntax) -> [ConsequenceBeside] {
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
    record(name, as: rules.vocabulary.consequences[consequence].name)
    return consequence
  }

  private mutating func reportUnknownConsequence(_ name: NameSyntax) {
    let meant = nearest(to: name) { names.consequences.keys.map { $0.text } }
    let all = ListedWords(rules.vocabulary.consequences.map { $0.name }, first: meant)
    guard Decision(named: name.text) == nil else {
      report(
        .unknownName, at: name.range,
        Phrase(
          "`\(name.text)` 是对项目的决定，不是一条规则的后果",
          "`\(name.text)` is a decision on the project, and no consequence of a rule"),
        hint: Phrase("后果：\(all.chinese)", "consequences: \(all.english)"))
      return
    }
    reportUnknown(
      Phrase("后果", "consequence"), name, meant: meant,
      hint: Phrase("后果：\(all.chinese)", "consequences: \(all.english)"))
  }

  /// Reports two rules of one id that are in force on one day.
  mutating func reportOverlappingVersions() {
    for versions in rules.versions.values {
      let periods = versions.map { rules.rules[$0].validity }
      let overlapping = Validity.overlapping(periods).map { rules.rules[versions[$0]] }
      guard overlapping.count > 1 else { continue }
      report(
        .duplicateName, at: overlapping[1].range,
        Phrase(
          "规则 `\(overlapping[1].id)` 的两个版本同时有效",
          "two versions of the rule `\(overlapping[1].id)` are in force on one day"),
        related: [.init(overlapping[0].range, Phrase("另一个版本", "the other version"))],
        hint: Phrase("用 `自`、`至` 把施行时间分开", "separate their periods with `from` and `until`"))
    }
  }

  private mutating func checkScore(
    _ clause: ClauseSyntax, _ requirement: Requirement?, _ scope: inout Scope
  ) -> CheckedScore? {
    guard clause.operands.count == 3, let name = clause.operands[0].name else { return nil }
    guard let dimension = names.dimensions[name.word] else {
      reportUnknown(
        Phrase("计分维度", "score dimension"), name,
        amongAll: rules.vocabulary.dimensions.map { $0.name })
      return nil
    }
    record(name, as: rules.vocabulary.dimensions[dimension].name)
    guard case .number(let digits, nil, let range)? = clause.operands[1].expression,
      let weight = number(digits, at: range)
    else {
      report(
        .wrongType, at: clause.range,
        Phrase("权重应是一个数", "the weight is a number"))
      return nil
    }
    guard let tail = clause.operands[2].part, tail.count == 2 else {
      return CheckedScore(dimension: dimension, weight: weight, grading: nil)
    }
    guard let grading = checkGrading(tail, requirement, of: clause, &scope) else { return nil }
    return CheckedScore(dimension: dimension, weight: weight, grading: grading)
  }

  private mutating func checkCaution(_ clause: ClauseSyntax, _ scope: inout Scope) -> Caution? {
    guard clause.operands.count == 2, let text = clause.operands[0].text else { return nil }
    let syntax = clause.operands[1].part?.first?.expression
    let condition = syntax.flatMap { checkCondition($0, &scope) }
    return syntax != nil && condition == nil ? nil : Caution(text: text.text, condition: condition)
  }

  private mutating func furtherDemand(
    _ clause: ClauseSyntax, _ scope: inout Scope
  ) -> FurtherDemand? {
    guard clause.operands.count == 2,
      let demand = clause.operands[0].expression.flatMap({ checkCondition($0, &scope) }),
      let ground = clause.operands[1].expression.flatMap({ checkCondition($0, &scope) })
    else { return nil }
    return FurtherDemand(demand: demand, ground: ground)
  }

  /// The fields by whose change a rule is cured although its demand is not met.
  private mutating func checkCures(_ clause: ClauseSyntax, _ scope: Scope) -> [Int] {
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

  private mutating func checkInPrinciple(_ declaration: DeclarationSyntax) -> Bool {
    guard let clause = declaration.clause(.inPrinciple) else { return false }
    if rules.justification == nil {
      report(
        .unknownName, at: clause.keywordRange,
        Phrase("词汇没有声明书面说明的字段", "the vocabulary declares no written justification"),
        hint: Phrase("在词汇里写 `书面说明 条件`", "write `justification CONDITION` in the vocabulary"))
    }
    return true
  }

  private mutating func checkRelated(_ declaration: DeclarationSyntax) {
    for name in declaration.clauses(.relates).flatMap({ $0.operands.first?.names ?? [] }) {
      relatedNames.append(name)
    }
  }
}

extension Diagnostic.Code {
  static let missingCitation = Self(
    name: "missing-citation",
    explanation: Phrase(
      "每条规则都要写明文件、条款和起作用的原文短引。\n\n    依据 宁政发〔2022〕30号 三（一）「不高于1.2」",
      "Every rule names its document, its section and the operative words.\n\n"
        + "    cites 宁政发〔2022〕30号 三（一）「不高于1.2」"))

  static let uncitedException = Self(
    name: "uncited-exception",
    explanation: Phrase(
      """
      例外让不符合的项目通过，所以与规则一样要有依据；条文没有明说的，名称后面写（推定），报告里也会写明。

          除外 应急备用：锅炉.应急备用 依据 三（八）「应急备用、调峰锅炉除外」
          除外 期限未到（推定）：审查日 不晚于 2025-12-31
      """,
      """
      An exception lets projects pass that do not meet the rule, so it cites its clause as a rule does.
      Where the clause does not say it, it is marked (inferred), in reports too.

          except standby: boiler.standby cites 三（八）「应急备用、调峰锅炉除外」
          except notYetDue (inferred): review-date not after 2025-12-31
      """))

  static let spacedRuleID = Self(
    name: "spaced-rule-id",
    explanation: Phrase(
      "规则编号里不能有空格，空格后面是标题。`规则 SD 3 01 试` 的编号是 SD，标题是“3 01 试”；写 `规则 SD-3-01 试`。",
      "A rule id has no blank: what stands behind it is the title. `rule SD 3 01 trial` has the id SD; "
        + "write `rule SD-3-01 trial`."))

  static let missingRequirement = Self(
    name: "missing-requirement",
    explanation: Phrase(
      "规则说：适用时，要求成立。要求写作 应、不得 或 禁止；只作归类、核算、提示的写 则。",
      "A rule says: if it applies, its requirement holds. The requirement is `must`, `must not` or "
        + "`forbidden`; a rule that only routes or notes has `then`."))

  static let missingConsequence = Self(
    name: "missing-consequence",
    explanation: Phrase(
      "不符合时怎么办必须写明；条文没有明说的后果加 `（推定）`。",
      "What follows when a rule is not met must be said; a consequence that the clause does not "
        + "name is marked `(inferred)`."))

  static let missingRuleset = Self(
    name: "missing-ruleset",
    explanation: Phrase(
      "词汇声明了辖区字段，每条规则就要属于一个写明 `辖区` 的规则集；否则一个文件夹的规则会在无人知晓时管到全国。全国适用的写 `辖区 全国`。",
      "Where the vocabulary has place fields, every rule belongs to a ruleset with a "
        + "`jurisdiction`; otherwise the rules of a folder would govern the nation unseen. Rules "
        + "for the whole nation have `jurisdiction nationwide`."))

  static let circularRulesets = Self(
    name: "circular-rulesets",
    explanation: Phrase(
      "市的规则集立于省之下，省立于国家之下；沿 `上级` 往上走不能回到自己。",
      "A city's ruleset stands under its province's, a province's under the nation's; the parents "
        + "of a ruleset never lead back to it."))

  static let duplicateJurisdiction = Self(
    name: "duplicate-jurisdiction",
    explanation: Phrase(
      "一个辖区同一时间只有一个规则集；一个文件夹只有一个规则集。",
      "A jurisdiction has one ruleset at a time, and a folder has one ruleset."))
}
