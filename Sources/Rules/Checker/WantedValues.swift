// What to write where a value of another kind stands.

extension ValueType {
  /// How a plain value of this type is written, as in a case or a table.
  func plainExample(_ vocabulary: Vocabulary) -> Phrase {
    switch self {
    case .truth: Phrase("写 `是` 或 `否`", "write `yes` or `no`")
    case .text: Phrase("写成 `「…」`", "write `「…」`")
    case .date: Phrase("写一个日期，如 2024-03-01", "write a date, as 2024-03-01")
    case .choice(let list), .choices(let list):
      ListedWords(vocabulary.choiceLists[list].choices).hint(Phrase("可写：", "one of: "))
        ?? Phrase("写一个选项的名称", "write the name of a choice")
    case .number(let number):
      number.dimensions == Dimensions.none
        ? Phrase("写一个数", "write a number")
        : Phrase("写一个数和它的单位", "write a number with its unit")
    }
  }

  /// What is of this type in a rule.
  func example(_ vocabulary: Vocabulary) -> Phrase {
    switch self {
    case .truth:
      Phrase(
        "写一个条件，如 `… 不高于 …`，或一个是否字段", "write a condition, as `… <= …`, or a yes-or-no field")
    case .choice, .choices: plainExample(vocabulary)
    case .text, .date, .number:
      Phrase(
        "\(plainExample(vocabulary).chinese)，或这样的字段、参数",
        "\(plainExample(vocabulary).english), or a field or parameter that is one")
    }
  }
}
