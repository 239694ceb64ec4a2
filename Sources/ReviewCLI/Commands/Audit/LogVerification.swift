import AuditLog

/// What a verification proved, and what it left open.
struct LogVerification {
  let log: VerifiedLog
  /// nil: only the lines were read.
  let evidence: VerifiedEvidence?

  /// Whether nothing contradicts what was signed.
  var isSound: Bool { evidence?.isSound ?? true }

  /// How many of the first entries somebody outside vouches for.
  var coveredCount: Int { log.coveredCount }

  /// How many entries stand after the last outside proof.
  var uncoveredCount: Int { log.checkpoint.size - coveredCount }

  /// What was not proved, in the order of its weight.
  var openQuestions: [OpenQuestion] {
    var questions: [OpenQuestion] = []
    if coveredCount == 0 { questions.append(.notCompared) }
    if !log.isPinned { questions.append(.notPinned) }
    if coveredCount > 0, uncoveredCount > 0 { questions.append(.uncovered(uncoveredCount)) }
    guard let evidence else { return questions + [.linesOnly] }
    let unchecked = evidence.bodies.unchecked + evidence.objects.unchecked
    if unchecked > 0 { questions.append(.unchecked(unchecked)) }
    return questions
  }

  enum OpenQuestion {
    /// With no head from outside: the key's holder may have rewritten the log or set it back.
    case notCompared
    /// The log's own key was believed: anybody may have made it.
    case notPinned
    /// So many entries stand after the last outside proof.
    case uncovered(Int)
    /// Bodies and rules were not looked at, as was asked for.
    case linesOnly
    /// So many bodies and rule texts could not be looked at.
    case unchecked(Int)
  }
}
