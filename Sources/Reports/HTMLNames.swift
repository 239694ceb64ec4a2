import Rules

/// What a page calls the things of a review, in its language.
struct HTMLNames {
  let review: Review
  let advice: Advice
  let language: Language
  /// The first finding of each rule, by the rule's id.
  private let firstFindings: [String: Int]

  init(_ review: Review, _ advice: Advice, _ language: Language) {
    self.review = review
    self.advice = advice
    self.language = language
    var first: [String: Int] = [:]
    for (index, finding) in review.findings.enumerated() {
      let id = review.program.rules.rules[finding.rule].id
      if first[id] == nil { first[id] = index }
    }
    firstFindings = first
  }

  var program: Program { review.program }
  var vocabulary: Vocabulary { review.program.vocabulary }

  func say(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  /// Several names in one line.
  func list(_ names: [String]) -> String { names.joined(separator: say("、", ", ")) }

  /// A phrase whose English is one word of the vocabulary, as `limitFinance`.
  func name(_ phrase: Phrase) -> String {
    language == .chinese ? phrase.chinese : phrase.english.spacedWords
  }

  // MARK: - The project

  /// The project's name, or the path of its dossier.
  var project: String {
    review.projectName ?? review.binding.dossier.source.path
  }

  /// The names of its regions, from the widest.
  var regions: [String] {
    review.binding.place.regions.compactMap { $0 }
  }

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

  // MARK: - Rules and findings

  func rule(of finding: Finding) -> CatalogueRule { program.rules.rules[finding.rule] }

  /// The element of a list that a finding judges; nil for the project itself.
  func element(of finding: Finding) -> String? {
    guard let element = finding.element else { return nil }
    guard language == .chinese else { return element.elementPath(in: vocabulary) }
    let label = element.label(in: vocabulary)
    guard let index = element.indices.last ?? nil else { return label }
    return "\(label) 第 \(index + 1) 项"
  }

  /// What follows, and whether the clause itself says so.
  func consequence(_ consequence: RuleConsequence) -> String {
    let declared = vocabulary.consequences[consequence.consequence]
    let name = language == .chinese ? declared.label : declared.name.english.spacedWords
    return name + (consequence.isInferred ? say("（推定）", " (inferred)") : "")
  }

  func dimension(_ index: Int) -> String {
    let declared = vocabulary.dimensions[index]
    return language == .chinese ? declared.label : declared.name.english.spacedWords
  }

  func ruleset(_ index: Int) -> String {
    let ruleset = program.rules.rulesets[index]
    return language == .chinese ? ruleset.title : ruleset.name.english.spacedWords
  }

  /// The place of a finding in the page.
  static func anchor(_ finding: Int) -> String { "finding-\(finding)" }

  /// The place of a rule's first finding; nil when the review has none.
  func anchor(ofRule id: String) -> String? { firstFindings[id].map(Self.anchor) }

  /// Ids of rules in one line, with links to those that the page tells of.
  func writeRules(_ ids: [String], to html: inout HTMLWriter) {
    for (position, id) in ids.enumerated() {
      if position > 0 { html.words(say("、", ", ")) }
      if let anchor = anchor(ofRule: id) {
        html.inline("a", [.class("rule"), .href("#\(anchor)")], id)
      } else {
        html.inline("span", [.class("rule")], id)
      }
    }
  }

  /// The name of a fact: its label, and where a dossier gives it.
  ///
  /// Labels are Chinese; on an English page the last word of the path goes before.
  func writeFact(label: String, path: String, to html: inout HTMLWriter) {
    if language == .english {
      let last = path.split(separator: ".").last ?? ""
      html.inline("b", String(last.prefix { $0 != "[" }).spacedWords)
      html.words(" ")
      html.inline("small", label)
    } else {
      html.inline("b", label)
    }
    html.words(" ")
    html.inline("code", path)
  }

  /// `61.5` or `61.5–74`.
  static func interval(_ low: ExactNumber, _ high: ExactNumber) -> String {
    low == high ? low.scoreText : "\(low.scoreText)–\(high.scoreText)"
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
