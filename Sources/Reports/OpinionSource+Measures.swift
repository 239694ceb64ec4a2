import Rules

extension OpinionSource {
  /// What the rules themselves demand of who does not meet them, with the numbers to reach; what
  /// these lead to together, reviewed again in full; what falls due later.
  var measures: [String] { orders + promise + dueLater }

  // MARK: - Orders

  private var orders: [String] {
    let targets = self.targets
    var told: Set<FactReference> = []
    let orders = kinds.filter { ruling(on: $0) == nil }.map { kind -> String in
      let own = targets.filter { target in
        !told.contains(target.reference) && isTarget(target, of: kind)
      }
      told.formUnion(own.map { $0.reference })
      return order(kind, own)
    }
    let rest = targets.filter { !told.contains($0.reference) }
      .map { words(of: $0) + say("。", ".") }
    return .union(of: (orders + rest).lazy.map { [$0] })
  }

  /// The words of the rules, then the numbers.
  private func order(_ kind: CauseKind, _ targets: [FactChange]) -> String {
    let numbers = targets.map { words(of: $0) }.joined(separator: source.semicolon)
    let doubt = isUnverified(kind) ? say("，数值未核实", ", an unverified figure") : ""
    guard let remedy = remedy(of: kind)?.withoutEnd else {
      return (numbers.isEmpty ? demand(of: kind) : numbers + doubt) + say("。", ".")
    }
    let reached = targets.filter { $0.direction != .nothing }.map { words(of: $0) }
      .joined(separator: source.semicolon)
    // The rules say what helps in Chinese alone.
    return reached.isEmpty
      ? say("\(remedy)。", "\(demand(of: kind)); in the words of the rules, “\(remedy)”.")
      : say(
        "\(remedy)（以数值计：\(reached)\(doubt)）。",
        "\(reached)\(doubt); in the words of the rules, “\(remedy)”.")
  }

  /// What the heaviest rule of a kind that says so wants done.
  private func remedy(of kind: CauseKind) -> String? {
    let rules = [Int].union(
      of: kind.causes.lazy.map { cause in
        [self.failures.leading(cause).rule] + cause.findings.map { self.review.findings[$0].rule }
      })
    return rules.lazy.compactMap { self.program.rules.rules[$0].remedy }.first
  }

  /// Where no rule says what is to be done: the clause.
  private func demand(of kind: CauseKind) -> String {
    let rule = failures.leading(kind.causes[0]).rule
    let title = program.rules.rules[rule].title(source.language)
    let clause = clause(ofRule: rule).first
    return clause.map { say("“\(title)”须符合\($0)", "“\(title)” must be as \($0) says") }
      ?? say("“\(title)”须符合要求", "“\(title)” must be met")
  }

  /// Whether the limit that is hardest to keep is one that nobody verified.
  private func isUnverified(_ kind: CauseKind) -> Bool {
    let findings = kind.causes.flatMap { $0.findings.map { review.findings[$0] } }
    func distance(_ finding: Finding) -> ExactNumber { finding.margin?.percent ?? .zero }
    let hardest = findings.filter { $0.margin != nil }.max { distance($0) < distance($1) }
    return hardest.map { !$0.unverified.isEmpty } ?? false
  }

  // MARK: - Numbers to reach

  /// The numbers of the design that cure what fails, each fact once by the one that is hardest to
  /// reach. What is a paper or a finding is no number: the rules say how to get it.
  private var targets: [FactChange] {
    let changes =
      advice.repairs.repairs.first?.changes ?? advice.remedies.flatMap { $0.changes }
    var targets: [FactChange] = []
    for change in changes where change.direction != nil {
      guard let index = targets.firstIndex(where: { $0.reference == change.reference }) else {
        targets.append(change)
        continue
      }
      if change.isBeyond(targets[index]) { targets[index] = change }
    }
    return targets
  }

  /// Whether a number cures a kind: its causes fail on it, or the changes that cure its rules name it.
  private func isTarget(_ target: FactChange, of kind: CauseKind) -> Bool {
    if kind.causes.contains(where: { $0.facts.contains(target.reference) }) { return true }
    let rules = Set(kind.causes.flatMap { $0.findings.map { review.findings[$0].rule } })
    return advice.remedies.contains { remedy in
      !rules.isDisjoint(with: remedy.rules)
        && remedy.changes.contains { $0.reference == target.reference }
    }
  }

  /// `电能利用效率PUE降到 1.2 以下`; what is to be nothing is not a number: `不得新增产能`.
  private func words(of target: FactChange) -> String {
    let name = say(
      isOnlyElement(target.reference)
        ? target.label(in: program) : source.words.name(ofFact: target.reference),
      target.path(in: program).plainName(.english))
    let to = target.toText(in: program, source.language)
    switch target.direction {
    case .nothing?:
      let planned = ["新增", "拟建"].first { name.hasPrefix($0) }
      return say(
        planned.map { "不得新增" + name.dropFirst($0.count) } ?? "不得有\(name)", "no \(name)")
    case .down?: return say("\(name)降到 \(to)以下", "\(name) down to \(to) or less")
    case .up?: return say("\(name)提高到 \(to)以上", "\(name) up to \(to) or more")
    case nil: return name
    }
  }

  /// Whether the list of a fact has no other element.
  private func isOnlyElement(_ reference: FactReference) -> Bool {
    guard case .field(let field) = reference.target else { return false }
    let list = program.vocabulary.fields[field].container
    guard case .elements(let elements)? = review.binding.dossier.root.lists[list]
    else { return false }
    return elements.count == 1
  }

  /// What all that cures the project leads to, which was reviewed again in full.
  private var promise: [String] {
    guard let repair = advice.repairs.repairs.first, rulings.all.isEmpty else { return [] }
    let result = repair.decision.name.spaced(source.language)
    let open =
      repair.decision == .supplement
      ? say("（还须补齐缺少的事实）", " (what is missing is still to be supplied)") : ""
    return [
      say(
        "以上各项都落实后，按规则重新审查的结论为“\(result)”\(open)。",
        "With all of this carried out, the review comes to “\(result)”\(open).")
    ]
  }

  private var dueLater: [String] {
    .union(
      of: review.rankedFindings(.notYetDue).lazy.map { index in
        let rule = self.program.rules.rules[self.review.findings[index].rule]
        guard let due = rule.due else { return [] }
        return [
          self.say(
            "\(rule.title(self.source.language))（\(rule.id)）：期限\(self.date(due))。",
            "\(rule.title(self.source.language)) (\(rule.id)): due \(self.date(due)).")
        ]
      })
  }
}

extension FactChange {
  fileprivate enum Direction { case down, up, nothing }

  /// Whether a number has to fall, to rise, or not to be at all; nil for what is no number, and for a
  /// fact that the dossier does not give.
  fileprivate var direction: Direction? {
    guard case .value(.number(let old))? = from?.state, case .number(let new) = to,
      let target = new.interval.single
    else { return nil }
    if target.isZero { return .nothing }
    if let high = old.interval.upper?.value, high > target { return .down }
    if let low = old.interval.lower?.value, low < target { return .up }
    return nil
  }

  /// Whether a change of the same fact goes farther than another one.
  fileprivate func isBeyond(_ other: FactChange) -> Bool {
    guard case .number(let own) = to, case .number(let its) = other.to,
      let target = own.interval.single, let reached = its.interval.single
    else { return false }
    return direction == .up ? target > reached : target < reached
  }
}
