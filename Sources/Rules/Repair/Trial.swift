/// Judges a changed dossier by judging again only the rules that read a changed fact.
///
/// The outcome is that of a full evaluation. A repair is nevertheless entered in the dossier, bound
/// and evaluated before it is shown.
struct Trial {
  let review: Review
  let readers: FieldReaders
  /// The findings on the dossier as it is, by rule.
  let findings: [Int: [Finding]]
  /// What the findings of each rule come to on the dossier as it is.
  let standings: RuleStandings
  /// The place is looked up once for all that is tried.
  private let places = PlaceMemory()

  init(_ review: Review) {
    self.review = review
    readers = FieldReaders(of: review)
    findings = Dictionary(grouping: review.findings, by: { $0.rule })
    standings = RuleStandings(of: findings, in: review.program.vocabulary)
  }

  private var vocabulary: Vocabulary { review.program.vocabulary }

  /// Judges rules on the dossier with facts changed.
  func judge(under changes: ChangeSet) -> RuleJudge {
    guard readers.feedTotals(changes.fields) else {
      return RuleJudge(
        program: review.program, binding: review.binding, assumptions: changes.facts)
    }
    return judge(entering: changes)
  }

  /// The findings of the rules that read one of the fields.
  func findings(reading fields: some Sequence<Int>, under changes: ChangeSet) -> [Int: [Finding]] {
    let judge = judge(under: changes)
    var found: [Int: [Finding]] = [:]
    for rule in readers.rules(reading: fields) {
      found[rule] = findings(of: rule, under: changes, judge)
    }
    return found
  }

  /// The findings of a rule; of one over a list only the changed elements are judged again.
  func findings(of rule: Int, under changes: ChangeSet, _ judge: RuleJudge) -> [Finding] {
    let read = changes.values.keys.filter { readers.fields[rule].contains($0.field) }
    guard var known = findings[rule], readers.readsOwnElement(rule, changes.fields) else {
      return judge.findings(of: rule)
    }
    for position in Set(read.compactMap { $0.indices.first ?? nil }) {
      guard known.indices.contains(position), let again = judge.finding(of: rule, at: position)
      else { return judge.findings(of: rule) }
      known[position] = again
    }
    return known
  }

  /// What the changed dossier comes to.
  func standing(under changes: ChangeSet) -> DecisionStanding {
    standing(with: findings(reading: changes.fields, under: changes))
  }

  /// What all findings come to when those of some rules are replaced.
  func standing(with replaced: [Int: [Finding]]) -> DecisionStanding {
    standings.standing(with: replaced)
  }

  /// What each rule comes to when the findings of some are replaced.
  func replacing(_ replaced: [Int: [Finding]]) -> RuleStandings { standings.replacing(replaced) }

  /// Judges rules on the dossier with changes entered, bound anew.
  func judge(entering changes: ChangeSet) -> RuleJudge {
    RuleJudge(program: review.program, binding: binding(under: changes))
  }

  /// The review of the dossier with changes entered and bound anew.
  ///
  /// A rule keeps its findings when the bound dossiers do not differ in anything that it rests on, nor in
  /// what the project can have.
  func review(entering changes: [FactChange]) -> Review {
    let binding = binding(entering: changes)
    let root = review.binding.dossier.root
    guard leavesExistence(changes), let fields = root.fieldsThatDiffer(from: binding.dossier.root),
      fields.isDisjoint(with: review.program.farReachingFields)
    else { return evaluate(review.program, with: binding) }
    let touched = Set(readers.rules(reading: fields))
    return evaluate(review.program, with: binding) { judge, rule in
      guard !touched.contains(rule), let known = findings[rule] else {
        return judge.findings(of: rule)
      }
      return known
    }
  }

  private func binding(under changes: ChangeSet) -> Binding {
    binding(entering: changes.entered(in: review))
  }

  private func binding(entering changes: [FactChange]) -> Binding {
    let original = review.binding
    let isOfItsKind = leavesExistence(changes)
    let dossier = original.dossier.applying(changes, asGiven: !isOfItsKind, in: vocabulary)
    return bind(
      dossier, to: review.program, parameters: original.parameters, asOf: original.asOf,
      today: original.asOf, places: places, existence: isOfItsKind ? original.existence : nil
    ).binding
  }

  /// Whether what the project can have is the same with facts changed.
  private func leavesExistence(_ changes: [FactChange]) -> Bool {
    let existence = review.binding.existence
    let farReaching = review.program.farReachingFields
    return existence.foreign.isEmpty
      && changes.allSatisfy {
        !farReaching.contains($0.field) && !existence.absentFields.contains($0.field)
      }
  }
}

/// What findings do to the decision, apart by what is wrong and what is open.
struct DecisionStanding: Equatable {
  /// What the rules that are not met lead to.
  private(set) var shortcoming = Decision.approve
  /// What the undetermined rules lead to.
  private(set) var open = Decision.approve

  init(shortcoming: Decision, open: Decision) {
    self.shortcoming = shortcoming
    self.open = open
  }

  init(of findings: some Sequence<Finding>, in vocabulary: Vocabulary) {
    for finding in findings {
      let effect = finding.effect(in: vocabulary)
      switch finding.verdict {
      case .notMet where finding.unverified.isEmpty: shortcoming = max(shortcoming, effect)
      case .notMet, .undetermined: open = max(open, effect)
      case .met, .notApplicable, .notYetDue: break
      }
    }
  }

  mutating func formMaximum(with other: DecisionStanding) {
    shortcoming = max(shortcoming, other.shortcoming)
    open = max(open, other.open)
  }

  var decision: Decision { max(shortcoming, open) }
}

/// What the findings of each rule come to; some can be replaced without a look at the others.
struct RuleStandings {
  private let vocabulary: Vocabulary
  private var standings: [Int: DecisionStanding] = [:]
  /// How many rules come to each decision by what is wrong, and by what is open.
  private var shortcomings = DecisionCounts()
  private var opens = DecisionCounts()

  init(of findings: [Int: [Finding]], in vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    for (rule, own) in findings { set(DecisionStanding(of: own, in: vocabulary), of: rule) }
  }

  /// The same with the findings of some rules replaced.
  func replacing(_ replaced: [Int: [Finding]]) -> RuleStandings {
    var other = self
    for (rule, own) in replaced { other.set(DecisionStanding(of: own, in: vocabulary), of: rule) }
    return other
  }

  /// What all rules come to when the findings of some are replaced.
  func standing(with replaced: [Int: [Finding]]) -> DecisionStanding {
    standing(with: replaced.mapValues { DecisionStanding(of: $0, in: vocabulary) })
  }

  /// What all rules come to when some come to something else.
  func standing(with replaced: [Int: DecisionStanding]) -> DecisionStanding {
    var (wrong, open) = (shortcomings, opens)
    var standing = DecisionStanding(shortcoming: .approve, open: .approve)
    for (rule, other) in replaced {
      standing.formMaximum(with: other)
      guard let own = standings[rule] else { continue }
      wrong.remove(own.shortcoming)
      open.remove(own.open)
    }
    standing.formMaximum(with: DecisionStanding(shortcoming: wrong.highest, open: open.highest))
    return standing
  }

  private mutating func set(_ standing: DecisionStanding, of rule: Int) {
    if let known = standings.updateValue(standing, forKey: rule) {
      shortcomings.remove(known.shortcoming)
      opens.remove(known.open)
    }
    shortcomings.add(standing.shortcoming)
    opens.add(standing.open)
  }
}

/// How many there are of each decision.
private struct DecisionCounts {
  private var counts = Decision.allCases.map { _ in 0 }

  mutating func add(_ decision: Decision) { counts[decision.rawValue] += 1 }
  mutating func remove(_ decision: Decision) { counts[decision.rawValue] -= 1 }

  /// Approval when there is none.
  var highest: Decision {
    Decision.allCases.last { counts[$0.rawValue] > 0 } ?? .approve
  }
}
