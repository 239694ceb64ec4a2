// What people may write in a dossier beside the names of the vocabulary.

extension Checker {
  /// `计量对象 铝、Al、产品`: what may be named behind a unit, as in 吨铝 and t-Al.
  mutating func checkMaterials(_ declaration: DeclarationSyntax) {
    let names = declaration.operands.first?.names ?? []
    rules.vocabulary.units.add(materials: names.map { $0.text })
  }

  /// `选项别名 「choice-names.csv」`: what else people call the choices of fields.
  ///
  ///     字段,选项,又称
  ///     项目.建设性质,扩建,改扩建
  ///     项目.行业,水泥,3011
  mutating func checkChoiceNames(_ declaration: DeclarationSyntax) {
    guard let data = declaration.operands.first?.text else { return }
    for row in rows(of: data, columns: ["字段", "选项", "又称"], optional: []) {
      let (field, choice, alias) = (row.cells[0], row.cells[1], row.cells[2])
      guard let index = rules.vocabulary.field(at: field.text),
        let list = rules.vocabulary.fields[index].type.choiceList
      else {
        reportCell(
          field,
          Phrase("`\(field.text)` 不是选项字段", "`\(field.text)` is no field with choices"),
          hint: Phrase(
            "第一列写选项字段的路径",
            "the first column has the path of a field whose type is a choice"))
        continue
      }
      guard let position = rules.vocabulary.choiceLists[list].index(of: choice.text) else {
        reportCell(
          choice,
          Phrase(
            "`\(field.text)` 没有选项 `\(choice.text)`",
            "`\(field.text)` has no choice `\(choice.text)`"),
          hint: ValueType.choice(list).plainExample(rules.vocabulary))
        continue
      }
      guard rules.vocabulary.choiceLists[list].add(alias: alias.text, of: position) else {
        reportCell(
          alias,
          Phrase(
            "`\(alias.text)` 已是 `\(field.text)` 另一选项的名称",
            "`\(alias.text)` is the name of another choice of `\(field.text)`"),
          hint: Phrase("换一个说法，或删去这一行", "use another name, or leave the line out"))
        continue
      }
    }
  }

  private mutating func reportCell(_ cell: CSVCell, _ message: Phrase, hint: Phrase) {
    report(.wrongCell, at: cell.range, message, hint: hint)
  }

  /// `每 年`, `每 年 = 310 日`
  mutating func checkPeriod(_ clause: ClauseSyntax, of index: Int) {
    guard let name = clause.operands.first?.name, let unit = unit(name) else { return }
    var length: Quantity?
    if let syntax = clause.operands.dropFirst().first?.part?.first?.expression {
      guard let quantity = plainQuantity(syntax), quantity.interval.single != .zero else { return }
      length = quantity
    }
    guard isNumber(index) else { return reportNotOfNumber(clause) }
    rules.vocabulary.fields[index].period = CountingPeriod(unit: unit, length: length)
  }

  /// `约 3 %`
  mutating func checkTolerance(_ clause: ClauseSyntax, of index: Int) {
    guard let syntax = clause.operands.first?.expression,
      let share = plainQuantity(syntax)?.interval.single
    else { return }
    guard case .number = rules.vocabulary.fields[index].type, !share.isNegative, share < .one else {
      report(
        .wrongType, at: clause.range,
        Phrase("`约` 用于数，后面是小于 100 % 的比例", "`about` is for numbers, with a share below 100 %"),
        hint: Phrase("写成 `约 5 %`", "write `about 5 %`"))
      return
    }
    rules.vocabulary.fields[index].tolerance = share
  }

  /// `可用单位 毫克/立方米、毫克/升`
  mutating func checkUnits(_ clause: ClauseSyntax, of index: Int) {
    guard case .number(let type) = rules.vocabulary.fields[index].type, type.dimensions == nil
    else {
      report(
        .wrongType, at: clause.range,
        Phrase("`可用单位` 只用于 `随附单位` 的数", "`measured-in` is for numbers in `any-unit`"),
        hint: Phrase("删去这一行", "leave the line out"))
      return
    }
    // Spellings stay as they are written: a unit of three parts has none without brackets.
    rules.vocabulary.fields[index].units = (clause.operands.first?.names ?? []).compactMap {
      rules.vocabulary.units.unit(spelled: $0.text) ?? unit($0)
    }
  }

  /// A number with its unit, and nothing more.
  private mutating func plainQuantity(_ syntax: ExpressionSyntax) -> Quantity? {
    guard case .number(let digits, let unitName, let range) = syntax,
      let number = number(digits, at: range)
    else {
      report(
        .wrongType, at: syntax.range, Phrase("这里应是一个数和它的单位", "this is a number and its unit"),
        hint: Phrase("写成 `310 日` 或 `5 %`", "write `310 d` or `5 %`"))
      return nil
    }
    var measure: UnitOfMeasure?
    if let unitName {
      guard let known = unit(unitName) else { return nil }
      measure = known
    }
    return Quantity(number, in: measure)
  }
}
