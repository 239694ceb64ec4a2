import AuditLog

extension ReviewTool {
  /// `review audit anchor DIR --evidence FILE`: keeps an outsider's word on a checkpoint.
  func anchorLog(_ arguments: AuditArguments) throws(CommandFailure) -> ExitStatus {
    let evidence = try files.bytes(of: try arguments.required("--evidence"))
    let word = try arguments.choice("--kind", Anchor.Kind.allCases.map(\.rawValue))
    let kind = word.flatMap(Anchor.Kind.init) ?? Anchor.Kind(of: evidence)
    let given = try arguments["--checkpoint"].map { path throws(CommandFailure) in
      try checkpoint(in: path)
    }
    let author = author(arguments)
    let log = try openLogForWriting(arguments)
    let done = try withLog { () throws(AuditLogError) in
      let checkpoint = if let given { given } else { try log.checkpoint() }
      return try log.anchor(kind, checkpoint: checkpoint, evidence: evidence, author: author)
    }
    try terminal.write("\(kind.rawValue)\n" + Receipt(acknowledgement: done).text(arguments))
    return .success
  }
}

extension Anchor.Kind {
  /// The kind that evidence looks like.
  ///
  /// A time-stamp token is DER and begins with a SEQUENCE (0x30); a signature line begins with an
  /// em dash and a space, C2SP signed-note. Anything else is a receipt in words.
  fileprivate init(of evidence: [UInt8]) {
    if evidence.first == 0x30, (evidence.dropFirst().first ?? 0) & 0x80 != 0 {
      self = .timestamp
    } else if evidence.starts(with: "— ".utf8) {
      self = .cosignature
    } else {
      self = .copy
    }
  }
}
