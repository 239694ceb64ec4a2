import Rules

/// Why a fact is asked for, in one sentence made of the rule that it would decide.
///
/// ```
/// 若填 > 1.2，则不予审批（NX-3.1-05）
/// 与“是否位于园区”一起决定是否不予审批（SX-3.3-01）
/// ```
struct WhyText {
  let program: Program
  let language: Language

  private func say(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  func sentence(_ ask: Ask) -> String { sentence(ask.why, of: ask.fact) }

  /// - Parameter namesRule: Whether the id of the rule follows.
  func sentence(_ why: AskReason, of fact: MissingFact, namesRule: Bool = true) -> String {
    func id(of rule: Int) -> String {
      let id = program.rules.rules[rule].id
      return namesRule ? say("（\(id)）", " (\(id))") : ""
    }
    switch why {
    case .scope: return say("决定适用哪些规则", "decides which rules apply")
    case .contradiction:
      return say(
        "卷宗里两处说法不一，弄清以前不下结论",
        "the dossier says two things; nothing is decided before it is clear which holds")
    case .decides(let values, let rule, let consequence):
      let (words, name) = (self.words(values, of: fact), name(of: consequence))
      return say("若填 \(words)，则\(name)", "if \(words): \(name)") + id(of: rule)
    case .together(let rule, let consequence, let others, let count):
      let outcome =
        consequence.map { say("是否\(name(of: $0))", "\(name(of: $0)) or not") }
        ?? say("是否适用", "whether it applies")
      guard let others = names(of: others, count) else {
        return say("知道了才能判断\(outcome)", "needed to tell: \(outcome)") + id(of: rule)
      }
      return say("与\(others)一起决定\(outcome)", "decides with \(others): \(outcome)")
        + id(of: rule)
    }
  }

  private func name(of consequence: RuleConsequence) -> String {
    consequence.all.map { one in
      let declared = program.vocabulary.consequences[one.consequence]
      return say(declared.label, declared.name.english.plainName(.english))
    }.joined(separator: say("、", ", "))
  }

  // MARK: - Other facts

  /// `“所在园区”、“行业”等 3 项`; nil: there are none.
  ///
  /// - Parameter count: How many there are besides these, too.
  private func names(of causes: [Cause], _ count: Int) -> String? {
    let text = CauseText(program: program, language: language, isPlain: true)
    let names = [String].union(of: causes.lazy.map { text.subject($0).map { [$0] } ?? [] })
    guard !names.isEmpty else { return nil }
    let shown = names.map { "“\($0.withInnerQuotes)”" }
    let rest = count - causes.count
    guard rest > 0 else { return shown.joined(separator: say("、", " and ")) }
    return shown.joined(separator: say("、", ", ")) + say("等 \(count) 项", " and \(rest) more")
  }

  // MARK: - Values

  /// The most choices that are named.
  private static let choiceLimit = 3

  private func words(_ values: AnswerValues, of fact: MissingFact) -> String {
    switch values {
    case .truth(let value): return value ? say("是", "yes") : say("否", "no")
    case .choices(let chosen): return words(chosen, of: fact)
    case .numbers(let intervals):
      return intervals.map { words($0, of: fact) }.joined(separator: say(" 或 ", " or "))
    }
  }

  /// `甲、乙`, `甲、乙以外的`, `甲、乙、丙等 12 种`, whichever is shortest.
  private func words(_ chosen: [Int], of fact: MissingFact) -> String {
    let all = AskText(program: program, language: language).choices(of: fact)
    let others = all.indices.filter { !chosen.contains($0) }
    let between = say("、", ", ")
    func named(_ choices: some Sequence<Int>) -> String {
      choices.map { all[$0] }.joined(separator: between)
    }
    // One more is named as soon as counted.
    guard chosen.count > Self.choiceLimit + 1 else {
      return chosen.map { all[$0] }.joined(separator: say("、", " or "))
    }
    guard others.count > Self.choiceLimit else {
      return say("\(named(others)) 以外的", "anything but \(named(others))")
    }
    let few = named(chosen.prefix(Self.choiceLimit))
    return say("\(few)等 \(chosen.count) 种", "\(few) and \(chosen.count - Self.choiceLimit) others")
  }

  /// `> 1.2`; the ends of what the field can have at all are not said.
  private func words(_ interval: NumberInterval, of fact: MissingFact) -> String {
    guard case .field(let index)? = fact.reference?.target else { return "" }
    let field = program.vocabulary.fields[index]
    func text(_ value: ExactNumber) -> String {
      Quantity(interval: NumberInterval(value), unit: field.unit).text(language)
    }
    if let single = interval.single { return "= " + text(single) }
    let low = interval.lower.flatMap { bound in
      bound == field.interval.lower
        ? nil : (bound.isIncluded ? "≥ " : "> ") + text(bound.value)
    }
    let high = interval.upper.flatMap { bound in
      bound == field.interval.upper
        ? nil : (bound.isIncluded ? "≤ " : "< ") + text(bound.value)
    }
    let parts = [low, high].compactMap { $0 }
    guard parts.isEmpty else { return parts.joined(separator: say(" 且 ", " and ")) }
    return say("任何数", "any number")
  }
}

extension String {
  /// Within quotation marks those inside are single ones.
  fileprivate var withInnerQuotes: String {
    String(map { $0 == "“" ? "‘" : $0 == "”" ? "’" : $0 })
  }
}
