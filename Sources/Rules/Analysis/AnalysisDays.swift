extension Program {
  /// Days that stand for all on which some rules are all in force and speak, the latest first.
  ///
  /// Between two of them the rules say the same.
  func analysisDays(of rules: [Int]) -> [CalendarDate] {
    var days = turningDays(of: rules)
    let first = days.min()
    days.insert(first.flatMap { CalendarDate(dayNumber: $0.dayNumber - 1) } ?? Self.anyDay)
    return days.sorted(by: >).filter { day in
      rules.allSatisfy { index in
        let rule = self.rules.rules[programRules[index].rule]
        return rule.reviewPeriod.contains(day)
          && self.rules.rulesets[rule.ruleset].validity.contains(day)
          && self.rules.speaks(index, on: day)
      }
    }
  }

  /// For rules of which no day matters.
  private static var anyDay: CalendarDate { CalendarDate(dayNumber: 730_000) ?? .earliest }
}

extension SourceRange {
  func lies(in other: SourceRange) -> Bool {
    source == other.source && start >= other.start && end <= other.end
  }

  func overlaps(_ other: SourceRange) -> Bool {
    source == other.source && start < other.end && other.start < end
  }
}
