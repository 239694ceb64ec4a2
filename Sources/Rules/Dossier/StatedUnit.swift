// The unit of a number that stands in a field beside it: {"power": 25000, "powerUnit": "kVA"}.

/// What the text beside a number says of its unit.
struct StatedUnit {
  let spelling: String
  let range: SourceRange
  /// Whether it was said of a number that this one takes the place of.
  let isOfFormer: Bool

  /// nil: it says none.
  init?(_ fact: Fact?, isOfFormer: Bool = false) {
    guard case .value(.text(let text))? = fact?.state, let range = fact?.range else { return nil }
    (spelling, self.range, self.isOfFormer) = (text.plain, range, isOfFormer)
  }
}

extension DossierReader {
  /// The fact of a number whose unit a field beside it may say.
  mutating func fact(_ node: JSONNode, of field: Field, beside unit: StatedUnit?) -> Fact? {
    statedUnit = unit
    defer { statedUnit = nil }
    return fact(node, of: field)
  }

  /// The units of both ends of a number, as it brings them or as they are stated beside it; nil after
  /// a reported problem.
  mutating func settled(
    _ own: (low: String?, high: String?), of field: Field, at range: SourceRange
  ) -> (low: String?, high: String?)? {
    guard let statedUnit else { return own }
    guard let low = settled(own.low, by: statedUnit, of: field, at: range),
      let high = settled(own.high, by: statedUnit, of: field, at: range)
    else { return nil }
    return (low, high)
  }

  /// The unit of one number; a power of ten alone, as in 2.5万, is that of the stated unit.
  private mutating func settled(
    _ own: String?, by stated: StatedUnit, of field: Field, at range: SourceRange
  ) -> String? {
    guard let beside = measure(stated.spelling, of: field, at: stated.range) else { return nil }
    guard let own, !own.isEmpty else { return stated.spelling }
    let (scale, rest) = NumberScale.before(own)
    if scale != nil, rest.isEmpty { return own + stated.spelling }
    if stated.isOfFormer { return own }
    // A unit that does not fit is reported where the number is read.
    let others = [fitting(own, field), scale.flatMap { _ in fitting(rest, field) }]
      .compactMap { $0 }
    guard others.isEmpty || others.contains(where: { $0.isAs(beside) }) else {
      report(
        .unitMismatch, at: stated.range,
        Phrase(
          "\(field.label)的数以`\(own)`计，这里写的单位是`\(stated.spelling)`",
          "\(field.path.english) is given in `\(own)`, and its unit here is `\(stated.spelling)`"),
        related: [.init(range, Phrase("数在这里", "the number"))],
        hint: Phrase("两处写成同一单位，或只留一处", "write the same unit in both places, or one of them"))
      return nil
    }
    return own
  }
}

extension Measure {
  /// Whether a number means the same in both.
  fileprivate func isAs(_ other: Measure) -> Bool {
    unit?.dimensions == other.unit?.dimensions && size == other.size
  }

  private var size: ExactNumber? { factor.multiplied(by: unit?.scale ?? .one) }
}

extension Vocabulary {
  /// The numbers whose unit a field says.
  package func numbers(inUnitOf field: Int) -> [Int] {
    containers[fields[field].container].fields.filter { fields[$0].unitField == field }
  }

  /// Whether a text that says the unit of numbers is not the very unit that one of them has: written
  /// with its own unit, that would contradict it.
  package func isStaleUnit(_ fact: Fact, of field: Int, in element: DossierElement) -> Bool {
    guard case .value(.text(let text)) = fact.state else { return false }
    return numbers(inUnitOf: field).contains { number in
      guard case .value(.number(let quantity))? = element.facts[number]?.state else { return false }
      return quantity.unit != units.unit(written: text.plain)
    }
  }
}
