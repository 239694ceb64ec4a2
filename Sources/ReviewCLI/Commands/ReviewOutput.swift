import Reports
import Rules

/// Prints reviews in the format that was asked for, each as it comes, in bounded memory.
struct ReviewOutput {
  let drawing: ReviewDrawing
  /// Where reviews become durable before they are printed; nil without a log.
  var audit: AuditedEvaluation?
  /// Why nothing may be printed any more; nil while all is well.
  private(set) var failure: CommandFailure?
  private(set) var count = 0
  private let terminal: Terminal
  private let files: FileStore
  private let place: OutputGuard
  /// The regions of the office's name that were warned of.
  private var regionsElsewhere: Set<String> = []
  /// What takes the text instead of standard output; nil for standard output and for pages.
  private let file: OutputFile?
  /// What the dossiers use of which source.
  private var sources: SourceRun
  private var summary: StockSummary
  private let vocabulary: Vocabulary
  private var printedCount = 0
  /// What was rejected and whose turn has not come: how many reviews go before each.
  private var rejections: [(after: Int, dossier: RejectedDossier)] = []
  /// Lines that are not written yet.
  private let pending = ByteRun()
  /// The first review of a format that shows one in another way than several.
  private var first: ReportedReview?
  /// The array of several reviews.
  private var array: JSONWriter?
  /// The folder of several pages or documents.
  private var pages: ReportFolder?

  /// How much is written at once, in bytes.
  private static let pieceSize = 1 << 16

  private var options: EvaluateOptions { drawing.options }

  /// Opens the file of `--output`, so that nothing is judged that could not be shown.
  init(
    drawing: ReviewDrawing, terminal: Terminal, files: FileStore, place: OutputGuard,
    vocabulary: Vocabulary
  ) throws(CommandFailure) {
    sources = SourceRun(vocabulary, isLogged: drawing.options.audit != nil)
    summary = StockSummary(vocabulary)
    self.vocabulary = vocabulary
    self.drawing = drawing
    self.terminal = terminal
    self.files = files
    self.place = place
    guard let path = drawing.options.output else {
      file = nil
      if drawing.options.format == .docx { try terminal.refuseDocument() }
      pending.append(drawing.head)
      return
    }
    guard let kind = drawing.options.format.folder else {
      file = try files.begin(path)
      pending.append(drawing.head)
      return
    }
    file = nil
    if try files.state(of: path)?.kind == .folder { pages = folder(path, kind) }
  }

  /// What another part of the stock uses of which source counts as used before.
  mutating func hold(besideUsesOf part: StockSummary) { sources.enter(part.uses) }

  /// Whether more than one dossier was judged.
  var hasSeveral: Bool { count > 1 }

  /// Takes a review; with a log it is printed only when the log holds it.
  ///
  /// - Returns: The decision beside the other reviews; nil after a failure.
  mutating func add(_ judged: JudgedDossier) -> Decision? {
    guard failure == nil else { return nil }
    count += 1
    warnOfOffice(judged.reported.review)
    do throws(CommandFailure) {
      let review = judged.reported.review
      let held = try sources.hold(review, judged.sources, audit?.index)
      count(judged, held.decision)
      // Where other projects use its sources, it is told otherwise than by itself.
      let isAlone = held.ledger.isEmpty
      let reported =
        isAlone
        ? judged.reported : judged.reported.held(as: held)
      guard audit == nil else {
        try printDurable(try audit?.add(reported, of: judged.unit) ?? [])
        return held.decision
      }
      try print(reported, drawn: isAlone ? judged.line : nil)
      return held.decision
    } catch {
      failure = error
      return nil
    }
  }

  /// Takes records that were judged in bulk, in their order.
  ///
  /// - Parameter again: Judges those anew whose sources others use.
  /// - Returns: The highest status of theirs: what is open is higher than what is refused.
  mutating func add(_ batch: BulkBatch, _ again: DossierJudge) -> ExitStatus {
    var highest = ExitStatus.success
    summary.add(batch.summary)
    do throws(CommandFailure) {
      var written = batch.records.first?.line.lowerBound ?? 0
      for record in batch.records {
        count += 1
        highest = max(highest, ExitStatus(record.decision))
        guard sources.clash(record.sources, record.decision), let unit = record.unit else {
          countUses(record.sources.project, record.sources.claims, record.decision)
          continue
        }
        try emit(batch.lines.bytes(written..<record.line.lowerBound))
        written = record.line.upperBound
        let held = try hold(unit, record, again)
        countUses(record.sources.project, record.sources.claims, held)
        highest = max(highest, ExitStatus(held))
      }
      let end = batch.records.last?.line.upperBound ?? written
      try emit(batch.lines.bytes(written..<end))
      printedCount = count
    } catch {
      failure = error
    }
    return highest
  }

  /// Tells of a record whose sources others use as the reference does.
  private mutating func hold(
    _ unit: DossierUnit, _ record: BulkBatch.Record, _ again: DossierJudge
  ) throws(CommandFailure) -> Decision {
    guard case .judged(let judged)? = again.outcome(of: .dossier(unit)) else {
      return record.decision
    }
    let held = try sources.hold(judged.reported.review, judged.sources, nil)
    if let entry = judged.entry { summary.move(entry, from: record.decision, to: held.decision) }
    try emit(drawing.line(judged.reported.held(as: held)))
    return held.decision
  }

  /// Another place's office signs in silence otherwise; once for each place.
  private mutating func warnOfOffice(_ review: Review) {
    guard let region = review.regionElsewhere(of: drawing.office),
      let name = drawing.office.name,
      regionsElsewhere.insert(review.binding.place.regions.compactMap { $0 }.joined()).inserted
    else { return }
    let place = review.binding.place.regions.compactMap { $0 }.joined()
    terminal.complain(
      drawing.language == .chinese
        ? "警告：单位“\(name)”是\(region)的，项目在\(place)，文书仍以它署名；请核对单位设置（--office）\n"
        : "warning: the office “\(name)” is one of \(region), the project is in \(place), and the paper bears its name; check the settings (--office)\n"
    )
  }

  /// Counts a dossier for the summary.
  private mutating func count(_ judged: JudgedDossier, _ decision: Decision) {
    if let entry = judged.entry { summary.add(entry, decision) }
    countUses(judged.sources.project, judged.sources.claims, decision)
  }

  private mutating func countUses(
    _ project: ClaimingProject, _ claims: @autoclosure () -> [SourceClaim], _ decision: Decision
  ) {
    guard options.summary != nil else { return }
    let claims = claims()
    guard !claims.isEmpty else { return }
    summary.add(
      claims.map { claim in
        SourceBalance.Use(
          project: project, claim: claim, sequence: nil,
          decision: decision.name.english, since: nil)
      })
  }

  private mutating func printDurable(_ reviews: [ReportedReview]) throws(CommandFailure) {
    for reported in reviews {
      if let proof = reported.proof { sources.note(reported.review, sequence: proof.sequence) }
      try print(reported)
    }
  }

  /// Takes a dossier that gave no review: it is shown in its place where results stand behind one
  /// another, and in the index of pages.
  mutating func add(_ rejected: RejectedDossier) {
    guard failure == nil else { return }
    summary.add(rejected)
    guard options.format != .text else { return }
    rejections.append((count, rejected))
    guard options.format.isStream else { return }
    do throws(CommandFailure) { try printRejections(behind: printedCount) } catch {
      failure = error
    }
  }

  /// - Parameter count: How many reviews stand before what follows.
  private mutating func printRejections(behind count: Int) throws(CommandFailure) {
    let ready = rejections.prefix { $0.after <= count }.map { $0.dossier }
    rejections.removeFirst(ready.count)
    let drawing = drawing
    for rejected in ready {
      switch options.format {
      case .text: break
      case .jsonl, .csv: try emit(drawing.line(rejected))
      case .json: try printElement { rejected.write(to: &$0, drawing.language) }
      case .html, .docx: pages?.add(rejected)
      }
    }
  }

  /// Writes what is ready, so that it stands before whatever is written elsewhere.
  mutating func flush() {
    guard failure == nil, pending.count > 0 else { return }
    do throws(CommandFailure) { try write() } catch { failure = error }
  }

  /// Prints what was held back, and puts the file of `--output` in its place.
  ///
  /// No log, no verdict: what could not be logged is thrown instead.
  mutating func finish() throws(CommandFailure) {
    if let failure { throw failure }
    try printDurable(try audit?.commit() ?? [])
    if options.format.isStream { try printRejections(behind: .max) }
    try write()
    try finishSummary()
    try finishSources()
    switch options.format {
    case .text, .jsonl, .csv: break
    case .json: try finishJSON()
    case .html, .docx: try finishPages()
    }
    try write()
    do throws(FileFailure) { try file?.finish() } catch { throw .unwritten(error) }
  }

  /// What the dossiers of a stream come to, on standard error; and in the file that was asked for.
  private func finishSummary() throws(CommandFailure) {
    if options.format.isStream, summary.isWorthTelling {
      terminal.complain(summary.text(drawing.language))
    }
    guard let path = options.summary, let format = SummaryFormat(path: path) else { return }
    try files.save(summary.bytes(format, drawing.language, vocabulary), to: path)
  }

  /// What is wrong with the sources stands behind the reviews; beside a form that scripts read, on
  /// standard error.
  private mutating func finishSources() throws(CommandFailure) {
    guard count > 1, let summary = sources.summary(drawing.language) else { return }
    if options.format == .text { return try emit("\n" + summary) }
    terminal.complain(summary)
  }

  /// - Parameter drawn: Its line, where that was drawn already.
  private mutating func print(
    _ reported: ReportedReview, drawn: [UInt8]? = nil
  ) throws(CommandFailure) {
    defer { printedCount += 1 }
    switch options.format {
    case .text: try emit((printedCount == 0 ? "" : "\n") + drawing.text(reported))
    case .jsonl, .csv:
      try printRejections(behind: printedCount)
      try emit(drawn ?? drawing.line(reported))
    case .json, .html, .docx:
      guard printedCount > 0 || pages != nil else {
        first = reported
        return
      }
      try printFirstAmongSeveral()
      try printAmongSeveral(reported, behind: printedCount)
    }
  }

  private mutating func printFirstAmongSeveral() throws(CommandFailure) {
    guard let review = first else { return }
    try printAmongSeveral(review, behind: 0)
    first = nil
  }

  /// - Parameter count: How many reviews stand before it.
  private mutating func printAmongSeveral(
    _ reported: ReportedReview, behind count: Int
  ) throws(CommandFailure) {
    let drawing = drawing
    guard let kind = options.format.folder else {
      try printRejections(behind: count)
      return try printElement { drawing.write(reported, isAmongSeveral: true, to: &$0) }
    }
    guard let path = options.output else {
      let name = options.format == .html ? "HTML" : "docx"
      throw .usage(
        "多份 \(name) 报告要用 `--output 文件夹` / several \(name) reports need `--output FOLDER`")
    }
    if pages == nil {
      try files.makeFolder(at: path)
      pages = folder(path, kind)
    }
    try printRejections(behind: count)
    let told =
      reported.advice == nil ? reported.with(drawing.advice(on: reported.review)) : reported
    try pages?.add(drawing.paged(told, index: ReportFolder.index), of: told)
  }

  /// Prints one of several results.
  private mutating func printElement(_ write: (inout JSONWriter) -> Void) throws(CommandFailure) {
    var json = array ?? JSONWriter(style: .pretty)
    if array == nil { json.beginArray() }
    write(&json)
    try emit(json.drain())
    array = json
  }

  private mutating func emit(_ text: String) throws(CommandFailure) { try emit(Array(text.utf8)) }

  private mutating func emit(_ bytes: [UInt8]) throws(CommandFailure) {
    pending.append(bytes)
    if pending.count >= Self.pieceSize || !options.format.isStream { try write() }
  }

  /// Takes lines of a stream; many are written from where they stand.
  private mutating func emit(_ lines: UnsafeBufferPointer<UInt8>) throws(CommandFailure) {
    guard pending.count + lines.count >= Self.pieceSize else { return pending.append(lines) }
    try write()
    try write(lines)
  }

  private mutating func write() throws(CommandFailure) {
    defer { pending.cut(at: 0) }
    if pending.count > 0 { try write(pending.bytes) }
  }

  private func write(_ bytes: UnsafeBufferPointer<UInt8>) throws(CommandFailure) {
    guard let file else { return try terminal.write(bytes) }
    do throws(FileFailure) { try file.write(bytes) } catch { throw .unwritten(error) }
  }

  /// An object for one review, an array for several results or none.
  private mutating func finishJSON() throws(CommandFailure) {
    if let first, rejections.isEmpty { return try emit(drawing.json(first)) }
    try printFirstAmongSeveral()
    // What alone was given and cannot be read is no result.
    if array != nil || rejections.count > 1 { try printRejections(behind: .max) }
    guard var json = array else { return try emit("[]\n") }
    json.endArray()
    json.endLine()
    try emit(json.drain())
  }

  // MARK: - Pages and documents

  /// One page or document to a file or to standard output; several into a folder.
  private mutating func finishPages() throws(CommandFailure) {
    if let first {
      let report = drawing.paged(first, index: nil)
      guard let path = options.output else { return try terminal.write(report) }
      try files.save(report, to: path)
    }
    try printRejections(behind: .max)
    try pages?.finish(notes: sources.notes.shown.map { $0[drawing.language] })
  }

  private func folder(_ path: String, _ kind: ReportFolder.Kind) -> ReportFolder {
    ReportFolder(path: path, files: files, place: place, language: drawing.language, kind: kind)
  }
}
