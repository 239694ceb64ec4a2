import Rules

/// Prints reviews in the format that was asked for.
///
/// `jsonl` prints each review as it comes, in bounded memory; the others print at the end.
struct ReviewOutput {
  let options: EvaluateOptions
  let terminal: Terminal
  let files: FileStore
  /// The digest of each ruleset's files, by ruleset.
  let digests: [Int: String]
  /// Where reviews become durable before they are printed; nil without a log.
  private var audit: AuditedEvaluation?
  /// Why nothing may be printed any more; nil while all is well.
  private(set) var failure: CommandFailure?
  private(set) var count = 0
  private var reviews: [ReportedReview] = []
  /// What goes to a file rather than to standard output.
  private var held = ""

  init(
    options: EvaluateOptions, terminal: Terminal, files: FileStore, digests: [Int: String],
    audit: AuditedEvaluation?
  ) {
    self.options = options
    self.terminal = terminal
    self.files = files
    self.digests = digests
    self.audit = audit
  }

  private var language: Language { options.language ?? .chinese }

  /// Takes a review; with a log it is printed only when the log holds it.
  mutating func add(_ review: Review, of unit: DossierUnit) {
    guard failure == nil else { return }
    count += 1
    guard audit != nil else {
      add(ReportedReview(review: review, proof: nil))
      return
    }
    do throws(CommandFailure) {
      for reported in try audit?.add(review, of: unit) ?? [] { add(reported) }
    } catch {
      failure = error
    }
  }

  private mutating func add(_ reported: ReportedReview) {
    guard options.format == .jsonl else {
      reviews.append(reported)
      return
    }
    var json = JSONWriter(style: .compact)
    report(reported).write(to: &json)
    json.endLine()
    emit(json.text)
  }

  private func report(_ reported: ReportedReview) -> JSONReport {
    JSONReport(
      reported.review, language: language, digests: digests, proof: reported.proof)
  }

  private mutating func emit(_ text: String) {
    if options.output == nil { terminal.write(text) } else { held += text }
  }

  /// Prints what was held back.
  ///
  /// No log, no verdict: what could not be logged is thrown instead.
  mutating func finish() throws(CommandFailure) {
    if let failure { throw failure }
    for reported in try audit?.commit() ?? [] { add(reported) }
    switch options.format {
    case .jsonl: break
    case .json: emit(json)
    case .text: emit(text)
    case .html:
      try writePages()
      return
    }
    if let path = options.output { try files.save(held, to: path) }
  }

  private var json: String {
    guard !reviews.isEmpty else { return "" }
    var json = JSONWriter(style: .pretty)
    if reviews.count == 1, let review = reviews.first {
      report(review).write(to: &json)
    } else {
      json.array { json in
        for review in reviews { report(review).write(to: &json) }
      }
    }
    json.endLine()
    return json.text
  }

  private var text: String {
    let colour = options.output == nil && terminal.outputColour
    return reviews.map { reported in
      TextReport(
        reported.review, language: language, colour: colour, proof: reported.proof
      ).text
    }.joined(separator: "\n")
  }

  // MARK: - HTML

  /// One page to a file or to standard output; several into a folder, with an index.
  private mutating func writePages() throws(CommandFailure) {
    if reviews.count == 1, let reported = reviews.first {
      let page = page(of: reported)
      guard let path = options.output else {
        terminal.write(page)
        return
      }
      try files.save(page, to: path)
      return
    }
    guard let folder = options.output else {
      throw .usage("多份 HTML 报告要用 `--output 文件夹` / several HTML reports need `--output FOLDER`")
    }
    try files.makeFolder(at: folder)
    var entries: [HTMLIndex.Entry] = []
    for (index, reported) in reviews.enumerated() {
      let name = pageName(of: reported.review, index)
      try files.save(page(of: reported), to: "\(folder)/\(name)")
      entries.append(HTMLIndex.Entry(reported.review, page: name))
    }
    try files.save(HTMLIndex(entries, language: language).text, to: "\(folder)/index.html")
  }

  private func page(of reported: ReportedReview) -> String {
    HTMLReport(
      reported.review, language: language, digests: digests, proof: reported.proof,
      repairs: ReportedRepair.all(in: reported.review, language)
    ).text
  }

  /// `0001-zhongwei-data-centre.html`: in the order of the dossiers, named after their files.
  private func pageName(of review: Review, _ index: Int) -> String {
    let path = review.binding.dossier.source.path
    let file = path.split(separator: "/").last.map(String.init) ?? "dossier"
    let stem = file.split(separator: ".").first.map(String.init) ?? "dossier"
    let number = "\(index + 1)"
    let zeros = String(repeating: "0", count: max(0, 4 - number.count))
    return "\(zeros)\(number)-\(stem).html"
  }
}
