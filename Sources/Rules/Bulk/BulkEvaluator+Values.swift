// Values that conditions choose, and dates, as `Evaluator` computes them.

extension BulkEvaluator {
  /// The value of the first condition that holds; where one is open, what the values leave possible.
  func choice(_ node: BulkNode) -> BulkValue {
    let (possible, figures) = possibilities(node)
    guard possible.count > 1 else {
      return (possible.first.map { value($0).pointee } ?? .unknown).resting(on: figures) {
        joined($0, $1)
      }
    }
    let values = possible.map { value($0).pointee }
    let all = values.reduce(figures) { joined($0, $1.figures) }
    if isCommon(possible, values) {
      var common = values[0]
      (common.isDemandedOtherwise, common.isAbsent) = (false, false)
      common.figures = all
      return common
    }
    var open = between(values)
    open.figures = all
    return open
  }

  /// The nodes of the values that may be chosen, and the figures that the conditions rest on.
  func possibilities(_ node: BulkNode) -> (nodes: [Int], figures: BulkFigures) {
    var possible: [Int] = []
    var figures = BulkFigures.none
    let count = Int(node.second)
    for place in stride(from: 0, to: count, by: 2) {
      guard place + 1 < count else {
        possible.append(operand(node, place))
        break
      }
      let condition = value(operand(node, place)).pointee
      figures = joined(figures, condition.figures)
      let truth = condition.isNotApplicable ? .false : condition.truth
      if truth != .false { possible.append(operand(node, place + 1)) }
      if truth == .true { break }
    }
    return (possible, figures)
  }

  /// Whether all values that may be chosen are one; none of them is open.
  func isCommonChoice(_ nodes: [Int]) -> Bool {
    guard let first = nodes.first.map({ value($0).pointee }) else { return false }
    return nodes.dropFirst().allSatisfy { isSameValue(first, value($0).pointee) }
  }

  /// Whether all values are one, and none is open.
  private func isCommon(_ nodes: [Int], _ values: [BulkValue]) -> Bool {
    guard values.dropFirst().allSatisfy({ isSameValue(values[0], $0) }) else { return false }
    return nodes.allSatisfy { node in
      var causes = BulkCauses()
      addCauses(of: node, to: &causes)
      return causes.isEmpty
    }
  }

  private func isSameValue(_ left: BulkValue, _ right: BulkValue) -> Bool {
    guard left.kind == right.kind else { return false }
    switch left.kind {
    case .truth: return left.truth == right.truth && left.truth != .unknown
    case .quantity:
      return left.unit == right.unit && isSameBasis(left, right)
        && isSameInterval(left.number, right.number) && left.number.isSingle
    case .text: return texts.texts[left.first] == texts.texts[right.first]
    case .choice, .choices, .keys: return left.wide == right.wide
    case .days: return left.first == right.first && left.last == right.last
    case .notApplicable: return true
    case .unknown: return false
    }
  }

  private func isSameInterval(_ left: BulkInterval, _ right: BulkInterval) -> Bool {
    left.hasLow == right.hasLow && left.hasHigh == right.hasHigh
      && left.isLowIncluded == right.isLowIncluded && left.isHighIncluded == right.isHighIncluded
      && (!left.hasLow || left.low == right.low) && (!left.hasHigh || left.high == right.high)
  }

  private func isSameBasis(_ left: BulkValue, _ right: BulkValue) -> Bool {
    left.basis == right.basis && (left.basis == .unstated || left.basisCode == right.basisCode)
  }

  /// What is known of values that differ: a number lies between the least and the greatest.
  private func between(_ values: [BulkValue]) -> BulkValue {
    guard var hull = values.first, hull.kind == .quantity else { return open(as: values) }
    for value in values.dropFirst() {
      guard value.kind == .quantity, isSameBasis(hull, value),
        isSameDimension(hull.unit, value.unit)
      else { return open(as: values) }
      guard let larger = hull.number.larger(value.number) else {
        decline(.number)
        return .unknown
      }
      hull.number = hull.number.smaller(value.number).joined(with: larger)
    }
    return hull
  }

  private func isSameDimension(_ left: UInt16, _ right: UInt16) -> Bool {
    left == right
      || left != 0 && right != 0 && units.dimensions[Int(left)] == units.dimensions[Int(right)]
  }

  private func open(as values: [BulkValue]) -> BulkValue {
    for value in values {
      switch value.kind {
      case .truth: return BulkValue(.unknown)
      case .quantity: return BulkValue(.everything, unit: value.unit)
      case .text, .days, .choice, .choices, .keys, .notApplicable, .unknown: continue
      }
    }
    return .unknown
  }

  // MARK: - Dates

  func shifted(_ date: BulkValue, months: Int, days: Int) -> BulkValue {
    guard date.kind == .days, date.first != BulkDay.latest else { return date }
    guard let first = BulkDay.date(date.first)?.adding(months: months)?.adding(days: days),
      let last = BulkDay.date(date.last)?.adding(months: months)?.adding(days: days),
      first <= last
    else {
      decline(.number)
      return .unknown
    }
    var value = BulkValue(kind: .days)
    (value.first, value.last) = (BulkDay.number(first), BulkDay.number(last))
    value.figures = date.figures
    return value
  }

  func daysBetween(_ node: BulkNode) -> BulkValue {
    let end = value(Int(node.first)).pointee
    let start = value(Int(node.second)).pointee
    let day = value(Int(node.third)).pointee
    if start.isNotApplicable || end.isNotApplicable { return without(start, end) }
    let figures = joined(end.figures, start.figures)
    guard start.kind == .days, end.kind == .days, let first = BulkDay.date(start.first),
      let last = BulkDay.date(start.last), let from = BulkDay.date(end.first),
      let to = BulkDay.date(end.last)
    else { return BulkValue(.everything, unit: day.unit, figures: figures) }
    let counted = BulkInterval(
      lower: BulkInterval.Bound(value: BulkNumber(from.dayNumber - last.dayNumber)),
      upper: BulkInterval.Bound(value: BulkNumber(to.dayNumber - first.dayNumber)))
    guard let interval = counted.multiplied(by: day.number) else {
      decline(.number)
      return .unknown
    }
    return BulkValue(interval, unit: day.unit, figures: figures)
  }
}
