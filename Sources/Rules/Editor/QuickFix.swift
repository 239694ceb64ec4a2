// What a diagnostic says to write, written.

/// An edit that makes a diagnostic go away, and nothing else wrong.
public struct QuickFix: Sendable {
  public let title: Phrase
  public let edits: [TextEdit]
  public let diagnostic: Diagnostic
  /// Whether it does what the hint says, rather than say that the warning is known.
  public let followsHint: Bool
}

extension Workspace {
  /// The edits that answer the diagnostics at a range of a text.
  ///
  /// Each is made on a copy first, and offered when the diagnostic is gone then and no error is new.
  public func quickFixes(_ analysis: Analysis, in range: SourceRange) -> [QuickFix] {
    analysis.diagnostics.filter {
      $0.range.source == range.source && $0.range.start <= range.end
        && $0.range.end >= range.start
    }.flatMap { fixes(of: $0, analysis) }
  }

  private func fixes(of diagnostic: Diagnostic, _ analysis: Analysis) -> [QuickFix] {
    let trial = FixTrial(self, analysis, diagnostic)
    var fixes: [QuickFix] = []
    for proposal in FixProposal.all(for: diagnostic, in: analysis) {
      guard fixes.count < Self.fixLimit,
        let edits = proposal.placements.first(where: { trial.cures($0) })
      else { continue }
      fixes.append(
        QuickFix(
          title: proposal.title, edits: edits, diagnostic: diagnostic,
          followsHint: proposal.followsHint))
    }
    return fixes
  }

  /// A list of choices could name hundreds.
  private static let fixLimit = 8
}

/// Tries edits on a copy of the workspace.
private struct FixTrial {
  private let workspace: Workspace
  private let diagnostic: Diagnostic
  private let errors: Int
  private let same: Int
  /// Whether the diagnostic is of the form of its text alone, which is quickly read again.
  private let isSlip: Bool

  init(_ workspace: Workspace, _ analysis: Analysis, _ diagnostic: Diagnostic) {
    self.workspace = workspace
    self.diagnostic = diagnostic
    let source = Int(diagnostic.range.source)
    let slips = ParsedText(analysis.sources[source], index: source).slips
    isSlip = slips.contains(diagnostic)
    let counted = isSlip ? slips : analysis.diagnostics
    errors = counted.count { $0.severity == .error }
    same = counted.count { $0.isLike(diagnostic) }
  }

  /// Whether the diagnostic goes away, and no error comes.
  func cures(_ edits: [TextEdit]) -> Bool {
    var changed = workspace.applying(edits)
    let source = Int(diagnostic.range.source)
    let found =
      isSlip
      ? ParsedText(changed.texts[source], index: source).slips : changed.analysis().diagnostics
    guard found.count(where: { $0.isLike(diagnostic) }) < same else { return false }
    return found.count { $0.severity == .error } <= errors - (diagnostic.severity == .error ? 1 : 0)
  }
}

extension Diagnostic {
  /// Whether it says the same of the same text, wherever in it.
  fileprivate func isLike(_ other: Diagnostic) -> Bool {
    code == other.code && message == other.message && range.source == other.range.source
  }
}
