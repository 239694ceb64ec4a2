/// What the rules say of one project: all findings, the decision, the score.
public struct Review: Sendable {
  public let program: Program
  public let binding: Binding
  /// The rulesets that hold for the project, in the order they were read.
  public let rulesets: [Int]
  public let findings: [Finding]
  public fileprivate(set) var decision: Decision
  public let score: Score
  /// Routing facts that are missing, so that it is not known which rulesets hold.
  public let openJurisdiction: [FactReference]
  /// Whether there are rulesets for the place that the dossier gives.
  public let coverage: PlaceCoverage
  /// The rulesets for the place of which no rule is in force on the date of the review.
  public let dormantRulesets: [Int]
  /// Facts of the dossier that contradict each other.
  public let contradictions: [Contradiction]
  /// Clauses of the rulesets that a person must judge.
  public let judgements: [Omission]

  /// The accounts of its sources that other projects use, too; see ``holding(_:)``.
  public fileprivate(set) var ledger: [SourceBalance] = []

  /// The best decision on a project, whatever its findings are: what may lie anywhere, has no
  /// rules or contradicts itself is not approved.
  package var leastDecision: Decision {
    let isOpen =
      !openJurisdiction.isEmpty || !dormantRulesets.isEmpty || !contradictions.isEmpty
      || ledger.contains { $0.kind != nil }
    return coverage.leastDecision(isOpen: isOpen)
  }

  /// The rules that alone would lead to the decision, each once; none where the project is approved.
  package var decisiveRules: [Int] {
    guard decision > .approve else { return [] }
    var rules: [Int] = []
    for finding in findings
    where finding.rule != rules.last && finding.effect(in: program.vocabulary) == decision {
      rules.append(finding.rule)
    }
    return rules
  }
}

extension Review {
  /// The project and what it uses of each source.
  public var sources: (project: ClaimingProject, claims: [SourceClaim]) {
    binding.sources(in: program.vocabulary)
  }

  /// The review beside those of other projects: until it is settled who uses a source, the decision
  /// is at most supplement. What the rules say of the project stays as it is.
  ///
  /// - Parameter balances: What ``LedgerBook/clashes(of:)`` says.
  public func holding(_ balances: [SourceBalance]) -> Review {
    var review = self
    review.ledger = balances
    review.decision = max(review.decision, review.leastDecision)
    return review
  }
}

/// How much of its findings a review tells.
public enum ReviewDepth: Sendable {
  /// Everything, with a trace of how each came about.
  case complete
  /// Everything of the findings that are not met; of the others the verdict, and what is missing.
  case failures
  /// Verdicts and what is missing: enough for the decision, the score and what to ask.
  case verdicts
}

/// Judges a bound dossier by all rules of its jurisdiction and of those above.
public func evaluate(
  _ program: Program, with binding: Binding, depth: ReviewDepth = .complete
) -> Review {
  evaluate(program, with: binding) { findings(of: $1, by: $0, depth) }
}

/// The findings of a rule, by its index, with as much of them as is wanted.
func findings(of rule: Int, by judge: RuleJudge, _ depth: ReviewDepth) -> [Finding] {
  guard depth != .complete else { return judge.findings(of: rule) }
  var quick = judge
  quick.isQuick = true
  let findings = quick.findings(of: rule)
  guard depth == .failures, findings.contains(where: { $0.verdict == .notMet }) else {
    return findings
  }
  return judge.findings(of: rule)
}

/// What some rules find, and nothing of what it comes to together.
///
/// - Parameter isWanted: Whether a rule is asked, by its index.
func partialReview(
  _ program: Program, of binding: Binding, isWanted: (Int) -> Bool
) -> Review {
  let selection = RulesetSelection(
    program.rules.rulesets, of: program.vocabulary, for: binding.place)
  let findings = findings(of: selection, program, binding) { judge, index in
    isWanted(index) ? judge.findings(of: index) : []
  }
  return Review(program, binding, findings: findings)
}

/// - Parameter findingsOf: The findings of a rule, by its index.
private func findings(
  of selection: RulesetSelection, _ program: Program, _ binding: Binding,
  findingsOf: (RuleJudge, Int) -> [Finding]
) -> [Finding] {
  let judge = RuleJudge(program: program, binding: binding)
  var findings: [Finding] = []
  for (index, rule) in program.programRules.enumerated()
  where selection.rulesets.contains(program.rules.rules[rule.rule].ruleset)
    && program.rules.speaks(rule.rule, on: binding.asOf, days: binding.days(of:))
  {
    findings += findingsOf(judge, index)
  }
  return findings
}

/// - Parameter findingsOf: The findings of a rule, by its index.
func evaluate(
  _ program: Program, with binding: Binding, findingsOf: (RuleJudge, Int) -> [Finding]
) -> Review {
  let selection = RulesetSelection(
    program.rules.rulesets, of: program.vocabulary, for: binding.place)
  let findings = findings(of: selection, program, binding, findingsOf: findingsOf)
  let effects = findings.map { $0.effect(in: program.vocabulary) }
  let judgements = program.rules.judgements.filter { omission in
    omission.ruleset.map { selection.rulesets.contains($0) } ?? false
  }
  var review = Review(
    program: program, binding: binding, rulesets: selection.rulesets, findings: findings,
    decision: effects.max() ?? .approve, score: Score(of: findings, in: program),
    openJurisdiction: selection.open, coverage: selection.coverage,
    dormantRulesets: dormant(selection.rulesets, findings, in: program),
    contradictions: Contradiction.all(in: program, binding), judgements: judgements)
  review.decision = max(review.decision, review.leastDecision)
  return review
}

extension Review {
  /// Findings of some rules alone, and nothing of what they come to together.
  init(_ program: Program, _ binding: Binding, findings: [Finding]) {
    self.init(
      program: program, binding: binding, rulesets: [], findings: findings, decision: .approve,
      score: Score(of: [], in: program), openJurisdiction: [], coverage: .covered,
      dormantRulesets: [], contradictions: [], judgements: [])
  }
}

extension Binding {
  /// The days that a date of the project may be; nil: it is not given.
  func days(of field: Int) -> DayRange? {
    switch dossier.root.facts[field]?.state {
    case .value(.date(let day))?: DayRange(day)
    case .value(.days(let days))?: days
    default: nil
    }
  }
}

/// The rulesets none of whose rules is in force, nor any of another ruleset of the same place; a
/// ruleset without rules has none to be so.
private func dormant(_ rulesets: [Int], _ findings: [Finding], in program: Program) -> [Int] {
  var resting: Set<Int> = []
  var speaking: Set<Int> = []
  for finding in findings {
    let ruleset = program.rules.rules[finding.rule].ruleset
    switch finding.standing {
    case .notYetInForce, .lapsed: resting.insert(ruleset)
    case .inForce, .nothingToJudge: speaking.insert(ruleset)
    }
  }
  let regions = program.rules.rulesets.map { $0.regions }
  let covered = Set(speaking.map { regions[$0] })
  return rulesets.filter { resting.contains($0) && !covered.contains(regions[$0]) }
}

extension Finding {
  /// What the finding does to the decision.
  package func effect(in vocabulary: Vocabulary) -> Decision {
    let consequences = [consequence].compactMap { $0 } + otherConsequences
    if hasTimeLeft { return .approve }
    let declared = consequences.map { $0.all.map { vocabulary.consequences[$0.consequence] } }
    let open = declared.joined().compactMap { $0.onUndetermined }.max() ?? .approve
    switch verdict {
    case .met, .notApplicable, .notYetDue: return .approve
    case .undetermined: return open
    // A figure that nobody verified is computed with, but it does not decide against a project.
    case .notMet where !unverified.isEmpty: return open
    case .notMet:
      let effects = declared.map { all in all.compactMap { $0.onNotMet }.max() ?? .approve }
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
  /// Those, and the ones that may hold as far as the place is known.
  let possible: [Int]
  let open: [FactReference]
  let coverage: PlaceCoverage

  init(_ declared: [Ruleset], of vocabulary: Vocabulary, for place: Place) {
    let fields = vocabulary.jurisdictionFields
    var chosen: [Int] = []
    var possible: [Int] = []
    var open: [FactReference] = []
    // Nothing is approved that may lie anywhere.
    if let widest = fields.first, place.regions.first == .some(nil) {
      open.append(FactReference(.field(widest)))
    }
    for (index, ruleset) in declared.enumerated() {
      let holds = Self.holds(ruleset, for: place.regions)
      if holds != .false { possible.append(index) }
      switch holds {
      case .true: chosen.append(index)
      case .false: break
      case .unknown:
        for (field, value) in zip(fields, place.regions).prefix(ruleset.regions.count)
        where value == nil && !open.contains(FactReference(.field(field))) {
          open.append(FactReference(.field(field)))
        }
      }
    }
    rulesets = chosen
    self.possible = possible
    self.open = open
    let depth = chosen.map { declared[$0].regions.count }.max() ?? 0
    coverage = Self.coverage(
      of: place.regions, depth: depth, hasDivisions: vocabulary.divisions != nil)
  }

  /// - Parameter depth: How many levels of the place the narrowest ruleset that holds names.
  private static func coverage(
    of regions: [String?], depth: Int, hasDivisions: Bool
  ) -> PlaceCoverage {
    guard depth < regions.count, let region = regions[depth] else { return .covered }
    if depth == 0 { return .notCovered(region) }
    // A county has its city's rules, and a municipality is its own city.
    guard depth == 1, region != regions[0] else { return .covered }
    // Without a table of divisions a city that no ruleset names may as well be a slip.
    return hasDivisions ? .partly(region) : .notCovered(region)
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
