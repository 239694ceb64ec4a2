import Testing

@testable import Rules

/// What a comparison proves, held against every case and example beside the shipped rules.
@Suite("What a comparison proves is so")
struct ComparisonHonestyTests {
  /// One edit in two thousand, all with `COMPARE_EDITS=all`.
  private static let stride = Repository.variable("COMPARE_EDITS") == "all" ? 1 : 1_999

  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let old: String
    let new: String
    let change: RuleDifference.Change
    var testDescription: String { name }
  }

  private static let rows = [
    Row(
      name: "whom a due date gives time", old: "  应 窑.监测\n  期限 2025-12-31 适用于 窑.备用\n  否则 不予审批",
      new: "  应 窑.监测\n  期限 2025-12-31 适用于 窑.备用 且 窑.燃料 是 煤\n  否则 不予审批", change: .stricter),
    Row(
      name: "a day of the review that is behind today",
      old: "  应 窑.监测\n  除外 早：审查日 早于 2024-03-01\n  否则 不予审批",
      new: "  应 窑.监测\n  除外 早：审查日 早于 2024-02-01\n  否则 不予审批", change: .stricter),
    Row(
      name: "a day on which something else follows",
      old: "  应 窑.监测\n  否则 提示 若 审查日 不早于 2026-03-01\n  否则 不予审批",
      new: "  应 窑.监测\n  否则 提示 若 审查日 不早于 2026-02-28\n  否则 不予审批", change: .looser),
    Row(
      name: "before the first of all days", old: "  应 窑.监测\n  除外 早：审查日 早于 2024-03-01\n  否则 不予审批",
      new: "  应 窑.监测\n  否则 不予审批", change: .stricter),
  ]

  @Test("Every part of a rule that decides is compared, on every day", arguments: rows)
  func parts(_ row: Row) throws {
    let (old, new) = (SmallRules(row.old).book, SmallRules(row.new).book)
    for book in [old, new] {
      #expect(!book.diagnostics.hasErrors, "\(book.diagnostics.map { $0.message.chinese })")
    }
    let today = try #require(CalendarDate(parsing: "2025-06-01"))
    let found = RuleComparison(old.program, new.program, today: today).differences()
    #expect(found.map { $0.change } == [row.change], "\(found)")
  }

  @Test("An edit that is proved to change nothing, or only in one direction, does so on no case")
  func edits() throws {
    let today = try #require(CalendarDate(parsing: "2025-06-01"))
    let stock = try Stock(today)
    let program = stock.program
    let before = RuleSignatures(program)
    let mutants = MutationTest(
      CaseRunner(CommittedRules.book, today: today), cases: [], records: [], isOwn: { !$0.isCheck }
    ).mutants
    var last: RuleSignatures?
    for place in Swift.stride(from: 0, to: mutants.count, by: Self.stride) {
      let mutant = mutants[place]
      let changed = program.changed(by: mutant.edits)
      let comparison = RuleComparison(program, changed, today: today)
      let after = RuleSignatures(changed, besides: before, after: last)
      last = after
      let differences = comparison.differences(from: before, to: after)
      let ids = Set(mutant.rules.map { program.rules.rules[program.programRules[$0].rule].id })
      for id in ids.sorted() {
        let difference = differences.first { $0.rule == id }
        let moves = stock.moves(of: id, changed)
        for move in moves where !move.isAllowed(by: difference) {
          let said = difference?.change.rawValue ?? "unlisted"
          Issue.record("\(place) \(id) \(mutant.change.chinese): \(said), \(move)")
        }
        stock.flips(of: moves, changed) { passes in
          let flips = DecisionFlips(comparison, differences)
          let answer = passes ? flips.refusedThenPassed() : flips.passedThenRefused()
          if case .none = answer {
            Issue.record("\(id) \(mutant.change.chinese): said that no decision flips")
          }
        }
      }
    }
  }
}

/// All cases and examples, judged by the rules as they are.
private final class Stock {
  let program: Program
  private let bindings: [(name: String, binding: Binding)]
  private let versions: [String: [Int]]
  private var known: [String: [[Said]]] = [:]

  init(_ today: CalendarDate) throws {
    let book = CommittedRules.book
    program = book.program.withChecksAsRules
    versions = program.versionsOfRules
    let runner = CaseRunner(book, today: today)
    var bindings: [(String, Binding)] = []
    for declaration in runner.cases {
      guard case .success(let instances) = runner.instances(of: declaration) else { continue }
      bindings += instances.map { (declaration.title, $0.binding) }
    }
    // The dossiers that are shipped as examples, on the same day.
    for example in CommittedRules.examples {
      let setting = ReviewSetting(asOf: today, today: today)
      let review = try #require(judgeDossier(example, by: program, in: setting).review)
      bindings.append((example.path, review.binding))
    }
    self.bindings = bindings
  }

  /// What is said of a rule on a project.
  struct Said: Equatable {
    let verdict: Verdict
    let consequences: [RuleConsequence]
    let effect: Decision

    init(_ finding: Finding, in program: Program) {
      verdict = finding.verdict
      effect = finding.effect(in: program.vocabulary)
      consequences = [finding.consequence].compactMap { $0 } + finding.otherConsequences
    }
  }

  /// A case of which two versions say something else.
  struct Move: CustomStringConvertible {
    let place: Int
    let name: String
    let old: [Said]
    let new: [Said]

    var description: String {
      "“\(name)” \(old.map { $0.verdict.name.english }) → \(new.map { $0.verdict.name.english })"
    }

    /// Whether one version alone refuses by the rule.
    var canFlip: Bool {
      old.contains { $0.effect == .refuse } != new.contains { $0.effect == .refuse }
    }

    func isAllowed(by difference: RuleDifference?) -> Bool {
      guard let difference, !difference.witnesses.isEmpty || difference.change != .equivalent else {
        return false
      }
      func isBroken(_ said: [Said]) -> Bool { said.contains { $0.verdict == .notMet } }
      switch difference.change {
      case .equivalent: return isBroken(old) == isBroken(new)
      case .stricter: return !isBroken(old) || isBroken(new)
      case .looser: return isBroken(old) || !isBroken(new)
      case .mixed, .undecided: return true
      }
    }
  }

  func moves(of id: String, _ changed: Program) -> [Move] {
    let rules = versions[id] ?? []
    let before = known[id] ?? bindings.map { Self.said(rules, program, $0.binding) }
    known[id] = before
    return bindings.enumerated().compactMap { place, entry in
      let after = Self.said(rules, changed, entry.binding)
      return after == before[place]
        ? nil : Move(place: place, name: entry.name, old: before[place], new: after)
    }
  }

  private static func said(_ rules: [Int], _ program: Program, _ binding: Binding) -> [Said] {
    RuleJudge(program: program, binding: binding, isQuick: true).findings(ofVersions: rules)
      .map { Said($0, in: program) }
  }

  /// Tells of the first project that was refused and passes, and of the first the other way round.
  func flips(of moves: [Move], _ changed: Program, _ tell: (_ passes: Bool) -> Void) {
    var told: Set<Bool> = []
    for move in moves.filter({ $0.canFlip }).prefix(20) {
      let binding = bindings[move.place].binding
      let decisions = (
        evaluate(program, with: binding, depth: .verdicts).decision,
        evaluate(changed, with: binding, depth: .verdicts).decision
      )
      guard max(decisions.0, decisions.1) == .refuse,
        min(decisions.0, decisions.1) < .supplement,
        told.insert(decisions.0 == .refuse).inserted
      else { continue }
      tell(decisions.0 == .refuse)
    }
  }
}
