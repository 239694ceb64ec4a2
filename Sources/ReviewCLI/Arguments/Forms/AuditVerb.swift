/// What `review audit` can do, in the order in which help names it.
enum AuditVerb: String, CaseIterable {
  case initialize = "init"
  case verify, list, export, history, match, show, prove, receipt, checkpoint, monitor, replay
  case override, redact, hold, anchor, witness, clock, key
  case serve, sm2
  case set = "setting"
  case tools

  /// What stands behind the directory.
  var sequence: Presence {
    switch self {
    case .initialize, .verify, .list, .export, .match, .checkpoint, .anchor, .clock, .witness,
      .monitor,
      .serve, .sm2, .set, .key, .tools:
      .absent
    case .show, .prove, .receipt, .redact, .hold, .override: .required
    case .replay: .optional
    case .history: .word
    }
  }

  /// Whether it is the number of an entry.
  enum Presence {
    case absent, optional, required
    /// A word instead, such as a project's code.
    case word
  }
}
