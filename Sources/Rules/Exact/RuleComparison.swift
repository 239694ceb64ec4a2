/// Compares two versions of rules by meaning, rule by rule.
///
/// A rule that says the same in other words is proved equivalent; of any other an example is found
/// that only one version is violated by, or it is said why that could not be decided.
public struct RuleComparison {
  let old: Program
  let new: Program
  /// The day of the review where no period makes another one matter.
  let today: CalendarDate

  public init(_ old: Program, _ new: Program, today: CalendarDate) {
    (self.old, self.new, self.today) = (old, new, today)
  }

  /// The rules that changed or may have, in the order of the new version, then those left out.
  public func differences() -> [RuleDifference] {
    var differences: [RuleDifference] = []
    var seen: Set<String> = []
    for rule in new.rules.rules + old.rules.rules where seen.insert(rule.id).inserted {
      let (before, after) = (
        Self.versions(of: rule.id, in: old), Self.versions(of: rule.id, in: new)
      )
      guard signature(old, before) != signature(new, after) || !unfolds(before, after)
      else { continue }
      differences.append(difference(rule.id, before, after))
    }
    return differences
  }

  /// The rules of an id: one, or one for each of several periods.
  private static func versions(of id: String, in program: Program) -> [Int] {
    program.rules.rules.indices.filter { program.rules.rules[$0].id == id }
  }

  private func unfolds(_ before: [Int], _ after: [Int]) -> Bool {
    before.allSatisfy { old.unfolds(old.programRules[$0]) }
      && after.allSatisfy { new.unfolds(new.programRules[$0]) }
  }

  private func signature(_ program: Program, _ versions: [Int]) -> [String] {
    versions.map { signature(program, $0) }
  }

  /// All that bears on when a rule is violated: its conditions, its days, its parameters' values.
  private func signature(_ program: Program, _ index: Int) -> String {
    let parts = program.programRules[index]
    guard program.unfolds(parts) else { return "unfolds too far" }
    let rule = program.rules.rules[parts.rule]
    let words = StepSignature(program)
    func text(_ steps: [Int?]) -> String {
      steps.map { $0.map { words.text(of: $0) } ?? "-" }.joined(separator: "; ")
    }
    let days = [
      rule.validity.since, rule.validity.until, program.rules.rulesets[rule.ruleset].validity.since,
      program.rules.rulesets[rule.ruleset].validity.until, rule.due,
    ].map { $0?.description ?? "-" }.joined(separator: " ")
    let clock = rule.datedBy.map { program.vocabulary.fields[$0].path.english } ?? ""
    let list = rule.loop.map { program.vocabulary.containers[$0.list].path.english } ?? ""
    let consequences = zip(rule.consequences, parts.consequences).map { consequence, step in
      program.vocabulary.consequences[consequence.consequence].name.english + " if " + text([step])
    }.joined(separator: "; ")
    return [
      days, clock, list, text([parts.filter, parts.when]), text(parts.exclusions.map { $0 }),
      text([parts.requirement]),
      text(parts.furtherDemands.flatMap { [$0.ground, $0.demand] }),
      text(parts.exceptions.map { $0 }),
      "\(rule.isInPrinciple)",
      rule.isEffect ? "effect" : "", consequences, tables(program, parts),
    ].joined(separator: "\n")
  }

  /// The values of the parameters that a rule reads.
  private func tables(_ program: Program, _ parts: ProgramRule) -> String {
    Self.parameters(of: parts, in: program).map { index in
      let parameter = program.rules.parameters[index]
      let rows = parameter.rows.texts.map { entry in
        entry.key + "=" + entry.value.map { Self.text(of: $0) }.joined(separator: ",")
      }
      let others = parameter.rows.others.map { entry in
        entry.value.map { Self.text(of: $0) }.joined(separator: ",")
      }
      return parameter.name.english + ": " + (rows + others).joined(separator: "; ")
    }.joined(separator: "\n")
  }

  private static func text(of row: ParameterRow) -> String {
    let value: String
    switch row.value {
    case .number(let quantity)?:
      value = quantity.interval.single.map { "\($0.numerator)/\($0.denominator)" } ?? "?"
    case .truth(let truth)?: value = truth ? "true" : "false"
    case .text(let text)?: value = text
    case .date(let date)?: value = date.description
    case .choice(let choice)?: value = "#\(choice)"
    case .days?, .choices?: value = "?"
    case nil: value = "∅"
    }
    let days = [row.validity.since, row.validity.until].map { $0?.description ?? "" }
    return value + "/" + (row.basis ?? "") + "/" + days.joined(separator: "~")
  }

  private static func parameters(of parts: ProgramRule, in program: Program) -> [Int] {
    var found: Set<Int> = []
    for step in parts.steps {
      if case .parameter(let parameter, _) = program.steps[step] { found.insert(parameter) }
    }
    return found.sorted()
  }

  // MARK: - One rule

  private func difference(_ id: String, _ before: [Int], _ after: [Int]) -> RuleDifference {
    let names = SharedNames((old, before), (new, after))
    var found: (stricter: RuleDifference.Witness?, looser: RuleDifference.Witness?) = (nil, nil)
    var reason: Phrase?
    for day in days(before, after) {
      let question = RuleQuestion(old, before, new, after, on: day, names)
      let (violated, limit) = question.answers()
      reason = reason ?? limit
      found.stricter = found.stricter ?? violated.newOnly
      found.looser = found.looser ?? violated.oldOnly
      if found.stricter != nil, found.looser != nil { break }
    }
    let change: RuleDifference.Change =
      switch (found.stricter != nil, found.looser != nil) {
      case (true, true): .mixed
      case (true, false): reason == nil ? .stricter : .undecided
      case (false, true): reason == nil ? .looser : .undecided
      case (false, false): reason == nil ? weight(before, after) : .undecided
      }
    let title =
      after.last.map { new.rules.rules[$0].title } ?? before.last.map { old.rules.rules[$0].title }
    return RuleDifference(
      rule: id, title: title ?? "", change: change,
      witnesses: [found.looser, found.stricter].compactMap { $0 }, reason: reason)
  }

  /// Rules that the same dossiers violate differ by what follows.
  private func weight(_ before: [Int], _ after: [Int]) -> RuleDifference.Change {
    guard let before = before.last, let after = after.last else { return .equivalent }
    let (first, second) = (decisions(old, before), decisions(new, after))
    guard first != second, first.count == second.count else {
      return first == second ? .equivalent : .mixed
    }
    let pairs = zip(first, second)
    if pairs.allSatisfy({ $0 <= $1 }) { return .stricter }
    return pairs.allSatisfy({ $0 >= $1 }) ? .looser : .mixed
  }

  private func decisions(_ program: Program, _ index: Int) -> [Int] {
    program.rules.rules[program.programRules[index].rule].consequences.map {
      program.vocabulary.consequences[$0.consequence].onNotMet?.rawValue ?? 0
    }
  }

  /// Today, and a day of each period that a text, a deadline or a value of the rule begins or ends.
  func days(_ before: [Int], _ after: [Int]) -> [CalendarDate] {
    var days: Set<CalendarDate> = []
    func add(_ validity: Validity) {
      if let since = validity.since { days.insert(since) }
      if let until = validity.until, let next = until.next { days.insert(next) }
    }
    for (program, index) in before.map({ (old, $0) }) + after.map({ (new, $0) }) {
      let parts = program.programRules[index]
      let rule = program.rules.rules[parts.rule]
      add(rule.validity)
      add(program.rules.rulesets[rule.ruleset].validity)
      if let due = rule.due { add(Validity(since: nil, until: due)) }
      for parameter in Self.parameters(of: parts, in: program) {
        for row in program.rules.parameters[parameter].rowsByKey.joined() { add(row.validity) }
      }
    }
    days.remove(today)
    return [today] + days.sorted(by: >)
  }
}

extension CalendarDate {
  /// The day after; nil after the last one.
  var next: CalendarDate? {
    CalendarDate(year: year, month: month, day: day + 1)
      ?? CalendarDate(year: year, month: month + 1, day: 1)
      ?? CalendarDate(year: year + 1, month: 1, day: 1)
  }
}
