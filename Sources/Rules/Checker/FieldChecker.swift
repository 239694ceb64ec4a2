// Groups, lists and fields, and the clauses that they have.

extension Checker {
  mutating func checkContainer(_ declaration: DeclarationSyntax, isList: Bool) {
    guard declaration.operands.count == 3, let chinese = declaration.operands[0].name,
      let label = declaration.operands[2].text, let parent = owner(of: chinese)
    else { return }
    let english = englishPath(declaration.operands[1], chinese, in: parent)
    let name = Phrase(Self.lastSegment(chinese.text), Self.lastSegment(english.text))
    let container = FieldContainer(
      name: name, path: Phrase(chinese.text, english.text), label: label.text, isList: isList,
      parent: parent)
    rules.vocabulary.containers.append(container)
    add(.container(rules.vocabulary.containers.count - 1), chinese, english, to: parent)
  }

  mutating func checkField(_ declaration: DeclarationSyntax) {
    guard declaration.operands.count == 4, let chinese = declaration.operands[0].name,
      let label = declaration.operands[2].text,
      let typeSyntax = declaration.operands[3].type, let container = owner(of: chinese)
    else { return }
    guard let declared = declaredType(typeSyntax) else {
      brokenNames.insert(chinese.word)
      return
    }
    let english = englishPath(declaration.operands[1], chinese, in: container)
    let name = Phrase(Self.lastSegment(chinese.text), Self.lastSegment(english.text))
    var field = Field(
      name: name, path: Phrase(chinese.text, english.text), label: label.text,
      type: declared.type, unit: declared.unit, isInteger: declared.isInteger,
      container: container, interval: .everything)
    if let basis = declaration.clause(.basis)?.operands.first?.name,
      case .number(let number) = declared.type, basis.text.utf8.contains(UInt8(ascii: ".")) == false
    {
      field = Field(
        name: name, path: field.path, label: label.text,
        type: .number(NumberType(dimensions: number.dimensions, basis: basis.text)),
        unit: declared.unit, isInteger: declared.isInteger, container: container,
        interval: .everything)
      field.basis = .fixed(basis.text)
    }
    rules.vocabulary.fields.append(field)
    let index = rules.vocabulary.fields.count - 1
    rules.vocabulary.containers[container].fields.append(index)
    add(.field(index), chinese, english, to: container)
  }

  /// What is said of a field beyond its type, once all fields are known.
  mutating func checkFieldClauses(_ declaration: DeclarationSyntax) {
    guard let name = declaration.operands.first?.name,
      let index = rules.vocabulary.field(at: name.text)
    else { return }
    for clause in declaration.clauses {
      switch clause.keyword {
      case .range: checkRange(clause, of: index)
      case .per: checkPeriod(clause, of: index)
      case .about: checkTolerance(clause, of: index)
      case .measuredIn: checkUnits(clause, of: index)
      case .changeable:
        rules.vocabulary.fields[index].isChangeable = true
        checkReachable(clause, of: index)
      case .foundByAuthority: rules.vocabulary.fields[index].isFoundByAuthority = true
      case .evidence:
        rules.vocabulary.fields[index].evidence = clause.operands.first?.text?.text
      case .question:
        rules.vocabulary.fields[index].question = clause.operands.first?.text?.text
      case .basis where !isNumber(index): reportNotOfNumber(clause)
      case .basis:
        guard let basis = clause.operands.first?.name,
          basis.text.utf8.contains(UInt8(ascii: ".")), let field = plainField(basis)
        else { continue }
        rules.vocabulary.fields[index].basis = .field(field)
      case .unitIn: checkUnitField(clause, of: index)
      case .equals:
        guard let syntax = clause.operands.first?.expression else { continue }
        var scope = Scope()
        let container = rules.vocabulary.fields[index].container
        if rules.vocabulary.containers[container].isList {
          scope.push(name: nil, list: container)
        }
        let total = checkExpression(syntax, &scope)
        if let total { checkMeasure(of: total, for: index) }
        rules.derivations[index] = total
        rules.vocabulary.fields[index].isDerived = total != nil
      case .onlyIf: checkPrecondition(clause, of: index)
      default: break
      }
    }
  }

  func isNumber(_ field: Int) -> Bool {
    if case .number = rules.vocabulary.fields[field].type { true } else { false }
  }

  /// Reports a clause that only a field that is a number can have.
  mutating func reportNotOfNumber(_ clause: ClauseSyntax) {
    let name = clause.keyword.spelling
    report(
      .wrongType, at: clause.range,
      Phrase("`\(name.chinese)` 只用于数", "`\(name.english)` is for numbers"),
      hint: Phrase("删去这一行", "leave the line out"))
  }

  /// `可改 到 已申请、已通过`
  mutating func checkReachable(_ clause: ClauseSyntax, of index: Int) {
    guard let names = clause.operands.first?.part?.first?.names else { return }
    guard case .choice(let list) = rules.vocabulary.fields[index].type else {
      report(
        .wrongType, at: clause.range,
        Phrase("`可改 到` 后面是选项，这个字段不是选项", "`changeable to` names choices, and this field has none"),
        hint: Phrase("只写 `可改`", "write `changeable` alone"))
      return
    }
    rules.vocabulary.fields[index].reachableChoices = Set(
      names.compactMap { choice(.name($0), in: list) })
  }

  /// `仅当 手续.节能审查状态 属于 已通过、免审`
  mutating func checkPrecondition(_ clause: ClauseSyntax, of index: Int) {
    guard let syntax = clause.operands.first?.expression else { return }
    let field = rules.vocabulary.fields[index]
    guard field.type.canBeNotDone, !rules.vocabulary.containers[field.container].isList else {
      report(
        .wrongType, at: clause.range,
        Phrase(
          "`仅当` 只用于列表以外的日期、数和是否字段",
          "`only if` is for dates, numbers and yes-or-no fields outside lists"),
        hint: Phrase("删去这一行", "leave the line out"))
      return
    }
    var scope = Scope()
    rules.preconditions[index] = checkCondition(syntax, &scope)
  }

  /// Whether what a field equals is of the field's kind and dimension, as far as both are known.
  mutating func checkMeasure(of total: CheckedExpression, for index: Int) {
    let field = rules.vocabulary.fields[index]
    guard case .number(let wanted) = field.type, case .number(let found) = total.type else {
      report(
        .wrongType, at: total.range,
        Phrase("`等于` 只用于数，两边都要是数", "`equals` is for numbers on both sides"),
        hint: Phrase(
          "写数的合计，如 `合计 … 对 … 于 …`；字段不是数的，删去这一行",
          "write a total of numbers, as `sum … for … in …`; where the field is no number, leave the line out"
        ))
      return
    }
    guard let own = wanted.dimensions, let dimensions = found.dimensions, own != dimensions else {
      return
    }
    report(
      .unitMismatch, at: total.range,
      Phrase("合计的单位与字段的单位不是同一量纲", "the total is of another dimension than the field"),
      hint: field.unit.map {
        Phrase(
          "加起来的量应能换算成\($0.name.chinese)；否则改正字段的单位",
          "add amounts that convert to \($0.name.english), or correct the unit of the field")
      })
  }

  mutating func checkRange(_ clause: ClauseSyntax, of index: Int) {
    guard isNumber(index) else { return reportNotOfNumber(clause) }
    let field = rules.vocabulary.fields[index]
    guard let low = clause.operands.first?.expression, let high = clause.operands.last?.expression
    else { return }
    // In `0 至 100 %` the unit stands once, for both ends.
    var shared: UnitOfMeasure?
    for case .number(_, let unit?, _) in [high, low] where shared == nil {
      shared = self.unit(unit)
    }
    if case .number(let type) = field.type, let own = type.dimensions, let shared,
      shared.dimensions != own
    {
      report(
        .unitMismatch, at: clause.range,
        Phrase("范围的单位与字段的单位不是同一量纲", "the range is of another dimension than the field"),
        hint: field.unit.map {
          Phrase("用`\($0.name.chinese)`写", "write it in `\($0.name.english)`")
        })
      return
    }
    let unit = shared ?? field.unit
    let lower = rangeEnd(low, unit)
    let upper = rangeEnd(high, unit)
    if let lower, let upper, lower.value > upper.value {
      report(
        .outOfRange, at: clause.range,
        Phrase("范围的下限大于上限", "the range begins above its end"),
        hint: Phrase("小的写在前面", "write the smaller number first"))
      return
    }
    rules.vocabulary.fields[index].interval = NumberInterval(lower: lower, upper: upper)
  }

  /// The end of a range; nil for one that is open, and after a reported problem.
  mutating func rangeEnd(
    _ syntax: ExpressionSyntax, _ unit: UnitOfMeasure?
  ) -> NumberInterval.Bound? {
    let digits: String
    switch syntax {
    case .keyword(.unbounded, _): return nil
    case .number(let text, _, _): digits = text
    case .negative(.number(let text, _, _), _): digits = "-" + text
    default:
      report(
        .wrongType, at: syntax.range,
        Phrase("范围的两端应是数或 `无上限`", "a range ends in a number or in `unbounded`"),
        hint: Phrase(
          "写成 `范围 … 至 …`，如 0 至 100、0 至 无上限",
          "write `range … to …`, as 0 to 100 or 0 to unbounded"))
      return nil
    }
    let number = number(digits, at: syntax.range)
    return number.flatMap { sized($0, in: unit, at: syntax.range) }
      .flatMap { $0.interval.lower }
  }

  /// A type as declared, with its unit.
  mutating func declaredType(
    _ syntax: TypeSyntax
  ) -> (type: ValueType, unit: UnitOfMeasure?, isInteger: Bool)? {
    switch syntax.kind {
    case .boolean: return (.truth, nil, false)
    case .text: return (.text, nil, false)
    case .date: return (.date, nil, false)
    case .anyUnit(let isInteger): return (.number(NumberType(dimensions: nil)), nil, isInteger)
    case .number(let unit), .integer(let unit):
      var isInteger = false
      if case .integer = syntax.kind { isInteger = true }
      let measure: UnitOfMeasure? =
        if let unit { self.unit(unit) } else { .one }
      // A field of an unknown unit is a field all the same: others may speak of it, and its numbers do
      // not bring their own.
      guard let measure else { return (.number(NumberType(dimensions: nil)), .one, isInteger) }
      return (.number(NumberType(dimensions: measure.dimensions)), measure, isInteger)
    case .choice(let choices, let order):
      return (.choice(addChoiceList(choices, order, name: Phrase("", ""))), nil, false)
    case .choices(let choices):
      return (.choices(addChoiceList(choices, name: Phrase("", ""))), nil, false)
    case .named(let name):
      if let list = names.choiceLists[name.word] {
        record(name, as: rules.vocabulary.choiceLists[list].name, .choiceList(list))
        return (.choice(list), nil, false)
      }
      if let unit = rules.vocabulary.units.unit(spelled: name.text) {
        record(name, as: unit.name, .unit(unit.name.chinese))
        return (.number(NumberType(dimensions: unit.dimensions)), unit, false)
      }
      let types: [Keyword] = [.number, .integer, .boolean, .text, .date, .choice, .choices]
      reportUnknown(
        Phrase("类型", "type"), name,
        amongAll: types.map { $0.spelling }
          + rules.vocabulary.choiceLists.map { $0.name }.filter {
            !$0.chinese.isEmpty
          })
      return nil
    }
  }

  /// The container a path's last segment belongs to.
  mutating func owner(of path: NameSyntax) -> Int? {
    var container = 0
    for segment in path.text.pathSegments.dropLast() {
      guard
        case .container(let inner)? =
          rules.vocabulary.containers[container].members[Word(segment)]
      else {
        report(
          .unknownName, at: path.range,
          Phrase("`\(segment)` 不是已声明的组或列表", "`\(segment)` is no group or list"),
          hint: Phrase("先用 `组` 或 `列表` 声明它", "declare it first with `group` or `list`"))
        return nil
      }
      container = inner
    }
    return container
  }

  /// Adds a member under both of its names; a taken one is reported.
  mutating func add(
    _ member: FieldContainer.Member, _ chinese: NameSyntax, _ english: NameSyntax,
    to container: Int
  ) {
    let isOneName = Self.lastSegment(chinese.text) == Self.lastSegment(english.text)
    for name in isOneName ? [chinese] : [chinese, english] {
      let segment = Word(Self.lastSegment(name.text))
      if rules.vocabulary.containers[container].members[segment] != nil {
        reportDuplicate(
          Phrase("字段", "field"), name, first: names.places[name.word] ?? name.range)
      }
      rules.vocabulary.containers[container].members[segment] = member
      names.places[name.word] = name.range
    }
  }

  static func lastSegment(_ path: String) -> String {
    path.pathSegments.last ?? ""
  }
}
