/// What a record comes to, as far as a line of results and a summary of a stock tell of it.
///
/// Texts and paths are looked up when they are asked for, before the next record is judged.
public struct BulkReview {
  let judge: BulkJudge
  public let decision: Decision
  /// The score in hundredths.
  public let score: (low: Int64, high: Int64)
  /// The rules that are not met, and those that are open, each once, in the order of the rules.
  public let notMet: [Int]
  public let undetermined: [Int]
  /// The rules that alone would lead to the decision, each once, in the order of the rules; none where
  /// the project is approved.
  public let decisive: [Int]

  init(_ judge: BulkJudge, _ verdicts: BulkVerdicts) {
    (self.judge, decision, score) = (judge, verdicts.decision, verdicts.score)
    (notMet, undetermined) = (verdicts.notMet, verdicts.undetermined)
    decisive = verdicts.decisive
  }

  /// Why the decision is no better than supplement whatever the rules find; empty for most.
  public var bindingNotes: [Phrase] {
    let ofFacts = judge.memory.records.current?.contradictionNotes ?? []
    guard let ofPlace = judge.place?.bindingNotes, !ofPlace.isEmpty else { return ofFacts }
    return ofPlace + ofFacts
  }

  /// What the project cannot have.
  package var existence: Existence { judge.existence }

  /// What the dossier uses of which source, and the project that does.
  ///
  /// - Parameter path: Where its dossier was read.
  public func uses(path: String) -> ClaimedSources { judge.uses(path: path) }

  /// The names of its places, from the widest, as far as they are known.
  public var regions: [String?] { judge.words.regions.map { judge.text(at: $0) } }

  /// The name of the project as it is written; nil: it gives none.
  public var name: String? { judge.text(at: judge.words.name) }

  /// The number of the project; nil: it gives none.
  public var number: String? { judge.text(at: judge.words.number) }

  /// The choice or the text that a field of the project is; nil: it is neither.
  public func group(_ field: Int) -> BulkGroup? {
    guard let fact = judge.evaluator.fact(field, -1) else { return nil }
    switch fact.pointee.state {
    case .choice: return .choice(fact.pointee.first)
    case .text: return .text(judge.evaluator.text(of: fact))
    default: return nil
    }
  }

  /// Adds the ends of a number of the project, in the unit that its field declares, to a sum; false:
  /// it gives none.
  public func add(_ field: Int, to total: inout BulkTotal) -> Bool {
    guard let fact = judge.evaluator.fact(field, -1), fact.pointee.state == .number else {
      return false
    }
    let unit = Int(judge.evaluator.code.fields[field].unit)
    let interval = fact.pointee.number
    guard let size = judge.evaluator.units.scales[unit]?.inverted else {
      return total.add(nil, nil)
    }
    return total.add(
      interval.hasLow ? interval.low.multiplied(by: size) : nil,
      interval.hasHigh ? interval.high.multiplied(by: size) : nil)
  }

  /// What is asked for, as ``MissingFact/asked(in:)``, each thing once.
  public var asked: [BulkQuestion] { judge.asked }

  /// The paths of what is asked for.
  public var askedPaths: [String] { asked.map { judge.name(of: $0).path } }
}

/// What a summary counts dossiers by.
public enum BulkGroup: Hashable {
  case choice(Int)
  /// A text by its number; see ``BulkJudge/text(_:)``.
  case text(Int)
}

/// A fact or figure that is asked for.
public struct BulkQuestion: Hashable {
  let code: UInt64
}

extension BulkJudge {
  /// The text at a place of the project; nil when it is none.
  func text(at place: Int) -> String? {
    guard place >= 0, evaluator.state.rows[place].state == .text else { return nil }
    return String(decoding: bytes(of: evaluator.state.rows[place]), as: UTF8.self)
  }

  public func text(_ number: Int) -> String { evaluator.texts.texts[number] }

  /// The path and the label of what is asked for.
  public func name(of question: BulkQuestion) -> (path: String, label: String) {
    let cause = BulkCause(code: question.code)
    guard cause.isOfFact else {
      let figure = evaluator.figures.figures[cause.number]
      let parameter = plan.program.rules.parameters[figure.parameter]
      let suffix = figure.key.map { "[\($0)]" } ?? ""
      return ("param.\(parameter.name.english)\(suffix)", parameter.label + suffix)
    }
    let fact = cause.reference.reference
    let vocabulary = plan.program.vocabulary
    return (fact.path(in: vocabulary), fact.label(in: vocabulary))
  }
}

/// A sum of numbers that may be ranges.
public struct BulkTotal {
  private var lowest = BulkNumber.zero
  private var highest = BulkNumber.zero
  /// What did not fit any more.
  private var exactLow: ExactNumber? = .zero
  private var exactHigh: ExactNumber? = .zero

  public init() {}

  /// nil: an end was open, or too large for a sum.
  public var low: ExactNumber? {
    exactLow.flatMap { sum in lowest.exact.flatMap { sum.adding($0) } }
  }
  public var high: ExactNumber? {
    exactHigh.flatMap { sum in highest.exact.flatMap { sum.adding($0) } }
  }

  mutating func add(_ low: BulkNumber?, _ high: BulkNumber?) -> Bool {
    Self.add(low, to: &lowest, &exactLow)
    Self.add(high, to: &highest, &exactHigh)
    return true
  }

  private static func add(
    _ number: BulkNumber?, to sum: inout BulkNumber, _ exact: inout ExactNumber?
  ) {
    guard let number else {
      exact = nil
      return
    }
    if let next = sum.adding(number) {
      sum = next
      return
    }
    exact = exact.flatMap { known in sum.exact.flatMap { known.adding($0) } }
    sum = number
  }
}
