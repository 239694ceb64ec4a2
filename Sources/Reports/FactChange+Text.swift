import Rules

// A change in plain values, for reports.

extension FactChange {
  /// The path as a dossier has it: `heatUnits[0].capacity`.
  public func path(in program: Program) -> String { reference.path(in: program.vocabulary) }

  public func label(in program: Program) -> String { reference.label(in: program.vocabulary) }

  /// The value now, with its unit; nil when the dossier does not give the fact.
  public func fromText(in program: Program, _ language: Language) -> String? {
    from.map { FactText(program: program, language: language).text($0, of: field) }
  }

  /// The value it should have, with its unit.
  public func toText(in program: Program, _ language: Language) -> String {
    FactText(program: program, language: language).text(fact, of: field)
  }

  /// The value now as a script reads it: a number as a decimal, without its unit.
  public func fromValue(in program: Program, _ language: Language) -> String? {
    guard let from else { return nil }
    if case .value(let value) = from.state, let number = Self.decimal(value) { return number }
    return fromText(in: program, language)
  }

  /// The value it should have as a script reads it: a number as a decimal, without its unit.
  public func toValue(in program: Program, _ language: Language) -> String {
    Self.decimal(to) ?? toText(in: program, language)
  }

  /// The unit of its numbers; empty for what is no number.
  public func unit(_ language: Language) -> String {
    if case .number(let quantity) = to { quantity.unit?.name[language] ?? "" } else { "" }
  }

  /// Whether the fact is a total, which changes with the elements it follows from.
  public func isTotal(in program: Program) -> Bool {
    program.vocabulary.fields[field].isDerived
  }

  /// The number without its unit; nil for an interval and for what is no number.
  private static func decimal(_ value: ScalarValue) -> String? {
    if case .number(let quantity) = value { quantity.number?.shortDecimal() } else { nil }
  }
}
