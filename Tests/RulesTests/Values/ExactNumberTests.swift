import Testing

@testable import Rules

@Suite("Exact numbers")
struct ExactNumberTests {
  @Test("A third times three is one")
  func third() throws {
    let third = try #require(ExactNumber(1, over: 3))
    #expect(third.multiplied(by: ExactNumber(3)) == .one)
    #expect(third.adding(third)?.adding(third) == .one)
    #expect(ExactNumber.one.divided(by: ExactNumber(3)) == third)
  }

  @Test("What binary floating point gets wrong")
  func decimals() {
    #expect(
      ExactNumber(decimal: "0.1").adding(ExactNumber(decimal: "0.2")) == ExactNumber(decimal: "0.3")
    )
    #expect(ExactNumber(decimal: "99.9") <= ExactNumber(100))
    #expect(ExactNumber(decimal: "1.20") == ExactNumber(decimal: "1.2"))
    #expect(
      ExactNumber(decimal: "0.1").multiplied(by: ExactNumber(3)) == ExactNumber(decimal: "0.3"))
    #expect(
      ExactNumber(decimal: "1.005") < ExactNumber(decimal: "1.0050000000000000000000000000001"))
  }

  @Test("Field laws on random quotients", arguments: [1, 2, 3] as [UInt64])
  func field(_ seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<300 {
      let a = ExactNumber.random(using: &generator)
      let b = ExactNumber.random(using: &generator)
      let c = ExactNumber.random(using: &generator)
      #expect(a.adding(b) == b.adding(a))
      #expect(a.multiplied(by: b) == b.multiplied(by: a))
      #expect(try #require(a.adding(b)).adding(c) == a.adding(try #require(b.adding(c))))
      #expect(
        a.multiplied(by: try #require(b.adding(c)))
          == (try #require(a.multiplied(by: b))).adding(try #require(a.multiplied(by: c))))
      #expect(a.subtracting(b)?.adding(b) == a)
      if !b.isZero { #expect(a.divided(by: b)?.multiplied(by: b) == a) }
    }
  }

  @Test("A sum of decimals that fits is not lost on the way")
  func sumsThatFit() throws {
    let large = try #require(
      ExactNumber(9_999_999_999_999_994_999_999_999_999_999, over: 10_000_000_000_000_000))
    let small = try #require(ExactNumber(1, over: 1_000_000_000))
    #expect(
      large.adding(small)
        == ExactNumber(9_999_999_999_999_995_000_000_009_999_999, over: 10_000_000_000_000_000))
    var random = SplitMix64(seed: 11)
    func power(_ places: Int) -> Int128 { (0..<places).reduce(1) { power, _ in power * 10 } }
    for _ in 0..<2_000 {
      // Counted in units of the last place, both and their sum have at most 38 digits.
      let places = Int.random(in: 0...34, using: &random)
      let fewer = Int.random(in: 0...places, using: &random)
      let limit = Int64.max >> Int.random(in: 0..<63, using: &random)
      let left = Int128(Int64.random(in: -limit...limit, using: &random))
      let right = Int128(Int64.random(in: -9_999...9_999, using: &random))
      guard places - fewer <= 33 else { continue }
      let one = try #require(ExactNumber(left, over: power(places)))
      let other = try #require(ExactNumber(right, over: power(fewer)))
      let sum = ExactNumber(left + right * power(places - fewer), over: power(places))
      #expect(one.adding(other) == sum)
      #expect(other.adding(one) == sum)
      #expect(sum?.subtracting(one) == other)
    }
  }

  @Test("The order is that of cross-multiplication, with the largest numbers too")
  func order() throws {
    var generator = SplitMix64(seed: 7)
    let largest = Int128.max
    for _ in 0..<300 {
      func part(_ generator: inout SplitMix64) -> Int128 {
        let shift = Int128(Int.random(in: 0...62, using: &generator))
        return largest >> shift - Int128(Int.random(in: 0...9, using: &generator))
      }
      let (a, b) = (part(&generator), part(&generator))
      let (c, d) = (part(&generator), part(&generator))
      let left = try #require(ExactNumber(a, over: b))
      let right = try #require(ExactNumber(c, over: d))
      let first = a.multipliedFullWidth(by: d)
      let second = c.multipliedFullWidth(by: b)
      let isLess = first.high == second.high ? first.low < second.low : first.high < second.high
      #expect((left < right) == isLess)
      #expect((left == right) == (first == second))
      #expect((left.negated < right.negated) == (right < left))
      #expect(left.negated < right)
    }
  }

  @Test("What does not fit is nil, never a wrap")
  func overflow() throws {
    let large = try #require(ExactNumber(Int128.max, over: 1))
    let small = try #require(ExactNumber(1, over: Int128.max))
    #expect(large.adding(.one) == nil)
    #expect(large.negated.subtracting(large) == nil)
    #expect(large.multiplied(by: ExactNumber(2)) == nil)
    #expect(small.multiplied(by: small) == nil)
    #expect(large.divided(by: small) == nil)
    #expect(large.multiplied(by: small) == .one)
    #expect(large.subtracting(large) == .zero)
    #expect(ExactNumber(Int128.min, over: 1) == nil)
    #expect(ExactNumber(1, over: 0) == nil)
    #expect(ExactNumber.one.divided(by: .zero) == nil)
  }

  struct Spelling: Sendable, CustomTestStringConvertible {
    let text: String
    let value: String?
    var testDescription: String { text }

    init(_ text: String, _ value: String?) { (self.text, self.value) = (text, value) }

    static let all = [
      Spelling("0", "0"), Spelling("-0", "0"), Spelling("12", "12"), Spelling("1.20", "1.2"),
      Spelling("0012.50", "12.5"), Spelling("1e3", "1000"), Spelling("1.5E-3", "0.0015"),
      Spelling("-2.5e+1", "-25"), Spelling("0e99", "0"), Spelling("0.000e-999", "0"),
      Spelling(String(repeating: "9", count: 34), String(repeating: "9", count: 34)),
      Spelling(String(repeating: "0", count: 90) + "7", "7"),
      // Beyond the limits.
      Spelling(String(repeating: "9", count: 35), nil), Spelling("1e999", nil),
      Spelling("1e-999", nil), Spelling("1e9223372036854775807", nil),
      Spelling("1e-9223372036854775808", nil), Spelling("0.0e-9223372036854775808", "0"),
      Spelling("1e99999999999999999999", nil),
      // No numbers.
      Spelling("", nil), Spelling("-", nil), Spelling(".", nil), Spelling("e5", nil),
      Spelling("-e5", nil), Spelling(".e3", nil), Spelling("1e", nil), Spelling("1e+", nil),
      Spelling("1.2.3", nil), Spelling("1,000", nil), Spelling("１", nil), Spelling("0x10", nil),
      Spelling("NaN", nil), Spelling("Infinity", nil), Spelling(" 1", nil), Spelling("--1", nil),
      Spelling("1e1e1", nil), Spelling("+1", nil),
    ]
  }

  @Test("Numbers as they are written", arguments: Spelling.all)
  func spelling(_ spelling: Spelling) {
    #expect(ExactNumber(parsing: spelling.text)?.description == spelling.value)
  }

  @Test("Print then parse gives the number back", arguments: [11, 12] as [UInt64])
  func roundTrip(_ seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<300 {
      let mantissa = Int128(Int.random(in: -1_000_000_000...1_000_000_000, using: &generator))
      let places = Int.random(in: 0...18, using: &generator)
      var scale: Int128 = 1
      for _ in 0..<places { scale *= 10 }
      let number = try #require(ExactNumber(mantissa, over: scale))
      #expect(ExactNumber(parsing: number.description) == number)
      #expect(ExactNumber(parsing: number.decimal(places: places)) == number)
    }
  }

  @Test("Decimals are rounded half-even, and only where they must be")
  func rounding() throws {
    #expect(ExactNumber(decimal: "0.125").decimal(places: 2) == "0.12")
    #expect(ExactNumber(decimal: "0.375").decimal(places: 2) == "0.38")
    #expect(ExactNumber(decimal: "-0.125").decimal(places: 2) == "-0.12")
    #expect(ExactNumber(decimal: "-0.004").decimal(places: 2) == "0.00")
    #expect(ExactNumber(decimal: "9.999").decimal(places: 2) == "10.00")
    #expect(try #require(ExactNumber(2, over: 3)).description == "0.666667")
    #expect(ExactNumber(decimal: "0.123456789").description == "0.123456789")
    #expect(ExactNumber(decimal: "1200").description == "1200")
  }

  @Test("The longest decimals print too")
  func longest() throws {
    for power in [1, 30, 34, 60, 100, 126] {
      let number = try #require(ExactNumber(1, over: Int128(1) << Int128(power)))
      #expect(number.description.hasPrefix("0."))
    }
  }
}
