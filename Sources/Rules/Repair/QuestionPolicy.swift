/// Which question is asked next: rule first, with one step of look-ahead.
///
/// Of the rules that can come to the worst the one that is most likely broken for what its open facts
/// cost: what comes to less need not be known where that one is broken. Of its facts the one that most
/// likely clears it for what it costs. Where few facts are open, each question is weighed by what is
/// to be expected behind it if all later ones were chosen so.
struct QuestionPolicy {
  /// With more open questions no step is looked ahead.
  static let lookAheadLimit = 12
  /// The most states that are looked at for one question.
  private static let stateLimit = 4_000

  private var states = 0

  /// The questions that can change the decision, the next one first.
  ///
  /// The first one is chosen; the others stand rule by rule, as they would be chosen if none of those
  /// before settled anything.
  static func order(_ model: QuestionModel) -> [Int] {
    let asked = model.open.filter { model.matters($0) ?? true }
    guard let first = QuestionPolicy.next(model, among: asked) else { return [] }
    let others = ranked(model.tables, in: model).flatMap { table in
      table.questions.filter { asked.contains($0) }
        .sorted { share(of: $0, table, model) > share(of: $1, table, model) }
    }
    return [[first], others].lazy.joined().reduce(into: []) { order, question in
      if !order.contains(question) { order.append(question) }
    }
  }

  /// The rule that is asked about first, first.
  static func ranked(
    _ tables: [QuestionModel.Table], in model: QuestionModel
  ) -> [QuestionModel.Table] {
    let ranks = tables.map { Rank(of: $0, in: model) }
    return tables.indices.sorted { ranks[$1] < ranks[$0] }.map { tables[$0] }
  }

  private static func next(_ model: QuestionModel, among questions: [Int]) -> Int? {
    guard model.open.count <= lookAheadLimit else { return ruleFirst(model, among: questions) }
    var best: (question: Int, cost: Double)?
    var known: [[Int8]: Double] = [:]
    for question in questions {
      var policy = QuestionPolicy()
      let state = [Int8](repeating: -1, count: model.questions.count)
      guard let cost = policy.cost(asking: question, model, state, &known) else {
        return ruleFirst(model, among: questions)
      }
      if best.map({ cost < $0.cost - 1e-9 }) ?? true { best = (question, cost) }
    }
    return best?.question
  }

  /// What is to be expected from a question on, the later ones chosen rule first.
  private mutating func cost(
    asking question: Int, _ model: QuestionModel, _ state: [Int8], _ known: inout [[Int8]: Double]
  ) -> Double? {
    var sum = model.questions[question].cost
    for (answer, weight) in model.questions[question].weights.enumerated() where weight > 0 {
      var state = state
      state[question] = Int8(truncatingIfNeeded: answer)
      guard let rest = cost(model.answering(question, answer), state, &known) else { return nil }
      sum += weight * rest
    }
    return sum
  }

  private mutating func cost(
    _ model: QuestionModel, _ state: [Int8], _ known: inout [[Int8]: Double]
  ) -> Double? {
    if let cost = known[state] { return cost }
    guard let question = Self.ruleFirst(model, among: model.open) else { return 0 }
    states += 1
    guard states <= Self.stateLimit else { return nil }
    let cost = cost(asking: question, model, state, &known)
    known[state] = cost
    return cost
  }

  // MARK: - Rule first

  private static func ruleFirst(_ model: QuestionModel, among questions: [Int]) -> Int? {
    var best: (table: QuestionModel.Table, rank: Rank)?
    for table in model.tables where table.questions.contains(where: { questions.contains($0) }) {
      let rank = Rank(of: table, in: model)
      if best.map({ $0.rank < rank }) ?? true { best = (table, rank) }
    }
    guard let table = best?.table else { return questions.first }
    return table.questions.filter { questions.contains($0) }
      .max { share(of: $0, table, model) < share(of: $1, table, model) }
  }

  /// How likely a fact clears its rule, or settles it at all, for what it costs.
  private static func share(
    of question: Int, _ table: QuestionModel.Table, _ model: QuestionModel
  ) -> Double {
    let (clears, settles) = model.chances(of: question, settling: table)
    return (clears + settles / 100) / model.questions[question].cost
  }
}

/// When a rule is asked about: by what it can come to, then by how likely it is broken for what its
/// open facts cost.
private struct Rank: Comparable {
  private let worst: Decision
  private let score: Double

  init(of table: QuestionModel.Table, in model: QuestionModel) {
    worst = table.effects.max() ?? .approve
    let cost = table.questions.reduce(0) { $0 + model.questions[$1].cost }
    score = model.chanceOfFailing(table) / cost
  }

  static func < (left: Rank, right: Rank) -> Bool {
    left.worst == right.worst ? left.score < right.score : left.worst < right.worst
  }
}
