/// A case that a mutant would not pass, ready to be pasted beside the others.
public struct SuggestedCase: Sendable {
  /// The folder of the case that it starts from.
  public let folder: String
  let title: String
  let base: String?
  let asOf: CalendarDate?
  let facts: [(path: Phrase, value: Phrase)]
  let rule: String
  let verdict: Verdict
  let consequence: Phrase?
  /// What it says of the rule, as of a case that is there.
  let expectation: ExpectedOutcomes.Expectation
}

extension SuggestedCase {
  /// A variation of a case.
  init(
    on declaration: CaseDeclaration, base: ExpectedOutcomes.Expectation, _ variation: Variation,
    _ binding: Binding, _ id: String, _ outcome: (verdict: Verdict, consequence: Int?),
    _ program: Program
  ) {
    let facts = Self.facts(variation.facts, program)
    let changes =
      facts.map { "\($0.label) \($0.value.chinese)" }
      + (variation.asOf.map { ["\($0)"] } ?? [])
    self.init(
      folder: declaration.folder,
      title: ([declaration.title] + (changes.isEmpty ? [id] : changes)).joined(separator: "，"),
      base: declaration.title, asOf: variation.asOf, facts: facts.map { ($0.path, $0.value) },
      rule: id, verdict: outcome.verdict,
      consequence: outcome.consequence.map { program.vocabulary.consequences[$0].name },
      expectation: ExpectedOutcomes.Expectation(
        declaration: base.declaration, binding: binding, verdict: outcome.verdict,
        consequence: outcome.consequence, steps: [], figures: []))
  }

  /// A dossier that was made for the question.
  init(
    _ dossier: Dossier, _ binding: Binding, _ id: String,
    _ outcome: (verdict: Verdict, consequence: Int?), _ program: Program
  ) {
    var values: [FactReference: ScalarValue] = [:]
    for (reference, fact) in dossier.root.facts(in: program.vocabulary) {
      if case .value(let value) = fact.state { values[reference] = value }
    }
    var facts: [(path: Phrase, value: Phrase)] = []
    for (path, value, _) in Self.facts(values, program) { facts.append((path, value)) }
    for list in dossier.root.emptyLists() {
      let path = Phrase(
        list.path(in: program.vocabulary, .chinese), list.path(in: program.vocabulary, .english))
      facts.append((path, Keyword.empty.spelling))
    }
    self.init(
      folder: "", title: id, base: nil,
      asOf: program.vocabulary.asOfField == nil ? binding.asOf : nil,
      facts: facts,
      rule: id, verdict: outcome.verdict,
      consequence: outcome.consequence.map { program.vocabulary.consequences[$0].name },
      expectation: ExpectedOutcomes.Expectation(
        declaration: 0, binding: binding, verdict: outcome.verdict,
        consequence: outcome.consequence, steps: [], figures: []))
  }

  private static func facts(
    _ values: [FactReference: ScalarValue], _ program: Program
  ) -> [(path: Phrase, value: Phrase, label: String)] {
    let vocabulary = program.vocabulary
    return values.keys.sorted { $0.precedes($1) }.compactMap { reference in
      guard let value = values[reference] else { return nil }
      let texts = Language.allCases.map {
        CaseValueText(program, $0).text(of: value, type: vocabulary.fields[reference.field].type)
      }
      return (
        Phrase(reference.path(in: vocabulary, .chinese), reference.path(in: vocabulary, .english)),
        Phrase(texts[0], texts[1]), reference.label(in: vocabulary)
      )
    }
  }

  // MARK: - Text

  /// As it stands in a file of cases.
  ///
  /// - Parameter taken: Titles that other cases have.
  public func text(_ language: Language, taken: inout Set<String>) -> String {
    func word(_ keyword: Keyword) -> String { keyword.spelling[language] }
    let isChinese = language == .chinese
    var name = title
    var number = 2
    while !taken.insert(name).inserted {
      name = "\(title)（\(number)）"
      number += 1
    }
    var lines = ["\(word(.caseOf)) \(name)"]
    if let base { lines.append("  \(word(.basedOn)) \(base)") }
    if let asOf { lines.append("  \(word(.asOf)) \(asOf)") }
    if !facts.isEmpty {
      let words = facts.map { "\($0.path[language]) = \($0.value[language])" }
      lines.append("  \(word(.given)) " + words.joined(separator: isChinese ? "、" : ", "))
    }
    let outcome = [rule, verdict.name[language], consequence?[language]].compactMap { $0 }
    lines.append("  \(word(.expect)) " + outcome.joined(separator: " "))
    return lines.joined(separator: "\n") + "\n"
  }
}

/// Values as they are written in cases.
struct CaseValueText {
  private let language: Language
  private let writer: ConditionWriter

  init(_ program: Program, _ language: Language) {
    self.language = language
    writer = ConditionWriter(program: program, language: language)
  }

  func text(of value: ScalarValue, type: ValueType) -> String {
    switch value {
    case .text(let text): return language == .chinese ? "「\(text)」" : "\"\(text)\""
    case .number(let quantity):
      guard let number = quantity.number else { return writer.value(value, type: type) }
      let unit = quantity.unit?.name[language] ?? ""
      return unit.isEmpty
        ? "\(number.shortDecimal(places: 12))" : "\(number.shortDecimal(places: 12)) \(unit)"
    case .truth, .date, .days, .choice, .choices: return writer.value(value, type: type)
    }
  }
}

extension DossierElement {
  /// All facts, each with its place, the project's own first.
  func facts(
    in vocabulary: Vocabulary, indices: [Int?] = []
  ) -> [(reference: FactReference, fact: Fact)] {
    var all = facts.keys.sorted().compactMap { field in
      facts[field].map { (reference: FactReference(.field(field), indices: indices), fact: $0) }
    }
    for list in lists.keys.sorted() {
      guard case .elements(let elements)? = lists[list] else { continue }
      for (position, element) in elements.enumerated() {
        all += element.facts(in: vocabulary, indices: indices + [position])
      }
    }
    return all
  }

  /// The lists that are said to have no elements.
  func emptyLists(indices: [Int?] = []) -> [FactReference] {
    lists.keys.sorted().flatMap { list -> [FactReference] in
      guard case .elements(let elements)? = lists[list] else { return [] }
      guard !elements.isEmpty else { return [FactReference(.list(list), indices: indices)] }
      return elements.enumerated().flatMap { position, element in
        element.emptyLists(indices: indices + [position])
      }
    }
  }
}
