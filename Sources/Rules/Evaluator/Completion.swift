/// Tries every value that the few open facts of a finding could have.
///
/// Kleene's logic takes each mention of a fact by itself, so that `x 是 A 或 x 不是 A` stays open
/// until x is given. Where an open fact is mentioned more than once, all its values are tried: a
/// verdict that is the same for all of them stands, and so does that the rule is not broken; a fact
/// that never makes a difference is not asked for. Numbers are tried at and between all thresholds
/// they meet in the rule.
struct Completion {
  /// Findings with more open facts are left as they are.
  static let factLimit = 3
  /// Findings whose facts have more combinations of values are left as they are.
  static let combinationLimit = 160

  let program: Program
  let rule: ProgramRule
  /// Stands at the element the finding judges.
  let evaluator: Evaluator

  /// What a finding comes to under one choice of values.
  struct Outcome: Hashable {
    let verdict: Verdict
    /// The possible consequences, as positions among those of the rule.
    let consequences: [Int]

    /// What holds of all; nil: it depends on the values.
    ///
    /// A rule that is met or does not apply, whichever it is, is met, as one is whose demand is surely
    /// satisfied while it is open whether it applies.
    static func common(of all: [Outcome]) -> Outcome? {
      guard let gravest = all.max(by: { $0.verdict < $1.verdict }) else { return nil }
      let isHarmless =
        gravest.verdict == .met && all.allSatisfy { $0.consequences.isEmpty }
      return isHarmless || all.allSatisfy { $0 == gravest } ? gravest : nil
    }
  }

  /// What is known once all values have been tried.
  struct Result {
    /// nil: it depends on the values.
    let outcome: Outcome?
    /// The open facts that never make a difference.
    let indifferent: [FactReference]
  }

  fileprivate struct OpenFact {
    let reference: FactReference
    let field: Int
    var values: [Fact] = []
  }

  /// nil when there is nothing to gain, or not all values can be tried.
  ///
  /// - Parameter judge: The outcome of the rule when facts are as assumed.
  func result(
    _ causes: [Cause], judge: ([FactReference: Fact]) -> Outcome
  ) -> Result? {
    guard causes.count <= Self.factLimit, var open = openFacts(causes), isRepeated(open),
      !setsBasis(open)
    else { return nil }
    guard fillValues(of: &open) else { return nil }
    let counts = open.map { $0.values.count }
    guard counts.allSatisfy({ $0 > 0 }), counts.reduce(1, *) <= Self.combinationLimit else {
      return nil
    }
    let outcomes = Self.combinations(of: open.map { $0.values }).map { values in
      judge(Dictionary(uniqueKeysWithValues: zip(open.map { $0.reference }, values)))
    }
    if let outcome = Outcome.common(of: outcomes) {
      return Result(outcome: outcome, indifferent: open.map { $0.reference })
    }
    let indifferent = open.indices.filter { !Self.matters($0, counts, outcomes) }
    return Result(outcome: nil, indifferent: indifferent.map { open[$0].reference })
  }

  // MARK: - Open facts

  private func openFacts(_ causes: [Cause]) -> [OpenFact]? {
    var open: [OpenFact] = []
    for cause in causes {
      switch cause {
      case .missing(let reference), .unavailable(let reference), .imprecise(let reference):
        guard case .field(let field) = reference.target, !reference.indices.contains(nil) else {
          return nil
        }
        open.append(OpenFact(reference: reference, field: field))
      case .declaredNotApplicable, .ambiguousKey, .parameter, .emptyCell, .outsideValidity,
        .unverified,
        .unitMismatch, .basisMismatch, .overflow, .divisionByZero, .emptyList:
        return nil
      }
    }
    return open
  }

  /// The conditions that lead to a verdict and its consequence, without marks and cautions.
  private var conditions: [Int] {
    [rule.filter, rule.when, rule.requirement, rule.justification, rule.dueApplies]
      .compactMap { $0 } + rule.furtherDemands.flatMap { [$0.demand, $0.ground] } + rule.exclusions
      + rule.exceptions + rule.consequences.compactMap { $0 }
  }

  /// All steps under the conditions, each once.
  private func visit(_ body: (Step) -> Void) {
    for step in program.uses(under: conditions).keys.sorted() { body(program.steps[step]) }
  }

  /// Whether any of the facts is mentioned twice; otherwise Kleene's logic is exact.
  private func isRepeated(_ open: [OpenFact]) -> Bool {
    let uses = program.uses(under: conditions)
    // What is under a definition that is used twice is mentioned twice.
    if uses.contains(where: { $0.value > 1 }) { return true }
    var counts: [Int: Int] = [:]
    for step in uses.keys {
      if let (field, _) = program.steps[step].readField { counts[field, default: 0] += 1 }
    }
    return open.contains { counts[$0.field, default: 0] > 1 }
  }

  /// Whether a fact says what a number of the rule is counted on; such facts are not tried.
  private func setsBasis(_ open: [OpenFact]) -> Bool {
    var found = false
    visit { step in
      if case .field(let field, _) = step,
        case .field(let basis)? = program.vocabulary.fields[field].basis,
        open.contains(where: { $0.field == basis })
      {
        found = true
      }
    }
    return found
  }

  // MARK: - Values

  /// Fills in the values to try; false when a fact has too many, or they cannot be told.
  private func fillValues(of open: inout [OpenFact]) -> Bool {
    for index in open.indices {
      switch program.vocabulary.fields[open[index].field].type {
      case .truth: open[index].values = [true, false].map { Self.fact(.truth($0)) }
      case .choice(let list):
        guard let values = choices(open[index].field, list) else { return false }
        open[index].values = values
      case .choices(let list):
        guard let values = choiceSets(open[index].field, list) else { return false }
        open[index].values = values
      case .text:
        guard let values = texts(open[index].field) else { return false }
        open[index].values = values
      case .number: break
      case .date: return false
      }
      if isAskedWhetherApplicable(open[index].field) {
        open[index].values.append(Fact(.notApplicable(""), range: nil))
      }
    }
    return fillNumbers(of: &open)
  }

  private static func fact(_ value: ScalarValue) -> Fact { Fact(.value(value), range: nil) }

  private func isAskedWhetherApplicable(_ field: Int) -> Bool {
    var found = false
    visit { step in
      if case .applicable(field, _) = step { found = true }
    }
    return found
  }

  /// One choice of each kind that the rule tells apart.
  private func choices(_ field: Int, _ list: Int) -> [Fact]? {
    guard let kinds = kinds(of: field, in: list) else { return nil }
    return kinds.indices.filter { kinds[$0] == $0 }.map { Self.fact(.choice($0)) }
  }

  /// By choice, the first one that the rule does not tell apart from it; nil: it may tell all apart.
  func kinds(of field: Int, in list: Int) -> [Int]? {
    var groups: [Set<Int>] = []
    guard
      forEachTest(
        of: field,
        { step in
          switch step {
          case .oneOf(_, let constants): groups.append(Self.choices(program.constants(constants)))
          case .memberOfSet(_, let set): groups.append(program.rules.sets[set].members)
          case .constant, .field, .parameter, .definition, .not, .and, .or, .compare, .includes,
            .includesOnly, .arithmetic, .negative, .extremum, .choose, .shifted, .daysBetween,
            .rounded, .hasValue, .keys, .aggregate, .applicable, .asOf:
            break
          }
        })
    else { return nil }
    var first: [[Bool]: Int] = [:]
    return program.vocabulary.choiceLists[list].choices.indices.map { choice in
      let kind = groups.map { $0.contains(choice) }
      if let known = first[kind] { return known }
      first[kind] = choice
      return choice
    }
  }

  /// All selections among the choices that the rule names, with and without another one.
  private func choiceSets(_ field: Int, _ list: Int) -> [Fact]? {
    var named: Set<Int> = []
    guard
      forEachTest(
        of: field,
        { step in
          switch step {
          case .includes(_, let constants), .includesOnly(_, let constants):
            named.formUnion(Self.choices(program.constants(constants)))
          case .constant, .field, .parameter, .definition, .not, .and, .or, .compare, .oneOf,
            .memberOfSet, .arithmetic, .negative, .extremum, .choose, .shifted, .daysBetween,
            .rounded, .hasValue, .keys, .aggregate, .applicable, .asOf:
            break
          }
        }), named.count <= 5
    else { return nil }
    let other = program.vocabulary.choiceLists[list].choices.indices.first { !named.contains($0) }
    var selections: [Set<Int>] = [[]]
    for choice in named.sorted() + (other.map { [$0] } ?? []) {
      selections += selections.map { $0.union([choice]) }
    }
    return selections.map { Self.fact(.choices($0)) }
  }

  /// The texts that the rule names, and one that it does not.
  private func texts(_ field: Int) -> [Fact]? {
    var named: [ScalarValue] = []
    guard
      forEachTest(
        of: field,
        { step in
          if case .oneOf(_, let constants) = step {
            named += program.constants(constants).filter { !named.contains($0) }
          }
        })
    else { return nil }
    return (named + [.text("")]).map(Self.fact)
  }

  private static func choices(_ constants: [ScalarValue]) -> Set<Int> {
    var choices: Set<Int> = []
    for case .choice(let choice) in constants { choices.insert(choice) }
    return choices
  }

  /// Calls back for each step that reads a field; false when one of them, such as the key of a
  /// parameter, tells all values apart.
  private func forEachTest(of field: Int, _ body: (Step) -> Void) -> Bool {
    var isKnown = true
    for index in program.uses(under: conditions).keys.sorted() {
      let step = program.steps[index]
      let operands: [Int]
      var isTest = true
      switch step {
      case .oneOf(let operand, _), .memberOfSet(let operand, _), .includes(let operand, _),
        .includesOnly(let operand, _):
        operands = [operand]
      case .parameter(_, let key):
        operands = key.map { [$0] } ?? []
        isTest = false
      case .compare(_, let left, let right), .arithmetic(_, let left, let right):
        operands = [left, right]
        isTest = false
      case .choose, .shifted, .daysBetween, .rounded, .hasValue, .keys:
        operands = program.operands(of: index)
        isTest = false
      case .constant, .field, .definition, .not, .and, .or, .negative, .extremum, .aggregate,
        .applicable, .asOf:
        continue
      }
      for operand in operands where reads(operand, field) {
        if isTest { body(step) } else { isKnown = false }
      }
    }
    return isKnown
  }

  private func reads(_ step: Int, _ field: Int) -> Bool {
    if case .field(field, _) = program.steps[step] { true } else { false }
  }

  // MARK: - Numbers

  /// Numbers are tried at and between the thresholds they meet under any value of the others.
  private func fillNumbers(of open: inout [OpenFact]) -> Bool {
    let numbers = open.indices.filter { open[$0].isNumber(in: program.vocabulary) }
    guard !numbers.isEmpty else { return true }
    let others = open.filter { !$0.isNumber(in: program.vocabulary) }
    guard others.map({ $0.values.count }).reduce(1, *) <= Self.combinationLimit else {
      return false
    }
    for index in numbers {
      let fact = open[index]
      let declared = program.vocabulary.fields[fact.field]
      guard let unit = declared.unit else { return false }
      var thresholds = Thresholds()
      for values in Self.combinations(of: others.map({ $0.values })) {
        let assumptions = Dictionary(uniqueKeysWithValues: zip(others.map { $0.reference }, values))
        thresholds.merge(
          ThresholdFinder.thresholds(
            of: fact.reference, in: conditions, evaluator.assuming(assumptions)))
      }
      guard thresholds.isComplete else { return false }
      let samples = NumberSamples(
        thresholds.values, in: interval(of: fact), isInteger: declared.isInteger, unit: unit)
      open[index].values += samples.values.map { number in
        Self.fact(.number(Quantity(interval: NumberInterval(number), unit: unit)))
      }
    }
    return true
  }

  private func interval(of open: OpenFact) -> NumberInterval {
    // A number given as a range is in that range.
    let given = evaluator.given(open.reference)
    if case .value(.number(let quantity))? = given?.state { return quantity.interval }
    return program.vocabulary.fields[open.field].interval
  }

  // MARK: - Combinations

  /// All ways to take one of each, the last one changing fastest.
  private static func combinations(of lists: [[Fact]]) -> [[Fact]] {
    lists.reduce([[]]) { partial, list in
      partial.flatMap { taken in list.map { taken + [$0] } }
    }
  }

  /// Whether two combinations that differ in one fact alone come out differently.
  private static func matters(_ fact: Int, _ counts: [Int], _ outcomes: [Outcome]) -> Bool {
    let stride = counts[(fact + 1)...].reduce(1, *)
    return outcomes.indices.contains { index in
      let position = index / stride % counts[fact]
      return position > 0 && outcomes[index] != outcomes[index - stride]
    }
  }
}

extension Completion.OpenFact {
  fileprivate func isNumber(in vocabulary: Vocabulary) -> Bool {
    if case .number = vocabulary.fields[field].type { true } else { false }
  }
}

extension Evaluator {
  /// The same place in the dossier with further facts supposed to be so, nothing computed yet.
  func assuming(_ facts: [FactReference: Fact]) -> Evaluator {
    var other = Evaluator(
      program: program, binding: binding, steps: trace.results.steps,
      assumptions: assumptions.overridden(by: facts))
    other.environment = environment
    other.ownJustification = ownJustification
    return other
  }

  /// The same place for trying a few steps of many, nothing computed yet.
  func scratch(assuming facts: [FactReference: Fact] = [:]) -> Evaluator {
    var other = Evaluator(
      program: program, binding: binding, results: StepResults(ofFew: trace.results.steps),
      assumptions: facts.isEmpty ? assumptions : assumptions.overridden(by: facts))
    other.environment = environment
    other.ownJustification = ownJustification
    return other
  }

  /// What is said of a fact of the project or of the element at hand.
  func given(_ reference: FactReference) -> Fact? {
    guard case .field(let field) = reference.target else { return nil }
    let variable = reference.indices.isEmpty ? nil : 0
    let (fact, own) = fact(field, variable)
    return own == reference ? fact : nil
  }
}
