@testable import Reports
@testable import Rules

/// What the engine makes of the inputs of a ``Specimen``, as its page shows it.
struct SpecimenOutput {
  private let specimen: Specimen
  private let book: RuleBook

  /// The as-of date of a dossier that gives none.
  private static let today = CalendarDate(year: 2024, month: 6, day: 1) ?? .earliest

  init(_ specimen: Specimen) {
    self.specimen = specimen
    book = specimen.book
  }

  // MARK: - Diagnostics

  /// All problems of the rules, then of the parameters, then of the dossier.
  var diagnostics: String {
    var texts = book.diagnostics.map { rendered($0, book.sources) }
    if let source = specimen.parameters {
      let (_, problems) = ParameterReader.read(source, rules: book.program.rules)
      texts += problems.map { rendered($0, [source]) }
    }
    if let source = specimen.dossier {
      let (dossier, problems) = DossierReader.read(source, vocabulary: book.program.vocabulary)
      texts += problems.map { rendered($0, [source]) }
      if let dossier, !problems.hasErrors {
        let (_, more) = bind(dossier, to: book.program, today: Self.today)
        texts += more.map { rendered($0, [source]) }
      }
    }
    return texts.joined(separator: "\n")
  }

  private func rendered(_ diagnostic: Diagnostic, _ sources: [SourceText]) -> String {
    let own = sources[Int(diagnostic.range.source)].mainLanguage
    return DiagnosticRenderer(sources: sources, language: specimen.language ?? own)
      .render(diagnostic)
  }

  // MARK: - Findings

  /// Each finding with its explanation, then the decision and what else a report would say.
  var findings: String {
    guard let review else { return "" }
    let language = specimen.language ?? .chinese
    var lines: [String] = []
    for finding in review.findings {
      lines.append(heading(of: finding, in: review, language))
      lines += ReasonDrawing(review, language: language).lines(explain(finding, in: review))
        .map { "  \($0)" }
      lines.append("")
    }
    return (lines + summary(of: review, language)).map { $0 + "\n" }.joined()
  }

  private var review: Review? {
    guard let source = specimen.dossier,
      let dossier = DossierReader.read(source, vocabulary: book.program.vocabulary).dossier
    else { return nil }
    var parameters = ParameterValues()
    if let source = specimen.parameters {
      parameters = ParameterReader.read(source, rules: book.program.rules).values
    }
    let (binding, _) = bind(
      dossier, to: book.program, parameters: parameters, today: Self.today)
    return evaluate(book.program, with: binding)
  }

  /// `NX-3.1-05 heatUnits[0] 不符合：不予审批（推定）`
  private func heading(of finding: Finding, in review: Review, _ language: Language) -> String {
    let vocabulary = review.program.vocabulary
    var words = [review.program.rules.rules[finding.rule].id]
    if let element = finding.element { words.append(element.elementPath(in: vocabulary)) }
    words.append(finding.verdict.name[language])
    let line = words.joined(separator: " ")
    guard let consequence = finding.consequence else { return line }
    let name = vocabulary.consequences[consequence.consequence].name[language]
    let mark = consequence.isInferred ? Phrase("（推定）", " (inferred)")[language] : ""
    return line + Phrase("：", ": ")[language] + name + mark
  }

  private func summary(of review: Review, _ language: Language) -> [String] {
    func line(_ label: Phrase, _ text: String) -> String {
      label[language] + Phrase("：", ": ")[language] + text
    }
    var lines = [line(Phrase("决定", "decision"), review.decision.name[language])]
    lines += review.notes.map {
      line(Phrase("注意", "note"), $0[language])
    }
    if !review.score.parts.isEmpty {
      let (low, high) = (review.score.low, review.score.high)
      let score = low == high ? "\(low)" : "\(low) – \(high)"
      lines.append(line(Phrase("得分", "score"), score))
    }
    let missing = MissingFact.all(in: review)
    if !missing.isEmpty {
      let paths = missing.map(\.path).joined(separator: ", ")
      lines.append(line(Phrase("缺少", "missing"), paths))
    }
    if let absence = AbsenceText(review, language: language).line { lines.append(absence) }
    for omission in review.judgements {
      let quote = omission.quote.map { "「\($0)」" } ?? ""
      lines.append(
        line(Phrase("人工判断", "judgement"), "\(omission.id ?? "") \(omission.section)\(quote)"))
    }
    return lines
  }
}
