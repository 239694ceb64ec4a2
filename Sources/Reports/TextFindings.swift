import Rules

/// The findings of a review for the terminal: what fails by its causes, what is open, what is met.
struct TextFindings {
  let review: Review
  let advice: Advice
  let language: Language
  private let text: ReasonText
  private let summary: ReasonSummary

  init(_ review: Review, _ advice: Advice, language: Language) {
    self.review = review
    self.advice = advice
    self.language = language
    text = ReasonText(review, language)
    summary = ReasonSummary(text)
  }

  private var program: Program { review.program }

  /// A heading and the lines beneath it.
  struct Section {
    let title: String
    let lines: [String]
  }

  private func say(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  private func section(_ title: String, _ count: Int, _ lines: [String]) -> Section {
    Section(title: say("\(title)（\(count)）", "\(title) (\(count))"), lines: lines)
  }

  private func rule(of finding: Finding) -> CatalogueRule { program.rules.rules[finding.rule] }

  /// `NX-4.4-01 国家能耗限额标准（主要产品第 1 项）`
  private func name(of finding: Finding) -> String {
    let rule = rule(of: finding)
    let element = finding.element.map { element in
      say("（\(text.name(of: element))）", " (\(text.name(of: element)))")
    }
    return "\(rule.id) \(rule.title(language))\(element ?? "")"
  }

  private func heading(_ finding: Finding) -> String {
    let others = finding.otherConsequences.map { consequence in
      say("或", "or ")
        + program.vocabulary.consequences[consequence.consequence].name[language].spacedWords
    }
    return name(of: finding) + FailureText(review, language).consequence(of: finding)
      + (others.isEmpty
        ? "" : say("（", " (") + others.joined(separator: say("、", ", ")) + say("）", ")"))
  }

  private func clauses(_ finding: Finding) -> [String] {
    rule(of: finding).citations.map { cited in
      "\(cited.citation.document) \(cited.citation.section)「\(cited.citation.quote)」"
    }
  }

  // MARK: - What fails and what is open

  /// The findings that are not met, those with one cause together.
  var notMet: Section? {
    guard !advice.causes.isEmpty else { return nil }
    let failures = FailureText(review, language)
    let lines = advice.causes.enumerated().flatMap { number, cause -> [String] in
      // What fails in one clause alone is told above; a number is enough here.
      let told = cause.findings.flatMap { details(review.findings[$0]) }
      guard cause.findings.count == 1, let first = told.first else {
        return ["\(number + 1). \(failures.words(of: cause))"] + told.map { "   " + $0 }
      }
      return ["\(number + 1). \(first)"] + told.dropFirst().map { "   " + $0 }
    }
    let count = advice.causes.reduce(0) { $0 + $1.findings.count }
    return section(say("不符合", "Not met"), count, lines)
  }

  private func details(_ finding: Finding) -> [String] {
    [heading(finding)]
      + (clauses(finding) + summary.lines(explain(finding, in: review))).map { "  " + $0 }
  }

  /// The findings that are open, in full where they bear on the decision.
  var undetermined: Section? {
    let found = review.rankedFindings(.undetermined).map { review.findings[$0] }
    guard !found.isEmpty else { return nil }
    let settled = review.settledDecision
    let lines = found.flatMap { finding in
      guard finding.worstEffect(in: program) <= settled else { return details(finding) }
      let causes = finding.causes.map { text.sentence($0) }.joined(separator: say("；", "; "))
      return [heading(finding) + text.colon + causes]
    }
    return section(say("待定", "Undetermined"), found.count, lines)
  }

  var notYetDue: Section? {
    let found = review.rankedFindings(.notYetDue).map { review.findings[$0] }
    return found.isEmpty
      ? nil : section(say("未到期", "Not yet due"), found.count, found.flatMap { details($0) })
  }

  // MARK: - Facts

  /// The facts that those findings read, each once with its document and page.
  var facts: Section? {
    var documented: [String] = []
    var bare: [String] = []
    let read = review.readFacts { [.notMet, .undetermined, .notYetDue].contains($0.verdict) }
    for (reference, field, fact) in read {
      let line =
        text.name(ofFact: reference) + text.colon
        + FactText(program: program, language: language).text(fact, of: field)
      if let evidence = FactPlace(fact, in: review.binding.dossier.source).evidenceText(language) {
        documented.append("\(line)  \(evidence)")
      } else {
        bare.append(line)
      }
    }
    guard !documented.isEmpty || !bare.isEmpty else { return nil }
    let rest =
      bare.isEmpty
      ? [] : [say("未附凭据：", "Without evidence: ") + bare.joined(separator: say("；", "; "))]
    return section(say("事实", "Facts"), documented.count + bare.count, documented + rest)
  }

  // MARK: - What is settled

  /// Rules that only route, account or note.
  var effects: Section? {
    let found = review.findings.filter { $0.verdict == .met && rule(of: $0).isEffect }
    guard !found.isEmpty else { return nil }
    let lines = found.map { finding in
      guard case .effect(let effect?) = rule(of: finding).requirement else {
        return heading(finding)
      }
      return heading(finding) + text.colon + effect
    }
    return section(say("归类与提示", "Routing and notes"), found.count, lines)
  }

  /// The rules that are met: those about numbers with their values, the others by name.
  var met: Section? {
    let found = review.findings.filter { $0.verdict == .met && !rule(of: $0).isEffect }
    guard !found.isEmpty else { return nil }
    var lines: [String] = []
    var others: [String] = []
    for finding in found {
      let words = numbers(explain(finding, in: review))
      if words.isEmpty {
        others.append(name(of: finding))
      } else {
        lines.append(
          "✓ \(name(of: finding))\(text.colon)\(words.joined(separator: say("；", "; ")))")
      }
    }
    if !others.isEmpty { lines.append("✓ " + others.joined(separator: say("、", ", "))) }
    return section(say("符合", "Met"), found.count, lines)
  }

  /// The comparisons of numbers that hold.
  private func numbers(_ reasons: [Reason]) -> [String] {
    for case .about(.requirement, _, let parts) in reasons {
      return parts.compactMap { part in
        guard case .part(.true, let pieces, _) = part,
          pieces.contains(where: { $0.reading?.isNumber ?? false })
        else { return nil }
        return summary.words(of: pieces)
      }
    }
    return []
  }

  /// Rules that are not yet or no longer in force: those that would not be met each by itself.
  var dormant: Section? {
    let text = DormantText(review, language)
    let violated = advice.dormant.filter { !$0.violations.isEmpty }
    let others = advice.dormant.filter { $0.violations.isEmpty }
    guard !advice.dormant.isEmpty else { return nil }
    let rest =
      others.isEmpty
      ? []
      : [
        say("其余：", "The others: ")
          + others.map { text.name($0) }.joined(separator: say("、", ", "))
      ]
    return section(text.title, advice.dormant.count, violated.map { text.line($0) } + rest)
  }

  /// Numbers that nobody asks about, in one line.
  var unread: Section? {
    guard !advice.unread.isEmpty else { return nil }
    let facts = UnreadText(review, language).lines(advice.unread)
    return section(
      UnreadText(review, language).title, facts.count, [facts.joined(separator: say("；", "; "))])
  }

  // MARK: - What they rest on

  /// The figures that findings rest on and nobody verified.
  var unverified: Section? {
    let figures = UnverifiedFigure.all(in: review)
    guard !figures.isEmpty else { return nil }
    return section(
      say("所用未经核实的数值", "Figures used that are not verified"), figures.count,
      figures.map { $0.line(in: program, language) })
  }

  /// The parameters that findings rest on, with their origin.
  var parameters: Section? {
    let uses = review.parameterUses { $0.verdict != .notApplicable }.filter { $0.hasValue }
    guard !uses.isEmpty else { return nil }
    let texts = ParameterText(program: program, language: language)
    let lines = uses.map { use in
      let declared = program.rules.parameters[use.parameter]
      let name = say(declared.label, declared.name.english) + (use.key.map { "[\($0)]" } ?? "")
      let source = texts.source(use).map { "  " + $0 } ?? ""
      return name + text.colon + texts.value(use, of: use.parameter) + source
    }
    return section(say("所用参数", "Parameters used"), uses.count, lines)
  }

  /// The relations between the rules that fail or are open, each once.
  var relations: Section? {
    let notes = RelationNotes(review)
    var seen: Set<String> = []
    var lines: [String] = []
    for finding in review.findings where [.notMet, .undetermined].contains(finding.verdict) {
      for relation in notes.notes(on: finding) where seen.insert(relation.id).inserted {
        lines.append("\(relation.id) \(relation.topic)\(text.colon)\(relation.decides ?? "")")
      }
    }
    return lines.isEmpty
      ? nil : section(say("规则之间的关系", "Relations between rules"), lines.count, lines)
  }
}

extension ReadValue {
  /// Whether it is a number, known or open.
  fileprivate var isNumber: Bool {
    switch self {
    case .fact(_, let fact):
      if case .value(.number)? = fact?.state { true } else { false }
    case .parameter(_, _, let use): use?.quantity != nil
    case .result(let value): if case .quantity = value { true } else { false }
    case .reviewDate: false
    }
  }
}
