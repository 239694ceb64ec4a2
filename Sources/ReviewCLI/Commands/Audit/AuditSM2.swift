import AuditLog
import Rules

extension ReviewTool {
  /// `review audit sm2 DIR --sm2-key KEY.pem`: the newest state with a second root, SM3, and a second
  /// signature, SM2. Nothing of the log changes.
  func signSM2(_ arguments: AuditArguments) throws(CommandFailure) -> ExitStatus {
    let path = try arguments.required("--sm2-key")
    let pem = try files.bytes(of: path)
    let log = try openLog(arguments)
    let note = try withLog(keyPath: path) { () throws(AuditLogError) in
      try log.signSM2(pem: pem, place: path)
    }
    if let output = arguments["--output"] {
      try files.save(note.text, to: output)
    } else {
      try terminal.write(note.text)
    }
    return .success
  }

  /// What `verify --sm2 NOTE --sm2-key PUBLIC.pem` finds; nil when it was not asked for.
  func verifiedNote(
    _ arguments: AuditArguments, of log: AuditLog
  ) throws(CommandFailure) -> VerifiedNote? {
    guard let path = arguments["--sm2"] else { return nil }
    let keyPath = try arguments.required("--sm2-key")
    let (bytes, pem) = (try files.bytes(of: path), try files.bytes(of: keyPath))
    let note = try withLog(keyPath: path) { () throws(AuditLogError) in
      try SM2Note(bytes, place: path)
    }
    let isSigned = try withLog(keyPath: keyPath) { () throws(AuditLogError) in
      try note.isSigned(byKeyIn: pem, place: keyPath)
    }
    let isContinued = try withLog { () throws(AuditLogError) in try log.continues(note) }
    return VerifiedNote(size: note.head.size, isSigned: isSigned, isContinued: isContinued)
  }
}

/// A note with SM2 and SM3 beside the log.
struct VerifiedNote {
  /// How many entries it is about.
  let size: Int
  let isSigned: Bool
  /// Whether both roots are those of the log.
  let isContinued: Bool

  var isRight: Bool { isSigned && isContinued }
}
