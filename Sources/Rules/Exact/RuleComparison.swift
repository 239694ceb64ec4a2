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
  public func differences() -> [RuleDifference] {
    let before = RuleSignatures(old)
    return differences(from: before, to: RuleSignatures(new, besides: before))
  }

  /// The same where a version is compared more than once, and its signatures are at hand.
  public func differences(
    from before: RuleSignatures, to after: RuleSignatures
  ) -> [RuleDifference] {
    var differences: [RuleDifference] = []
    var seen: Set<String> = []
    for rule in new.rules.rules + old.rules.rules where seen.insert(rule.id).inserted {
      guard before.signatures(of: rule.id) != after.signatures(of: rule.id) else { continue }
      differences.append(
        difference(rule.id, before, after))
    }
    return differences
  }

  // MARK: - One rule

  private func difference(
    _ id: String, _ old: RuleSignatures, _ new: RuleSignatures
  ) -> RuleDifference {
    let (before, after) = (old.versions[id] ?? [], new.versions[id] ?? [])
    let scope = FigureScope(id, from: old, to: new)
    var question = RuleQuestion(
      (old.program, before), (new.program, after), within: scope, (old.trial, new.trial))
    var found: (stricter: RuleDifference.Witness?, looser: RuleDifference.Witness?) = (nil, nil)
    var reason: Phrase?
    for day in days(before, after, within: scope) {
      let (violated, limit) = question.answers(on: day)
      reason = reason ?? limit
      found.stricter = found.stricter ?? violated.newOnly
      found.looser = found.looser ?? violated.oldOnly
      if found.stricter != nil, found.looser != nil { break }
    }
    let change: RuleDifference.Change =
      switch (found.stricter != nil, found.looser != nil) {
      case (true, true): .mixed
      case (true, false): reason == nil ? .stricter : .undecided
      case (false, true): reason == nil ? .looser : .undecided
      case (false, false): reason == nil ? weight(before, after) : .undecided
      }
    let named =
      after.last.map { self.new.rules.rules[$0] } ?? before.last.map { self.old.rules.rules[$0] }
    let title = named.map { Phrase($0.title(.chinese), $0.title(.english)) }
    return RuleDifference(
      rule: id, title: title ?? Phrase("", ""), change: change,
      witnesses: [found.looser, found.stricter].compactMap { $0 }, reason: reason)
  }

  /// Rules that the same dossiers violate differ by what follows.
  private func weight(_ before: [Int], _ after: [Int]) -> RuleDifference.Change {
    guard let before = before.last, let after = after.last else { return .equivalent }
    let (first, second) = (decisions(old, before), decisions(new, after))
    guard first != second, first.count == second.count else {
      return first == second ? .equivalent : .mixed
    }
    let pairs = zip(first, second)
    if pairs.allSatisfy({ $0 <= $1 }) { return .stricter }
    return pairs.allSatisfy({ $0 >= $1 }) ? .looser : .mixed
  }

  private func decisions(_ program: Program, _ index: Int) -> [Int] {
    program.rules.rules[program.programRules[index].rule].consequences.map {
      program.vocabulary.consequences[$0.consequence].onNotMet?.rawValue ?? 0
    }
  }

  /// Today, and the days on which a version turns into something else.
  func days(
    _ before: [Int], _ after: [Int], within scope: FigureScope? = nil
  ) -> [CalendarDate] {
    var days = old.turningDays(of: before, within: scope)
      .union(new.turningDays(of: after, within: scope))
    days.remove(today)
    return [today] + days.sorted(by: >)
  }
}
