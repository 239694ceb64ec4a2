/// Compares two versions of rules by meaning, rule by rule.
///
/// A rule that says the same in other words is proved equivalent; of any other an example is found
/// that only one version is violated by, or it is said why that could not be decided.
public struct RuleComparison {
  let old: Program
  let new: Program
  /// The day of the review where no period makes another one matter.
  let today: CalendarDate

  public init(_ old: Program, _ new: Program, today: CalendarDate) {
    (self.old, self.new, self.today) = (old, new, today)
  }

  /// The rules that changed or may have, in the order of the new version, then those left out.
  ///
  /// - Parameter hear: Hears how many of how many rules were looked at.
  public func differences(hear: (Int, Int) -> Void = { _, _ in }) -> [RuleDifference] {
    let before = RuleSignatures(old)
    return differences(from: before, to: RuleSignatures(new, besides: before), hear: hear)
  }

  /// The same where a version is compared more than once, and its signatures are at hand.
  public func differences(
    from before: RuleSignatures, to after: RuleSignatures,
    hear: (Int, Int) -> Void = { _, _ in }
  ) -> [RuleDifference] {
    var differences: [RuleDifference] = []
    var seen: Set<String> = []
    for rule in new.rules.rules + old.rules.rules where seen.insert(rule.id).inserted {
      let id = rule.id
      hear(seen.count, new.rules.rules.count)
      if before.signatures(of: id) != after.signatures(of: id) {
        differences.append(difference(id, before, after))
      } else if before.words(of: id) != after.words(of: id) {
        differences.append(reworded(id, before, after))
      }
    }
    return differences
  }

  // MARK: - One rule

  private func difference(
    _ id: String, _ old: RuleSignatures, _ new: RuleSignatures
  ) -> RuleDifference {
    let (before, after) = (old.versions[id] ?? [], new.versions[id] ?? [])
    let scope = FigureScope(id, from: old, to: new)
    let sides = (old: (old.program, before), new: (new.program, after))
    var question = RuleQuestion(sides.old, sides.new, within: scope, (old.trial, new.trial))
    let days = days(before, after, within: scope)
    var found: (stricter: RuleDifference.Witness?, looser: RuleDifference.Witness?) = (nil, nil)
    var reason: Phrase?
    for day in days {
      let (violated, limit) = question.answers(on: day)
      reason = reason ?? limit
      found.stricter = found.stricter ?? violated.newOnly
      found.looser = found.looser ?? violated.oldOnly
      if found.stricter != nil, found.looser != nil { break }
    }
    var following = ConsequenceQuestion(sides.old, sides.new, within: scope, (old.trial, new.trial))
    if canFollow(otherwise: id, old, new) {
      for day in days {
        let limit = following.ask(on: day)
        reason = reason ?? limit
      }
    }
    let weights = following.changes.map { weight($0) }
    let isStricter = found.stricter != nil || weights.contains { $0 == .stricter || $0 == .mixed }
    let isLooser = found.looser != nil || weights.contains { $0 == .looser || $0 == .mixed }
    let change: RuleDifference.Change =
      switch (isStricter, isLooser) {
      case (true, true): .mixed
      case (true, false): reason == nil ? .stricter : .undecided
      case (false, true): reason == nil ? .looser : .undecided
      case (false, false): reason == nil ? .equivalent : .undecided
      }
    return RuleDifference(
      rule: id, title: title(id, old, new), change: change,
      witnesses: [found.looser, found.stricter].compactMap { $0 }
        + following.changes.map { $0.witness },
      rewordings: rewordings(id, old, new),
      isNeverViolated: found.stricter == nil && found.looser == nil
        && days.allSatisfy { question.isNeverViolated(on: $0) },
      reason: reason)
  }

  /// A rule that means the same, and of which people read something else.
  private func reworded(
    _ id: String, _ old: RuleSignatures, _ new: RuleSignatures
  ) -> RuleDifference {
    RuleDifference(
      rule: id, title: title(id, old, new), change: .equivalent, witnesses: [],
      rewordings: rewordings(id, old, new), isNeverViolated: false, reason: nil)
  }

  private func title(_ id: String, _ old: RuleSignatures, _ new: RuleSignatures) -> Phrase {
    let named =
      new.versions[id]?.last.map { self.new.rules.rules[$0] }
      ?? old.versions[id]?.last.map { self.old.rules.rules[$0] }
    return named.map { Phrase($0.title(.chinese), $0.title(.english)) } ?? Phrase("", "")
  }

  /// The texts of the versions of a rule, each against the one of the same place.
  private func rewordings(
    _ id: String, _ old: RuleSignatures, _ new: RuleSignatures
  ) -> [RuleDifference.Rewording] {
    zip(old.versions[id] ?? [], new.versions[id] ?? []).flatMap { before, after in
      RuleWords(of: before, in: self.old, isBrief: false)
        .rewordings(to: RuleWords(of: after, in: self.new, isBrief: false))
    }
  }

  // MARK: - What follows

  /// Whether other consequences may follow where both versions are violated: they are named or chosen
  /// otherwise, or by values of tables.
  private func canFollow(
    otherwise id: String, _ old: RuleSignatures, _ new: RuleSignatures
  ) -> Bool {
    let (before, after) = (old.signatures(of: id), new.signatures(of: id))
    guard before.map({ $0.consequences }) == after.map({ $0.consequences }) else { return true }
    let chosen = (new.versions[id] ?? []).flatMap { index in
      self.new.programRules[index].consequences.compactMap { $0 }
    }
    return before.count > 1 || !self.new.parameters(under: chosen).isEmpty
  }

  /// Whether more or less follows.
  private func weight(_ change: ConsequenceQuestion.Change) -> RuleDifference.Change {
    let (first, second) = (
      weights(change.old, old, change.isEffect), weights(change.new, new, change.isEffect)
    )
    let pairs = zip(first, second)
    if first == second { return .equivalent }
    if pairs.allSatisfy({ $0 <= $1 }) { return .stricter }
    return pairs.allSatisfy({ $0 >= $1 }) ? .looser : .mixed
  }

  /// What a consequence does to the decision where its rule is open, and where it is not met, which one
  /// that demands nothing never is.
  private func weights(
    _ consequence: RuleConsequence, _ program: Program, _ isEffect: Bool
  ) -> [Decision] {
    let declared = consequence.all.map { program.vocabulary.consequences[$0.consequence] }
    let open = declared.compactMap { $0.onUndetermined }.max() ?? .approve
    let broken = declared.compactMap { $0.onNotMet }.max() ?? .approve
    return isEffect ? [open] : [open, broken]
  }

  /// Today, the days on which a version turns into something else, and the one before all of these.
  func days(
    _ before: [Int], _ after: [Int], within scope: FigureScope? = nil
  ) -> [CalendarDate] {
    var days = old.turningDays(of: before, within: scope)
      .union(new.turningDays(of: after, within: scope))
    if let before = days.min().flatMap({ CalendarDate(dayNumber: $0.dayNumber - 1) }) {
      days.insert(before)
    }
    days.remove(today)
    return [today] + days.sorted(by: >)
  }
}
