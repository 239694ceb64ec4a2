/// A dossier bound to a program: its facts with derived totals, the parameters, and the date.
///
/// It never changes, and is shared by all that judge it.
public final class Binding: Sendable {
  public let dossier: Dossier
  public let parameters: ParameterValues
  public let asOf: CalendarDate
  public let place: Place
  /// What is said of the justification of each rule that has its own.
  let justifications: [Int: OwnJustification]
  public let existence: Existence
  /// Whether nobody gave a date, so that it is judged by the rules of the day.
  public let isDatedToday: Bool
  /// What was said of the dossier, in reading and in binding it, that rejects nothing.
  public let warnings: [Diagnostic]
  /// What was said of the texts beside the dossier: its table, its workbook, the parameters.
  public let surroundings: [ReadingWarning]

  init(
    dossier: Dossier, parameters: ParameterValues, asOf: CalendarDate, place: Place,
    justifications: [Int: OwnJustification] = [:], existence: Existence,
    isDatedToday: Bool = false, warnings: [Diagnostic] = [],
    surroundings: [ReadingWarning] = []
  ) {
    self.dossier = dossier
    self.parameters = parameters
    self.asOf = asOf
    self.place = place
    self.justifications = justifications
    self.existence = existence
    self.isDatedToday = isDatedToday
    self.warnings = warnings
    self.surroundings = surroundings
  }

  /// The same with the justification of each rule that has its own.
  func justified(by justifications: [Int: OwnJustification]) -> Binding {
    Binding(
      dossier: dossier, parameters: parameters, asOf: asOf, place: place,
      justifications: justifications, existence: existence)
  }
}

extension Binding {
  /// The project and what it uses of each source.
  public func sources(
    in vocabulary: Vocabulary
  ) -> (project: ClaimingProject, claims: [SourceClaim]) {
    dossier.sources(in: vocabulary, at: place)
  }
}

extension Dossier {
  /// The project and what it uses of each source, and what is wrong with its place; nothing else of
  /// the dossier is looked at.
  ///
  /// - Parameter places: Those of the dossiers before it.
  public func sources(
    in vocabulary: Vocabulary, places: PlaceMemory = PlaceMemory()
  ) -> (project: ClaimingProject, claims: [SourceClaim], diagnostics: [Diagnostic]) {
    var root = root
    var reader = PlaceReader(vocabulary, places)
    let place = reader.read(&root)
    let (project, claims) = sources(in: vocabulary, at: place)
    return (project, claims, reader.diagnostics)
  }

  fileprivate func sources(
    in vocabulary: Vocabulary, at place: Place
  ) -> (project: ClaimingProject, claims: [SourceClaim]) {
    let project = ClaimingProject(
      name: text(of: vocabulary.nameField)?.trimmed ?? "",
      code: text(of: vocabulary.numberField)?.trimmed ?? "",
      place: place.regions.compactMap { $0 }, path: source.path)
    return (project, ClaimReader(vocabulary).claims(in: root))
  }
}

/// Binds a dossier to a program.
///
/// The place is found, so that its fields hold full names; then what the project cannot have.
/// Totals that follow from lists are filled in when they are missing; a total that differs from
/// the sum of its sources is reported.
///
/// - Parameters:
///   - asOf: The date the caller asks for; nil: the dossier's own, else `today`.
///   - places: Those of the dossiers before it.
///   - surroundings: What was said of the texts beside it.
///   - known: What the project cannot have, where that was found before.
public func bind(
  _ dossier: Dossier, to program: Program, parameters: ParameterValues = ParameterValues(),
  asOf: CalendarDate? = nil, today: CalendarDate, places: PlaceMemory = PlaceMemory(),
  surroundings: [ReadingWarning] = [], existence known: Existence? = nil
) -> (binding: Binding, diagnostics: [Diagnostic]) {
  bind(
    dossier, to: program, parameters: parameters, asOf: asOf, today: today, places: places,
    surroundings: surroundings, existence: known, only: nil)
}

/// Binds what was read of a dossier.
///
/// - Parameter selection: What that is, of a dossier whose other facts are in order and whose
///   justifications open no rule; nil: everything.
func bind(
  _ dossier: Dossier, to program: Program, parameters: ParameterValues, asOf: CalendarDate?,
  today: CalendarDate, places: PlaceMemory, surroundings: [ReadingWarning],
  existence known: Existence?, only selection: FactSelection?
) -> (binding: Binding, diagnostics: [Diagnostic]) {
  var own: CalendarDate?
  if let field = program.vocabulary.asOfField,
    case .value(.date(let given))? = dossier.root.facts[field]?.state
  {
    own = given
  }
  let date = asOf ?? own ?? today
  var derived = dossier
  var reader = PlaceReader(program.vocabulary, places)
  let place = reader.read(&derived.root)
  func binding(
    _ existence: Existence, justifications: [Int: OwnJustification] = [:],
    warnings: [Diagnostic] = []
  ) -> Binding {
    Binding(
      dossier: derived, parameters: parameters, asOf: date, place: place,
      justifications: justifications, existence: existence,
      isDatedToday: asOf == nil && own == nil, warnings: warnings,
      surroundings: surroundings)
  }
  let existence = known ?? Existence(program, for: binding(Existence()))
  var deriver = Deriver(program: program, binding: binding(existence), selection: selection)
  deriver.derive(in: &derived.root, list: 0, environment: [])
  derived.root.fillExcess(of: program.vocabulary)
  var justifier = JustificationReader(program: program, binding: binding(existence))
  let justifications = selection == nil ? justifier.read() : [:]
  let diagnostics = reader.diagnostics + deriver.diagnostics + justifier.diagnostics
  let warnings = dossier.warnings + diagnostics.filter { $0.severity == .warning }
  return (
    binding(existence, justifications: justifications, warnings: warnings), diagnostics
  )
}

extension Quantity {
  /// The same quantity in the unit of a field; nil when it is of another dimension.
  ///
  /// - Parameter unit: nil for a field whose numbers bring their own units.
  fileprivate func measured(in unit: UnitOfMeasure?) -> Quantity? {
    guard let unit, let own = self.unit else { return unit.map { taking($0) } ?? self }
    return own.dimensions == unit.dimensions ? Quantity(interval: interval, unit: unit) : nil
  }
}

/// Fills in and compares facts that follow from others.
private struct Deriver {
  let program: Program
  let binding: Binding
  /// What is derived; nil: everything.
  let selection: FactSelection?
  var diagnostics: [Diagnostic] = []

  private func isWanted(_ field: Int) -> Bool { selection?.isFieldRead[field] ?? true }

  mutating func derive(
    in element: inout DossierElement, list: Int, environment: [BoundElement]
  ) {
    for (field, step) in program.derivationOrder
    where isWanted(field) && enclosingList(of: field) == list
      && !binding.existence.absentFields.contains(field)
    {
      derive(field, by: step, in: &element, environment: environment)
    }
    if list == 0 { markNotDone(in: &element) }
    for (inner, content) in element.lists where environment.isEmpty {
      guard case .elements(var elements) = content else { continue }
      for index in elements.indices {
        let bound = BoundElement(element: elements[index], indices: [index])
        derive(in: &elements[index], list: inner, environment: [bound])
      }
      element.lists[inner] = .elements(elements)
    }
  }

  /// What a missing paper makes impossible counts as not done, and is not asked for.
  private func markNotDone(in root: inout DossierElement) {
    var evaluator = Evaluator(quick: program, binding: binding, steps: program.derivationSteps)
    for (field, step) in program.preconditions
    where isWanted(field) && root.facts[field] == nil {
      guard evaluator.evaluate(step).truth == .false else { continue }
      root.facts[field] = Fact(.notDone, range: nil)
    }
  }

  /// The list whose elements hold a field; 0 for a fact of the project itself.
  private func enclosingList(of field: Int) -> Int {
    let container = program.vocabulary.fields[field].container
    return program.vocabulary.containers[container].isList ? container : 0
  }

  private mutating func derive(
    _ field: Int, by step: Int, in element: inout DossierElement, environment: [BoundElement]
  ) {
    var evaluator = Evaluator(quick: program, binding: binding, steps: program.derivationSteps)
    evaluator.environment = environment
    let declared = program.vocabulary.fields[field]
    // A sum of t/a says nothing of a field in kVA: it is left open, not relabelled.
    guard let (found, _) = evaluator.evaluate(step).quantity,
      let total = found.measured(in: declared.unit), let sum = total.interval.single
    else { return }
    guard let fact = element.facts[field] else {
      element.facts[field] = Fact(.value(.number(total)), range: nil)
      return
    }
    if case .value(.number(let given)) = fact.state, let range = fact.range,
      let problem = Self.bareness(given, total, declared, at: range)
    {
      diagnostics.append(problem)
      return
    }
    guard case .value(.number(let given)) = fact.state, let value = given.interval.single,
      given.unit?.dimensions == total.unit?.dimensions, value != sum, let range = fact.range
    else { return }
    let shown = Quantity(interval: total.interval, unit: given.unit)
    diagnostics.append(
      Diagnostic(
        .totalDiffers, at: range,
        Phrase(
          "\(declared.label)给的是 \(given.number?.description ?? "")，各项来源合计为 \(shown.number?.description ?? "")",
          "\(declared.path.english) is given as \(given.number?.description ?? ""), its sources add up to \(shown.number?.description ?? "")"
        ),
        hint: Phrase(
          "改正总数，或删去它，由各项合计", "correct the total, or leave it out and let the sources add up")))
  }

  /// A total without a unit whose sources have one, or the other way round: which number is meant
  /// cannot be told, so neither is used for the other.
  private static func bareness(
    _ given: Quantity, _ total: Quantity, _ field: Field, at range: SourceRange
  ) -> Diagnostic? {
    let unit = given.unit ?? total.unit
    guard given.isBare(beside: total) || total.isBare(beside: given), let unit else { return nil }
    let isBare = given.unit == nil
    return Diagnostic(
      .unitMismatch, at: range,
      isBare
        ? Phrase(
          "\(field.label)没有写单位，各项来源合计是 \(total.number?.description ?? "") \(unit.name.chinese)",
          "\(field.path.english) has no unit, and its sources add up to \(total.number?.description ?? "") \(unit.name.english)"
        )
        : Phrase(
          "\(field.label)的单位是 `\(unit.name.chinese)`，各项来源没有写单位",
          "\(field.path.english) is in `\(unit.name.english)`, and its sources have no unit"),
      hint: Phrase(
        "两处都写单位，如 `\(given.number?.description ?? "1") \(unit.name.chinese)`",
        "write the unit in both places, as `\(given.number?.description ?? "1") \(unit.name.english)`"
      ))
  }
}

extension Diagnostic.Code {
  static let totalDiffers = Self(
    name: "total-differs",
    explanation: Phrase(
      "总量与各项来源的合计必须相等；只给来源时，总量由合计得出。",
      "A total equals the sum of its sources; when only the sources are given, the total follows."))
}
