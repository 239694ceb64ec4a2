import AuditLog
import Rules

extension ReviewTool {
  /// `review audit tools DIR`: the programs and pages with which anybody checks a log or a receipt
  /// without this program, and the manifest of the released rules where this program was built with one.
  func writeTools(_ arguments: AuditArguments) throws(CommandFailure) -> ExitStatus {
    let folder = arguments.directory
    try files.makeFolder(at: folder)
    for tool in AuditorTools.all {
      let path = "\(folder)/\(tool.name)"
      try files.save(tool.text, to: path)
      try terminal.write(path.withVisibleControls + "\n")
    }
    if let manifest = BuiltInRules.manifest {
      try files.save(manifest, to: "\(folder)/release")
      try terminal.write("\(folder)/release".withVisibleControls + "\n")
    }
    return .success
  }
}
