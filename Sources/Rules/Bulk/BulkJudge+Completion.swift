// Every value that the few open facts of a finding could have, as `Completion` tries them.

extension BulkJudge {
  private struct OpenFact {
    let reference: BulkReference
    let place: UnsafeMutablePointer<BulkFact>
    let values: [BulkFact]
  }

  private typealias Outcome = Completion.Outcome

  /// Tries the values of the facts that keep a finding open.
  func complete(
    _ rule: UnsafeMutablePointer<BulkRule>, _ verdict: inout Verdict, _ possible: inout [Int],
    _ causes: inout BulkCauses
  ) {
    guard let open = openFacts(rule, causes) else { return }
    let combinations = open.reduce(1) { $0 * $1.values.count }
    guard combinations > 0, combinations <= Completion.combinationLimit else { return }
    let outcomes = outcomes(rule, open, combinations)
    if let outcome = Outcome.common(of: outcomes) {
      verdict = outcome.verdict
      possible = outcome.consequences
      causes.removeAll { cause in
        fact(of: cause).map { fact in open.contains { $0.reference == fact } } ?? false
      }
      return
    }
    var stride = combinations
    for fact in open {
      stride /= fact.values.count
      guard !matters(fact.values.count, stride, outcomes) else { continue }
      causes.removeAll { self.fact(of: $0) == fact.reference }
    }
  }

  /// Whether two combinations that differ in one fact alone come out differently.
  private func matters(_ count: Int, _ stride: Int, _ outcomes: [Outcome]) -> Bool {
    outcomes.indices.contains { index in
      index / stride % count > 0 && outcomes[index] != outcomes[index - stride]
    }
  }

  /// nil: there is nothing to gain, or not all values can be tried.
  private func openFacts(
    _ rule: UnsafeMutablePointer<BulkRule>, _ causes: BulkCauses
  ) -> [OpenFact]? {
    guard causes.count <= Completion.factLimit else { return nil }
    let own = completionPlan(rule.pointee.index)
    var references: [BulkReference] = []
    for cause in causes.all {
      switch cause.kind {
      case .missing, .unavailable, .imprecise:
        let reference = cause.reference
        guard !reference.isList, !reference.isOfUnknown else { return nil }
        references.append(reference)
      default: return nil
      }
    }
    guard own.isRepeated || references.contains(where: { own.repeatedFields.contains($0.target) }),
      !references.contains(where: { own.basisFields.contains($0.target) })
    else { return nil }
    var open: [OpenFact] = []
    var others = 1
    var hasNumber = false
    for reference in references {
      guard let values = values(of: reference.target, rule.pointee.index) else { return nil }
      if plan.fields[reference.target].kind == .number {
        hasNumber = true
      } else {
        others *= values.count
      }
      guard let place = place(of: reference) else {
        evaluator.decline(.completion)
        return nil
      }
      open.append(OpenFact(reference: reference, place: place, values: values))
    }
    guard hasNumber else { return open }
    if open.count == 1 {
      let (only, rule) = (open[0], rule.pointee.index)
      guard let numbers = numbers(for: only.reference.target, at: only.place, rule) else {
        return nil
      }
      return [
        OpenFact(reference: only.reference, place: only.place, values: only.values + numbers)
      ]
    }
    // Numbers are tried between thresholds, which the reference solves for.
    if others <= Completion.combinationLimit { evaluator.decline(.completion) }
    return nil
  }

  /// The numbers that stand for all values of the one open fact, as `Completion` finds them between
  /// thresholds; nil, and perhaps declined: they cannot be told.
  private func numbers(
    for field: Int, at place: UnsafeMutablePointer<BulkFact>, _ rule: Int
  ) -> [BulkFact]? {
    isTried = true
    guard let sides = sides(against: field, rule) else {
      evaluator.decline(.completion)
      return nil
    }
    let declared = evaluator.code.fields[field]
    guard declared.unit != 0, let unit = evaluator.units.units[Int(declared.unit)] else {
      return nil
    }
    let given = place.pointee
    let own = given.state == .number ? given.unit : declared.unit
    var thresholds: Set<ExactNumber> = []
    for node in sides {
      let side = evaluator.value(node).pointee
      guard evaluator.declined == nil else { return nil }
      if side.isNotApplicable { continue }
      // What it is compared with is open itself.
      guard side.kind == .quantity, side.number.isSingle else { return nil }
      guard evaluator.isOfOneUnit(own, side.unit), let threshold = side.number.low.exact else {
        evaluator.decline(.completion)
        return nil
      }
      thresholds.insert(threshold)
    }
    let interval = given.state == .number ? given.number : declared.interval
    guard let interval = interval.exact else { return nil }
    let samples = NumberSamples(
      thresholds.sorted(), in: interval, isInteger: declared.isInteger, unit: unit)
    return samples.values.compactMap { number in
      guard let number = BulkNumber(number) else {
        evaluator.decline(.completion)
        return nil
      }
      var fact = BulkFact(state: .number)
      (fact.number, fact.unit) = (BulkInterval(number), declared.unit)
      return fact
    }
  }

  /// Most rules are never open, so that each is looked through when it is first asked for.
  private func completionPlan(_ rule: Int) -> BulkCompletionPlan {
    if let known = completionPlans[rule] { return known }
    let made = BulkCompletionPlan(plan.program.programRules[rule], plan.program)
    completionPlans[rule] = made
    return made
  }

  /// The nodes that a number is compared with; nil: they cannot be told.
  private func sides(against field: Int, _ rule: Int) -> [Int]? {
    let key = UInt64(rule) << 32 | UInt64(field)
    if let known = comparedNodes[key] { return known }
    let steps = completionPlan(rule).sides(against: field, plan.program)
    let nodes = steps.flatMap { steps in
      let nodes = steps.compactMap { plan.nodeOfStep[$0] }
      return nodes.count == steps.count ? nodes : nil
    }
    comparedNodes[key] = .some(nodes)
    return nodes
  }

  private func values(of field: Int, _ rule: Int) -> [BulkFact]? {
    let key = UInt64(rule) << 32 | UInt64(field)
    if let known = triedValues[key] { return known }
    let found = completionPlan(rule).values(of: field, plan.program, &evaluator.texts)
    triedValues[key] = .some(found)
    return found
  }

  /// Where a fact of the project or of the element at hand lies; nil: it is of another element.
  private func place(of reference: BulkReference) -> UnsafeMutablePointer<BulkFact>? {
    let field = plan.fields[reference.target]
    if evaluator.reference(reference.target, -1) == reference {
      return field.home == 0 ? evaluator.state.rows + field.place : nil
    }
    guard let row = row(of: reference) else { return nil }
    return evaluator.state.rows + row + field.place
  }

  /// The row of the element that a reference names.
  private func row(of reference: BulkReference) -> Int? {
    let home = plan.schema.homeOfField[reference.target]
    let positions = reference.positions
    let lists = [plan.schema.homeOfList[home], home].filter { $0 != 0 }
    guard positions.count == lists.count else { return nil }
    var row = 0
    for (list, position) in zip(lists, positions) {
      let content = evaluator.state.rows[row + plan.schema.placeOfList[list]]
      guard content.state == .elements, position < content.last else { return nil }
      row = Int(evaluator.state.elements[content.first + position])
    }
    return row
  }

  private func outcomes(
    _ rule: UnsafeMutablePointer<BulkRule>, _ open: [OpenFact], _ combinations: Int
  ) -> [Outcome] {
    isTried = true
    let given = open.map { $0.place.pointee }
    var outcomes: [Outcome] = []
    outcomes.reserveCapacity(combinations)
    evaluator.trying {
      for combination in 0..<combinations {
        var rest = combination
        for fact in open.reversed() {
          fact.place.pointee = fact.values[rest % fact.values.count]
          rest /= fact.values.count
        }
        evaluator.registers.renew()
        outcomes.append(outcome(rule))
      }
    }
    for (fact, value) in zip(open, given) { fact.place.pointee = value }
    return outcomes
  }

  private func outcome(_ rule: UnsafeMutablePointer<BulkRule>) -> Outcome {
    let verdict = evaluator.verdict(evaluator.conditions(of: rule), rule)
    switch verdict {
    case .met where !rule.pointee.isEffect, .notApplicable, .notYetDue:
      return Outcome(verdict: verdict, consequences: [])
    case .met, .notMet, .undetermined:
      var causes = BulkCauses()
      return Outcome(verdict: verdict, consequences: consequences(of: rule, &causes))
    }
  }
}
