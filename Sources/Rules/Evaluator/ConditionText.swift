/// A condition in words, run by run.
public struct ConditionText: Sendable {
  /// A run of words; a step stands behind those that name a value.
  public struct Run: Sendable {
    public let words: String
    public let step: Int?
  }

  public private(set) var runs: [Run] = []

  public var text: String { runs.map { $0.words }.joined() }

  mutating func append(_ words: String, marking step: Int? = nil) {
    runs.append(Run(words: words, step: step))
  }
}

/// Says steps of a program in the words of the vocabulary.
///
/// Chinese uses the fields' labels, English their paths.
package struct ConditionWriter {
  let program: Program
  let language: Language

  package init(program: Program, language: Language) {
    self.program = program
    self.language = language
  }

  package func text(of step: Int) -> ConditionText {
    var text = ConditionText()
    write(step, to: &text, parenthesised: false)
    return text
  }

  private func write(_ step: Int, to text: inout ConditionText, parenthesised: Bool) {
    switch program.steps[step] {
    case .constant(let index): text.append(constant(program.constants[index]))
    case .field(let field, _): text.append(name(of: field), marking: step)
    case .parameter(let parameter, let key):
      text.append(name(ofParameter: parameter), marking: step)
      if let key {
        text.append("[")
        write(key, to: &text, parenthesised: false)
        text.append("]")
      }
    case .definition(let index, _):
      text.append(program.rules.definitions[index].name, marking: step)
    case .not(let operand): writeNegation(operand, to: &text)
    case .and(let operands):
      join(operands, .and, to: &text, parenthesised: parenthesised)
    case .or(let operands):
      join(operands, .or, to: &text, parenthesised: parenthesised)
    case .compare(let comparison, let left, let right):
      write(left, to: &text, parenthesised: true)
      text.append(" \(isDate(left) ? dateWord(comparison) : word(comparison)) ")
      write(right, to: &text, parenthesised: true)
    case .oneOf(let operand, let constants):
      writeMembership(operand, constants, negated: false, to: &text)
    case .memberOfSet(let operand, let set):
      write(operand, to: &text, parenthesised: true)
      text.append(
        " \(Keyword.memberOf.spelling[language]) \(program.rules.sets[set].name[language])")
    case .includes(let operand, let constants):
      writeChoices(operand, .includes, constants, to: &text)
    case .includesOnly(let operand, let constants):
      writeChoices(operand, .includesOnly, constants, to: &text)
    case .arithmetic(let operation, let left, let right):
      if parenthesised, operation == .plus || operation == .minus { text.append(open) }
      write(left, to: &text, parenthesised: true)
      text.append(" ")
      text.append(word(operation), marking: step)
      text.append(" ")
      write(right, to: &text, parenthesised: true)
      if parenthesised, operation == .plus || operation == .minus { text.append(close) }
    case .negative(let operand):
      text.append("-", marking: step)
      write(operand, to: &text, parenthesised: true)
    case .extremum(let extremum, let operands):
      let keyword: Keyword = extremum == .least ? .least : .greatest
      text.append(keyword.spelling[language], marking: step)
      text.append(open)
      for (position, operand) in program.list(operands).enumerated() {
        if position > 0 { text.append(comma) }
        write(operand, to: &text, parenthesised: false)
      }
      text.append(close)
    case .choose(let operands): write(choice: program.list(operands), step, to: &text)
    case .shifted(let date, let months, let days):
      write(date, to: &text, parenthesised: true)
      let shift = DateShift(months: months, days: days)
      text.append(" ")
      text.append("\(shift.sign) \(shift.words[language])", marking: step)
    case .daysBetween(let left, let right, _):
      if parenthesised { text.append(open) }
      write(left, to: &text, parenthesised: true)
      text.append(" ")
      text.append("-", marking: step)
      text.append(" ")
      write(right, to: &text, parenthesised: true)
      if parenthesised { text.append(close) }
    case .rounded(let rounding, let value, let grain):
      text.append(Keyword(rounding).spelling[language], marking: step)
      text.append(open)
      write(value, to: &text, parenthesised: false)
      text.append(comma)
      write(grain, to: &text, parenthesised: false)
      text.append(close)
    case .hasValue(let parameter):
      text.append("\(Keyword.hasValue.spelling[language]) ")
      write(parameter, to: &text, parenthesised: true)
    case .keys(let operands):
      for (position, operand) in program.list(operands).enumerated() {
        if position > 0 { text.append(comma) }
        write(operand, to: &text, parenthesised: false)
      }
    case .aggregate(let index): text.append(words(of: program.aggregates[index]), marking: step)
    case .applicable(let field, _):
      text.append(
        "\(Keyword.applicable.spelling[language]) \(name(of: field))", marking: step)
    case .asOf: text.append(Keyword.reviewDate.spelling[language], marking: step)
    }
  }

  /// `（若 甲 则 1.2 否则 1.5）`
  private func write(choice operands: ArraySlice<Int>, _ step: Int, to text: inout ConditionText) {
    text.append(open)
    for (position, operand) in operands.enumerated() {
      let keyword: Keyword =
        position == operands.count - 1 ? .otherwise : position % 2 == 0 ? .if : .then
      if position > 0 { text.append(" ") }
      text.append(keyword.spelling[language], marking: position == 0 ? step : nil)
      text.append(" ")
      write(operand, to: &text, parenthesised: false)
    }
    text.append(close)
  }

  private var open: String { language == .chinese ? "（" : "(" }
  private var close: String { language == .chinese ? "）" : ")" }
  private var comma: String { language == .chinese ? "、" : ", " }

  private func join(
    _ operands: OperandSlice, _ joiner: Keyword, to text: inout ConditionText,
    parenthesised: Bool
  ) {
    if parenthesised { text.append(open) }
    for (position, operand) in program.list(operands).enumerated() {
      if position > 0 { text.append(" \(joiner.spelling[language]) ") }
      write(operand, to: &text, parenthesised: true)
    }
    if parenthesised { text.append(close) }
  }

  private func writeNegation(_ operand: Int, to text: inout ConditionText) {
    if case .oneOf(let value, let constants) = program.steps[operand] {
      writeMembership(value, constants, negated: true, to: &text)
      return
    }
    text.append("\(Keyword.not.spelling[language]) ")
    write(operand, to: &text, parenthesised: true)
  }

  private func writeMembership(
    _ operand: Int, _ constants: OperandSlice, negated: Bool, to text: inout ConditionText
  ) {
    write(operand, to: &text, parenthesised: true)
    let keyword: Keyword =
      constants.count == 1
      ? (negated ? .isNotChoice : .isChoice) : (negated ? .notMemberOf : .memberOf)
    text.append(" \(keyword.spelling[language]) \(values(constants, of: operand))")
  }

  private func writeChoices(
    _ operand: Int, _ keyword: Keyword, _ constants: OperandSlice, to text: inout ConditionText
  ) {
    write(operand, to: &text, parenthesised: true)
    text.append(" \(keyword.spelling[language]) \(values(constants, of: operand))")
  }

  private func values(_ constants: OperandSlice, of operand: Int) -> String {
    program.operands[constants.start..<(constants.start + constants.count)]
      .map { value(program.constants[$0], type: type(of: operand)) }
      .joined(separator: comma)
  }

  private func type(of step: Int) -> ValueType? {
    switch program.steps[step] {
    case .field(let field, _): program.vocabulary.fields[field].type
    case .parameter(let parameter, _): program.rules.parameters[parameter].type
    case .choose(let operands): program.list(operands).last.flatMap { type(of: $0) }
    case .constant, .definition, .not, .and, .or, .compare, .oneOf, .memberOfSet, .includes,
      .includesOnly, .arithmetic, .negative, .extremum, .shifted, .daysBetween, .rounded, .hasValue,
      .keys, .aggregate, .applicable, .asOf:
      nil
    }
  }

  // MARK: - Words

  func name(of field: Int) -> String {
    let field = program.vocabulary.fields[field]
    return language == .chinese ? field.label : field.path.english
  }

  private func name(ofParameter parameter: Int) -> String {
    let declared = program.rules.parameters[parameter]
    return language == .chinese ? declared.label : declared.name.english
  }

  private func constant(_ value: ScalarValue) -> String { self.value(value, type: nil) }

  /// A value as a person reads it.
  package func value(_ value: ScalarValue, type: ValueType?) -> String {
    switch value {
    case .truth(let truth): return (truth ? Keyword.yes : .no).spelling[language]
    case .text(let text): return text
    case .date(let date): return date.description
    case .days(let days): return "\(days.first) \(Keyword.through.spelling[language]) \(days.last)"
    case .number(let quantity): return quantity.text(language)
    case .choice(let index):
      switch type {
      case .choice(let list)?, .choices(let list)?: return choice(index, list)
      default: return "\(index)"
      }
    case .choices(let indices):
      guard case .choices(let list)? = type else { return "" }
      return indices.sorted().map { choice($0, list) }.joined(separator: comma)
    }
  }

  private func choice(_ index: Int, _ list: Int) -> String {
    program.vocabulary.choiceLists[list].choices[index][language]
  }

  private func word(_ comparison: Comparison) -> String {
    let phrase: Phrase
    switch comparison {
    case .atMost: phrase = Phrase("不高于", "≤")
    case .below: phrase = Phrase("低于", "<")
    case .atLeast: phrase = Phrase("不低于", "≥")
    case .above: phrase = Phrase("高于", ">")
    case .equal: phrase = Phrase("等于", "=")
    case .notEqual: phrase = Phrase("不等于", "≠")
    }
    return phrase[language]
  }

  private func isDate(_ step: Int) -> Bool {
    switch program.steps[step] {
    case .asOf, .shifted: true
    case .constant(let index): if case .date = program.constants[index] { true } else { false }
    case .field, .parameter, .definition, .not, .and, .or, .compare, .oneOf, .memberOfSet,
      .includes, .includesOnly, .arithmetic, .negative, .extremum, .choose, .daysBetween, .rounded,
      .hasValue, .keys, .aggregate, .applicable:
      type(of: step) == .date
    }
  }

  private func dateWord(_ comparison: Comparison) -> String {
    switch comparison {
    case .atMost: Keyword.notAfter.spelling[language]
    case .below: Keyword.before.spelling[language]
    case .atLeast: Keyword.notBefore.spelling[language]
    case .above: Keyword.after.spelling[language]
    case .equal, .notEqual: word(comparison)
    }
  }

  private func word(_ operation: ArithmeticOperator) -> String {
    switch operation {
    case .plus: "+"
    case .minus: "-"
    case .times: "×"
    case .dividedBy: "÷"
    }
  }

  private func words(of aggregate: ProgramAggregate) -> String {
    let keyword: Keyword
    switch aggregate.function {
    case .sum: keyword = .sum
    case .largest: keyword = .maximum
    case .smallest: keyword = .minimum
    case .count: keyword = .count
    case .all: keyword = .all
    case .any: keyword = .any
    case .distinct: keyword = .distinct
    }
    let list = program.vocabulary.containers[aggregate.list]
    let listName = language == .chinese ? list.label : list.path.english
    var words = keyword.spelling[language]
    if let body = aggregate.body { words += " \(text(of: body).text)" }
    words += language == .chinese ? "（\(listName)" : " (\(listName)"
    if let filter = aggregate.filter {
      words +=
        language == .chinese ? "，其中\(text(of: filter).text)" : ", where \(text(of: filter).text)"
    }
    return words + close
  }
}

extension Quantity {
  /// The number or interval with its unit.
  package func text(_ language: Language) -> String {
    let name = unit?.name[language] ?? ""
    let suffix = name.isEmpty ? "" : " \(name)"
    func shown(_ bound: NumberInterval.Bound) -> String {
      self.shown(bound.value)?.shownText ?? "…"
    }
    switch (interval.lower, interval.upper) {
    case (let low?, let high?) where low.value == high.value: return shown(low) + suffix
    case (let low?, let high?):
      return language == .chinese
        ? "\(shown(low)) 至 \(shown(high))\(suffix)" : "\(shown(low)) to \(shown(high))\(suffix)"
    case (let low?, nil):
      return language == .chinese ? "不小于 \(shown(low))\(suffix)" : "at least \(shown(low))\(suffix)"
    case (nil, let high?):
      return language == .chinese
        ? "不大于 \(shown(high))\(suffix)" : "at most \(shown(high))\(suffix)"
    case (nil, nil): return language == .chinese ? "未知" : "unknown"
    }
  }
}

extension ExactNumber {
  /// Exact where its decimals end within reason, else rounded and marked ≈.
  package var shownText: String {
    if let places = decimalPlaces, places <= Self.mostPlaces { return decimal(places: places) }
    return "≈" + shortDecimal(places: 4)
  }
}
