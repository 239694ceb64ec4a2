extension Program {
  /// The first day of each period that a text, a deadline or a value of some rules begins, and the
  /// day after each that one ends: between them the rules say the same.
  func turningDays(of rules: [Int]) -> Set<CalendarDate> {
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
      for parameter in parameters(of: parts) {
        for row in self.rules.parameters[parameter].rowsByKey.joined() { add(row.validity) }
      }
    }
    return days
  }

  /// The parameters that a rule reads.
  func parameters(of parts: ProgramRule) -> [Int] {
    var found: Set<Int> = []
    for step in parts.steps {
      if case .parameter(let parameter, _) = steps[step] { found.insert(parameter) }
    }
    return found.sorted()
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
