// The rules of a record, as `RuleJudge` judges them where verdicts are wanted.

extension BulkJudge {
  /// Judges all rules that hold for the place.
  func judgeRules(at place: BulkPlaces.Place) {
    let standings = standings(at: place)
    (isSpeaking, isResting) = (standings.isSpeaking, standings.isResting)
    let posts = followSignposts()
    for word in 0..<standings.wordCount {
      var open = standings.undated[word]
      for post in 0..<posts where open != 0 { open &= mayApply[post][word] }
      open |= standings.dated[word]
      while open != 0 {
        let bit = open & (0 &- open)
        open ^= bit
        judge(word &* 64 &+ bit.trailingZeroBitCount, standings, word, bit)
        if evaluator.declined != nil { return }
      }
    }
    if isResting.contains(true) { checkDormant(place) }
  }

  private func judge(_ index: Int, _ standings: BulkStandings, _ word: Int, _ bit: UInt64) {
    let rule = evaluator.code.rules + index
    let isInForce = standings.inForce[word] & bit != 0
    if standings.dated[word] & bit != 0 {
      if !speaks(index) { return }
      if isInForce {
        isSpeaking[rule.pointee.ruleset] = true
      } else {
        isResting[rule.pointee.ruleset] = true
      }
    }
    if isInForce {
      judge(rule)
    } else if standings.keepingMarks[word] & bit != 0 {
      judgeMarks(rule)
    }
  }

  /// Finds the bits of the rules that may apply by each fact that excludes any.
  ///
  /// - Returns: How many of ``mayApply`` there are.
  private func followSignposts() -> Int {
    let code = evaluator.code
    var count = 0
    for index in 0..<code.postCount {
      let post = code.posts + index
      let fact = evaluator.state.rows + post.pointee.place
      let value = fact.pointee.first
      guard fact.pointee.state == (post.pointee.isChoice ? .choice : .truth),
        value < post.pointee.valueCount
      else { continue }
      mayApply[count] = code.ruleBits + post.pointee.start + value * code.ruleWordCount
      count += 1
    }
    return count
  }

  /// A place of which no rule of a ruleset is in force is for the reference to tell of.
  private func checkDormant(_ place: BulkPlaces.Place) {
    let regions = words.regionsOfRuleset
    let isDormant = place.rulesets.contains { resting in
      isResting[resting]
        && !isSpeaking.indices.contains {
          isSpeaking[$0] && regions[$0] == regions[resting]
        }
    }
    if isDormant { evaluator.decline(.jurisdiction) }
  }

  /// The rules that may speak of the project at a place on the day.
  private func standings(at place: BulkPlaces.Place) -> BulkStandings {
    let key = BulkStandingsTable.Key(selection: place.selection, rank: evaluator.asOfRank)
    if let known = standings[key] { return known }
    let found = BulkStandings(
      standings(at: place, on: BulkDay.date(evaluator.asOf)), plan.rules,
      rulesets: plan.program.rules.rulesets.count, wordCount: evaluator.code.ruleWordCount)
    standings.insert(found, at: key)
    return found
  }

  private func standings(at place: BulkPlaces.Place, on day: CalendarDate?) -> [BulkStanding] {
    guard let day else { return [] }
    let catalogue = plan.program.rules
    return plan.rules.compactMap { rule in
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
        rule: rule.index, isDated: isDated, isInForce: standing == .inForce,
        keepsMarks: keepsMarks)
    }
  }

  private func standing(of rule: CatalogueRule, on day: CalendarDate) -> Standing {
    let ruleset = plan.program.rules.rulesets[rule.ruleset].validity
    for validity in [rule.reviewPeriod, ruleset] {
      if let since = validity.since, day < since { return .notYetInForce(since: since) }
      if let until = validity.until, day > until { return .lapsed(on: until) }
    }
    return .inForce
  }

  private func speaks(_ rule: Int) -> Bool {
    guard let day = BulkDay.date(evaluator.asOf) else { return true }
    return plan.program.rules.speaks(rule, on: day) { field in
      guard let fact = self.evaluator.fact(field, -1),
        fact.pointee.state == .date
          || fact.pointee.state == .days, let first = BulkDay.date(fact.pointee.first),
        let last = BulkDay.date(fact.pointee.last)
      else { return nil }
      return DayRange(first: first, last: last)
    }
  }

  // MARK: - One rule

  private func judge(_ rule: UnsafeMutablePointer<BulkRule>) {
    var marks: BulkMarks?
    let known = findings.count
    forEachElement(of: rule) { isKnown in
      let outcome = outcome(of: rule, isKnown: isKnown)
      if let own = outcome.marks { marks = marks.map { $0.smaller(own) } ?? own }
      if let finding = outcome.finding { findings.append(finding) }
    }
    if evaluator.declined != nil {
      findings.removeLast(findings.count - known)
      marks = judgeByReference(rule)
    }
    count(marks, rule)
  }

  /// Only what a rule that lapsed still gives to the score.
  private func judgeMarks(_ rule: UnsafeMutablePointer<BulkRule>) {
    var marks: BulkMarks?
    forEachElement(of: rule) { isKnown in
      guard let own = outcome(of: rule, isKnown: isKnown).marks else { return }
      marks = marks.map { $0.smaller(own) } ?? own
    }
    if evaluator.declined != nil { marks = judgeByReference(rule) }
    count(marks, rule)
  }

  private func count(_ marks: BulkMarks?, _ rule: UnsafeMutablePointer<BulkRule>) {
    guard let marks, rule.pointee.dimension >= 0 else { return }
    if !score.add(
      marks.low, marks.high, weight: rule.pointee.weight, dimension: rule.pointee.dimension)
    {
      evaluator.decline(.number)
    }
  }

  /// - Parameter body: Takes whether the element is known.
  private func forEachElement(
    of rule: UnsafeMutablePointer<BulkRule>, _ body: (_ isKnown: Bool) -> Void
  ) {
    guard rule.pointee.list >= 0 else { return body(true) }
    guard rule.pointee.variable >= 0 else { return evaluator.decline(.step) }
    switch evaluator.content(of: rule.pointee.list, owner: -1) {
    case .elements(let elements):
      for place in elements {
        let row = Int(evaluator.state.elements[place])
        evaluator.bind(
          rule.pointee.variable, BulkBinding.project.element(place - elements.lowerBound, row: row))
        body(true)
      }
    case .missing, .unavailable:
      evaluator.bind(rule.pointee.variable, BulkBinding.project.element(nil, row: -1))
      body(false)
    }
    evaluator.bind(rule.pointee.variable, .project)
  }

  /// What a rule comes to for the element at hand, and its marks.
  ///
  /// - Parameter isKnown: Whether the element is known.
  private func outcome(
    of rule: UnsafeMutablePointer<BulkRule>, isKnown: Bool
  ) -> (finding: BulkFinding?, marks: BulkMarks?) {
    let outcome = recurring(rule.pointee.index, rule.pointee.variable) {
      self.outcome(rule, isKnown: isKnown)
    }
    guard evaluator.declined == nil, let marks = marks(outcome.verdict, rule) else {
      return (outcome.finding, nil)
    }
    return (outcome.finding, isKnown || outcome.finding == nil ? marks : .all)
  }

  private func outcome(
    _ rule: UnsafeMutablePointer<BulkRule>, isKnown: Bool
  ) -> BulkOutcome {
    if let verdict = evaluator.plainVerdict(rule) { return BulkOutcome(verdict: verdict) }
    let conditions = evaluator.conditions(of: rule)
    var verdict = evaluator.verdict(conditions, rule)
    guard verdict == .notMet || verdict == .undetermined else {
      return BulkOutcome(verdict: verdict)
    }
    var causes = BulkCauses()
    var possible = consequences(of: rule, &causes)
    if verdict == .notMet {
      for figure in evaluator.figures(in: evaluator.figures(conditions, .notMet)) {
        causes.add(BulkCause(.unverified, figure: Int(figure)))
      }
    } else {
      evaluator.addOpenCauses(conditions, rule, &causes)
      complete(rule, &verdict, &possible, &causes)
      if evaluator.declined != nil { return BulkOutcome() }
    }
    guard verdict == .notMet || verdict == .undetermined else {
      return BulkOutcome(verdict: verdict)
    }
    let finding = BulkFinding(
      rule: rule.pointee.index, verdict: isKnown ? verdict : .undetermined,
      consequences: possible, causes: isKnown ? causes : causesOfUnknownList(causes, rule),
      applicabilityCauses: isKnown
        ? evaluator.applicabilityCauses(conditions, rule, among: causes)
        : isMissing(rule) ? [causeOfUnknownList(rule)] : [],
      hasTimeLeft: evaluator.timeLeft(conditions, rule) == .true,
      isUnverified: !evaluator.figures(conditions, verdict).isEmpty, evaluator.code)
    return BulkOutcome(verdict: verdict, finding: finding)
  }

  // MARK: - Lists that were not given

  /// What is asked where a rule speaks of each element of such a list.
  private func causesOfUnknownList(
    _ found: BulkCauses, _ rule: UnsafeMutablePointer<BulkRule>
  ) -> BulkCauses {
    var causes = BulkCauses([causeOfUnknownList(rule)])
    for own in found.all {
      if let fact = fact(of: own), !fact.isOfUnknown { causes.add(own) }
    }
    return causes
  }

  private func causeOfUnknownList(_ rule: UnsafeMutablePointer<BulkRule>) -> BulkCause {
    BulkCause(
      isMissing(rule) ? .missing : .unavailable,
      BulkReference(list: rule.pointee.list, at: .project))
  }

  /// Whether nothing is said of the list, rather than that it cannot be given.
  private func isMissing(_ rule: UnsafeMutablePointer<BulkRule>) -> Bool {
    if case .unavailable = evaluator.content(of: rule.pointee.list, owner: -1) { return false }
    return true
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

  func consequences(
    of rule: UnsafeMutablePointer<BulkRule>, _ causes: inout BulkCauses
  ) -> [Int] {
    var positions: [Int] = []
    let range = rule.pointee.consequences.range
    for place in range {
      let position = place - range.lowerBound
      let node = evaluator.part(place)
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
    if positions.isEmpty, !range.isEmpty { positions = [range.count - 1] }
    return positions
  }

  private func marks(_ verdict: Verdict, _ rule: UnsafeMutablePointer<BulkRule>) -> BulkMarks? {
    guard rule.pointee.dimension >= 0 else { return nil }
    switch verdict {
    case .notApplicable, .notYetDue: return nil
    case .met, .notMet, .undetermined: break
    }
    if rule.pointee.graded >= 0, let marks = graded(rule) { return marks }
    switch verdict {
    case .met: return BulkMarks(low: .one, high: .one)
    case .notMet: return BulkMarks(low: .zero, high: .zero)
    case .undetermined, .notApplicable, .notYetDue: return .all
    }
  }

  private func graded(_ rule: UnsafeMutablePointer<BulkRule>) -> BulkMarks? {
    let value = evaluator.value(rule.pointee.graded).pointee
    let worst = evaluator.value(rule.pointee.worst).pointee
    let best = evaluator.value(rule.pointee.best).pointee
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
