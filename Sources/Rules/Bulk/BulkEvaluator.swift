/// Computes nodes on the facts of one record, each once: ``Evaluator`` in plain data.
///
/// It never guesses. What it cannot tell exactly as the reference does, it declines, and the record
/// goes there.
final class BulkEvaluator {
  let program: Program
  let schema: BulkSchema
  let code: BulkCode
  let fieldCount: Int
  let state = BulkState()
  @exclusivity(unchecked) var bases: BulkBases
  @exclusivity(unchecked) var units: BulkUnits
  @exclusivity(unchecked) var texts: BulkTexts
  /// The figures of tables that were looked up before.
  let figures: BulkFigureTable
  /// The sets of figures of this record.
  @exclusivity(unchecked) private var sets: [[Int32]] = []
  /// The facts that hold parent names, and what they are looked up for; see
  /// ``BulkCause/Kind/ambiguousKey``.
  private(set) var ambiguous: [(fact: BulkReference?, figure: Int)] = []
  /// Causes that have no form of their own here; see ``BulkCause/Kind/other``.
  private(set) var others: [Cause] = []
  /// Values of the facts as they are, and of facts that are tried.
  let ownRegisters: BulkRegisters
  let triedRegisters: BulkRegisters
  @exclusivity(unchecked) private(set) var registers: BulkRegisters
  /// Those of ``registers``.
  @exclusivity(unchecked) private var values: UnsafeMutablePointer<BulkValue>
  @exclusivity(unchecked) private var truths: UnsafeMutablePointer<BulkTruthCode>
  @exclusivity(unchecked) private var stamps: UnsafeMutablePointer<UInt64>
  @exclusivity(unchecked) private var epochs: UnsafeMutablePointer<UInt64>
  /// As ``Evaluator/isQuick``.
  @exclusivity(unchecked) private(set) var isQuick = true
  /// Why this record is declined; nil: it is not.
  @exclusivity(unchecked) private(set) var declined: BulkDecline?
  /// yyyymmdd.
  @exclusivity(unchecked) var asOf = 0
  /// The period between two changes of figures that the day lies in.
  @exclusivity(unchecked) var asOfRank = 0
  /// Whether the project cannot have a field, or a list.
  let isFieldAbsent: UnsafeMutablePointer<Bool>
  let isListAbsent: UnsafeMutablePointer<Bool>
  /// The bytes of the record, while it is judged.
  @exclusivity(unchecked) var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)

  init(_ plan: BulkPlan, _ parameters: ParameterValues) {
    program = plan.program
    schema = plan.schema
    fieldCount = plan.fields.count
    (units, texts) = (plan.units, plan.texts)
    var bases = plan.bases
    code = BulkCode(plan, &bases)
    self.bases = bases
    figures = BulkFigureTable(plan, parameters)
    ownRegisters = BulkRegisters(count: plan.nodes.nodes.count)
    triedRegisters = BulkRegisters(count: plan.nodes.nodes.count)
    registers = ownRegisters
    (values, truths) = (ownRegisters.values, ownRegisters.truths)
    (stamps, epochs) = (ownRegisters.stamps, ownRegisters.epochs)
    isFieldAbsent = .allocate(capacity: plan.fields.count + 1)
    isFieldAbsent.initialize(repeating: false, count: plan.fields.count + 1)
    isListAbsent = .allocate(capacity: plan.schema.size.count + 1)
    isListAbsent.initialize(repeating: false, count: plan.schema.size.count + 1)
  }

  deinit {
    isFieldAbsent.deallocate()
    isListAbsent.deallocate()
  }

  func decline(_ reason: BulkDecline) { declined = declined ?? reason }

  /// Goes on where the reference took over.
  func redeem() { declined = nil }

  /// Forgets the last record.
  func begin() {
    declined = nil
    state.clear()
    sets.removeAll(keepingCapacity: true)
    ambiguous.removeAll(keepingCapacity: true)
    others.removeAll(keepingCapacity: true)
    ownRegisters.renew()
    isFieldAbsent.update(repeating: false, count: fieldCount)
    isListAbsent.update(repeating: false, count: schema.size.count)
    for variable in 0..<BulkState.variableLimit { state.bindings[variable] = .project }
  }

  /// Does something with facts that are tried: nothing of it is kept, and all parts of a condition
  /// are computed.
  func trying(_ body: () -> Void) {
    use(triedRegisters, isQuick: false)
    body()
    use(ownRegisters, isQuick: true)
  }

  private func use(_ registers: BulkRegisters, isQuick: Bool) {
    (self.registers, self.isQuick) = (registers, isQuick)
    (values, truths) = (registers.values, registers.truths)
    (stamps, epochs) = (registers.stamps, registers.epochs)
  }

  /// Lets a variable stand for an element.
  func bind(_ variable: Int, _ binding: BulkBinding) {
    state.bindings[variable] = binding
    BulkRegisters.renew(epochs, from: variable)
  }

  // MARK: - Values

  /// The value of a node, which stays where it is until a variable that it depends on moves on.
  func value(_ node: Int) -> UnsafeMutablePointer<BulkValue> {
    let place = values + node
    let truth = self.truth(node)
    if !truth.isLaidDown {
      place.pointee = BulkValue(truth.truth)
      truths[node] = truth.laidDown
    }
    return place
  }

  /// What a node is as a condition: a truth and nothing else, for which no value is laid down, or
  /// something that its value tells.
  func truth(_ node: Int) -> BulkTruthCode {
    let level = Int(code.nodes[node].level)
    if stamps[node] == epochs[level &+ 1] { return truths[node] }
    var truth = plainTruth(code.nodes + node)
    if truth == .mixed {
      let value = compute(code.nodes + node)
      values[node] = value
      truth = BulkTruthCode(value)
    }
    // Whatever was bound inside left this variable as it was.
    truths[node] = truth
    stamps[node] = epochs[level &+ 1]
    return truth
  }

  /// The truth of a condition, whatever it rests on.
  func settled(_ node: Int) -> Truth {
    let truth = truth(node)
    return truth.isMixed ? laidDown(node).pointee.truth : truth.truth
  }

  /// The value of a node that was found to be mixed.
  func laidDown(_ node: Int) -> UnsafeMutablePointer<BulkValue> { values + node }

  private func compute(_ place: UnsafeMutablePointer<BulkNode>) -> BulkValue {
    let node = place.pointee
    let (first, second) = (Int(node.first), Int(node.second))
    switch node.operation {
    case .constant: return code.constants[first - 1]
    case .field: return field(first, second)
    case .applicable: return applicable(first, second)
    case .parameter: return figure(node)
    case .not:
      let operand = value(first).pointee
      if operand.isAbsent, second == 1 { return BulkValue(.true) }
      return negation(operand)
    case .and: return conjunction(node)
    case .or: return disjunction(node)
    case .compare: return compare(node)
    case .oneOf: return isOne(node)
    case .memberOfSet: return membership(node)
    case .includes, .includesOnly: return compareChoices(node)
    case .arithmetic: return arithmetic(node)
    case .negative: return negative(value(first).pointee)
    case .extremum: return extremum(node)
    case .choose: return choice(node)
    case .shifted: return shifted(value(first).pointee, months: second, days: Int(node.third))
    case .daysBetween: return daysBetween(node)
    case .hasValue: return hasValue(node)
    case .keys: return keys(node)
    case .aggregate: return aggregate(code.aggregates[first])
    case .asOf:
      var value = BulkValue(kind: .days)
      (value.first, value.last) = (asOf, asOf)
      return value
    case .unsupported:
      decline(.step)
      return .unknown
    }
  }

  func negation(_ operand: BulkValue) -> BulkValue {
    if operand.isAbsent { return .absent }
    if operand.isNotApplicable { return operand }
    return BulkValue(!operand.truth, figures: operand.figures)
  }

  // MARK: - Facts

  /// What is said of a field of the project, or of the element of a variable; nil: the element is
  /// not known.
  func fact(_ field: Int, _ variable: Int) -> UnsafeMutablePointer<BulkFact>? {
    let declared = code.fields + field
    guard variable >= 0 else {
      // A field of an element that nobody named is not given.
      return declared.pointee.home == 0 ? state.rows + declared.pointee.place : nil
    }
    let row = state.bindings[variable].row
    return row < 0 ? nil : state.rows + row + declared.pointee.place
  }

  func reference(_ field: Int, _ variable: Int) -> BulkReference {
    BulkReference(field: field, at: variable < 0 ? .project : state.bindings[variable])
  }

  private func field(_ field: Int, _ variable: Int) -> BulkValue {
    let declared = code.fields + field
    let fact = fact(field, variable)
    switch fact?.pointee.state ?? .none {
    case .none where isFieldAbsent[field]: return .absent
    case .notApplicable where declared.pointee.kind == .truth: return .absent
    case .none, .notApplicable, .unavailable: return unknown(declared)
    case .notDone: return notDone(declared)
    case .truth, .number, .text, .date, .days, .choice, .choices:
      guard let fact else { return .unknown }
      return given(fact, declared, variable)
    case .elements:
      decline(.step)
      return .unknown
    }
  }

  private func unknown(_ declared: UnsafeMutablePointer<BulkField>) -> BulkValue {
    switch declared.pointee.kind {
    case .truth: BulkValue(.unknown)
    case .number: BulkValue(declared.pointee.interval, unit: declared.pointee.unit)
    case .text, .date, .choice, .choices: .unknown
    }
  }

  private func notDone(_ declared: UnsafeMutablePointer<BulkField>) -> BulkValue {
    switch declared.pointee.kind {
    case .date:
      var value = BulkValue(kind: .days)
      (value.first, value.last) = (BulkDay.latest, BulkDay.latest)
      return value
    case .number: return .absent
    case .truth, .text, .choice, .choices: return BulkValue(.false)
    }
  }

  private func given(
    _ fact: UnsafeMutablePointer<BulkFact>, _ declared: UnsafeMutablePointer<BulkField>,
    _ variable: Int
  ) -> BulkValue {
    var value: BulkValue
    switch fact.pointee.state {
    case .truth: return BulkValue(fact.pointee.first == 1 ? .true : .false)
    case .number:
      value = BulkValue(fact.pointee.number, unit: fact.pointee.unit)
      setBasis(of: &value, declared, variable)
      return value
    case .text:
      value = BulkValue(kind: .text)
      value.first = text(of: fact)
    case .choice:
      value = BulkValue(kind: .choice)
      value.first = fact.pointee.first
    case .choices:
      value = BulkValue(kind: .choices)
      value.wide = fact.pointee.wide
    case .date, .days:
      value = BulkValue(kind: .days)
      (value.first, value.last) = (fact.pointee.first, fact.pointee.last)
    case .none, .unavailable, .notApplicable, .notDone, .elements: return .unknown
    }
    return value
  }

  /// The number of a text, which is looked up when it is first asked for.
  func text(of fact: UnsafeMutablePointer<BulkFact>) -> Int {
    if let place = fact.pointee.textPlace {
      fact.pointee.first = texts.number(of: .init(rebasing: bytes[place]))
    }
    return fact.pointee.first
  }

  private func setBasis(
    of value: inout BulkValue, _ declared: UnsafeMutablePointer<BulkField>, _ variable: Int
  ) {
    let basis = declared.pointee.basisField
    if declared.pointee.statedBasis >= 0 {
      value.basis = .stated
      value.basisCode = UInt64(declared.pointee.statedBasis)
    } else if basis >= 0 {
      guard let fact = fact(basis, variable), fact.pointee.state == .choice,
        declared.pointee.basisList >= 0
      else {
        value.basis = .missing
        value.basisCode = reference(basis, variable).code
        return
      }
      value.basis = .stated
      value.basisCode = UInt64(code.basis(declared.pointee.basisList, fact.pointee.first))
    }
  }

  private func applicable(_ field: Int, _ variable: Int) -> BulkValue {
    switch fact(field, variable)?.pointee.state ?? .none {
    case .none: BulkValue(isFieldAbsent[field] ? .false : .unknown)
    case .notApplicable, .notDone: BulkValue(.false)
    case .truth, .number, .text, .date, .days, .choice, .choices, .unavailable, .elements:
      BulkValue(.true)
    }
  }

  // MARK: - Figures

  /// The number of a cause of any other kind.
  func number(ofOther cause: Cause) -> Int {
    if let known = others.firstIndex(of: cause) { return known }
    others.append(cause)
    return others.count - 1
  }

  /// The number of a question which row a name means.
  func number(ofAmbiguous fact: BulkReference?, _ figure: Int) -> Int {
    if let known = ambiguous.firstIndex(where: { $0.fact == fact && $0.figure == figure }) {
      return known
    }
    ambiguous.append((fact, figure))
    return ambiguous.count - 1
  }

  /// The numbers of the figures of a set.
  func figures(in set: BulkFigures) -> [Int32] {
    if set.code == 0 { return [] }
    return set.code > 0 ? [set.code - 1] : sets[Int(-set.code) - 1]
  }

  func joined(_ left: BulkFigures, _ right: BulkFigures) -> BulkFigures {
    if right.isEmpty || left == right { return left }
    if left.isEmpty { return right }
    let own = figures(in: left)
    let further = figures(in: right).filter { !own.contains($0) }
    return further.isEmpty ? left : set(of: own + further)
  }

  func set(of figures: [Int32]) -> BulkFigures {
    guard let first = figures.first else { return .none }
    if figures.count == 1 { return BulkFigures(code: first + 1) }
    sets.append(figures)
    return BulkFigures(code: -Int32(sets.count))
  }
}

/// Why a record is left to the reference.
enum BulkDecline: Int, CaseIterable {
  case json, key, value, place, justification, total, contradiction, step, number, units, basis
  case completion, table, jurisdiction, list, size
}
