import Testing

@testable import Rules

/// Small rule sets at random, compared exactly and by trying every point of a grid that is fine enough
/// for their limits: 300, or as many as `RANDOM_RULES` says.
@Suite("Random rules against brute force")
struct RandomRulesTests {
  /// A condition, in words and as it is tried.
  private indirect enum Condition {
    case monitored
    case fuel(Set<Int>)
    case output(Comparison, Int)
    case sum(Comparison, Int)
    case not(Condition)
    case all([Condition])
    case any([Condition])

    private static let fuels = ["煤", "气", "电"]

    init(_ depth: Int, _ random: inout SplitMix64) {
      switch Int.random(in: 0..<(depth > 0 ? 8 : 4), using: &random) {
      case 0: self = .monitored
      case 1:
        let members = Set((0..<3).filter { _ in Bool.random(using: &random) })
        self = .fuel(members.isEmpty ? [1] : members)
      case 2: self = .output(Self.comparison(&random), Int.random(in: 1...3, using: &random))
      case 3: self = .sum(Self.comparison(&random), Int.random(in: 1...4, using: &random))
      case 4: self = .not(Condition(depth - 1, &random))
      case 5, 6: self = .all([Condition(depth - 1, &random), Condition(depth - 1, &random)])
      default: self = .any([Condition(depth - 1, &random), Condition(depth - 1, &random)])
      }
    }

    private static func comparison(_ random: inout SplitMix64) -> Comparison {
      let all: [Comparison] = [.atMost, .below, .atLeast, .above]
      return all[Int.random(in: 0..<all.count, using: &random)]
    }

    var text: String {
      switch self {
      case .monitored: "窑.监测"
      case .fuel(let members):
        "窑.燃料 属于 " + members.sorted().map { Self.fuels[$0] }.joined(separator: "、")
      case .output(let comparison, let limit): "窑.产量 \(Self.word(comparison)) \(limit) 吨"
      case .sum(let comparison, let limit):
        "窑.产量 + 窑.替代量 \(Self.word(comparison)) \(limit) 吨"
      case .not(let part): "非 （\(part.text)）"
      case .all(let parts): "（" + parts.map { $0.text }.joined(separator: " 且 ") + "）"
      case .any(let parts): "（" + parts.map { $0.text }.joined(separator: " 或 ") + "）"
      }
    }

    private static func word(_ comparison: Comparison) -> String {
      switch comparison {
      case .atMost: "不高于"
      case .below: "低于"
      case .atLeast: "不低于"
      case .above: "高于"
      case .equal: "等于"
      case .notEqual: "不等于"
      }
    }

    func holds(at point: Point) -> Bool {
      switch self {
      case .monitored: point.monitored
      case .fuel(let members): members.contains(point.fuel)
      case .output(let comparison, let limit): Self.holds(comparison, point.output, limit)
      case .sum(let comparison, let limit):
        Self.holds(comparison, point.output + point.offset, limit)
      case .not(let part): !part.holds(at: point)
      case .all(let parts): parts.allSatisfy { $0.holds(at: point) }
      case .any(let parts): parts.contains { $0.holds(at: point) }
      }
    }

    /// - Parameter sixths: A number in sixths.
    private static func holds(_ comparison: Comparison, _ sixths: Int, _ limit: Int) -> Bool {
      switch comparison {
      case .atMost: sixths <= limit * 6
      case .below: sixths < limit * 6
      case .atLeast: sixths >= limit * 6
      case .above: sixths > limit * 6
      case .equal: sixths == limit * 6
      case .notEqual: sixths != limit * 6
      }
    }
  }

  /// Numbers in sixths: the limits are whole, so each cell between them and their sums has a point.
  private struct Point {
    let output: Int
    let offset: Int
    let fuel: Int
    let monitored: Bool
  }

  private static let points: [Point] = (0...30).flatMap { output in
    (0...30).flatMap { offset in
      (0..<3).flatMap { fuel in
        [true, false].map {
          Point(output: output, offset: offset, fuel: fuel, monitored: $0)
        }
      }
    }
  }

  private struct Rule {
    let when: Condition
    let must: Condition

    init(_ random: inout SplitMix64) {
      when = Condition(2, &random)
      must = Condition(2, &random)
    }

    var clauses: String { "  当 \(when.text)\n  应 \(must.text)\n  否则 不予审批" }

    func isViolated(at point: Point) -> Bool { when.holds(at: point) && !must.holds(at: point) }
  }

  @Test("Stricter, looser, mixed or equivalent, as every point of the grid says")
  func agree() throws {
    let count = Repository.variable("RANDOM_RULES").flatMap { Int($0) } ?? 300
    let today = try #require(CalendarDate(parsing: "2025-06-01"))
    var random = SplitMix64(seed: 20_261_130)
    var seen: [RuleDifference.Change: Int] = [:]
    for number in 0..<count {
      let old = Rule(&random)
      let new =
        Int.random(in: 0..<4, using: &random) == 0
        ? old : Rule(&random)
      let (before, after) = (SmallRules(old.clauses).book, SmallRules(new.clauses).book)
      let found =
        RuleComparison(before.program, after.program, today: today).differences().first?.change
        ?? .equivalent
      let looser = Self.points.contains { old.isViolated(at: $0) && !new.isViolated(at: $0) }
      let stricter = Self.points.contains { !old.isViolated(at: $0) && new.isViolated(at: $0) }
      let expected: RuleDifference.Change =
        switch (looser, stricter) {
        case (true, true): .mixed
        case (true, false): .looser
        case (false, true): .stricter
        case (false, false): .equivalent
        }
      #expect(found == expected, "\(number):\n\(old.clauses)\n\(new.clauses)")
      seen[found, default: 0] += 1
    }
    #expect(seen.keys.count == 4, "\(seen)")
  }

  @Test("What is proved idle is idle at every point")
  func idle() {
    let count = Repository.variable("RANDOM_RULES").flatMap { Int($0) } ?? 300
    var random = SplitMix64(seed: 7)
    var found = 0
    for number in 0..<count {
      let rule = Rule(&random)
      let book = SmallRules(rule.clauses).book
      let codes = RuleAnalysis(book).singleRules().map { $0.code.name }
      let applying = Self.points.filter { rule.when.holds(at: $0) }
      let isChecked = book.diagnostics.contains {
        ["never-holds", "always-holds"].contains($0.code.name)
      }
      // What the checker says already is not said again.
      if isChecked { continue }
      let met = applying.contains { rule.must.holds(at: $0) }
      let violated = applying.contains { !rule.must.holds(at: $0) }
      #expect(codes.contains("never-applies") == applying.isEmpty, "\(number): \(rule.clauses)")
      #expect(
        codes.contains("never-met") == (!applying.isEmpty && !met), "\(number): \(rule.clauses)")
      #expect(
        codes.contains("never-violated") == (!applying.isEmpty && met && !violated),
        "\(number): \(rule.clauses)")
      found += codes.isEmpty ? 0 : 1
    }
    #expect(found > 0)
  }
}
