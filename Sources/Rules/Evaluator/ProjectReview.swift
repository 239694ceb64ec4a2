/// What the rules say of one project: all findings, the decision, the score.
public struct Review: Sendable {
  public let program: Program
  public let binding: Binding
  /// The rulesets that hold for the project, in the order they were read.
  public let rulesets: [Int]
  public let findings: [Finding]
  public let decision: Decision
  public let score: Score
  /// Routing facts that are missing, so that it is not known which rulesets hold.
  public let openJurisdiction: [FactReference]
  /// The region the dossier names has no ruleset of its own.
  public let isRegionUnknown: Bool
  /// Clauses of the rulesets that a person must judge.
  public let judgements: [Omission]
}

/// Judges a bound dossier by all rules of its jurisdiction and of those above.
public func evaluate(_ program: Program, with binding: Binding) -> Review {
  let selection = RulesetSelection(
    program.rules.rulesets, of: program.vocabulary, for: binding.dossier)
  let judge = RuleJudge(program: program, binding: binding)
  var findings: [Finding] = []
  for (index, rule) in program.programRules.enumerated()
  where selection.rulesets.contains(program.rules.rules[rule.rule].ruleset) {
    findings += judge.findings(of: index)
  }
  let effects = findings.map { $0.effect(in: program.vocabulary) }
  var decision = effects.max() ?? .approve
  if !selection.open.isEmpty { decision = max(decision, .supplement) }
  let judgements = program.rules.omissions.filter { omission in
    omission.category == .judgement
      && omission.ruleset.map { selection.rulesets.contains($0) } ?? false
  }
  return Review(
    program: program, binding: binding, rulesets: selection.rulesets, findings: findings,
    decision: decision, score: Score(of: findings, in: program),
    openJurisdiction: selection.open, isRegionUnknown: selection.isRegionUnknown,
    judgements: judgements)
}

extension Finding {
  /// What the finding does to the decision.
  func effect(in vocabulary: Vocabulary) -> Decision {
    let consequences = [consequence].compactMap { $0 } + otherConsequences
    if hasTimeLeft { return .approve }
    let declared = consequences.map { vocabulary.consequences[$0.consequence] }
    switch verdict {
    case .met, .notApplicable, .notYetDue: return .approve
    case .undetermined: return declared.compactMap(\.onUndetermined).max() ?? .approve
    case .notMet:
      let effects = declared.map { $0.onNotMet ?? .approve }
      guard let least = effects.min(), let most = effects.max() else { return .approve }
      if least == most { return least }
      // It is not met, but a missing fact decides what follows: that fact is asked for.
      return max(least, most >= .supplement ? .supplement : .conditional)
    }
  }
}

/// Which rulesets hold for a project.
struct RulesetSelection {
  let rulesets: [Int]
  let open: [FactReference]
  let isRegionUnknown: Bool

  init(_ declared: [Ruleset], of vocabulary: Vocabulary, for dossier: Dossier) {
    let fields = vocabulary.jurisdictionFields
    let given = fields.map { field -> String? in
      guard case .value(.text(let text))? = dossier.root.facts[field]?.state else { return nil }
      return text
    }
    var chosen: [Int] = []
    var open: [FactReference] = []
    for (index, ruleset) in declared.enumerated() {
      switch Self.holds(ruleset, for: given) {
      case .true: chosen.append(index)
      case .false: break
      case .unknown:
        for (field, value) in zip(fields, given).prefix(ruleset.regions.count)
        where value == nil && !open.contains(FactReference(.field(field))) {
          open.append(FactReference(.field(field)))
        }
      }
    }
    rulesets = chosen
    self.open = open
    let hasRegional = declared.contains { !$0.regions.isEmpty }
    isRegionUnknown =
      hasRegional && open.isEmpty
      && !chosen.contains { !declared[$0].regions.isEmpty }
  }

  private static func holds(_ ruleset: Ruleset, for given: [String?]) -> Truth {
    var result = Truth.true
    for (level, region) in ruleset.regions.enumerated() {
      guard level < given.count, let value = given[level] else {
        result = result && .unknown
        continue
      }
      let isNarrowest = level == ruleset.regions.count - 1
      result =
        result && Truth(value == region || (isNarrowest && ruleset.aliases.contains(value)))
    }
    return result
  }
}
