import Rules

extension Desk {
  /// `why(path)`: what the answers to an open question would decide, each of them judged.
  ///
  /// `{"answers": [{"text": "是", "decision": "refuse"}]}` for a choice; for a number
  /// `{"ranges": [{"low": "1.2", "lowIncluded": false, "high": null, "decision": "refuse"}]}`.
  func why(_ call: DeskCall) -> [UInt8] {
    guard let review, let path = call.text(0) else { return Self.noReview }
    guard let fact = MissingFact.all(in: review).first(where: { $0.path == path }),
      case .field(let field)? = fact.reference?.target
    else { return Self.object { _ in } }
    let trial = AnswerTrial(review, of: field, at: path, rules: fact.rules)
    return Self.object { json in
      switch review.program.vocabulary.fields[field].type {
      case .number: json.member("ranges") { trial.writeRanges(to: &$0) }
      case .truth, .choice: json.member("answers") { trial.writeAnswers(to: &$0, language) }
      case .text, .date, .choices: break
      }
    }
  }
}

/// The answers to one question, tried one after another.
private struct AnswerTrial {
  private let review: Review
  private let field: Int
  private let path: String
  private let rules: Set<Int>

  init(_ review: Review, of field: Int, at path: String, rules: [String]) {
    (self.review, self.field, self.path) = (review, field, path)
    self.rules = Set(rules.compactMap { review.program.rules.rule($0) })
  }

  private var declared: Field { review.program.vocabulary.fields[field] }

  private func decision(_ answer: String) -> Decision? {
    WhatIf(["\(path)=\(answer)"], of: review).review().review?.decision
  }

  // MARK: - Choices

  /// The most choices that are tried.
  private static let choiceLimit = 14

  func writeAnswers(to json: inout JSONWriter, _ language: Language) {
    var answers: [(value: String, name: Phrase)] = []
    switch declared.type {
    case .truth: answers = [("是", Phrase("是", "yes")), ("否", Phrase("否", "no"))]
    case .choice(let list):
      let choices = review.program.vocabulary.choiceLists[list].choices
      answers = choices.prefix(Self.choiceLimit).map { ($0.chinese, $0) }
    case .number, .text, .date, .choices: break
    }
    json.array { json in
      for answer in answers {
        guard let decision = decision(answer.value) else { continue }
        json.object { json in
          json.member("text", answer.name[language])
          json.member("decision", decision.name.english)
        }
      }
    }
  }

  // MARK: - Numbers

  private struct Cell {
    let low: ExactNumber?
    let isLowIncluded: Bool
    let high: ExactNumber?
    let isHighIncluded: Bool
    /// Lies in it.
    let sample: ExactNumber
  }

  /// The most limits between which values are tried.
  private static let limitCount = 3

  func writeRanges(to json: inout JSONWriter) {
    var ranges: [(cell: Cell, decision: Decision)] = []
    for cell in cells {
      guard let decision = decision(cell.sample.shortDecimal()) else { continue }
      guard let last = ranges.last, last.decision == decision else {
        ranges.append((cell, decision))
        continue
      }
      let whole = Cell(
        low: last.cell.low, isLowIncluded: last.cell.isLowIncluded, high: cell.high,
        isHighIncluded: cell.isHighIncluded, sample: cell.sample)
      ranges[ranges.count - 1] = (whole, decision)
    }
    json.array { json in
      for (cell, decision) in ranges {
        json.object { json in
          json.member("low", cell.low?.shortDecimal())
          json.member("lowIncluded", cell.isLowIncluded)
          json.member("high", cell.high?.shortDecimal())
          json.member("highIncluded", cell.isHighIncluded)
          json.member("decision", decision.name.english)
        }
      }
    }
  }

  /// The limits themselves and what lies between them, in the unit of the field.
  private var cells: [Cell] {
    let limits = limits
    guard let first = limits.first, let last = limits.last else { return [] }
    var cells: [Cell] = []
    let step = ExactNumber(1, over: 10) ?? .one
    func add(_ low: ExactNumber?, _ high: ExactNumber?, _ sample: ExactNumber?) {
      guard let sample else { return }
      cells.append(
        Cell(low: low, isLowIncluded: false, high: high, isHighIncluded: false, sample: sample))
    }
    let below = first.multiplied(by: step).flatMap { first.subtracting($0) }
    if let below, contains(below) { add(nil, first, below) }
    for (index, limit) in limits.enumerated() {
      cells.append(
        Cell(low: limit, isLowIncluded: true, high: limit, isHighIncluded: true, sample: limit))
      guard index + 1 < limits.count else { break }
      let next = limits[index + 1]
      add(limit, next, limit.adding(next).flatMap { ExactNumber(1, over: 2)?.multiplied(by: $0) })
    }
    let more = last.isZero ? ExactNumber.one : last.multiplied(by: step)
    let above = more.flatMap { last.adding($0) }
    if let above, contains(above) { add(last, nil, above) }
    return cells
  }

  private func contains(_ value: ExactNumber) -> Bool {
    guard let base = value.multiplied(by: declared.unit?.scale ?? .one) else { return false }
    return declared.interval.contains(base)
  }

  /// What the field is compared with in the rules that ask for it, where that is one number.
  private var limits: [ExactNumber] {
    let program = review.program
    var found: Set<ExactNumber> = []
    for parts in program.programRules where rules.contains(parts.rule) {
      for step in parts.steps {
        guard case .compare(_, let left, let right) = program.steps[step] else { continue }
        if reads(left) { found.formUnion(numbers(right)) }
        if reads(right) { found.formUnion(numbers(left)) }
      }
    }
    let scale = declared.unit?.scale ?? .one
    return Array(found.compactMap { $0.divided(by: scale) }.sorted().prefix(Self.limitCount))
  }

  private func reads(_ step: Int) -> Bool {
    switch review.program.steps[step] {
    case .field(let read, _): read == field
    case .definition(_, let body): reads(body)
    case .constant, .parameter, .not, .and, .or, .compare, .oneOf, .memberOfSet, .includes,
      .includesOnly, .arithmetic, .negative, .extremum, .choose, .shifted, .daysBetween, .rounded,
      .hasValue, .keys, .aggregate, .applicable, .asOf:
      false
    }
  }

  private func numbers(_ step: Int) -> [ExactNumber] {
    let program = review.program
    switch program.steps[step] {
    case .constant(let index):
      guard case .number(let quantity) = program.constants[index] else { return [] }
      return quantity.interval.single.map { [$0] } ?? []
    case .definition(_, let body): return numbers(body)
    case .parameter(let parameter, nil):
      return program.rules.parameters[parameter].rowsByKey.joined().compactMap { row in
        guard case .number(let quantity)? = row.value else { return nil }
        return quantity.interval.single
      }
    case .field, .parameter, .not, .and, .or, .compare, .oneOf, .memberOfSet, .includes,
      .includesOnly, .arithmetic, .negative, .extremum, .choose, .shifted, .daysBetween, .rounded,
      .hasValue, .keys, .aggregate, .applicable, .asOf:
      return []
    }
  }
}
