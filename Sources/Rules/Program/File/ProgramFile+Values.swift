// How values stand in a program file.

extension Int: ProgramCodable {
  func write(to file: ProgramWriter) { file.number(self) }
  init(from file: inout ProgramReader) throws(ProgramFileError) { self = try file.number() }
}

extension String: ProgramCodable {
  func write(to file: ProgramWriter) { file.text(self) }
  init(from file: inout ProgramReader) throws(ProgramFileError) { self = try file.text() }
}

extension Bool: ProgramCodable {
  func write(to file: ProgramWriter) { file.number(self ? 1 : 0) }
  init(from file: inout ProgramReader) throws(ProgramFileError) { self = try file.number() == 1 }
}

/// `-`, or the value; no value that may be absent begins with an absent one.
extension Optional: ProgramCodable where Wrapped: ProgramCodable {
  func write(to file: ProgramWriter) {
    if let self { file.put(self) } else { file.word("-") }
  }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self = try file.passAbsence() ? nil : try Wrapped(from: &file)
  }
}

/// The length, then the elements.
extension Array: ProgramCodable where Element: ProgramCodable {
  func write(to file: ProgramWriter) {
    file.number(count)
    for element in self { file.put(element) }
  }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    let count = try file.count()
    self.init()
    reserveCapacity(count)
    for _ in 0..<count { append(try Element(from: &file)) }
  }
}

extension Range<Int>: ProgramCodable {
  func write(to file: ProgramWriter) { file.put(lowerBound).put(upperBound) }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    let (lower, upper): (Int, Int) = (try file(), try file())
    guard lower <= upper else { throw file.failure("the range ends before it begins") }
    self = lower..<upper
  }
}

extension Phrase: ProgramCodable {
  func write(to file: ProgramWriter) { file.put(chinese).put(english) }
  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(try file(), try file())
  }
}

extension SourceRange: ProgramCodable {
  func write(to file: ProgramWriter) { file.put(Int(source)).put(Int(start)).put(Int(end)) }
  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(source: try file(), start: try file(), end: try file())
  }
}

/// `2024-08-23`
extension CalendarDate: ProgramCodable {
  func write(to file: ProgramWriter) { file.word(description) }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    let year = try file.digits()
    let hasMonth = file.pass(UInt8(ascii: "-"))
    let month = try file.digits()
    let hasDay = file.pass(UInt8(ascii: "-"))
    let day = try file.digits()
    try file.endAtom()
    guard hasMonth, hasDay, let date = CalendarDate(year: year, month: month, day: day) else {
      throw file.failure("this is no day")
    }
    self = date
  }
}

extension Validity: ProgramCodable {
  func write(to file: ProgramWriter) { file.put(since).put(until) }
  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(since: try file(), until: try file())
  }
}

/// `5` or `1/3`
extension ExactNumber: ProgramCodable {
  func write(to file: ProgramWriter) {
    file.word(isInteger ? "\(numerator)" : "\(numerator)/\(denominator)")
  }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    let numerator = try file.largeNumber()
    let denominator = file.pass(UInt8(ascii: "/")) ? try file.largeNumber() : 1
    try file.endAtom()
    guard let number = ExactNumber(numerator, over: denominator) else {
      throw file.failure("this is no exact number")
    }
    self = number
  }
}

extension NumberInterval.Bound: ProgramCodable {
  func write(to file: ProgramWriter) { file.put(value).put(isIncluded) }
  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(try file(), isIncluded: try file())
  }
}

extension NumberInterval: ProgramCodable {
  func write(to file: ProgramWriter) { file.put(lower).put(upper) }
  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(lower: try file(), upper: try file())
  }
}

/// Base unit and power in turn.
extension Dimensions: ProgramCodable {
  func write(to file: ProgramWriter) {
    file.number(powers.count)
    for power in powers { file.put(power.base).put(power.exponent) }
  }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    var powers: [Power] = []
    for _ in 0..<(try file.count()) {
      powers.append(Power(base: try file(), exponent: try file()))
    }
    self.init(powers: powers)
  }
}

/// Its place among the units at the head of the file.
extension UnitOfMeasure: ProgramCodable {
  func write(to file: ProgramWriter) { file.unit(self) }
  init(from file: inout ProgramReader) throws(ProgramFileError) { self = try file.unit() }
}

/// A unit at the head of the file, in full.
struct DefinedUnit: ProgramCodable {
  let unit: UnitOfMeasure

  init(_ unit: UnitOfMeasure) { self.unit = unit }

  func write(to file: ProgramWriter) { file.put(unit.name).put(unit.scale).put(unit.dimensions) }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    unit = UnitOfMeasure(name: try file(), scale: try file(), dimensions: try file())
  }
}

extension DayRange: ProgramCodable {
  func write(to file: ProgramWriter) { file.put(first).put(last) }
  init(from file: inout ProgramReader) throws(ProgramFileError) {
    guard let days = DayRange(first: try file(), last: try file()) else {
      throw file.failure("the days end before they begin")
    }
    self = days
  }
}

extension ScalarValue: ProgramCodable {
  private enum Kind: Int, ProgramWord {
    case number, text, choice, truth, between, date, days, choices

    static let words = PackedWord.all(Kind.self)

    var word: StaticString {
      switch self {
      case .number: "number"
      case .text: "text"
      case .choice: "choice"
      case .truth: "truth"
      case .between: "between"
      case .date: "date"
      case .days: "days"
      case .choices: "choices"
      }
    }
  }

  func write(to file: ProgramWriter) {
    switch self {
    case .truth(let truth): file.kind(Kind.truth).put(truth)
    case .number(let quantity):
      if let single = quantity.interval.single {
        file.kind(Kind.number).put(single).put(quantity.unit)
      } else {
        file.kind(Kind.between).put(quantity.interval).put(quantity.unit)
      }
    case .text(let text): file.kind(Kind.text).put(text)
    case .date(let date): file.kind(Kind.date).put(date)
    case .days(let days): file.kind(Kind.days).put(days)
    case .choice(let choice): file.kind(Kind.choice).put(choice)
    case .choices(let choices): file.kind(Kind.choices).put(choices.sorted())
    }
  }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    switch try file.kind() as Kind {
    case .number:
      let interval = NumberInterval(try file())
      self = .number(Quantity(interval: interval, unit: try file()))
    case .text: self = .text(try file())
    case .choice: self = .choice(try file())
    case .truth: self = .truth(try file())
    case .between: self = .number(Quantity(interval: try file(), unit: try file()))
    case .date: self = .date(try file())
    case .days: self = .days(try file())
    case .choices: self = .choices(Set(try file() as [Int]))
    }
  }
}

extension Decision: ProgramCodable {
  func write(to file: ProgramWriter) { file.number(rawValue) }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    guard let decision = Decision(rawValue: try file.number()) else {
      throw file.failure("this is no decision")
    }
    self = decision
  }
}

extension Division.Level: ProgramCodable {
  func write(to file: ProgramWriter) { file.number(rawValue) }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    guard let level = Division.Level(rawValue: try file.number()) else {
      throw file.failure("this is no level")
    }
    self = level
  }
}

extension Confidence: ProgramCodable {
  private static let order = allCases

  func write(to file: ProgramWriter) { file.number(Self.order.firstIndex(of: self) ?? 0) }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    let place = try file.number()
    guard Self.order.indices.contains(place) else { throw file.failure("this is no confidence") }
    self = Self.order[place]
  }
}

extension Verification.Verifier: ProgramCodable {
  func write(to file: ProgramWriter) { file.put(name).put(date) }
  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(name: try file(), date: try file())
  }
}

extension Verification: ProgramCodable {
  func write(to file: ProgramWriter) { file.put(confidence).put(verifier).put(stated) }
  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(confidence: try file(), verifier: try file(), stated: try file())
  }
}

/// The number of bytes, then lines as they are.
extension SortedLines: ProgramCodable {
  func write(to file: ProgramWriter) { file.number(bytes.count).raw(bytes) }
  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(bytes: Array(try file.raw(try file.number())))
  }
}
