import AuditLog
import Reports
import Rules

/// Draws a review in the format that was asked for.
struct ReviewDrawing: Sendable {
  let options: EvaluateOptions
  /// Whether text may be coloured.
  let colour: Bool
  /// The digest of each ruleset's files, by ruleset.
  let digests: [Int: String]
  /// How the rules differ from the released ones; nil where the format does not tell.
  let release: Release?
  let office: Office
  let names: DossierNames

  /// Whether a format tells how the rules differ from the released ones, which takes as long as to
  /// read all of them.
  static func tellsRelease(_ options: EvaluateOptions) -> Bool {
    switch options.format {
    case .csv: false
    case .jsonl: !options.isBrief
    case .text, .json, .html, .docx: true
    }
  }

  var language: Language { options.language ?? .chinese }

  /// What is told besides the findings; only what the format shows of it is searched for.
  func advice(on review: Review) -> Advice {
    switch options.format {
    case .jsonl where options.isBrief: Advice.none
    case .csv: Advice.ofStock(review)
    case .text, .json, .jsonl, .html, .docx: advise(review)
    }
  }

  /// One line of a stream, or one row of a table.
  func line(_ reported: ReportedReview) -> [UInt8] {
    switch options.format {
    case .csv: Array(CSVLine.text(row(reported)).utf8)
    case .jsonl where options.isBrief: brief(reported)
    case .text, .json, .jsonl, .html, .docx: whole(reported)
    }
  }

  /// The same of a dossier that was rejected.
  func line(_ rejected: RejectedDossier) -> [UInt8] {
    guard options.format != .csv else {
      return Array(CSVLine.text(StockRow(rejected, language).cells).utf8)
    }
    var json = JSONWriter(style: .compact)
    rejected.write(to: &json, language)
    json.endLine()
    return json.bytes
  }

  /// What stands before the first row of a table: a mark, by which Excel knows the encoding, and the
  /// names of the columns.
  var head: [UInt8] {
    options.format == .csv
      ? Array(("\u{FEFF}" + CSVLine.text(StockRow.header(language))).utf8) : []
  }

  private func row(_ reported: ReportedReview) -> [String] {
    let review = reported.review
    return StockRow(
      review, advice: reported.advice ?? Advice.ofStock(review), mark: reported.mark,
      line: reported.line, language
    ).cells
  }

  private func brief(_ reported: ReportedReview) -> [UInt8] {
    let review = reported.review
    var json = JSONWriter(style: .compact)
    JSONReport(review, advice: Advice.none, language: language)
      .writeBrief(
        id: reported.id, tellsFailures: options.explanation == .failed, to: &json)
    json.endLine()
    return json.bytes
  }

  private func whole(_ reported: ReportedReview) -> [UInt8] {
    var json = JSONWriter(style: .compact)
    write(reported, isAmongSeveral: true, to: &json)
    json.endLine()
    return json.bytes
  }

  /// The object of the only dossier.
  func json(_ reported: ReportedReview) -> [UInt8] {
    var json = JSONWriter(style: .pretty)
    write(reported, isAmongSeveral: false, to: &json)
    json.endLine()
    return json.bytes
  }

  /// - Parameter isAmongSeveral: Whether it is to be told from other results.
  func write(_ reported: ReportedReview, isAmongSeveral: Bool, to json: inout JSONWriter) {
    JSONReport(
      reported.review, advice: told(reported), language: language, origin: origin(of: reported)
    ).write(id: isAmongSeveral ? reported.id : nil, to: &json)
  }

  func text(_ reported: ReportedReview) -> String {
    options.report == .opinion
      ? opinion(reported).text(colour: colour) : report(reported).text(colour: colour)
  }

  /// A page or a document.
  ///
  /// - Parameter index: The page that lists a page.
  func paged(_ reported: ReportedReview, index: String?) -> [UInt8] {
    switch (options.format, options.report) {
    case (.docx, .full): report(reported).docx()
    case (.docx, .opinion), (.docx, nil): opinion(reported).docx()
    case (_, .full): Array(report(reported).html(index: index).utf8)
    case (_, .opinion): Array(opinion(reported).html(index: index).utf8)
    case (_, nil): Array(opinion(reported).htmlOfBothForms(index: index).utf8)
    }
  }

  private func told(_ reported: ReportedReview) -> Advice {
    reported.advice ?? advice(on: reported.review)
  }

  private func report(_ reported: ReportedReview) -> Report {
    Report(
      reported.review, advice: told(reported), language: language, origin: origin(of: reported),
      isPlain: form.callsFactsByWords(in: language))
  }

  private var form: ReportForm {
    switch options.format {
    case .text, .json, .jsonl: .text
    case .csv: .table
    case .html, .docx: .page
    }
  }

  private func opinion(_ reported: ReportedReview) -> Opinion {
    Opinion(
      reported.review, advice: told(reported), language: language, origin: origin(of: reported),
      office: office)
  }

  private func origin(of reported: ReportedReview) -> ReportOrigin {
    origin(Self.digest(of: reported.review.binding.dossier.source.bytes), reported.proof)
  }

  /// What all reports have in common; and of one, the digest of its dossier and its place in a log.
  func origin(_ digest: String? = nil, _ proof: AuditProofText? = nil) -> ReportOrigin {
    ReportOrigin(
      dossierDigest: digest, engineVersion: ProgramVersion.current, rulesetDigests: digests,
      release: release, proof: proof)
  }

  static func digest(of dossier: [UInt8]) -> String {
    "sha256:" + SHA256.hash(dossier).hexadecimal
  }
}
