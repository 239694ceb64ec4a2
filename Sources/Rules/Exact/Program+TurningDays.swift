extension Program {
  /// The first day of each period that a text, a deadline, a value or a condition of some rules begins,
  /// and the day after each that one ends: between them the rules say the same.
  ///
  /// - Parameter scope: The only keys of some tables that matter; nil: all do.
  func turningDays(of rules: [Int], within scope: FigureScope? = nil) -> Set<CalendarDate> {
    var days: Set<CalendarDate> = []
    func add(_ validity: Validity) {
      if let since = validity.since { days.insert(since) }
      if let until = validity.until, let next = until.next { days.insert(next) }
    }
    for index in rules {
      let parts = programRules[index]
      let rule = self.rules.rules[parts.rule]
      add(rule.validity)
      add(self.rules.rulesets[rule.ruleset].validity)
      if let due = rule.due { add(Validity(since: nil, until: due)) }
      for day in comparedDays(of: parts) { add(Validity(since: day, until: day)) }
      for parameter in parameters(of: parts) {
        let table = self.rules.parameters[parameter]
        let rows = table.rows
        if let scope, scope.narrows(table) {
          for key in scope.keys { for row in rows[.text(key)] ?? [] { add(row.validity) } }
        } else {
          for entry in rows.texts { for row in entry.value { add(row.validity) } }
        }
        for entry in rows.others { for row in entry.value { add(row.validity) } }
      }
    }
    return days
  }

  /// The days that the day of the review may be compared with.
  private func comparedDays(of parts: ProgramRule) -> [CalendarDate] {
    guard parts.steps.contains(where: { steps[$0] == .asOf }) else { return [] }
    return parts.steps.flatMap { step -> [CalendarDate] in
      switch steps[step] {
      case .constant(let index): return [constants[index]].compactMap { $0.date }
      case .parameter(let parameter, _):
        let rows = rules.parameters[parameter].rows
        return (rows.texts.flatMap { $0.value } + rows.others.flatMap { $0.value })
          .compactMap { $0.value?.date }
      default: return []
      }
    }
  }

  /// The parameters that some rules read.
  func parameters(of rules: [Int]) -> [Int] {
    parameters(among: rules.flatMap { programRules[$0].steps })
  }

  /// The parameters that a rule reads.
  func parameters(of parts: ProgramRule) -> [Int] { parameters(among: parts.steps) }

  /// The parameters that some steps read, they and all that they are made of.
  func parameters(under roots: [Int]) -> [Int] { parameters(among: uses(under: roots).keys) }

  private func parameters(among steps: some Sequence<Int>) -> [Int] {
    var found: Set<Int> = []
    for step in steps {
      if case .parameter(let parameter, _) = self.steps[step] { found.insert(parameter) }
    }
    return found.sorted()
  }
}

extension ScalarValue {
  fileprivate var date: CalendarDate? { if case .date(let date) = self { date } else { nil } }
}

extension CalendarDate {
  /// The day after; nil after the last one.
  var next: CalendarDate? {
    CalendarDate(year: year, month: month, day: day + 1)
      ?? CalendarDate(year: year, month: month + 1, day: 1)
      ?? CalendarDate(year: year + 1, month: 1, day: 1)
  }
}
