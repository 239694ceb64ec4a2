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

  /// A truth (0 or 1), a choice, a set of choices by bits, a text, a first day (yyyymmdd); the first
  /// of the elements.
  var first: Int {
    get { Int(number.low.numerator) }
    set { number.low.numerator = Int64(newValue) }
  }

  /// A last day (yyyymmdd); the number of elements.
  var last: Int {
    get { Int(number.high.numerator) }
    set { number.high.numerator = Int64(newValue) }
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
}

/// A text of the record that has not been looked up yet, as ``BulkFact/first`` holds it: its place
/// and length, below zero.
enum BulkTextPlace {
  static func code(start: Int, count: Int) -> Int {
    Int(truncatingIfNeeded: -(Int64(start) << 32 | Int64(count)) - 1)
  }

  static func place(of code: Int) -> (start: Int, count: Int) {
    let joined = -(Int64(code) + 1)
    return (Int(joined >> 32), Int(joined & 0xFFFF_FFFF))
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
