import Rules

/// What would make a project pass, and what no change can cure, in words.
struct RepairSection {
  let review: Review
  let result: RepairResult
  let language: Language

  let redeterminations: [Redetermination]
  let remedies: [Remedy]

  init(_ review: Review, _ advice: Advice, language: Language) {
    self.review = review
    self.language = language
    result = advice.repairs
    redeterminations = advice.redeterminations
    remedies = advice.remedies
  }

  private func say(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  var title: String { say("可以这样改", "What would make it pass") }

  var incurableTitle: String { say("现有条件下无法整改", "What no change of facts can cure") }

  var conflictingTitle: String {
    say("单独可改、但未找到同时可行的改法", "Curable one by one, but no changes were found for all together")
  }

  var remedyTitle: String {
    say("其余各项可分别这样整改（决定仍受上列各项限制）", "What would cure the other causes one by one")
  }

  /// One line for each remedy.
  var remedyLines: [String] {
    remedies.map { remedy in
      let ids = remedy.rules.map { review.program.rules.rules[$0].id }
      return ids.joined(separator: say("、", ", ")) + say("：", ": ")
        + remedy.changes.map { line($0) }.joined(separator: say("；", "; "))
        + say("（\(name(of: remedy.kind))）", " (\(name(of: remedy.kind)))")
    }
  }

  var redeterminationTitle: String {
    say("只能由主管部门重新认定（不是整改办法）", "What only the authority can find anew (no way to pass)")
  }

  /// One line for each finding of the authority that rules fail on.
  var redeterminationLines: [String] {
    redeterminations.map { item in
      let fact = say(
        item.fact.label(in: review.program.vocabulary),
        item.fact.path(in: review.program.vocabulary))
      let ids = item.findings.map { review.program.rules.rules[review.findings[$0].rule].id }
      return fact + say("：", ": ") + ids.joined(separator: say("、", ", "))
    }
  }

  /// One line for each repair, and one for each of its changes.
  var lines: [String] {
    result.repairs.enumerated().flatMap { index, repair in
      ["\(index + 1). \(heading(repair))"] + repair.changes.map { "   " + line($0) }
    }
  }

  private func heading(_ repair: Repair) -> String {
    let count = repair.changes.count
    let decision = repair.decision.name[language]
    let open =
      repair.decision == .supplement
      ? say("（仍须补充缺少的事实）", " (missing facts are still to be supplied)") : ""
    let kind = self.kind(of: repair)
    return say(
      "改 \(count) 项（\(kind)）→ \(decision)\(open)",
      "\(count) \(count == 1 ? "change" : "changes") (\(kind)) → \(decision)\(open)")
  }

  func kind(of repair: Repair) -> String { name(of: repair.kind) }

  private func name(of kind: RepairKind) -> String {
    switch kind {
    case .design: say("改设计", "design")
    case .procedure: say("办手续", "procedure")
    }
  }

  private func line(_ change: FactChange) -> String {
    let program = review.program
    let path = change.path(in: program)
    let name = language == .chinese ? "\(change.label(in: program))（\(path)）：" : "\(path): "
    let from = change.fromText(in: program, language) ?? say("未提供", "not given")
    // Repairs change what is given; a fact that is not is that of an element they add.
    let note =
      change.from == nil
      ? say("（再落实一项来源）", " (one more source)")
      : change.isTotal(in: program) ? say("（各项来源合计）", " (the sum of its sources)") : ""
    return "\(name)\(from) → \(change.toText(in: program, language))\(note)"
  }

  /// The rules that no change of facts can cure.
  var incurableLines: [String] { result.incurable.map(line) }

  /// The rules that could not be cured together.
  var conflictingLines: [String] { result.conflicting.map(line) }

  private func line(_ finding: Finding) -> String {
    let rule = review.program.rules.rules[finding.rule]
    let element = finding.element.map { "（\(ReasonText(review, language).name(of: $0))）" }
    return "\(rule.id) \(rule.title(language))\(element ?? "")"
  }
}
