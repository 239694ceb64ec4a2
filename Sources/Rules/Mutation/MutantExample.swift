/// A dossier on which a rule and its mutant come to something else.
struct MutantExample {
  let dossier: Dossier
  let binding: Binding
  /// What a case can say of it that does not hold by the mutant.
  let claim: CaseClaim
}

/// Judges examples by nothing but the rules that are asked about.
///
/// It keeps what all examples have in common: the names of the vocabulary.
struct ExampleJudge: Sendable {
  let program: Program
  let today: CalendarDate
  private let reader: DossierReader

  init(program: Program, today: CalendarDate) {
    self.program = program
    self.today = today
    reader = DossierReader(vocabulary: program.vocabulary)
  }

  /// What a dossier shows of a change; nil: it is none, or both come to the same.
  ///
  /// - Parameters:
  ///   - text: As `review evaluate` reads it.
  ///   - parameters: What the authority gives.
  ///   - versions: The rules of one id.
  func example(
    _ text: String, _ parameters: ParameterValues, asOf: CalendarDate, of versions: [Int],
    _ changed: Program
  ) -> MutantExample? {
    let (dossier, problems) = reader.read(SourceText(path: "witness.json", text: text))
    guard let dossier, !problems.hasErrors else { return nil }
    return example(dossier, parameters, asOf: asOf, of: versions, changed)
  }

  /// The same of a dossier that was put together.
  func example(
    _ dossier: Dossier, _ parameters: ParameterValues, asOf: CalendarDate, of versions: [Int],
    _ changed: Program
  ) -> MutantExample? {
    let (binding, contradictions) = bind(
      dossier, to: program, parameters: parameters, asOf: asOf, today: today)
    guard !contradictions.hasErrors else { return nil }
    let own = RuleJudge(program: program, binding: binding).outcome(of: versions)
    let other = RuleJudge(program: changed, binding: binding).outcome(of: versions)
    return own.claim(against: other).map {
      MutantExample(dossier: dossier, binding: binding, claim: $0)
    }
  }
}
