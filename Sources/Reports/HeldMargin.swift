import Rules

/// A distance that findings tell, by the comparisons that it is of: the words for the numbers of one record
/// after another.
///
/// It is of one thread.
final class HeldMargin {
  /// What stands on one side of a comparison.
  enum Side {
    /// A fact as ``RecordPlaces/number(of:)`` has it.
    case fact(Int)
    /// What is the same in all records of the template.
    case constant(Quantity)
  }

  struct Comparison {
    let step: Int
    let left: Int
    let right: Int
    let value: Side
    let limit: Side

    /// The facts on its sides.
    var facts: [Int] {
      [value, limit].compactMap { if case .fact(let fact) = $0 { fact } else { nil } }
    }

    func calling(_ number: (Int) -> Int) -> Comparison {
      func called(_ side: Side) -> Side {
        if case .fact(let fact) = side { .fact(number(fact)) } else { side }
      }
      return Comparison(
        step: step, left: left, right: right, value: called(value), limit: called(limit))
    }
  }

  /// Several, of which the nearest is told, only as what is left to limits.
  let comparisons: [Comparison]
  let isReserve: Bool
  private let facts: [Int]
  /// The numbers that the words are of.
  private var numbers: [BulkStatedNumber] = []
  /// As a sentence has it, without quotation marks; and as JSON.
  private(set) var words: [UInt8] = []
  private(set) var object: [UInt8] = []

  init(_ comparisons: [Comparison], isReserve: Bool) {
    (self.comparisons, self.isReserve) = (comparisons, isReserve)
    facts = comparisons.flatMap { $0.facts }
  }

  /// Puts it into words; false: it cannot be told of this record.
  ///
  /// - Parameter number: That of a fact.
  func tell(
    _ review: BulkReview, _ program: Program, _ language: Language,
    _ number: (Int) -> BulkStatedNumber?
  ) -> Bool {
    var isSame = numbers.count == facts.count
    for (place, fact) in facts.enumerated() {
      guard let number = number(fact) else { return false }
      guard place < numbers.count else {
        numbers.append(number)
        continue
      }
      isSame = isSame && numbers[place] == number
      numbers[place] = number
    }
    return isSame || tell(review, program, language)
  }

  private func tell(_ review: BulkReview, _ program: Program, _ language: Language) -> Bool {
    var place = 0
    func quantity(_ side: Side) -> Quantity? {
      guard case .constant(let quantity) = side else {
        place += 1
        return review.quantity(of: numbers[place - 1])
      }
      return quantity
    }
    var margins: [Margin] = []
    for one in comparisons {
      guard let value = quantity(one.value), let limit = quantity(one.limit) else {
        numbers.removeAll()
        return false
      }
      let margin =
        isReserve
        ? program.reserve(of: one.step, comparing: one.left, value, one.right, limit)
        : program.margin(of: one.step, comparing: one.left, value, one.right, limit)
      if let margin { margins.append(margin) }
    }
    guard let margin = margins.nearest else {
      numbers.removeAll()
      return false
    }
    var json = JSONWriter(style: .compact)
    json.string(MarginText(language: language).text(of: margin))
    words = Array(json.bytes.dropFirst().dropLast())
    json = JSONWriter(style: .compact)
    JSONMargin(margin, language).write(to: &json)
    object = json.bytes
    return true
  }
}
