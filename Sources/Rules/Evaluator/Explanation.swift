/// A finding in words: why it came out so, with each value under the words that made it.
///
/// The text follows from the evaluation alone and is the same on every machine.
public struct Explanation: Sendable {
  let program: Program
  let binding: Binding
  let finding: Finding
  let language: Language

  public init(_ finding: Finding, in review: Review, language: Language) {
    program = review.program
    binding = review.binding
    self.finding = finding
    self.language = language
  }

  private var rule: CheckedRule { program.rules.rules[finding.rule] }
  private var writer: ConditionWriter { ConditionWriter(program: program, language: language) }

  private func say(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  /// The lines of the explanation, without indentation of the whole.
  public var lines: [String] {
    switch finding.standing {
    case .inForce: break
    case .notYetInForce(let since):
      return [
        say(
          "本条自 \(since) 起施行，审查日 \(binding.asOf) 尚未施行。",
          "The clause is in force from \(since); on \(binding.asOf) it is not yet in force.")
      ]
    case .lapsed(let until):
      return [
        say(
          "本条于 \(until) 期满，审查日 \(binding.asOf) 已失效。",
          "The clause lapsed on \(until); on \(binding.asOf) it is no longer in force.")
      ]
    case .nothingToJudge:
      let list = rule.loop.map { program.vocabulary.containers[$0.list] }
      return [
        say(
          "卷宗列明没有\(list?.label ?? "")，无从适用。",
          "The dossier says there are no \(list?.path.english ?? "elements"): nothing to judge.")
      ]
    }
    var lines = scopeLines
    if finding.verdict != .notApplicable { lines += requirementLines }
    lines += consequenceLines
    lines += noteLines
    return lines
  }

  /// The lines in one text; only their own line feeds part them.
  public var text: String {
    lines.map { $0.withVisibleControls }.joined(separator: "\n")
  }

  // MARK: - Scope

  private var scopeLines: [String] {
    var lines: [String] = []
    let parts = [programRule.filter, programRule.when].compactMap { $0 }
    let settled = finding.applies
    if !parts.isEmpty {
      let heading: String
      switch settled {
      case .true: heading = say("适用，因为：", "It applies, because:")
      case .false: heading = say("不适用，因为：", "It does not apply, because:")
      case .unknown: heading = say("是否适用未定：", "Whether it applies is open:")
      }
      lines.append(heading)
      for part in parts { lines += conditionLines(part, wanted: settled, indent: 2) }
    }
    for (exclusion, truth) in zip(rule.exclusions, finding.exclusions) {
      lines.append(exceptionLine(exclusion, truth, kind: Phrase("排除情形", "exclusion")))
    }
    return lines
  }

  private func exceptionLine(
    _ exception: NamedCondition, _ truth: Truth, kind: Phrase
  ) -> String {
    let outcome: String
    switch truth {
    case .true: outcome = say("成立", "taken")
    case .false: outcome = say("不成立", "not taken")
    case .unknown: outcome = say("未定", "open")
    }
    let source = exception.citation.map { "（\($0.section)「\($0.quote)」）" } ?? ""
    return say(
      "\(kind.chinese)“\(exception.name)”\(source)：\(outcome)。",
      "\(kind.english) “\(exception.name)”\(source): \(outcome).")
  }

  // MARK: - Requirement

  private var programRule: ProgramRule {
    // Program rules stand in the order of the checked rules.
    program.programRules[finding.rule]
  }

  private var requirementLines: [String] {
    var lines: [String] = []
    switch rule.requirement {
    case .effect(let text):
      if let text { lines.append(text) }
    case .forbidden:
      lines.append(say("条文禁止适用范围内的情形。", "The clause forbids whatever it applies to."))
    case .must, .mustNot:
      lines.append(requirementHeading)
      if let step = programRule.requirement {
        lines += conditionLines(step, wanted: requirementTruth, indent: 2)
      }
    }
    for (exception, truth) in zip(rule.exceptions, finding.exceptions) {
      lines.append(exceptionLine(exception, truth, kind: Phrase("例外", "exception")))
    }
    if let justification = finding.justification {
      lines.append(justificationLine(justification))
    }
    lines += marginLines
    return lines
  }

  private var requirementTruth: Truth {
    programRule.requirement.flatMap { finding.trace.results[$0]?.truth } ?? .unknown
  }

  private var requirementHeading: String {
    switch requirementTruth {
    case .true: say("要求成立：", "The requirement holds:")
    case .false: say("要求不成立：", "The requirement fails:")
    case .unknown: say("要求是否成立未定：", "Whether the requirement holds is open:")
    }
  }

  private func justificationLine(_ truth: Truth) -> String {
    switch truth {
    case .true:
      say("条文为“原则上”：例外理由已获书面采纳。", "“In principle”: a written justification was accepted.")
    case .false:
      say(
        "条文为“原则上”：没有获采纳的书面例外理由。",
        "“In principle”: there is no accepted written justification.")
    case .unknown:
      say(
        "条文为“原则上”：是否有书面例外理由未说明。",
        "“In principle”: whether there is a written justification is not said.")
    }
  }

  private var marginLines: [String] {
    guard let margin = finding.margin else { return [] }
    let percent = margin.percent.map { say("（\($0.shownPercent) %）", " (\($0.shownPercent) %)") }
    return [
      say("差距：", "Margin: ") + margin.distance.text(language) + (percent ?? "")
    ]
  }

  // MARK: - What follows

  private var consequenceLines: [String] {
    var lines: [String] = []
    if finding.hasTimeLeft, finding.verdict != .met, let due = rule.due {
      lines.append(
        say(
          "存量设施的期限为 \(due)，审查日 \(binding.asOf) 未到期。",
          "An existing plant has until \(due); on \(binding.asOf) it is not yet due."))
    } else if finding.verdict == .notMet, let due = rule.due, binding.asOf > due {
      lines.append(say("期限 \(due) 已过。", "The due date \(due) has passed."))
    }
    if finding.verdict == .undetermined || !finding.causes.isEmpty {
      let causes = finding.causes.map(sentence)
      if !causes.isEmpty {
        lines.append(say("待查明：", "To be settled:"))
        lines += causes.map { "  - \($0)" }
      }
    }
    return lines
  }

  /// A membership in an umbrella term that bears on the finding, and where the term is explained.
  private var membershipLines: [String] {
    guard finding.verdict != .notApplicable else { return [] }
    var seen: Set<Int> = []
    return programRule.steps.compactMap { step in
      guard case .memberOfSet(_, let index) = program.steps[step],
        finding.trace.results[step]?.truth == .true, seen.insert(index).inserted
      else { return nil }
      let set = program.rules.sets[index]
      let source = set.source ?? ""
      return say(
        "“\(set.label)”按归类表认定：\(source)",
        "Counted among \(set.name.english) by the table: \(source)")
    }
  }

  private var noteLines: [String] {
    var lines: [String] = []
    if finding.verdict != .undetermined, !finding.indifferent.isEmpty {
      let names = finding.indifferent
        .map { CauseText(program: program, language: language).label($0) }
        .joined(separator: say("、", ", "))
      lines.append(
        say("无论\(names)取何值，结论相同。", "Whatever the value of \(names), the outcome is the same."))
    }
    lines += membershipLines
    lines += finding.cautions.map { say("提醒：\($0)", "Caution: \($0)") }
    if finding.restsOnUnverified {
      lines.append(
        say("所依据的数值未经核实，须核对原件。", "It rests on a value that is not verified; check the original."))
    }
    if finding.verdict == .notMet, let remedy = rule.remedy {
      lines.append(say("办法：\(remedy)", "What helps: \(remedy)"))
    }
    if let omissionLine { lines.append(omissionLine) }
    return lines
  }

  /// What keeps the finding open, as a sentence without its end.
  func sentence(_ cause: Cause) -> String {
    CauseText(program: program, language: language).sentence(cause)
  }
}

// MARK: - Conditions

extension Explanation {
  /// A condition part by part, each with its outcome and its values beneath.
  ///
  /// Of a part that is settled only what settled it is drawn; the rest is counted.
  private func conditionLines(_ step: Int, wanted: Truth, indent: Int) -> [String] {
    let truth = finding.trace.results[step]?.truth ?? .unknown
    switch program.steps[step] {
    case .and(let operands):
      return partLines(operands, truth, indent: indent)
    case .or(let operands):
      return alternativeLines(operands, truth, indent: indent)
    default:
      return drawn(step, truth, indent: indent)
    }
  }

  private func partLines(_ operands: OperandSlice, _ truth: Truth, indent: Int) -> [String] {
    program.list(operands).flatMap { conditionLines($0, wanted: truth, indent: indent) }
  }

  /// The alternatives of an 或, set apart from what stands beside them; one that has parts of its
  /// own says so, so that `（甲 且 乙） 或 丙` is not read as three alternatives.
  private func alternativeLines(
    _ operands: OperandSlice, _ truth: Truth, indent: Int
  ) -> [String] {
    let heading =
      truth == .true
      ? say("以下有一项成立即可：", "one of these is enough:")
      : say("以下须有一项成立：", "one of these must hold:")
    var lines = [spaces(indent) + heading]
    for step in program.list(operands) {
      guard case .and(let parts) = program.steps[step] else {
        lines += conditionLines(step, wanted: truth, indent: indent + 2)
        continue
      }
      lines.append(spaces(indent + 2) + say("同时：", "all of these:"))
      lines += partLines(parts, truth, indent: indent + 4)
    }
    return lines
  }

  /// One comparison, with its values under their words.
  private func drawn(_ step: Int, _ truth: Truth, indent: Int) -> [String] {
    let condition = writer.text(of: step)
    let sign: String
    switch truth {
    case .true: sign = "✓"
    case .false: sign = "✗"
    case .unknown: sign = "?"
    }
    var lines = ["\(spaces(indent))\(sign) \(condition.text)"]
    let values = condition.marks.compactMap { mark in
      valueText(of: mark.step).map { (column: mark.column, text: $0) }
    }
    guard !values.isEmpty else { return lines }
    let left = spaces(indent + 2)
    lines.append(left + bars(values.map(\.column)))
    for index in values.indices.reversed() {
      let before = bars(values[..<index].map(\.column))
      let gap = values[index].column - TextWidth.cells(of: before)
      lines.append(left + before + spaces(gap) + values[index].text)
    }
    return lines
  }

  private func bars(_ columns: [Int]) -> String {
    var line = ""
    for column in columns {
      line += spaces(column - TextWidth.cells(of: line)) + "│"
    }
    return line
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

  /// The value of a leaf and where it came from.
  private func valueText(of step: Int) -> String? {
    switch program.steps[step] {
    case .field(let field, let variable): return factText(field, variable)
    case .applicable(let field, let variable): return factText(field, variable)
    case .parameter(let parameter, let key): return parameterText(parameter, key)
    case .definition, .aggregate:
      return finding.trace.results[step].map { resultText($0) }
    case .asOf: return binding.asOf.description
    default: return nil
    }
  }

  private func factText(_ field: Int, _ variable: Int?) -> String {
    var indices = finding.element?.indices ?? []
    if variable == nil { indices = [] }
    let reference = FactReference(.field(field), indices: indices)
    guard let fact = finding.trace.facts.first(where: { $0.reference == reference })?.fact else {
      return say("未提供", "not given")
    }
    return FactText(program: program, language: language).text(fact, of: field)
      + FactPlace(fact, in: binding.dossier.source).suffix(language)
  }

  private func parameterText(_ parameter: Int, _ key: Int?) -> String {
    let result = key.flatMap { finding.trace.results[$0] }
    var keyText: String?
    if case .scalar(.text(let text))? = result?.value { keyText = text }
    let use = finding.trace.parameters.first {
      $0.parameter == parameter && (keyText == nil || $0.key == keyText)
    }
    return ParameterText(program: program, language: language).text(use, of: parameter)
  }

  private func resultText(_ result: StepResult) -> String {
    switch result.value {
    case .truth(.true): return say("成立", "holds")
    case .truth(.false): return say("不成立", "does not hold")
    case .truth(.unknown), .unknown: return say("未定", "open")
    case .notApplicable: return say("不适用", "not applicable")
    case .quantity(let quantity, _): return quantity.text(language)
    case .scalar(let value): return writer.value(value, type: nil)
    }
  }
}

extension ExactNumber {
  /// Per cent to two places.
  var shownPercent: String { decimal(places: 2) }
}
