/// Two completions that differ in one missing fact and lead to different decisions.
///
/// Where no value of a fact alone moves the decision, the other facts that its finding asks for
/// are supposed to have values as well, the same in both completions.
struct JointCompletion {
  /// The most findings that are tried for one fact.
  static let findingLimit = 2
  /// The most combinations of values that are tried for one finding.
  static let combinationLimit = 32
  /// The most values of one fact that are tried.
  static let valueLimit = 4

  var memory: TrialMemory

  init(_ memory: TrialMemory) { self.memory = memory }

  private var trial: Trial { memory.trial }
  private var program: Program { trial.review.program }

  /// The better completion and the worse one; nil when none were found within the limits.
  ///
  /// - Parameter findings: Open findings that ask for the fact, with their positions.
  mutating func pair(
    for reference: FactReference, in findings: [(Finding, position: Int)]
  ) -> (better: ChangeSet, worse: ChangeSet)? {
    for (finding, position) in findings.prefix(Self.findingLimit) {
      if let pair = pair(for: reference, finding, position) { return pair }
    }
    return nil
  }

  private mutating func pair(
    for reference: FactReference, _ finding: Finding, _ position: Int
  ) -> (better: ChangeSet, worse: ChangeSet)? {
    let facts = finding.causes.compactMap { $0.fact }
    guard facts.count == finding.causes.count, facts.contains(reference) else { return nil }
    let others = facts.filter { $0 != reference }
    let own = values(of: reference, in: finding, position)
    var combinations: [ChangeSet] = [.none]
    for other in others {
      let values = values(of: other, in: finding, position)
      guard combinations.count * values.count * own.count <= Self.combinationLimit else {
        return nil
      }
      combinations = combinations.flatMap { taken in
        values.map { taken.overridden(by: ChangeSet(values: [other: $0])) }
      }
    }
    for combination in combinations {
      let completions = own.map { combination.overridden(by: ChangeSet(values: [reference: $0])) }
      if let pair = differing(completions, rule: finding.rule, position) { return pair }
    }
    return nil
  }

  /// The first two of which one breaks the rule and the other does not, if the decisions differ.
  private mutating func differing(
    _ completions: [ChangeSet], rule: Int, _ position: Int
  ) -> (better: ChangeSet, worse: ChangeSet)? {
    var better: ChangeSet?
    var worse: ChangeSet?
    for completion in completions {
      let finding = trial.judge(under: completion).finding(of: rule, at: position)
      guard let finding else { continue }
      switch finding.verdict {
      case .notMet: worse = worse ?? completion
      case .met, .notApplicable, .notYetDue: better = better ?? completion
      case .undetermined: break
      }
    }
    guard let better, let worse,
      memory.standing(under: better).decision < memory.standing(under: worse).decision
    else { return nil }
    return (better, worse)
  }

  // MARK: - Values

  /// A few values of a fact that the rule tells apart; none for a fact that cannot be tried.
  private func values(
    of reference: FactReference, in finding: Finding, _ position: Int
  ) -> [ScalarValue] {
    guard case .field(let field) = reference.target, !reference.indices.contains(nil) else {
      return []
    }
    let declared = program.vocabulary.fields[field]
    switch declared.type {
    case .truth: return [.truth(true), .truth(false)]
    case .choice(let list):
      let named = NamedChoices(of: field, in: [finding.rule], of: program)
      return named.values(among: list, limit: Self.valueLimit, of: program).map(ScalarValue.choice)
    case .number:
      return numbers(of: reference, declared, in: finding, position)
    case .text, .date, .choices: return []
    }
  }

  /// The ends of its interval, known thresholds, and two usual sizes.
  private func numbers(
    of reference: FactReference, _ field: Field, in finding: Finding, _ position: Int
  ) -> [ScalarValue] {
    guard let unit = field.unit else { return [] }
    let rule = program.programRules[finding.rule]
    let evaluator = trial.judge(under: .none).evaluator(of: finding.rule, at: position)
    let conditions = [rule.filter, rule.when, rule.requirement].compactMap { $0 }
    let thresholds = ThresholdFinder.thresholds(of: reference, in: conditions, evaluator)
    let sizes = [ExactNumber(1), ExactNumber(1000)].compactMap { $0.multiplied(by: unit.scale) }
    let ends = [field.interval.lower?.value, field.interval.upper?.value].compactMap { $0 }
    let known = thresholds.values.filter { !field.isInteger || $0.isInteger }
    var numbers: [ExactNumber] = []
    for number in ends + known + sizes
    where field.interval.contains(number) && !numbers.contains(number) {
      numbers.append(number)
    }
    return numbers.prefix(Self.valueLimit).map { number in
      .number(Quantity(interval: NumberInterval(number), unit: unit))
    }
  }
}

/// The choices of a field that some rules name.
struct NamedChoices {
  private var named: Set<Int> = []

  init(of field: Int, in rules: [Int], of program: Program) {
    for rule in rules {
      for step in program.programRules[rule].steps {
        switch program.steps[step] {
        case .oneOf(let operand, let constants) where Self.reads(operand, field, program):
          for case .choice(let choice) in program.constants(constants) { named.insert(choice) }
        case .memberOfSet(let operand, let set) where Self.reads(operand, field, program):
          named.formUnion(program.rules.sets[set].members)
        case .constant, .field, .parameter, .definition, .not, .and, .or, .compare, .oneOf,
          .memberOfSet, .includes, .includesOnly, .arithmetic, .negative, .extremum, .choose,
          .shifted, .daysBetween, .rounded, .hasValue, .keys, .aggregate,
          .applicable, .asOf:
          break
        }
      }
    }
  }

  private static func reads(_ step: Int, _ field: Int, _ program: Program) -> Bool {
    if case .field(field, _) = program.steps[step] { true } else { false }
  }

  /// One choice that is not named, then those that are.
  func values(among list: Int, limit: Int, of program: Program) -> [Int] {
    let indices = program.vocabulary.choiceLists[list].choices.indices
    let other = indices.first { !named.contains($0) }
    return Array(((other.map { [$0] } ?? []) + named.sorted()).prefix(limit))
  }
}
