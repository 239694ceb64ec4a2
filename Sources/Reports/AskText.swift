import Rules

/// Says what to bring to settle an open decision, who brings it, and which values it can have.
struct AskText {
  let program: Program
  let language: Language

  /// Who can answer.
  enum Answerer: String {
    case applicant, authority
  }

  private func say(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  func answerer(of fact: MissingFact) -> Answerer {
    guard let reference = fact.reference else { return .authority }
    return program.vocabulary.isFoundByAuthority(reference) ? .authority : .applicant
  }

  func name(_ answerer: Answerer) -> String {
    switch answerer {
    case .applicant: say("申请单位", "the applicant")
    case .authority: say("主管部门", "the authority")
    }
  }

  /// `电能利用效率PUE：数；申请单位提供；凭据：节能报告`
  func line(_ fact: MissingFact) -> String {
    say(fact.label, fact.path) + say("：", ": ") + details(fact)
  }

  /// The same without the name.
  func details(_ fact: MissingFact) -> String {
    let parts = [
      fact.question, values(fact),
      say("由\(name(answerer(of: fact)))提供", "from \(name(answerer(of: fact)))"), evidence(fact),
    ]
    return parts.compactMap { $0 }.joined(separator: say("；", "; "))
  }

  /// What the answer can be: `可填 是、否`.
  func values(_ fact: MissingFact) -> String? {
    guard !isList(fact) else { return say("逐项列出，没有的写 []", "each one, or [] for none") }
    return permitted(fact).map { say("可填 \($0)", "one of \($0)") }
  }

  /// The paper that shows it.
  func evidence(_ fact: MissingFact) -> String? {
    fact.evidence.map { say("凭据：\($0)", "evidence: \($0)") }
  }

  private func isList(_ fact: MissingFact) -> Bool {
    if case .list? = fact.reference?.target { true } else { false }
  }

  /// The most choices that are named.
  private static let choiceLimit = 12

  /// The values a fact can have; nil where that is not said by its type.
  func permitted(_ fact: MissingFact) -> String? {
    guard let field = field(of: fact) else { return nil }
    switch field.type {
    case .truth: return say("是、否", "yes, no")
    case .choice, .choices:
      let choices = self.choices(of: fact)
      let more = choices.count > Self.choiceLimit ? say("等", ", …") : ""
      return choices.prefix(Self.choiceLimit).joined(separator: say("、", ", ")) + more
    case .number:
      let unit = field.unit?.name[language] ?? ""
      guard field.interval != .everything else {
        return unit.isEmpty ? say("数", "a number") : say("数（\(unit)）", "a number of \(unit)")
      }
      return Quantity(interval: field.interval, unit: field.unit).text(language)
    case .date: return say("日期", "a date")
    case .text: return nil
    }
  }

  /// The choices a fact can be; empty for other facts.
  func choices(of fact: MissingFact) -> [String] {
    switch field(of: fact)?.type {
    case .choice(let list)?, .choices(let list)?:
      program.vocabulary.choiceLists[list].choices.map { $0[language] }
    case .truth?, .number?, .text?, .date?, nil: []
    }
  }

  private func field(of fact: MissingFact) -> Field? {
    guard let reference = fact.reference, case .field(let field) = reference.target else {
      return nil
    }
    return program.vocabulary.fields[field]
  }
}
