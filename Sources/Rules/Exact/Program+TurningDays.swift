extension Program {
  /// The first day of each period that a text, a deadline or a value of some rules begins, and the
  /// day after each that one ends: between them the rules say the same.
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

extension CalendarDate {
  /// The day after; nil after the last one.
  var next: CalendarDate? {
    CalendarDate(year: year, month: month, day: day + 1)
      ?? CalendarDate(year: year, month: month + 1, day: 1)
      ?? CalendarDate(year: year + 1, month: 1, day: 1)
  }
}
