import Rules

extension UnverifiedFigure {
  /// The figure alone, as 117 千克标准煤/吨.
  func value(in program: Program, _ language: Language) -> String {
    guard let value = row.value else { return "" }
    return ConditionWriter(program: program, language: language)
      .value(value, type: program.rules.parameters[figure.parameter].type)
  }

  /// `国家单位产品能耗限额[水泥熟料] 117 千克标准煤/吨（S2）：CN-GB-01。GB 16780-2021`
  func line(in program: Program, _ language: Language) -> String {
    let isChinese = language == .chinese
    let name = CauseText(program: program, language: language).name(figure.parameter, figure.key)
    let confidence = row.verification.confidence?.rawValue
    let mark = confidence.map { isChinese ? "（\($0)）" : " (\($0))" } ?? ""
    let list = rules.joined(separator: isChinese ? "、" : ", ")
    let source = row.source.map { isChinese ? "。来源：\($0)" : ". Source: \($0)" } ?? ""
    return "\(name) \(value(in: program, language))\(mark)" + (isChinese ? "：" : ": ") + list
      + source
  }
}
