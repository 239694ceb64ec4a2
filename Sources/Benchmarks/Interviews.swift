import Rules

/// Interviews of every trade with random answers, the same in every run: how many questions they take.
///
/// Where the project is and of what kind is given, which are five facts; every further answer is drawn
/// as the order of the questions supposes. Printed is a table in Markdown.
struct Interviews {
  private let program: Program
  private let vocabulary: Vocabulary
  private let trade: FactReference
  private let facility: FactReference
  private let places: [String]

  /// nil: there are no rules, or something is wrong with them, or they do not know trades.
  init?(of folder: String) {
    let sources = Folder.rules(among: Folder.files(below: folder))
    let book = RuleBook(sources, lints: false)
    program = book.program
    vocabulary = program.vocabulary
    guard !sources.isEmpty, !book.diagnostics.contains(where: { $0.severity == .error }),
      let trade = vocabulary.field(at: "project.industry"),
      let facility = vocabulary.field(at: "project.facilityType")
    else { return nil }
    self.trade = FactReference(.field(trade))
    self.facility = FactReference(.field(facility))
    // The cities that have rules of their own, and one whose province alone has.
    places =
      program.rules.rulesets.compactMap { $0.regions.count > 1 ? $0.regions.last : nil }
      + ["吕梁市"]
  }

  /// - Parameters:
  ///   - count: How many interviews are held of each trade.
  ///   - isInOrder: Whether an answer that breaks a rule is drawn anew, as for a project in which all is
  ///     in order.
  func tell(_ count: Int, isInOrder: Bool) {
    print("| 行业 trade | 问题数 questions | 最少 least | 最多 most |")
    print("|---|--:|--:|--:|")
    var random = RandomAnswers(seed: 20_261_201)
    var all: [Int] = []
    for choice in choices(of: trade) {
      let lengths = (0..<count).map {
        length(of: choice, place: places[$0 % places.count], isInOrder: isInOrder, &random)
      }
      all += lengths
      row("\(choice.chinese) \(choice.english)", lengths)
    }
    row("合计 all", all)
  }

  private func row(_ name: String, _ lengths: [Int]) {
    let tenths = (10 * lengths.reduce(0, +) + lengths.count / 2) / max(1, lengths.count)
    print(
      "| \(name) | \(tenths / 10).\(tenths % 10) | \(lengths.min() ?? 0) | \(lengths.max() ?? 0) |")
  }

  private func choices(of reference: FactReference) -> [Phrase] {
    guard case .field(let field) = reference.target,
      case .choice(let list) = vocabulary.fields[field].type
    else { return [] }
    return vocabulary.choiceLists[list].choices
  }

  // MARK: - One interview

  private func length(
    of trade: Phrase, place: String, isInOrder: Bool, _ random: inout RandomAnswers
  ) -> Int {
    var dossier = opening(trade, place)
    var skipped: Set<FactReference> = []
    var count = 0
    var review = review(of: dossier)
    while let now = review {
      let open = OpenQuestions(of: now)
      let next = open.facts.lazy.compactMap { fact in fact.reference.map { (fact, $0) } }
        .first { !$1.indices.contains(nil) && !skipped.contains($1) }
      guard let (fact, reference) = next else { break }
      count += 1
      var taken: (dossier: Dossier, review: Review)?
      for _ in 0..<(isInOrder ? Self.drawLimit : 1) {
        let written = written(to: reference, open.answers(to: fact), &random)
        guard let answered = answering(written, to: reference, dossier),
          let after = self.review(of: answered)
        else { continue }
        taken = (answered, after)
        if after.decision < .suspend { break }
      }
      if let taken { (dossier, review) = taken } else { skipped.insert(reference) }
    }
    return count
  }

  /// How often an answer is drawn that breaks no rule.
  private static let drawLimit = 8

  /// A dossier that says where the project is and of what kind.
  private func opening(_ trade: Phrase, _ place: String) -> Dossier {
    // The kind of facility that is called like the trade, else an industrial one.
    let kinds = choices(of: facility)
    let kind = kinds.first { $0.english == trade.english } ?? kinds.first
    let given = [
      ("project.industry", trade.chinese), ("project.facilityType", kind?.chinese ?? ""),
      ("project.city", place), ("project.stage", "拟建"), ("project.nature", "新建"),
    ]
    return given.reduce(
      Dossier(source: SourceText(path: "-", text: ""), root: DossierElement())
    ) { dossier, fact in
      vocabulary.field(at: fact.0)
        .flatMap { answering(fact.1, to: FactReference(.field($0)), dossier) } ?? dossier
    }
  }

  private func review(of dossier: Dossier) -> Review? {
    let setting = ReviewSetting(
      today: CalendarDate(year: 2026, month: 1, day: 1) ?? CalendarDate.earliest)
    return judgeDossier(dossier, by: program, in: setting).review
  }

  /// nil: the answer is not taken.
  private func answering(
    _ written: String, to reference: FactReference, _ dossier: Dossier
  ) -> Dossier? {
    dossier.answering(written, to: reference, in: vocabulary).dossier
  }

  // MARK: - Answers

  private func written(
    to reference: FactReference, _ answers: [(sample: ScalarValue, weight: Double)],
    _ random: inout RandomAnswers
  ) -> String {
    guard case .field(let index) = reference.target else { return random.pick(["无", "1"]) }
    let field = vocabulary.fields[index]
    if let value = random.pick(answers) { return text(value, field) }
    switch field.type {
    case .truth: return random.pick(["是", "否"])
    case .choice(let list), .choices(let list):
      return random.pick(vocabulary.choiceLists[list].choices.map { $0.chinese })
    case .number: return random.pick(["0", "1", "100", "10000"])
    case .date: return random.pick(["2012-03-01", "2019-03-01", "2023-03-01", "2025-03-01"])
    case .text: return "甲"
    }
  }

  private func text(_ value: ScalarValue, _ field: Field) -> String {
    switch (value, field.type) {
    case (.truth(let value), _): value ? "是" : "否"
    case (.choice(let choice), .choice(let list)):
      vocabulary.choiceLists[list].choices[choice].chinese
    case (.number(let quantity), _): quantity.number?.shortDecimal() ?? ""
    case (.text, _), (.date, _), (.days, _), (.choice, _), (.choices, _): ""
    }
  }
}

/// Draws answers, the same ones of the same seed (SplitMix64).
private struct RandomAnswers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  mutating func pick(_ words: [String]) -> String { words.randomElement(using: &self) ?? "" }

  /// By their weights; nil: there are none.
  mutating func pick(_ answers: [(sample: ScalarValue, weight: Double)]) -> ScalarValue? {
    var rest = Double.random(in: 0..<1, using: &self)
    for (sample, weight) in answers {
      if rest < weight { return sample }
      rest -= weight
    }
    return answers.last?.sample
  }
}
