// Numbers and their units.

extension BulkReader {
  /// A number in digits, as JSON has it.
  func number(
    _ number: BulkScanner.Number, _ field: Int, _ unit: UnsafeBufferPointer<UInt8>?,
    into fact: inout BulkFact
  ) -> Bool {
    let kind = evaluator.code.fields[field].kind
    guard kind == .number, let value = number.value else {
      return unit == nil && kind != .choices
        && values.read(
          text((number.start, number.count)), of: field, .number, evaluator, into: &fact)
    }
    return quantity(value, field, unit ?? Self.nothing, isBeside: unit != nil, into: &fact)
  }

  private static var nothing: UnsafeBufferPointer<UInt8> { .init(start: nil, count: 0) }

  /// `108`, `42.5 万吨`: digits, perhaps a point, a blank and a unit.
  func writtenNumber(
    _ token: (start: Int, count: Int), _ field: Int, _ unit: UnsafeBufferPointer<UInt8>?,
    into fact: inout BulkFact
  ) -> Bool {
    let end = token.start + token.count
    var place = token.start
    var point = -1
    while place < end {
      let byte = scanner.bytes[place]
      if byte == 0x2E, point < 0, place > token.start {
        point = place
      } else if byte &- 0x30 > 9 {
        break
      }
      place &+= 1
    }
    let rest = text((place, end - place))
    let decimals = point < 0 ? 0 : place - point - 1
    guard place > token.start, point < 0 || decimals > 0,
      let value = BulkScanner.value(scanner.bytes, token.start, place, decimals)
    else { return unwritten(token, field, unit, into: &fact) }
    guard let unit else {
      return quantity(value, field, rest, into: &fact)
        || unwritten(token, field, unit, into: &fact)
    }
    return rest.count == 0 && quantity(value, field, unit, isBeside: true, into: &fact)
  }

  /// A number in any other spelling, which is looked up as a whole.
  private func unwritten(
    _ token: (start: Int, count: Int), _ field: Int, _ unit: UnsafeBufferPointer<UInt8>?,
    into fact: inout BulkFact
  ) -> Bool {
    unit == nil && values.read(text(token), of: field, .string, evaluator, into: &fact)
  }

  /// - Parameter unit: With a blank before it, where it stands behind the digits; empty for none.
  private func quantity(
    _ number: BulkNumber, _ field: Int, _ unit: UnsafeBufferPointer<UInt8>,
    isBeside: Bool = false, into fact: inout BulkFact
  ) -> Bool {
    let declared = evaluator.code.fields + field
    guard let measure = measure(unit, isBeside ? .unitBeside : .unit, of: field),
      !(unit.count == 0 && declared.pointee.isShare && isShareInDoubt(number)),
      let scaled = number.multiplied(by: measure.factor),
      let base = scaled.multiplied(by: measure.scale),
      !declared.pointee.isInteger || scaled.isInteger,
      measure.unit == 0 && declared.pointee.unit != 0
        || declared.pointee.interval.contains(base)
    else { return false }
    (fact.state, fact.number, fact.unit) = (.number, BulkInterval(base), measure.unit)
    fact.isWritten = true
    return true
  }

  /// - Parameter text: In the record, or empty.
  private func measure(
    _ text: UnsafeBufferPointer<UInt8>, _ token: BulkValueTable.Token, of field: Int
  ) -> BulkValueTable.Measure? {
    let start = text.baseAddress.map { scanner.bytes.distance(to: $0) } ?? 0
    guard
      let short = BulkShortText(scanner.bytes, from: start, count: text.count, end: scanner.end)
    else { return values.measure(text, token, of: field, evaluator) }
    let tag = field << 1 | (token == .unit ? 0 : 1)
    if let known = shortUnits.value(of: short, tag: tag) { return known.pointee }
    let found = values.measure(text, token, of: field, evaluator)
    if let found { shortUnits.keep(found, of: short, tag: tag) }
    return found
  }

  private func isShareInDoubt(_ number: BulkNumber) -> Bool {
    !number.isZero && !number.isNegative && number <= .one
  }

  /// From one number to another one.
  private func isSpan(_ low: BulkFact, _ high: BulkFact) -> Bool {
    low.state == .number && high.state == .number && low.number.isSingle && high.number.isSingle
      && low.number.isLowIncluded && high.number.isHighIncluded
      && (low.unit == high.unit
        || low.unit != 0 && high.unit != 0
          && evaluator.units.dimensions[Int(low.unit)]
            == evaluator.units.dimensions[Int(high.unit)])
      && low.number.low <= high.number.low
  }

  /// A number that lies between two; false: they are for the reference to read.
  func span(_ low: BulkFact, _ high: BulkFact, into fact: inout BulkFact) -> Bool {
    guard isSpan(low, high) else { return false }
    fact = low
    fact.number = low.number.joined(with: high.number)
    return true
  }
}
