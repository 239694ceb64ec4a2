/// What would make a project pass, and what no change can cure, in words.
struct RepairSection {
  let review: Review
  let result: RepairResult
  let language: Language

  init(_ review: Review, language: Language) {
    self.review = review
    self.language = language
    result = RepairSearch.find(in: review)
  }

  private func say(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  var title: String { say("可以这样改", "What would make it pass") }

  var incurableTitle: String { say("更改事实也不能消除", "What no change of facts can cure") }

  var conflictingTitle: String {
    say("单独可改、但未找到同时可行的改法", "Curable one by one, but no changes were found for all together")
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
    return say(
      "改 \(count) 项 → \(decision)\(open)",
      "\(count) \(count == 1 ? "change" : "changes") → \(decision)\(open)")
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
    let element = finding.element.map { "（\($0.elementPath(in: review.program.vocabulary))）" }
    return "\(rule.id) \(rule.title(language))\(element ?? "")"
  }
}
