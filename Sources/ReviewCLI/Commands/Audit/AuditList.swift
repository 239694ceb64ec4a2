import AuditLog

extension ReviewTool {
  /// `review audit list DIR`: the entries, one a line, oldest first.
  ///
  /// `--format json` prints an array of the lines as they were signed.
  func listEntries(_ arguments: AuditArguments) throws(CommandFailure) -> ExitStatus {
    var selection = try EntrySelection(arguments)
    let isJSON = try arguments.choice("--format") == "json"
    let log = try openLog(arguments)
    try verify(log, held: try heldHeads(arguments))
    let later = isJSON ? nil : try LaterEntries(of: log)
    var separator = "[\n"
    try selection.forEach(of: log) { logged throws(CommandFailure) in
      if isJSON {
        try terminal.write(separator + String(decoding: logged.line, as: UTF8.self))
        separator = ",\n"
      } else {
        let text = EntryText(entry: logged.entry, arguments: arguments, later: later)
        try terminal.write(text.line + "\n")
      }
    }
    if isJSON { try terminal.write(separator == "[\n" ? "[]\n" : "\n]\n") }
    return .success
  }
}
