import AuditLog

extension ReviewTool {
  /// `review audit list DIR`: the entries, one a line, oldest first.
  ///
  /// `--format json` prints an array of the lines as they were signed.
  func listEntries(_ arguments: AuditArguments) throws(CommandFailure) -> ExitStatus {
    var filter = try EntryFilter(arguments)
    let isJSON = try arguments.choice("--format", ["text", "json"]) == "json"
    let log = try openLog(arguments)
    try verify(log, held: try heldHeads(arguments))
    var entries = try withLog { () throws(AuditLogError) in try log.entries() }
    var separator = "[\n"
    while let logged = try withLog({ () throws(AuditLogError) in try entries.next() }) {
      guard filter.shows(logged.entry) else { continue }
      if isJSON {
        try terminal.write(separator + String(decoding: logged.line, as: UTF8.self))
        separator = ",\n"
      } else {
        try terminal.write(EntryText(entry: logged.entry, arguments: arguments).line + "\n")
      }
    }
    if isJSON { try terminal.write(separator == "[\n" ? "[]\n" : "\n]\n") }
    return .success
  }
}
