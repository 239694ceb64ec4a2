/// Dossiers that people wrote, such as those of cases: where exactness ends they may show what could not
/// be made up.
///
/// They prove nothing, so nothing that was decided changes.
public final class WrittenExamples {
  public struct Example: Sendable {
    public let title: String
    /// As `review evaluate` reads it.
    public let dossier: String
    public let asOf: CalendarDate
    /// The rules that it was written for.
    public let rules: [String]

    public init(title: String, dossier: String, asOf: CalendarDate, rules: [String]) {
      (self.title, self.dossier, self.asOf, self.rules) = (title, dossier, asOf, rules)
    }

    fileprivate var source: SourceText { SourceText(path: "witness.json", text: dossier) }

    fileprivate var words: Phrase {
      Phrase("案例「\(title)」那样的项目", "a project like that of the case “\(title)”")
    }
  }

  private let old: (program: Program, trial: RuleTrial)
  private let new: (program: Program, trial: RuleTrial)
  private let makeExamples: () -> [Example]
  /// They are asked for once something was not decided.
  private lazy var examples = makeExamples()

  public init(_ comparison: RuleComparison, _ examples: @escaping () -> [Example]) {
    old = (comparison.old, RuleTrial(comparison.old))
    new = (comparison.new, RuleTrial(comparison.new))
    makeExamples = examples
  }

  // MARK: - Rules

  /// A difference that was not decided, with an example each way where one was written.
  public func completing(_ difference: RuleDifference) -> RuleDifference {
    guard difference.change == .undecided else { return difference }
    var found: (stricter: RuleDifference.Witness?, looser: RuleDifference.Witness?) = (
      difference.witnesses.first { $0.isStricter }, difference.witnesses.first { $0.isLooser }
    )
    for example in examples where example.rules.contains(difference.rule) {
      if found.stricter != nil, found.looser != nil { break }
      let witness = witness(example, of: difference.rule)
      if witness.isStricter { found.stricter = found.stricter ?? witness }
      if witness.isLooser { found.looser = found.looser ?? witness }
    }
    let others = difference.witnesses.filter { !$0.isStricter && !$0.isLooser }
    let isMixed = found.stricter != nil && found.looser != nil
    return RuleDifference(
      rule: difference.rule, title: difference.title, change: isMixed ? .mixed : .undecided,
      witnesses: [found.looser, found.stricter].compactMap { $0 } + others,
      rewordings: difference.rewordings, isNeverViolated: difference.isNeverViolated,
      reason: isMixed ? nil : difference.reason)
  }

  private func witness(_ example: Example, of rule: String) -> RuleDifference.Witness {
    func verdict(_ side: (program: Program, trial: RuleTrial)) -> Verdict? {
      let rules = side.program.rules.rules
      let versions = rules.indices.filter { rules[$0].id == rule }
      guard !versions.isEmpty else { return nil }
      return side.trial.findings(of: versions, on: example.source, asOf: example.asOf)?
        .map { $0.verdict }.max()
    }
    let (before, after) = (verdict(old), verdict(new))
    let change: RuleDifference.Change =
      switch (before == .notMet, after == .notMet) {
      case (false, true): .stricter
      case (true, false): .looser
      case (true, true), (false, false): .equivalent
      }
    return RuleDifference.Witness(
      dossier: example.dossier, asOf: example.asOf, old: before, new: after, consequences: nil,
      region: example.words, change: change)
  }

  // MARK: - Decisions

  /// An answer that was not decided; an example that shows the flip decides it.
  ///
  /// - Parameter isReversed: Whether it is asked for a project that passed and is refused.
  public func completing(
    _ answer: DecisionFlips.Answer, isReversed: Bool
  ) -> DecisionFlips.Answer {
    guard case .undecided(let rule, _) = answer else { return answer }
    for example in examples {
      guard let before = old.trial.decision(on: example.source, asOf: example.asOf),
        let after = new.trial.decision(on: example.source, asOf: example.asOf)
      else { continue }
      let (refused, passed) = isReversed ? (after, before) : (before, after)
      guard refused == .refuse, passed < .supplement else { continue }
      return .found(
        DecisionFlips.Witness(
          dossier: example.dossier, asOf: example.asOf, rule: example.rules.first ?? rule,
          old: before, new: after))
    }
    return answer
  }
}

extension RuleDifference.Witness {
  /// Whether one version alone is violated.
  var isStricter: Bool { old != .notMet && new == .notMet }
  var isLooser: Bool { old == .notMet && new != .notMet }
}
