// Units, choices, groups, lists, fields, consequences and score dimensions.

extension Checker {
  mutating func checkUnit(_ declaration: DeclarationSyntax) {
    guard declaration.operands.count == 4, let chinese = declaration.operands[0].name,
      let english = declaration.operands[1].name
    else { return }
    let aliases = declaration.operands[2].part?.first?.names ?? []
    let name = Phrase(chinese.text, english.text)
    var unit = UnitOfMeasure(name: name, scale: .one, dimensions: .none)
    if let size = declaration.operands[3].part?.first?.expression {
      guard let defined = unitSize(size) else { return }
      unit = UnitOfMeasure(name: name, scale: defined.scale, dimensions: defined.dimensions)
    } else {
      unit = UnitOfMeasure(
        name: name, scale: .one, dimensions: rules.vocabulary.units.newDimension())
    }
    var spellings = [chinese.text]
    for spelling in [english.text] + aliases.map({ $0.text }) where !spellings.contains(spelling) {
      spellings.append(spelling)
    }
    guard rules.vocabulary.units.add(unit, spellings: spellings) else {
      reportDuplicate(
        Phrase("单位", "unit"), chinese, first: names.places[chinese.word] ?? chinese.range)
      return
    }
    names.places[chinese.word] = chinese.range
  }

  /// `0.001 吨`: how large the unit is in units that came before it.
  mutating func unitSize(_ syntax: ExpressionSyntax) -> UnitOfMeasure? {
    guard case .number(let digits, let unit, let range) = syntax,
      let number = number(digits, at: range)
    else {
      report(
        .wrongType, at: syntax.range,
        Phrase("单位的大小应是一个数和已声明的单位", "the size of a unit is a number and a unit declared before"),
        hint: Phrase("写成 `单位 … = 1000 …`", "write `unit … = 1000 …`"))
      return nil
    }
    let base: UnitOfMeasure? =
      if let unit { self.unit(unit) } else { .one }
    guard let base else { return nil }
    guard !number.isZero else {
      report(
        .wrongUnitSize, at: range,
        Phrase("单位的大小不能是 0", "the size of a unit cannot be 0"),
        hint: Phrase("写明一个单位等于多少：`0.001 吨`", "write how much one of it is: `0.001 t`"))
      // A unit all the same: what is measured in it has no further problem.
      return base
    }
    guard let size = sized(number, in: base, at: range)?.interval.single else { return nil }
    return UnitOfMeasure(name: base.name, scale: size, dimensions: base.dimensions)
  }

  /// The unit of a spelling; an unknown one is reported.
  mutating func unit(_ name: NameSyntax) -> UnitOfMeasure? {
    guard let unit = rules.vocabulary.units.unit(spelled: name.text) else {
      let isSearched = wantsNearest(at: name.range)
      report(
        .unknownUnit(
          name.text, among: isSearched ? rules.vocabulary.units : UnitTable(), at: name.range))
      return nil
    }
    record(name, as: unit.name, .unit(unit.name.chinese))
    return unit
  }

  mutating func checkChoiceList(_ declaration: DeclarationSyntax) {
    guard declaration.operands.count == 3, let chinese = declaration.operands[0].name,
      let english = declaration.operands[1].name, let type = declaration.operands[2].type,
      case .choice(let choices, let order) = type.kind,
      isNew(chinese, english, Phrase("选项表", "choice list"), in: names.choiceLists)
    else { return }
    let list = addChoiceList(choices, order, name: Phrase(chinese.text, english.text))
    names.choiceLists[chinese.word] = list
    names.choiceLists[english.word] = list
  }

  mutating func addChoiceList(
    _ choices: [ChoiceSyntax], _ order: ChoiceOrder? = nil, name: Phrase
  ) -> Int {
    var seen: [Word: SourceRange] = [:]
    for choice in choices {
      for name in Set([choice.chinese, choice.english ?? choice.chinese]) {
        if let first = seen[name.word], first != name.range,
          choice.chinese.word != choice.english?.word
        {
          reportDuplicate(Phrase("选项", "choice"), name, first: first)
        }
        seen[name.word] = name.range
      }
    }
    rules.vocabulary.choiceLists.append(ChoiceList(name: name, choices: choices.map { $0.phrase }))
    let list = rules.vocabulary.choiceLists.count - 1
    names.choiceOrders[list] = order
    return list
  }

  /// `增加选项 项目.行业：石灰 lime、甲醇 methanol`
  mutating func checkAddedChoices(_ declaration: DeclarationSyntax) {
    guard declaration.operands.count == 2, let name = declaration.operands[0].name,
      case .choice(let choices, _)? = declaration.operands[1].type?.kind,
      let list = choiceList(of: name)
    else { return }
    for choice in choices {
      let taken = [choice.chinese, choice.english].compactMap { $0 }.first { name in
        rules.vocabulary.choiceLists[list].index(of: name.word) != nil
      }
      if let taken {
        report(
          .duplicateName, at: taken.range,
          Phrase(
            "`\(name.text)` 已有选项 `\(taken.text)`",
            "`\(name.text)` has the choice `\(taken.text)` already"),
          hint: Phrase("删去它，或换一个名称", "leave it out, or call it otherwise"))
      } else {
        rules.vocabulary.choiceLists[list].add(choice.phrase)
      }
    }
  }

  /// The choices of a list or of a field; a name of neither is reported.
  mutating func choiceList(of name: NameSyntax) -> Int? {
    if let list = names.choiceLists[name.word] {
      record(name, as: rules.vocabulary.choiceLists[list].name, .choiceList(list))
      return list
    }
    guard let field = plainField(name) else { return nil }
    if let list = rules.vocabulary.fields[field].type.choiceList { return list }
    report(
      .wrongType, at: name.range,
      Phrase("`\(name.text)` 不是选项字段", "`\(name.text)` is no field with choices"),
      hint: Phrase("写选项字段或选项表的名称", "name a field of choices or a choice list"))
    return nil
  }

  /// The English name beside a Chinese one, which stands for both where there is none.
  func englishName(_ operand: OperandSyntax, beside chinese: NameSyntax) -> NameSyntax {
    operand.name ?? chinese
  }

  /// The English path of a member: of one without an English name that of its owner, and its
  /// Chinese name.
  func englishPath(
    _ operand: OperandSyntax, _ chinese: NameSyntax, in owner: Int
  ) -> NameSyntax {
    if let name = operand.name { return name }
    let last = Self.lastSegment(chinese.text)
    let path = rules.vocabulary.containers[owner].path.english
    return NameSyntax(
      word: Word(path.isEmpty ? last : path + "." + last), range: chinese.range)
  }

  mutating func checkConsequence(_ declaration: DeclarationSyntax) {
    guard declaration.operands.count == 3, let chinese = declaration.operands[0].name,
      let english = declaration.operands[1].name, let label = declaration.operands[2].text,
      isNew(chinese, english, Phrase("后果", "consequence"), in: names.consequences)
    else { return }
    var consequence = Consequence(
      name: Phrase(chinese.text, english.text), label: label.text)
    for clause in declaration.clauses {
      guard let name = clause.operands.first?.name else { continue }
      guard let decision = Decision(named: name.text) else {
        reportUnknown(
          Phrase("决定", "decision"), name, amongAll: Decision.allCases.map { $0.name })
        continue
      }
      record(name, as: decision.name, .word(decision.name))
      if clause.keyword == .onNotMet {
        consequence.onNotMet = decision
      } else {
        consequence.onUndetermined = decision
      }
    }
    // Silence is no approval: while it is open, what weighs is asked for.
    if consequence.weighs, consequence.onUndetermined == nil {
      consequence.onUndetermined = .supplement
    }
    reportInverted(consequence, at: chinese.range)
    reportSilent(consequence, at: chinese.range)
    reportOutOfOrder(consequence, at: chinese.range)
    rules.vocabulary.consequences.append(consequence)
    lastConsequenceSource = chinese.range.source
    names.consequences[chinese.word] = rules.vocabulary.consequences.count - 1
    names.consequences[english.word] = rules.vocabulary.consequences.count - 1
  }

  /// Reports a consequence that weighs less once it is certain: a line was lost, or two changed
  /// places.
  mutating func reportInverted(_ consequence: Consequence, at range: SourceRange) {
    guard let open = consequence.onUndetermined, open > consequence.onNotMet ?? .approve else {
      return
    }
    let (name, decision) = (consequence.name, consequence.onNotMet)
    report(
      .wrongType, at: range,
      Phrase(
        "后果 `\(name.chinese)` 待定时的决定比不符合时（\(decision?.name.chinese ?? "没有写")）重",
        "the consequence `\(name.english)` weighs more while it is undetermined than when it is "
          + "not met (\(decision?.name.english ?? "not given"))"),
      hint: Phrase(
        "写上 `不符合 决定`，不轻于 `待定 \(open.name.chinese)`",
        "write `not-met DECISION`, no milder than that of `undetermined`"))
  }

  /// Reports a consequence that does not lead to the decision whose name it has, and one that follows
  /// a milder one behind a hard one: they stand from the hardest to the mildest, so a decision was
  /// mistaken.
  mutating func reportOutOfOrder(_ consequence: Consequence, at range: SourceRange) {
    let (name, own) = (consequence.name, consequence.onNotMet ?? .approve)
    if consequence.onNotMet != nil,
      let named = Decision(named: name.english) ?? Decision(named: name.chinese), named != own
    {
      report(
        .wrongType, at: range,
        Phrase(
          "后果 `\(name.chinese)` 不符合时的决定是\(own.name.chinese)，不是\(named.name.chinese)",
          "the consequence `\(name.english)` leads to \(own.name.english), "
            + "not to \(named.name.english)"),
        hint: Phrase("写 `不符合 \(named.name.chinese)`", "write `notMet \(named.name.english)`"))
      return
    }
    if let idle = rules.vocabulary.consequences.last, lastConsequenceSource == range.source,
      idle.onNotMet == nil, idle.onUndetermined == nil, consequence.onNotMet != nil
    {
      report(
        .wrongType, at: range,
        Phrase(
          "后果 `\(name.chinese)` 之前的 `\(idle.name.chinese)` 没有写 `不符合`，不影响决定",
          "the consequence `\(idle.name.english)` before `\(name.english)` has no `notMet`, and "
            + "decides nothing"),
        hint: Phrase(
          "给 `\(idle.name.chinese)` 写上 `不符合 决定`；真的不影响决定的排在最后",
          "give `\(idle.name.english)` its `notMet DECISION`; what decides nothing stands last"))
      return
    }
    let before = rules.vocabulary.consequences.suffix(2)
    guard before.count == 2, own > .supplement, let first = before.first, let milder = before.last,
      first.onNotMet ?? .approve >= own, milder.onNotMet ?? .approve < own
    else { return }
    let its = milder.onNotMet ?? .approve
    report(
      .wrongType, at: range,
      Phrase(
        "后果 `\(milder.name.chinese)` 的决定是\(its.name.chinese)，比前后的 `\(first.name.chinese)`、`\(name.chinese)` 都轻",
        "the consequence `\(milder.name.english)` leads to \(its.name.english), milder than "
          + "`\(first.name.english)` before and `\(name.english)` behind it"),
      hint: Phrase(
        "后果从重到轻排列：改正 `\(milder.name.chinese)` 的 `不符合`，或调换次序",
        "consequences stand from the hardest to the mildest: correct `notMet` of "
          + "`\(milder.name.english)`, or their order"))
  }

  /// Reports a consequence that stops a project and lets it pass while it is undetermined.
  mutating func reportSilent(_ consequence: Consequence, at range: SourceRange) {
    guard consequence.weighs, let open = consequence.onUndetermined, open < .supplement else {
      return
    }
    let name = consequence.name
    report(
      .wrongType, at: range,
      Phrase(
        "后果 `\(name.chinese)` 待定时的决定是\(open.name.chinese)：缺的事实不能当作符合",
        "the consequence `\(name.english)` is \(open.name.english) while it is undetermined: a "
          + "missing fact is no approval"),
      hint: Phrase("写 `待定 补正`，或不写", "write `undetermined supplement`, or leave it out"))
  }

  mutating func checkDimension(_ declaration: DeclarationSyntax) {
    guard declaration.operands.count == 4, let chinese = declaration.operands[0].name,
      let english = declaration.operands[1].name, let label = declaration.operands[3].text,
      case .number(let digits, nil, let range)? = declaration.operands[2].expression,
      let weight = number(digits, at: range),
      isNew(chinese, english, Phrase("维度", "dimension"), in: names.dimensions)
    else { return }
    rules.vocabulary.dimensions.append(
      ScoreDimension(
        name: Phrase(chinese.text, english.text), label: label.text, weight: weight))
    names.dimensions[chinese.word] = rules.vocabulary.dimensions.count - 1
    names.dimensions[english.word] = rules.vocabulary.dimensions.count - 1
  }
}

extension ValueType {
  /// Whether there is a meaning to its not being there: a date that never comes, no, no figure.
  var canBeNotDone: Bool {
    switch self {
    case .truth, .date, .number: true
    case .text, .choice, .choices: false
    }
  }
}

extension Diagnostic.Code {
  static let wrongUnitSize = Self(
    name: "wrong-unit-size",
    explanation: Phrase(
      """
      单位的大小大于 0：用大小为 0 的单位量出的每个数都是 0。

          单位 千克标准煤 kgce = 0.001 吨标准煤
      """,
      """
      The size of a unit is above 0: every number in a unit of the size 0 would be 0.

          unit 千克标准煤 kgce = 0.001 tce
      """))
}

extension ChoiceSyntax {
  fileprivate var phrase: Phrase { Phrase(chinese.text, english?.text ?? chinese.text) }
}
