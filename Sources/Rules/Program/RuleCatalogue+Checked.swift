// The catalogue of checked rules.

extension RuleCatalogue {
  convenience init(_ checked: CheckedRules) {
    self.init(
      vocabulary: checked.vocabulary, rulesets: checked.rulesets, documents: checked.documents,
      rules: checked.rules.map { CatalogueRule($0) },
      definitions: checked.definitions.map {
        CatalogueDefinition(name: $0.name, type: $0.expression.type)
      }, sets: checked.sets,
      parameters: checked.parameters.map { CatalogueParameter($0, checked.tables) },
      judgements: checked.omissions.filter { $0.category == .judgement },
      relations: checked.relations, crossChecks: checked.crossChecks.map { $0.text })
  }
}

extension CatalogueRule {
  fileprivate init(_ rule: CheckedRule) {
    id = rule.id
    title = rule.title
    englishTitle = rule.englishTitle
    follows = rule.follows
    ruleset = rule.ruleset
    citations = rule.citations
    validity = rule.validity
    datedBy = rule.datedBy
    loop = rule.loop.map {
      Loop(variable: $0.variable, variableName: $0.variableName, list: $0.list)
    }
    exclusions = rule.exclusions.map {
      Branch(name: $0.name, citation: $0.citation, isInferred: $0.isInferred)
    }
    requirement =
      switch rule.requirement {
      case .must: .must
      case .mustNot: .mustNot
      case .forbidden: .forbidden
      case .effect(let text): .effect(text)
      }
    exceptions = rule.exceptions.map {
      Branch(name: $0.name, citation: $0.citation, isInferred: $0.isInferred)
    }
    isInPrinciple = rule.isInPrinciple
    due = rule.due
    hasOwnDueCondition = rule.dueApplies != nil
    consequences = rule.consequences.map {
      RuleConsequence(
        consequence: $0.consequence, isInferred: $0.isInferred, besides: $0.besides)
    }
    score = rule.score.map { RuleScore(dimension: $0.dimension, weight: $0.weight) }
    cautions = rule.cautions.map { $0.text }
    remedy = rule.remedy
    cures = rule.cures
    related = rule.related
    remarks = rule.remarks
    range = rule.range
  }
}

extension CatalogueParameter {
  fileprivate init(_ parameter: Parameter, _ tables: [RuleTable]) {
    self.init(
      name: parameter.name, label: parameter.label, type: parameter.type, unit: parameter.unit,
      bareUnit: parameter.bareUnit, keyType: parameter.keyType,
      keyLevel: parameter.keyTypes.count == 1 ? parameter.keyLevels[0] : nil,
      source: parameter.source,
      table: parameter.column.map { tables[$0.table].byKey[$0.column] }
        ?? Deferred(ParameterTable(parameter.values, from: parameter.source)))
  }
}

extension Parameter {
  /// The type of its key; several are joined to one text.
  fileprivate var keyType: ValueType? { keyTypes.count > 1 ? .text : keyTypes.first }
}
