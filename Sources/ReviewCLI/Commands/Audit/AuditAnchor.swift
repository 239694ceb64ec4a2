import AuditLog
import Rules

extension ReviewTool {
  /// `review audit anchor DIR`: asks for an outsider's word on a checkpoint (`--request FILE`), or
  /// keeps one that came (`--evidence FILE`), once it is seen to be about this log.
  func anchorLog(_ arguments: AuditArguments) throws(CommandFailure) -> ExitStatus {
    if let path = arguments["--request"] { return try requestToken(path, arguments) }
    let evidence = try files.bytes(of: try arguments.required("--evidence"))
    let word = try arguments.choice("--kind")
    guard let kind = word.flatMap({ Anchor.Kind(rawValue: $0) }) ?? Anchor.Kind(of: evidence) else {
      throw CommandFailure(
        status: .rejected,
        lines: [
          "看不出这是时间戳令牌还是共签行；若只是登记一份副本存放在何处，请写成文字并用 `--kind copy`",
          "neither a time-stamp token nor a cosignature; to note where a copy is kept, write it in words and give `--kind copy`",
        ])
    }
    let given = try arguments["--checkpoint"].map { path throws(CommandFailure) in
      try checkpoint(in: path)
    }
    let author = try entryAuthor(arguments)
    let witnesses = kind == .cosignature ? try witnessKeys(arguments) : []
    let log = try openLogForWriting(arguments)
    let (done, size) = try withLog { () throws(AuditLogError) in
      switch kind {
      case .timestamp: try log.anchor(token: evidence, checkpoint: given, by: author)
      case .cosignature:
        try log.anchor(
          cosignatures: evidence, witnesses: witnesses, checkpoint: given, by: author)
      case .copy: try log.anchor(copy: evidence, checkpoint: given, by: author)
      }
    }
    let what = arguments.say("所证条数：", "About the first entries: ") + "\(size)\n"
    try terminal.write(
      "\(kind.rawValue)\n" + what + Receipt(acknowledgement: done).text(arguments))
    return .success
  }

  /// Writes the request for a token over the newest checkpoint's signed lines.
  private func requestToken(
    _ path: String, _ arguments: AuditArguments
  ) throws(CommandFailure) -> ExitStatus {
    let log = try openLog(arguments)
    let checkpoint = try withLog { () throws(AuditLogError) in try log.checkpoint() }
    let request = TimestampToken.request(for: checkpoint.head.signedLines)
    try withLog { () throws(AuditLogError) in try OutsideFile.save(request, to: path) }
    terminal.complain(
      arguments.say(
        "已写出时间戳请求 \(path.withVisibleControls)，时间戳盖在下面检查点的前三行上；"
          + "送时间戳服务机构，回来的 .tsr 用 `--evidence` 收入\n",
        "wrote the time-stamp request \(path.withVisibleControls), over the first three lines of this checkpoint; "
          + "send it to an authority and keep the .tsr that comes back with `--evidence`\n"))
    try terminal.write(checkpoint.text)
    return .success
  }

  /// The keys of `--witness`, and those in the policy of `--policy`.
  func witnessKeys(_ arguments: AuditArguments) throws(CommandFailure) -> [VerifierKey] {
    var keys = try witnessPolicy(arguments)?.witnesses ?? []
    for value in arguments.all("--witness") {
      let words =
        VerifierKey(value, for: .cosignature) == nil
        ? String(decoding: try files.bytes(of: value), as: UTF8.self) : value
      for word in words.split(whereSeparator: { $0.isWhitespace }) {
        guard let key = VerifierKey(String(word), for: .cosignature) else {
          throw CommandFailure(
            status: .rejected,
            message: "`\(word)` 不是共签人的公钥 / no verifier key of a witness (type 04)")
        }
        keys.append(key)
      }
    }
    return keys
  }

  /// The policy of `--policy`; nil when none was given.
  func witnessPolicy(_ arguments: AuditArguments) throws(CommandFailure) -> WitnessPolicy? {
    guard let path = arguments["--policy"] else { return nil }
    let bytes = try files.bytes(of: path)
    return try withLog(keyPath: path) { () throws(AuditLogError) in
      try WitnessPolicy(bytes, place: path)
    }
  }
}

extension Anchor.Kind {
  /// The kind that evidence looks like; nil for what is neither a token nor a signature line.
  fileprivate init?(of evidence: [UInt8]) {
    if TimestampToken(evidence) != nil {
      self = .timestamp
    } else if !Cosignature.all(in: evidence).isEmpty {
      self = .cosignature
    } else {
      return nil
    }
  }
}
