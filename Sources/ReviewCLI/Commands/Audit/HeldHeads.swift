import AuditLog

extension ReviewTool {
  /// What `--held` and `--against` give to compare the log with.
  func heldHeads(_ arguments: AuditArguments) throws(CommandFailure) -> [HeldHead] {
    var heads: [HeldHead] = []
    for value in arguments.all("--held") { heads += try heldHeads(value, arguments) }
    if let folder = arguments["--against"] { heads += try heldHeads(inFolder: folder, arguments) }
    return heads
  }

  /// A value of `--held`: `size:root`, the text of a checkpoint, or a file that holds some of them.
  private func heldHeads(
    _ value: String, _ arguments: AuditArguments
  ) throws(CommandFailure) -> [HeldHead] {
    if let head = HeldHead(value, place: "--held") { return [head] }
    let isText = value.utf8.contains(0x0A)
    if !isText, try files.state(of: value) == nil, let size = value.firstIndex(of: ":"),
      Int(value[..<size]) != nil
    {
      throw CommandFailure(
        status: .rejected,
        lines: [
          "`\(value)`：条数之后应是根，44 个字符（base64）或 64 个（十六进制），请核对抄写",
          "behind the size stands the root, of 44 characters (base64) or 64 (hexadecimal): check the copy",
        ])
    }
    if !isText, try isInside(value, arguments.directory) {
      throw CommandFailure(
        status: .rejected,
        lines: [
          "`\(value)` 在日志之内，与它比对什么也证明不了；请给出离开过日志的检查点，如报告上印的、寄出的、台账所记的",
          "it lies inside the log, and comparing with it proves nothing: give a checkpoint that left it, as one of a report, a mail or the register",
        ])
    }
    let bytes = isText ? Array(value.utf8) : try files.bytes(of: value)
    let heads = HeldHead.all(in: bytes, place: isText ? "--held" : value)
    guard !heads.isEmpty else {
      throw CommandFailure(
        status: .rejected,
        lines: [
          "`\(isText ? "--held" : value)` 里没有检查点：应有名称、条数、根、空行、签名五行（可缩进，前后可有其他文字），"
            + "或一行 `条数:根`",
          "no checkpoint in it: give its five lines (indented or within other text), or `size:root`",
        ])
    }
    return heads
  }

  /// Whether a file is one of the log's own.
  private func isInside(_ path: String, _ directory: String) throws(CommandFailure) -> Bool {
    guard let log = try files.state(of: directory)?.identity,
      let file = try files.state(of: path)?.identity
    else { return false }
    // A link to it is it.
    if try files.state(of: "\(directory)/checkpoint")?.identity == file { return true }
    return try files.folders(above: path).contains { $0.identity == log }
  }

  private func name(of log: AuditLog) throws(CommandFailure) -> String {
    try withLog { () throws(AuditLogError) in try log.name }
  }

  /// All heads in the files of a folder: reports, mails, printed checkpoints, lines of a register.
  ///
  /// Heads of other logs are left out, and what lies inside the log; a signed one of this log's name
  /// never is.
  private func heldHeads(
    inFolder folder: String, _ arguments: AuditArguments
  ) throws(CommandFailure) -> [HeldHead] {
    guard let entries = try files.contents(of: folder, .everything) else {
      throw .unavailable("\(folder)：不是文件夹 / not a folder")
    }
    let origin = try name(of: openLog(arguments, isQuiet: true))
    var heads: [HeldHead] = []
    for entry in entries where entry.state?.kind == .plain {
      if try isInside(entry.path, arguments.directory) { continue }
      heads += HeldHead.all(in: try files.bytes(of: entry.path), place: entry.path)
    }
    let ours = heads.filter { $0.checkpoint.map { $0.origin == origin } ?? true }
    guard !ours.isEmpty else {
      throw CommandFailure(
        status: .rejected,
        message: "`\(folder)` 里没有 \(origin) 的检查点 / no checkpoint of \(origin) in `\(folder)`")
    }
    return ours
  }
}
