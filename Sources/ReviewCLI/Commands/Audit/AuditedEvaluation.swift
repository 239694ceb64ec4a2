import AuditLog
import Reports
import Rules

/// Puts the reviews of one invocation into the log, and hands them back only when they are durable.
///
/// Reviews are gathered into groups that are one commit each, so that a province's stock is logged
/// in bounded memory. A failure is kept: after it nothing more is logged, and nothing may be shown.
struct AuditedEvaluation {
  /// The largest group. Reaching either limit commits it.
  private static let dossierLimit = 10_000
  /// Of the dossiers and results in a group, in bytes; with its reviews a group takes some three times
  /// as much memory.
  private static let byteLimit = 16 << 20

  private let log: AuditLog
  private let author: String
  private let acceptance: String?
  private let isTrial: Bool
  private let signer: SigningKey?
  private let changes: RuleChanges
  private let engine: Engine
  private let rules: Digest
  private let reading: Digest
  private let parameters: Digest?
  private let digests: [Int: String]
  /// Where earlier decisions are found by their sources; nil when the rules have no ledger.
  let index: LedgerIndex?
  private var waiting: [(reported: ReportedReview, submission: LogSubmission)] = []
  private var waitingByteCount = 0

  /// Opens the log, and makes the rules and parameters durable that its entries will name.
  ///
  /// - Parameter digests: The digest of each ruleset's files, see ``RulesetDigests``.
  init(
    _ request: AuditRequest, rules: JudgingRules, session: ReviewSession, parameters: SourceText?,
    given: ParameterValues,
    digests: [Int: String], files: FileStore, memory: CheckpointMemory
  ) throws(CommandFailure) {
    (author, acceptance, isTrial) = (request.author, request.acceptance, request.isTrial)
    changes = RuleChanges(of: rules.sources)
    signer = try request.signerPath.map { path throws(CommandFailure) in
      try withLog(keyPath: path) { () throws(AuditLogError) in try SigningKey(storedAt: path) }
    }
    let admission: Admission
    engine = try files.runningEngine()
    self.digests = digests
    do throws(AuditLogError) {
      let log = try request.open(memory)
      admission = try Admission(to: log)
      self.rules = try log.storeRules(
        rules.sources.map { RuleFile(path: $0.path, bytes: $0.bytes) })
      reading = try log.storeObject(ReadingOrder(rules).bytes)
      self.parameters = try parameters.map { source throws(AuditLogError) in
        try log.storeObject(source.bytes)
      }
      self.log = log
      index =
        rules.program.vocabulary.ledgers.isEmpty ? nil : try LedgerIndex(of: log, for: session)
    } catch {
      throw .unlogged(error)
    }
    try admission.check(changes)
    if parameters != nil {
      try admission.check(given, of: rules.program.rules)
    }
    try admission.check(signatory: signer?.verifier, author)
  }

  /// Takes a review in, and returns those that became durable, in the order they came.
  mutating func add(
    _ reported: ReportedReview, of unit: DossierUnit
  ) throws(CommandFailure) -> [ReportedReview] {
    let excerpt = DossierExcerpt(unit)
    let review = reported.review
    let advice = reported.advice ?? advise(review)
    let result = CanonicalResult(review, advice, digests: digests)
    waiting.append((reported.with(advice), submission(review, excerpt, result)))
    waitingByteCount += excerpt.bytes.count + result.bytes.count
    guard waiting.count >= Self.dossierLimit || waitingByteCount >= Self.byteLimit else {
      return []
    }
    return try commit()
  }

  /// Commits what is still waiting.
  mutating func commit() throws(CommandFailure) -> [ReportedReview] {
    guard !waiting.isEmpty else { return [] }
    let group = waiting
    (waiting, waitingByteCount) = ([], 0)
    let done: Acknowledgement
    do throws(AuditLogError) {
      try index?.hold()
      done = try log.append(group.map(\.submission))
    } catch {
      throw .unlogged(error)
    }
    // The decisions are in the log; an index that was not written is made good when it is read.
    try? index?.enter(group.map { decision($0.reported.review) }, done)
    index?.release()
    let checkpoint = done.checkpoint.text
    return zip(group, zip(done.sequences, done.leafHashes)).map { item, entry in
      item.reported.proved(
        by: AuditProofText(
          sequence: entry.0, leafHash: entry.1.hexadecimal, checkpoint: checkpoint))
    }
  }

  private func decision(_ review: Review) -> LedgerDecision {
    let (project, claims) = review.sources
    return LedgerDecision(
      project: project, claims: claims, decision: review.decision.name.english, isTrial: isTrial)
  }

  private func submission(
    _ review: Review, _ excerpt: DossierExcerpt, _ result: CanonicalResult
  ) -> LogSubmission {
    let code = review.text(of: review.program.vocabulary.numberField)
    let more =
      excerpt.members
      + EvaluationNotes(
        code: code, acceptance: acceptance, isTrial: isTrial, changes: changes
      ).members
      + [.init("reading", .string(reading.hexadecimal))]
    return LogSubmission(
      by: EntryAuthor(author, signer: signer),
      record: .evaluate(
        .init(
          project: review.projectName ?? excerpt.path, asOf: review.binding.asOf.description,
          decision: review.decision.name.english, hits: review.violatedRules,
          dossier: .open(excerpt.bytes), result: .open(result.bytes), rules: rules,
          parameters: parameters, engine: engine, more: .object(more))))
  }
}

/// A review, what to tell of it, and its proof where it was logged.
struct ReportedReview: Sendable {
  let review: Review
  /// What stands for a number that its dossier does not give.
  let mark: String
  /// Where its dossier begins, from 1.
  let line: Int
  /// nil: nobody asked for it yet.
  let advice: Advice?
  /// nil: the invocation keeps no log.
  let proof: AuditProofText?

  init(
    review: Review, mark: String, line: Int, advice: Advice?, proof: AuditProofText? = nil
  ) {
    (self.review, self.mark, self.line) = (review, mark, line)
    (self.advice, self.proof) = (advice, proof)
  }

  /// What tells it from the other results.
  var id: String { review.text(of: review.program.vocabulary.numberField) ?? mark }

  /// The same dossier, judged beside others.
  func held(as review: Review) -> ReportedReview {
    ReportedReview(review: review, mark: mark, line: line, advice: nil)
  }

  func with(_ advice: Advice) -> ReportedReview {
    ReportedReview(review: review, mark: mark, line: line, advice: advice, proof: proof)
  }

  func proved(by proof: AuditProofText) -> ReportedReview {
    ReportedReview(review: review, mark: mark, line: line, advice: advice, proof: proof)
  }
}

/// What `--audit` asks for: which log, in whose name, signed with which key.
struct AuditRequest {
  let directory: String
  let author: String
  /// Of the log's key, or of the socket of the writer who has it.
  let keyPath: String
  /// The reviewer's own key; nil: the decision bears the log's signature alone.
  let signerPath: String?
  /// The number under which the office accepted the project; nil: none was given.
  let acceptance: String?
  /// Whether the entries are marked as trial runs, which nobody may take for decisions.
  let isTrial: Bool

  /// The log, for writing by its newest lines: with its key, or through the writer who has it.
  fileprivate func open(_ memory: CheckpointMemory) throws(AuditLogError) -> AuditLog {
    guard WriterSocket.isSocket(keyPath) else {
      return try AuditLog.open(
        directory: directory, keyPath: keyPath, memory: memory, audit: .newestLines)
    }
    return try AuditLog.open(directory: directory, writerAt: keyPath, memory: memory)
  }

  /// nil when no log was asked for.
  init?(_ arguments: Arguments, _ environment: Environment) throws(CommandFailure) {
    guard let directory = arguments["--audit"] else {
      if arguments["--reviewer"] != nil || arguments["--audit-key"] != nil
        || arguments["--reviewer-key"] != nil || arguments["--acceptance"] != nil
        || arguments.has("--trial")
      {
        throw .usage(
          "`--reviewer`、`--audit-key`、`--acceptance`、`--trial` 要与 `--audit DIR` 同用 / these go with `--audit DIR`"
        )
      }
      return nil
    }
    guard let author = arguments["--reviewer"], !author.allSatisfy({ $0.isWhitespace }) else {
      throw .usage("写入日志须用 `--reviewer NAME` 写明审查人员 / `--audit` needs `--reviewer NAME`")
    }
    (self.directory, self.author, isTrial) = (directory, author, arguments.has("--trial"))
    signerPath = arguments["--reviewer-key"]
    acceptance = arguments["--acceptance"]
    guard acceptance == nil || arguments.operands.count == 1 else {
      throw .usage(
        "`--acceptance` 是一个项目的受理编号，只用于一份卷宗 / `--acceptance` is of one project: give one dossier"
      )
    }
    keyPath = try SigningKeyPath(
      arguments["--audit-key"], option: "--audit-key", environment
    ).path
  }
}

extension Review {
  /// The ids of the rules that are not met, each once, in the order of the findings.
  fileprivate var violatedRules: [String] {
    var ids: [String] = []
    for finding in findings where finding.verdict == .notMet {
      let id = program.rules.rules[finding.rule].id
      if !ids.contains(id) { ids.append(id) }
    }
    return ids
  }
}
