extension Program {
  /// The program with a rule behind its own for each cross-check, so that what tests ask of rules is
  /// asked of cross-checks, too: what is changed, which case notices, which is missing.
  var withChecksAsRules: Program {
    guard !crossChecks.isEmpty else { return self }
    var changed = parts
    var rulesets = rules.rulesets
    rulesets.append(.everywhere)
    var all = rules.rules
    for (text, step) in zip(rules.crossChecks, crossChecks) {
      let steps = uses(under: [step]).keys
      changed.programRules.append(
        ProgramRule(check: step, rule: all.count, steps: (steps.min() ?? step)..<(step + 1)))
      all.append(CatalogueRule(check: text, ruleset: rulesets.count - 1, ranges[step]))
    }
    changed.rules = RuleCatalogue(
      vocabulary: vocabulary, rulesets: rulesets, documents: rules.documents, rules: all,
      definitions: rules.definitions, sets: rules.sets, parameters: rules.parameters,
      judgements: rules.judgements, relations: rules.relations, crossChecks: rules.crossChecks)
    return Program(changed, like: self)
  }
}

extension CatalogueRule {
  fileprivate init(check text: Phrase, ruleset: Int, _ range: SourceRange) {
    self.init(
      id: CrossCheck.ruleID(text.chinese), title: text.chinese, englishTitle: text.english,
      follows: nil, ruleset: ruleset, citations: [], validity: .always, datedBy: nil, loop: nil,
      exclusions: [], requirement: .must, exceptions: [], isInPrinciple: false, due: nil,
      hasOwnDueCondition: false, consequences: [], score: nil, cautions: [], remedy: nil, cures: [],
      related: [], remarks: [], range: range)
  }

  /// As a case names it.
  var nameInCases: Phrase {
    guard isCheck else { return Phrase(id, id) }
    return Phrase(id, Keyword.crossCheck.spelling.english + " 「\(englishTitle ?? title)」")
  }
}

extension ProgramRule {
  fileprivate init(check step: Int, rule: Int, steps: Range<Int>) {
    self.init(
      rule: rule, steps: steps, filter: nil, when: nil, exclusions: [], requirement: step,
      furtherDemands: [], exceptions: [], justification: nil, dueApplies: nil, consequences: [],
      grading: nil, cautions: [])
  }
}

extension Ruleset {
  /// That of what holds for every project.
  fileprivate static let everywhere = Ruleset(
    name: Phrase("", ""), title: "", parent: nil, regions: [], aliases: [], validity: .always,
    folder: "", range: SourceRange(source: 0, start: 0, end: 0))
}
