import Rules

/// What a report calls the things of a review, in its language.
struct ReportNames {
  let review: Review
  let language: Language
  /// See ``ReasonText/isPlain``.
  private let isPlain: Bool

  init(_ review: Review, _ language: Language, isPlain: Bool = false) {
    (self.review, self.language, self.isPlain) = (review, language, isPlain)
  }

  private var program: Program { review.program }
  private var vocabulary: Vocabulary { review.program.vocabulary }

  private func say(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  // MARK: - The project

  /// The project's name, or the path of its dossier.
  var project: String { review.projectName ?? review.binding.dossier.source.path }

  /// The names of its regions, from the widest.
  var regions: [String] { review.binding.place.regions.compactMap { $0 } }

  /// What the dossier gives beside the fields that route the project, in their order.
  var projectFields: [(field: Int, fact: Fact)] {
    guard let first = vocabulary.jurisdictionFields.first else { return [] }
    let fields = vocabulary.containers[vocabulary.fields[first].container].fields
    return fields.filter { $0 != vocabulary.asOfField }.compactMap { field in
      review.binding.dossier.root.facts[field].map { (field, $0) }
    }
  }

  func label(of field: Int) -> String {
    let declared = vocabulary.fields[field]
    return say(declared.label, declared.name.english.spacedWords)
  }

  func value(_ fact: Fact, of field: Int) -> String {
    FactText(program: program, language: language).text(fact, of: field)
  }

  /// The name of a fact, and the element it belongs to: 产能（第 1 项）.
  ///
  /// Labels are Chinese; in English the last word of the path goes before the path.
  func fact(_ reference: FactReference) -> Line {
    guard language == .english else {
      return Line(ReasonText(review, language).name(ofFact: reference), .name)
    }
    let path = reference.path(in: vocabulary)
    let last = path.split(separator: ".").last ?? ""
    return [Run(String(last.prefix { $0 != "[" }).spacedWords, .name), Run(" (\(path))", .path)]
  }

  // MARK: - Notes

  /// What must be known before the findings. English calls facts by their paths where the reader has
  /// the file before them, by words elsewhere.
  func notes(_ notes: [Phrase]) -> [String] {
    guard isPlain, language == .english else { return notes.map { $0[language] } }
    let paths = Set(
      vocabulary.fields.map { $0.path.english } + vocabulary.containers.map { $0.path.english })
    return notes.map { $0.english.plainSentence(paths) }
  }

  // MARK: - Rules

  func dimension(_ index: Int) -> String {
    let declared = vocabulary.dimensions[index]
    return say(declared.label, declared.name.english.spacedWords)
  }

  func ruleset(_ index: Int) -> String {
    let ruleset = program.rules.rulesets[index]
    return say(ruleset.title, ruleset.name.english.spacedWords)
  }

  /// The region whose rules a ruleset holds: 中卫, Inner Mongolia.
  func region(ofRuleset index: Int) -> String {
    let name = program.rules.rulesets[index].name
    return say(
      name.chinese,
      name.english.split(separator: "-").map { String($0).spacedWords }.joined(separator: " "))
  }

  /// `A-1 单位产品能耗（主要产品第 1 项）`
  func rule(of finding: Finding) -> String {
    let rule = program.rules.rules[finding.rule]
    return "\(rule.id) \(rule.title(language))" + (element(of: finding) ?? "")
  }

  /// The element of a list that a finding judges, in brackets; nil for the project itself.
  func element(of finding: Finding) -> String? {
    finding.element.map { element in
      let name = ReasonText(review, language, isPlain: isPlain).name(of: element)
      return say("（\(name)）", " (\(name))")
    }
  }
}

extension Phrase {
  /// A phrase whose English is one word of the vocabulary, as `limitFinance`.
  func spaced(_ language: Language) -> String {
    language == .chinese ? chinese : english.spacedWords
  }
}

extension Score {
  /// `61.5` or `61.5–74`.
  var text: String { Self.text(low, high) }

  static func text(_ low: ExactNumber, _ high: ExactNumber) -> String {
    low == high ? low.scoreText : "\(low.scoreText)–\(high.scoreText)"
  }
}

extension Decision {
  /// A sign that tells decisions apart without colour.
  var sign: String {
    switch self {
    case .approve: "✓"
    case .conditional: "!"
    case .supplement: "?"
    case .suspend: "…"
    case .refuse: "✕"
    }
  }
}

extension String {
  /// The words of a name in English: `limitFinance` is `Limit finance`.
  var spacedWords: String {
    var text = ""
    for character in self {
      if text.isEmpty {
        text += character.uppercased()
      } else if character.isASCII, character.isUppercase, text.last?.isUppercase == false {
        text += " " + character.lowercased()
      } else {
        text.append(character)
      }
    }
    return text
  }
}
