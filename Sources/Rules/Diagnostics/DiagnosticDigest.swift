/// What is shown of the many diagnostics of one text, and how many are only counted.
///
/// Errors go before warnings, and warnings that know what was meant before those that do not, so
/// that no slip is hidden behind strangers; what is shown stands in the order of the text.
public struct DiagnosticDigest: Sendable {
  /// How many diagnostics of one text are shown.
  public static let limit = 100
  /// How many a line of a stock tells of its dossier, and of the table or file around it.
  public static var briefLimit: Int { 20 }

  public let shown: [Diagnostic]
  public let errorsLeftOut: Int
  public let warningsLeftOut: Int

  /// - Parameter room: How many may be shown.
  public init(_ diagnostics: [Diagnostic], room: Int = limit) {
    let errors = diagnostics.count { $0.severity == .error }
    var errorRoom = min(errors, max(0, room))
    var warningRoom = min(diagnostics.count - errors, max(0, room) - errorRoom)
    errorsLeftOut = errors - errorRoom
    warningsLeftOut = diagnostics.count - errors - warningRoom
    let hinted = diagnostics.count { $0.severity == .warning && $0.hint != nil }
    var strangerRoom = max(0, warningRoom - hinted)
    shown = diagnostics.filter { diagnostic in
      switch diagnostic.severity {
      case .error:
        errorRoom -= 1
        return errorRoom >= 0
      case .warning where diagnostic.hint == nil:
        strangerRoom -= 1
        return strangerRoom >= 0
      case .warning:
        warningRoom -= 1
        return warningRoom >= 0
      }
    }
  }

  /// `另有 12 条（a.rules，其中错误 3 条）`: what was left out of a text; nil when nothing was.
  public static func note(errors: Int, warnings: Int, in path: String) -> Phrase? {
    guard errors + warnings > 0 else { return nil }
    let file = path.withVisibleControls
    let (chinese, english) =
      errors > 0 ? ("，其中错误 \(errors) 条", ", \(errors) of them errors") : ("", "")
    return Phrase(
      "另有 \(errors + warnings) 条（\(file)\(chinese)）",
      "and \(errors + warnings) more (\(file)\(english))")
  }
}
