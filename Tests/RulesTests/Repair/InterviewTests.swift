import Testing

@testable import Rules

/// What is asked, held against every completion; `INTERVIEWS=100000` is the long run.
@Suite("The next question")
struct InterviewTests {
  private static let interviews = Repository.variable("INTERVIEWS").flatMap { Int($0) } ?? 200

  private func given(_ rules: RandomQuestions, _ fact: Int, _ answer: Int) -> Fact {
    Fact(.value(rules.value(fact, answer)), range: RandomDossier.place)
  }

  private func asked(_ rules: RandomQuestions, _ questions: OpenQuestions) -> Int? {
    questions.facts.first?.reference.flatMap { reference in
      rules.kinds.indices.first { rules.field($0) == reference.field }
    }
  }

  @Test("No question is asked that cannot change the decision, none when it is fixed, none twice")
  func relevance() throws {
    var random = SplitMix64(seed: 20_261_201)
    var (questions, unavailable, joint) = (0, 0, 0)
    var rules = RandomQuestions(facts: 6, rules: 3, &random)
    for interview in 0..<Self.interviews {
      if interview % 10 == 0 {
        rules = RandomQuestions(
          facts: Int.random(in: 3...6, using: &random),
          rules: Int.random(in: 2...4, using: &random),
          &random)
      }
      var known: [Int?] = rules.kinds.map { _ in nil }
      var facts: [Int: Fact] = [:]
      var open = Set(rules.kinds.indices)
      while true {
        let review = rules.review(facts)
        let next = OpenQuestions(of: review)
        guard let fact = asked(rules, next) else {
          let outcomes = outcomes(rules, known, facts, open)
          #expect(
            outcomes == [next.decision],
            "\(interview): \(outcomes), told \(next.decision) of \(states(facts)) by\n\(rules.text)"
          )
          joint += next.decision == review.decision ? 0 : 1
          break
        }
        questions += 1
        #expect(open.contains(fact), "\(interview): asked again")
        #expect(
          matters(fact, rules, known, facts, open),
          "\(interview): asked for \(fact) behind \(states(facts)) by\n\(rules.text)")
        open.remove(fact)
        if random.chance(10) {
          unavailable += 1
          facts[fact] = Fact(.unavailable("无"), range: RandomDossier.place)
        } else {
          let answer = Int.random(in: rules.weights(fact).indices, using: &random)
          known[fact] = answer
          facts[fact] = given(rules, fact, answer)
        }
      }
    }
    print(
      "\(Self.interviews) interviews, \(questions) questions, \(unavailable) answers unavailable, "
        + "\(joint) decisions that open rules come to only together")
    #expect(questions > Self.interviews && unavailable > 0)
  }

  private func states(_ facts: [Int: Fact]) -> String {
    facts.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.state)" }.joined(separator: ", ")
  }

  /// What the completions come to; where something is unavailable the engine says it.
  private func outcomes(
    _ rules: RandomQuestions, _ known: [Int?], _ facts: [Int: Fact], _ open: Set<Int>
  ) -> Set<Decision> {
    Set(completions(rules, known, open).map { decision(rules, $0, facts, open) })
  }

  private func completions(
    _ rules: RandomQuestions, _ known: [Int?], _ open: Set<Int>
  ) -> [[Int]] {
    rules.completions(of: known.indices.map { open.contains($0) ? nil : known[$0] ?? 0 })
  }

  private func decision(
    _ rules: RandomQuestions, _ answers: [Int], _ facts: [Int: Fact], _ open: Set<Int>
  ) -> Decision {
    guard facts.values.contains(where: { if case .unavailable = $0.state { true } else { false } })
    else { return rules.decision(answers) }
    var all = facts
    for fact in open { all[fact] = given(rules, fact, answers[fact]) }
    return rules.review(all).decision
  }

  private func matters(
    _ fact: Int, _ rules: RandomQuestions, _ known: [Int?], _ facts: [Int: Fact], _ open: Set<Int>
  ) -> Bool {
    var first: [[Int]: Decision] = [:]
    for answers in completions(rules, known, open) {
      var others = answers
      others[fact] = 0
      let decision = decision(rules, answers, facts, open)
      if let known = first[others], known != decision { return true }
      first[others] = decision
    }
    return false
  }

  // MARK: - What it costs

  @Test(
    "What an interview costs is close to the least that it can",
    arguments: [CostCase(facts: 5...8, rules: 3...6, 12), CostCase(facts: 9...12, rules: 3...8, 6)])
  func cost(_ setting: CostCase) throws {
    let count = Repository.variable("INTERVIEWS") == nil ? setting.count : 200
    var random = SplitMix64(seed: 7)
    var ratios: [Double] = []
    while ratios.count < count {
      let rules = RandomQuestions(
        facts: Int.random(in: setting.facts, using: &random),
        rules: Int.random(in: setting.rules, using: &random), &random)
      let optimum = CheapestInterview(rules)
      let least = optimum.cost
      guard least > 0 else { continue }
      var known: [Int: Double] = [:]
      ratios.append(cost(rules, [:], optimum, 0, &known) / least)
    }
    let sorted = ratios.sorted()
    let mean = ratios.reduce(0, +) / Double(count)
    let high = sorted[min(count - 1, count * 95 / 100)]
    print(
      "\(count) sets of \(setting.testDescription): \(mean) of the least in the mean, \(high) at the 95th "
        + "percentile, \(sorted[count - 1]) at most")
    #expect(mean <= 1.05)
    #expect(high <= 1.2)
  }

  /// What an interview as it is held costs on the average.
  private func cost(
    _ rules: RandomQuestions, _ facts: [Int: Fact], _ optimum: CheapestInterview, _ state: Int,
    _ known: inout [Int: Double]
  ) -> Double {
    if let cost = known[state] { return cost }
    guard !optimum.isFixed(state), let fact = asked(rules, OpenQuestions(of: rules.review(facts)))
    else { return 0 }
    var cost = rules.cost(fact)
    for (answer, weight) in rules.weights(fact).enumerated() where weight > 0 {
      var facts = facts
      facts[fact] = given(rules, fact, answer)
      cost +=
        weight
        * self.cost(
          rules, facts, optimum, optimum.state(state, answering: fact, answer), &known)
    }
    known[state] = cost
    return cost
  }
}

struct CostCase: Sendable, CustomTestStringConvertible {
  let facts: ClosedRange<Int>
  let rules: ClosedRange<Int>
  /// How many rule sets the short run tries.
  let count: Int

  init(facts: ClosedRange<Int>, rules: ClosedRange<Int>, _ count: Int) {
    self.facts = facts
    self.rules = rules
    self.count = count
  }

  var testDescription: String { "\(facts) facts, \(rules) rules" }
}
