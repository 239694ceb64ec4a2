// How a declaration or a clause is written, as a hint shows it.

extension Form {
  /// The whole form behind its keyword: `依据 文号 条款号 「文字」`; nil where nothing stands behind it.
  func text(behind keyword: Keyword) -> Phrase? {
    guard !shapes.isEmpty else { return nil }
    return ([keyword.spelling] + shapes.map { $0.text }).joined
  }
}

extension Shape {
  /// Whether it is a condition or a value, in which a slip says nothing about the form around it.
  var isExpression: Bool {
    switch self {
    case .expression, .sum, .expressions, .condition: true
    default: false
    }
  }

  fileprivate var text: Phrase {
    switch self {
    case .name: Phrase("名称", "NAME")
    case .identifier: Phrase("编号", "NUMBER")
    case .documentNumber: Phrase("文号", "DOCUMENT")
    case .word: Phrase("类别", "CATEGORY")
    case .englishName: Phrase("[英文名]", "[ENGLISH]")
    case .unitName: Phrase("单位", "UNIT")
    case .names: Phrase("名称、名称…", "NAME, NAME …")
    case .title: Phrase("标题", "TITLE")
    case .quotation: Phrase("「文字」", "「TEXT」")
    case .bookTitle: Phrase("《书名》", "《TITLE》")
    case .section: Phrase("条款号", "SECTION")
    case .date: Phrase("2025-12-31", "2025-12-31")
    case .expression, .sum: Phrase("值", "VALUE")
    case .expressions: Phrase("值、值…", "VALUE, VALUE …")
    case .condition: Phrase("条件", "CONDITION")
    case .type: Phrase("类型", "TYPE")
    case .types: Phrase("类型、类型…", "TYPE, TYPE …")
    case .choices: Phrase("选项、选项…", "CHOICE, CHOICE …")
    case .consequences: Phrase("[、后果]", "[, CONSEQUENCE]")
    case .assignments: Phrase("字段 = 值、字段 = 值…", "FIELD = VALUE, FIELD = VALUE …")
    case .expectations:
      Phrase(
        "规则编号 结论、规则编号 计分 维度 得分/权重、核对 「说明」 结论、决定 结论…",
        "RULE VERDICT, RULE score DIMENSION POINTS/WEIGHT, cross-check 「TEXT」 VERDICT, "
          + "decision DECISION …")
    case .columns: Phrase("字段、规则编号…", "FIELD, RULE …")
    case .cells: Phrase("值、结论…", "VALUE, VERDICT …")
    case .keyword(let keyword): keyword.spelling
    case .sign(let sign): sign.spelling
    case .optional(let shapes):
      Phrase(
        "[\(shapes.map { $0.text }.joined.chinese)]", "[\(shapes.map { $0.text }.joined.english)]")
    }
  }
}

extension Array where Element == Phrase {
  fileprivate var joined: Phrase {
    Phrase(
      map { $0.chinese }.joined(separator: " "), map { $0.english }.joined(separator: " "))
  }
}
