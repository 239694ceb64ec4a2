/// What an entry does; the `op` of its line. A line with any other word is refused.
public enum LogOperation: String, CaseIterable, Sendable {
  /// The first entry: the log's name and its key.
  case initialize = "init"
  /// A dossier was evaluated.
  case evaluate
  /// An authority decided otherwise; the engine's own result stays.
  case override
  /// A logged evaluation was run again and compared.
  case replay
  /// Bodies in the vault were destroyed, for a reason.
  case redact
  /// An outsider vouched for a checkpoint.
  case anchor
  /// A new signing key follows.
  case key
  /// Unacknowledged bytes were moved aside.
  case recover
  /// An operator vouched for a clock that jumped.
  case clock
  /// A legal hold on the documents of an entry began or ended.
  case hold
  /// The administrator decided something for all later entries.
  case setting

  /// The version of the format that has the operation; what stands in `v`.
  var version: Int {
    switch self {
    case .initialize, .evaluate, .override, .replay, .redact, .anchor, .key, .recover, .clock: 1
    case .hold, .setting: 2
    }
  }

  /// The version of a line that has notes; see ``LogEntry``.
  static let versionWithNotes = 3

  /// All versions that a line of the operation can be of.
  var versions: [Int] {
    self == .evaluate ? [version] : [version, LogOperation.versionWithNotes]
  }

  /// The word in the line, for comparisons without a `String`.
  var name: StaticString {
    switch self {
    case .initialize: "init"
    case .evaluate: "evaluate"
    case .override: "override"
    case .replay: "replay"
    case .redact: "redact"
    case .anchor: "anchor"
    case .key: "key"
    case .recover: "recover"
    case .clock: "clock"
    case .hold: "hold"
    case .setting: "setting"
    }
  }
}
