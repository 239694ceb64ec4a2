// Numbers of a dossier: what is written, in which unit, and what it says of the field.

/// A unit and by how much a number written in it is larger than in the unit: 万 before it is 10000.
struct Measure {
  /// nil: the number brings no unit.
  let unit: UnitOfMeasure?
  let factor: ExactNumber

  init(_ unit: UnitOfMeasure?, times factor: ExactNumber = .one) {
    (self.unit, self.factor) = (unit, factor)
  }
}

extension DossierReader {
  /// The number or range of a field; nil after a reported problem.
  mutating func number(_ node: JSONNode, of field: Field, unit: JSONNode?) -> ScalarValue? {
    guard let value = numberBeforeRemark(node, of: field, unit: unit) else { return nil }
    guard let written = node.written, UsualNumber(written) == nil,
      let remark = written.plain.remarkApart.remark,
      contradicts(remark, value, of: field, at: node.range)
    else { return value }
    reportTwoThings(written, at: node.range)
    return nil
  }

  private mutating func numberBeforeRemark(
    _ node: JSONNode, of field: Field, unit: JSONNode?
  ) -> ScalarValue? {
    guard let written = node.written else {
      reportWrongType(node, expected: field)
      return nil
    }
    let text = NumberText(written)
    if let problem = text.problem {
      report(problem, in: written, at: node.range)
      return nil
    }
    guard var spelling = spelling(of: text, unit) else { return nil }
    if spelling.unit == nil, statedUnit == nil, isShareInDoubt(text, of: field) {
      reportShare(text.digits, of: field, at: node.range)
      return nil
    }
    if text.end?.unit == nil { spelling.unit = spelling.unit ?? columnUnit }
    guard isOnBasis(text.remark, field, at: node.range) else { return nil }
    let place = unit?.range ?? node.range
    let own = Self.shared(spelling.unit, text.end?.unit)
    guard let shared = settled(own, of: field, at: node.range) else { return nil }
    guard let low = end(text.digits, in: shared.low, written, field, at: node.range, place)
    else { return nil }
    guard let end = text.end else { return bounded(low, text.relation, field, at: node.range) }
    guard let high = self.end(end.digits, in: shared.high, written, field, at: node.range, place)
    else { return nil }
    return span(low, high, field, at: node.range)
  }

  /// The units of both ends of a range: one that is written once is for both, and so is what
  /// stands behind 万.
  private static func shared(_ low: String?, _ high: String?) -> (low: String?, high: String?) {
    guard let high else { return (low, low) }
    guard let low else { return (high, high) }
    let (_, rest) = NumberScale.before(low)
    return (rest.isEmpty ? low + NumberScale.before(high).rest : low, high)
  }

  /// The unit of a number, from its text or the member beside it; nil after a reported problem.
  private mutating func spelling(
    of text: NumberText, _ unit: JSONNode?
  ) -> (unit: String?, Void)? {
    guard let unit else {
      // `800（千克标准煤/吨）`: the unit as a remark.
      if text.unit == nil, let remark = text.remark?.plain,
        vocabulary.units.unit(written: remark) != nil
      {
        return (remark, ())
      }
      return (text.unit, ())
    }
    guard case .string(let name) = unit.kind else {
      report(
        .wrongValue, at: unit.range, Phrase("单位应是文字", "a unit is a text"),
        hint: Phrase("写在引号里，如 `\"kgce/t\"`", "write it in quotation marks, as `\"kgce/t\"`"))
      return nil
    }
    if let own = text.unit, own != name,
      vocabulary.units.unit(written: own) != vocabulary.units.unit(written: name.plain)
    {
      report(
        .dossierShape, at: unit.range,
        Phrase(
          "单位写了两次：`\(own)` 和 `\(name)`",
          "the unit is given twice: `\(own)` and `\(name)`"),
        hint: Phrase("只留一个", "keep one of them"))
      return nil
    }
    return (name.plain, ())
  }

  // MARK: - One number

  /// A number in its unit; nil after a reported problem.
  private mutating func end(
    _ digits: String, in spelling: String?, _ written: String, _ field: Field,
    at range: SourceRange, _ place: SourceRange
  ) -> Quantity? {
    guard let number = ExactNumber(parsing: digits) else {
      report(
        .numberOutOfRange(digits, at: range)
          ?? Diagnostic(
            .wrongValue, at: range,
            Phrase("`\(written)` 不是可用的数", "`\(written)` is no usable number"),
            hint: Phrase(
              "用阿拉伯数字写，如 `1.25` 或 `\"108 kgce/t\"`",
              "write it in digits, as `1.25` or `\"108 kgce/t\"`")))
      return nil
    }
    guard let measure = measure(spelling, of: field, at: place) else { return nil }
    guard let scaled = number.multiplied(by: measure.factor),
      let quantity = Quantity(scaled, in: measure.unit), let base = quantity.interval.single
    else {
      let isSmall = number.magnitude < .one
      report(
        isSmall ? .numberTooSmall : .numberTooLarge, at: range,
        isSmall
          ? Phrase("数太小，换算后放不下", "the number is too small to convert")
          : Phrase("数太大，换算后放不下", "the number is too large to convert"),
        hint: Diagnostic.usualNumber)
      return nil
    }
    if field.isInteger, !scaled.isInteger {
      report(
        .wrongValue, at: range,
        Phrase("\(field.label)应是整数", "\(field.path.english) is a whole number"),
        hint: Phrase("不写小数，如 `3`", "write no decimals, as `3`"))
      return nil
    }
    guard quantity.unit == nil && field.unit != nil || field.interval.contains(base) else {
      report(
        .outOfRange, at: range,
        Phrase("\(field.label)不可能是 `\(scaled)`", "\(field.path.english) cannot be `\(scaled)`"),
        hint: rangeHint(of: field))
      return nil
    }
    return quantity
  }

  private func rangeHint(of field: Field) -> Phrase? {
    func text(_ bound: NumberInterval.Bound?) -> String? {
      bound.flatMap { $0.value.divided(by: field.unit?.scale ?? .one) }.map { $0.description }
    }
    let unit = field.unit?.name ?? Phrase("", "")
    switch (text(field.interval.lower), text(field.interval.upper)) {
    case (let low?, let high?):
      return Phrase(
        "应在 \(low) 与 \(high) \(unit.chinese) 之间", "between \(low) and \(high) \(unit.english)")
    case (let low?, nil):
      return Phrase("不小于 \(low) \(unit.chinese)", "at least \(low) \(unit.english)")
    default: return nil
    }
  }

  // MARK: - Bounds and ranges

  /// A number, or all that a bound or an approximate number leaves possible.
  private mutating func bounded(
    _ quantity: Quantity, _ relation: NumberText.Relation, _ field: Field, at range: SourceRange
  ) -> ScalarValue? {
    guard relation != .exactly, let value = quantity.interval.single else {
      return .number(quantity)
    }
    // A number without a unit is not in base units, so the field's range says nothing of it.
    let possible = quantity.unit == nil ? NumberInterval.everything : field.interval
    let interval: NumberInterval
    switch relation {
    case .exactly: interval = quantity.interval
    case .atMost, .below:
      interval = NumberInterval(
        lower: possible.lower, upper: .init(value, isIncluded: relation == .atMost))
    case .atLeast, .above:
      interval = NumberInterval(
        lower: .init(value, isIncluded: relation == .atLeast), upper: possible.upper)
    case .about:
      guard let share = field.tolerance ?? ExactNumber(1, over: 20),
        let margin = value.magnitude.multiplied(by: share),
        let low = value.subtracting(margin), let high = value.adding(margin)
      else {
        report(
          .numberTooLarge, at: range, Phrase("数太大", "the number is too large"),
          hint: Diagnostic.usualNumber)
        return nil
      }
      interval = NumberInterval(lower: .init(low), upper: .init(high)).common(with: possible)
    }
    return .number(Quantity(interval: interval, unit: quantity.unit))
  }

  /// The numbers from one to another.
  mutating func span(
    _ low: Quantity, _ high: Quantity, _ field: Field, at range: SourceRange
  ) -> ScalarValue? {
    guard let (low, high) = Self.inOneUnit(low, high), let lower = low.interval.lower,
      let upper = high.interval.upper
    else {
      report(
        .unitMismatch, at: range,
        Phrase("区间两端的单位不同", "the ends of the range are in different units"),
        hint: Phrase("两端用同一单位", "write both ends in one unit"))
      return nil
    }
    guard lower.value <= upper.value else {
      report(
        .outOfRange, at: range,
        Phrase("区间的下限大于上限", "the range begins above its end"),
        hint: Phrase("小的写在前面：`95-105`", "write the smaller number first: `95-105`"))
      return nil
    }
    return .number(
      Quantity(interval: NumberInterval(lower: lower, upper: upper), unit: low.unit))
  }

  /// Both quantities, when they are measured alike.
  private static func inOneUnit(_ low: Quantity, _ high: Quantity) -> (Quantity, Quantity)? {
    guard low.unit?.dimensions == high.unit?.dimensions else { return nil }
    return (low, high)
  }

  // MARK: - Shares

  /// Whether a bare number between 0 and 1 stands for a share in percent: nobody can tell whether
  /// 0.65 is 65 % or 0.65 %.
  private func isShareInDoubt(_ text: NumberText, of field: Field) -> Bool {
    guard let unit = field.unit, unit.dimensions == .none, unit.scale == ExactNumber(1, over: 100),
      let number = ExactNumber(parsing: text.end?.digits ?? text.digits)
    else { return false }
    return !number.isZero && !number.isNegative && number <= .one
  }

  private mutating func reportShare(_ digits: String, of field: Field, at range: SourceRange) {
    let percent = ExactNumber(parsing: digits)?.multiplied(by: ExactNumber(100)).map { "\($0) %" }
    let asFraction = percent ?? "65 %"
    report(
      .shareInDoubt, at: range,
      Phrase(
        "\(field.label)写的是 `\(digits)`：是 \(asFraction) 还是 \(digits) %？没有采用",
        "\(field.path.english) is `\(digits)`: \(asFraction) or \(digits) %? It is not used"),
      hint: Phrase(
        "带上百分号：`\(asFraction)` 或 `\(digits) %`",
        "write the sign: `\(asFraction)` or `\(digits) %`"),
      severity: .warning)
  }

  // MARK: - Remarks

  /// Whether a remark behind a number leaves it what the field counts on; a remark that names
  /// another basis is reported, and one that names a choice of the field's basis is kept.
  private mutating func isOnBasis(_ remark: String?, _ field: Field, at range: SourceRange) -> Bool
  {
    guard let remark, !remark.isEmpty else { return true }
    switch field.basis {
    case .fixed(let own)?:
      guard !remark.holds(own),
        let other = bases.first(where: { $0 != own && remark.holds($0) })
      else { return true }
      report(
        .basisMismatch, at: range,
        Phrase(
          "\(field.label)按\(own)填报，这里写的是\(other)",
          "\(field.path.english) is counted as \(own), this one as \(other)"),
        hint: Phrase(
          "填\(own)的数；\(other)的数填在它自己的栏里",
          "give the number as \(own); the \(other) one has its own field"))
      return false
    case .field(let basis)?:
      if case .choice(let list) = vocabulary.fields[basis].type,
        let choice = vocabulary.choiceLists[list].index(written: remark.plain)
      {
        statedBases.append((basis, Fact(.value(.choice(choice)), range: range)))
      }
      return true
    case nil: return true
    }
  }

  // MARK: - Units

  /// The unit a number is in: as written, else as declared, else none; nil after a reported problem.
  mutating func measure(
    _ spelling: String?, of field: Field, at range: SourceRange
  ) -> Measure? {
    guard let spelling, !spelling.isEmpty else { return Measure(field.unit) }
    if let measure = fitting(spelling, field) { return measure }
    // 14.6万吨标准煤 of a field in 吨标准煤.
    let (scale, rest) = NumberScale.before(spelling)
    if let scale {
      if rest.isEmpty {
        if let measure = scaled(field.unit, by: scale) { return measure }
        reportScaleAlone(spelling, of: field, at: range)
        return nil
      }
      if let second = NumberScale.before(rest.trimmed).scale, second >= NumberScale.tenThousand {
        report(
          .wrongValue, at: range,
          Phrase("`\(spelling)` 里万、亿写了两次", "`\(spelling)` has two powers of ten"),
          hint: Phrase("只写一次：`\(rest.trimmed)`", "write one: `\(rest.trimmed)`"))
        return nil
      }
      if let measure = fitting(rest, field), let factor = measure.factor.multiplied(by: scale) {
        return Measure(measure.unit, times: factor)
      }
    }
    guard
      vocabulary.units.unit(written: spelling) != nil || vocabulary.units.unit(written: rest) != nil
    else {
      report(
        .unknownUnit(
          spelling, among: vocabulary.units, of: field.unit ?? field.units.first, at: range))
      return nil
    }
    reportMismatch(spelling, of: field, at: range)
    return nil
  }

  /// The unit of a spelling that is of the field's dimension, or is so with its period.
  func fitting(_ spelling: String, _ field: Field) -> Measure? {
    let units = vocabulary.units
    let unit = units.unit(written: spelling)
    guard case .number(let type) = field.type, let wanted = type.dimensions else {
      return unit.flatMap { field.canBeMeasured(in: $0) ? Measure($0) : nil }
    }
    if let unit, unit.dimensions == wanted { return Measure(unit) }
    guard let period = field.period else { return nil }
    let perPeriod = "/" + period.unit.name.chinese
    // 吨 of a field in 吨/年.
    if let unit = units.unit(written: spelling + perPeriod), unit.dimensions == wanted {
      return Measure(unit)
    }
    let isSlash: (Character) -> Bool = { $0 == "/" || $0 == "每" }
    guard let slash = spelling.lastIndex(where: isSlash),
      let time = units.unit(written: String(spelling[spelling.index(after: slash)...]))
    else { return nil }
    let head = String(spelling[..<slash])
    let unitOfHead = [head, head + perPeriod].lazy.compactMap { units.unit(written: $0) }
      .first { $0.dimensions == wanted }
    guard let unitOfHead else { return nil }
    // 吨标准煤/年 of a field in 吨标准煤.
    if time.dimensions == period.unit.dimensions, time.scale == period.unit.scale {
      return Measure(unitOfHead)
    }
    // 吨/日 where the field says how many days a year has.
    guard let length = period.length, length.unit?.dimensions == time.dimensions,
      let count = length.interval.single?.divided(by: time.scale)
    else { return nil }
    return Measure(unitOfHead, times: count)
  }

  /// 万 without a unit: that of the field, unless its unit has 万 in it already.
  private func scaled(_ unit: UnitOfMeasure?, by scale: ExactNumber) -> Measure? {
    guard let unit else { return Measure(nil, times: scale) }
    return NumberScale.before(unit.name.chinese).scale == nil ? Measure(unit, times: scale) : nil
  }

  private mutating func reportScaleAlone(
    _ spelling: String, of field: Field, at range: SourceRange
  ) {
    let unit = field.unit?.name ?? Phrase("", "")
    report(
      .unitMismatch, at: range,
      Phrase(
        "\(field.label)的单位是`\(unit.chinese)`，`\(spelling)`后面看不出是什么单位",
        "\(field.path.english) is in `\(unit.english)`; what unit follows `\(spelling)` is not clear"
      ),
      hint: Phrase("连单位一起写，如 `3 \(unit.chinese)`", "write the unit too, as `3 \(unit.chinese)`"))
  }

  private mutating func reportMismatch(_ spelling: String, of field: Field, at range: SourceRange) {
    if let first = field.units.first?.name {
      let all = field.units.map { "`\($0.name.chinese)`" }.joined(separator: "、")
      let others = field.units.map { "`\($0.name.english)`" }.joined(separator: ", ")
      report(
        .unitMismatch, at: range,
        Phrase(
          "\(field.label)不能用`\(spelling)`：那是另一种量的单位",
          "\(field.path.english) is not measured in `\(spelling)`, a unit of something else"),
        hint: Phrase(
          "用 \(all) 一类的单位，如 `35 \(first.chinese)`",
          "write it in \(others) or a unit of the same kind, as `35 \(first.english)`"))
      return
    }
    let declared = field.unit?.name ?? Phrase("", "")
    guard !declared.chinese.isEmpty else {
      report(
        .unitMismatch, at: range,
        Phrase(
          "\(field.label)没有单位，不能用`\(spelling)`",
          "\(field.path.english) has no unit, and `\(spelling)` is one"),
        hint: Phrase("只写数", "write the number alone"))
      return
    }
    report(
      .unitMismatch, at: range,
      Phrase(
        "\(field.label)的单位是`\(declared.chinese)`，不能用`\(spelling)`",
        "\(field.path.english) is in `\(declared.english)`, not in `\(spelling)`"),
      hint: Self.whole(spelling, declared.chinese).map {
        Phrase(
          "连单位的后半一起写：`\($0)`；若是别的量，换算成`\(declared.chinese)`再写",
          "write the whole unit: `\($0)`; convert it to `\(declared.english)` if it is something else"
        )
      }
        ?? Phrase(
          "换算以后写成 \(declared.eitherSpelling.chinese)",
          "convert it, and write it in \(declared.eitherSpelling.english)"))
  }

  /// 万吨标准煤 for 万吨, where the field is in 吨标准煤.
  private static func whole(_ spelling: String, _ declared: String) -> String? {
    let head = NumberScale.before(spelling).rest
    guard !head.isEmpty, declared != head, declared.hasPrefix(head) else { return nil }
    return spelling + declared.dropFirst(head.count)
  }

  private mutating func report(
    _ problem: NumberText.Problem, in written: String, at range: SourceRange
  ) {
    switch problem {
    case .blankInside:
      report(
        .wrongValue, at: range,
        Phrase("`\(written)` 中间有空格，看不出是哪个数", "`\(written)` has a blank inside its number"),
        hint: Phrase(
          "数字连写，如 `1250`；千位可隔一个空格，每组三位，如 `146 000`",
          "write its digits together, as `1250`; one blank may stand before groups of three, as `146 000`"
        ))
    case .barePoint(let meant):
      report(
        .wrongValue, at: range,
        Phrase("`\(written)` 的小数点旁少数字", "`\(written)` has a point without a digit beside it"),
        hint: Phrase("写成 `\(meant)`", "write `\(meant)`"))
    case .comma:
      report(
        .wrongValue, at: range,
        Phrase("`\(written)` 里的逗号不是千位分隔", "the comma in `\(written)` separates no thousands"),
        hint: Phrase(
          "小数点写 `.`，如 `1.25`；千位逗号后正好三位，如 `146,000`",
          "write a point before decimals, as `1.25`; three digits follow a comma, as `146,000`"))
    case .points:
      report(
        .wrongValue, at: range,
        Phrase("`\(written)` 里有两个小数点", "`\(written)` has two decimal points"),
        hint: Phrase("小数点只写一个，如 `1.25`", "write one point, as `1.25`"))
    case .words(let meant):
      report(
        .wrongValue, at: range,
        Phrase("`\(written)` 里除了数还有别的话", "`\(written)` has words before its number"),
        hint: meant.map { Phrase("只写数：`\($0)`", "write the number alone: `\($0)`") }
          ?? Phrase(
            "只写数，如 `1.25`、`≤1.3`、`800-810`",
            "write the number alone, as `1.25`, `≤1.3` or `800-810`"))
    case .contradiction:
      report(
        .wrongValue, at: range,
        Phrase("`\(written)` 说了两种界限", "`\(written)` says two things of one number"),
        hint: Phrase(
          "写一个界限或一个区间，如 `≤1.3`、`1.2-1.3`", "write one bound or one range, as `≤1.3` or `1.2-1.3`"))
    }
  }
}

extension NumberInterval {
  /// The numbers of both.
  fileprivate func common(with other: NumberInterval) -> NumberInterval {
    var (low, high) = (lower, upper)
    if let limit = other.lower, low.map({ $0.value < limit.value }) ?? true { low = limit }
    if let limit = other.upper, high.map({ $0.value > limit.value }) ?? true { high = limit }
    return NumberInterval(lower: low, upper: high)
  }
}

extension Diagnostic.Code {
  static let shareInDoubt = Self(
    name: "share-in-doubt",
    explanation: Phrase(
      """
      以百分数计的字段里写了 0 与 1 之间的数，又没有百分号：表格软件把 65% 存成 0.65，手写的 0.65 也可能是千分之六点五。
      引擎不猜，这个值按没有给出处理。

          0.65          看不出
          65 %          百分之六十五
          0.65 %        千分之六点五
      """,
      """
      A number between 0 and 1 without a sign stands in a field in percent: a spreadsheet keeps 65 % as
      0.65, and somebody may well mean 0.65 %. The engine does not guess; the value counts as not given.

          0.65          cannot be told
          65 %          sixty-five percent
          0.65 %        less than one percent
      """))
}
