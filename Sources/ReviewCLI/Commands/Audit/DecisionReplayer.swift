import AuditLog
import Rules

/// Judges logged dossiers again: the bytes, rules, parameters and date are those that the log keeps.
///
/// Nothing of the machine enters: no clock, no locale, no working directory.
struct DecisionReplayer {
  let log: AuditLog
  let engine: Engine
  /// Whether a decision of another program is judged by this one. That is no replay.
  let allowsOtherEngine: Bool
  private var sessions: [SessionKey: Session] = [:]

  init(log: AuditLog, engine: Engine, allowsOtherEngine: Bool) {
    (self.log, self.engine, self.allowsOtherEngine) = (log, engine, allowsOtherEngine)
  }

  private struct SessionKey: Hashable {
    let rules: Digest
    let reading: Digest
    let parameters: Digest?
  }

  private struct Session {
    let rules: JudgingRules
    let digests: [Int: String]
    let parameters: ParameterValues
  }

  /// A decision that was judged again.
  struct Judged {
    let review: Review
    let advice: Advice
    let rules: JudgingRules
    let digests: [Int: String]
    fileprivate let result: CanonicalResult
  }

  mutating func replay(_ decision: LoggedDecision) throws(AuditLogError) -> ReplayOutcome {
    try replayed(decision).outcome
  }

  /// The same with the review, where there is one to judge.
  mutating func replayed(
    _ decision: LoggedDecision
  ) throws(AuditLogError) -> (outcome: ReplayOutcome, judged: Judged?) {
    guard allowsOtherEngine || decision.engine == engine else {
      return (.otherEngine(decision.engine), nil)
    }
    do throws(AuditLogError) {
      return try judge(decision)
    } catch .alteredObject(let place) {
      return (.altered(place), nil)
    }
  }

  /// The parameters that were given, and the rules that they are for; nil when the rules are not
  /// accepted.
  mutating func parameters(
    of decision: LoggedDecision
  ) throws(AuditLogError) -> (values: ParameterValues, rules: RuleCatalogue)? {
    try session(for: decision).map { ($0.parameters, $0.rules.program.rules) }
  }

  private mutating func judge(
    _ decision: LoggedDecision
  ) throws(AuditLogError) -> (outcome: ReplayOutcome, judged: Judged?) {
    let dossier: [UInt8]
    let result: [UInt8]
    switch (try log.body(of: decision.dossier), try log.body(of: decision.result)) {
    case (.present(let first), .present(let second)): (dossier, result) = (first, second)
    case (.destroyed, _), (_, .destroyed): return (.destroyed, nil)
    case (.missing, _), (_, .missing): return (.missing, nil)
    }
    guard let more = decision.more, let excerpt = DossierExcerpt(more, bytes: dossier),
      let asOf = CalendarDate(parsing: decision.asOf), let session = try session(for: decision)
    else { return (.notReplayable, nil) }
    guard let judged = judge(excerpt, session, asOf: asOf, beside: result) else {
      return (.rejected, nil)
    }
    if let difference = FirstDifference(logged: result, computed: judged.result.bytes) {
      return (.different(difference), judged)
    }
    let contradictions = decision.contradictions(with: result)
    return (contradictions.isEmpty ? .equal : .contradicted(contradictions), judged)
  }

  /// - Parameter result: What was logged; it holds what other projects used of the sources then.
  private func judge(
    _ excerpt: DossierExcerpt, _ session: Session, asOf: CalendarDate, beside result: [UInt8]
  ) -> Judged? {
    let review = ReviewSession(
      program: session.rules.program,
      setting: ReviewSetting(parameters: session.parameters, asOf: asOf, today: asOf))
    guard let unit = excerpt.unit(session.rules.program.vocabulary),
      let review = review.judge(unit).review
    else { return nil }
    let held = SourceRun.hold(review, beside: result)
    let advice = advise(held)
    return Judged(
      review: held, advice: advice, rules: session.rules, digests: session.digests,
      result: CanonicalResult(held, advice, digests: session.digests))
  }

  /// The rules and parameters of a decision, which many decisions share.
  private mutating func session(for decision: LoggedDecision) throws(AuditLogError) -> Session? {
    guard let reading = decision.reading else { return nil }
    let key = SessionKey(
      rules: decision.rules, reading: reading, parameters: decision.parameters)
    if let known = sessions[key] { return known }
    guard let order = ReadingOrder(try log.object(reading)),
      let book = order.book(try log.rules(decision.rules)), !book.diagnostics.hasErrors
    else { return nil }
    var parameters = ParameterValues()
    if let digest = decision.parameters {
      let source = SourceText(path: "parameters", bytes: try log.object(digest))
      parameters = ParameterReader.read(source, rules: book.program.rules).values
    }
    let rules = JudgingRules(book)
    let session = Session(rules: rules, digests: rules.digests, parameters: parameters)
    sessions[key] = session
    return session
  }
}

/// What came of judging a logged dossier again.
enum ReplayOutcome {
  /// The same bytes.
  case equal
  case different(FirstDifference)
  /// The result is the same, but the line says something else than it.
  case contradicted([LineMember])
  /// The dossier is rejected now, though it was judged then.
  case rejected
  /// What the log keeps is not what the line committed to; the place.
  case altered(String)
  /// Another program decided, so this one cannot replay it.
  case otherEngine(Engine)
  /// Salt and body were overwritten.
  case destroyed
  /// The vault is not there, as in a copy of the log without it.
  case missing
  /// The line lacks what replay needs, or its rules are no longer accepted.
  case notReplayable
}
