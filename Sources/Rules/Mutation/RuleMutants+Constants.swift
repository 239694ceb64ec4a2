// Numbers and dates that a rule names.

extension RuleMutants {
  func constants(_ value: ScalarValue, at step: Int) -> [Mutant] {
    switch value {
    case .number(let quantity): numbers(quantity, at: step)
    case .date(let date):
      [-1, 1].compactMap { by in
        date.adding(days: by).map { moved in
          turned(step, Self.days(by)) { .constant($0.constant(.date(moved))) }
        }
      }
    case .truth, .text, .days, .choice, .choices: []
    }
  }

  private func numbers(_ quantity: Quantity, at step: Int) -> [Mutant] {
    NumberMutants(quantity, written: text(program.ranges[step]), program.vocabulary).all.map {
      words, moved in turned(step, words) { .constant($0.constant(.number(moved))) }
    }
  }
}

/// What a number could be by a slip: a step of its last written place more or less, ten times as
/// much, the same in the next unit.
struct NumberMutants {
  let all: [(words: Phrase, quantity: Quantity)]

  /// - Parameter written: As it stands in the text; the value decides where it is not known.
  init(_ quantity: Quantity, written: String?, _ vocabulary: Vocabulary) {
    guard let number = quantity.number,
      let places = Self.places(of: written) ?? number.decimalPlaces,
      let unit = ExactNumber(parsing: "1e-\(places)")
    else {
      all = []
      return
    }
    var others: [(words: Phrase, quantity: Quantity)] = []
    func add(_ moved: ExactNumber?, in other: UnitOfMeasure?, _ words: Phrase) {
      guard let moved, let new = Quantity(moved, in: other) else { return }
      others.append((words, new))
    }
    for nudge in [unit, unit.negated] {
      let moved = number.adding(nudge)
      add(moved, in: quantity.unit, Self.words(number, moved))
    }
    if !number.isZero {
      let moved = number.multiplied(by: ExactNumber(10))
      add(moved, in: quantity.unit, Self.words(number, moved))
      if let own = quantity.unit, let next = vocabulary.units.neighbour(of: own) {
        add(
          number, in: next,
          Phrase(
            "\(own.name.chinese)→\(next.name.chinese)", "\(own.name.english) → \(next.name.english)"
          ))
      }
    }
    all = others
  }

  private static func words(_ number: ExactNumber, _ moved: ExactNumber?) -> Phrase {
    let words = number.description + " → " + (moved?.description ?? "")
    return Phrase(words, words)
  }

  /// The decimal places that a number is written with; nil: it is not written as one.
  private static func places(of written: String?) -> Int? {
    guard let written else { return nil }
    var places: Int?
    var digits = 0
    for character in written.utf8 {
      switch character {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits += 1
        places = places.map { $0 + 1 }
      case UInt8(ascii: ".") where places == nil && digits > 0: places = 0
      case UInt8(ascii: ","), UInt8(ascii: "_"), UInt8(ascii: "-"): continue
      default: return digits == 0 ? nil : places ?? 0
      }
    }
    return digits == 0 ? nil : places ?? 0
  }
}

extension UnitTable {
  /// The next larger unit of the same dimension that is counted in whole ones of it, else the next
  /// smaller one; nil: there is none, as of what is only counted.
  func neighbour(of unit: UnitOfMeasure) -> UnitOfMeasure? {
    guard unit.dimensions != .none else { return nil }
    let others = units.values.filter {
      $0.dimensions == unit.dimensions && $0.scale != unit.scale
    }
    func isBefore(_ left: UnitOfMeasure, _ right: UnitOfMeasure) -> Bool {
      left.scale == right.scale ? left.name.english < right.name.english : left.scale < right.scale
    }
    return others.filter { $0.scale > unit.scale }.min(by: isBefore)
      ?? others.max(by: isBefore)
  }
}
