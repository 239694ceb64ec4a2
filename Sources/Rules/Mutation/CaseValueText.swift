/// Values as they are written in cases.
struct CaseValueText {
  private let language: Language
  private let writer: ConditionWriter

  /// In both languages.
  static func words(
    of value: CaseFact.Value, _ type: ValueType, _ program: Program
  ) -> Phrase {
    switch value {
    case .value(let value):
      Phrase(
        CaseValueText(program, .chinese).text(of: value, type: type),
        CaseValueText(program, .english).text(of: value, type: type))
    case .missing: Keyword.missing.spelling
    case .notApplicable: Keyword.notApplicable.spelling
    case .empty: Keyword.empty.spelling
    case .unavailable:
      Phrase("「无法提供：没有说明」", "\"unavailable: for no stated reason\"")
    }
  }

  init(_ program: Program, _ language: Language) {
    self.language = language
    writer = ConditionWriter(program: program, language: language)
  }

  func text(of value: ScalarValue, type: ValueType) -> String {
    switch value {
    case .text(let text): return language == .chinese ? "「\(text)」" : "\"\(text)\""
    case .number(let quantity):
      guard let number = quantity.number else { return writer.value(value, type: type) }
      let unit = quantity.unit?.name[language] ?? ""
      return unit.isEmpty
        ? "\(number.shortDecimal(places: 12))" : "\(number.shortDecimal(places: 12)) \(unit)"
    case .choices(let choices):
      // Several are put in brackets, as a comma ends a fact.
      guard !choices.isEmpty else { return Keyword.empty.spelling[language] }
      let names = writer.value(value, type: type)
      return language == .chinese ? "（\(names)）" : "(\(names))"
    case .truth, .date, .days, .choice: return writer.value(value, type: type)
    }
  }
}
