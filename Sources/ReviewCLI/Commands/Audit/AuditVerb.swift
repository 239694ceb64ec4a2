/// What `review audit` can do.
enum AuditVerb: String, CaseIterable {
  case initialize = "init"
  case verify, list, export, history, show, prove, receipt, checkpoint, anchor, witness, monitor,
    redact, override,
    replay, clock, hold
  case set = "setting"
  case key, tools

  /// The words behind the verb, for a command line that lacks one.
  var usage: String {
    switch self {
    case .initialize: "DIR --origin NAME --key PATH [--rules released|any] [--reviewer NAME]"
    case .verify:
      "DIR [--held FILE|SIZE:ROOT]... [--against FOLDER] [--pinned VKEY]... [--lines-only] "
        + "[--tsa CA.pem] [--policy FILE] "
        + "[--release FILE [--release-key VKEY]] [--reviewers FILE] [--format text|json]"
    case .list:
      "DIR [--project TEXT] [--since TIME] [--until TIME] [--decision WORD] [--rule ID] "
        + "[--reviewer NAME] [--op WORD] [--limit N] [--sample N --seed TEXT] [--format text|json]"
    case .export:
      "DIR [--project TEXT] [--since TIME] [--until TIME] [--decision WORD] [--rule ID] "
        + "[--reviewer NAME] [--limit N] [--sample N --seed TEXT] [--output FILE]"
    case .history: "DIR PROJECT-CODE"
    case .show: "DIR SEQ [--format text|json|html|docx] [--office FILE] [--output FILE]"
    case .prove: "DIR SEQ"
    case .checkpoint: "DIR"
    case .receipt: "DIR SEQ [--output FILE]"
    case .anchor:
      "DIR --request FILE | DIR --evidence FILE [--kind rfc3161|cosignature|copy] "
        + "[--checkpoint FILE] [--witness VKEY]... [--policy FILE] --key PATH"
    case .witness: "DIR --request FILE [--old SIZE] | FILE --key PATH --log VKEY --state FILE"
    case .monitor: "DIR --state FILE"
    case .key:
      "PATH --name NAME [--for witness|release|reviewer] | DIR --new PATH --reason TEXT --key PATH"
    case .tools: "DIR"
    case .redact: "DIR SEQ --reason TEXT --key PATH [--reviewer NAME]"
    case .override:
      "DIR SEQ --finding RULE --decision WORD --authority TEXT --reason TEXT --reviewer NAME "
        + "--key PATH"
    case .replay: "DIR SEQ|--all [--what-if] [--record --key PATH [--reviewer NAME]]"
    case .hold: "DIR SEQ [--release] --reason TEXT --key PATH [--reviewer NAME]"
    case .set: "DIR --rules released|any --reason TEXT --key PATH [--reviewer NAME]"
    case .clock: "DIR --reason TEXT --key PATH [--reviewer NAME]"
    }
  }

  /// Whether a sequence number stands behind the directory.
  var sequence: Presence {
    switch self {
    case .initialize, .verify, .list, .export, .checkpoint, .anchor, .clock, .witness, .monitor,
      .set,
      .key, .tools:
      .absent
    case .show, .prove, .receipt, .redact, .hold, .override: .required
    case .replay: .optional
    case .history: .word
    }
  }

  enum Presence {
    case absent, optional, required
    /// A word instead, such as a project's code.
    case word
  }

  /// The options that take a value, beside those that every verb takes.
  var options: Set<String> {
    switch self {
    case .initialize: ["--origin", "--key", "--reviewer", "--rules"]
    case .prove, .checkpoint, .tools: []
    case .receipt: ["--output"]
    case .monitor: ["--state"]
    case .witness: ["--request", "--old", "--key", "--log", "--state"]
    case .key: ["--name", "--for", "--new", "--reason", "--key", "--reviewer"]
    case .verify: ["--format", "--tsa", "--policy", "--release", "--release-key", "--reviewers"]
    case .list: Self.filters.union(["--op", "--format"])
    case .export: Self.filters.union(["--format", "--output"])
    case .history: []
    case .show: ["--format", "--office", "--output"]
    case .anchor:
      [
        "--request", "--evidence", "--kind", "--checkpoint", "--witness", "--policy", "--key",
        "--reviewer",
      ]
    case .redact, .hold, .clock: ["--reason", "--key", "--reviewer"]
    case .set: ["--rules", "--reason", "--key", "--reviewer"]
    case .override:
      ["--finding", "--decision", "--authority", "--reason", "--key", "--reviewer"]
    case .replay: ["--key", "--reviewer"]
    }
  }

  /// Which entries are wanted.
  private static let filters: Set = [
    "--project", "--since", "--until", "--decision", "--rule", "--reviewer", "--limit", "--sample",
    "--seed",
  ]

  var flags: Set<String> {
    switch self {
    case .replay: ["--all", "--what-if", "--record"]
    case .verify: ["--lines-only"]
    case .initialize, .list, .export, .history, .show, .prove, .receipt, .checkpoint, .anchor,
      .witness, .monitor,
      .redact, .override, .clock, .set, .key, .tools:
      []
    case .hold: ["--release"]
    }
  }
}
