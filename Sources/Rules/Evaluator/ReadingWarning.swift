/// What was said of a dossier in reading or binding it, as its result carries it: whoever reads the
/// result has not seen what was printed beside it.
public struct ReadingWarning: Sendable {
  public let code: String
  public let message: Phrase
  /// What to write instead; nil when nothing is near.
  public let hint: Phrase?
  /// `dossier.json:12:20`.
  public let place: String

  public init(_ diagnostic: Diagnostic, in source: SourceText) {
    code = diagnostic.code.name
    message = diagnostic.message
    hint = diagnostic.hint
    place =
      diagnostic.range.isAssumption ? "--set" : source.place(of: Int(diagnostic.range.start))
  }

  /// The message, what to write instead, and where.
  public var line: Phrase {
    Phrase(
      message.chinese + (hint.map { "；" + $0.chinese } ?? "") + "（\(place)）",
      message.english + (hint.map { "; " + $0.english } ?? "") + " (\(place))")
  }
}

extension Review {
  /// What was said of the dossier when it was read, and of the texts beside it; at most
  /// ``DiagnosticDigest/limit`` of either.
  public var warnings: [ReadingWarning] { warnings(room: DiagnosticDigest.limit) }

  /// All that was said of them, of either up to ``toldWarnings``, those with a hint first.
  public var allWarnings: [ReadingWarning] { warnings(room: Self.toldWarnings) }

  /// The first of them, of either up to ``DiagnosticDigest/briefLimit``: those of a header come back in the
  /// line of each row.
  public var briefWarnings: [ReadingWarning] { warnings(room: DiagnosticDigest.briefLimit) }

  /// A result is not longer than what it was read from many times over.
  private static var toldWarnings: Int { 1_000 }

  /// How many there are.
  public var warningCount: Int { binding.surroundings.count + binding.warnings.count }

  private func warnings(room: Int) -> [ReadingWarning] {
    let source = binding.dossier.source
    let own = DiagnosticDigest(binding.warnings, room: room).shown
    return binding.surroundings.prefix(room) + own.map { ReadingWarning($0, in: source) }
  }

  /// The first warnings for the top of a report, and how many stand further down.
  var warningNotes: [Phrase] {
    let count = warningCount
    let shown = warnings.prefix(Self.notedWarnings).map { $0.line }
    guard count > shown.count else { return Array(shown) }
    return shown + [
      Phrase(
        "读卷宗时另有 \(count - shown.count) 条提醒，见“读卷宗时的提醒”。",
        "\(count - shown.count) more warnings of reading the dossier stand under “Warnings of reading the dossier”."
      )
    ]
  }

  /// The causes of the decision follow the notes, and are to be seen at once.
  private static let notedWarnings = 3
}
