@testable import Rules

/// A small rule set at random over few facts, each with its answers and what they cost, and the
/// decision under every completion as the rules say it, computed without the engine.
struct RandomQuestions {
  enum Kind { case truth, paper, finding, choice, number }

  private struct Atom {
    let fact: Int
    /// By the answers of the fact, whether it holds.
    let holds: [Bool]
    let text: String
  }

  private indirect enum Condition {
    case atom(Atom)
    case both(Condition, Condition)
    case either(Condition, Condition)

    func holds(_ answers: [Int]) -> Bool {
      switch self {
      case .atom(let atom): atom.holds[answers[atom.fact]]
      case .both(let one, let other): one.holds(answers) && other.holds(answers)
      case .either(let one, let other): one.holds(answers) || other.holds(answers)
      }
    }

    var atoms: [Atom] {
      switch self {
      case .atom(let atom): [atom]
      case .both(let one, let other), .either(let one, let other): one.atoms + other.atoms
      }
    }

    var text: String {
      switch self {
      case .atom(let atom): atom.text
      case .both(let one, let other): "（\(one.text) 且 \(other.text)）"
      case .either(let one, let other): "（\(one.text) 或 \(other.text)）"
      }
    }
  }

  private struct Rule {
    let when: Condition?
    let must: Condition
    let effect: Decision

    func fails(_ answers: [Int]) -> Bool { (when?.holds(answers) ?? true) && !must.holds(answers) }

    var text: String {
      let word = effect == .refuse ? "不予审批" : effect == .suspend ? "缓批限批" : "限期改造"
      return (when.map { "  当 \($0.text)\n" } ?? "") + "  应 \(must.text)\n  否则 \(word)"
    }
  }

  let kinds: [Kind]
  let program: Program
  private let rules: [Rule]
  /// The first two limits of every number.
  static let limits = [10, 20]

  init(facts: Int, rules count: Int, _ random: inout SplitMix64) {
    let all: [Kind] = [.truth, .truth, .paper, .finding, .choice, .number]
    let kinds = (0..<facts).map { _ in all.randomElement(using: &random) ?? .truth }
    self.kinds = kinds
    rules = (0..<count).map { _ in
      let effects: [Decision] = [.refuse, .refuse, .suspend, .conditional]
      return Rule(
        when: random.chance(50) ? Self.condition(kinds, 0, &random) : nil,
        must: Self.condition(kinds, 1, &random),
        effect: effects.randomElement(using: &random) ?? .refuse)
    }
    program = Self.program(kinds, rules.map { $0.text })
  }

  private static func condition(
    _ kinds: [Kind], _ depth: Int, _ random: inout SplitMix64
  ) -> Condition {
    if depth > 0, random.chance(70) {
      let parts = (
        condition(kinds, depth - 1, &random), condition(kinds, depth - 1, &random)
      )
      return random.chance(50) ? .both(parts.0, parts.1) : .either(parts.0, parts.1)
    }
    let fact = Int.random(in: kinds.indices, using: &random)
    let name = "案.事\(fact)"
    switch kinds[fact] {
    case .truth, .paper, .finding:
      return .atom(Atom(fact: fact, holds: [true, false], text: name))
    case .choice:
      let chosen = Int.random(in: 0..<3, using: &random)
      return .atom(
        Atom(fact: fact, holds: (0..<3).map { $0 == chosen }, text: "\(name) 是 \(choices[chosen])"))
    case .number:
      let limit = limits.randomElement(using: &random) ?? 10
      return .atom(
        Atom(
          fact: fact, holds: values.map { $0 <= limit }, text: "\(name) 不高于 \(limit) 吨"))
    }
  }

  private static let choices = ["甲", "乙", "丙"]
  /// A number at each limit and in each stretch between them.
  private static let values = [5, 10, 15, 20, 25]

  private static func program(_ kinds: [Kind], _ rules: [String]) -> Program {
    let fields = kinds.enumerated().map { index, kind in
      let head = "字段 案.事\(index) case.fact\(index) 「事\(index)」 : "
      return switch kind {
      case .truth: head + "是否"
      case .paper: head + "是否\n  证据 「证书」"
      case .finding: head + "是否\n  由主管部门认定"
      case .choice: head + "选项 甲 a、乙 b、丙 c"
      case .number: head + "数 吨\n  范围 0 至 30"
      }
    }
    let book = SmallRules(
      rules: rules, definitions: "组 案 case 「案」\n" + fields.joined(separator: "\n") + "\n")
    return book.book.program
  }

  // MARK: - Answers

  func cost(_ fact: Int) -> Double {
    switch kinds[fact] {
    case .truth, .choice, .number: 1
    case .paper: 3
    case .finding: 5
    }
  }

  /// How likely each answer is: a number is never just a limit.
  func weights(_ fact: Int) -> [Double] {
    switch kinds[fact] {
    case .truth, .paper, .finding: [0.5, 0.5]
    case .choice: [1.0 / 3, 1.0 / 3, 1.0 / 3]
    case .number: [1.0 / 3, 0, 1.0 / 3, 0, 1.0 / 3]
    }
  }

  /// By answer, its kind, counted from 0: no rule tells those of one kind apart.
  func kinds(ofAnswersTo fact: Int) -> [Int] {
    let atoms = rules.flatMap { ($0.when?.atoms ?? []) + $0.must.atoms }.filter { $0.fact == fact }
    var known: [[Bool]: Int] = [:]
    return weights(fact).indices.map { answer in
      let told = atoms.map { $0.holds[answer] }
      let kind = known[told] ?? known.count
      known[told] = kind
      return kind
    }
  }

  func value(_ fact: Int, _ answer: Int) -> ScalarValue {
    switch kinds[fact] {
    case .truth, .paper, .finding: return .truth(answer == 0)
    case .choice: return .choice(answer)
    case .number:
      let unit = program.vocabulary.units.unit(spelled: "吨")
      let number = ExactNumber(Self.values[answer])
      let base = number.multiplied(by: unit?.scale ?? .one) ?? number
      return .number(Quantity(interval: NumberInterval(base), unit: unit))
    }
  }

  /// The review of a dossier with some facts.
  func review(_ facts: [Int: Fact]) -> Review {
    var dossier = Dossier(source: SourceText(path: "d.json", text: ""), root: DossierElement())
    for (fact, given) in facts {
      if let field = field(fact) { dossier.root.facts[field] = given }
    }
    let today = CalendarDate(year: 2024, month: 6, day: 30) ?? .earliest
    let (binding, _) = bind(dossier, to: program, asOf: today, today: today)
    return evaluate(program, with: binding, depth: .verdicts)
  }

  var text: String { rules.map { $0.text }.joined(separator: "\n") }

  func field(_ fact: Int) -> Int? {
    program.vocabulary.fields.firstIndex { $0.path.english == "case.fact\(fact)" }
  }

  /// What the rules come to when every fact is answered.
  func decision(_ answers: [Int]) -> Decision {
    rules.reduce(.approve) { $1.fails(answers) ? max($0, $1.effect) : $0 }
  }

  /// Every way to answer what is open.
  func completions(of known: [Int?]) -> [[Int]] {
    known.indices.reduce([[]]) { taken, fact in
      let answers = known[fact].map { [$0] } ?? Array(weights(fact).indices)
      return taken.flatMap { some in answers.map { some + [$0] } }
    }
  }
}
