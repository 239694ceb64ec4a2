import Reports
import Rules

/// What became of something that came in, before it is held beside the other dossiers.
enum Outcome: Sendable {
  case judged(JudgedDossier)
  case bulk(BulkBatch)
  /// With what was said of it, and the text that is said of.
  case rejected(RejectedDossier, [Diagnostic], SourceText)
  case problems(Problems)
  case failure(CommandFailure, path: String)
}

/// A dossier that was judged by itself.
struct JudgedDossier: Sendable {
  let unit: DossierUnit
  let diagnostics: [Diagnostic]
  let reported: ReportedReview
  let sources: (project: ClaimingProject, claims: [SourceClaim])
  /// What a summary keeps of it; nil where none is told.
  let entry: StockEntry?
  /// Its line of the results, in a format that has lines; nil where it must be logged first.
  let line: [UInt8]?
}

/// Judges what comes in, one thing after another; each thread has its own.
struct DossierJudge {
  private let session: ReviewSession
  private let drawing: ReviewDrawing
  private let isLogged: Bool
  private let fields: StockFields

  init(_ program: Program, _ setting: ReviewSetting, _ drawing: ReviewDrawing, isLogged: Bool) {
    session = ReviewSession(program: program, setting: setting)
    (self.drawing, self.isLogged) = (drawing, isLogged)
    fields = StockFields(program.vocabulary)
  }

  /// nil where nothing came in.
  func outcome(of incoming: Incoming) -> Outcome? {
    switch incoming {
    case .dossier(let unit, let warnings): outcome(of: unit, in: warnings)
    case .rejected(let dossier): .rejected(dossier, [], SourceText(path: "", bytes: []))
    case .problems(let problems): .problems(problems)
    case .failure(let failure, let path): .failure(failure, path: path)
    case .pause: nil
    }
  }

  private func outcome(of unit: DossierUnit, in surroundings: [ReadingWarning]) -> Outcome {
    let judged = session.judge(
      unit, in: surroundings, depth: isLogged ? .complete : drawing.options.depth)
    let mark = drawing.names.mark(of: unit)
    guard let review = judged.review else {
      let number = judged.dossier?.text(of: session.program.vocabulary.numberField)
      let rejected = RejectedDossier(
        id: number ?? mark, line: unit.line, judged.diagnostics, in: unit.source)
      return .rejected(rejected, judged.diagnostics, unit.source)
    }
    let reported = ReportedReview(
      review: review, mark: mark, line: unit.line,
      advice: isLogged ? advise(review) : drawing.advice(on: review))
    let isDrawn = drawing.options.format.isStream && !isLogged
    return .judged(
      JudgedDossier(
        unit: unit, diagnostics: judged.diagnostics, reported: reported, sources: review.sources,
        entry: drawing.options.isSummedUp ? StockEntry(review, fields) : nil,
        line: isDrawn ? drawing.line(reported) : nil))
  }
}
