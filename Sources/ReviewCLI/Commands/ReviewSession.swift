import Rules

/// What one invocation judges by.
struct ReviewSession {
  let program: Program
  let setting: ReviewSetting
  private let reader: DossierReader
  private let places = PlaceMemory()

  init(program: Program, setting: ReviewSetting) {
    (self.program, self.setting) = (program, setting)
    reader = DossierReader(vocabulary: program.vocabulary)
  }

  /// Reads and judges one dossier.
  ///
  /// - Parameters:
  ///   - surroundings: What was said of the file that it stands in.
  ///   - depth: How much of the findings is wanted.
  func judge(
    _ unit: DossierUnit, in surroundings: [ReadingWarning] = [], depth: ReviewDepth = .complete
  ) -> Judgement {
    let (dossier, problems) = read(unit)
    var setting = setting
    setting.surroundings += surroundings
    return judgeDossier(dossier, problems, by: program, in: setting, places: places, depth: depth)
  }

  /// The project of a dossier and what it uses of which source; nil when it was rejected.
  func claims(
    of unit: DossierUnit
  ) -> (found: (project: ClaimingProject, claims: [SourceClaim])?, diagnostics: [Diagnostic]) {
    let (dossier, problems) = read(unit)
    guard let dossier, !problems.hasErrors else { return (nil, problems) }
    let (project, claims, more) = dossier.sources(in: program.vocabulary, places: places)
    guard !more.hasErrors else { return (nil, problems + more) }
    return ((project, claims), problems + more)
  }

  /// The facts of a dossier; nil when it cannot be read at all.
  func read(_ unit: DossierUnit) -> (dossier: Dossier?, diagnostics: [Diagnostic]) {
    switch unit {
    case .text(let source, let node): return reader.read(source, parsed: node)
    case .line(let line): return reader.read(line.source)
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
    case .text(let source, let warning):
      if let warning { complain(warning, language) }
      return source
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
