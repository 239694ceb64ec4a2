import Testing

@testable import Rules

/// The units of the repository, and what may be done with them.
@Suite("Units")
struct UnitTests {
  private static let units = CommittedRules.book.program.vocabulary.units

  private static func unit(_ spelling: String) throws -> UnitOfMeasure {
    try #require(units.unit(spelled: spelling), "\(spelling)")
  }

  struct Conversion: Sendable, CustomTestStringConvertible {
    let from: String
    let to: String
    let factor: String
    var testDescription: String { "1 \(from) = \(factor) \(to)" }

    init(_ from: String, _ factor: String, _ to: String) {
      (self.from, self.factor, self.to) = (from, factor, to)
    }

    static let all = [
      Conversion("万吨", "10000", "吨"), Conversion("吨", "1000", "千克"),
      Conversion("万吨标准煤", "10000", "吨标准煤"), Conversion("吨标准煤", "1000", "kgce"),
      Conversion("千克标准煤/吨", "0.001", "吨标准煤/吨"),
      Conversion("克标准煤/千瓦时", "0.000001", "tce/kWh"),
      Conversion("万千瓦时", "10000", "千瓦时"), Conversion("兆瓦", "1000", "千瓦"),
      Conversion("万千瓦", "10", "兆瓦"), Conversion("兆瓦", "1000", "千瓦时/小时"),
      Conversion("蒸吨", "1", "蒸吨/小时"), Conversion("公里", "1000", "米"),
      Conversion("万元", "10000", "元"), Conversion("%", "0.01", "个"),
      Conversion("日", "24", "小时"), Conversion("吨标准煤/万元", "0.0001", "吨标准煤/元"),
      Conversion("毫克/立方米", "0.000000001", "吨/立方米"),
    ]
  }

  @Test("Conversions inside a dimension", arguments: Conversion.all)
  func conversion(_ row: Conversion) throws {
    let from = try Self.unit(row.from)
    let to = try Self.unit(row.to)
    #expect(from.dimensions == to.dimensions)
    #expect(from.scale.divided(by: to.scale)?.description == row.factor)
  }

  @Test(
    "Different dimensions never meet",
    arguments: [
      ("吨", "吨标准煤"), ("吨标准煤", "千瓦时"), ("千瓦", "千瓦时"), ("蒸吨/小时", "吨"),
      ("公里", "平方米"), ("年", "日"), ("重量箱", "吨"), ("千克标准煤/吨", "千克标准煤/千瓦时"),
      ("吨标准煤", "吨标准油"), ("元", "%"),
    ])
  func apart(_ left: String, _ right: String) throws {
    #expect(try Self.unit(left).dimensions != Self.unit(right).dimensions)
  }

  @Test(
    "A spelling that was not declared has no unit",
    arguments: ["吨/", "/吨", "吨//年", "", "/", "吨每年", "吨/光年"])
  func unknown(_ spelling: String) {
    #expect(Self.units.unit(spelled: spelling) == nil)
  }

  @Test("One spelling, one unit")
  func taken() {
    var table = UnitTable()
    let tonne = UnitOfMeasure(name: Phrase("吨", "t"), scale: .one, dimensions: table.newDimension())
    let isFirst = table.add(tonne, spellings: ["吨", "t"])
    let isSecond = table.add(.one, spellings: ["x", "t"])
    #expect(isFirst)
    #expect(!isSecond)
    #expect(table.unit(spelled: "x") == nil)
  }

  @Test("Dimensions multiply and divide as powers do")
  func dimensions() {
    let (a, b) = (Dimensions(base: 0), Dimensions(base: 1))
    #expect(a.multiplied(by: b) == b.multiplied(by: a))
    #expect(a.multiplied(by: b).divided(by: b) == a)
    #expect(a.divided(by: a) == .none)
    #expect(a.divided(by: b) != b.divided(by: a))
    #expect(a.divided(by: b).multiplied(by: b.divided(by: a)) == .none)
    #expect(a.multiplied(by: .none) == a)
  }
}

@Suite("Quantities")
struct QuantityTests {
  private static func quantity(_ number: String, _ unit: String?) throws -> Quantity {
    let measure = try unit.map {
      try #require(CommittedRules.book.program.vocabulary.units.unit(spelled: $0))
    }
    return try #require(Quantity(ExactNumber(decimal: number), in: measure))
  }

  @Test("A number is kept in base units and shown in its own")
  func shown() throws {
    let quantity = try Self.quantity("108", "kgce/t")
    #expect(quantity.number == ExactNumber(108))
    #expect(try quantity.interval == Self.quantity("0.108", "tce/t").interval)
  }

  @Test("Aligned, two quantities are compared in base units")
  func aligned() throws {
    let (left, right) = try #require(
      Evaluator.aligned(Self.quantity("5", "万吨标准煤"), Self.quantity("50000", "吨标准煤")))
    #expect(left.interval == right.interval)
  }

  @Test("A bare number takes the unit of the other")
  func bare() throws {
    let (left, right) = try #require(
      Evaluator.aligned(Self.quantity("65", nil), Self.quantity("0.65", "个")))
    #expect(left.interval != right.interval)
    let (first, second) = try #require(
      Evaluator.aligned(Self.quantity("65", nil), Self.quantity("65", "%")))
    #expect(first.interval == second.interval)
  }

  @Test("Different dimensions do not go together, but zero is zero in every unit")
  func mismatch() throws {
    #expect(try Evaluator.aligned(Self.quantity("1", "吨"), Self.quantity("1", "千瓦时")) == nil)
    #expect(try Evaluator.aligned(Self.quantity("0", "吨"), Self.quantity("1", "千瓦时")) != nil)
  }

  @Test("A size that does not fit in base units is no quantity")
  func overflow() throws {
    let unit = try #require(CommittedRules.book.program.vocabulary.units.unit(spelled: "亿元"))
    let large = try #require(ExactNumber(Int128.max, over: 1))
    #expect(Quantity(large, in: unit) == nil)
  }
}
