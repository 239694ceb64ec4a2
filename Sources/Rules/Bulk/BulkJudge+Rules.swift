// The rules of a record, as `RuleJudge` judges them where verdicts are wanted.

extension BulkJudge {
  /// Judges all rules that hold for the place.
  func judgeRules(at place: BulkPlaces.Place) {
    var resting: Set<Int> = []
    var speaking: Set<Int> = []
    for standing in standings(at: place) {
      let rule = plan.rules[standing.rule]
      if standing.isDated, !speaks(rule) { continue }
      if standing.standing == .inForce {
        speaking.insert(rule.ruleset)
        judge(rule)
      } else {
        resting.insert(rule.ruleset)
        if standing.keepsMarks { judgeMarks(rule) }
      }
      guard evaluator.declined == nil else { return }
    }
    if !resting.isEmpty { checkDormant(place, resting, speaking) }
  }

  private func checkDormant(
    _ place: BulkPlaces.Place, _ resting: Set<Int>, _ speaking: Set<Int>
  ) {
    let regions = plan.program.rules.rulesets.map { $0.regions }
    let covered = Set(speaking.map { regions[$0] })
    if place.rulesets.contains(where: { resting.contains($0) && !covered.contains(regions[$0]) }) {
      evaluator.decline(.jurisdiction)
    }
  }

  /// The rules that may speak of a project at a place on the day.
  private func standings(at place: BulkPlaces.Place) -> [BulkStanding] {
    let rank = evaluator.asOfRank
    if let known = place.rules[rank] { return known }
    guard let day = BulkDay.date(evaluator.asOf) else { return [] }
    let catalogue = plan.program.rules
    let found: [BulkStanding] = plan.rules.compactMap { rule in
      guard place.holds[rule.ruleset] else { return nil }
      let declared = catalogue.rules[rule.index]
      let isDated = declared.datedBy != nil && catalogue.versions[declared.id] != nil
      guard isDated || catalogue.speaks(rule.index, on: day) else { return nil }
      let standing = standing(of: declared, on: day)
      var keepsMarks = false
      if case .lapsed = standing {
        keepsMarks = rule.dimension >= 0 && !catalogue.isReplaced(declared, on: day)
      }
      return BulkStanding(
        rule: rule.index, isDated: isDated, standing: standing, keepsMarks: keepsMarks)
    }
    place.rules[rank] = found
    return found
  }

  private func standing(of rule: CatalogueRule, on day: CalendarDate) -> Standing {
    let ruleset = plan.program.rules.rulesets[rule.ruleset].validity
    for validity in [rule.reviewPeriod, ruleset] {
      if let since = validity.since, day < since { return .notYetInForce(since: since) }
      if let until = validity.until, day > until { return .lapsed(on: until) }
    }
    return .inForce
  }

  private func speaks(_ rule: BulkRule) -> Bool {
    guard let day = BulkDay.date(evaluator.asOf) else { return true }
    return plan.program.rules.speaks(rule.index, on: day) { field in
      guard let fact = self.evaluator.fact(field, -1), fact.pointee.state == .date
        || fact.pointee.state == .days, let first = BulkDay.date(fact.pointee.first),
        let last = BulkDay.date(fact.pointee.last)
      else { return nil }
      return DayRange(first: first, last: last)
    }
  }

  // MARK: - One rule

  private func judge(_ rule: BulkRule) {
    var marks: BulkMarks?
    let known = findings.count
    forEachElement(of: rule) { isKnown in
      guard let finding = finding(rule, isKnown: isKnown) else { return }
      if let own = finding.marks { marks = marks.map { $0.smaller(own) } ?? own }
      if finding.finding.verdict == .notMet || finding.finding.verdict == .undetermined {
        findings.append(finding.finding)
      }
    }
    if evaluator.declined != nil {
      findings.removeLast(findings.count - known)
      marks = judgeByReference(rule)
    }
    count(marks, rule)
  }

  /// Only what a rule that lapsed still gives to the score.
  private func judgeMarks(_ rule: BulkRule) {
    var marks: BulkMarks?
    forEachElement(of: rule) { isKnown in
      guard let own = finding(rule, isKnown: isKnown)?.marks else { return }
      marks = marks.map { $0.smaller(own) } ?? own
    }
    if evaluator.declined != nil { marks = judgeByReference(rule) }
    count(marks, rule)
  }

  private func count(_ marks: BulkMarks?, _ rule: BulkRule) {
    guard let marks, rule.dimension >= 0 else { return }
    if !score.add(marks.low, marks.high, weight: rule.weight, dimension: rule.dimension) {
      evaluator.decline(.number)
    }
  }

  /// - Parameter body: Takes whether the element is known.
  private func forEachElement(of rule: BulkRule, _ body: (_ isKnown: Bool) -> Void) {
    guard rule.list >= 0 else { return body(true) }
    guard rule.variable >= 0 else { return evaluator.decline(.step) }
    switch evaluator.content(of: rule.list, owner: -1) {
    case .elements(let elements):
      for place in elements {
        let row = Int(evaluator.state.elements[place])
        evaluator.bind(
          rule.variable, BulkBinding.project.element(place - elements.lowerBound, row: row))
        body(true)
      }
    case .missing, .unavailable:
      evaluator.bind(rule.variable, BulkBinding.project.element(nil, row: -1))
      body(false)
    }
    evaluator.bind(rule.variable, .project)
  }

  /// - Parameter isKnown: Whether the element at hand is known.
  /// - Returns: nil where it does not apply.
  private func finding(
    _ rule: BulkRule, isKnown: Bool
  ) -> (finding: BulkFinding, marks: BulkMarks?)? {
    let conditions = BulkConditions(rule, evaluator)
    var verdict = conditions.verdict(evaluator.asOf)
    if verdict == .notApplicable { return nil }
    var causes = BulkCauses()
    var possible: [Int] = []
    switch verdict {
    case .undetermined, .notMet:
      possible = consequences(of: rule, &causes)
      if verdict == .notMet {
        for figure in evaluator.figures(in: conditions.figures(.notMet)) {
          causes.add(BulkCause(.unverified, figure: Int(figure)))
        }
      } else {
        conditions.addOpenCauses(evaluator.asOf, &causes)
      }
    case .met, .notApplicable, .notYetDue: break
    }
    if verdict == .undetermined {
      complete(rule, &verdict, &possible, &causes)
      if evaluator.declined != nil { return nil }
    }
    let isOpen = verdict == .notMet || verdict == .undetermined
    let marks = marks(verdict, rule)
    var finding = BulkFinding(
      rule: rule.index, verdict: verdict, consequences: isOpen ? possible : [], causes: causes,
      applicabilityCauses: isOpen ? conditions.applicabilityCauses(among: causes) : [],
      hasTimeLeft: conditions.timeLeft(evaluator.asOf) == .true,
      isUnverified: isOpen && !conditions.figures(verdict).isEmpty)
    if verdict == .notApplicable { return nil }
    guard !isKnown, isOpen else { return (finding, marks) }
    finding = unknownList(finding, rule)
    return (finding, marks.map { _ in .all })
  }

  /// The finding on an element of a list that was not given.
  private func unknownList(_ finding: BulkFinding, _ rule: BulkRule) -> BulkFinding {
    var kind = BulkCause.Kind.missing
    if case .unavailable = evaluator.content(of: rule.list, owner: -1) { kind = .unavailable }
    let cause = BulkCause(kind, BulkReference(list: rule.list, at: .project))
    var causes = BulkCauses()
    causes.add(cause)
    for own in finding.causes.all {
      if let fact = fact(of: own), !fact.isOfUnknown { causes.add(own) }
    }
    return BulkFinding(
      rule: finding.rule, verdict: .undetermined, consequences: finding.consequences,
      causes: causes, applicabilityCauses: kind == .missing ? [cause] : [],
      hasTimeLeft: finding.hasTimeLeft, isUnverified: finding.isUnverified)
  }

  /// The fact or list that a cause is of; nil: it is of none.
  func fact(of cause: BulkCause) -> BulkReference? {
    switch cause.kind {
    case .missing, .unavailable, .declaredNotApplicable, .imprecise, .emptyList:
      cause.reference
    case .ambiguousKey: evaluator.ambiguous[cause.number].fact
    case .other: evaluator.others[cause.number].fact.flatMap { BulkReference($0) }
    case .parameter, .emptyCell, .outsideValidity, .unverified, nil: nil
    }
  }

  // MARK: - Consequences and marks

  func consequences(of rule: BulkRule, _ causes: inout BulkCauses) -> [Int] {
    var positions: [Int] = []
    for (position, node) in rule.consequences.enumerated() {
      guard node >= 0 else {
        positions.append(position)
        return positions
      }
      let value = evaluator.value(node).pointee
      if value.isAbsent { continue }
      for figure in evaluator.figures(in: value.figures) {
        causes.add(BulkCause(.unverified, figure: Int(figure)))
      }
      switch value.figures.isEmpty ? value.truth : .unknown {
      case .true:
        positions.append(position)
        return positions
      case .unknown:
        positions.append(position)
        evaluator.addCauses(of: node, to: &causes)
      case .false: break
      }
    }
    if positions.isEmpty, !rule.consequences.isEmpty { positions = [rule.consequences.count - 1] }
    return positions
  }

  private func marks(_ verdict: Verdict, _ rule: BulkRule) -> BulkMarks? {
    guard rule.dimension >= 0 else { return nil }
    switch verdict {
    case .notApplicable, .notYetDue: return nil
    case .met, .notMet, .undetermined: break
    }
    if let grading = rule.grading, let marks = graded(grading) { return marks }
    switch verdict {
    case .met: return BulkMarks(low: .one, high: .one)
    case .notMet: return BulkMarks(low: .zero, high: .zero)
    case .undetermined, .notApplicable, .notYetDue: return .all
    }
  }

  private func graded(_ grading: (graded: Int, worst: Int, best: Int)) -> BulkMarks? {
    let value = evaluator.value(grading.graded).pointee
    let worst = evaluator.value(grading.worst).pointee
    let best = evaluator.value(grading.best).pointee
    guard value.kind == .quantity, worst.kind == .quantity, best.kind == .quantity,
      evaluator.agree(value, worst) == .true, evaluator.agree(value, best) == .true,
      evaluator.areAlignable(value, best), evaluator.areAlignable(worst, best),
      let (number, high) = evaluator.aligned(value, best),
      let (low, _) = evaluator.aligned(worst, best), number.isSingle, low.isSingle, high.isSingle,
      !(low.low == high.low)
    else { return nil }
    guard let part = number.low.subtracting(low.low), let whole = high.low.subtracting(low.low),
      let share = whole.inverted.flatMap({ part.multiplied(by: $0) })
    else {
      evaluator.decline(.number)
      return nil
    }
    let marks = share.isNegative ? .zero : .one < share ? .one : share
    return BulkMarks(low: marks, high: marks)
  }
}

/// The marks of a scored rule, from 0 to 1.
struct BulkMarks {
  let low: BulkNumber
  let high: BulkNumber

  static let all = BulkMarks(low: .zero, high: .one)

  func smaller(_ other: BulkMarks) -> BulkMarks {
    BulkMarks(
      low: other.low < low ? other.low : low, high: other.high < high ? other.high : high)
  }
}
