/// What two rules come to together, of which the first holds wherever the second does.
struct RulePair {
  private let program: Program
  private let first: Int
  private let second: Int
  private let names: SharedNames

  /// - Parameter choices: The names of all choices of the program.
  init(_ program: Program, _ first: Int, _ second: Int, choices: SharedNames) {
    (self.program, self.first, self.second) = (program, first, second)
    names = SharedNames(program, [first, second], choicesOf: choices)
  }

  func diagnostics() -> [Diagnostic] {
    if let found = contradiction() { return [found] }
    if program.ruleset(of: first) == program.ruleset(of: second) {
      return [shadow(of: first, under: second) ?? shadow(of: second, under: first)].compactMap {
        $0
      }
    }
    return [conflict()].compactMap { $0 }
  }

  // MARK: - Neither can be met with the other

  /// Both apply to a project, each can be met, and never both.
  private func contradiction() -> Diagnostic? {
    guard program.programRules[first].requirement != nil,
      program.programRules[second].requirement != nil
    else { return nil }
    var region: Phrase?
    for day in program.analysisDays(of: [first, second]) {
      var formulas = formulas(on: day)
      guard let one = side(first, &formulas), let other = side(second, &formulas) else {
        return nil
      }
      let both = [one.applies, other.applies]
      guard proves(.all(both + [one.met, other.met]), formulas.variables) else { return nil }
      guard !proves(.all(both + [one.met]), formulas.variables),
        !proves(.all(both + [other.met]), formulas.variables)
      else { continue }
      let overlap = Formula.all(formulas.variables.ranges + both)
      guard case .model(let model) = Solver.solve(overlap) else { continue }
      region = region ?? FormulaRegion(overlap, around: model, formulas.variables).words(program)
    }
    return region.map { PairWords(program, first, second).contradiction(for: $0) }
  }

  // MARK: - One says what the other says

  /// Whoever violates a rule violates the other one too, with the same consequences.
  private func shadow(of rule: Int, under other: Int) -> Diagnostic? {
    guard PairWords.sameConsequences(program, rule, other), !program.names(rule, beside: other)
    else { return nil }
    let days = program.analysisDays(of: [rule])
    guard !days.isEmpty, days == program.analysisDays(of: [rule, other]).filter(days.contains)
    else { return nil }
    var isEverViolated = false
    for day in days {
      var formulas = formulas(on: day)
      guard let violated = try? formulas.violation(of: rule),
        let others = try? formulas.violation(of: other), let kept = others.negated,
        proves(.all([violated, kept]), formulas.variables)
      else { return nil }
      isEverViolated = isEverViolated || !proves(violated, formulas.variables)
    }
    // Of a rule that nothing violates that is said by itself, and anything could be said of whom it hits.
    guard isEverViolated else { return nil }
    return PairWords(program, other, rule).shadow()
  }

  // MARK: - One lets pass what the other refuses

  /// A project that meets the rule of the narrower jurisdiction and is refused by that of the wider.
  ///
  /// Only two gates of the same facts can be in conflict, of which the narrower one is the looser:
  /// rules that keep out different projects stand beside one another.
  private func conflict() -> Diagnostic? {
    guard program.refuses(first), program.refuses(second), !program.relates(first, second),
      program.list(of: first) == program.list(of: second),
      program.demandedFacts(of: first) == program.demandedFacts(of: second)
    else { return nil }
    for day in program.analysisDays(of: [first, second]) where isLooser(on: day) {
      let question = ExactQuestion<Phrase>(
        formula: { lists throws(ExactnessLimit) in
          var formulas = formulas(on: day)
          formulas.freesSettings = false
          formulas.lists = lists
          let refused = try formulas.violation(of: first)
          guard let passed = side(second, &formulas) else { throw .overflow }
          return (.all([refused, passed.applies, passed.met]), formulas.variables)
        },
        confirmed: { model, variables, formula in
          guard isConfirmed(model, variables, day) else { return nil }
          return FormulaRegion(formula, around: model, variables).statement(program)
        })
      if case .found(let region) = question.answer() {
        return PairWords(program, first, second).conflict(for: region)
      }
    }
    return nil
  }

  /// Whether who is kept out by the second, and is bound by the first, is kept out by that too.
  private func isLooser(on day: CalendarDate) -> Bool {
    var formulas = formulas(on: day)
    formulas.freesSettings = false
    guard let wider = side(first, &formulas), let broken = try? formulas.violation(of: second),
      let kept = try? formulas.violation(of: first).negated
    else { return false }
    return proves(.all([wider.applies, broken, kept]), formulas.variables)
  }

  private func isConfirmed(
    _ model: Solver.Model, _ variables: FactVariables, _ day: CalendarDate
  ) -> Bool {
    let dossier = WitnessDossier(variables, model, on: day, program, rule: second)
    guard let text = dossier.text else { return false }
    let source = SourceText(path: "witness.json", text: text)
    let judged = judgeDossier(source, by: program, in: ReviewSetting(asOf: day, today: day))
    guard let findings = judged.review?.findings else { return false }
    func verdict(_ index: Int) -> Verdict? {
      findings.filter { $0.rule == program.programRules[index].rule }.map { $0.verdict }.max()
    }
    return verdict(first) == .notMet && verdict(second) == .met
  }

  // MARK: - Formulas

  private struct Side {
    let applies: Formula
    let met: Formula
  }

  private func formulas(on day: CalendarDate) -> StepFormulas {
    var formulas = StepFormulas(
      program: program, asOf: day, names: names, variables: FactVariables())
    formulas.freesSettings = true
    return formulas
  }

  /// When a rule applies, and when what it asks is done or excused; nil: it cannot be said.
  private func side(_ rule: Int, _ formulas: inout StepFormulas) -> Side? {
    let parts = program.programRules[rule]
    guard program.unfolds(parts), let applies = try? formulas.application(of: parts),
      let demand = try? formulas.demand(of: parts)
    else { return nil }
    var ways = [demand.holds]
    for exception in parts.exceptions {
      guard let excused = try? formulas.condition(exception) else { return nil }
      ways.append(excused.holds)
    }
    if parts.justification != nil {
      ways.append(formulas.acceptedJustification(of: program.rules.rules[parts.rule]).holds)
    }
    return Side(applies: applies.holds, met: .any(ways))
  }

  private func proves(_ formula: Formula, _ variables: FactVariables) -> Bool {
    Solver.solve(.all(variables.ranges + [formula])) == .none
  }
}

extension Program {
  /// Whether who violates a rule is refused.
  fileprivate func refuses(_ index: Int) -> Bool {
    rules.rules[programRules[index].rule].consequences.contains {
      $0.all.contains { vocabulary.consequences[$0.consequence].onNotMet == .refuse }
    }
  }

  /// The list whose elements a rule judges.
  fileprivate func list(of index: Int) -> Int? {
    rules.rules[programRules[index].rule].loop?.list
  }

  /// Whether one of two rules names the other one, or a relation both: that they say the same was seen.
  fileprivate func names(_ first: Int, beside second: Int) -> Bool {
    let (one, other) = (
      rules.rules[programRules[first].rule], rules.rules[programRules[second].rule]
    )
    return relates(first, second) || one.related.contains(other.id)
      || other.related.contains(one.id)
  }

  /// Whether the register of relations speaks of both rules.
  fileprivate func relates(_ first: Int, _ second: Int) -> Bool {
    let ids = [first, second].map { rules.rules[programRules[$0].rule].id }
    return rules.relations.contains { relation in ids.allSatisfy { relation.rules.contains($0) } }
  }
}
