extension Program {
  /// The first day of each period that a text, a deadline or a value of some rules begins, and the
  /// day after each that one ends: between them the rules say the same.
  ///
  /// - Parameter scope: Where the only key of some tables stands that matters; nil: all do.
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
      for parameter in parameters(of: parts) {
        let rows = self.rules.parameters[parameter].rows
        let isNarrow = scope?.parameters.contains(parameter) ?? false
        for entry in rows.texts where !isNarrow || entry.key == scope?.key {
          for row in entry.value { add(row.validity) }
        }
        for entry in rows.others { for row in entry.value { add(row.validity) } }
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
