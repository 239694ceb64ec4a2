/// A fact or parameter that undetermined rules ask for.
public struct MissingFact: Sendable {
  /// As `dataCentre.pue`, or `param.coalReplacementRatio` for what the authority must supply.
  public let path: String
  public let label: String
  public let question: String?
  public let evidence: String?
  /// The ids of the rules that ask for it.
  public let rules: [String]
  /// Whether it could change the decision.
  public let isDecisive: Bool

  /// What the undetermined findings of a review ask for: what bears on the decision first, then
  /// what settles most rules.
  public static func all(in review: Review) -> [MissingFact] {
    var order: [String] = []
    var entries: [String: Entry] = [:]
    func add(_ cause: Cause, _ rule: String, isDecisive: Bool) {
      guard let entry = Entry(cause, in: review.program) else { return }
      if entries[entry.path] == nil {
        order.append(entry.path)
        entries[entry.path] = entry
      }
      if entries[entry.path]?.rules.contains(rule) == false {
        entries[entry.path]?.rules.append(rule)
      }
      if isDecisive { entries[entry.path]?.isDecisive = true }
    }
    for fact in review.openJurisdiction { add(.missing(fact), "", isDecisive: true) }
    for finding in review.findings {
      let rule = review.program.rules.rules[finding.rule].id
      let effect = finding.effect(in: review.program.vocabulary)
      for cause in finding.causes {
        add(cause, rule, isDecisive: effect > .approve)
      }
    }
    let ranked = order.compactMap { entries[$0] }.enumerated().sorted { left, right in
      if left.element.isDecisive != right.element.isDecisive { return left.element.isDecisive }
      if left.element.rules.count != right.element.rules.count {
        return left.element.rules.count > right.element.rules.count
      }
      return left.offset < right.offset
    }
    return ranked.map { entry in
      MissingFact(
        path: entry.element.path, label: entry.element.label,
        question: entry.element.question, evidence: entry.element.evidence,
        rules: entry.element.rules.filter { !$0.isEmpty }, isDecisive: entry.element.isDecisive)
    }
  }

  private struct Entry {
    let path: String
    let label: String
    var question: String?
    var evidence: String?
    var rules: [String] = []
    var isDecisive = false

    init?(_ cause: Cause, in program: Program) {
      switch cause {
      case .parameter(let index, let key), .emptyCell(let index, let key),
        .outsideValidity(let index, let key):
        let parameter = program.rules.parameters[index]
        let suffix = key.map { "[\($0)]" } ?? ""
        path = "param.\(parameter.name.english)\(suffix)"
        label = parameter.label + suffix
      default:
        guard let fact = cause.fact else { return nil }
        path = fact.path(in: program.vocabulary)
        label = fact.label(in: program.vocabulary)
        if case .field(let field) = fact.target {
          question = program.vocabulary.fields[field].question
          evidence = program.vocabulary.fields[field].evidence
        }
      }
    }
  }
}
