import Testing

@testable import Reports
@testable import Rules

/// What is to be supplied: in which order, and why each thing is asked for.
@Suite("What is asked, and why")
struct AskTests {
  private func asks(_ rules: SmallRules, _ json: String) throws -> (review: Review, asks: [Ask]) {
    let review = try rules.review(json)
    return (review, advise(review).asks)
  }

  private func reasons(
    _ rules: SmallRules, _ json: String, _ language: Language = .chinese
  ) throws -> [String] {
    let text = WhyText(program: rules.book.program, language: language)
    return try asks(rules, json).asks.map { "\($0.fact.path): \(text.sentence($0))" }
  }

  // MARK: - Order

  @Test(
    "What is asked first is what an interview asks first: the rule that weighs most, what it costs")
  func order() throws {
    let rules = SmallRules(
      "  应 窑.备用\n  否则 限期改造", "  应 窑.监测 且 窑.燃料 是 气\n  否则 不予审批",
      "  应 窑.烟囱 不高于 2\n  否则 不予审批")
    let (review, asks) = try asks(rules, "{}")
    #expect(asks[0].fact.path == OpenQuestions(of: review).facts[0].path)
    #expect(asks.map { $0.fact.path }.last == "kiln.backup")
  }

  @Test("What can change the decision is asked for, each thing once, what was refused last")
  func unavailable() throws {
    let rules = SmallRules(
      "  应 窑.监测\n  否则 不予审批", "  应 窑.备用\n  否则 不予审批", "  应 窑.燃料 是 气\n  否则 不予审批")
    let (review, asks) = try asks(rules, #"{"kiln": {"monitored": {"unavailable": "无"}}}"#)
    #expect(
      Set(asks.map { $0.fact.path })
        == Set(MissingFact.all(in: review).filter { $0.isDecisive }.map { $0.path }))
    #expect(asks.map { $0.fact.path }.last == "kiln.monitored")
  }

  // MARK: - Why

  @Test("Why is said by the values that break a rule alone")
  func decides() throws {
    let rules = SmallRules(
      "  应 窑.热效率 不高于 1.2\n  否则 不予审批", "  应 窑.燃料 是 气\n  否则 缓批限批",
      "  应 窑.监测\n  否则 缓批限批", "  应 窑.产量 不低于 3 吨\n  否则 缓批限批")
    #expect(
      Set(try reasons(rules, "{}")) == [
        "kiln.efficiency: 若填 > 1.2，则不予审批（R1）", "kiln.fuel: 若填 煤、电，则缓批限批（R2）",
        "kiln.monitored: 若填 否，则缓批限批（R3）", "kiln.output: 若填 < 3 吨，则缓批限批（R4）",
      ])
    #expect(
      Set(try reasons(rules, "{}", .english)) == [
        "kiln.efficiency: if > 1.2: refuse (R1)", "kiln.fuel: if coal or electric: suspend (R2)",
        "kiln.monitored: if no: suspend (R3)", "kiln.output: if < 3 t: suspend (R4)",
      ])
  }

  @Test("Where no value decides alone, the sentence says with what it does")
  func together() throws {
    let rules = SmallRules("  当 窑.监测\n  应 窑.燃料 是 气\n  否则 不予审批")
    #expect(
      Set(try reasons(rules, "{}")) == [
        "kiln.monitored: 与“燃料”一起决定是否不予审批（R1）", "kiln.fuel: 与“有监测”一起决定是否不予审批（R1）",
      ])
    #expect(
      Set(try reasons(rules, "{}", .english)) == [
        "kiln.monitored: decides with “fuel”: refuse or not (R1)",
        "kiln.fuel: decides with “monitored”: refuse or not (R1)",
      ])
  }

  @Test("A list, of which no value can be named, is needed to tell")
  func list() throws {
    let rules = SmallRules("  每个 炉 于 窑.炉\n  应 炉.停用\n  否则 不予审批")
    #expect(try reasons(rules, "{}") == ["kiln.furnaces: 知道了才能判断是否不予审批（R1）"])
  }

  // MARK: - Laws

  @Test("The values that are named break the rule with the consequence; what is not named does not")
  func truth() throws {
    var random = SplitMix64(seed: 20_261_202)
    var counts = (decides: 0, together: 0)
    for _ in 0..<(Repository.variable("INTERVIEWS") == nil ? 60 : 3_000) {
      let rules = RandomQuestions(
        facts: Int.random(in: 3...7, using: &random), rules: Int.random(in: 2...5, using: &random),
        &random)
      var facts: [Int: Fact] = [:]
      for fact in rules.kinds.indices where random.chance(30) {
        let answer = Int.random(in: rules.weights(fact).indices, using: &random)
        facts[fact] = Fact(.value(rules.value(fact, answer)), range: RandomDossier.place)
      }
      let review = rules.review(facts)
      for ask in advise(review).asks {
        let fact = try #require(rules.kinds.indices.first { rules.field($0) == ask.fact.field })
        func finding(_ value: ScalarValue, of rule: Int) -> Finding? {
          var facts = facts
          facts[fact] = Fact(.value(value), range: RandomDossier.place)
          return rules.review(facts).findings.first { $0.rule == rule }
        }
        let values = rules.weights(fact).indices.map { rules.value(fact, $0) }
        switch ask.why {
        case .decides(let named, let rule, let consequence):
          counts.decides += 1
          for value in values {
            let finding = try #require(finding(value, of: rule))
            let isBroken = finding.verdict == .notMet && finding.consequence == consequence
            #expect(isBroken == named.contains(value), "\(ask.fact.path) = \(value)\n\(rules.text)")
          }
        case .together(let rule, _, _, _):
          counts.together += 1
          for value in values {
            #expect(
              finding(value, of: rule)?.verdict != .notMet,
              "\(ask.fact.path) = \(value)\n\(rules.text)")
          }
        case .scope, .contradiction: Issue.record("no rule of \(rules.text) has a scope")
        }
      }
    }
    print("\(counts.decides) facts that decide alone, \(counts.together) that do with others")
    #expect(counts.decides > 20 && counts.together > 20)
  }

  @Test("So do those of the shipped rules on random projects")
  func shipped() {
    let program = CommittedRules.book.program
    let source = RandomDossier(program)
    let asOf = CalendarDate(year: 2024, month: 6, day: 30) ?? .earliest
    var named = 0
    for run in 0..<FaithfulnessRuns.count(default: 12) {
      var random = SplitMix64(seed: 3_000_000 &+ UInt64(run))
      let project = RandomProject(source, asOf: asOf, &random)
      let asks = project.advice.asks
      #expect(
        Set(asks.map { $0.fact.path })
          == Set(project.missing.filter { $0.isDecisive }.map { $0.path }))
      #expect(Set(asks.map { $0.fact.path }).count == asks.count)
      for ask in asks {
        guard case .decides(let values, let rule, let consequence) = ask.why,
          let reference = ask.fact.reference
        else { continue }
        for sample in values.samples(of: program.vocabulary.fields[reference.field]) {
          named += 1
          var dossier = project.dossier
          dossier.root.set(
            reference, to: Fact(.value(sample), range: RandomDossier.place), in: program.vocabulary)
          let findings = project.review(of: dossier).findings.filter { $0.rule == rule }
          #expect(
            findings.contains { $0.verdict == .notMet && $0.consequence == consequence },
            "\(run): \(ask.fact.path) = \(sample) does not break \(program.rules.rules[rule].id)")
        }
      }
    }
    #expect(named > 0)
  }
}

extension MissingFact {
  fileprivate var field: Int? { reference?.field }
}

extension AnswerValues {
  fileprivate func contains(_ value: ScalarValue) -> Bool {
    switch (self, value) {
    case (.truth(let own), .truth(let other)): own == other
    case (.choices(let own), .choice(let other)): own.contains(other)
    case (.numbers(let own), .number(let quantity)):
      quantity.interval.single.map { number in own.contains { $0.contains(number) } } ?? false
    default: false
    }
  }

  /// Some of them: of choices all, of numbers the ends that belong to them and one between.
  fileprivate func samples(of field: Field) -> [ScalarValue] {
    switch self {
    case .truth(let value): [.truth(value)]
    case .choices(let choices): choices.map { .choice($0) }
    case .numbers(let intervals):
      intervals.flatMap { interval in
        let ends = [interval.lower, interval.upper].compactMap { $0 }
          .filter { $0.isIncluded }.map { $0.value }
        return
          (ends
          + NumberPieces([], in: interval, isInteger: field.isInteger).pieces.map { $0.sample })
          .filter { !field.isInteger || $0.isInteger }
      }.map { .number(Quantity(interval: NumberInterval($0), unit: field.unit)) }
    }
  }
}
