/// What a record comes to, as far as a line of results and a summary of a stock tell of it.
///
/// Texts and paths are looked up when they are asked for, before the next record is judged.
public struct BulkReview {
  let judge: BulkJudge
  /// What records have in common that agree in all facts but their names, their evidence and texts that no
  /// rule reads.
  package let verdicts: BulkVerdicts

  init(_ judge: BulkJudge, _ verdicts: BulkVerdicts) {
    (self.judge, self.verdicts) = (judge, verdicts)
  }

  public var decision: Decision { verdicts.decision }

  /// The score in hundredths.
  public var score: (low: Int64, high: Int64) { verdicts.score }

  /// The rules that are not met, and those that are open, each once, in the order of the rules.
  public var notMet: [Int] { verdicts.notMet }
  public var undetermined: [Int] { verdicts.undetermined }

  /// The rules that alone would lead to the decision, each once, in the order of the rules; none where
  /// the project is approved.
  public var decisive: [Int] { verdicts.decisive }

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
    case .text: return .text(judge.evaluator.texts.texts[judge.evaluator.text(of: fact)])
    default: return nil
    }
  }

  /// The ends of a number of the project, in the unit that its field declares, nil where it is open or
  /// does not fit; nil: it gives none.
  public func range(of field: Int) -> (low: ExactNumber?, high: ExactNumber?)? {
    guard let fact = judge.evaluator.fact(field, -1), fact.pointee.state == .number else {
      return nil
    }
    let unit = Int(judge.evaluator.code.fields[field].unit)
    let interval = fact.pointee.number
    guard let size = judge.evaluator.units.scales[unit]?.inverted else {
      return (nil, nil)
    }
    return (
      interval.hasLow ? interval.low.multiplied(by: size)?.exact : nil,
      interval.hasHigh ? interval.high.multiplied(by: size)?.exact : nil
    )
  }

  /// What is asked for, as ``MissingFact/asked(in:)``, each thing once.
  public var asked: [BulkQuestion] { judge.asked }

  /// The paths of what is asked for.
  public var askedPaths: [String] { asked.map { name(of: $0).path } }

  /// The path and the label of what is asked for.
  public func name(of question: BulkQuestion) -> (path: String, label: String) {
    judge.name(of: question)
  }
}

/// What a summary counts dossiers by.
public enum BulkGroup {
  case choice(Int)
  case text(String)
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

  /// The path and the label of what is asked for.
  fileprivate func name(of question: BulkQuestion) -> (path: String, label: String) {
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
