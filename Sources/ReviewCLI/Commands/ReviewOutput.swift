import AuditLog
import Reports
import Rules

/// Prints reviews in the format that was asked for, each as it comes, in bounded memory.
struct ReviewOutput {
  let options: EvaluateOptions
  /// Where reviews become durable before they are printed; nil without a log.
  var audit: AuditedEvaluation?
  /// Why nothing may be printed any more; nil while all is well.
  private(set) var failure: CommandFailure?
  private(set) var count = 0
  private let terminal: Terminal
  private let files: FileStore
  /// The digest of each ruleset's files, by ruleset.
  private let digests: [Int: String]
  private let release: Release
  private let place: OutputGuard
  private let office: Office
  /// The regions of its name that were warned of.
  private var regionsElsewhere: Set<String> = []
  /// What takes the text instead of standard output; nil for standard output and for pages.
  private let file: OutputFile?
  /// What the dossiers use of which source.
  private var sources: SourceRun
  private var printedCount = 0
  /// Rejected lines whose turn has not come: how many reviews go before each, and its text.
  private var rejections: [(after: Int, text: String)] = []
  /// The lines of the dossiers that wait to be told of in brief.
  private var lines: [Int] = []
  /// The first review of a format that shows one in another way than several.
  private var first: ReportedReview?
  /// The array of several reviews.
  private var array: JSONWriter?
  /// The folder of several pages or documents.
  private var pages: ReportFolder?

  /// Opens the file of `--output`, so that nothing is judged that could not be shown.
  init(
    options: EvaluateOptions, terminal: Terminal, files: FileStore, digests: [Int: String],
    release: Release, place: OutputGuard, office: Office, vocabulary: Vocabulary
  ) throws(CommandFailure) {
    sources = SourceRun(vocabulary)
    self.options = options
    self.terminal = terminal
    self.files = files
    self.digests = digests
    self.release = release
    self.place = place
    self.office = office
    guard let path = options.output else {
      file = nil
      if options.format == .docx { try terminal.refuseDocument() }
      return
    }
    guard let kind = options.format.folder else {
      file = try files.begin(path)
      return
    }
    file = nil
    if try files.state(of: path)?.kind == .folder { pages = folder(path, kind) }
  }

  /// Whether more than one dossier was judged.
  var hasSeveral: Bool { count > 1 }

  private var language: Language { options.language ?? .chinese }

  /// Takes a review; with a log it is printed only when the log holds it.
  ///
  /// - Returns: The decision beside the other reviews; nil after a failure.
  mutating func add(_ review: Review, of unit: DossierUnit) -> Decision? {
    guard failure == nil else { return nil }
    count += 1
    warnOfOffice(review)
    if options.isBrief { lines.append(unit.line) }
    do throws(CommandFailure) {
      let held = try sources.hold(review, audit?.index)
      guard audit != nil else {
        try print(ReportedReview(review: held, advice: nil, proof: nil))
        return held.decision
      }
      try printDurable(try audit?.add(held, of: unit) ?? [])
      return held.decision
    } catch {
      failure = error
      return nil
    }
  }

  /// Another place's office signs in silence otherwise; once for each place.
  private mutating func warnOfOffice(_ review: Review) {
    guard let region = review.regionElsewhere(of: office),
      let name = office.name,
      regionsElsewhere.insert(review.binding.place.regions.compactMap { $0 }.joined()).inserted
    else { return }
    let place = review.binding.place.regions.compactMap { $0 }.joined()
    terminal.complain(
      language == .chinese
        ? "警告：单位“\(name)”是\(region)的，项目在\(place)，文书仍以它署名；请核对单位设置（--office）\n"
        : "warning: the office “\(name)” is one of \(region), the project is in \(place), and the paper bears its name; check the settings (--office)\n"
    )
  }

  private mutating func printDurable(_ reviews: [ReportedReview]) throws(CommandFailure) {
    for reported in reviews {
      if let proof = reported.proof { sources.note(reported.review, sequence: proof.sequence) }
      try print(reported)
    }
  }

  /// Takes a line that gave no review; only a stream shows it among its results.
  mutating func add(_ rejected: RejectedDossier) {
    guard failure == nil, options.format == .jsonl else { return }
    rejections.append((count, rejected.json(language)))
    do throws(CommandFailure) { try printRejections() } catch { failure = error }
  }

  private mutating func printRejections() throws(CommandFailure) {
    while let next = rejections.first, next.after <= printedCount {
      try emit(next.text)
      rejections.removeFirst()
    }
  }

  /// Prints what was held back, and puts the file of `--output` in its place.
  ///
  /// No log, no verdict: what could not be logged is thrown instead.
  mutating func finish() throws(CommandFailure) {
    if let failure { throw failure }
    try printDurable(try audit?.commit() ?? [])
    try finishSources()
    switch options.format {
    case .text: break
    case .jsonl: try printRejections()
    case .json: try finishJSON()
    case .html, .docx: try finishPages()
    }
    do throws(FileFailure) { try file?.finish() } catch { throw .unwritten(error) }
  }

  /// What is wrong with the sources stands behind the reviews; beside a form that scripts read, on
  /// standard error.
  private mutating func finishSources() throws(CommandFailure) {
    guard count > 1, let summary = sources.summary(language) else { return }
    if options.format == .text { return try emit("\n" + summary) }
    terminal.complain(summary)
  }

  private mutating func print(_ reported: ReportedReview) throws(CommandFailure) {
    defer { printedCount += 1 }
    switch options.format {
    case .text: try emit((printedCount == 0 ? "" : "\n") + text(of: reported))
    case .jsonl:
      try printRejections()
      try emit(
        options.isBrief ? brief(reported, line: lines.removeFirst()) : json(of: reported, .compact))
    case .json, .html, .docx:
      guard printedCount > 0 || pages != nil else {
        first = reported
        return
      }
      for review in [first, reported].compactMap({ $0 }) { try printAmongSeveral(review) }
      first = nil
    }
  }

  private mutating func printAmongSeveral(_ reported: ReportedReview) throws(CommandFailure) {
    guard let kind = options.format.folder else {
      var json = array ?? JSONWriter(style: .pretty)
      if array == nil { json.beginArray() }
      jsonReport(reported).write(to: &json)
      try emit(json.drain())
      array = json
      return
    }
    guard let path = options.output else {
      let name = options.format == .html ? "HTML" : "docx"
      throw .usage(
        "多份 \(name) 报告要用 `--output 文件夹` / several \(name) reports need `--output FOLDER`")
    }
    if pages == nil { try files.makeFolder(at: path) }
    var pages = pages ?? folder(path, kind)
    try pages.add(paged(reported, index: ReportFolder.index), of: reported)
    self.pages = pages
  }

  private func emit(_ text: String) throws(CommandFailure) {
    guard let file else { return try terminal.write(text) }
    do throws(FileFailure) { try file.append(text) } catch { throw .unwritten(error) }
  }

  // MARK: - Text and JSON

  private func text(of reported: ReportedReview) -> String {
    let colour = file == nil && terminal.outputColour
    return options.report == .opinion
      ? opinion(reported).text(colour: colour) : report(reported).text(colour: colour)
  }

  private func report(_ reported: ReportedReview) -> Report {
    Report(
      reported.review, advice: reported.advice, language: language, origin: origin(of: reported))
  }

  private func origin(of reported: ReportedReview) -> ReportOrigin {
    let dossier = SHA256.hash(reported.review.binding.dossier.source.bytes)
    return ReportOrigin(
      dossierDigest: "sha256:" + dossier.hexadecimal, engineVersion: ProgramVersion.current,
      rulesetDigests: digests, release: release, proof: reported.proof)
  }

  private func jsonReport(_ reported: ReportedReview) -> JSONReport {
    JSONReport(
      reported.review, advice: reported.advice, language: language, origin: origin(of: reported))
  }

  private func brief(_ reported: ReportedReview, line: Int) -> String {
    let review = reported.review
    var json = JSONWriter(style: .compact)
    JSONReport(review, advice: Advice.none, language: language, origin: origin(of: reported))
      .writeBrief(
        id: review.text(of: review.program.vocabulary.numberField) ?? "\(line)",
        tellsFailures: options.explanation == .failed, to: &json)
    json.endLine()
    return json.text
  }

  private func json(of reported: ReportedReview, _ style: JSONWriter.Style) -> String {
    var json = JSONWriter(style: style)
    jsonReport(reported).write(to: &json)
    json.endLine()
    return json.text
  }

  /// An object for one review, an array for several or none.
  private mutating func finishJSON() throws(CommandFailure) {
    if let first { return try emit(json(of: first, .pretty)) }
    guard var json = array else { return try emit("[]\n") }
    json.endArray()
    json.endLine()
    try emit(json.drain())
  }

  // MARK: - Pages and documents

  /// One page or document to a file or to standard output; several into a folder.
  private mutating func finishPages() throws(CommandFailure) {
    if let first {
      let report = paged(first, index: nil)
      guard let path = options.output else { return try terminal.write(report) }
      try files.save(report, to: path)
    }
    if printedCount > 0 { try pages?.finish(notes: sources.notes.map { $0[language] }) }
  }

  private func folder(_ path: String, _ kind: ReportFolder.Kind) -> ReportFolder {
    ReportFolder(path: path, files: files, place: place, language: language, kind: kind)
  }

  private func opinion(_ reported: ReportedReview) -> Opinion {
    Opinion(
      reported.review, advice: reported.advice, language: language, origin: origin(of: reported),
      office: office)
  }

  /// - Parameter index: The page that lists a page.
  private func paged(_ reported: ReportedReview, index: String?) -> [UInt8] {
    switch (options.format, options.report) {
    case (.docx, .full): report(reported).docx()
    case (.docx, .opinion), (.docx, nil): opinion(reported).docx()
    case (_, .full): Array(report(reported).html(index: index).utf8)
    case (_, .opinion): Array(opinion(reported).html(index: index).utf8)
    case (_, nil): Array(opinion(reported).htmlOfBothForms(index: index).utf8)
    }
  }
}
