/// The values that the authority and other instruments give for projects of one place and trade:
/// the parameters that rules which may concern them read.
public struct ParameterForm: Sendable {
  public let entries: [Entry]
  public let rulesets: [Phrase]
  public let notes: [Phrase]
  public let asOf: CalendarDate

  /// One parameter.
  public struct Entry: Sendable {
    public let name: Phrase
    public let label: String
    public let unit: Phrase?
    public let answer: FormAnswer
    /// What its keys are; nil: one value for all.
    public let keyKind: Phrase?
    /// The keys that are known already, such as the city.
    public let keys: [Phrase]
    /// Where its values come from.
    public let source: String?
    /// What the rule files say; nil: they have no value.
    public let known: Phrase?
    /// The ids of the rules that read it.
    public let rules: [String]
  }

  /// - Parameter binding: A dossier of which only the place and the trade are given.
  public init(for binding: Binding, in program: Program) {
    let scope = FormScope(program, binding)
    entries = program.rules.parameters.indices.compactMap { index in
      scope.parameters[index].map { use in
        Entry(program.rules.parameters[index], use, scope.given, program, on: binding.asOf)
      }
    }
    rulesets = scope.rulesets.map { index in
      let ruleset = program.rules.rulesets[index]
      return Phrase(ruleset.title, ruleset.name.english)
    }
    notes = scope.notes
    asOf = binding.asOf
  }
}

extension ParameterForm.Entry {
  fileprivate init(
    _ parameter: CatalogueParameter, _ use: FormScope.ParameterUse, _ given: [Int: Phrase],
    _ program: Program, on date: CalendarDate
  ) {
    let vocabulary = program.vocabulary
    name = parameter.name
    label = parameter.label
    unit = parameter.unit.flatMap { $0.isOne ? nil : $0.name }
    source = parameter.source
    rules = use.rules
    answer = FormAnswer(Field(parameter), in: vocabulary)
    let fields = use.keys.sorted()
    if parameter.keyType == nil {
      (keyKind, keys) = (nil, [])
    } else {
      keys = fields.compactMap { given[$0] }
      keyKind =
        fields.isEmpty
        ? Phrase("键", "key")
        : Phrase(
          fields.map { vocabulary.fields[$0].label }.joined(separator: "、"),
          fields.map { vocabulary.fields[$0].path.english }.joined(separator: ", "))
    }
    let values = parameter.rowsByKey.map { rows in
      rows.first { $0.value != nil && $0.validity.contains(date) }?.value
    }.compactMap { $0 }
    if parameter.keyType != nil, !values.isEmpty {
      known = Phrase(
        "规则中已有 \(values.count) 个取值", "the rules have values for \(values.count) keys")
    } else if let value = values.first {
      known = Phrase(
        "规则中取 \(value.text(parameter.type, .chinese, vocabulary))",
        "the rules have \(value.text(parameter.type, .english, vocabulary))")
    } else {
      known = nil
    }
  }
}

extension ScalarValue {
  /// A value as a form shows it.
  fileprivate func text(
    _ type: ValueType, _ language: Language, _ vocabulary: Vocabulary
  ) -> String {
    let list: Int? =
      switch type {
      case .choice(let list), .choices(let list): list
      case .truth, .number, .text, .date: nil
      }
    switch self {
    case .truth(let truth):
      return (truth ? Phrase("是", "yes") : Phrase("否", "no"))[language]
    case .number(let quantity):
      let unit = quantity.unit.map { " " + $0.name[language] } ?? ""
      return (quantity.number?.description ?? "") + unit
    case .text(let text): return text
    case .date(let date): return "\(date)"
    case .days(let days): return "\(days.first)～\(days.last)"
    case .choice(let choice):
      return list.map { vocabulary.choiceLists[$0].choices[choice][language] } ?? ""
    case .choices(let choices):
      return choices.sorted().compactMap { choice in
        list.map { vocabulary.choiceLists[$0].choices[choice][language] }
      }.joined(separator: "、")
    }
  }
}
