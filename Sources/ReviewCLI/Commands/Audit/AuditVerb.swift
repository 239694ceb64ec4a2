/// What `review audit` can do.
enum AuditVerb: String, CaseIterable {
  case initialize = "init"
  case verify, list, show, prove, checkpoint, anchor, redact, override, replay, clock

  /// The words behind the verb, for a command line that lacks one.
  var usage: String {
    switch self {
    case .initialize: "DIR --origin NAME --key PATH [--reviewer NAME]"
    case .verify:
      "DIR [--held FILE|SIZE:ROOT]... [--against FOLDER] [--pinned VKEY]... [--lines-only] "
        + "[--format text|json]"
    case .list:
      "DIR [--project TEXT] [--since TIME] [--until TIME] [--decision WORD] [--rule ID] "
        + "[--reviewer NAME] [--op WORD] [--format text|json]"
    case .show: "DIR SEQ [--format text|json]"
    case .prove: "DIR SEQ"
    case .checkpoint: "DIR"
    case .anchor:
      "DIR --evidence FILE [--kind rfc3161|cosignature|copy] [--checkpoint FILE] --key PATH"
    case .redact: "DIR SEQ --reason TEXT --key PATH [--reviewer NAME]"
    case .override:
      "DIR SEQ --finding RULE --decision WORD --authority TEXT --reason TEXT --reviewer NAME "
        + "--key PATH"
    case .replay: "DIR SEQ|--all [--what-if] [--record --key PATH [--reviewer NAME]]"
    case .clock: "DIR --reason TEXT --key PATH [--reviewer NAME]"
    }
  }

  /// Whether a sequence number stands behind the directory.
  var sequence: Presence {
    switch self {
    case .initialize, .verify, .list, .checkpoint, .anchor, .clock: .absent
    case .show, .prove, .redact, .override: .required
    case .replay: .optional
    }
  }

  enum Presence {
    case absent, optional, required
  }

  /// The options that take a value, beside those that every verb takes.
  var options: Set<String> {
    switch self {
    case .initialize: ["--origin", "--key", "--reviewer"]
    case .prove, .checkpoint: []
    case .verify: ["--format"]
    case .list:
      ["--project", "--since", "--until", "--decision", "--rule", "--reviewer", "--op", "--format"]
    case .show: ["--format"]
    case .anchor: ["--evidence", "--kind", "--checkpoint", "--key", "--reviewer"]
    case .redact, .clock: ["--reason", "--key", "--reviewer"]
    case .override:
      ["--finding", "--decision", "--authority", "--reason", "--key", "--reviewer"]
    case .replay: ["--key", "--reviewer"]
    }
  }

  var flags: Set<String> {
    switch self {
    case .replay: ["--all", "--what-if", "--record"]
    case .verify: ["--lines-only"]
    case .initialize, .list, .show, .prove, .checkpoint, .anchor, .redact, .override,
      .clock:
      []
    }
  }
}
