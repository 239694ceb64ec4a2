// Whole clauses of a rule: when it speaks, whom it spares, what follows.

extension RuleMutants {
  func clauses() -> [Mutant] { branches() + periods() + consequences() }

  // MARK: - Conditions left out

  private func branches() -> [Mutant] {
    let own = rule
    var mutants: [Mutant] = []
    func without(
      _ step: Int?, _ words: Phrase, _ change: @escaping @Sendable (inout ProgramRule) -> Void
    ) {
      guard let step else { return }
      mutants.append(
        Mutant([index], .text(program.ranges[step]), words) { [index] parts in
          change(&parts.programRules[index])
        })
    }
    without(own.filter, Phrase("去掉每个的条件", "without the condition of the elements")) {
      $0.filter = nil
    }
    without(own.when, Phrase("去掉“当”", "without “when”")) { $0.when = nil }
    for (position, step) in own.exclusions.enumerated() {
      without(step, Phrase("去掉“排除”", "without the exclusion")) {
        $0.exclusions.remove(at: position)
      }
    }
    for (position, step) in own.exceptions.enumerated() {
      without(step, Phrase("去掉“除外”", "without the exception")) {
        $0.exceptions.remove(at: position)
      }
    }
    for (position, further) in own.furtherDemands.enumerated() {
      without(further.demand, Phrase("去掉“另应”", "without the further demand")) {
        $0.furtherDemands.remove(at: position)
      }
    }
    without(own.justification, Phrase("去掉“原则上”", "without “in principle”")) {
      $0.justification = nil
    }
    return mutants
  }

  // MARK: - Days

  /// When it is in force and when it is due, a day earlier and later.
  private func periods() -> [Mutant] {
    let own = declared
    var mutants: [Mutant] = []
    func move(
      _ date: CalendarDate?, _ words: Phrase,
      _ change: @escaping @Sendable (inout CatalogueRule, CalendarDate) -> Void
    ) {
      guard let date else { return }
      // What it has of its document is one place, whatever rules have it.
      let document = own.citations.first.map { program.rules.documents[$0.document].number }
      let isOwn = text(own.range).holds(date.description)
      let place =
        isOwn || document == nil
        ? Mutant.Place.text(own.range)
        : .value(name: Phrase(document ?? "", document ?? ""), key: nil, row: 0)
      for by in [-1, 1] {
        guard let moved = date.adding(days: by) else { continue }
        let day = Self.days(by)
        mutants.append(
          Mutant(
            [index], place,
            Phrase(
              "\(words.chinese) \(date) \(day.chinese)", "\(words.english) \(date) \(day.english)")
          ) { [position = rule.rule] parts in
            var changed = parts.rules.rules[position]
            change(&changed, moved)
            parts.rules = parts.rules.replacing(changed, at: position)
          })
      }
    }
    move(own.validity.since, Phrase("施行", "in force from")) { rule, day in
      rule.validity = Validity(since: day, until: rule.validity.until)
    }
    move(own.validity.until, Phrase("失效", "in force until")) { rule, day in
      rule.validity = Validity(since: rule.validity.since, until: day)
    }
    move(own.due, Phrase("期限", "due")) { rule, day in rule.due = day }
    return mutants
  }

  // MARK: - What follows

  /// Each consequence a level harder and a level milder.
  private func consequences() -> [Mutant] {
    let own = declared
    return own.consequences.enumerated().flatMap { position, consequence in
      program.vocabulary.neighbours(ofConsequence: consequence.consequence).map { other in
        let names = [consequence.consequence, other].map {
          program.vocabulary.consequences[$0].name
        }
        return Mutant(
          [index], .text(own.range),
          Phrase(
            "\(names[0].chinese)→\(names[1].chinese)", "\(names[0].english) → \(names[1].english)")
        ) { [rule = rule.rule] parts in
          var changed = parts.rules.rules[rule]
          changed.consequences[position] = RuleConsequence(
            consequence: other, isInferred: consequence.isInferred, besides: consequence.besides)
          parts.rules = parts.rules.replacing(changed, at: rule)
        }
      }
    }
  }
}

extension Vocabulary {
  /// The first consequence of the next harder decision, and of the next milder one.
  func neighbours(ofConsequence index: Int) -> [Int] {
    let own = consequences[index].onNotMet ?? .approve
    func next(_ isWanted: (Decision) -> Bool, _ isNearer: (Decision, Decision) -> Bool) -> Int? {
      var best: (index: Int, decision: Decision)?
      for (index, other) in consequences.enumerated() {
        let decision = other.onNotMet ?? .approve
        guard isWanted(decision) else { continue }
        if best.map({ isNearer(decision, $0.decision) }) ?? true { best = (index, decision) }
      }
      return best?.index
    }
    return [next({ $0 > own }, <), next({ $0 < own }, >)].compactMap { $0 }
  }
}
