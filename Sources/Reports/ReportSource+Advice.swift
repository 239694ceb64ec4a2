import Rules

extension ReportSource {
  private func ids(_ findings: [Finding]) -> [String] {
    findings.map { program.rules.rules[$0.rule].id }
  }

  // MARK: - Repairs

  /// What the applicant can do, and that for which no change of given facts was found.
  var repairs: Section? {
    let result = advice.repairs
    let blocks =
      sets(result.repairs) + separate(advice.remedies)
      + named(
        say(
          "只改卷宗中已给出的可改事实，没有找到整改办法（缺少的事实先补充；办法见各条整改要求）",
          "No cure was found among the given facts that can be changed (what is missing comes first; each rule says what would cure it)"
        ), result.incurable)
      + named(
        say("单独可改、但未找到同时可行的改法", "Curable one by one, but no changes were found for all together"),
        result.conflicting)
    guard !blocks.isEmpty else { return nil }
    return Section("repairs", say("怎样整改", "What would help"), blocks)
  }

  /// Sets of changes, each of which makes the project pass.
  private func sets(_ repairs: [Repair]) -> [Block] {
    guard !repairs.isEmpty else { return [] }
    let items = repairs.map { repair in
      Item(
        heading(repair), below: [.list(repair.changes.map { Item(line($0)) }, isNumbered: false)])
    }
    return [
      .heading(
        Line(
          say(
            "可以这样改（每一组都已代入卷宗重新完整审查，组内缺一不可）",
            "What would make it pass (each set was reviewed again in full; none of its changes can be left out)"
          ))), .list(items, isNumbered: true),
    ]
  }

  /// Where something cannot be cured, what cures the other causes.
  private func separate(_ remedies: [Remedy]) -> [Block] {
    guard !remedies.isEmpty else { return [] }
    let items = remedies.map { remedy in
      let rules = remedy.rules.map { program.rules.rules[$0].id }
      let kind = name(of: remedy.kind)
      return Item(
        Line(rules: rules, between: comma) + Line(words.colon)
          + remedy.changes.map { line($0) }.joined(by: semicolon)
          + Line(say("（\(kind)）", " (\(kind))")))
    }
    return [
      .heading(
        Line(say("其余各项可分别这样整改（决定仍受没有办法的各项限制）", "What would cure the other causes one by one"))),
      .list(items, isNumbered: false),
    ]
  }

  private func named(_ title: String, _ findings: [Finding]) -> [Block] {
    guard !findings.isEmpty else { return [] }
    return [.heading(Line(title)), .series(findings.map { Line(names.rule(of: $0)) })]
  }

  private func heading(_ repair: Repair) -> Line {
    let count = repair.changes.count
    let changes = say(
      "改 \(count) 项（\(name(of: repair.kind))）→ ",
      "\(count) \(count == 1 ? "change" : "changes") (\(name(of: repair.kind))) → ")
    let open =
      repair.decision == .supplement
      ? say("（仍须补充缺少的事实）", " (missing facts are still to be supplied)") : ""
    return [
      Run(changes), Run(repair.decision.sign, .sign),
      Run(repair.decision.name.spaced(language), .strong), Run(open),
    ]
  }

  private func name(of kind: RepairKind) -> String {
    switch kind {
    case .design: say("改设计", "design")
    case .procedure: say("办手续", "procedure")
    }
  }

  private func line(_ change: FactChange) -> Line {
    // Repairs change what is given; a fact that is not is that of an element they add.
    let note =
      change.from == nil
      ? say("（再落实一项来源）", " (one more source)")
      : change.isTotal(in: program) ? say("（各项来源合计）", " (the sum of its sources)") : ""
    let from = change.fromText(in: program, language) ?? say("未提供", "not given")
    return fact(change.label(in: program), change.path(in: program))
      + [
        Run(from, .removed), Run(" → "), Run(change.toText(in: program, language), .added),
        Run(note),
      ]
  }

  /// `产能（products[0].capacity）：`; a paper leaves the path out, with its brackets.
  private func fact(_ label: String, _ path: String) -> Line {
    [
      Run(say(label, path.plainName(.english)), .name), Run(say("（\(path)）", " (\(path))"), .path),
      Run(words.colon),
    ]
  }

  var redeterminations: Section? {
    list(
      "redeterminations",
      say("只能由主管部门重新认定（不是整改办法）", "What only the authority can find anew (no way to pass)"),
      advice.redeterminations.map { item in
        names.fact(item.fact) + Line(words.colon)
          + Line(rules: ids(item.findings.map { review.findings[$0] }), between: comma)
      })
  }

  // MARK: - Missing facts

  var askText: AskText { AskText(program: program, language: language) }

  var whyText: WhyText { WhyText(program: program, language: language) }

  /// The facts that bear on the decision, the next question first.
  var missing: Section? {
    guard !advice.asks.isEmpty else { return nil }
    return Section(
      "missing", say("需要补充的事实", "Facts to supply"), count: advice.asks.count,
      [.list(advice.asks.map { item($0) }, isNumbered: true)])
  }

  /// What open rules ask for besides.
  var notGiven: Section? {
    let facts = advice.missing.filter { !$0.isDecisive }
    guard !facts.isEmpty else { return nil }
    return Section(
      "not-given",
      say("未提供、不影响决定的事实", "Facts not given that do not bear on the decision"),
      count: facts.count, [.series(facts.map { short($0) })])
  }

  /// What to bring, why, the rules that ask for it, and what its values would lead to.
  private func item(_ ask: Ask) -> Item {
    let fact = ask.fact
    let regions = advice.analysis(of: fact).map {
      RegionText(program: program, language: language).lines($0)
    }
    let asking: [Block] =
      fact.rules.isEmpty
      ? []
      : [
        .paragraph(
          Line(say("涉及规则：", "Asked by: ")) + Line(rules: fact.rules, between: comma), .aside)
      ]
    return Item(
      self.fact(fact.label, fact.path) + Line(askText.details(fact, isWhole: true)),
      below: [.paragraph(Line(whyText.sentence(ask)), .plain)] + asking
        + (regions ?? []).map { .paragraph(Line($0), .plain) })
  }

  private func short(_ fact: MissingFact) -> Line {
    self.fact(fact.label, fact.path) + Line(rules: Array(fact.rules.prefix(6)), between: comma)
      + Line(
        fact.rules.count > 6
          ? say("等 \(fact.rules.count) 条", " and others (\(fact.rules.count))") : "")
  }

  // MARK: - What was said of the dossier

  /// All that was said of the dossier when it was read, where the head has room for a part.
  var warnings: Section? {
    let warnings = review.warnings
    guard !warnings.isEmpty else { return nil }
    let count = review.warningCount
    let rest = count - warnings.count
    let more = rest > 0 ? [Item(Line(say("另有 \(rest) 条", "and \(rest) more")))] : []
    return Section(
      "warnings", say("读卷宗时的提醒", "Warnings of reading the dossier"), count: count,
      [.list(warnings.map { Item(Line($0.line[language])) } + more, isNumbered: false)])
  }

  // MARK: - What no rule decides

  /// The clauses that no rule encodes and that bear on the project.
  var judgements: Section? {
    list(
      "judgements", say("须由人判断的条款", "Clauses a person must judge"),
      review.judgements.map { judgement in
        Line([judgement.id, judgement.section].compactMap { $0 }.joined(separator: " "))
          + (judgement.quote.map { Line($0, .quote) } ?? []) + Line(judgement.reason ?? "")
      })
  }

  /// Rules that are not yet or no longer in force: those that would not be met one by one.
  var dormant: Section? {
    guard !advice.dormant.isEmpty else { return nil }
    let text = DormantText(review, language)
    let violated = advice.dormant.filter { !$0.violations.isEmpty }
    let others = advice.dormant.filter { $0.violations.isEmpty }
    let rest: [Block] =
      others.isEmpty
      ? []
      : [
        .paragraph(
          Line(
            say("其余：", "The others: ") + others.map { text.name($0) }.joined(separator: comma)),
          .aside)
      ]
    return Section(
      "not-in-force", say("未施行或已失效的条款", "Clauses not yet or no longer in force"),
      count: advice.dormant.count,
      (violated.isEmpty
        ? [] : [.list(violated.map { Item(Line(text.line($0))) }, isNumbered: false)]) + rest)
  }

  /// What is said of the rules that fail or are open, each relation once.
  var relations: Section? {
    let applying = Set(
      ids(review.findings.filter { $0.verdict != .notApplicable }))
    let told = Set(
      ids(review.findings.filter { [.notMet, .undetermined].contains($0.verdict) }))
    let relations = program.rules.relations.filter { relation in
      relation.rules.contains { told.contains($0) }
        && relation.rules.count { applying.contains($0) } > 1
    }
    return list(
      "relations", say("规则之间的关系", "Relations between rules"),
      relations.map { Line("\($0.id) \($0.topic)\(words.colon)\($0.decides ?? "")") })
  }
}
