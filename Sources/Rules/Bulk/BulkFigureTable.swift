/// What parameters come to for their keys, as the reference looks them up: each once for a key and
/// for the days on which nothing changes.
final class BulkFigureTable {
  /// What the reference says.
  final class Result {
    let value: BulkValue
    /// Those that it rests on and nobody verified.
    let figures: [Int32]
    let causes: [BulkCause]

    init(value: BulkValue, figures: [Int32], causes: [BulkCause]) {
      (self.value, self.figures, self.causes) = (value, figures, causes)
    }
  }

  private let program: Program
  private let parameters: ParameterValues
  /// The first days of periods in which the same is in force.
  let changes: [Int]
  private var results = BulkPairTable()
  private var known: [Result?] = []
  private(set) var figures: [Figure] = []
  private var numbers: [Figure: Int] = [:]

  init(_ plan: BulkPlan, _ parameters: ParameterValues) {
    (program, self.parameters, changes) = (plan.program, parameters, plan.changes)
  }

  var count: Int { known.count }

  /// The period that a day lies in.
  func rank(of day: Int) -> Int {
    var (low, high) = (0, changes.count)
    while low < high {
      let middle = low + (high - low) / 2
      if changes[middle] <= day { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func number(of figure: Figure) -> Int {
    if let known = numbers[figure] { return known }
    numbers[figure] = figures.count
    figures.append(figure)
    return figures.count - 1
  }

  /// A step on the days of one period.
  private static func code(_ node: BulkNode, _ rank: Int, _ isQuick: Bool) -> Int64 {
    (Int64(node.step) << 24 | Int64(rank)) << 1 | (isQuick ? 1 : 0)
  }

  func known(_ node: BulkNode, key: Int64, rank: Int, isQuick: Bool) -> Result?? {
    let found = results.value(of: Self.code(node, rank, isQuick), key)
    guard found >= 0 else { return nil }
    return .some(known[found])
  }

  /// Looks a parameter up.
  ///
  /// - Parameter facts: The facts that its key is.
  func lookUp(
    _ node: BulkNode, key: Int64, rank: Int, asOf: CalendarDate, _ facts: [(Step, Fact)],
    _ evaluator: BulkEvaluator
  ) -> Result? {
    let result = find(node, asOf, facts, evaluator)
    results.insert(Self.code(node, rank, evaluator.isQuick), key, value: known.count)
    known.append(result)
    return result
  }

  private func find(
    _ node: BulkNode, _ asOf: CalendarDate, _ facts: [(Step, Fact)], _ evaluator: BulkEvaluator
  ) -> Result? {
    var root = DossierElement()
    var elements = Array(repeating: DossierElement(), count: BulkState.variableLimit)
    for (step, fact) in facts {
      guard case .field(let field, let variable) = step else { return nil }
      if let variable {
        elements[variable].facts[field] = fact
      } else {
        root.facts[field] = fact
      }
    }
    let binding = Binding(
      dossier: Dossier(source: SourceText(path: "", bytes: []), root: root),
      parameters: parameters, asOf: asOf, place: Place(regions: [], notes: []),
      existence: Existence())
    var reference = Evaluator(
      quick: program, binding: binding, steps: 0..<0)
    reference.environment = elements.map { BoundElement(element: $0, indices: [nil]) }
    reference.isQuick = evaluator.isQuick
    let found = reference.evaluate(Int(node.step))
    return result(of: found, evaluator)
  }

  /// nil: it does not fit, or is something that the reference alone tells of.
  private func result(of found: StepResult, _ evaluator: BulkEvaluator) -> Result? {
    guard !found.isAbsent, !found.isDemandedOtherwise, let value = evaluator.plain(found.value)
    else { return nil }
    var causes: [BulkCause] = []
    for cause in found.causes {
      switch cause {
      case .parameter(let index, let key):
        causes.append(
          BulkCause(.parameter, figure: number(of: Figure(parameter: index, key: key))))
      case .emptyCell(let index, let key):
        causes.append(
          BulkCause(.emptyCell, figure: number(of: Figure(parameter: index, key: key))))
      case .outsideValidity(let index, let key):
        causes.append(
          BulkCause(.outsideValidity, figure: number(of: Figure(parameter: index, key: key))))
      case .ambiguousKey(_, let index, let key, _):
        causes.append(
          BulkCause(.ambiguousKey, figure: number(of: Figure(parameter: index, key: key))))
      default: return nil
      }
    }
    return Result(
      value: value, figures: found.unverified.map { Int32(number(of: $0)) }, causes: causes)
  }
}

extension BulkEvaluator {
  /// A value of the reference in plain data; nil: it does not fit.
  func plain(_ value: StepValue) -> BulkValue? {
    var plain: BulkValue
    switch value {
    case .truth(let truth): return BulkValue(truth)
    case .notApplicable: return .notApplicable
    case .unknown: return .unknown
    case .quantity(let quantity, let basis):
      guard let interval = BulkInterval(quantity.interval),
        let unit = units.number(of: quantity.unit)
      else { return nil }
      plain = BulkValue(interval, unit: unit)
      switch basis {
      case .unstated: break
      case .stated(let phrase):
        plain.basis = .stated
        plain.basisCode = UInt64(bases.number(of: phrase))
      case .missing: return nil
      }
      return plain
    case .scalar(let scalar):
      switch scalar {
      case .text(let text):
        plain = BulkValue(kind: .text)
        plain.first = texts.number(of: text)
      case .date(let date):
        plain = BulkValue(kind: .days)
        (plain.first, plain.last) = (BulkDay.number(date), BulkDay.number(date))
      case .choice(let choice):
        plain = BulkValue(kind: .choice)
        plain.first = choice
      case .truth, .number, .days, .choices: return nil
      }
      return plain
    }
  }

  // MARK: - Looking up

  func figure(_ node: BulkNode) -> BulkValue {
    guard let (result, key) = figureResult(node) else { return openFigure(node) }
    guard let result else {
      decline(.table)
      return .unknown
    }
    var value = result.value
    if !result.figures.isEmpty { value.figures = set(of: result.figures) }
    guard let key, !key.figures.isEmpty else { return value }
    return value.resting(on: key.figures) { joined($0, $1) }
  }

  /// What a parameter comes to, and its key; nil where the key is open. A result of nil is declined.
  func figureResult(
    _ node: BulkNode
  ) -> (result: BulkFigureTable.Result?, key: BulkValue?)? {
    guard node.second >= 0 else { return (result(node, nil), nil) }
    let key = value(Int(node.second)).pointee
    // What the key says of the project's kind is said of the figure.
    guard key.isScalar else { return nil }
    return (result(node, key), key)
  }

  private func openFigure(_ node: BulkNode) -> BulkValue {
    let key = value(Int(node.second)).pointee
    if key.isAbsent { return .absent }
    let parameter = program.rules.parameters[Int(node.first)]
    var open: BulkValue
    switch parameter.type {
    case .truth: open = BulkValue(.unknown)
    case .number:
      guard let unit = units.number(of: parameter.unit) else {
        decline(.units)
        return .unknown
      }
      open = BulkValue(.everything, unit: unit)
    case .text, .date, .choice, .choices: open = .unknown
    }
    return open.resting(on: key.figures) { joined($0, $1) }
  }

  private func result(_ node: BulkNode, _ key: BulkValue?) -> BulkFigureTable.Result? {
    var facts: Int64 = 0
    if key != nil {
      guard addCode(of: Int(node.second), &facts) else { return nil }
    }
    if let known = figures.known(node, key: facts, rank: asOfRank, isQuick: isQuick) {
      return known
    }
    guard let day = BulkDay.date(asOf) else { return nil }
    var given: [(Step, Fact)] = []
    if node.second >= 0 {
      guard addFacts(of: Int(node.second), &given) else { return nil }
    }
    return figures.lookUp(node, key: facts, rank: asOfRank, asOf: day, given, self)
  }

  /// What a part of a key must be below, and what the parts before the last one, so that three fit.
  private static let partLimit: Int64 = 1 << 20
  private static let joinedLimit: Int64 = 1 << 40

  /// Adds the facts that a key rests on to a number; false: they are too many, or something else.
  private func addCode(of key: Int, _ joined: inout Int64) -> Bool {
    let node = code.nodes[key]
    switch node.operation {
    case .constant: return true
    case .parameter: return node.second < 0 || addCode(of: Int(node.second), &joined)
    case .keys:
      return (0..<Int(node.second)).allSatisfy { addCode(of: operand(node, $0), &joined) }
    case .field:
      let value = value(key).pointee
      let own: Int64
      switch value.kind {
      case .text: own = value.wide << 2 | 1
      case .choice: own = value.wide << 2 | 2
      case .truth where value.truth != .unknown: own = (value.truth == .true ? 1 : 0) << 2 | 3
      case .truth, .quantity, .days, .choices, .keys, .notApplicable, .unknown: return false
      }
      guard own < Self.partLimit, joined < Self.joinedLimit else { return false }
      joined = joined << 20 | own
      return true
    default: return false
    }
  }

  /// The facts that a key is; false: it is something else.
  private func addFacts(of key: Int, _ facts: inout [(Step, Fact)]) -> Bool {
    let node = code.nodes[key]
    switch node.operation {
    case .constant: return true
    case .parameter: return node.second < 0 || addFacts(of: Int(node.second), &facts)
    case .keys:
      return (0..<Int(node.second)).allSatisfy { addFacts(of: operand(node, $0), &facts) }
    case .field:
      let value = value(key).pointee
      let scalar: ScalarValue
      switch value.kind {
      case .text: scalar = .text(texts.texts[value.first])
      case .choice: scalar = .choice(value.first)
      case .truth:
        guard value.truth != .unknown else { return false }
        scalar = .truth(value.truth == .true)
      case .quantity, .days, .choices, .keys, .notApplicable, .unknown: return false
      }
      facts.append((program.steps[Int(node.step)], Fact(.value(scalar), range: nil)))
      return true
    default: return false
    }
  }

  // MARK: - Keys

  /// The keys of several columns; each is a text, a choice, yes or no.
  func keys(_ node: BulkNode) -> BulkValue {
    var figures = BulkFigures.none
    var (isOpen, isAnyAbsent) = (false, false)
    var joinedKey: Int64 = 0
    for place in 0..<Int(node.second) {
      let part = value(operand(node, place)).pointee
      isAnyAbsent = isAnyAbsent || part.isAbsent
      figures = joined(figures, part.figures)
      let code: Int64
      switch part.kind {
      case .text: code = part.wide << 2 | 1
      case .choice: code = part.wide << 2 | 2
      case .truth where part.truth != .unknown: code = (part.truth == .true ? 1 : 0) << 2 | 3
      case .truth, .quantity, .days, .choices, .keys, .notApplicable, .unknown:
        isOpen = true
        continue
      }
      guard code < Self.partLimit, joinedKey < Self.joinedLimit else {
        decline(.table)
        return .unknown
      }
      joinedKey = joinedKey << 20 | code
    }
    if isAnyAbsent { return .absent }
    var value = BulkValue(kind: isOpen ? .unknown : .keys)
    value.wide = joinedKey
    value.figures = figures
    return value
  }

  func hasValue(_ node: BulkNode) -> BulkValue {
    let operand = value(Int(node.first)).pointee
    if operand.isAbsent { return .absent }
    if operand.isNotApplicable { return BulkValue(.false) }
    let isOpen: Bool
    switch operand.kind {
    case .truth: isOpen = operand.truth == .unknown
    case .quantity: isOpen = operand.number.isEverything
    case .text, .days, .choice, .choices, .keys: isOpen = false
    case .notApplicable, .unknown: isOpen = true
    }
    guard isOpen else { return BulkValue(.true) }
    var causes = BulkCauses()
    addCauses(of: Int(node.first), to: &causes)
    guard !causes.isEmpty else { return BulkValue(.true) }
    let isThere = causes.all.contains {
      switch $0.kind {
      case .parameter, .emptyCell, .outsideValidity: false
      default: true
      }
    }
    return BulkValue(isThere ? .unknown : .false)
  }
}

extension Program {
  /// The days on which a rule, ruleset, document or figure comes into force, and those after which
  /// one no longer is.
  var changes: [Int] {
    var periods = rules.rules.map { $0.validity } + rules.rulesets.map { $0.validity }
    periods += rules.documents.map { $0.validity }
    for parameter in rules.parameters {
      for row in parameter.rowsByKey.joined() { periods.append(row.validity) }
    }
    var days: Set<Int> = []
    for period in periods {
      if let since = period.since { days.insert(BulkDay.number(since)) }
      // The day after the last one: no day lies between the two numbers.
      if let until = period.until { days.insert(BulkDay.number(until) + 1) }
    }
    return days.sorted()
  }
}
