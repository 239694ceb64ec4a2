// The catalogue of checked rules.

extension RuleCatalogue {
  convenience init(_ checked: CheckedRules) {
    let parts = checked.tables.map { Deferred($0.parts) }
    let lists = checked.vocabulary.choiceLists
    self.init(
      vocabulary: checked.vocabulary, rulesets: checked.rulesets, documents: checked.documents,
      rules: checked.rules.map { CatalogueRule($0) },
      definitions: checked.definitions.map {
        CatalogueDefinition(name: $0.name, type: $0.expression.type)
      }, sets: checked.sets,
      parameters: checked.parameters.map { CatalogueParameter($0, checked.tables, parts, lists) },
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
  /// - Parameter parts: The keys that each parent name stands for, by table and name.
  fileprivate init(
    _ parameter: Parameter, _ tables: [RuleTable], _ parts: [Deferred<KeyedValues<[ScalarValue]>>],
    _ lists: [ChoiceList]
  ) {
    let own = parameter.column.map { parts[$0.table] }
    self.init(
      name: parameter.name, label: parameter.label, type: parameter.type, unit: parameter.unit,
      bareUnit: parameter.bareUnit, keyType: parameter.keyType,
      keyLevel: parameter.keyTypes.count == 1 ? parameter.keyLevels[0] : nil,
      source: parameter.source,
      table: Deferred(ParameterTable(parameter, tables, own?.value, lists)))
  }
}

extension ParameterTable {
  fileprivate init(
    _ parameter: Parameter, _ tables: [RuleTable], _ parts: KeyedValues<[ScalarValue]>?,
    _ lists: [ChoiceList]
  ) {
    let column = parameter.column.map { (table: tables[$0.table], index: $0.column) }
    var rows = GroupedValues<ParameterRow>()
    for value in parameter.values {
      rows.append(
        ParameterRow(
          value: value.value, validity: value.validity, verification: value.verification,
          basis: nil, source: value.source ?? parameter.source), at: .text(""))
    }
    for row in column?.table.rows ?? [] {
      guard let column, let key = row.key(of: column.table, lists) else { continue }
      rows.append(
        ParameterRow(
          value: row.cells[column.index], validity: row.validity,
          verification: row.verification, basis: row.basis,
          source: row.source ?? column.table.source), at: key.foldedKey)
    }
    self.init(
      rows: rows.byKey, keys: column?.table.textKeys(lists) ?? [],
      parts: parts ?? KeyedValues([]))
  }
}

extension RuleTable {
  fileprivate func textKeys(_ lists: [ChoiceList]) -> [String] {
    rows.compactMap { row in
      if case .text(let text)? = row.key(of: self, lists) { text } else { nil }
    }
  }

  /// The keys that each parent name stands for, in the order of the table.
  fileprivate var parts: KeyedValues<[ScalarValue]> {
    var parts = GroupedValues<ScalarValue>()
    guard let separator = parentSeparator else { return parts.byKey }
    let rowKeys = rows.compactMap { $0.keys.first }
    let known = Set(rowKeys)
    var seen: Set<ScalarValue> = []
    for key in rowKeys where seen.insert(key).inserted {
      guard case .text(let text) = key else { continue }
      // A part that is itself a parent stands for its own parts.
      let parents = text.parents(before: separator)
      for parent in parents.reversed() {
        parts.append(key, at: .text(TextKey.folded(parent)))
        if known.contains(.text(parent)) { break }
      }
    }
    return parts.byKey
  }
}

extension Parameter {
  /// The type of its key; several are joined to one text.
  fileprivate var keyType: ValueType? { keyTypes.count > 1 ? .text : keyTypes.first }
}

extension TableRow {
  /// What the row is found by; the keys of several columns are joined to one text.
  fileprivate func key(of table: RuleTable, _ lists: [ChoiceList]) -> ScalarValue? {
    guard keys.count > 1 else { return keys.first }
    let texts = zip(keys, table.keys).compactMap { key, column -> String? in
      switch (key, column.type) {
      case (.text(let text), _): text
      case (.choice(let choice), .choice(let list)): lists[list].choices[choice].chinese
      case (.truth(let truth), _): truth ? "是" : "否"
      default: nil
      }
    }
    return texts.count == keys.count
      ? .text(texts.joined(separator: CatalogueParameter.keySeparator)) : nil
  }
}
