import AuditLog
import Rules

extension ReviewTool {
  /// `review audit witness`: two offices keep an eye on each other's logs by files, without a server.
  ///
  ///     review audit witness DIR --request FILE [--old SIZE]       the office of the log
  ///     review audit witness FILE --key KEY --log VKEY --state S   the neighbour, who answers
  ///
  /// The answer is a cosignature line, which the first office keeps by `review audit anchor`.
  func witnessLog(_ arguments: AuditArguments) throws(CommandFailure) -> ExitStatus {
    if let path = arguments["--request"] { return try requestWitness(path, arguments) }
    let keyPath = try arguments.required("--key")
    let statePath = try arguments.required("--state")
    let logKey = try arguments.required("--log")
    guard let logKey = VerifierKey(logKey) else {
      throw CommandFailure(
        status: .rejected, message: "`\(logKey)` 不是日志的验证公钥 / no verifier key of a log")
    }
    let bytes = try files.bytes(of: arguments.directory)
    let last = try lastSigned(statePath)
    let cosignature = try withLog(keyPath: arguments.directory) { () throws(AuditLogError) in
      let request = try WitnessRequest(bytes, place: arguments.directory)
      try request.check(log: logKey, last: last)
      let key = try SigningKey(storedAt: keyPath)
      return (
        line: try Cosignature(
          of: request.checkpoint, at: LogClock.system.now(), signedWith: key),
        checkpoint: request.checkpoint
      )
    }
    // The state first: a signature whose state is lost could be given again for another tree.
    try withLog { () throws(AuditLogError) in
      try OutsideFile.save(Array(cosignature.checkpoint.text.utf8), to: statePath)
    }
    try terminal.write(cosignature.line.text)
    return .success
  }

  /// The checkpoint that the witness signed last; nil before the first.
  private func lastSigned(_ path: String) throws(CommandFailure) -> HeldHead? {
    guard try files.state(of: path) != nil else { return nil }
    let heads = HeldHead.all(in: try files.bytes(of: path), place: path)
    guard let head = heads.first else {
      throw CommandFailure(
        status: .rejected,
        message: "`\(path)` 里没有检查点，不能确定上次签到哪里 / no checkpoint in the witness's state")
    }
    return head
  }

  private func requestWitness(
    _ path: String, _ arguments: AuditArguments
  ) throws(CommandFailure) -> ExitStatus {
    let word = arguments["--old"] ?? "0"
    guard let old = Int(word), old >= 0 else {
      throw .usage("`--old` 是共签人上次签到的条数 / the size that the witness signed last")
    }
    let log = try openLog(arguments)
    let request = try withLog { () throws(AuditLogError) in try log.witnessRequest(since: old) }
    try files.save(request.text, to: path)
    try terminal.write(request.checkpoint.text)
    return .success
  }
}
