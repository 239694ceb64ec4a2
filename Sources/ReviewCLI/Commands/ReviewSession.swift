import Rules

/// The rules, parameters and date that one invocation judges by.
struct ReviewSession {
  let book: RuleBook
  let parameters: ParameterValues
  let asOf: CalendarDate?
  let today: CalendarDate

  /// Reads and judges one dossier; nil when it was rejected.
  func review(_ unit: DossierUnit) -> (review: Review?, diagnostics: [Diagnostic]) {
    let (dossier, problems) = read(unit)
    guard let dossier, !problems.hasErrors else { return (nil, problems) }
    let (binding, more) = bind(
      dossier, to: book.program, parameters: parameters, asOf: asOf, today: today)
    guard !more.hasErrors else { return (nil, problems + more) }
    return (evaluate(book.program, with: binding), problems + more)
  }

  private func read(_ unit: DossierUnit) -> (dossier: Dossier?, diagnostics: [Diagnostic]) {
    let vocabulary = book.program.vocabulary
    switch unit {
    case .text(let source): return DossierReader.read(source, vocabulary: vocabulary)
    case .node(let node, let source):
      return DossierReader.read(node, of: source, vocabulary: vocabulary)
    case .row(let row, let reader, _):
      let (dossier, problems) = reader.read(row)
      return (dossier, problems)
    case .form(let source):
      let (dossier, problems) = FormReader.read(source, vocabulary: vocabulary)
      return (dossier, problems)
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
