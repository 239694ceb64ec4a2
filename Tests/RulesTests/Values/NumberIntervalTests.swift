import Testing

@testable import Rules

/// Whatever the numbers of two intervals are, the result lies in the interval of the results.
@Suite("Intervals")
struct NumberIntervalTests {
  /// An interval and some of its numbers, the ends among them where they belong to it.
  struct Sampled: Sendable {
    let interval: NumberInterval
    let members: [ExactNumber]

    static func random(using generator: inout SplitMix64) -> Sampled {
      let first = ExactNumber.random(upTo: 6, using: &generator)
      let second = ExactNumber.random(upTo: 6, using: &generator)
      let (low, high) = first <= second ? (first, second) : (second, first)
      let kind = Int.random(in: 0...5, using: &generator)
      if kind == 0 { return Sampled(interval: NumberInterval(low), members: [low]) }
      let isEmpty = low == high
      let lower = NumberInterval.Bound(low, isIncluded: isEmpty || Bool.random(using: &generator))
      let upper = NumberInterval.Bound(high, isIncluded: isEmpty || Bool.random(using: &generator))
      let interval = NumberInterval(lower: kind == 1 ? nil : lower, upper: kind == 2 ? nil : upper)
      let steps = [0, 1, 2, 3, 4].compactMap { step -> ExactNumber? in
        guard let share = ExactNumber(Int128(step), over: 4), let width = high.subtracting(low)
        else { return nil }
        return width.multiplied(by: share).flatMap { low.adding($0) }
      }
      let far = [-1000, -7, 7, 1000].map { ExactNumber($0) }
      let candidates = steps + far + [.zero, .one]
      return Sampled(interval: interval, members: candidates.filter(interval.contains))
    }
  }

  private static func pairs(seed: UInt64) -> [(Sampled, Sampled)] {
    var generator = SplitMix64(seed: seed)
    return (0..<200).map { _ in
      (Sampled.random(using: &generator), Sampled.random(using: &generator))
    }
  }

  /// The pairs of numbers for which a law does not hold, with their intervals.
  private static func failures(
    _ seed: UInt64,
    of law: (ExactNumber, ExactNumber, NumberInterval, NumberInterval) throws -> Bool
  ) rethrows -> [String] {
    var failures: [String] = []
    for (left, right) in pairs(seed: seed) {
      for a in left.members {
        for b in right.members where try !law(a, b, left.interval, right.interval) {
          failures.append("\(a) of \(left.interval), \(b) of \(right.interval)")
        }
      }
    }
    return failures
  }

  @Test("Sum, difference, product", arguments: [1, 2] as [UInt64])
  func arithmetic(_ seed: UInt64) throws {
    let failures = try Self.failures(seed) { a, b, left, right in
      let sum = try left.adding(right)
      let difference = try left.subtracting(right)
      let product = try left.multiplied(by: right)
      return a.adding(b).map(sum.contains) == true
        && a.subtracting(b).map(difference.contains) == true
        && a.multiplied(by: b).map(product.contains) == true
    }
    #expect(failures == [])
  }

  @Test("Quotient", arguments: [3, 4] as [UInt64])
  func quotient(_ seed: UInt64) throws {
    let failures = try Self.failures(seed) { a, b, left, right in
      guard let value = a.divided(by: b) else { return true }
      return try left.divided(by: right).contains(value)
    }
    #expect(failures == [])
  }

  @Test("The smaller and the larger, and the negative", arguments: [5, 6] as [UInt64])
  func extrema(_ seed: UInt64) {
    let failures = Self.failures(seed) { a, b, left, right in
      left.smaller(right).contains(min(a, b)) && left.larger(right).contains(max(a, b))
        && left.negated.contains(a.negated)
    }
    #expect(failures == [])
  }

  @Test("A comparison that is settled holds for all numbers", arguments: [7, 8] as [UInt64])
  func comparison(_ seed: UInt64) {
    let failures = Self.failures(seed) { a, b, left, right in
      [Truth(a <= b), .unknown].contains(left.isAtMost(right))
        && [Truth(a < b), .unknown].contains(left.isBelow(right))
        && [Truth(a == b), .unknown].contains(left.isEqual(to: right))
    }
    #expect(failures == [])
  }

  @Test(
    "Single numbers are always settled, and computed as numbers are", arguments: [9] as [UInt64])
  func single(_ seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<300 {
      let a = ExactNumber.random(using: &generator)
      let b = ExactNumber.random(using: &generator)
      let (left, right) = (NumberInterval(a), NumberInterval(b))
      #expect(left.isAtMost(right) == Truth(a <= b))
      #expect(left.isBelow(right) == Truth(a < b))
      #expect(left.isEqual(to: right) == Truth(a == b))
      #expect(try left.adding(right).single == a.adding(b))
      #expect(try left.multiplied(by: right).single == a.multiplied(by: b))
      if !b.isZero { #expect(try left.divided(by: right).single == a.divided(by: b)) }
    }
  }

  @Test("An end that is only a limit settles what the end itself would not")
  func openEnds() {
    let below = NumberInterval(lower: nil, upper: .init(ExactNumber(5), isIncluded: false))
    let upTo = NumberInterval(lower: nil, upper: .init(ExactNumber(5)))
    let five = NumberInterval(ExactNumber(5))
    #expect(below.isBelow(five) == .true)
    #expect(upTo.isBelow(five) == .unknown)
    #expect(upTo.isAtMost(five) == .true)
    #expect(below.isEqual(to: five) == .false)
    #expect(NumberInterval.everything.isAtMost(five) == .unknown)
  }

  @Test("Of two corners at one number, the one that belongs to it counts")
  func corners() throws {
    let left = NumberInterval(lower: .init(ExactNumber(-2)), upper: .init(ExactNumber(2)))
    let right = NumberInterval(
      lower: .init(ExactNumber(-3)), upper: .init(ExactNumber(3), isIncluded: false))
    // -2 × -3 is 6, although 2 × 3 is not reached.
    #expect(try left.multiplied(by: right).contains(ExactNumber(6)))
  }

  @Test("Division by zero and overflow are errors of their own")
  func failures() throws {
    #expect(throws: NumberInterval.Failure.divisionByZero) {
      try NumberInterval(.one).divided(by: NumberInterval(.zero))
    }
    let large = NumberInterval(try #require(ExactNumber(Int128.max, over: 1)))
    #expect(throws: NumberInterval.Failure.overflow) { try large.adding(large) }
    #expect(throws: NumberInterval.Failure.overflow) { try large.multiplied(by: large) }
  }
}
