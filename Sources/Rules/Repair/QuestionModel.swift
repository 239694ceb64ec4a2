/// What open findings come to under each answer to the facts that they ask for, as plain tables.
///
/// Answers that no finding tells apart are one; what is settled is left out, so that a fact which is
/// in no table has nothing left to decide.
struct QuestionModel {
  /// What may be answered to a question.
  struct Question: Equatable {
    /// Of whoever has to answer: see ``Field/cost``.
    let cost: Double
    /// How likely each answer is; zero for a number that is just a limit.
    let weights: [Double]
  }

  /// What one finding does to the decision, by the answers to its questions.
  struct Table {
    /// Which finding it is of.
    let finding: Int
    /// Places among ``QuestionModel/questions``.
    var questions: [Int]
    /// By the answers, that to the last question changing fastest.
    var effects: [Decision]
  }

  let questions: [Question]
  private(set) var tables: [Table]
  /// What the decision is at least.
  private(set) var settled: Decision

  init(_ questions: [Question], _ tables: [Table], settled: Decision) {
    self.questions = questions
    self.settled = settled
    self.tables = tables
    simplify()
  }

  /// The questions that a table still holds, in their order.
  var open: [Int] { Array(Set(tables.flatMap { $0.questions })).sorted() }

  /// What is left when a question is answered.
  func answering(_ question: Int, _ answer: Int) -> QuestionModel {
    answering([question], [answer])
  }

  /// What is left when questions are answered, each once.
  func answering(_ asked: [Int], _ answers: [Int]) -> QuestionModel {
    var model = self
    model.tables.removeAll(keepingCapacity: true)
    var highest = settled
    for table in tables {
      guard table.questions.contains(where: { asked.contains($0) }) else {
        model.tables.append(table)
        continue
      }
      var rest = table
      for (question, answer) in zip(asked, answers) { rest.fix(question, answer, in: questions) }
      if rest.isConstant {
        highest = max(highest, rest.effects[0])
      } else {
        rest.dropIdle(questions)
        model.tables.append(rest)
      }
    }
    if highest > settled { model.settle(highest) }
    return model
  }

  /// What one completion comes to.
  var anyOutcome: Decision {
    let open = open
    return answering(open, open.map { _ in 0 }).settled
  }

  /// Leaves out what comes to one thing.
  private mutating func simplify() {
    settle(tables.filter { $0.isConstant }.map { $0.effects[0] }.max() ?? settled)
  }

  /// The decision is at least so: what comes to less makes no difference any more.
  private mutating func settle(_ decision: Decision) {
    settled = max(settled, decision)
    var left: [Table] = []
    for var table in tables {
      table.raise(to: settled)
      guard !table.isConstant else { continue }
      table.dropIdle(questions)
      left.append(table)
    }
    tables = left
  }

  // MARK: - Chances

  /// How likely a table leaves the decision better than settled or not: the chance that it does not.
  func chanceOfFailing(_ table: Table) -> Double {
    chance(table) { $0 > settled }
  }

  private func chance(_ table: Table, _ isMeant: (Decision) -> Bool) -> Double {
    var sum = 0.0
    for index in table.effects.indices where isMeant(table.effects[index]) {
      sum += weight(of: index, table)
    }
    return sum
  }

  private func weight(of index: Int, _ table: Table) -> Double {
    var (rest, weight) = (index, 1.0)
    for question in table.questions.reversed() {
      let weights = questions[question].weights
      weight *= weights[rest % weights.count]
      rest /= weights.count
    }
    return weight
  }

  /// How likely an answer alone clears a table, and how likely it settles it at all.
  func chances(of question: Int, settling table: Table) -> (clears: Double, settles: Double) {
    var (clears, settles) = (0.0, 0.0)
    for (answer, weight) in questions[question].weights.enumerated() where weight > 0 {
      var rest = table
      rest.fix(question, answer, in: questions)
      guard rest.isConstant else { continue }
      settles += weight
      if rest.effects[0] <= settled { clears += weight }
    }
    return (clears, settles)
  }
}

extension QuestionModel.Table {
  fileprivate var isConstant: Bool { effects.allSatisfy { $0 == effects[0] } }

  fileprivate mutating func raise(to decision: Decision) {
    for index in effects.indices where effects[index] < decision { effects[index] = decision }
  }

  /// Keeps what is under one answer.
  fileprivate mutating func fix(
    _ question: Int, _ answer: Int, in all: [QuestionModel.Question]
  ) {
    guard let place = questions.firstIndex(of: question) else { return }
    let inner = questions[(place + 1)...].reduce(1) { $0 * all[$1].weights.count }
    let count = all[question].weights.count
    var kept: [Decision] = []
    kept.reserveCapacity(effects.count / count)
    for start in stride(from: answer * inner, to: effects.count, by: count * inner) {
      kept.append(contentsOf: effects[start..<(start + inner)])
    }
    effects = kept
    questions.remove(at: place)
  }

  /// Leaves out the questions of which no answer makes a difference.
  fileprivate mutating func dropIdle(_ all: [QuestionModel.Question]) {
    for question in questions {
      guard let place = questions.firstIndex(of: question) else { continue }
      let inner = questions[(place + 1)...].reduce(1) { $0 * all[$1].weights.count }
      let count = all[question].weights.count
      let isIdle = effects.indices.allSatisfy {
        $0 / inner % count == 0 || effects[$0] == effects[$0 - inner]
      }
      if isIdle { fix(question, 0, in: all) }
    }
  }
}

// MARK: - What can matter

extension QuestionModel {
  /// Whether two completions that differ in this answer alone come to different decisions; nil: there
  /// are too many to tell.
  func matters(_ question: Int) -> Bool? {
    var search = CompletionSearch()
    let found = tables.contains { table in
      table.questions.contains(question) && matters(question, by: table, &search)
    }
    return found ? true : search.isCutShort ? nil : false
  }

  /// Whether under one answer the table comes to something that under another nothing comes to.
  private func matters(
    _ question: Int, by table: Table, _ search: inout CompletionSearch
  ) -> Bool {
    let answers = questions[question].weights.indices
    let others = table.questions.filter { $0 != question }
    for worse in answers {
      var failing = table
      failing.fix(question, worse, in: questions)
      for better in answers where better != worse {
        let rest = answering(question, better)
        for (row, effect) in failing.effects.enumerated()
        where effect > rest.settled && effect > self.settled {
          let model = rest.answering(others, row: row)
          if search.completes(model, below: effect) { return true }
        }
      }
    }
    return false
  }

  /// What is left under one row of a table.
  fileprivate func answering(_ asked: [Int], row: Int) -> QuestionModel {
    var rest = row
    let answers = asked.reversed().map { question in
      let count = questions[question].weights.count
      defer { rest /= count }
      return rest % count
    }
    return answering(asked, answers.reversed())
  }

  /// By answer, whether it alone breaks a rule, whatever is answered besides.
  func breaking(_ question: Int, _ table: Table) -> [Bool] {
    questions[question].weights.indices.map { answer in
      var rest = table
      rest.fix(question, answer, in: questions)
      return rest.effects.allSatisfy { $0 > settled }
    }
  }
}

/// Looks for a completion that stays better than a decision, with so much work.
private struct CompletionSearch {
  private var work = 0
  private(set) var isCutShort = false
  private static let limit = 2_000

  mutating func completes(_ model: QuestionModel, below decision: Decision) -> Bool {
    guard model.settled < decision else { return false }
    let tight = model.tables.filter { $0.effects.contains { $0 >= decision } }
    // The one with the fewest ways out is soonest exhausted.
    guard
      let table = tight.min(by: { $0.ways(below: decision) < $1.ways(below: decision) })
    else { return true }
    for (row, effect) in table.effects.enumerated() where effect < decision {
      work += 1
      guard work <= Self.limit else {
        isCutShort = true
        return false
      }
      if completes(model.answering(table.questions, row: row), below: decision) { return true }
    }
    return false
  }
}

extension QuestionModel.Table {
  fileprivate func ways(below decision: Decision) -> Int { effects.count { $0 < decision } }
}
