/// Binds dossiers that differ from a bound one in a few things.
///
/// Hundreds are tried for one missing case: their places are looked up once, and what a project can
/// have is found anew only where something that was changed bears on it.
struct Rebinder {
  private let program: Program
  private let today: CalendarDate
  private let places = PlaceMemory()
  /// Whether the day, or what the authority gives, bears on what a project can have.
  private let scopesReadMore: Bool

  init(_ program: Program, today: CalendarDate) {
    (self.program, self.today) = (program, today)
    scopesReadMore = program.scopeSteps.contains { step in
      switch program.steps[step] {
      case .asOf, .parameter: true
      default: false
      }
    }
  }

  /// What a project and its days are when things are said otherwise; nil: it is no dossier.
  func binding(of base: Binding, saying variation: Variation) -> Binding? {
    let dossier = base.dossier.saying(variation.facts, in: program.vocabulary)
    var parameters = base.parameters
    for (figure, value) in variation.figures {
      parameters.set(value.asGiven, figure.parameter, key: figure.key ?? "")
    }
    let (binding, problems) = bind(
      dossier, to: program, parameters: parameters, asOf: variation.asOf ?? base.asOf, today: today,
      places: places, existence: leavesExistence(variation, of: base) ? base.existence : nil)
    return problems.hasErrors ? nil : binding
  }

  private func leavesExistence(_ variation: Variation, of base: Binding) -> Bool {
    let existence = base.existence
    guard existence.foreign.isEmpty,
      !scopesReadMore || variation.asOf == nil && variation.figures.isEmpty
    else { return false }
    return variation.facts.keys.allSatisfy { reference in
      switch reference.target {
      case .field(let field):
        !program.farReachingFields.contains(field) && !existence.absentFields.contains(field)
      case .list(let list): !existence.absentContainers.contains(list)
      }
    }
  }
}
