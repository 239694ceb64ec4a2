/// What a record comes to, as far as a line of results and a summary of a stock tell of it.
///
/// Texts and paths are looked up when they are asked for, before the next record is judged.
public struct BulkReview {
  private let judge: BulkJudge
  public let decision: Decision
  /// The score in hundredths.
  public let score: (low: Int64, high: Int64)
  /// The rules that are not met, and those that are open, each once, in the order of the rules.
  public let notMet: [Int]
  public let undetermined: [Int]

  init?(_ judge: BulkJudge, _ place: BulkPlaces.Place) {
    self.judge = judge
    let plan = judge.plan
    var worst = judge.isContradicted ? max(place.least, .supplement) : place.least
    let code = judge.evaluator.code
    for finding in judge.findings { worst = max(worst, finding.effect(code)) }
    decision = worst
    guard let score = judge.score.hundredths(plan.dimensionWeights) else {
      judge.evaluator.decline(.number)
      return nil
    }
    self.score = score
    var (failed, open): ([Int], [Int]) = ([], [])
    for finding in judge.findings {
      if finding.verdict == .notMet, failed.last != finding.rule { failed.append(finding.rule) }
    }
    var place = 0
    for finding in judge.findings where finding.verdict == .undetermined {
      while place < failed.count, failed[place] < finding.rule { place += 1 }
      let isFailed = place < failed.count && failed[place] == finding.rule
      if !isFailed, open.last != finding.rule { open.append(finding.rule) }
    }
    (notMet, undetermined) = (failed, open)
  }

  /// What the dossier uses of which source.
  public var claims: [SourceClaim] { judge.claims }

  /// The project that uses them.
  ///
  /// - Parameter path: Where its dossier was read.
  public func project(path: String) -> ClaimingProject {
    let vocabulary = judge.plan.program.vocabulary
    return ClaimingProject(
      name: judge.text(of: vocabulary.nameField)?.trimmed ?? "",
      code: judge.text(of: vocabulary.numberField)?.trimmed ?? "",
      place: vocabulary.jurisdictionFields.compactMap { judge.text(of: $0) }, path: path)
  }

  /// The number of the project; nil: it gives none.
  public var number: String? { judge.text(of: judge.plan.program.vocabulary.numberField) }

  /// The choice or the text that a field of the project is; nil: it is neither.
  public func group(_ field: Int) -> BulkGroup? {
    guard let fact = judge.evaluator.fact(field, -1) else { return nil }
    switch fact.pointee.state {
    case .choice: return .choice(fact.pointee.first)
    case .text: return .text(judge.evaluator.text(of: fact))
    default: return nil
    }
  }

  /// The ends of a number of the project in the unit that its field declares; nil: it gives none.
  public func total(_ field: Int) -> (low: ExactNumber?, high: ExactNumber?)? {
    guard let fact = judge.evaluator.fact(field, -1), fact.pointee.state == .number,
      let interval = fact.pointee.number.exact
    else { return nil }
    let quantity = Quantity(
      interval: interval, unit: judge.plan.program.vocabulary.fields[field].unit)
    return (
      interval.lower.flatMap { quantity.shown($0.value) },
      interval.upper.flatMap { quantity.shown($0.value) }
    )
  }

  /// What is asked for, as ``MissingFact/asked(in:)``, each thing once.
  public var asked: [BulkQuestion] { judge.asked(decision) }
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
  /// The text of a field of the project; nil when it is none.
  func text(of field: Int?) -> String? {
    guard let field, let fact = evaluator.fact(field, -1), fact.pointee.state == .text else {
      return nil
    }
    return String(decoding: bytes(of: fact.pointee), as: UTF8.self)
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
