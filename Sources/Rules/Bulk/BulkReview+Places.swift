// Where the record that was judged last says what findings tell of it.

extension BulkReview {
  /// The place of a fact among all rows of facts; nil: there is no such element.
  package func place(of reference: FactReference) -> Int? {
    guard case .field(let field) = reference.target else { return nil }
    let schema = judge.plan.schema
    return row(of: schema.homeOfField[field], reference.indices[...])
      .map { $0 + schema.placeOfField[field] }
  }

  private func row(of home: Int, _ indices: ArraySlice<Int?>) -> Int? {
    guard home != 0 else { return indices.isEmpty ? 0 : nil }
    let (schema, state) = (judge.plan.schema, judge.evaluator.state)
    guard let position = indices.last ?? nil,
      let outer = row(of: schema.homeOfList[home], indices.dropLast())
    else { return nil }
    let content = state.rows[outer + schema.placeOfList[home]]
    guard content.state == .elements, position >= 0, position < content.last else { return nil }
    return Int(state.elements[content.first + position])
  }

  /// Where the fact at a place begins in the record, in bytes; below zero: it follows from what
  /// begins there.
  package func start(ofFactAt place: Int) -> Int { Int(judge.evaluator.state.rows[place].start) }

  /// The one number that stands at a place, in base units, and its unit; nil: it is none.
  package func number(ofFactAt place: Int) -> BulkStatedNumber? {
    let fact = judge.evaluator.state.rows[place]
    guard fact.state == .number, fact.number.isSingle else { return nil }
    let number = fact.number.low
    return BulkStatedNumber(
      numerator: number.numerator, denominator: number.denominator, unit: fact.unit)
  }

  package func quantity(of number: BulkStatedNumber) -> Quantity? {
    ExactNumber(Int128(number.numerator), over: Int128(number.denominator)).map {
      Quantity(
        interval: NumberInterval($0), unit: judge.evaluator.units.units[Int(number.unit)])
    }
  }

  /// The bytes of the record as it is written.
  package var bytes: UnsafeBufferPointer<UInt8> { judge.record }

  /// Whether both are of one judge, whose units have the same numbers.
  package func isOfJudge(_ other: ObjectIdentifier?) -> Bool { other == judgeName }

  package var judgeName: ObjectIdentifier { ObjectIdentifier(judge) }

  /// A value with what it rests on, as the reference reads it.
  ///
  /// - Parameter start: Where its first bracket stands.
  /// - Returns: With ranges that count from the start of the record; nil: it is no such value.
  package func stated(_ field: Int, at start: Int, _ reader: DossierReader) -> Fact? {
    var end = start
    var (depth, isQuoted) = (0, false)
    repeat {
      switch bytes[end] {
      case 0x5C where isQuoted: end += 1
      case 0x22: isQuoted.toggle()
      case 0x7B where !isQuoted: depth += 1
      case 0x7D where !isQuoted: depth -= 1
      default: break
      }
      end += 1
    } while depth > 0 && end < bytes.count
    guard depth == 0 else { return nil }
    let text = SourceText(path: "", bytes: Array(bytes[start..<end]))
    guard let node = JSONReader.read(text, index: 0).node else { return nil }
    var reader = reader
    let declared = judge.plan.program.vocabulary.fields[field]
    guard let fact = reader.fact(node, of: declared), let range = fact.range else { return nil }
    return Fact(
      fact.state,
      range: SourceRange(
        source: 0, start: start + Int(range.start), end: start + Int(range.end)),
      evidence: fact.evidence)
  }
}

/// A number of a record: a quotient in base units, and the unit that it is told in, by which its judge
/// knows it.
package struct BulkStatedNumber: Equatable {
  let numerator: Int64
  let denominator: Int64
  let unit: UInt16
}
