extension ReviewTool {
  /// `review audit VERB DIR ...`: the log of decisions, for those who keep it and those who check it.
  mutating func audit(_ words: [String]) throws(CommandFailure) -> ExitStatus {
    let names = AuditVerb.allCases.map(\.rawValue)
    let verbs = names.joined(separator: ", ")
    guard let word = words.first else {
      throw .usage("请给出动作 / name what to do: review audit VERB DIR", "  \(verbs)")
    }
    guard let verb = AuditVerb(rawValue: word) else {
      throw .unknown(
        "没有动作 `\(word)` / there is no `review audit \(word)`", word, among: names,
        "  \(verbs)")
    }
    let arguments = try AuditArguments(Array(words.dropFirst()), for: verb)
    return switch verb {
    case .initialize: try makeLog(arguments)
    case .verify: try verifyLog(arguments)
    case .list: try listEntries(arguments)
    case .export: try exportEntries(arguments)
    case .history: try showHistory(arguments)
    case .match: try matchRegister(arguments)
    case .show: try showEntry(arguments)
    case .prove: try proveEntry(arguments)
    case .checkpoint: try printCheckpoint(arguments)
    case .receipt: try writeReceipt(arguments)
    case .anchor: try anchorLog(arguments)
    case .witness: try witnessLog(arguments)
    case .monitor: try monitorLog(arguments)
    case .hold: try holdEntry(arguments)
    case .serve: try serveLog(arguments)
    case .sm2: try signSM2(arguments)
    case .set: try setDemands(arguments)
    case .key: try makeKey(arguments)
    case .tools: try writeTools(arguments)
    case .redact: try redactEntry(arguments)
    case .override: try overrideFinding(arguments)
    case .replay: try replayEntries(arguments)
    case .clock: try vouchForClock(arguments)
    }
  }
}
