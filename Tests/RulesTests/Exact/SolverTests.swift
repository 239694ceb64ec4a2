import Testing

@testable import Rules

/// The decision procedure against a search of a grid that is finer than its constraints.
@Suite("Deciding formulas")
struct SolverTests {
  /// Two numbers from 0 to 4, a choice of four, and a flag.
  private static let grid = (0...24).compactMap { ExactNumber(Int128($0), over: 6) }

  private static func formula(_ depth: Int, _ random: inout SplitMix64) -> Formula {
    guard depth > 0, Int.random(in: 0..<4, using: &random) > 0 else { return atom(&random) }
    let parts = (0..<Int.random(in: 0...3, using: &random)).map { _ in formula(depth - 1, &random) }
    return Bool.random(using: &random) ? .all(parts) : .any(parts)
  }

  private static func atom(_ random: inout SplitMix64) -> Formula {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return .atom(.flag(variable: 3, Bool.random(using: &random)))
    case 1:
      let members = (0..<4).filter { _ in Bool.random(using: &random) }
      return .atom(.choice(variable: 2, ChoiceSet(of: members, among: 4)))
    default:
      var form = LinearForm(ExactNumber(Int.random(in: -4...4, using: &random)))
      for variable in 0...1 {
        let factor = ExactNumber(Int.random(in: -2...2, using: &random))
        form = LinearForm(variable: variable).scaled(by: factor).flatMap { form.adding($0) } ?? form
      }
      let isStrict = Bool.random(using: &random)
      return .atom(.linear(LinearConstraint(form: form, isStrict: isStrict)))
    }
  }

  private struct Point {
    let numbers: [ExactNumber]
    let choice: Int
    let flag: Bool

    func satisfies(_ formula: Formula) -> Bool {
      switch formula {
      case .all(let parts): return parts.allSatisfy { satisfies($0) }
      case .any(let parts): return parts.contains { satisfies($0) }
      case .atom(.flag(_, let value)): return flag == value
      case .atom(.choice(_, let set)):
        return !set.intersection(ChoiceSet(of: [choice], among: 4)).isEmpty
      case .atom(.linear(let constraint)):
        var form = constraint.form
        for (variable, value) in numbers.enumerated() {
          form = form.replacing(variable, by: value) ?? form
        }
        return LinearConstraint(form: form, isStrict: constraint.isStrict).truth == true
      }
    }
  }

  private static let box: [Formula] = (0...1).flatMap { variable -> [Formula] in
    let own = LinearForm(variable: variable)
    let bounds = [own.scaled(by: ExactNumber(-1)), own.adding(LinearForm(ExactNumber(-4)))]
    return bounds.compactMap { form in
      form.map { .atom(.linear(LinearConstraint(form: $0, isStrict: false))) }
    }
  }

  private static var points: [Point] {
    grid.flatMap { first in
      grid.flatMap { second in
        (0..<4).flatMap { choice in
          [true, false].map { Point(numbers: [first, second], choice: choice, flag: $0) }
        }
      }
    }
  }

  @Test("A model satisfies, and where there is none the grid has none")
  func againstBruteForce() throws {
    var random = SplitMix64(seed: 7)
    var counts = (models: 0, none: 0)
    for _ in 0..<400 {
      let formula = Self.formula(3, &random)
      let all = Formula.all(Self.box + [formula])
      switch Solver.solve(all, step: { _ in ExactNumber(1, over: 2) }) {
      case .model(let model):
        counts.models += 1
        let point = Point(
          numbers: [model.numbers[0] ?? .zero, model.numbers[1] ?? .zero],
          choice: model.choices[2] ?? 0, flag: model.flags[3] ?? false)
        #expect(point.satisfies(all))
      case .none:
        counts.none += 1
        #expect(!Self.points.contains { $0.satisfies(formula) })
      case .undecided: Issue.record("undecided")
      }
    }
    #expect(counts.models > 100 && counts.none > 50)
  }

  /// A limit of a number under each key of a table, by its formula when it is kept and when it is not.
  private static func table(_ limits: [Int]) throws -> (kept: Formula, broken: Formula) {
    var (kept, broken): ([Formula], [Formula]) = ([], [])
    for (key, limit) in limits.enumerated() {
      let isKey = Formula.atom(
        .choice(variable: 0, ChoiceSet(of: [key], among: limits.count)))
      let form = try #require(LinearForm(variable: 1).adding(LinearForm(ExactNumber(-limit))))
      let isBelow = Formula.atom(.linear(LinearConstraint(form: form, isStrict: false)))
      kept.append(.all([isKey, isBelow]))
      broken.append(.all([isKey, try #require(isBelow.negated)]))
    }
    return (.any(kept), .any(broken))
  }

  @Test("A table of hundreds of rows is decided by its key", arguments: [8, 300])
  func tables(_ count: Int) throws {
    var random = SplitMix64(seed: 13)
    let limits = (0..<count).map { _ in Int.random(in: 0...1_000, using: &random) }
    var raised = limits
    raised[count / 2] += 1
    let (one, other) = (try Self.table(limits), try Self.table(raised))
    // Either is kept or broken, and never both.
    for (left, right) in [(one.kept, one.broken), (other.kept, other.broken)] {
      #expect(Solver.solve(.all([left, right])) == .none)
      let neither = Formula.all([try #require(left.negated), try #require(right.negated)])
      #expect(Solver.solve(neither) == .none)
    }
    #expect(Solver.solve(.all([one.kept, other.broken])) == .none)
    guard case .model(let model) = Solver.solve(.all([one.broken, other.kept])) else {
      Issue.record("the row that was raised tells them apart")
      return
    }
    #expect(model.choices[0] == count / 2)
  }

  @Test("Exactly one of a formula and its negation holds")
  func negation() throws {
    var random = SplitMix64(seed: 11)
    for _ in 0..<400 {
      let formula = Self.formula(3, &random)
      let negated = try #require(formula.negated)
      let point = Point(
        numbers: [0, 1].map { _ in Self.grid[Int.random(in: 0...24, using: &random)] },
        choice: Int.random(in: 0..<4, using: &random), flag: Bool.random(using: &random))
      #expect(point.satisfies(formula) != point.satisfies(negated))
    }
  }

  /// A formula with some of its parts replaced.
  private static func changed(_ formula: Formula, _ random: inout SplitMix64) -> Formula {
    if Int.random(in: 0..<6, using: &random) == 0 { return self.formula(2, &random) }
    switch formula {
    case .all(let parts): return .all(parts.map { changed($0, &random) })
    case .any(let parts): return .any(parts.map { changed($0, &random) })
    case .atom: return formula
    }
  }

  @Test("Two formulas come apart where one holds and not the other")
  func departures() throws {
    var random = SplitMix64(seed: 17)
    var apart = 0
    for _ in 0..<400 {
      let one = Self.formula(4, &random)
      let other = Self.changed(one, &random)
      let departure = try #require(one.departure(from: other))
      let difference = try #require(one.without(other))
      for _ in 0..<40 {
        let point = Point(
          numbers: [0, 1].map { _ in Self.grid[Int.random(in: 0...24, using: &random)] },
          choice: Int.random(in: 0..<4, using: &random), flag: Bool.random(using: &random))
        let isApart = point.satisfies(one) && !point.satisfies(other)
        #expect(point.satisfies(difference) == isApart)
        guard point.satisfies(departure) else {
          #expect(!isApart)
          continue
        }
        apart += isApart ? 1 : 0
        for (variable, set) in departure.boundChoices {
          #expect(point.satisfies(.atom(.choice(variable: variable, set))))
        }
      }
    }
    #expect(apart > 100)
  }

  private func below(_ low: Int, _ high: Int, _ isStrict: Bool) -> LinearConstraint? {
    LinearForm(variable: low).subtracting(LinearForm(variable: high)).map {
      LinearConstraint(form: $0, isStrict: isStrict)
    }
  }

  @Test("Numbers that have nothing to do with each other are solved apart")
  func apart() throws {
    // Pairs of which each is bound to the other and to a number.
    func system(_ count: Int) -> LinearSystem {
      LinearSystem(
        (0..<count).flatMap { pair in
          [
            LinearConstraint(form: LinearForm(variable: 2 * pair), isStrict: true),
            below(2 * pair + 1, 2 * pair, true),
          ].compactMap { $0 }
        })
    }
    guard case .values(let values) = system(1_000).solve() else {
      Issue.record("each pair has a point")
      return
    }
    #expect(values.count == 2_000)
    for pair in 0..<1_000 {
      let (high, low) = try (#require(values[2 * pair]), #require(values[2 * pair + 1]))
      #expect(high < .zero && low < high)
    }
    let growth = ProcessorTime.growth(
      small: { _ = system(2_000).solve() }, large: { _ = system(8_000).solve() })
    #expect(growth < 8)
  }

  @Test("256 numbers that depend on each other are solved, and one more is too many")
  func dependent() {
    func chain(_ count: Int) -> LinearSystem {
      LinearSystem((1..<count).compactMap { below($0, $0 - 1, true) })
    }
    guard case .values(let values) = chain(256).solve() else {
      Issue.record("a chain of 256 has a point")
      return
    }
    #expect((1..<256).allSatisfy { values[$0] ?? .zero < values[$0 - 1] ?? .zero })
    #expect(chain(257).solve() == .tooLarge)
  }

  @Test("A chain of strict inequalities closes only where it must")
  func chain() {
    let circle = [below(0, 1, false), below(1, 2, false), below(2, 0, false)].compactMap { $0 }
    guard case .values(let values) = LinearSystem(circle).solve() else {
      Issue.record("a circle of ≤ has a point")
      return
    }
    let points = (0...2).map { values[$0] ?? .zero }
    #expect(points[0] == points[1] && points[1] == points[2])
    let strict = [below(0, 1, false), below(1, 2, true), below(2, 0, false)].compactMap { $0 }
    #expect(LinearSystem(strict).solve() == .none)
  }
}
