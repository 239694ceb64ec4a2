import Reports
import Rules

/// The projects whose decision two versions of rules do not agree on.
struct DecisionChanges {
  private let pair: VersionPair
  private(set) var witnesses: [RuleChangeReport.WitnessMove] = []
  private(set) var stock: [RuleChangeReport.StockMove] = []
  private(set) var rejected: [String] = []
  private(set) var count = 0
  /// Dossiers that are not under way yet.
  private var waiting: [StockDossier] = []
  private let conveyor: Conveyor<[StockDossier], [StockOutcome]>

  /// How many dossiers are one piece of work.
  private static let batchSize = 64

  init(_ pair: VersionPair) {
    self.pair = pair
    conveyor = Conveyor(jobs: Processors.count) {
      let comparison = StockComparison(pair)
      return { dossiers in dossiers.map { comparison.outcome(of: $0) } }
    }
  }

  /// Judges the examples of a comparison by all rules of both versions, each dossier once.
  mutating func judge(_ differences: [RuleDifference]) {
    let examples = differences.flatMap { difference in
      difference.witnesses.map { (rule: difference.rule, witness: $0) }
    }
    let moves = WitnessMoves(examples.map { $0.witness }, pair)
    for (rule, witness) in examples {
      guard let move = moves.move(of: witness), move.from != move.to else { continue }
      witnesses.append(
        RuleChangeReport.WitnessMove(dossier: witness.dossier, rule: rule, move: move))
    }
  }

  /// Judges a dossier, in its turn.
  mutating func judge(_ unit: DossierUnit, at path: String) {
    waiting.append(StockDossier(unit: unit, path: path))
    if waiting.count == Self.batchSize { send() }
  }

  /// Waits for all dossiers.
  mutating func finish() {
    send()
    let conveyor = conveyor
    conveyor.drain { take($0) }
  }

  /// Notes a dossier that was not to be read.
  mutating func reject(at path: String) { rejected.append(path) }

  private mutating func send() {
    let (conveyor, batch) = (conveyor, waiting)
    waiting.removeAll(keepingCapacity: true)
    guard !batch.isEmpty else { return }
    conveyor.put(batch) { take($0) }
  }

  private mutating func take(_ outcomes: [StockOutcome]) {
    for outcome in outcomes {
      switch outcome {
      case .same: count += 1
      case .moved(let move):
        count += 1
        stock.append(move)
      case .rejected(let path): rejected.append(path)
      }
    }
  }
}
