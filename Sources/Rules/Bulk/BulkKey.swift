/// The words of all that a rule rests on, while they are written.
struct BulkKey {
  private let rows: UnsafeMutablePointer<BulkFact>
  private let elements: UnsafeMutablePointer<Int32>
  private let isFieldAbsent: UnsafeMutablePointer<Bool>
  private let isListAbsent: UnsafeMutablePointer<Bool>
  private let words: UnsafeMutablePointer<UInt64>
  private(set) var count = 0
  /// Whether there are too many.
  private(set) var isFull = false
  /// Whether a fact is open that only the truth of a condition tells of.
  private(set) var isPartOpen = false

  /// - Parameter words: Room for ``BulkOutcomeMemory/wordLimit``.
  init(_ evaluator: BulkEvaluator, _ words: UnsafeMutablePointer<UInt64>) {
    (rows, elements) = (evaluator.state.rows, evaluator.state.elements)
    (isFieldAbsent, isListAbsent) = (evaluator.isFieldAbsent, evaluator.isListAbsent)
    self.words = words
  }

  mutating func add(_ word: UInt64) {
    guard count < BulkOutcomeMemory.wordLimit else {
      isFull = true
      return
    }
    words[count] = word
    count &+= 1
  }

  // MARK: - Lists

  /// A list, and what counts of its elements; false: words do not tell it.
  mutating func add(
    _ list: UnsafePointer<BulkListGrounds>, _ evaluator: BulkEvaluator
  ) -> Bool {
    add(list: list.pointee.list, at: list.pointee.place)
    let content = rows + list.pointee.place
    guard content.pointee.state == .elements else {
      isPartOpen = isPartOpen || list.pointee.isPart && !isListAbsent[list.pointee.list]
      return true
    }
    let first = content.pointee.first
    for position in 0..<content.pointee.last {
      let row = Int(elements[first &+ position])
      for place in 0..<list.pointee.count {
        guard add(list.pointee.fields + place, row, evaluator) else { return false }
      }
      // What does not fit need not be gone through to its end.
      if isFull { return false }
    }
    return true
  }

  /// Whether a list of the project is given, and how long it is.
  mutating func add(list: Int, at place: Int) {
    switch rows[place].state {
    case .elements: add(UInt64(rows[place].last) << 1 | 1)
    case .unavailable: add(4)
    default: add(isListAbsent[list] ? 2 : 0)
    }
  }

  // MARK: - Facts

  /// A fact; false: words do not tell it.
  ///
  /// - Parameter row: That of the project or of the element; below zero for an unknown one.
  mutating func add(
    _ ground: UnsafePointer<BulkGround>, _ row: Int, _ evaluator: BulkEvaluator
  ) -> Bool {
    guard row >= 0 else {
      addNothing(ground)
      return true
    }
    let fact = rows + (row &+ Int(ground.pointee.place))
    switch fact.pointee.state {
    case .none: addNothing(ground)
    case .unavailable:
      isPartOpen = isPartOpen || ground.pointee.isPart
      add(4)
    case .notApplicable: add(6)
    case .notDone: add(8)
    case .truth, .choice, .date: add(UInt64(fact.pointee.first) << 1 | 1)
    case .text: add(UInt64(evaluator.text(of: fact)) << 1 | 1)
    case .days:
      isPartOpen = isPartOpen || ground.pointee.isPart
      add((UInt64(fact.pointee.first) << 32 | UInt64(fact.pointee.last)) << 1 | 1)
    case .choices: add(UInt64(fact.pointee.wide) << 1 | 1)
    case .number: return addNumber(ground, fact, evaluator)
    case .elements: return false
    }
    return true
  }

  private mutating func addNothing(_ ground: UnsafePointer<BulkGround>) {
    guard !isFieldAbsent[Int(ground.pointee.field)] else { return add(2) }
    isPartOpen = isPartOpen || ground.pointee.isPart
    add(0)
  }

  /// Where a number lies among its limits, and its unit.
  private mutating func addNumber(
    _ ground: UnsafePointer<BulkGround>, _ fact: UnsafeMutablePointer<BulkFact>,
    _ evaluator: BulkEvaluator
  ) -> Bool {
    guard let limits = ground.pointee.limits else { return false }
    if ground.pointee.needsDeclaredUnit,
      fact.pointee.unit != evaluator.code.fields[Int(ground.pointee.field)].unit
    {
      return false
    }
    let count = ground.pointee.limitCount
    let unit = UInt64(fact.pointee.unit)
    let interval = fact.pointee.number
    if interval.isSingle {
      guard let rank = Self.rank(of: interval.low, limits, count) else { return false }
      add((rank << 16 | unit) << 1 | 1)
      return true
    }
    // Other numbers of the range may be tried, which its ends do not tell of.
    isPartOpen = true
    guard let low = interval.hasLow ? Self.rank(of: interval.low, limits, count) : 0,
      let high = interval.hasHigh ? Self.rank(of: interval.high, limits, count) : 0
    else { return false }
    add((low << 16 | unit) << 4 | UInt64(interval.ends) | 1 << 60)
    add(high)
    return true
  }

  /// Twice the number of limits below a number, and one more for a limit; nil: it is so large that it
  /// might not fit where it is computed with, which limits do not tell.
  private static func rank(
    of number: BulkNumber, _ limits: UnsafePointer<BulkNumber>, _ count: Int
  ) -> UInt64? {
    guard number.numerator.magnitude < 1 << 40, number.denominator < 1 << 24 else { return nil }
    var (low, high) = (0, count)
    while low < high {
      let middle = (low &+ high) >> 1
      if limits[middle] < number { low = middle &+ 1 } else { high = middle }
    }
    return UInt64(low) << 1 | (low < count && limits[low] == number ? 1 : 0)
  }
}
