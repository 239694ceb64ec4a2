/// What of one rule can make no difference on any day that it may be applied.
struct ConditionAnalysis {
  private let program: Program
  private let index: Int
  private let parts: ProgramRule
  private let rule: CatalogueRule

  private let names: SharedNames

  /// - Parameter choices: The names of all choices of the program.
  init(_ program: Program, rule index: Int, choices: SharedNames) {
    self.program = program
    self.index = index
    names = SharedNames(program, [index], choicesOf: choices)
    parts = program.programRules[index]
    rule = program.rules.rules[parts.rule]
  }

  func diagnostics() -> [Diagnostic] {
    guard program.unfolds(parts), !program.mixesUnits(parts) else { return [] }
    var remarks: Set<IdleConditions.Remark>?
    for day in program.analysisDays(of: [index]) {
      var formulas = StepFormulas(
        program: program, asOf: day, names: names, variables: FactVariables())
      formulas.freesSettings = true
      let found = IdleConditions(formulas, parts).remarks
      remarks = remarks?.intersection(found) ?? found
      if remarks?.isEmpty == true { return [] }
    }
    return (remarks ?? []).compactMap { diagnostic($0) }
  }

  private func diagnostic(_ remark: IdleConditions.Remark) -> Diagnostic? {
    // What a rule takes over from another one is said of that one.
    let place = remark.step.map { program.ranges[$0] } ?? rule.range
    guard place.lies(in: rule.range) || remark.reason == .neverApplies else { return nil }
    let (code, message, hint) = words(of: remark)
    return Diagnostic(
      code, at: place.lies(in: rule.range) ? place : rule.range, message, hint: hint,
      severity: .warning)
  }

  private func words(
    of remark: IdleConditions.Remark
  ) -> (code: Diagnostic.Code, message: Phrase, hint: Phrase) {
    switch remark.reason {
    case .neverApplies:
      (
        .neverApplies,
        Phrase(
          "已证明：没有项目适用 \(rule.id)", "proved: there is no project that \(rule.id) applies to"),
        Phrase(
          "核对 `当`、`除外` 和每个的条件；几种情形任取其一的用 `或`",
          "look at its conditions; for one of several cases write `or`")
      )
    case .neverMet:
      (
        .neverMet,
        Phrase(
          "已证明：凡适用的项目都不能符合", "proved: no project that it applies to can meet this"),
        Phrase("确是一律不许的写 `禁止`", "what nobody may do is written `forbidden`")
      )
    case .neverViolated:
      (
        .neverViolated,
        Phrase(
          "已证明：凡适用的项目都符合，什么也没有要求",
          "proved: every project that it applies to meets this: nothing is asked"),
        Phrase(
          "改正要求，或改正适用的条件", "correct what is asked, or whom it applies to")
      )
    case .alwaysHolds, .neverHolds: partWords(of: remark)
    case .idleException:
      (
        .idleException,
        Phrase(
          "已证明：这一例外不放过任何项目", "proved: this exception lets no project pass"),
        Phrase(
          "要么不可能成立，要么成立时本来就符合", "it never holds, or where it does the rule is met anyway")
      )
    case .idleExclusion:
      (
        .idleException,
        Phrase("已证明：这一排除不排除任何项目", "proved: this exclusion excludes no project"),
        Phrase(
          "要么不可能成立，要么成立时本来就不适用",
          "it never holds, or where it does the rule does not apply anyway")
      )
    case .idleConsequence:
      (
        .idleConsequence,
        Phrase("已证明：这一后果不会发生", "proved: this consequence never follows"),
        Phrase(
          "它的条件与规则的其他条件合起来不可能成立，或前面的后果已全部包括",
          "its condition excludes what the rule says, or the consequences before it leave nothing")
      )
    }
  }

  private func partWords(
    of remark: IdleConditions.Remark
  ) -> (code: Diagnostic.Code, message: Phrase, hint: Phrase) {
    let always = remark.reason == .alwaysHolds
    if let step = remark.step, case .compare(_, let left, let right) = program.steps[step],
      program.isNumeric(left), program.isNumeric(right)
    {
      return (
        .unreachedLimit,
        always
          ? Phrase(
            "已证明：在这里总是成立，没有数越过这一界限",
            "proved: here this always holds, no number is beyond the limit")
          : Phrase(
            "已证明：在这里不会成立，没有数达到这一界限",
            "proved: here this never holds, no number reaches the limit"),
        Phrase(
          "改正界限，或改正字段的范围", "correct the limit, or the range of the field")
      )
    }
    return (
      .idleCondition,
      always
        ? Phrase(
          "已证明：前面的条件下总是成立，删去也一样",
          "proved: with what stands before it this always holds, and may as well be left out")
        : Phrase(
          "已证明：前面的条件下不会成立，删去也一样",
          "proved: with what stands before it this never holds, and may as well be left out"),
      Phrase("改正，或删去", "correct it, or leave it out")
    )
  }
}
