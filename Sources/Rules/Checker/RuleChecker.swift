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
        related: [.init(other.range, Phrase("另一个规则集", "the other ruleset"))],
        hint: Phrase("把规则并入那个规则集，或改写辖区", "move the rules into that ruleset, or name another region")
      )
    }
    if let other = names.rulesetOfFolder[ruleset.folder].map({ rules.rulesets[$0] }) {
      report(
        .duplicateJurisdiction, at: chinese.range,
        Phrase("一个文件夹只能有一个规则集", "a folder has one ruleset"),
        related: [.init(other.range, Phrase("另一个规则集", "the other ruleset"))],
        hint: Phrase("放进另一个文件夹", "put it into another folder"))
    }
    let index = add(ruleset)
    for word in [chinese.word, english.word] { names.rulesets[word] = index }
    if let parent = declaration.clause(.parent)?.operands.first?.name {
      rulesetParents.append((index, parent))
    }
  }

  mutating func add(_ ruleset: Ruleset) -> Int {
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
      record(name, as: rules.rulesets[parent].name, .ruleset(parent))
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
  func circle(of child: Int) -> [Int] {
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
        Phrase("`至`早于`自`", "the period ends before it begins"),
        hint: Phrase(
          "核对两个日期：`自` 是第一天，`至` 是最后一天", "`from` is its first day, `until` its last"))
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
          .map { $0.text }, validity: validity(of: declaration), remark: remark(of: declaration),
        ruleset: ruleset(of: declaration.range), range: declaration.range))
    names.documents[number.word] = rules.documents.count - 1
    names.places[number.word] = number.range
  }

  /// All remarks of a declaration, one behind the other; nil: it has none.
  private func remark(of declaration: DeclarationSyntax) -> String? {
    let remarks = declaration.clauses(.remark).compactMap { $0.operands.first?.text?.text }
    return remarks.isEmpty ? nil : remarks.joined(separator: " ")
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

  func findRuleset(of range: SourceRange) -> Int? {
    var folder = folder(of: range)
    while true {
      if let index = names.rulesetOfFolder[folder] { return index }
      if folder.isEmpty { return nil }
      folder = Self.folder(of: folder)
    }
  }

  /// The ruleset of a rule; a text without one makes its own, which holds everywhere. Where
  /// projects have a place that is an error: rules would govern the nation unseen.
  mutating func rulesetOrOwn(of range: SourceRange) -> Int {
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

  mutating func reportMissingRuleset(at range: SourceRange) {
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
  mutating func lintSpaces(in id: NameSyntax, before title: TextSyntax?) {
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
    let clock = checkClock(of: declaration)
    let when = [clock?.condition, declaration.clause(.when)?.operands.first?.expression]
      .compactMap { $0 }.joined(by: .and)
    let checkedWhen = when.flatMap { checkCondition($0, &scope) }
    let exclusions = declaration.clauses(.exclude).compactMap { named($0, &scope, citations) }
    let exceptions = declaration.clauses(.except).compactMap { named($0, &scope, citations) }
    let requirement = checkRequirement(declaration, id: id, &scope)
    let furtherDemands = declaration.clauses(.mustAlso).compactMap { furtherDemand($0, &scope) }
    let consequences = checkConsequences(declaration, id: id, &scope)
    let score = declaration.clause(.score).flatMap { checkScore($0, requirement, &scope) }
    let cautions = declaration.clauses(.caution).compactMap { checkCaution($0, &scope) }
    checkRelated(declaration)
    reportIdleClauses(ofRule: declaration)
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
    if clock == nil, let due, let since = own.since, due < since, let dueDate {
      reportPastDue(dueDate, before: since, declaration)
    }
    guard let requirement, let first = citations.first,
      checkedWhen != nil || when == nil
    else { return }
    // What a rule does not say of its period, the document says.
    let document = rules.documents[first.document].validity
    let validity =
      clock == nil
      ? Validity(since: own.since ?? document.since, until: own.until ?? document.until) : own
    rules.rules.append(
      CheckedRule(
        id: id.text, title: title.text, englishTitle: declaration.text(.englishTitle),
        follows: declaration.clause(.follows)?.operands.first?.name?.text,
        ruleset: rulesetOrOwn(of: id.range),
        citations: citations, validity: validity, datedBy: clock?.field, loop: loop,
        when: checkedWhen,
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
  mutating func lint(_ rule: CheckedRule, _ declaration: DeclarationSyntax) {
    lintBoundaries(of: rule)
    lintNumbers(of: rule, declaration)
    lintPlainTruth(of: rule)
    for clause in declaration.clauses(.except) { lintCitation(of: clause) }
  }

  /// Warns of an exception that neither cites a clause nor is marked as inferred.
  mutating func lintCitation(of exception: ClauseSyntax) {
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
