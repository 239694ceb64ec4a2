// How rulesets, documents, rules and parameters stand in a program file.

extension Ruleset: ProgramCodable {
  func write(to file: ProgramWriter) {
    file.put(name).put(title).put(parent).put(regions).put(aliases).put(validity).put(folder)
    file.put(range)
  }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(
      name: try file(), title: try file(), parent: try file(), regions: try file(),
      aliases: try file(), validity: try file(), folder: try file(), range: try file())
  }
}

extension PolicyDocument: ProgramCodable {
  func write(to file: ProgramWriter) {
    file.put(number).put(title).put(issuer).put(textName).put(replaces).put(validity).put(remark)
    file.put(ruleset).put(range)
  }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(
      number: try file(), title: try file(), issuer: try file(), textName: try file(),
      replaces: try file(), validity: try file(), remark: try file(), ruleset: try file(),
      range: try file())
  }
}

extension Citation: ProgramCodable {
  func write(to file: ProgramWriter) { file.put(document).put(section).put(quote) }
  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(document: try file(), section: try file(), quote: try file())
  }
}

extension RuleCitation: ProgramCodable {
  func write(to file: ProgramWriter) { file.put(document).put(citation).put(range) }
  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(document: try file(), citation: try file(), range: try file())
  }
}

extension CatalogueRule.Loop: ProgramCodable {
  func write(to file: ProgramWriter) { file.put(variable).put(variableName).put(list) }
  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(variable: try file(), variableName: try file(), list: try file())
  }
}

extension CatalogueRule.Branch: ProgramCodable {
  func write(to file: ProgramWriter) { file.put(name).put(citation).put(isInferred) }
  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(name: try file(), citation: try file(), isInferred: try file())
  }
}

extension CatalogueRule.Requirement: ProgramCodable {
  private enum Kind: Int, ProgramWord {
    case must, mustNot, forbidden, effect

    static let words = PackedWord.all(Kind.self)

    var word: StaticString {
      switch self {
      case .must: "must"
      case .mustNot: "must-not"
      case .forbidden: "forbidden"
      case .effect: "effect"
      }
    }
  }

  func write(to file: ProgramWriter) {
    switch self {
    case .must: file.kind(Kind.must)
    case .mustNot: file.kind(Kind.mustNot)
    case .forbidden: file.kind(Kind.forbidden)
    case .effect(let text): file.kind(Kind.effect).put(text)
    }
  }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    switch try file.kind() as Kind {
    case .must: self = .must
    case .mustNot: self = .mustNot
    case .forbidden: self = .forbidden
    case .effect: self = .effect(try file())
    }
  }
}

extension RuleConsequence: ProgramCodable {
  func write(to file: ProgramWriter) { file.put(consequence).put(isInferred).put(besides) }
  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(consequence: try file(), isInferred: try file(), besides: try file())
  }
}

extension ConsequenceBeside: ProgramCodable {
  func write(to file: ProgramWriter) { file.put(consequence).put(isInferred) }
  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(consequence: try file(), isInferred: try file())
  }
}

extension RuleScore: ProgramCodable {
  func write(to file: ProgramWriter) { file.put(dimension).put(weight) }
  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(dimension: try file(), weight: try file())
  }
}

extension CatalogueRule: ProgramCodable {
  func write(to file: ProgramWriter) {
    file.put(id).put(title).put(englishTitle).put(follows).put(ruleset).put(citations)
    file.put(validity).put(datedBy).put(loop).put(exclusions).put(requirement).put(exceptions)
    file.put(isInPrinciple).put(due).put(hasOwnDueCondition).put(consequences).put(score)
    file.put(cautions).put(remedy).put(cures).put(related).put(remarks).put(range)
  }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(
      id: try file(), title: try file(), englishTitle: try file(), follows: try file(),
      ruleset: try file(), citations: try file(), validity: try file(), datedBy: try file(),
      loop: try file(), exclusions: try file(), requirement: try file(), exceptions: try file(),
      isInPrinciple: try file(), due: try file(), hasOwnDueCondition: try file(),
      consequences: try file(), score: try file(), cautions: try file(), remedy: try file(),
      cures: try file(), related: try file(), remarks: try file(), range: try file())
  }
}

extension CatalogueDefinition: ProgramCodable {
  func write(to file: ProgramWriter) { file.put(name).put(type) }
  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(name: try file(), type: try file())
  }
}

extension NamedSet: ProgramCodable {
  func write(to file: ProgramWriter) {
    file.put(name).put(label).put(choiceList).put(members.sorted()).put(source)
  }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(
      name: try file(), label: try file(), choiceList: try file(),
      members: Set(try file() as [Int]), source: try file())
  }
}

extension KeyedValues: ProgramCodable where Value: ProgramCodable {
  func write(to file: ProgramWriter) { file.put(texts).put(others) }
  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(texts: try file(), others: try file())
  }
}

extension KeyedValues.Entry: ProgramCodable where Key: ProgramCodable, Value: ProgramCodable {
  func write(to file: ProgramWriter) { file.put(key).put(value) }
  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(key: try file(), value: try file())
  }
}

extension ParameterRow: ProgramCodable {
  func write(to file: ProgramWriter) {
    file.put(value).put(validity).put(verification).put(basis).put(source)
  }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(
      value: try file(), validity: try file(), verification: try file(), basis: try file(),
      source: try file())
  }
}

extension ParameterTable: ProgramCodable {
  func write(to file: ProgramWriter) { file.put(rows).put(keys).put(parts) }
  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(rows: try file(), keys: try file(), parts: try file())
  }
}

extension CatalogueParameter: ProgramCodable {
  func write(to file: ProgramWriter) {
    file.put(name).put(label).put(type).put(unit).put(bareUnit).put(keyType).put(keyLevel)
    file.put(source).deferred(table.value)
  }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(
      name: try file(), label: try file(), type: try file(), unit: try file(),
      bareUnit: try file(), keyType: try file(), keyLevel: try file(), source: try file(),
      table: try file.deferred())
  }
}

extension Omission: ProgramCodable {
  func write(to file: ProgramWriter) {
    file.put(id).put(ruleset).put(document).put(section).put(quote).put(category).put(reason)
    file.put(range)
  }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(
      id: try file(), ruleset: try file(), document: try file(), section: try file(),
      quote: try file(),
      category: try file(), reason: try file(), range: try file())
  }
}

extension OmissionCategory: ProgramCodable {
  func write(to file: ProgramWriter) { file.text(name.english) }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    let name = try file.text()
    guard let category = Self.allCases.first(where: { $0.name.english == name }) else {
      throw file.failure("this is no category")
    }
    self = category
  }
}

extension Relation: ProgramCodable {
  func write(to file: ProgramWriter) {
    file.put(id).put(topic).put(rules).put(decides).put(range)
  }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(
      id: try file(), topic: try file(), rules: try file(), decides: try file(),
      range: try file())
  }
}

extension RuleCatalogue: ProgramCodable {
  func write(to file: ProgramWriter) {
    vocabulary.write(to: file)
    file.section("rulesets", rulesets)
    file.section("documents", documents)
    file.section("rules", rules)
    file.section("definitions", definitions)
    file.section("sets", sets)
    file.section("parameters", parameters)
    file.section("judgements", judgements)
    file.section("relations", relations)
    file.section("cross-checks", crossChecks)
  }

  convenience init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(
      vocabulary: try file(), rulesets: try file.section("rulesets"),
      documents: try file.section("documents"), rules: try file.section("rules"),
      definitions: try file.section("definitions"), sets: try file.section("sets"),
      parameters: try file.section("parameters"), judgements: try file.section("judgements"),
      relations: try file.section("relations"), crossChecks: try file.section("cross-checks"))
  }
}
