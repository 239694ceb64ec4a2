import AuditLog
import Rules

extension ReviewTool {
  /// `review audit key PATH --name NAME --for witness|release|reviewer`: a new key of its own.
  /// `review audit key DIR --new PATH --key OLD --reason TEXT`: a new key for a log.
  ///
  /// Only the verifier key goes to standard output.
  func makeKey(_ arguments: AuditArguments) throws(CommandFailure) -> ExitStatus {
    let key: VerifierKey
    if let path = arguments["--new"] {
      key = try changeKey(to: path, arguments)
    } else {
      key = try newKey(arguments)
    }
    try terminal.write("\(key.text)\n")
    return .success
  }

  private func newKey(_ arguments: AuditArguments) throws(CommandFailure) -> VerifierKey {
    let name = try arguments.required("--name")
    guard VerifierKey.isName(name) else {
      throw CommandFailure(
        status: .rejected,
        message: "名称不能含空白、`+` 和控制字符 / a key's name has no space, no `+`, no control character")
    }
    let word = try arguments.choice("--for") ?? "witness"
    return try withLog { () throws(AuditLogError) in
      let key = try SigningKey.generate(
        name: name, for: word == "witness" ? .cosignature : .note)
      try key.store(at: arguments.directory)
      return key.verifier
    }
  }

  private func changeKey(
    to path: String, _ arguments: AuditArguments
  ) throws(CommandFailure) -> VerifierKey {
    let reason = try arguments.required("--reason")
    let log = try openLogForWriting(arguments)
    let author = try entryAuthor(arguments)
    let memory = checkpointMemory(keyPath: path)
    let key = try withLog(keyPath: path) { () throws(AuditLogError) in
      let key = try log.changeKey(newKeyPath: path, reason: reason, by: author)
      memory.keep(try AuditLog.open(directory: arguments.directory, pinned: [key]).checkpoint())
      return key
    }
    terminal.complain(
      arguments.say(
        "日志已改用新密钥 \(path.withVisibleControls)；旧密钥不能再写。请把下面的新公钥抄存到旧公钥所在之处，两把都要留着：\n",
        "the log has the new key \(path.withVisibleControls); the old one writes no more. keep this verifier key beside the old one:\n"
      ))
    return key
  }
}
