import Rules

/// Compares a record that is judged in bulk with the review of the reference: the line of results,
/// and what a summary keeps of it.
package struct BulkComparison {
  package enum Outcome {
    /// It is for the reference.
    case declined
    case equal
    case different(bulk: String, reference: String)
  }

  private let program: Program
  private let setting: ReviewSetting
  private let judge: BulkJudge
  private let reader: DossierReader
  private let writer: BulkLine
  private let fields: StockFields
  private let failures: BulkFailures
  private let reports: BulkReports
  private let language: Language
  /// Whether all is told of a record, rather than the findings that are not met.
  private let tellsAll: Bool

  package init(
    _ program: Program, _ setting: ReviewSetting, _ judge: BulkJudge,
    language: Language = .chinese, tellsAll: Bool = false
  ) {
    (self.language, self.tellsAll) = (language, tellsAll)
    (self.program, self.setting, self.judge) = (program, setting, judge)
    reader = DossierReader(vocabulary: program.vocabulary)
    writer = BulkLine(program, language)
    fields = StockFields(program.vocabulary)
    failures = BulkFailures(program, setting, language)
    reports = BulkReports(program, setting, language, Self.origin)
  }

  private static let origin = ReportOrigin(engineVersion: "1.0")

  /// How many rules were told of by templates, and how many records.
  package var templateUses: Int { failures.templateUses + reports.templateUses }
  package var recordUses: Int { reports.recordUses }

  package func compare(_ source: SourceText) -> Outcome {
    guard let bulk = bulk(source) else { return .declined }
    let reference = reference(source)
    return bulk == reference ? .equal : .different(bulk: bulk, reference: reference)
  }

  private func bulk(_ source: SourceText) -> String? {
    source.bytes.withUnsafeBufferPointer { bytes in
      guard let review = judge.review(bytes) else { return nil }
      let line = ByteRun()
      if tellsAll {
        guard
          reports.write(
            review, mark: "\(source.firstLine)", path: source.path, line: source.firstLine,
            digest: Self.digest, to: line)
        else { return nil }
      } else {
        writer.write(
          review, mark: "\(source.firstLine)",
          failures: {
            failures.write(review, path: source.path, line: source.firstLine, to: $0)
          }, to: line)
      }
      var summary = BulkSummary(program)
      summary.add(review)
      let uses = review.uses(path: source.path)
      return String(decoding: line.bytes, as: UTF8.self) + Self.text(summary.take())
        + text(uses.project, uses.claims)
    }
  }

  private static let digest = "sha256:0"

  private func reference(_ source: SourceText) -> String {
    let (dossier, problems) = reader.read(source)
    let judgement = judgeDossier(
      dossier, problems, by: program, in: setting, depth: tellsAll ? .complete : .failures)
    guard let review = judgement.review else { return "rejected" }
    let id = review.text(of: program.vocabulary.numberField) ?? "\(source.firstLine)"
    var json = JSONWriter(style: .compact)
    if tellsAll {
      let origin = ReportOrigin(
        dossierDigest: Self.digest, engineVersion: Self.origin.engineVersion)
      JSONReport(review, advice: advise(review), language: language, origin: origin)
        .write(id: id, to: &json)
    } else {
      JSONReport(review, advice: Advice.none, language: language).writeBrief(
        id: id, tellsFailures: true, to: &json)
    }
    json.endLine()
    var summary = StockSummary(program.vocabulary)
    summary.add(StockEntry(review, fields), review.decision)
    let (project, claims) = review.sources
    return json.text + Self.text(summary) + text(project, claims)
      + (judgement.diagnostics.isEmpty ? "" : "diagnostics")
  }

  /// What is used of which source; nothing where the vocabulary has no ledgers.
  private func text(_ project: ClaimingProject, _ claims: [SourceClaim]) -> String {
    program.vocabulary.ledgers.isEmpty ? "" : "\(project)\(claims.map { "\($0)" })"
  }

  private static func text(_ summary: StockSummary) -> String {
    var json = JSONWriter(style: .compact)
    summary.write(to: &json)
    return json.text
  }
}
