import AuditLog
import Rules

extension ReviewTool {
  /// `review audit init DIR --origin NAME --key PATH`: makes a log and its key.
  ///
  /// Only the verifier key goes to standard output, so that a script can keep it elsewhere.
  func makeLog(_ arguments: AuditArguments) throws(CommandFailure) -> ExitStatus {
    let origin = try arguments.required("--origin")
    let keyPath = try SigningKeyPath(arguments["--key"], option: "--key", environment).path
    guard VerifierKey.isName(origin) else {
      throw CommandFailure(
        status: .rejected,
        message: "日志名称不能含空白、`+` 和控制字符 / a log's name has no space, no `+`, no control character")
    }
    let author = author(arguments)
    let memory = checkpointMemory(keyPath: keyPath)
    let keys = try withLog(keyPath: keyPath) { () throws(AuditLogError) in
      try AuditLog.create(
        directory: arguments.directory, origin: origin, keyPath: keyPath, author: author,
        memory: memory
      ).verify().keys
    }
    let demands = try demands(arguments)
    if !demands.isEmpty { _ = try set(demands, reason: "init", arguments) }
    let (directory, key) = (arguments.directory.withVisibleControls, keyPath.withVisibleControls)
    terminal.complain(
      arguments.say(
        "已建立日志 \(directory)，签名密钥 \(key)（只读，勿放进日志目录）。\n"
          + "请把下面的验证公钥抄存到别处，核验时用 --pinned 给出：\n",
        "made the log \(directory) and its signing key \(key) (read-only; keep it outside).\n"
          + "keep this verifier key elsewhere and give it by --pinned when you verify:\n"))
    for key in keys { try terminal.write("\(key.text)\n") }
    return .success
  }
}
