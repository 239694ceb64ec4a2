/// Asks single rules of a program about dossiers.
final class RuleTrial {
  private let program: Program
  /// It knows all names of the vocabulary, and is made for the first dossier.
  private lazy var reader = DossierReader(vocabulary: program.vocabulary)
  private let places = PlaceMemory()

  init(_ program: Program) { self.program = program }

  /// What some rules, by their indices, say of a dossier; nil: it is rejected.
  func findings(of rules: [Int], on text: SourceText, asOf day: CalendarDate) -> [Finding]? {
    let (dossier, problems) = reader.read(text)
    return judgeDossier(
      dossier, problems, by: program, in: ReviewSetting(asOf: day, today: day), places: places,
      only: Set(rules.map { program.programRules[$0].rule })
    ).review?.findings
  }

  /// What all rules decide on a dossier; nil: it is rejected.
  func decision(on text: SourceText, asOf day: CalendarDate) -> Decision? {
    let (dossier, problems) = reader.read(text)
    return judgeDossier(
      dossier, problems, by: program, in: ReviewSetting(asOf: day, today: day), places: places,
      depth: .verdicts
    ).review?.decision
  }
}
