/// What `review audit` can do.
enum AuditVerb: String, CaseIterable {
  case initialize = "init"
  case verify, list, show, prove, receipt, checkpoint, anchor, witness, monitor, redact, override,
    replay, clock, key, tools

  /// The words behind the verb, for a command line that lacks one.
  var usage: String {
    switch self {
    case .initialize: "DIR --origin NAME --key PATH [--reviewer NAME]"
    case .verify:
      "DIR [--held FILE|SIZE:ROOT]... [--against FOLDER] [--pinned VKEY]... [--lines-only] "
        + "[--tsa CA.pem] [--policy FILE] [--format text|json]"
    case .list:
      "DIR [--project TEXT] [--since TIME] [--until TIME] [--decision WORD] [--rule ID] "
        + "[--reviewer NAME] [--op WORD] [--format text|json]"
    case .show: "DIR SEQ [--format text|json]"
    case .prove: "DIR SEQ"
    case .checkpoint: "DIR"
    case .receipt: "DIR SEQ [--output FILE]"
    case .anchor:
      "DIR --request FILE | DIR --evidence FILE [--kind rfc3161|cosignature|copy] "
        + "[--checkpoint FILE] [--witness VKEY]... [--policy FILE] --key PATH"
    case .witness: "DIR --request FILE [--old SIZE] | FILE --key PATH --log VKEY --state FILE"
    case .monitor: "DIR --state FILE"
    case .key:
      "PATH --name NAME [--for witness|release] | DIR --new PATH --reason TEXT --key PATH"
    case .tools: "DIR"
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
    case .initialize, .verify, .list, .checkpoint, .anchor, .clock, .witness, .monitor, .key,
      .tools:
      .absent
    case .show, .prove, .receipt, .redact, .override: .required
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
    case .prove, .checkpoint, .tools: []
    case .receipt: ["--output"]
    case .monitor: ["--state"]
    case .witness: ["--request", "--old", "--key", "--log", "--state"]
    case .key: ["--name", "--for", "--new", "--reason", "--key", "--reviewer"]
    case .verify: ["--format", "--tsa", "--policy"]
    case .list:
      ["--project", "--since", "--until", "--decision", "--rule", "--reviewer", "--op", "--format"]
    case .show: ["--format"]
    case .anchor:
      [
        "--request", "--evidence", "--kind", "--checkpoint", "--witness", "--policy", "--key",
        "--reviewer",
      ]
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
    case .initialize, .list, .show, .prove, .receipt, .checkpoint, .anchor, .witness, .monitor,
      .redact, .override, .clock, .key, .tools:
      []
    }
  }
}
