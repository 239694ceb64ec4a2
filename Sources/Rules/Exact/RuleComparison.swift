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
    let renumbered = renumbered(before, after)
    var differences: [RuleDifference] = []
    var seen = Set(renumbered.values)
    for rule in new.rules.rules + old.rules.rules where seen.insert(rule.id).inserted {
      let id = rule.id
      hear(seen.count, new.rules.rules.count)
      if let former = renumbered[id] {
        differences.append(reworded(id, from: former, before, after))
      } else if before.signatures(of: id) != after.signatures(of: id) {
        differences.append(difference(id, before, after))
      } else if before.words(of: id) != after.words(of: id) {
        differences.append(reworded(id, before, after))
      }
    }
    return differences
  }

  /// The rules that only the new version has, by what the old one calls one of the same ruleset that says
  /// the same: in the same words, where several do.
  private func renumbered(_ old: RuleSignatures, _ new: RuleSignatures) -> [String: String] {
    func only(_ own: RuleSignatures, besides other: RuleSignatures) -> [String] {
      var seen: Set<String> = []
      return own.program.rules.rules.map { $0.id }.filter {
        other.versions[$0] == nil && seen.insert($0).inserted
      }
    }
    var gone = only(old, besides: new)
    guard !gone.isEmpty else { return [:] }
    var found: [String: String] = [:]
    for id in only(new, besides: old) {
      let alike = gone.filter {
        old.signatures(of: $0) == new.signatures(of: id)
          && old.rulesets(of: $0) == new.rulesets(of: id)
      }
      guard
        let former = alike.first(where: { old.words(of: $0) == new.words(of: id) }) ?? alike.first
      else { continue }
      found[id] = former
      gone.removeAll { $0 == former }
    }
    return found
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
    if following.certaintyMayDiffer || canFollow(otherwise: id, old, new) {
      for day in days {
        let limit = following.ask(on: day)
        reason = reason ?? limit
      }
    }
    let weights = following.changes.map { $0.change.weight }
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
      rewordings: rewordings(from: id, to: id, old, new),
      isNeverViolated: found.stricter == nil && found.looser == nil
        && days.allSatisfy { question.isNeverViolated(on: $0) },
      reason: reason == nil ? nil : Self.otherUnits(sides.old, sides.new) ?? reason)
  }

  /// Why nothing is decided of rules with units that are worth something else in the other version: the
  /// same words of a dossier then stand for another number.
  private static func otherUnits(_ old: RuleQuestion.Side, _ new: RuleQuestion.Side) -> Phrase? {
    let (before, after) = (old.program.units(of: old.rules), new.program.units(of: new.rules))
    guard
      let unit = before.first(where: { unit in
        after.contains { $0.name == unit.name && $0.scale != unit.scale }
      })
    else { return nil }
    return Phrase(
      "单位“\(unit.name.chinese)”在两版里大小不同，同样写法的数在两版里不是同一个数",
      "the unit “\(unit.name.english)” is worth something else in each version, and so is a number that is written in it"
    )
  }

  /// A rule that means the same, and of which people read something else.
  private func reworded(
    _ id: String, from former: String? = nil, _ old: RuleSignatures, _ new: RuleSignatures
  ) -> RuleDifference {
    RuleDifference(
      rule: id, formerRule: former, title: title(id, old, new), change: .equivalent, witnesses: [],
      rewordings: rewordings(from: former ?? id, to: id, old, new), isNeverViolated: false,
      reason: nil)
  }

  private func title(_ id: String, _ old: RuleSignatures, _ new: RuleSignatures) -> Phrase {
    let named =
      new.versions[id]?.last.map { self.new.rules.rules[$0] }
      ?? old.versions[id]?.last.map { self.old.rules.rules[$0] }
    return named.map { Phrase($0.title(.chinese), $0.title(.english)) } ?? Phrase("", "")
  }

  /// The texts of the versions of a rule, each against the one of the same place.
  private func rewordings(
    from former: String, to id: String, _ old: RuleSignatures, _ new: RuleSignatures
  ) -> [RuleDifference.Rewording] {
    zip(old.versions[former] ?? [], new.versions[id] ?? []).flatMap { before, after in
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
