import Rules

/// The program, parameters and date that one invocation judges by.
struct ReviewSession {
  let program: Program
  let parameters: ParameterValues
  let asOf: CalendarDate?
  let today: CalendarDate
  private let reader: DossierReader

  init(program: Program, parameters: ParameterValues, asOf: CalendarDate?, today: CalendarDate) {
    (self.program, self.parameters, self.asOf, self.today) = (program, parameters, asOf, today)
    reader = DossierReader(vocabulary: program.vocabulary)
  }

  /// What became of one dossier.
  struct Outcome {
    /// nil: it was rejected.
    let review: Review?
    let diagnostics: [Diagnostic]
    /// The project's number, as far as it could be read.
    let number: String?
  }

  /// Reads and judges one dossier.
  func judge(_ unit: DossierUnit) -> Outcome {
    let (dossier, problems) = read(unit)
    let number = dossier?.text(of: program.vocabulary.numberField)
    guard let dossier, !problems.hasErrors else {
      return Outcome(review: nil, diagnostics: problems, number: number)
    }
    let (binding, more) = bind(
      dossier, to: program, parameters: parameters, asOf: asOf, today: today)
    let review = more.hasErrors ? nil : evaluate(program, with: binding)
    return Outcome(review: review, diagnostics: problems + more, number: number)
  }

  /// The project of a dossier and what it uses of which source; nil when it was rejected.
  func claims(
    of unit: DossierUnit
  ) -> (found: (project: ClaimingProject, claims: [SourceClaim])?, diagnostics: [Diagnostic]) {
    let (dossier, problems) = read(unit)
    guard let dossier, !problems.hasErrors else { return (nil, problems) }
    let (project, claims, more) = dossier.sources(in: program.vocabulary)
    guard !more.hasErrors else { return (nil, problems + more) }
    return ((project, claims), problems + more)
  }

  private func read(_ unit: DossierUnit) -> (dossier: Dossier?, diagnostics: [Diagnostic]) {
    switch unit {
    case .text(let source, let node): return reader.read(source, parsed: node)
    case .node(let node, let source): return reader.read(node, of: source)
    case .row(let row, let reader, _):
      let (dossier, problems) = reader.read(row)
      return (dossier, problems)
    case .form(let source):
      let (dossier, problems) = FormReader.read(source, vocabulary: program.vocabulary)
      return (dossier, problems)
    }
  }
}

extension ReviewTool {
  /// The text of a parameter file; nil, after what is wrong was said, when it holds none.
  func parameterText(of path: String, _ language: Language?) throws(CommandFailure) -> SourceText? {
    switch try ParameterFile(path, in: files) {
    case .text(let source): return source
    case .rejected(let problems):
      complain(problems, language)
      return nil
    }
  }
}

extension Environment {
  var currentDate: CalendarDate {
    let parts = today()
    return CalendarDate(year: parts.year, month: parts.month, day: parts.day)
      ?? CalendarDate.earliest
  }
}
