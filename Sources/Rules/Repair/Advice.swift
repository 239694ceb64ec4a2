/// What a report tells besides the findings: found once, told by every drawing of the report.
public struct Advice: Sendable {
  /// What the findings that are not met come down to, the heaviest first.
  public let causes: [FailureCause]
  /// What would make the project pass.
  public let repairs: RepairResult
  /// Where something cannot be cured: the changes that cure the other causes, one by one.
  public let remedies: [Remedy]
  /// What only the authority can find anew; no way to pass that an applicant could take.
  public let redeterminations: [Redetermination]
  /// The rules that are not yet or no longer in force.
  public let dormant: [DormantRule]
  /// The numbers of the dossier, zero apart, that no rule which applies reads.
  public let unread: [FactReference]
  /// All facts that open findings ask for, what bears on the decision first.
  public let missing: [MissingFact]
  /// What the values of the first of them would lead to.
  public let analyses: [MissingAnalysis]

  /// The facts to ask for: those that could change the decision, or, when the decision is settled
  /// whatever they are, those that open findings ask for.
  public var asked: [MissingFact] {
    let decisive = missing.filter { $0.isDecisive }
    return decisive.isEmpty ? missing : decisive
  }

  public func analysis(of fact: MissingFact) -> MissingAnalysis? {
    analyses.first { $0.fact.path == fact.path }
  }
}

/// Finds what to tell of a review besides its findings.
///
/// It is the costly part of a report: each repair in it is evaluated in full.
public func advise(_ review: Review) -> Advice {
  let causes = FailureCause.all(in: review)
  let repairs = RepairSearch.find(in: review)
  let isStuck = !repairs.incurable.isEmpty || !repairs.conflicting.isEmpty
  return Advice(
    causes: causes, repairs: repairs,
    remedies: isStuck ? Remedy.all(for: causes, in: review) : [],
    redeterminations: Redetermination.all(in: review), dormant: DormantRule.all(in: review),
    unread: review.unreadNumbers, missing: MissingFact.all(in: review),
    analyses: MissingAnalysis.all(in: review))
}

/// A finding of the authority that rules fail on.
public struct Redetermination: Sendable {
  public let fact: FactReference
  /// Indices in ``Review/findings``.
  public let findings: [Int]

  static func all(in review: Review) -> [Redetermination] {
    var order: [FactReference] = []
    var findings: [FactReference: [Int]] = [:]
    for index in review.rankedFindings(.notMet) {
      for fact in explain(review.findings[index], in: review).failingFacts
      where review.program.vocabulary.isFoundByAuthority(fact) {
        if findings[fact] == nil { order.append(fact) }
        findings[fact, default: []].append(index)
      }
    }
    return order.map { Redetermination(fact: $0, findings: findings[$0] ?? []) }
  }
}

extension Vocabulary {
  package func isFoundByAuthority(_ fact: FactReference) -> Bool {
    guard case .field(let field) = fact.target else { return false }
    return fields[field].isFoundByAuthority
  }
}

/// What a repair asks of the applicant.
public enum RepairKind: String, Sendable {
  /// Another value of the design.
  case design
  /// A paper to obtain, perhaps besides a change of the design.
  case procedure
}

extension RepairKind {
  init(of changes: [FactChange]) {
    let isDesign = changes.allSatisfy { change in
      if case .number = change.to { true } else { false }
    }
    self = isDesign ? .design : .procedure
  }
}

extension Repair {
  public var kind: RepairKind { RepairKind(of: changes) }
}

extension Review {
  /// The parameters that were read, each with its key once, in the order of the findings.
  package func parameterUses(where isWanted: (Finding) -> Bool) -> [ParameterUse] {
    var uses: [ParameterUse] = []
    for finding in findings where isWanted(finding) {
      for use in finding.trace.parameters
      where !uses.contains(where: { $0.parameter == use.parameter && $0.key == use.key }) {
        uses.append(use)
      }
    }
    return uses
  }
}
