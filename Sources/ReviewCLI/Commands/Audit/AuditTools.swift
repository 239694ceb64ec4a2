import AuditLog
import Rules

extension ReviewTool {
  /// `review audit tools DIR`: the programs and pages with which anybody checks a log or a receipt
  /// without this program.
  func writeTools(_ arguments: AuditArguments) throws(CommandFailure) -> ExitStatus {
    let folder = arguments.directory
    try files.makeFolder(at: folder)
    for tool in AuditorTools.all {
      let path = "\(folder)/\(tool.name)"
      try files.save(tool.text, to: path)
      try terminal.write(path.withVisibleControls + "\n")
    }
    return .success
  }
}
