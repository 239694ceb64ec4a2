import AuditLog

/// What a verification proved, and what it left open.
struct LogVerification {
  let log: VerifiedLog
  /// nil: only the lines were read.
  let evidence: VerifiedEvidence?
  /// nil: no release was given to compare the rules with. It counts nothing with ``evidence`` nil.
  let rules: ReleaseTally?
  let signatures: SignatureTally
  /// Whether a second person overruled or destroyed what was decided.
  let rulings: RulingAudit
  /// Lines that say something else than their results.
  let lines: LineTally
  /// Decisions that are not what the log demanded.
  let demands: DemandTally
  /// What the lines say of their rules.
  let noted: NotedReleases
  /// A second root and signature; nil: none was given.
  let note: VerifiedNote?

  /// Whether nothing contradicts what was signed.
  var isSound: Bool {
    (evidence?.isSound ?? true) && wrongAnchors.isEmpty && rules?.isSigned != false
      && signatures.wrong.isEmpty && lines.contradictions.isEmpty && demands.breaches.isEmpty
      && note?.isRight != false
  }

  var anchors: [VerifiedAnchor] { evidence?.anchors ?? [] }

  var wrongAnchors: [VerifiedAnchor] {
    anchors.filter { if case .wrong = $0.state { true } else { false } }
  }

  /// How many of the first entries somebody outside vouches for.
  var coveredCount: Int {
    let noted = note.map { $0.isRight ? $0.size : 0 } ?? 0
    return max(log.coveredCount, evidence?.anchoredCount ?? 0, noted)
  }

  /// How many entries stand after the last outside proof.
  var uncoveredCount: Int { log.checkpoint.size - coveredCount }

  /// What was not proved, in the order of its weight.
  var openQuestions: [OpenQuestion] {
    var questions: [OpenQuestion] = []
    if coveredCount == 0 { questions.append(.notCompared) }
    if !log.isPinned { questions.append(.notPinned) }
    if coveredCount > 0, uncoveredCount > 0 { questions.append(.uncovered(uncoveredCount)) }
    let unchecked = anchors.count { $0.state == .unchecked }
    if unchecked > 0 { questions.append(.uncheckedAnchors(unchecked)) }
    if let rules, evidence != nil {
      if rules.isSigned != true { questions.append(.unsignedRelease) }
      if !rules.exceptions.isEmpty { questions.append(.otherRules(rules.exceptions.count)) }
    }
    if !rulings.inOneHand.isEmpty { questions.append(.inOneHand(rulings.inOneHand.count)) }
    guard let evidence else { return questions + [.linesOnly] }
    let unseen = evidence.bodies.unchecked + evidence.objects.unchecked
    if unseen > 0 { questions.append(.unchecked(unseen)) }
    return questions
  }

  enum OpenQuestion {
    /// With no head from outside: the key's holder may have rewritten the log or set it back.
    case notCompared
    /// The log's own key was believed: anybody may have made it.
    case notPinned
    /// So many entries stand after the last outside proof.
    case uncovered(Int)
    /// So many outsiders' words were not checked.
    case uncheckedAnchors(Int)
    /// The release's signature was not checked, or is wrong.
    case unsignedRelease
    /// So many decisions rest on other rules than those of the release.
    case otherRules(Int)
    /// So many overrides and redactions are by whoever had decided.
    case inOneHand(Int)
    /// Bodies and rules were not looked at, as was asked for.
    case linesOnly
    /// So many bodies and rule texts could not be looked at.
    case unchecked(Int)
  }
}
