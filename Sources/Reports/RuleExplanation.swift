import Rules

/// A rule for a reader who has no project in mind: its clause, its logic in words, its relations
/// and its cases.
public struct RuleExplanation {
  let book: RuleBook
  let index: Int
  let language: Language

  /// nil when there is no rule of that id.
  public init?(_ id: String, in book: RuleBook, language: Language) {
    guard let index = book.program.rules.rule(id) else { return nil }
    self.book = book
    self.index = index
    self.language = language
  }

  private var program: Program { book.program }
  private var rules: RuleCatalogue { program.rules }
  private var rule: CatalogueRule { rules.rules[index] }
  private var programRule: ProgramRule { program.programRules[index] }

  private func say(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  public var text: String {
    var lines = ["\(rule.id) \(rule.title(language))"]
    let ruleset = rules.rulesets[rule.ruleset]
    lines.append(say("规则集：", "Ruleset: ") + say(ruleset.title, ruleset.name.english))
    if let followed = rule.follows { lines.append(say("沿用：", "Follows: ") + followed) }
    lines += clause
    lines += logic
    lines += consequences
    lines += remarks
    lines += relations
    lines += cases
    return lines.visibleText
  }

  // MARK: - Clause

  private var clause: [String] {
    var lines = ["", say("■ 条款", "■ Clause")]
    for cited in rule.citations {
      let document = rules.documents[cited.document]
      lines.append("  \(document.number)《\(document.title)》\(cited.citation.section)")
      lines.append("  「\(cited.citation.quote)」")
    }
    let since = rule.validity.since.map { $0.description } ?? say("未载", "not stated")
    let until = rule.validity.until.map { $0.description } ?? say("未定", "open")
    lines.append(say("  施行：自 \(since) 至 \(until)", "  In force: from \(since) until \(until)"))
    if let field = rule.datedBy.map({ rules.vocabulary.fields[$0] }) {
      lines.append(
        say(
          "  按“\(field.label)”所在的时期选用，不按审查日",
          "  Chosen by \(field.path.english), not by the date of the review"))
    }
    return lines
  }

  // MARK: - Logic

  private var logic: [String] {
    var lines = ["", say("■ 判断", "■ Logic")]
    if let loop = rule.loop {
      let list = program.vocabulary.containers[loop.list]
      lines.append(
        say(
          "  逐项判断\(list.label)，每一项称\(loop.variableName)。",
          "  Judged for each element of \(list.path.english)."))
    }
    if let filter = programRule.filter {
      lines.append(say("  只看：", "  Only where: ") + words(filter))
    }
    lines.append(
      programRule.when.map { say("  适用：", "  Applies when: ") + words($0) }
        ?? say("  适用：一律适用。", "  Applies: always."))
    for (exclusion, step) in zip(rule.exclusions, programRule.exclusions) {
      lines.append(
        say("  排除（\(name(of: exclusion))）：", "  Excluded (\(name(of: exclusion))): ") + words(step))
    }
    lines.append(requirement)
    for further in programRule.furtherDemands {
      lines.append(
        say("  另要求：", "  Also demanded: ") + words(further.demand) + say("，若确知 ", ", if surely ")
          + words(further.ground))
    }
    for (exception, step) in zip(rule.exceptions, programRule.exceptions) {
      lines.append(
        say("  例外（\(name(of: exception))）：", "  Except (\(name(of: exception))): ") + words(step))
    }
    if rule.isInPrinciple {
      lines.append(
        say(
          "  原则上：获书面采纳的例外理由可代替要求。",
          "  In principle: an accepted written justification stands in for the requirement."))
    }
    if let due = rule.due, let step = programRule.dueApplies, rule.hasOwnDueCondition {
      lines.append(
        say("  期限：到 \(due)，适用于 \(words(step))", "  Due: \(due), where \(words(step))"))
    } else if let due = rule.due {
      lines.append(
        say(
          "  期限：存量设施到 \(due)；拟建、在建立即适用。",
          "  Due: \(due) for an existing plant; a new one is judged at once."))
    }
    return lines
  }

  private func name(of branch: CatalogueRule.Branch) -> String {
    branch.name + (branch.isInferred ? say("，推定", ", inferred") : "")
  }

  private var requirement: String {
    switch rule.requirement {
    case .must, .mustNot:
      let step = programRule.requirement
      return say("  要求：", "  Requirement: ") + (step.map(words) ?? "")
    case .forbidden: return say("  要求：禁止。", "  Requirement: forbidden.")
    case .effect(let text): return say("  只作归类：", "  Only an effect: ") + (text ?? "")
    }
  }

  private func words(_ step: Int) -> String {
    ConditionWriter(program: program, language: language).text(of: step).text
  }

  private var consequences: [String] {
    var lines = ["", say("■ 后果", "■ Consequence")]
    for (consequence, step) in zip(rule.consequences, programRule.consequences) {
      var line =
        "  "
        + consequence.all.map { one in
          let declared = program.vocabulary.consequences[one.consequence]
          return say(declared.label, declared.name.english)
            + (one.isInferred ? say("（推定）", " (inferred)") : "")
        }.joined(separator: say("、", ", "))
      if let step { line += say("，若 ", ", if ") + words(step) }
      lines.append(line)
    }
    if let score = rule.score {
      let dimension = program.vocabulary.dimensions[score.dimension]
      lines.append(
        say("  计分：", "  Score: ") + say(dimension.label, dimension.name.english)
          + " \(score.weight)" + scale)
    }
    return lines
  }

  /// The two ends of a graded score.
  private var scale: String {
    guard let grading = programRule.grading else { return "" }
    let (worst, best) = (words(grading.worst), words(grading.best))
    return say("，从 \(worst)（零分）到 \(best)（满分）", ", from \(worst) (no marks) to \(best) (full marks)")
  }

  private var remarks: [String] {
    let texts = rule.remarks + (rule.remedy.map { [say("整改要求：", "What helps: ") + $0] } ?? [])
    guard !texts.isEmpty else { return [] }
    return ["", say("■ 备注", "■ Remarks")] + texts.map { "  \($0)" }
  }

  // MARK: - Relations and cases

  private var relations: [String] {
    let joined = rules.relations.filter { $0.rules.contains(rule.id) }
    guard !joined.isEmpty || !rule.related.isEmpty else { return [] }
    var lines = ["", say("■ 关系", "■ Relations")]
    for relation in joined {
      lines.append("  \(relation.id) \(relation.topic)")
      lines.append("    " + relation.rules.joined(separator: say("、", ", ")))
      if let decides = relation.decides { lines.append("    \(decides)") }
    }
    if !rule.related.isEmpty {
      lines.append(
        "  " + say("一并查看：", "See also: ") + rule.related.joined(separator: say("、", ", ")))
    }
    return lines
  }

  private var cases: [String] {
    let own = book.cases.flatMap { declaration in
      declaration.allExpectations.compactMap { expectation -> Verdict? in
        guard case .verdict(let id, let verdict, _) = expectation.outcome, id == rule.id else {
          return nil
        }
        return verdict
      }.withoutRepeats.map { "  \($0.name[language])  \(declaration.title)" }
    }
    guard !own.isEmpty else { return [] }
    return ["", say("■ 案例（\(own.count)）", "■ Cases (\(own.count))")] + own
  }
}

extension [Verdict] {
  /// Each once, in the order in which they come first.
  fileprivate var withoutRepeats: [Verdict] {
    reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
