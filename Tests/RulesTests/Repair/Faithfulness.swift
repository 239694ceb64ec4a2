@testable import Rules

/// The laws that hold of what is said of any project; each records an issue where it does not.
struct Faithfulness {
  let program: Program
  let source: RandomDossier
  var counts = FaithfulnessCounts()
  private let asOf = CalendarDate(year: 2024, month: 6, day: 30) ?? .earliest

  init(_ program: Program) {
    self.program = program
    source = RandomDossier(program)
  }

  /// Tries all laws on the project of a number.
  mutating func hold(ofRun run: Int) {
    var random = SplitMix64(seed: 1_000_000 &+ UInt64(run))
    let project = RandomProject(source, asOf: asOf, &random)
    counts.dossiers += 1
    tryUncitedFact(project, &random)
    tryRepairs(project)
    tryWaysOut(project)
    tryIndifferentFacts(project, &random)
    tryForeignFact(project, &random)
    tryLeaves(project)
    tryUnusedFact(project, &random)
    tryTrial(project, &random)
  }
}

/// How often each thing was met that a law speaks of.
struct FaithfulnessCounts {
  var dossiers = 0
  private var counts: [Thing: Int] = [:]

  enum Thing: String, CaseIterable {
    case compared = "(a) findings compared beside a fact that they do not cite"
    case perfect = "(b) dossiers without shortcomings"
    case repairs = "(b) repairs"
    case unrepaired = "(b) dossiers that no change improves"
    case repaired = "(b) findings not met with a repair"
    case incurable = "(b) findings not met without one, as the report says"
    case authority = "(b) findings not met for the authority"
    case harmless = "(b) findings not met that bear on no decision"
    case open = "(c) open dossiers"
    case filled = "(c) facts filled in that are not asked for"
    case foreign = "(c) facts given that projects of the kind do not have"
    case leaves = "(d) leaves"
    case unused = "(d) findings compared beside a fact that their reasons set apart"
  }

  static var all: [Thing] { Thing.allCases }

  subscript(thing: Thing) -> Int {
    get { counts[thing] ?? 0 }
    set { counts[thing] = newValue }
  }

  mutating func add(_ other: FaithfulnessCounts) {
    dossiers += other.dossiers
    for thing in Self.all { self[thing] += other[thing] }
  }

  var text: String {
    "\(dossiers) dossiers\n" + Self.all.map { "\($0.rawValue): \(self[$0])\n" }.joined()
  }
}
