/// What a dossier says of a field, or of a list, in plain data: a place in a row of such places.
struct BulkFact {
  enum State: UInt8 {
    /// Nothing is given.
    case none
    case truth, number, text, date, days, choice, choices
    case unavailable, notApplicable, notDone
    /// Of a list: its elements.
    case elements
  }

  var state = State.none
  /// Whether the record names it, be it with null: it may not do so again.
  var isSeen = false
  /// Whether it stands in the record, rather than following from other facts.
  var isWritten = false
  /// The unit of a number, in the table of units; 0 for none.
  var unit: UInt16 = 0
  /// A number; for others its room is that of ``first`` and ``last``.
  var number = BulkInterval.zero
  /// Where in the record it begins, in bytes; 0 for what does not stand there.
  var start: Int32 = 0

  /// A truth (0 or 1), a choice, a text, a first day (yyyymmdd); the first of the elements.
  var first: Int {
    get { Int(truncatingIfNeeded: number.low.numerator) }
    set { number.low.numerator = Int64(newValue) }
  }

  /// What does not fit where a word has 32 bits: a set of choices by bits, the place of a text.
  var wide: Int64 {
    get { number.low.numerator }
    set { number.low.numerator = newValue }
  }

  /// A last day (yyyymmdd); the number of elements.
  var last: Int {
    get { Int(truncatingIfNeeded: number.high.numerator) }
    set { number.high.numerator = Int64(newValue) }
  }

  /// Why it cannot be given, or is not there: a text; nil where that was not kept.
  var reason: Int? {
    get { first == 0 ? nil : first - 1 }
    set { first = newValue.map { $0 + 1 } ?? 0 }
  }

  static func truth(_ value: Bool) -> BulkFact {
    var fact = BulkFact(state: .truth)
    fact.first = value ? 1 : 0
    return fact
  }

  static func choice(_ choice: Int) -> BulkFact {
    var fact = BulkFact(state: .choice)
    fact.first = choice
    return fact
  }

  static func text(_ text: Int) -> BulkFact {
    var fact = BulkFact(state: .text)
    fact.first = text
    return fact
  }

  /// A text of the record that has not been looked up yet.
  static func text(at start: Int, count: Int) -> BulkFact {
    var fact = BulkFact(state: .text)
    fact.wide = -(Int64(start) << 32 | Int64(count)) - 1
    return fact
  }

  /// Where in the record a text stands that has not been looked up yet; nil: it was, and is ``first``.
  var textPlace: Range<Int>? {
    guard wide < 0 else { return nil }
    let joined = -(wide + 1)
    let start = Int(joined >> 32)
    return start..<(start + Int(joined & 0xFFFF_FFFF))
  }

  static func choices(_ choices: Set<Int>) -> BulkFact {
    var fact = BulkFact(state: .choices)
    fact.wide = BulkChoices.bits(choices)
    return fact
  }
}

/// A set of choices as the bits of one number.
enum BulkChoices {
  /// The most choices of a list that sets are made of.
  static let limit = 62

  static func bits(_ choices: Set<Int>) -> Int64 {
    choices.reduce(into: 0) { $0 |= Int64(1) << Int64($1) }
  }

  static func choices(_ bits: Int64) -> Set<Int> {
    Set((0..<limit).filter { bits >> Int64($0) & 1 == 1 })
  }
}

/// A day as a number that is greater for a later day: 20240301.
enum BulkDay {
  static func number(_ date: CalendarDate) -> Int {
    (date.year * 100 + date.month) * 100 + date.day
  }

  static func date(_ number: Int) -> CalendarDate? {
    CalendarDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }

  static let latest = number(.latest)
}
