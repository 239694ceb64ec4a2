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
    say(fact.label, "\(fact.path.plainName(.english)) (\(fact.path))") + say("：", ": ")
      + details(fact)
  }

  /// The same without the name.
  func details(_ fact: MissingFact, isWhole: Bool = false) -> String {
    let parts = [
      fact.question?.withoutEnd, values(fact, isWhole: isWhole),
      say("由\(name(answerer(of: fact)))提供", "from \(name(answerer(of: fact)))"), evidence(fact),
    ]
    return parts.compactMap { $0 }.joined(separator: say("；", "; "))
  }

  /// What the answer can be: `可选 是、否`, `填数字（千克标准煤/吨）`.
  ///
  /// - Parameter isWhole: Whether a long list is told in full.
  func values(_ fact: MissingFact, isWhole: Bool = false) -> String? {
    let limit = isWhole ? .max : Self.choiceLimit
    guard !isList(fact) else { return list(fact, limit: limit) }
    guard let permitted = permitted(fact, limit: limit) else { return nil }
    return isChosen(fact)
      ? say("可选 \(permitted)", "one of: \(permitted)") : say("填\(permitted)", permitted)
  }

  /// `逐项列出，每项写明产品名称、单位产品综合能耗；没有的注明“无”`
  private func list(_ fact: MissingFact, limit: Int) -> String {
    let names = [String].union(
      of: fact.entries.lazy.map { field in
        let declared = self.program.vocabulary.fields[field]
        return [self.say(declared.label, declared.path.english.plainName(.english))]
      })
    guard !names.isEmpty else { return say("逐项列出，没有的注明“无”", "each one, or that there is none") }
    let more = names.count > limit ? say("等 \(names.count) 项", ", … (\(names.count))") : ""
    let all = names.prefix(limit).joined(separator: say("、", ", ")) + more
    return say("逐项列出，每项写明\(all)；没有的注明“无”", "each one with \(all); or that there is none")
  }

  /// Whether the answer is one of a few words.
  private func isChosen(_ fact: MissingFact) -> Bool {
    switch fact.parameter(in: program)?.type
      ?? field(of: fact).map({ program.vocabulary.fields[$0].type })
    {
    case .truth?, .choice?, .choices?: true
    case .number?, .text?, .date?, nil: false
    }
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
    guard let index = field(of: fact) else { return nil }
    let field = program.vocabulary.fields[index]
    if let place = program.placeForm(of: index) { return place[language] }
    guard case .number = field.type, field.interval != .everything else {
      return permitted(field.type, field.unit, limit)
    }
    let range = Quantity(interval: field.interval, unit: field.unit).text(language)
    let unit = field.unit == nil ? say("，写明单位", ", with its unit") : ""
    return say("数字（\(range)\(unit)）", "a number (\(range)\(unit))")
  }

  private func permitted(_ type: ValueType, _ unit: UnitOfMeasure?, _ limit: Int) -> String? {
    switch type {
    case .truth: return say("是、否", "yes, no")
    case .choice(let list), .choices(let list):
      let choices = program.vocabulary.choiceLists[list].choices.map { $0[language] }
      let more = choices.count > limit ? say("等 \(choices.count) 种", ", … (\(choices.count))") : ""
      return choices.prefix(limit).joined(separator: say("、", ", ")) + more
    case .number:
      guard let name = unit?.name[language], !name.isEmpty else { return say("数字", "a number") }
      return say("数字（\(name)）", "a number in \(name)")
    case .date: return say("日期，如 2025-10-01", "a date, as 2025-10-01")
    case .text: return nil
    }
  }

  /// The choices a fact can be; empty for other facts.
  func choices(of fact: MissingFact) -> [String] {
    switch field(of: fact).map({ program.vocabulary.fields[$0].type }) {
    case .choice(let list)?, .choices(let list)?:
      program.vocabulary.choiceLists[list].choices.map { $0[language] }
    case .truth?, .number?, .text?, .date?, nil: []
    }
  }

  private func field(of fact: MissingFact) -> Int? {
    if case .field(let field)? = fact.reference?.target { field } else { nil }
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
