/// What may be answered to a question.
public enum FormAnswer: Sendable {
  case truth, text, date
  case number(NumberRange)
  case choice([Phrase])
  case choices([Phrase])

  public struct NumberRange: Sendable {
    public let isInteger: Bool
    /// In the unit of the question; nil: no end.
    public let low: String?
    public let high: String?
    /// Whether each value is written with a unit of its own.
    public let bringsUnit: Bool
  }

  init(_ field: Field, in vocabulary: Vocabulary) {
    switch field.type {
    case .truth: self = .truth
    case .text: self = .text
    case .date: self = .date
    case .choice(let list): self = .choice(vocabulary.choiceLists[list].choices)
    case .choices(let list): self = .choices(vocabulary.choiceLists[list].choices)
    case .number:
      let scale = field.unit?.scale ?? .one
      let end = { (bound: NumberInterval.Bound?) in
        bound.flatMap { $0.value.divided(by: scale) }.map { $0.shortDecimal() }
      }
      self = .number(
        NumberRange(
          isInteger: field.isInteger, low: end(field.interval.lower),
          high: end(field.interval.upper), bringsUnit: field.unit == nil))
    }
  }

  /// What may be answered, in words.
  public func text(_ language: Language) -> String {
    switch self {
    case .truth: Phrase("是、否", "yes, no")[language]
    case .text: Phrase("文字", "text")[language]
    case .date: Phrase("日期，如 2025-10-01", "a date, as 2025-10-01")[language]
    case .number(let range): range.text[language]
    case .choice(let choices):
      Phrase("选一项：", "one of: ")[language] + Self.list(choices, language)
    case .choices(let choices):
      Phrase("可选多项，用“、”分隔：", "any of these, separated by commas: ")[language]
        + Self.list(choices, language)
    }
  }

  private static func list(_ choices: [Phrase], _ language: Language) -> String {
    choices.map { $0[language] }.joined(separator: language == .chinese ? "、" : ", ")
  }
}

extension FormAnswer.NumberRange {
  fileprivate var text: Phrase {
    let kind = isInteger ? Phrase("整数", "a whole number") : Phrase("数", "a number")
    let unit =
      bringsUnit ? Phrase("，写明单位，如 800 千克标准煤/吨", " with its unit, as 800 kgce/t") : Phrase("", "")
    let range: Phrase =
      switch (low, high) {
      case (let low?, let high?): Phrase("，\(low)～\(high)", " from \(low) to \(high)")
      case (let low?, nil): Phrase("，不小于 \(low)", ", at least \(low)")
      case (nil, let high?): Phrase("，不大于 \(high)", ", at most \(high)")
      case (nil, nil): Phrase("", "")
      }
    return Phrase(
      kind.chinese + range.chinese + unit.chinese, kind.english + range.english + unit.english)
  }
}
