extension ParameterForm {
  /// The form as a workbook of one sheet, one value a row; `review evaluate --parameters` reads it.
  public func workbook(_ language: Language) -> WorkbookDrawing {
    let columns: [(name: Phrase, width: Int)] = [
      (FormHeader.pathName, 30), (FormHeader.labelName, 40), (FormHeader.keyName, 20),
      (FormHeader.answerName, 20), (Phrase("文件", "document"), 20), (Phrase("页", "page"), 6),
      (FormHeader.unitName, 16), (Phrase("可填内容", "what may be entered"), 30),
      (Phrase("键是什么", "what the key is"), 22), (Phrase("规则中的值", "in the rules"), 24),
      (Phrase("来源说明", "where it comes from"), 50), (Phrase("规则", "rules"), 30),
    ]
    var sheet = SheetDrawing(
      name: Phrase("参数", "parameters")[language],
      columns: columns.enumerated().map { .init(width: $0.element.width, isHidden: $0.offset == 0) }
    )
    sheet.frozen = (1, 2)
    sheet.rows = [columns.map { .init($0.name[language], .head) }]
    for entry in entries {
      let keys = entry.keys.isEmpty ? [""] : entry.keys.map { $0[language] }
      for key in keys { sheet.rows.append(row(of: entry, key, language)) }
    }
    return WorkbookDrawing(sheets: [sheet])
  }

  private func row(of entry: Entry, _ key: String, _ language: Language) -> [SheetDrawing.Cell] {
    let unit = entry.unit?[language] ?? ""
    return [
      .init(entry.name[language], .remark), .init(entry.label, .label),
      .init(key, entry.keyKind == nil ? .label : .answerText), .init("", .answer),
      .init("", .answerText), .init("", .answerText), .init(unit, .label),
      .init(entry.answer.text(language), .remark),
      .init(entry.keyKind?[language] ?? "", .remark), .init(entry.known?[language] ?? "", .remark),
      .init(entry.source ?? "", .remark), .init(entry.rules.joined(separator: " "), .remark),
    ]
  }
}
