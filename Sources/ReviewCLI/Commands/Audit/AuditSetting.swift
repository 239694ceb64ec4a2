import AuditLog

/// What a log's administrator can demand of all later entries.
enum LogDemand: String, CaseIterable {
  /// `released`: decisions by the released rules alone.
  case rules
  /// `sourced`: parameters only with the document that they come from.
  case parameters
  /// The verifier keys of the reviewers, separated by blanks: decisions, overrides and redactions are
  /// signed with one of them.
  case reviewers

  /// The option that sets it, whose name is that of the setting in the log.
  var option: String { "--\(rawValue)" }

  static let released = "released"
  static let sourced = "sourced"
  /// What ends a demand.
  static let none = "any"
}

extension ReviewTool {
  /// `review audit setting DIR --rules released --parameters sourced --reviewers FILE`: what the log
  /// takes from now on; `any` in place of each ends it.
  func setDemands(_ arguments: AuditArguments) throws(CommandFailure) -> ExitStatus {
    let demands = try demands(arguments)
    guard !demands.isEmpty else {
      throw .usage(
        "请给出 `--rules`、`--parameters` 或 `--reviewers` / give `--rules`, `--parameters` or `--reviewers`"
      )
    }
    let reason = try arguments.required("--reason")
    try terminal.write(
      Receipt(acknowledgement: try set(demands, reason: reason, arguments)).text(arguments))
    return .success
  }

  /// What the options ask for, in the words of the log.
  func demands(
    _ arguments: AuditArguments
  ) throws(CommandFailure) -> [(demand: LogDemand, value: String)] {
    var found: [(demand: LogDemand, value: String)] = []
    for demand in LogDemand.allCases {
      switch demand {
      case .rules, .parameters:
        if let word = try arguments.choice(demand.option) { found.append((demand, word)) }
      case .reviewers:
        guard let path = arguments[demand.option] else { continue }
        let keys = path == LogDemand.none ? [] : try reviewerKeys(in: path).map { $0.text }
        found.append((demand, keys.isEmpty ? LogDemand.none : keys.joined(separator: " ")))
      }
    }
    return found
  }

  func set(
    _ demands: [(demand: LogDemand, value: String)], reason: String, _ arguments: AuditArguments
  ) throws(CommandFailure) -> Acknowledgement {
    let author = try entryAuthor(arguments)
    let log = try openLogForWriting(arguments)
    let batch = demands.map { demand, value in
      LogSubmission(
        by: author, record: .setting(Setting(name: demand.rawValue, value: value, reason: reason)))
    }
    return try withLog { () throws(AuditLogError) in try log.append(batch) }
  }

  /// The verifier keys of reviewers in a file, one a line.
  func reviewerKeys(in path: String) throws(CommandFailure) -> [VerifierKey] {
    var keys: [VerifierKey] = []
    for word in String(decoding: try files.bytes(of: path), as: UTF8.self)
      .split(whereSeparator: { $0.isWhitespace })
    {
      guard let key = VerifierKey(String(word)) else {
        throw CommandFailure(
          status: .rejected, message: "\(path)：`\(word)` 不是审查人员的公钥 / no verifier key")
      }
      keys.append(key)
    }
    return keys
  }
}
