/// What is declared of a field, in plain data.
struct BulkField {
  enum Kind: UInt8 { case truth, number, text, date, choice, choices }

  let kind: Kind
  let home: Int
  let place: Int
  /// In the table of units.
  let unit: UInt16
  let interval: BulkInterval
  let isInteger: Bool
  /// Whether a bare number above 0 and up to 1 may be a share or a percentage.
  let isShare: Bool
  /// The fixed basis of its numbers, or the field that says it; -1 for none.
  let statedBasis: Int
  let basisField: Int
  /// The choices of the field that says it; -1 for none.
  let basisList: Int
  /// Whether it is part of the place of the project.
  let isPlace: Bool

  /// nil: something of it does not fit into 64 bits.
  init?(
    _ index: Int, _ vocabulary: Vocabulary, _ schema: BulkSchema, _ units: inout BulkUnits,
    _ bases: inout BulkBases
  ) {
    let field = vocabulary.fields[index]
    guard let interval = BulkInterval(field.interval), let unit = units.number(of: field.unit)
    else { return nil }
    kind =
      switch field.type {
      case .truth: .truth
      case .number: .number
      case .text: .text
      case .date: .date
      case .choice: .choice
      case .choices: .choices
      }
    (home, place) = (schema.homeOfField[index], schema.placeOfField[index])
    (self.unit, self.interval, isInteger) = (unit, interval, field.isInteger)
    isShare =
      field.unit.map { $0.dimensions == .none && $0.scale == ExactNumber(1, over: 100) } ?? false
    switch field.basis {
    case nil: (statedBasis, basisField, basisList) = (-1, -1, -1)
    case .fixed(let name)?:
      (statedBasis, basisField, basisList) = (bases.number(of: Phrase(name, name)), -1, -1)
    case .field(let field)?:
      (statedBasis, basisField) = (-1, field)
      basisList =
        if case .choice(let list) = vocabulary.fields[field].type { list } else { -1 }
    }
    isPlace = vocabulary.jurisdictionFields.contains(index)
  }
}

/// What numbers are counted on, by its number.
struct BulkBases {
  private(set) var phrases: [Phrase] = []
  private var numbers: [Phrase: Int] = [:]

  mutating func number(of phrase: Phrase) -> Int {
    if let known = numbers[phrase] { return known }
    numbers[phrase] = phrases.count
    phrases.append(phrase)
    return phrases.count - 1
  }

  /// Whether two bases have a name in common.
  func agree(_ left: Int, _ right: Int) -> Bool {
    left == right || phrases[left].chinese == phrases[right].chinese
      || phrases[left].english == phrases[right].english
  }
}
