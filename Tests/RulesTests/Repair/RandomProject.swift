@testable import Rules

/// A random project: its dossier as it was handed in, and what is said of it.
///
/// All laws are tried on the same project, so that it is judged, advised and explained once.
final class RandomProject {
  let dossier: Dossier
  let parameters: ParameterValues
  let review: Review
  private let asOf: CalendarDate

  private(set) lazy var trial = Trial(review)
  private(set) lazy var advice = advise(review)
  private(set) lazy var missing = MissingFact.all(in: review)
  private(set) lazy var reasons: [[Reason]] = {
    let memory = ConditionMemory()
    return review.findings.map { explain($0, in: review, memory: memory) }
  }()

  /// The project with each repair, and with each remedy.
  private(set) lazy var repaired = advice.repairs.repairs.map { review(with: $0.changes) }
  private(set) lazy var remedied = advice.remedies.map { review(with: $0.changes) }

  init(_ source: RandomDossier, asOf: CalendarDate, _ random: inout SplitMix64) {
    dossier = source.dossier(&random)
    parameters = source.parameters(&random)
    self.asOf = asOf
    review = Self.review(dossier, parameters, source.program, asOf, .complete)
  }

  var program: Program { review.program }

  /// Another dossier, judged by itself from the start.
  func review(of dossier: Dossier, _ depth: ReviewDepth = .verdicts) -> Review {
    Self.review(dossier, parameters, program, asOf, depth)
  }

  func review(with changes: [FactChange]) -> Review {
    var changed = dossier
    for change in changes {
      changed.root.set(
        change.reference, to: Fact(.value(change.to), range: RandomDossier.place),
        in: program.vocabulary)
    }
    return review(of: changed)
  }

  private static func review(
    _ dossier: Dossier, _ parameters: ParameterValues, _ program: Program, _ asOf: CalendarDate,
    _ depth: ReviewDepth
  ) -> Review {
    let (binding, _) = bind(dossier, to: program, parameters: parameters, asOf: asOf, today: asOf)
    return evaluate(program, with: binding, depth: depth)
  }

  /// The id of the rule of a finding, and the element that it judges.
  func name(of finding: Finding) -> String {
    program.rules.rules[finding.rule].id
      + (finding.element.map { " " + $0.path(in: program.vocabulary) } ?? "")
  }

  /// The facts that are given, without those that say where the project is.
  var places: [FactReference] {
    dossier.places(in: program.vocabulary)
      .filter { !program.vocabulary.jurisdictionFields.contains($0.field) }
  }
}

extension Review {
  var standing: DecisionStanding { DecisionStanding(of: findings, in: program.vocabulary) }
}

extension Finding {
  /// What follows of a rule that does not apply is not told, and not compared.
  func isSame(as other: Finding) -> Bool {
    guard rule == other.rule, element == other.element, verdict == other.verdict,
      causes == other.causes
    else { return false }
    return verdict == .notApplicable
      || consequence?.consequence == other.consequence?.consequence
        && otherConsequences.map { $0.consequence }
          == other.otherConsequences.map { $0.consequence }
  }
}
