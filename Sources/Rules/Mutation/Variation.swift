/// A case with a few things said otherwise.
struct Variation: Sendable {
  var facts: [FactReference: ScalarValue] = [:]
  var asOf: CalendarDate?

  func with(_ reference: FactReference, _ value: ScalarValue) -> Variation {
    var other = self
    other.facts[reference] = value
    return other
  }

  /// What the project and its days are then, bound anew; nil: it is no dossier.
  func binding(of base: Binding, by program: Program, today: CalendarDate) -> Binding? {
    let changes = facts.keys.sorted { $0.precedes($1) }.map {
      FactChange($0, from: nil, to: facts[$0] ?? .truth(false))
    }
    let dossier = base.dossier.applying(changes, in: program.vocabulary)
    let (binding, problems) = bind(
      dossier, to: program, parameters: base.parameters, asOf: asOf ?? base.asOf, today: today)
    return problems.hasErrors ? nil : binding
  }
}
