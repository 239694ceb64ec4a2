/// Is there a dossier on which a rule and its mutant come to something else?
///
/// A dossier that answers every fact: on any such a rule applies or not, is violated or not, and one
/// of its consequences follows. What is the same in all of these is proved equivalent.
struct MutantQuestion {
  enum Answer {
    case equivalent
    case differs(MutantExample)
    case undecided(Phrase)
  }

  let judge: ExampleJudge
  let changed: Program
  /// The rules of one id.
  let versions: [Int]
  /// The row of a table that is changed: under any other key nothing is.
  let key: String?

  private var program: Program { judge.program }

  func answer() -> Answer {
    let comparison = RuleComparison(program, changed, today: judge.today)
    let names = SharedNames((program, versions), (changed, versions), key: key)
    var reason: Phrase?
    for day in comparison.days(versions, versions) {
      switch answer(on: day, names) {
      case .differs(let example): return .differs(example)
      case .undecided(let phrase): reason = reason ?? phrase
      case .equivalent: continue
      }
    }
    return reason.map { .undecided($0) } ?? .equivalent
  }

  private func answer(on day: CalendarDate, _ names: SharedNames) -> Answer {
    var reason: Phrase?
    for aspect in differing(on: day, names) {
      let question = ExactQuestion<MutantExample>(
        formula: { lists throws(ExactnessLimit) in
          let (old, new, variables) = try aspects(on: day, names, lists)
          return (try Self.difference(old[aspect], new[aspect]), variables)
        },
        confirmed: { model, variables, _ in
          let model = variables.multiplied(model)
          return WitnessDossier(variables, model, on: day, program, rule: versions.first).text
            .flatMap { text in
              judge.example(
                text, variables.parameters(of: model, in: program), asOf: day, of: versions,
                changed)
            }
        })
      switch question.answer() {
      case .none: break
      case .found(let example): return .differs(example)
      case .undecided(let phrase): reason = reason ?? phrase
      }
    }
    return reason.map { .undecided($0) } ?? .equivalent
  }

  /// The aspects that are not said in the same words; where they cannot be said, the first.
  private func differing(on day: CalendarDate, _ names: SharedNames) -> [Int] {
    guard let (old, new, _) = try? aspects(on: day, names, .opaque) else { return [0] }
    return old.indices.filter { old[$0] != new[$0] }
  }

  private func aspects(
    on day: CalendarDate, _ names: SharedNames, _ lists: ListModel
  ) throws(ExactnessLimit) -> (
    old: [StepFormulas.Aspect], new: [StepFormulas.Aspect], variables: FactVariables
  ) {
    var before = StepFormulas(
      program: program, asOf: day, names: names, variables: FactVariables(), lists: lists)
    let old = try before.aspects(of: versions)
    var after = StepFormulas(
      program: changed, asOf: day, names: names, variables: before.variables, lists: lists)
    return (old, try after.aspects(of: versions), after.variables)
  }

  private static func difference(
    _ old: StepFormulas.Aspect, _ new: StepFormulas.Aspect
  ) throws(ExactnessLimit) -> Formula {
    // Where something else follows, it is enough that it does.
    guard old.consequences == new.consequences else { return .any([old.formula, new.formula]) }
    guard old.formula != new.formula else { return .never }
    guard let notOld = old.formula.negated, let notNew = new.formula.negated else {
      throw .overflow
    }
    return .any([.all([old.formula, notNew]), .all([new.formula, notOld])])
  }
}
