import AuditLog
import Rules

/// How the commands open a log: who vouches for it, and in whose name they write.
extension ReviewTool {
  /// The log for reading, vouched for by the keys of `--pinned`.
  ///
  /// Without them it is believed on its own word, and the reader is told so.
  func openLog(
    _ arguments: AuditArguments, isQuiet: Bool = false
  ) throws(CommandFailure) -> AuditLog {
    let pinned = try pinnedKeys(arguments)
    if pinned.isEmpty, !isQuiet {
      terminal.complain(
        arguments.say(
          "注意：没有给出 --pinned，公钥取自日志本身：能发现损坏，不能发现整体重写。\n",
          "note: without --pinned the log's own key is believed: damage is found, a forger is not.\n"
        ))
    }
    return try withLog { () throws(AuditLogError) in
      try AuditLog.open(directory: arguments.directory, pinned: pinned)
    }
  }

  /// The log for writing, vouched for by its signing key; through the writer where the path of the key
  /// is that of a writer's socket.
  func openLogForWriting(_ arguments: AuditArguments) throws(CommandFailure) -> AuditLog {
    let key = try SigningKeyPath(arguments["--key"], option: "--key", environment).path
    let (pinned, held) = (try pinnedKeys(arguments), try heldHeads(arguments))
    let memory = checkpointMemory(keyPath: key)
    return try withLog(keyPath: key) { () throws(AuditLogError) in
      guard WriterSocket.isSocket(key) else {
        return try AuditLog.open(
          directory: arguments.directory, keyPath: key, pinned: pinned, held: held, memory: memory)
      }
      return try AuditLog.open(
        directory: arguments.directory, writerAt: key, pinned: pinned, held: held, memory: memory)
    }
  }

  /// The first signed checkpoint in a file, whatever text is around it.
  func checkpoint(in path: String) throws(CommandFailure) -> Checkpoint {
    let heads = HeldHead.all(in: try files.bytes(of: path), place: path)
    guard let checkpoint = heads.lazy.compactMap({ $0.checkpoint }).first else {
      throw CommandFailure(
        status: .rejected, message: "`\(path)` 里没有检查点 / no checkpoint in `\(path)`")
    }
    return checkpoint
  }

  /// The keys of `--pinned`: each a key as `init` printed it, or a file of such lines.
  private func pinnedKeys(_ arguments: AuditArguments) throws(CommandFailure) -> [VerifierKey] {
    var keys: [VerifierKey] = []
    for value in arguments.all("--pinned") {
      if let key = VerifierKey(value) {
        keys.append(key)
        continue
      }
      guard try files.state(of: value) != nil else {
        throw CommandFailure(
          status: .rejected,
          message:
            "`\(value)` 既不是验证公钥（名称+编号+公钥），也不是存有公钥的文件 / neither a verifier key (name+id+key) nor a file of such keys"
        )
      }
      let text = String(decoding: try files.bytes(of: value), as: UTF8.self)
      for line in text.split(whereSeparator: \.isNewline) {
        guard let key = VerifierKey(String(line)) else {
          throw CommandFailure(
            status: .rejected,
            message: "\(value): `\(line)` 不是验证公钥 / `\(line)` is no verifier key")
        }
        keys.append(key)
      }
    }
    return keys
  }

  /// In whose name an entry is written: `--reviewer`, else the account of the system.
  func author(_ arguments: AuditArguments) -> String {
    if let name = arguments["--reviewer"], !name.isEmpty { return name }
    let account = environment.variables("USER") ?? environment.variables("LOGNAME")
    return account.map { "\($0) (uid \(Login.user))" } ?? "uid \(Login.user)"
  }
}

/// Where the signing key lies, or where the writer listens who has it. It is never guessed: a wrong guess would sign with a wrong key.
struct SigningKeyPath {
  static let variable = "REVIEW_AUDIT_KEY"

  let path: String

  /// The path of `option`, else that of `$REVIEW_AUDIT_KEY`.
  init(
    _ given: String?, option: String, _ environment: Environment
  ) throws(CommandFailure) {
    guard let path = given ?? environment.variables(Self.variable), !path.isEmpty else {
      throw .usage(
        "请用 `\(option) PATH` 或环境变量 \(Self.variable) 给出日志的签名密钥 / "
          + "give the log's signing key by `\(option) PATH` or \(Self.variable)")
    }
    self.path = path
  }
}
