import Rules

/// All that is told of records that were judged in bulk: the lines that ``JSONReport/write(id:to:)`` writes
/// of their reviews.
///
/// Where all that a record says was said before, its line is a copy with its own places and evidence.
/// Otherwise the reference judges it, and only the findings of rules that read what was read before
/// are copies.
///
/// It is of one thread.
public final class BulkReports {
  private let program: Program
  private let setting: ReviewSetting
  private let language: Language
  private let origin: ReportOrigin
  private let reader: DossierReader
  private let lookedUp = PlaceMemory()
  private let rules: RuleReview
  private let keys: BulkRuleKeys
  private let scribe: FindingScribe
  private let records: KeyedTemplates<RecordTemplate>
  /// What stands behind the digest.
  private let end: [UInt8]
  private let hasRegions: Bool
  /// How many records were told of by templates, and how many rules of others.
  package private(set) var recordUses = 0
  package var templateUses: Int { scribe.templateUses }

  /// In bytes, for one thread.
  private static let limit = 24 << 20

  /// - Parameter origin: That of all reports, without the digest of a dossier.
  public init(
    _ program: Program, _ setting: ReviewSetting, _ language: Language, _ origin: ReportOrigin
  ) {
    (self.program, self.setting, self.language, self.origin) = (program, setting, language, origin)
    reader = DossierReader(vocabulary: program.vocabulary)
    rules = RuleReview(program, setting)
    keys = BulkRuleKeys(program)
    scribe = FindingScribe(program, language, nil, keys: keys)
    records = KeyedTemplates(keys)
    hasRegions = !program.vocabulary.jurisdictionFields.isEmpty
    var end = JSONWriter(style: .compact)
    end.object { origin.writeEngine(to: &$0) }
    self.end =
      Array("\"}".utf8) + (end.bytes.count > 2 ? [UInt8(ascii: ",")] : [])
      + end.bytes.dropFirst() + [UInt8(ascii: "\n")]
  }

  /// Appends the line of a record; false: it is for the reference.
  ///
  /// - Parameters:
  ///   - review: What the record came to, before its judge goes on to another.
  ///   - mark: Stands for a number that the record does not give.
  ///   - path: That of the text whose line the record is.
  ///   - digest: That of the record.
  public func write(
    _ review: BulkReview, mark: String, path: String, line: Int, digest: String,
    to run: ByteRun
  ) -> Bool {
    let isOfJudge = scribe.begin(review, path: path, line: line)
    if !isOfJudge || scribe.size + records.size > Self.limit {
      scribe.removeAll()
      records.removeAll()
    }
    let start = run.count
    writeNames(of: review, mark, to: run)
    let end = run.count
    if !copy(review, to: run) {
      run.cut(at: end)
      guard judge(review, path: path, line: line, to: run) else {
        run.cut(at: start)
        return false
      }
    }
    run.append(",\"dossier\":{\"digest\":\"")
    run.append(Array(digest.utf8))
    run.append(self.end)
    return true
  }

  private func writeNames(of review: BulkReview, _ mark: String, to run: ByteRun) {
    let id = JSONWriter.writtenMembers { $0.member("id", review.number ?? mark) }
    let names = JSONWriter.writtenMembers { json in
      JSONReport.writeNames(review.name, code: review.number, to: &json)
    }
    run.append(UInt8(ascii: "{"))
    run.append(id)
    run.append(",\"project\":{")
    run.append(names)
    if !names.isEmpty, hasRegions { run.append(UInt8(ascii: ",")) }
  }

  // MARK: - What was said before

  /// Appends the line by its template; false: there is none that fits.
  private func copy(_ review: BulkReview, to run: ByteRun) -> Bool {
    guard keys.takeAll(of: review), let template = records.template() else { return false }
    run.append(template.head)
    for (place, finding) in template.findings.enumerated() {
      if place > 0 { run.append(UInt8(ascii: ",")) }
      guard scribe.write(finding, to: run) else { return false }
    }
    run.append(template.rest)
    recordUses += 1
    return true
  }

  // MARK: - By the reference

  private func told(of record: SourceText) -> (review: Review, advice: Advice)? {
    let (dossier, problems) = reader.read(record)
    return judgeDossier(dossier, problems, by: program, in: setting, places: lookedUp).review
      .map { ($0, advise($0)) }
  }

  private func report(_ review: Review, _ advice: Advice) -> JSONReport {
    JSONReport(
      review, advice: advice, language: language, origin: origin, memory: scribe.memory)
  }

  /// Appends the line as the reference has it, and keeps what was seen before; false: it is rejected.
  private func judge(
    _ review: BulkReview, path: String, line: Int, to run: ByteRun
  ) -> Bool {
    let record = SourceText(path: path, bytes: Array(review.bytes), firstLine: line)
    guard let (own, advice) = told(of: record) else { return false }
    let report = report(own, advice)
    let ruled = own.ruled
    run.append(head(by: report))
    let start = run.count
    var toBeKept: [Int] = []
    for rule in ruled where !scribe.tell(rule, review, behind: start, to: run) {
      if run.count > start { run.append(UInt8(ascii: ",")) }
      run.append(scribe.findings(of: rule, by: report))
      if scribe.isToBeKept(rule, review) { toBeKept.append(rule) }
    }
    run.append(rest(by: report))
    if keys.takeAll(of: review), records.isToBeKept() {
      keep(review, own, advice, path: path, line: line)
    } else if !toBeKept.isEmpty {
      let other = rules.review(
        Elsewhere.record(review, line: line), by: toBeKept, existence: review.existence)
      scribe.keep(toBeKept, own, other, of: review, path: path, line: line)
    }
    return true
  }

  private func head(by report: JSONReport) -> [UInt8] {
    JSONWriter.writtenMembers { report.writeRegions(to: &$0) } + Array("},".utf8)
      + JSONWriter.writtenMembers { report.writeHead(to: &$0) } + Array(",\"findings\":[".utf8)
  }

  private func rest(by report: JSONReport) -> [UInt8] {
    Array("],".utf8) + JSONWriter.writtenMembers { report.writeRest(to: &$0) }
  }

  /// Keeps the template of a record, with those of its rules.
  private func keep(
    _ review: BulkReview, _ own: Review, _ advice: Advice, path: String, line: Int
  ) {
    let other = told(of: Elsewhere.record(review, line: line))
    let ruled = own.ruled
    let unknown = ruled.filter { !scribe.isKnown($0, review) }
    scribe.keep(unknown, own, other?.review, of: review, path: path, line: line)
    let findings = ruled.compactMap { scribe.template(of: $0, review) }
    let (report, otherwise) = (report(own, advice), other.map { self.report($0.review, $0.advice) })
    let (head, rest) = (head(by: report), rest(by: report))
    let isSame = otherwise.map { self.head(by: $0) == head && self.rest(by: $0) == rest } ?? false
    let template =
      isSame && findings.count == ruled.count
      ? RecordTemplate(head: head, findings: findings, rest: rest) : nil
    guard keys.takeAll(of: review) else { return }
    records.keep(template, size: template?.size ?? 0)
  }
}

extension Review {
  /// The rules that have findings, in their order.
  fileprivate var ruled: [Int] {
    var rules: [Int] = []
    for finding in findings where rules.last != finding.rule { rules.append(finding.rule) }
    return rules
  }
}
