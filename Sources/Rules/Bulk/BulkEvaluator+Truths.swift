// Conditions that are truths and nothing else: most of them are, and what makes them up is looked at
// where it lies, without a value for each part. Whatever is not plain is mixed, and computed in full.

/// What a node is as a condition, in one byte.
struct BulkTruthCode: Equatable {
  private let code: UInt8

  static let `false` = BulkTruthCode(code: 0)
  static let `true` = BulkTruthCode(code: 1)
  static let unknown = BulkTruthCode(code: 2)
  /// No plain truth: it rests on unverified figures, is of what cannot be, or is another value.
  static let mixed = BulkTruthCode(code: 3 | laid)

  private static let laid: UInt8 = 4

  private init(code: UInt8) { self.code = code }

  init(_ truth: Truth) {
    switch truth {
    case .false: self = .false
    case .true: self = .true
    case .unknown: self = .unknown
    }
  }

  /// Of a value that is laid down.
  init(_ value: BulkValue) {
    let isPlain = value.kind == .truth && value.figures.isEmpty && !value.isDemandedOtherwise
    self = isPlain ? BulkTruthCode(value.truth).laidDown : .mixed
  }

  /// Whether its value is where values are.
  var isLaidDown: Bool { code & Self.laid != 0 }
  var laidDown: BulkTruthCode { BulkTruthCode(code: code | Self.laid) }

  var isFalse: Bool { code & 3 == 0 }
  var isTrue: Bool { code & 3 == 1 }
  var isUnknown: Bool { code & 3 == 2 }
  var isMixed: Bool { code & 3 == 3 }

  /// INVARIANT: it is not mixed.
  var truth: Truth { isTrue ? .true : isFalse ? .false : .unknown }
}

extension BulkEvaluator {
  /// The truth of a condition that is plain; ``BulkTruthCode/mixed`` for one that is to be computed.
  func plainTruth(_ node: UnsafeMutablePointer<BulkNode>) -> BulkTruthCode {
    switch node.pointee.operation {
    case .field: return plainField(Int(node.pointee.first), Int(node.pointee.second))
    case .not:
      let operand = truth(Int(node.pointee.first))
      return operand.isMixed
        ? .mixed : operand.isTrue ? .false : operand.isFalse ? .true : .unknown
    case .and: return isQuick ? plainJoin(node, isAll: true) : .mixed
    case .or: return isQuick ? plainJoin(node, isAll: false) : .mixed
    case .compare: return plainComparison(node)
    case .oneOf, .memberOfSet: return plainTest(node)
    case .constant, .parameter, .includes, .includesOnly, .arithmetic, .negative, .extremum,
      .choose,
      .shifted, .daysBetween, .hasValue, .keys, .aggregate, .applicable, .asOf, .unsupported:
      return .mixed
    }
  }

  private func plainField(_ field: Int, _ variable: Int) -> BulkTruthCode {
    guard code.fields[field].kind == .truth else { return .mixed }
    guard let fact = fact(field, variable) else { return isFieldAbsent[field] ? .mixed : .unknown }
    switch fact.pointee.state {
    case .truth: return fact.pointee.first == 1 ? .true : .false
    case .none: return isFieldAbsent[field] ? .mixed : .unknown
    case .unavailable: return .unknown
    case .notDone: return .false
    case .number, .text, .date, .days, .choice, .choices, .notApplicable, .elements: return .mixed
    }
  }

  /// A conjunction or a disjunction, up to the part that settles it.
  private func plainJoin(_ node: UnsafeMutablePointer<BulkNode>, isAll: Bool) -> BulkTruthCode {
    let operands = code.operands + Int(node.pointee.first)
    var (isPlain, isOpen) = (true, false)
    for place in 0..<Int(node.pointee.second) {
      let part = Int(operands[place])
      let truth = truth(part)
      if truth.isMixed {
        let value = laidDown(part)
        let isDecisive = value.pointee.truth == (isAll ? .false : .true)
        if isDecisive, value.pointee.figures.isEmpty, !value.pointee.isDemandedOtherwise {
          return isAll ? .false : .true
        }
        isPlain = false
      } else if isAll ? truth.isFalse : truth.isTrue {
        return isAll ? .false : .true
      } else {
        isOpen = isOpen || truth.isUnknown
      }
    }
    guard isPlain else { return .mixed }
    return isOpen ? .unknown : isAll ? .true : .false
  }

  /// A fact that is compared with a constant of its unit, or a day with another.
  private func plainComparison(_ node: UnsafeMutablePointer<BulkNode>) -> BulkTruthCode {
    let (left, right) = (
      code.nodes + Int(node.pointee.first), code.nodes + Int(node.pointee.second)
    )
    guard left.pointee.operation == .field, right.pointee.operation == .constant else {
      return .mixed
    }
    let constant = code.constants + Int(right.pointee.first) - 1
    let comparison = code.comparisons[Int(node.pointee.third) >> 4]
    let field = Int(left.pointee.first)
    let declared = code.fields + field
    let fact = fact(field, Int(left.pointee.second))
    switch fact?.pointee.state ?? .none {
    case .number:
      guard let fact, constant.pointee.kind == .quantity,
        isOfOneUnit(fact.pointee.unit, constant.pointee.unit)
      else { return .mixed }
      return BulkTruthCode(comparison.holds(fact.pointee.number, constant.pointee.number))
    case .date:
      guard let fact, constant.pointee.kind == .days else { return .mixed }
      let day = (fact.pointee.first, fact.pointee.first)
      return BulkTruthCode(comparison.holds(day, constant.pointee.dayRange))
    case .choice:
      guard let fact, constant.pointee.kind == .choice else { return .mixed }
      let isSame = fact.pointee.first == constant.pointee.first
      return isSame == (comparison == .equal) ? .true : .false
    case .none, .unavailable:
      guard !isFieldAbsent[field] || fact?.pointee.state == .unavailable else { return .mixed }
      guard declared.pointee.kind == .number else { return .unknown }
      guard constant.pointee.kind == .quantity,
        isOfOneUnit(declared.pointee.unit, constant.pointee.unit)
      else { return .mixed }
      return BulkTruthCode(comparison.holds(declared.pointee.interval, constant.pointee.number))
    case .truth, .text, .days, .choices, .notApplicable, .notDone, .elements: return .mixed
    }
  }

  /// Whether numbers in two units are compared as they are.
  func isOfOneUnit(_ left: UInt16, _ right: UInt16) -> Bool {
    left == right
      || left != 0 && right != 0 && units.dimensions[Int(left)] == units.dimensions[Int(right)]
  }

  /// A choice among constants, or of a set.
  private func plainTest(_ node: UnsafeMutablePointer<BulkNode>) -> BulkTruthCode {
    let operand = code.nodes + Int(node.pointee.first)
    guard operand.pointee.operation == .field else { return .mixed }
    let field = Int(operand.pointee.first)
    guard code.fields[field].kind == .choice else { return .mixed }
    let fact = fact(field, Int(operand.pointee.second))
    switch fact?.pointee.state ?? .none {
    case .choice: return isAmong(fact?.pointee.first ?? 0, node) ? .true : .false
    case .none: return isFieldAbsent[field] ? .mixed : .unknown
    case .unavailable, .notApplicable: return .unknown
    case .truth, .number, .text, .date, .days, .choices, .notDone, .elements: return .mixed
    }
  }

  private func isAmong(_ choice: Int, _ node: UnsafeMutablePointer<BulkNode>) -> Bool {
    if node.pointee.operation == .memberOfSet {
      return code.isMember(choice, of: Int(node.pointee.second))
    }
    let constants = code.constants + Int(node.pointee.second)
    for place in 0..<Int(node.pointee.third)
    where constants[place].kind == .choice && constants[place].first == choice {
      return true
    }
    return false
  }
}
