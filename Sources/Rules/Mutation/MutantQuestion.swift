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
  /// The value of a table that is changed, if it is one.
  let figure: Figure?

  private var program: Program { judge.program }

  /// The days that it is asked for, and the names that both say on them.
  var scope: (days: [CalendarDate], names: SharedNames) {
    let comparison = RuleComparison(program, changed, today: judge.today)
    let scope = FigureScope(figure, program, versions)
    return (
      comparison.days(versions, versions, within: scope),
      SharedNames((program, versions), (changed, versions), within: scope)
    )
  }

  func answer() -> Answer {
    let (days, names) = scope
    var reason: Phrase?
    var asked: [AspectPair] = []
    for day in days {
      guard !isSame(on: day, names) else { continue }
      switch answer(on: day, names, &asked) {
      case .differs(let example): return .differs(example)
      case .undecided(let phrase): reason = reason ?? phrase
      case .equivalent: continue
      }
    }
    guard let reason else { return .equivalent }
    switch RuleStates(judge, changed, versions)?.answer(on: days) {
    case .same: return .equivalent
    case .differs(let example): return .differs(example)
    case .open, nil: return .undecided(reason)
    }
  }

  /// - Parameter asked: What was asked on the days before; the same is not asked again.
  private func answer(
    on day: CalendarDate, _ names: SharedNames, _ asked: inout [AspectPair]
  ) -> Answer {
    let whole = try? aspects(on: day, names, .opaque)
    if let whole, !whole.variables.hasLists {
      if asked.contains(where: { $0.saysTheSame(as: whole) }) { return .equivalent }
      asked.append(whole)
    }
    var reason: Phrase?
    // Where the aspects cannot be said, it is asked of the first, so that it is said why.
    for aspect in whole?.differing ?? [0] {
      let question = ExactQuestion<MutantExample>(
        formula: { lists throws(ExactnessLimit) in
          let pair =
            if lists == .opaque, let whole { whole } else {
              try aspects(on: day, names, lists)
            }
          return (try pair.difference(aspect), pair.variables)
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

  /// Whether both are the same on a day whatever tables say, which is soon proved where it is so.
  private func isSame(on day: CalendarDate, _ names: SharedNames) -> Bool {
    guard figure == nil,
      let pair = try? aspects(on: day, names, .opaque, freesTables: true)
    else { return false }
    return pair.differing.allSatisfy { aspect in
      guard let difference = try? pair.difference(aspect) else { return false }
      return Solver.solve(.all(pair.variables.ranges + [difference])) == .none
    }
  }

  func aspects(
    on day: CalendarDate, _ names: SharedNames, _ lists: ListModel, freesTables: Bool = false
  ) throws(ExactnessLimit) -> AspectPair {
    var before = StepFormulas(
      program: program, asOf: day, names: names, variables: FactVariables(), lists: lists,
      freesTables: freesTables, relatesLists: true)
    let old = try before.aspects(of: versions)
    var after = StepFormulas(
      program: changed, asOf: day, names: names, variables: before.variables, lists: lists,
      freesTables: freesTables, relatesLists: true)
    return AspectPair(
      old: old, new: try after.aspects(of: versions), variables: after.variables)
  }
}

/// What can be said of a rule and of its mutant, in the same order.
struct AspectPair {
  let old: [StepFormulas.Aspect]
  let new: [StepFormulas.Aspect]
  let variables: FactVariables

  /// Whether it is said in the same words, of the same facts.
  func saysTheSame(as other: AspectPair) -> Bool {
    old == other.old && new == other.new
      && variables.variables.map { $0.key } == other.variables.variables.map { $0.key }
  }

  /// Those that are not said in the same words.
  var differing: [Int] { old.indices.filter { old[$0] != new[$0] } }

  /// When one of them holds and not the other.
  func difference(_ aspect: Int) throws(ExactnessLimit) -> Formula {
    let (old, new) = (old[aspect], new[aspect])
    // Where something else follows, it is enough that it does.
    guard old.consequences == new.consequences else { return .any([old.formula, new.formula]) }
    guard old.formula != new.formula else { return .never }
    guard let notOld = old.formula.negated, let notNew = new.formula.negated else {
      throw .overflow
    }
    return .any([.all([old.formula, notNew]), .all([new.formula, notOld])])
  }
}
