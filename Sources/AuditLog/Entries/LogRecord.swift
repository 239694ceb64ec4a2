/// What an entry says beyond its envelope.
public enum LogRecord: Sendable, Equatable {
  case initialize(Initialization)
  case evaluate(Evaluation)
  case override(Override)
  case replay(Replay)
  case redact(Redaction)
  case anchor(Anchor)
  case key(KeyChange)
  case recover(RecoveredTail)
  case clock(ClockNote)
  case hold(Hold)
  case setting(Setting)

  /// The `op` of the line.
  public var operation: LogOperation {
    switch self {
    case .initialize: .initialize
    case .evaluate: .evaluate
    case .override: .override
    case .replay: .replay
    case .redact: .redact
    case .anchor: .anchor
    case .key: .key
    case .recover: .recover
    case .clock: .clock
    case .hold: .hold
    case .setting: .setting
    }
  }

  func write(to object: inout ObjectWriter) {
    switch self {
    case .initialize(let record): record.write(to: &object)
    case .evaluate(let record): record.write(to: &object)
    case .override(let record): record.write(to: &object)
    case .replay(let record): record.write(to: &object)
    case .redact(let record): record.write(to: &object)
    case .anchor(let record): record.write(to: &object)
    case .key(let record): record.write(to: &object)
    case .recover(let record): record.write(to: &object)
    case .clock(let record): record.write(to: &object)
    case .hold(let record): record.write(to: &object)
    case .setting(let record): record.write(to: &object)
    }
  }

  init(_ operation: LogOperation, from members: inout MemberReader) throws(JSONProblem) {
    self =
      switch operation {
      case .initialize: .initialize(try Initialization(from: &members))
      case .evaluate: .evaluate(try Evaluation(from: &members))
      case .override: .override(try Override(from: &members))
      case .replay: .replay(try Replay(from: &members))
      case .redact: .redact(try Redaction(from: &members))
      case .anchor: .anchor(try Anchor(from: &members))
      case .key: .key(try KeyChange(from: &members))
      case .recover: .recover(try RecoveredTail(from: &members))
      case .clock: .clock(try ClockNote(from: &members))
      case .hold: .hold(try Hold(from: &members))
      case .setting: .setting(try Setting(from: &members))
      }
  }

  /// The documents that the vault must hold before the line may say so.
  var documents: [VaultDocument] {
    switch self {
    case .evaluate(let record): [record.dossier, record.result]
    case .anchor(let record): [record.evidence]
    case .initialize, .override, .replay, .redact, .key, .recover, .clock, .hold, .setting: []
    }
  }

  /// Whether the vault has or had something of it.
  public var hasDocuments: Bool { !documents.isEmpty }

  /// The same record with ``documents`` replaced, in their order.
  func replacingDocuments(_ documents: [VaultDocument]) -> LogRecord {
    switch self {
    case .evaluate(var record):
      (record.dossier, record.result) = (documents[0], documents[1])
      return .evaluate(record)
    case .anchor(var record):
      record.evidence = documents[0]
      return .anchor(record)
    case .initialize, .override, .replay, .redact, .key, .recover, .clock, .hold, .setting:
      return self
    }
  }
}
