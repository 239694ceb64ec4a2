/// Causes, each once.
struct BulkCauses {
  private(set) var all: [BulkCause] = []
  /// How many are looked through one by one.
  private static let scanned = 48
  /// All of them, once they are too many to be looked through.
  private var seen: Set<BulkCause> = []

  init(_ causes: [BulkCause] = []) {
    for cause in causes { add(cause) }
  }

  var isEmpty: Bool { all.isEmpty }
  var count: Int { all.count }

  func contains(_ cause: BulkCause) -> Bool {
    seen.isEmpty ? all.contains(cause) : seen.contains(cause)
  }

  mutating func add(_ cause: BulkCause) {
    guard !contains(cause) else { return }
    all.append(cause)
    if !seen.isEmpty {
      seen.insert(cause)
    } else if all.count > Self.scanned {
      seen = Set(all)
    }
  }

  mutating func add(_ others: BulkCauses) { for cause in others.all { add(cause) } }

  mutating func removeAll(where isLeftOut: (BulkCause) -> Bool) {
    all.removeAll(where: isLeftOut)
    if !seen.isEmpty { seen = Set(all) }
  }
}

// What keeps the value of a node open, as the reference gives causes with each value.

extension BulkEvaluator {
  func addCauses(of index: Int, to causes: inout BulkCauses) {
    let node = code.nodes[index]
    let (first, second) = (Int(node.first), Int(node.second))
    let result = value(index).pointee
    switch node.operation {
    case .constant, .asOf, .unsupported: break
    case .field: addCauses(ofField: first, second, to: &causes)
    case .applicable:
      if result.truth == .unknown { causes.add(BulkCause(.missing, reference(first, second))) }
    case .parameter: addCauses(ofFigure: node, to: &causes)
    case .not:
      if !result.isAbsent, !(second == 1 && value(first).pointee.isAbsent) {
        addCauses(of: first, to: &causes)
      }
    case .and, .or:
      if result.kind == .truth, result.truth == .unknown {
        for place in 0..<second {
          let part = operand(node, place)
          let value = value(part).pointee
          if !value.isNotApplicable, value.truth == .unknown { addCauses(of: part, to: &causes) }
        }
      }
    case .compare: addCauses(ofComparison: node, result, to: &causes)
    case .oneOf, .memberOfSet, .includes, .includesOnly:
      if result.isNotApplicable || result.truth == .unknown { addCauses(of: first, to: &causes) }
    case .arithmetic:
      if result.kind == .quantity, !result.number.isSingle {
        addCauses(of: first, to: &causes)
        addCauses(of: second, to: &causes)
      }
    case .negative, .shifted: addCauses(of: first, to: &causes)
    case .extremum: addCauses(ofExtremum: node, result, to: &causes)
    case .choose: addCauses(ofChoice: node, result, to: &causes)
    case .daysBetween:
      if result.kind == .quantity, !result.number.isSingle {
        addCauses(of: first, to: &causes)
        addCauses(of: second, to: &causes)
      }
    case .hasValue:
      if result.kind == .truth, result.truth == .unknown { addCauses(of: first, to: &causes) }
    case .keys:
      if result.kind == .unknown {
        for place in 0..<second { addCauses(of: operand(node, place), to: &causes) }
      }
    case .aggregate: addCauses(ofAggregate: code.aggregates[first], result, to: &causes)
    }
  }

  /// What keeps a condition open as a demand.
  func addCauses(ofDemand index: Int, to causes: inout BulkCauses) {
    guard value(index).pointee.isDemandedOtherwise else {
      return addCauses(of: index, to: &causes)
    }
    let node = code.nodes[index]
    switch node.operation {
    case .and, .or:
      guard value(index).pointee.demand == .unknown else { return }
      for place in 0..<Int(node.second) {
        let part = operand(node, place)
        let value = value(part).pointee.withoutAbsent
        if !value.isNotApplicable, value.truth == .unknown {
          addCauses(ofDemand: part, to: &causes)
        }
      }
    case .choose:
      if let only = possibilities(node).nodes.first { addCauses(ofDemand: only, to: &causes) }
    case .not, .oneOf, .memberOfSet, .includes, .includesOnly:
      addCauses(ofDemand: Int(node.first), to: &causes)
    case .constant, .field, .parameter, .compare, .arithmetic, .negative, .extremum, .shifted,
      .daysBetween, .hasValue, .keys, .aggregate, .applicable, .asOf, .unsupported:
      decline(.step)
    }
  }

  private func addCauses(ofField field: Int, _ variable: Int, to causes: inout BulkCauses) {
    let kind = code.fields[field].kind
    let fact = fact(field, variable)
    let reference = reference(field, variable)
    switch fact?.pointee.state ?? .none {
    case .none: if !isFieldAbsent[field] { causes.add(BulkCause(.missing, reference)) }
    case .unavailable: causes.add(BulkCause(.unavailable, reference))
    case .notApplicable:
      if kind != .truth { causes.add(BulkCause(.declaredNotApplicable, reference)) }
    case .number:
      if let fact, !fact.pointee.number.isSingle {
        causes.add(BulkCause(.imprecise, reference))
      }
    case .days: causes.add(BulkCause(.imprecise, reference))
    case .truth, .text, .date, .choice, .choices, .notDone, .elements: break
    }
  }

  private func addCauses(ofFigure node: BulkNode, to causes: inout BulkCauses) {
    guard let (result, _) = figureResult(node) else {
      if !value(Int(node.second)).pointee.isAbsent {
        addCauses(of: Int(node.second), to: &causes)
      }
      return
    }
    for cause in result?.causes ?? [] {
      if cause.kind == .ambiguousKey {
        causes.add(ambiguous(cause, node))
      } else {
        causes.add(cause)
      }
    }
  }

  /// The question which of several rows a name means: asked of the fact that holds the name, if one
  /// does.
  private func ambiguous(_ cause: BulkCause, _ node: BulkNode) -> BulkCause {
    var fact: BulkReference?
    if node.second >= 0, case .field = code.nodes[Int(node.second)].operation {
      let key = code.nodes[Int(node.second)]
      fact = reference(Int(key.first), Int(key.second))
    }
    return BulkCause(.ambiguousKey, figure: number(ofAmbiguous: fact, cause.number))
  }

  private func addCauses(
    ofComparison node: BulkNode, _ result: BulkValue, to causes: inout BulkCauses
  ) {
    guard result.kind == .truth, result.truth == .unknown else { return }
    let left = value(Int(node.first)).pointee
    let right = value(Int(node.second)).pointee
    if left.kind == .quantity, right.kind == .quantity {
      switch agree(left, right) {
      case .true:
        if !areAlignable(left, right) { return causes.add(unitMismatch(node, left, right)) }
      case .false: return causes.add(basisMismatch(node, left, right))
      case .unknown:
        let code = left.basis == .missing ? left.basisCode : right.basisCode
        causes.add(BulkCause(.missing, BulkReference(code: code)))
      }
    }
    addCauses(of: Int(node.first), to: &causes)
    addCauses(of: Int(node.second), to: &causes)
  }

  /// The fact among two values that are compared, the left one first; nil: neither is one.
  private func fact(
    among node: BulkNode
  ) -> (fact: FactReference, isLeft: Bool)? {
    let isLeft = node.third >> 2 & 1 == 1
    guard isLeft || node.third >> 3 & 1 == 1 else { return nil }
    let operand = code.nodes[Int(isLeft ? node.first : node.second)]
    guard operand.operation == .field else { return nil }
    return (reference(Int(operand.first), Int(operand.second)).reference, isLeft)
  }

  private func unitMismatch(
    _ node: BulkNode, _ left: BulkValue, _ right: BulkValue
  ) -> BulkCause {
    var clash: UnitClash?
    if let (fact, isLeft) = fact(among: node) {
      let (own, other) = isLeft ? (left, right) : (right, left)
      if let given = units.units[Int(own.unit)], let wanted = units.units[Int(other.unit)] {
        clash = UnitClash(fact: fact, given: given.name, wanted: wanted.name)
      }
    }
    return BulkCause(.other, figure: number(ofOther: .unitMismatch(clash)))
  }

  private func basisMismatch(
    _ node: BulkNode, _ left: BulkValue, _ right: BulkValue
  ) -> BulkCause {
    let (one, other) =
      (bases.phrases[Int(left.basisCode)], bases.phrases[Int(right.basisCode)])
    guard let (fact, isLeft) = fact(among: node) else {
      return BulkCause(.other, figure: number(ofOther: .basisMismatch(one, other, nil)))
    }
    let cause: Cause =
      isLeft ? .basisMismatch(one, other, fact) : .basisMismatch(other, one, fact)
    return BulkCause(.other, figure: number(ofOther: cause))
  }

  private func addCauses(
    ofExtremum node: BulkNode, _ result: BulkValue, to causes: inout BulkCauses
  ) {
    guard result.kind == .quantity, !result.number.isSingle else { return }
    for place in 0..<Int(node.second) {
      let part = operand(node, place)
      if value(part).pointee.kind == .quantity { addCauses(of: part, to: &causes) }
    }
  }

  private func addCauses(
    ofChoice node: BulkNode, _ result: BulkValue, to causes: inout BulkCauses
  ) {
    let possible = possibilities(node).nodes
    guard possible.count > 1 else {
      if let only = possible.first { addCauses(of: only, to: &causes) }
      return
    }
    var values = BulkCauses()
    for part in possible { addCauses(of: part, to: &values) }
    if values.isEmpty, isCommonChoice(possible) { return }
    for place in stride(from: 0, to: Int(node.second) - 1, by: 2) {
      let condition = value(operand(node, place)).pointee
      if !condition.isNotApplicable, condition.truth == .unknown {
        addCauses(of: operand(node, place), to: &causes)
      }
      if condition.truth == .true { break }
    }
    causes.add(values)
  }

  // MARK: - Aggregates

  private func addCauses(
    ofAggregate aggregate: BulkAggregate, _ result: BulkValue, to causes: inout BulkCauses
  ) {
    let isOpen = result.kind == .quantity ? !result.number.isSingle : result.truth == .unknown
    guard isOpen else { return }
    let reference = BulkReference(list: aggregate.list, at: home(aggregate.owner))
    let elements: Range<Int>
    switch content(of: aggregate.list, owner: aggregate.owner) {
    case .elements(let found): elements = found
    case .missing, .unavailable:
      var isThere = false
      withUnknownItem(of: aggregate) { _, _ in isThere = true }
      if case .unavailable = content(of: aggregate.list, owner: aggregate.owner) {
        if isThere { causes.add(BulkCause(.unavailable, reference)) }
      } else if isThere {
        causes.add(BulkCause(.missing, reference))
      }
      if !isThere, aggregate.function == .largest || aggregate.function == .smallest {
        causes.add(BulkCause(.emptyList, reference))
      }
      return
    }
    var found = BulkCauses()
    forEachItem(of: aggregate, in: elements) { filter, value in
      addCauses(ofItem: aggregate, filter, value, to: &found)
    }
    let isExtreme = aggregate.function == .largest || aggregate.function == .smallest
    if isExtreme, found.isEmpty { found.add(BulkCause(.emptyList, reference)) }
    causes.add(found)
  }

  private func addCauses(
    ofItem aggregate: BulkAggregate, _ filter: BulkValue, _ value: BulkValue?,
    to causes: inout BulkCauses
  ) {
    func addFilter() { if aggregate.filter >= 0 { addCauses(of: aggregate.filter, to: &causes) } }
    func addBody() { if aggregate.body >= 0 { addCauses(of: aggregate.body, to: &causes) } }
    switch aggregate.function {
    case .all, .any:
      let body = value?.truth ?? .unknown
      let truth =
        aggregate.function == .all ? !filter.truth || body : filter.truth && body
      guard truth == .unknown else { return }
      if filter.truth == .unknown { addFilter() }
      if body == .unknown { addBody() }
    case .count: if filter.truth == .unknown { addFilter() }
    case .sum:
      guard filter.truth != .false, value?.kind == .quantity else { return }
      if filter.truth == .unknown { addFilter() }
      addBody()
    case .largest, .smallest:
      guard filter.truth != .false else { return }
      addFilter()
      addBody()
    case .distinct: decline(.step)
    }
  }
}
