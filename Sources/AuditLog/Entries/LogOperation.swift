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
    }
  }
}
