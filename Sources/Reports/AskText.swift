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
  func details(_ fact: MissingFact, isWhole: Bool = false) -> String {
    let parts = [
      fact.question?.withoutEnd, values(fact, isWhole: isWhole),
      say("由\(name(answerer(of: fact)))提供", "from \(name(answerer(of: fact)))"), evidence(fact),
    ]
    return parts.compactMap { $0 }.joined(separator: say("；", "; "))
  }

  /// What the answer can be: `可填 是、否`.
  ///
  /// - Parameter isWhole: Whether a long list of choices is told in full.
  func values(_ fact: MissingFact, isWhole: Bool = false) -> String? {
    guard !isList(fact) else { return say("逐项列出，没有的注明“无”", "each one, or that there is none") }
    let limit = isWhole ? .max : Self.choiceLimit
    return permitted(fact, limit: limit).map { say("可填 \($0)", "may be \($0)") }
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
  ///
  /// - Parameter limit: The most choices that are named.
  func permitted(_ fact: MissingFact, limit: Int = choiceLimit) -> String? {
    if let parameter = fact.parameter(in: program) {
      return permitted(parameter.type, parameter.unit ?? parameter.bareUnit, limit)
    }
    guard let field = field(of: fact) else { return nil }
    guard case .number = field.type, field.interval != .everything else {
      return permitted(field.type, field.unit, limit)
    }
    let range = Quantity(interval: field.interval, unit: field.unit).text(language)
    return range + (field.unit == nil ? say("（写明单位）", " (with its unit)") : "")
  }

  private func permitted(_ type: ValueType, _ unit: UnitOfMeasure?, _ limit: Int) -> String? {
    switch type {
    case .truth: return say("是、否", "yes, no")
    case .choice(let list), .choices(let list):
      let choices = program.vocabulary.choiceLists[list].choices.map { $0[language] }
      let more = choices.count > limit ? say("等 \(choices.count) 种", ", … (\(choices.count))") : ""
      return choices.prefix(limit).joined(separator: say("、", ", ")) + more
    case .number:
      guard let name = unit?.name[language], !name.isEmpty else { return say("数", "a number") }
      return say("数（\(name)）", "a number of \(name)")
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

extension MissingFact {
  /// The parameter that the authority must give; nil for a fact of the dossier.
  fileprivate func parameter(in program: Program) -> CatalogueParameter? {
    guard reference == nil, path.hasPrefix("param.") else { return nil }
    let name = path.dropFirst("param.".count).prefix { $0 != "[" }
    return program.rules.parameters.first { $0.name.english == name }
  }
}
