/// A case that a mutant would not pass, ready to be pasted beside the others.
public struct SuggestedCase: Sendable {
  /// The folder of the case that it starts from.
  public let folder: String
  let title: String
  let base: String?
  let asOf: CalendarDate?
  let facts: [(path: Phrase, value: Phrase)]
  /// What the authority gives.
  let figures: [(path: Phrase, value: Phrase)]
  /// The id of the rule, and what a case calls it.
  let rule: String
  let subject: Phrase
  /// What comes of the rule.
  let outcome: Phrase
  /// What it says of the rule, as of a case that is there.
  let record: CaseExpectationRecord
}

/// A rule as a case speaks of it, or the cross-check that it stands for.
private struct CaseSubject {
  let name: Phrase
  /// For a title.
  let words: String

  init(_ id: String, _ versions: [Int], _ program: Program) {
    let rule = versions.first.map { program.rules.rules[$0] }
    name = rule?.nameInCases ?? Phrase(id, id)
    words = rule.map { $0.isCheck ? $0.title : id } ?? id
  }
}

extension SuggestedCase {
  /// A variation of a case.
  ///
  /// - Parameter versions: The rules of the id.
  init(
    on declaration: CaseDeclaration, base: CaseExpectationRecord, _ variation: Variation,
    _ binding: Binding, _ id: String, _ versions: [Int],
    _ claim: CaseClaim, _ program: Program
  ) {
    let facts = Self.facts(variation.facts, program)
    let figures = Self.figures(variation.figures, program)
    let changes =
      (facts + figures).map { "\($0.label) \($0.value.chinese)" }
      + (variation.asOf.map { ["\($0)"] } ?? [])
    let subject = CaseSubject(id, versions, program)
    self.init(
      folder: declaration.folder,
      title: ([declaration.title] + (changes.isEmpty ? [subject.words] : changes))
        .joined(separator: "，"),
      base: declaration.title, asOf: variation.asOf, facts: facts.map { ($0.path, $0.value) },
      figures: figures.map { ($0.path, $0.value) }, rule: id, subject: subject.name,
      outcome: claim.words(in: program.vocabulary),
      record: CaseExpectationRecord(
        of: id, versions, claim, on: binding, program, declaration: base.declaration))
  }

  /// A dossier that was made for the question.
  ///
  /// - Parameters:
  ///   - versions: The rules of the id.
  ///   - about: What was changed, in the words of the rules.
  init(
    _ example: MutantExample, _ id: String, _ versions: [Int], about: String, _ program: Program
  ) {
    let (dossier, binding, claim) = (example.dossier, example.binding, example.claim)
    let subject = CaseSubject(id, versions, program)
    var values: [FactReference: CaseFact.Value] = [:]
    for (reference, fact) in dossier.root.facts(in: program.vocabulary) {
      values[reference] = fact.said
    }
    for list in dossier.root.emptyLists() { values[list] = .empty }
    for reference in dossier.root.bareElements(in: program.vocabulary) {
      values[reference] = .missing
    }
    self.init(
      folder: "", title: about, base: nil,
      asOf: program.vocabulary.asOfField == nil ? binding.asOf : nil,
      facts: Self.facts(values, program).map { ($0.path, $0.value) },
      figures: Self.figures(binding.parameters.said, program).map { ($0.path, $0.value) },
      rule: id, subject: subject.name, outcome: claim.words(in: program.vocabulary),
      record: CaseExpectationRecord(
        of: id, versions, claim, on: binding, program, declaration: 0))
  }

  /// The same facts, of which something else is said.
  func claiming(_ claim: CaseClaim, _ versions: [Int], _ program: Program) -> SuggestedCase {
    SuggestedCase(
      folder: folder, title: title, base: base, asOf: asOf, facts: facts, figures: figures,
      rule: rule, subject: subject, outcome: claim.words(in: program.vocabulary),
      record: CaseExpectationRecord(
        of: rule, versions, claim, on: record.binding, program, declaration: record.declaration))
  }

  private typealias Words = (path: Phrase, value: Phrase, label: String)

  private static func facts(
    _ values: [FactReference: CaseFact.Value], _ program: Program
  ) -> [Words] {
    let vocabulary = program.vocabulary
    return values.keys.sorted { $0.isWritten(before: $1) }.compactMap { reference in
      guard let value = values[reference] else { return nil }
      var type = ValueType.truth
      if case .field(let field) = reference.target { type = vocabulary.fields[field].type }
      return (
        Phrase(reference.path(in: vocabulary, .chinese), reference.path(in: vocabulary, .english)),
        CaseValueText.words(of: value, type, program), reference.label(in: vocabulary)
      )
    }
  }

  private static func figures(
    _ values: [Figure: CaseFact.Value], _ program: Program
  ) -> [Words] {
    let order = values.keys.sorted {
      ($0.parameter, $0.key ?? "") < ($1.parameter, $1.key ?? "")
    }
    return order.compactMap { figure in
      guard let value = values[figure] else { return nil }
      let parameter = program.rules.parameters[figure.parameter]
      let key = figure.key.map { "[\($0)]" } ?? ""
      return (
        Phrase(parameter.name.chinese + key, parameter.name.english + key),
        CaseValueText.words(of: value, parameter.type, program), parameter.name.chinese + key
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
    let name = Self.free(title, taken: &taken)
    var lines = ["\(word(.caseOf)) \(name)"]
    if let base { lines.append("  \(word(.basedOn)) \(base)") }
    if let asOf { lines.append("  \(word(.asOf)) \(asOf)") }
    for (keyword, given) in [(Keyword.given, facts), (.parameter, figures)] where !given.isEmpty {
      let words = given.map { "\($0.path[language]) = \($0.value[language])" }
      lines.append("  \(word(keyword)) " + words.joined(separator: isChinese ? "、" : ", "))
    }
    lines.append("  \(word(.expect)) \(subject[language]) \(outcome[language])")
    return lines.joined(separator: "\n") + "\n"
  }
}

extension SuggestedCase {
  /// A title that no other case has.
  static func free(_ title: String, taken: inout Set<String>) -> String {
    var name = title
    var number = 2
    while !taken.insert(name).inserted {
      name = "\(title)（\(number)）"
      number += 1
    }
    return name
  }

  /// What it is about: the case that it starts from, else its rule by its title.
  var topic: String {
    base ?? title.split(separator: "：", maxSplits: 1).first.map { String($0) } ?? title
  }

  /// The day on which it is reviewed.
  var day: CalendarDate { record.binding.asOf }
}

extension ParameterValues {
  /// What is given, as a case says it.
  var said: [Figure: CaseFact.Value] {
    var all: [Figure: CaseFact.Value] = [:]
    for (parameter, given) in values {
      for (key, value) in given {
        let figure = Figure(parameter: parameter, key: key.isEmpty ? nil : key)
        all[figure] = Fact(value.state, range: nil).said
      }
    }
    return all
  }
}

extension Fact {
  /// As a case says it; nil: no case says it.
  var said: CaseFact.Value? {
    switch state {
    case .value(let value): .value(value)
    case .notApplicable: .notApplicable
    case .unavailable: .unavailable
    case .notDone, .absent: nil
    }
  }
}

extension CaseExpectationRecord {
  /// Of a dossier that no case has yet.
  fileprivate init(
    of id: String, _ versions: [Int], _ claim: CaseClaim, on binding: Binding, _ program: Program,
    declaration: Int
  ) {
    self.init(
      of: id, claim, RuleJudge(program: program, binding: binding), versions,
      declaration: declaration)
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

  /// The first fact of each element of which nothing is said: that it is missing says that the element
  /// is there.
  func bareElements(in vocabulary: Vocabulary, indices: [Int?] = []) -> [FactReference] {
    lists.keys.sorted().flatMap { list -> [FactReference] in
      guard case .elements(let elements)? = lists[list],
        let first = vocabulary.containers[list].fields.first
      else { return [] }
      return elements.enumerated().flatMap { position, element -> [FactReference] in
        let place = indices + [position]
        return element.facts.isEmpty && element.lists.isEmpty
          ? [FactReference(.field(first), indices: place)]
          : element.bareElements(in: vocabulary, indices: place)
      }
    }
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
