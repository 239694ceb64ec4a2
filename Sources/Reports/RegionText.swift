import Rules

/// Says what the values of a missing fact would lead to.
struct RegionText {
  let program: Program
  let language: Language

  private func say(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  /// One line for each region of a number, one for all choices, and one for two completions that
  /// differ.
  func lines(_ analysis: MissingAnalysis) -> [String] {
    guard analysis.choices.isEmpty else { return [line(analysis.choices)] }
    // One region says nothing; the two values show no more than several regions do.
    let regions = analysis.regions.count > 1 ? analysis.regions.map(line) : []
    let isTold = !regions.isEmpty && analysis.completions.allSatisfy { $0.others.isEmpty }
    return regions + (isTold ? [] : completionLine(analysis.completions).map { [$0] } ?? [])
  }

  /// `A级、引领性 → 通过；B级、C级 → 不予通过`
  private func line(_ groups: [ChoiceGroup]) -> String {
    groups.map { group in
      let names = group.changes.map { $0.toText(in: program, language) }
      return names.joined(separator: say("、", ", ")) + " → " + group.decision.name[language]
    }.joined(separator: say("；", "; "))
  }

  private func completionLine(_ completions: [FactCompletion]) -> String? {
    guard let first = completions.first else { return nil }
    let supposed = first.others.map { change in
      let label = say(change.label(in: program), change.path(in: program).plainName(.english))
      return "\(label) = \(change.toText(in: program, language))"
    }
    let parts = completions.map { completion in
      "\(completion.change.toText(in: program, language)) → \(completion.decision.name[language])"
    }
    let both = parts.joined(separator: say("；", "; "))
    guard !supposed.isEmpty else {
      // Of a long list of choices not each was tried.
      return isChoice(first.change) ? say("例如：", "for example: ") + both : both
    }
    let condition = supposed.joined(separator: say("、", ", "))
    return say("若 \(condition)：\(both)", "if \(condition): \(both)")
  }

  private func isChoice(_ change: FactChange) -> Bool {
    if case .choice = change.to { true } else { false }
  }

  private func line(_ region: NumberRegion) -> String {
    let outcome: String
    switch region.outcome {
    case .fails(let rules):
      let names = rules.joined(separator: say("、", ", "))
      outcome = say("\(names) 不符合", "\(names) not met")
    case .passes:
      outcome = say("相关条款都有结论，且无不符合", "the rules that ask for it are settled, none fails")
    case .open: outcome = say("仍取决于其他事实", "depends on other facts")
    }
    return say(
      "\(interval(region))：\(outcome) → \(region.decision.name.chinese)",
      "\(interval(region)): \(outcome) → \(region.decision.name.english)")
  }

  /// `高于 1.2 且不高于 1.3`.
  func interval(_ region: NumberRegion) -> String {
    if let single = region.interval.single { return say("等于 ", "equal to ") + text(single, region) }
    let low = region.interval.lower.map { bound in
      (bound.isIncluded ? say("不低于 ", "at least ") : say("高于 ", "above "))
        + text(bound.value, region)
    }
    let high = region.interval.upper.map { bound in
      (bound.isIncluded ? say("不高于 ", "at most ") : say("低于 ", "below "))
        + text(bound.value, region)
    }
    let parts = [low, high].compactMap { $0 }
    return parts.isEmpty ? say("任何值", "any value") : parts.joined(separator: say(" 且", " and "))
  }

  private func text(_ value: ExactNumber, _ region: NumberRegion) -> String {
    Quantity(interval: NumberInterval(value), unit: region.unit).text(language)
  }
}
