/// What a rule reads as the conclusion of its own justification.
struct OwnJustification: Sendable {
  let field: Int
  /// What is asked for when it is not given.
  let reference: FactReference
  /// nil: it is not known.
  let fact: Fact?
}

/// Finds the justification of each rule: it names its clauses and opens no other.
///
///     "justifications": [{"rules": ["CN-OFFSET-01"], "conclusion": "conform", "document": "…"}]
///
/// The one field that stood for all clauses counts when it says that there is none, and for a rule
/// that is the only one to be surely violated without it.
struct JustificationReader {
  let program: Program
  let binding: Binding
  private var justifications: [Int: OwnJustification] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  init(program: Program, binding: Binding) {
    self.program = program
    self.binding = binding
  }

  /// The justification of each rule that reads one.
  mutating func read() -> [Int: OwnJustification] {
    guard let declared = program.vocabulary.justifications, !program.justificationReaders.isEmpty
    else { return [:] }
    switch binding.dossier.root.lists[declared.list] {
    case .elements(let elements):
      let ofElements = elements.map { names(in: $0, declared) }
      reportNames(elements, ofElements, declared)
      for rule in program.justificationReaders {
        let named = elements.indices.filter { ofElements[$0].rules.contains(rule) }
        justifications[rule] = own(named, elements, declared)
      }
    case .unavailable(let reason):
      give(declared, Fact(.unavailable(reason), range: nil))
    case nil:
      guard isGiven(declared), !opensNothing(declared) else { return [:] }
      give(declared, declared.none.map { Fact(.value(.choice($0)), range: nil) })
      let concerned = concernedRules
      give(declared, nil)
      // The others stay open: one justification never opens two clauses.
      if concerned.count == 1 { justifications[concerned[0]] = unnamed(declared) }
      reportUnnamed(concerned, declared)
    }
    return justifications
  }

  private mutating func give(_ declared: JustificationList, _ fact: Fact?) {
    for rule in program.justificationReaders {
      justifications[rule] = OwnJustification(
        field: declared.field, reference: FactReference(.list(declared.list)), fact: fact)
    }
  }

  // MARK: - The field for all

  private func isGiven(_ declared: JustificationList) -> Bool {
    binding.dossier.root.facts[declared.field] != nil
  }

  /// Whether the one field says that there is no justification at all.
  private func opensNothing(_ declared: JustificationList) -> Bool {
    guard case .value(.choice(let given))? = binding.dossier.root.facts[declared.field]?.state
    else { return false }
    return given == declared.none
  }

  /// What is read where one rule is all that the field for all can mean.
  private func unnamed(_ declared: JustificationList) -> OwnJustification {
    var fact = binding.dossier.root.facts[declared.field]
    if let given = fact, given.evidence == nil {
      fact = Fact(given.state, range: given.range, evidence: Self.namesNoClause)
    }
    return OwnJustification(
      field: declared.field, reference: FactReference(.field(declared.field)), fact: fact)
  }

  private static let namesNoClause = Evidence(
    document: "没有写明针对哪一条，按唯一涉及的本条计", page: nil, quote: nil)

  /// A justification that names no clause is never taken, or passed over, in silence.
  private mutating func reportUnnamed(_ concerned: [Int], _ declared: JustificationList) {
    guard let range = binding.dossier.root.facts[declared.field]?.range, !concerned.isEmpty
    else { return }
    let field = program.vocabulary.fields[declared.field]
    let list = program.vocabulary.containers[declared.list]
    let ids = concerned.map { program.rules.rules[$0].id }
    let name = program.vocabulary.fields[declared.rules].name
    diagnostics.append(
      Diagnostic(
        .justificationWithoutClause, at: range,
        ids.count == 1
          ? Phrase(
            "`\(field.path.chinese)` 没有写明针对哪一条，按唯一一条没有它就不符合的 \(ids[0]) 计",
            "`\(field.path.english)` names no clause; it counts for \(ids[0]), the only one violated without it"
          )
          : Phrase(
            "`\(field.path.chinese)` 没有写明针对 \(ids.joined(separator: "、")) 中的哪一条，对哪一条都不起作用",
            "`\(field.path.english)` does not say which of \(ids.joined(separator: ", ")) it is for, and counts for none"
          ),
        hint: Phrase(
          "写在 `\(list.path.chinese)` 里：`\(name.chinese)` 填 `\(ids[0])`，连同结论和文件",
          "write it in `\(list.path.english)`, with `\(ids[0])` as its rule, its conclusion and its document"
        ),
        severity: .warning))
  }

  /// The rules that are surely violated without a justification.
  private var concernedRules: [Int] {
    let selection = RulesetSelection(
      program.rules.rulesets, of: program.vocabulary, for: binding.place)
    var judge = RuleJudge(program: program, binding: binding.justified(by: justifications))
    judge.isQuick = true
    return program.justificationReaders.filter { rule in
      selection.rulesets.contains(program.rules.rules[rule].ruleset)
        && judge.findings(of: rule).contains { $0.verdict == .notMet }
    }
  }

  // MARK: - The list

  /// What a rule reads that some elements name.
  private func own(
    _ named: [Int], _ elements: [DossierElement], _ declared: JustificationList
  ) -> OwnJustification {
    let facts = named.map { elements[$0].facts[declared.conclusion] }
    let reference = FactReference(
      .field(declared.conclusion), indices: [named.first])
    guard let first = facts.first else {
      let none = declared.none.map {
        Fact(.value(.choice($0)), range: nil, evidence: Self.noneNamesIt)
      }
      return OwnJustification(field: declared.field, reference: reference, fact: none)
    }
    // Two conclusions on one clause are none.
    let agree = facts.allSatisfy { $0?.state == first?.state }
    return OwnJustification(
      field: declared.field, reference: reference, fact: agree ? first : nil)
  }

  private static let noneNamesIt = Evidence(
    document: "没有一份例外说明针对本条", page: nil, quote: nil)

  /// The rules that an element is for, and the names that no rule and no relation has.
  private typealias Names = (rules: [Int], unknown: [String])

  private func names(in element: DossierElement, _ declared: JustificationList) -> Names {
    var found: [Int] = []
    var unknown: [String] = []
    for name in words(of: declared.rules, in: element) {
      if let rule = program.rules.rule(name) { found.append(rule) } else { unknown.append(name) }
    }
    for topic in words(of: declared.topic, in: element) {
      let relations = program.rules.relations.filter { $0.id == topic || $0.topic == topic }
      if relations.isEmpty { unknown.append(topic) }
      found += relations.flatMap { $0.rules }.compactMap { program.rules.rule($0) }
    }
    return (found, unknown)
  }

  /// `NX-3.4-03、ZW-5.3-05` or `["NX-3.4-03", "ZW-5.3-05"]`
  private func words(of field: Int, in element: DossierElement) -> [String] {
    guard case .value(.text(let text))? = element.facts[field]?.state else { return [] }
    return text.split { "、，,；; \n\t".contains($0) }.map { String($0) }
  }

  private mutating func reportNames(
    _ elements: [DossierElement], _ names: [Names], _ declared: JustificationList
  ) {
    for (element, (rules, unknown)) in zip(elements, names) {
      let range = [declared.rules, declared.topic, declared.conclusion]
        .lazy.compactMap { element.facts[$0]?.range }.first
      guard let range else { continue }
      for name in unknown { diagnostics.append(unknownClause(name, at: range)) }
      guard rules.isEmpty, unknown.isEmpty else { continue }
      diagnostics.append(
        Diagnostic(
          .justificationWithoutClause, at: range,
          Phrase("这份说明没有写明针对哪一条", "this justification names no clause"),
          hint: Phrase(
            "写上规则编号，或者关系的事项", "give the ids of rules, or the topic of a relation"),
          severity: .warning))
    }
  }

  private func unknownClause(_ name: String, at range: SourceRange) -> Diagnostic {
    let known = program.justificationReaders.map { program.rules.rules[$0].id }
    return Diagnostic(
      .justificationWithoutClause, at: range,
      Phrase("没有规则或事项叫 `\(name)`", "no rule or topic is called `\(name)`"),
      hint: Suggestion.nearest(to: name, among: known).map(Phrase.didYouMean)
        ?? Phrase(
          "写规则编号，如 \(known.prefix(3).joined(separator: "、"))",
          "give the id of a rule, as \(known.prefix(3).joined(separator: ", "))"),
      severity: .warning)
  }
}

extension Diagnostic.Code {
  static let justificationWithoutClause = Self(
    name: "justification-without-clause",
    explanation: Phrase(
      "“原则上”的例外说明只对它写明的条款有效：写规则编号，或者关系的事项。没有写明或者写错的，对哪一条都不起作用。",
      "A justification of an exception in principle counts for the clauses it names: the ids of "
        + "rules, or the topic of a relation. One that names none, or a wrong one, opens nothing."))
}
