/// A fact or parameter that findings ask for.
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
  /// The hardest that the decision could become by it.
  public let couldDecide: Decision
  /// nil for a parameter.
  public let reference: FactReference?
  /// What each element of a list that is asked for must state, as fields; empty for another fact, and
  /// where nobody looked for it (``Review/withEntries(_:)``).
  public internal(set) var entries: [Int] = []

  /// The facts to ask for: those that could change the decision, or, when the decision is settled
  /// whatever they are, those that open findings ask for.
  public static func asked(in review: Review) -> [MissingFact] {
    let all = all(in: review)
    let decisive = all.filter { $0.isDecisive }
    return decisive.isEmpty ? all : decisive
  }

  /// What open findings ask for: what bears on the decision first, then what settles most.
  ///
  /// A rule that may not concern the project asks first whether it does: what it demands is not
  /// decisive yet, as long as another open finding keeps the decision where it is. So what is not
  /// decisive cannot move the decision by itself.
  public static func all(in review: Review) -> [MissingFact] {
    var list = MissingList(program: review.program)
    let settled = review.settledDecision
    let isOpen = settled < .refuse
    for fact in review.openJurisdiction {
      list.add(.missing(fact), rule: nil, among: 1, isDecisive: isOpen, worst: .refuse)
    }
    if !review.dormantRulesets.isEmpty, let date = review.program.vocabulary.asOfField {
      list.add(
        .missing(FactReference(.field(date))), rule: nil, among: 1, isDecisive: isOpen,
        worst: .refuse)
    }
    for contradiction in review.contradictions {
      for fact in contradiction.facts {
        list.add(
          .missing(fact), rule: nil, among: contradiction.facts.count, isDecisive: isOpen,
          worst: .refuse, question: contradiction.note.chinese)
      }
    }
    let isHeld = review.isHeldByApplicableRule
    for finding in review.findings {
      let worst = finding.worstEffect(in: review.program)
      let rule = review.program.rules.rules[finding.rule].id
      let first = Set(review.withScopes(isHeld ? finding.firstCauses : finding.causes))
      for cause in review.withScopes(finding.causes) {
        list.add(
          cause, rule: rule, among: first.count,
          isDecisive: worst > settled && first.contains(cause), worst: worst)
      }
    }
    return list.ranked
  }
}

extension Cause {
  /// The choices that a parent name leaves.
  fileprivate var question: String? {
    switch self {
    case .ambiguousKey(_, _, _, let parts): "是哪一种：\(parts.joined(separator: "、"))？"
    case .unitMismatch(let clash?):
      switch clash.given {
      case let given?:
        "单位是`\(given.chinese)`，与之比较的数是`\(clash.wanted.chinese)`：请按`\(clash.wanted.chinese)`填报。"
      case nil: "没有写单位，与之比较的数是`\(clash.wanted.chinese)`：请写明是什么单位。"
      }
    case .basisMismatch(let given, let wanted, _):
      "口径是“\(given.chinese)”，与之比较的数是“\(wanted.chinese)”：请按“\(wanted.chinese)”口径填报。"
    default: nil
    }
  }
}

extension Review {
  /// What the findings that are not met lead to at least, whatever the missing facts are.
  package var settledDecision: Decision {
    findings.map { $0.leastEffect(in: program.vocabulary) }.max() ?? .approve
  }
}

extension Review {
  /// The causes, and before each what says whether the project can have what is missing at all.
  fileprivate func withScopes(_ causes: [Cause]) -> [Cause] {
    causes.reduce(into: []) { all, cause in
      if case .missing(let fact) = cause {
        all = all.union(binding.existence.questions(before: fact.target))
      }
      all = all.union([cause])
    }
  }

  /// Whether some open finding keeps the decision where it is, whatever is demanded of the project
  /// by rules of which it is not known whether they concern it.
  fileprivate var isHeldByApplicableRule: Bool {
    var deferred: Set<Cause> = []
    for finding in findings where finding.verdict == .undetermined {
      deferred.formUnion(Set(finding.causes).subtracting(finding.firstCauses))
    }
    return findings.contains { finding in
      finding.verdict == .undetermined && !finding.causes.isEmpty
        && finding.effect(in: program.vocabulary) == decision
        && finding.causes.allSatisfy { !deferred.contains($0) }
    }
  }
}

extension Finding {
  /// What it asks first: whether it applies, while that is open; else all that it asks.
  fileprivate var firstCauses: [Cause] {
    applicabilityCauses.isEmpty ? causes : applicabilityCauses
  }

  /// What it does to the decision at least.
  fileprivate func leastEffect(in vocabulary: Vocabulary) -> Decision {
    guard verdict == .notMet, unverified.isEmpty else { return .approve }
    return possibleEffects(in: vocabulary).min() ?? .approve
  }

  /// What it could do to the decision at worst.
  package func worstEffect(in program: Program) -> Decision {
    if hasTimeLeft { return .approve }
    switch verdict {
    case .met, .notApplicable, .notYetDue: return .approve
    case .notMet, .undetermined:
      // A rule that demands nothing cannot be broken.
      if program.rules.rules[rule].isEffect { return effect(in: program.vocabulary) }
      return possibleEffects(in: program.vocabulary).max() ?? .approve
    }
  }

  /// What each consequence that is still possible does to the decision.
  private func possibleEffects(in vocabulary: Vocabulary) -> [Decision] {
    ([consequence].compactMap { $0 } + otherConsequences).map { consequence in
      consequence.all.compactMap { vocabulary.consequences[$0.consequence].onNotMet }.max()
        ?? .approve
    }
  }
}

/// Collects what findings ask for.
private struct MissingList {
  let program: Program
  private var order: [String] = []
  private var entries: [String: Entry] = [:]

  init(program: Program) { self.program = program }

  private struct Entry {
    let path: String
    let label: String
    let reference: FactReference?
    var question: String?
    var evidence: String?
    var rules: [String] = []
    var isDecisive = false
    var couldDecide = Decision.approve
    /// Shares of the findings that it takes part in settling, in sixtieths.
    var weight = 0
  }

  /// - Parameters:
  ///   - rule: nil for the choice of rulesets.
  ///   - count: How many facts the finding asks for.
  ///   - worst: What the finding could do to the decision.
  mutating func add(
    _ cause: Cause, rule: String?, among count: Int, isDecisive: Bool, worst: Decision,
    question: String? = nil
  ) {
    guard var entry = entry(for: cause) else { return }
    if let known = entries[entry.path] {
      entry = known
    } else {
      order.append(entry.path)
      entry.question = question ?? entry.question ?? nearRows(cause)
    }
    if let rule, !entry.rules.contains(rule) { entry.rules.append(rule) }
    entry.couldDecide = max(entry.couldDecide, worst)
    if isDecisive {
      entry.isDecisive = true
      entry.weight += 60 / max(count, 1)
    }
    entries[entry.path] = entry
  }

  private func entry(for cause: Cause) -> Entry? {
    switch cause {
    case .unverified(let figure):
      var entry = entry(of: figure)
      entry.question = "请主管部门核对该数值的原件：核对后在表中署名，或随审查给定。"
      return entry
    case .parameter(let index, let key):
      return entry(of: Figure(parameter: index, key: key))
    case .emptyCell(let index, let key), .outsideValidity(let index, let key):
      return entry(of: Figure(parameter: index, key: key))
    case .ambiguousKey(nil, let parameter, let key, _):
      return entry(of: Figure(parameter: parameter, key: key))
    case .ambiguousKey, .missing, .unavailable, .declaredNotApplicable, .imprecise,
      .unitMismatch, .basisMismatch, .overflow, .divisionByZero, .emptyList:
      guard let fact = cause.fact else { return nil }
      var entry = Entry(
        path: fact.path(in: program.vocabulary), label: fact.label(in: program.vocabulary),
        reference: fact)
      if case .field(let field) = fact.target {
        entry.question = cause.question ?? program.vocabulary.fields[field].question
        entry.evidence = program.vocabulary.fields[field].evidence
      }
      return entry
    }
  }

  /// The rows of a table that a name may mean which is not in it.
  private func nearRows(_ cause: Cause) -> String? {
    guard case .parameter(let index, let key?) = cause else { return nil }
    return program.rules.parameters[index].rowsNear(key)?.chinese
  }

  private func entry(of figure: Figure) -> Entry {
    let parameter = program.rules.parameters[figure.parameter]
    let suffix = figure.key.map { "[\($0)]" } ?? ""
    return Entry(
      path: "param.\(parameter.name.english)\(suffix)", label: parameter.label + suffix,
      reference: nil)
  }

  /// What is decisive first, then what settles most, then what most rules ask for.
  var ranked: [MissingFact] {
    let sorted = order.compactMap { entries[$0] }.enumerated().sorted { left, right in
      let (one, other) = (left.element, right.element)
      if one.isDecisive != other.isDecisive { return one.isDecisive }
      if one.weight != other.weight { return one.weight > other.weight }
      if one.rules.count != other.rules.count { return one.rules.count > other.rules.count }
      return left.offset < right.offset
    }
    return sorted.map { _, entry in
      MissingFact(
        path: entry.path, label: entry.label, question: entry.question, evidence: entry.evidence,
        rules: entry.rules, isDecisive: entry.isDecisive, couldDecide: entry.couldDecide,
        reference: entry.reference)
    }
  }
}
