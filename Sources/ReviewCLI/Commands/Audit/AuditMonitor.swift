import AuditLog
import Rules

extension ReviewTool {
  /// `review audit monitor DIR --state FILE`: what is new since the last look, and one line for the
  /// monthly register.
  ///
  /// The state file is a checkpoint. The log must continue it; then it is replaced.
  func monitorLog(_ arguments: AuditArguments) throws(CommandFailure) -> ExitStatus {
    let path = try arguments.required("--state")
    let isFirst = try files.state(of: path) == nil
    let last =
      isFirst ? [] : HeldHead.all(in: try files.bytes(of: path), place: path).suffix(1)
    guard isFirst || !last.isEmpty else {
      throw CommandFailure(
        status: .rejected, message: "`\(path)` 里没有检查点 / no checkpoint in `\(path)`")
    }
    let log = try openLog(arguments)
    let verified = try verify(log, held: Array(last) + (try heldHeads(arguments)))
    let start = last.first?.size ?? 0
    var counts: [LogOperation: Int] = [:]
    try withLog { () throws(AuditLogError) in
      var entries = try log.entries(from: start)
      while let entry = try entries.next()?.entry {
        counts[entry.record.operation, default: 0] += 1
      }
    }
    let news = LogOperation.allCases.compactMap { operation in
      counts[operation].map { "\(operation.rawValue) \($0)" }
    }.joined(separator: " · ")
    let checkpoint = verified.checkpoint
    let added = checkpoint.size - start
    try terminal.write(
      isFirst
        ? arguments.say("首次查看：\(added) 条", "first look: \(added) entries")
        : arguments.say(
          "延续上次的检查点（\(start) 条），新增 \(added) 条",
          "continues the last checkpoint (\(start)), \(added) new"))
    try terminal.write((news.isEmpty ? "" : "：" + news) + "\n")
    let line =
      "\(OfficeTime(verified.lastTime).date)  \(HeldHead(checkpoint, place: "").text)  \(checkpoint.origin)"
    try terminal.write(arguments.say("台账：", "Register: ") + line + "\n")
    try files.save(checkpoint.text, to: path)
    return .success
  }
}
