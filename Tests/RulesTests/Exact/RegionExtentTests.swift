import Testing

@testable import Rules

/// What a region says of itself, held against every point of a grid.
@Suite("A region says how much of the difference it is")
struct RegionExtentTests {
  private static let marks = Array(0...4)
  /// The marks of a formula, and what lies between them.
  private static let values = (-1...9).compactMap { ExactNumber(Int128($0), over: 2) }

  private struct Space {
    let variables: FactVariables
    let numbers: [Int]
    let choice: Int
    let flag: Int

    init() {
      let range = NumberInterval(
        lower: NumberInterval.Bound(.zero), upper: NumberInterval.Bound(ExactNumber(4)))
      var variables = FactVariables()
      numbers = ["x", "y"].map { name in
        variables.variable(name, .field(path: name), .number(range, step: .one))
      }
      choice = variables.variable("c", .field(path: "c"), .choice(["a", "b", "c"]))
      flag = variables.variable("f", .field(path: "f"), .flag)
      self.variables = variables
    }

    /// All combinations of values.
    var points: [FormulaPoint] {
      var points: [FormulaPoint] = [FormulaPoint(Solver.Model())]
      for number in numbers {
        points = points.flatMap { point in
          values.map { point.replacing(number: number, by: $0) }
        }
      }
      points = points.flatMap { point in
        (0..<3).map { point.replacing(choice: choice, by: $0) }
      }
      return points.flatMap { [$0, $0.replacing(flag: flag)] }
    }

    func formula(_ depth: Int, _ random: inout SplitMix64) -> Formula {
      guard depth > 0, Int.random(in: 0..<5, using: &random) > 0 else { return atom(&random) }
      let parts = (0..<Int.random(in: 2...3, using: &random)).map { _ in
        formula(depth - 1, &random)
      }
      return Bool.random(using: &random) ? .all(parts) : .any(parts)
    }

    private func atom(_ random: inout SplitMix64) -> Formula {
      switch Int.random(in: 0..<6, using: &random) {
      case 0: return .atom(.flag(variable: flag, Bool.random(using: &random)))
      case 1:
        let members = (0..<3).filter { _ in Bool.random(using: &random) }
        return .atom(.choice(variable: choice, ChoiceSet(of: members, among: 3)))
      default: return .atom(.linear(constraint(&random)))
      }
    }

    /// `x ≤ 2`, `x > 2`, or, seldom, `x ≤ y`.
    private func constraint(_ random: inout SplitMix64) -> LinearConstraint {
      let own = LinearForm(variable: numbers.randomElement(using: &random) ?? 0)
      let other =
        Int.random(in: 0..<4, using: &random) == 0
        ? LinearForm(variable: numbers[0])
        : LinearForm(ExactNumber(marks.randomElement(using: &random) ?? 0))
      let (left, right) = Bool.random(using: &random) ? (own, other) : (other, own)
      return LinearConstraint(
        form: left.subtracting(right) ?? left, isStrict: Bool.random(using: &random))
    }
  }

  @Test("Whole: all of it and nothing else; a part: all of it; one at a time: along each fact")
  func law() {
    var random = SplitMix64(seed: 15)
    var seen: [FormulaRegion.Extent: Int] = [:]
    for _ in 0..<150 {
      let space = Space()
      let formula = Formula.all(space.variables.ranges + [space.formula(2, &random)])
      guard case .model(let model) = Solver.solve(formula, step: { space.variables.step(of: $0) })
      else { continue }
      let region = FormulaRegion(formula, around: model, space.variables)
      let extent = region.extent(besides: [])
      seen[extent, default: 0] += 1
      let box = Formula.all(space.variables.ranges + region.sides(besides: []))
      for point in space.points {
        let (isInside, holds) = (point.satisfies(box), point.satisfies(formula))
        let moved = space.variables.variables.indices.count { !point.hasValue(of: $0, in: region) }
        let isKept =
          switch extent {
          case .whole: isInside == holds
          case .part: !isInside || holds
          case .oneAtATime: !isInside || moved > 1 || holds
          case .example: moved > 0 || holds
          }
        #expect(isKept, "\(formula) \(extent) \(region.sides(besides: [])) \(point.model)")
      }
    }
    for extent in [FormulaRegion.Extent.whole, .part, .oneAtATime] {
      #expect(seen[extent, default: 0] > 5, "\(seen)")
    }
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let old: String
    let new: String
    let region: String
    var definitions = ""
    var testDescription: String { name }
  }

  private static let ratio = """
    参数 比例 ratio 「替代比例」 : 数
      来源 「示例」

    """

  private static let rows = [
    Row(
      name: "one box", old: "  应 窑.热效率 不高于 3\n  否则 不予审批", new: "  应 窑.热效率 不高于 2\n  否则 不予审批",
      region: "热效率 在 (2, 3]"),
    Row(
      name: "one of two boxes", old: "  当 窑.备用\n  应 窑.监测\n  否则 不予审批",
      new: "  当 窑.备用 或 窑.燃料 是 煤\n  应 窑.监测 且 （窑.备用 或 窑.地点 是 城区）\n  否则 不予审批",
      region: "例如 燃料 煤，备用 否，有监测 否 之内"),
    Row(
      name: "a slope", old: "  应 窑.产量 不高于 窑.替代量\n  否则 不予审批",
      new: "  应 2 × 窑.产量 不高于 窑.替代量\n  否则 不予审批",
      region: "例如 产量 在 (0.005, 0.01] 吨，替代量 在 [0.01, 0.02) 吨 之内（从见证起，每次只变一项）"),
    Row(
      name: "a limit that is no decimal", old: "  应 3 × 窑.热效率 不高于 8\n  否则 不予审批",
      new: "  应 3 × 窑.热效率 不高于 7\n  否则 不予审批", region: "热效率 在 (≈2.333333, ≈2.666667]"),
    Row(
      name: "what the day of the review makes of a fact",
      old: "  应 窑.投产 早于 审查日\n  否则 不予审批", new: "  应 窑.投产 早于 审查日 且 窑.监测\n  否则 不予审批",
      region: "有监测 否，投产 在 (−∞, 2025-06-01)，审查日 在 {2025-06-01}",
      definitions: "字段 窑.投产 kiln.started 「投产」 : 日期\n"),
  ]

  @Test("A region that is not all says so, and that it moves with the day", arguments: rows)
  func words(_ row: Row) throws {
    let difference = try #require(
      try Self.differences(row.old, row.new, row.definitions, row.definitions).first)
    #expect(difference.witnesses.first?.region.chinese == row.region)
  }

  @Test("A value of the authority is called so, and why nothing else is known names it")
  func authority() throws {
    let rule = "  应 窑.替代量 不低于 比例 × 窑.产量\n  否则 不予审批"
    let difference = try #require(
      try Self.differences(rule, rule, Self.ratio, Self.ratio + "  值 1.2\n").first)
    #expect(difference.change == .undecided)
    let words = [difference.reason].compactMap { $0 } + difference.witnesses.map { $0.region }
    #expect(words.contains { $0.chinese.contains(substring: "主管部门给出的“替代比例”") }, "\(words)")
    #expect(!words.contains { $0.chinese.contains(substring: "× ") })
  }

  @Test("A unit that is worth something else is the reason")
  func units() throws {
    let rule = "  应 窑.蒸发量 不高于 35 蒸吨\n  否则 不予审批"
    func words(_ size: Int) -> String {
      "单位 蒸吨 st = \(size) 吨\n字段 窑.蒸发量 kiln.steam 「蒸发量」 : 数 蒸吨\n  范围 0 至 无上限\n"
    }
    let difference = try #require(try Self.differences(rule, rule, words(1), words(2)).first)
    #expect(difference.reason?.chinese.contains(substring: "单位“蒸吨”在两版里大小不同") == true)
  }

  private static func differences(
    _ old: String, _ new: String, _ before: String, _ after: String
  ) throws -> [RuleDifference] {
    let books = [(old, before), (new, after)].map {
      SmallRules(rules: [$0.0], definitions: $0.1).book
    }
    for book in books {
      #expect(!book.diagnostics.hasErrors, "\(book.diagnostics.map { $0.message.chinese })")
    }
    let today = try #require(CalendarDate(parsing: "2025-06-01"))
    return RuleComparison(books[0].program, books[1].program, today: today).differences()
  }
}

extension FormulaPoint {
  /// Whether a variable has the value of the example of a region.
  fileprivate func hasValue(of variable: Int, in region: FormulaRegion) -> Bool {
    let own = region.model
    return switch region.variables.variables[variable].domain {
    case .number, .date:
      (model.numbers[variable] ?? .zero) == (own.numbers[variable] ?? .zero)
    case .choice: (model.choices[variable] ?? 0) == (own.choices[variable] ?? 0)
    case .flag: (model.flags[variable] ?? false) == (own.flags[variable] ?? false)
    }
  }
}

extension String {
  fileprivate func contains(substring: String) -> Bool { ranges(of: substring).count > 0 }
}
