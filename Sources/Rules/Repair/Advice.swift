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
  /// Those that could change the decision, the next question first.
  public let asks: [Ask]
  /// What the values of the first of them would lead to.
  public let analyses: [MissingAnalysis]

  /// Nothing to tell besides the findings, as of a stock that is only counted.
  public static let none = Advice(
    causes: [],
    repairs: RepairResult(
      repairs: [], reachable: .approve, incurable: [], conflicting: [], floor: .approve),
    remedies: [], redeterminations: [], dormant: [], unread: [], missing: [], asks: [],
    analyses: [])

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
/// It is the costly part of a report: each repair in it is evaluated.
public func advise(_ review: Review) -> Advice {
  let failures = FailedFinding.all(in: review)
  let causes = FailureCause.all(of: failures, in: review)
  let search = RepairSearch(review)
  var repairs = search.result()
  var remedies: [Remedy] = []
  if !repairs.incurable.isEmpty || !repairs.conflicting.isEmpty || repairs.repairs.isEmpty {
    let uncured: [Finding]
    (remedies, uncured) = search.remedies(for: causes)
    repairs.conflicting += uncured.filter { finding in
      let isRepaired =
        !repairs.repairs.isEmpty && finding.effect(in: review.program.vocabulary) > repairs.floor
      return !isRepaired && !repairs.conflicting.contains { $0 === finding }
    }
  }
  let missing = review.withEntries(MissingFact.all(in: review))
  return Advice(
    causes: causes, repairs: repairs, remedies: remedies,
    redeterminations: Redetermination.all(among: failures, in: review),
    dormant: DormantRule.all(in: review), unread: review.unreadNumbers(search.trial.readers),
    missing: missing, asks: Ask.all(among: missing, in: search.trial),
    analyses: MissingAnalysis.all(of: missing, in: search.trial))
}

/// A finding of the authority that rules fail on.
public struct Redetermination: Sendable {
  public let fact: FactReference
  /// Indices in ``Review/findings``.
  public let findings: [Int]

  static func all(among failures: [FailedFinding], in review: Review) -> [Redetermination] {
    var order: [FactReference] = []
    var findings: [FactReference: [Int]] = [:]
    for failure in failures {
      for fact in failure.facts where review.program.vocabulary.isFoundByAuthority(fact) {
        if findings[fact] == nil { order.append(fact) }
        findings[fact, default: []].append(failure.finding)
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
    var seen: Set<Figure> = []
    for finding in findings where isWanted(finding) {
      for use in finding.trace.parameters where seen.insert(use.figure).inserted {
        uses.append(use)
      }
    }
    return uses
  }
}
