/// Is there a dossier for which a formula holds, and which?
///
/// First it is asked whether there can be one at all: what is no combination of single facts may then
/// be anything, so that a no is a proof. Then one is looked for whose lists have at most one element,
/// and is judged before it is shown.
struct ExactQuestion<Found> {
  enum Answer {
    /// Proved: there is none.
    case none
    case found(Found)
    case undecided(Phrase)
  }

  /// The formula and its facts, with lists seen in one way.
  let formula: (ListModel) throws(ExactnessLimit) -> (Formula, FactVariables)
  /// What an example is when it is judged; nil: it is not what was asked for.
  let confirmed: (Solver.Model, FactVariables, Formula) -> Found?

  func answer() -> Answer {
    var reason = Self.unshown
    do throws(ExactnessLimit) {
      let (formula, variables) = try formula(.opaque)
      switch Solver.solve(.all(variables.ranges + [formula])) {
      case .none: return .none
      case .undecided: reason = Self.tooLarge
      case .model(let model):
        if let found = example(formula, variables) { return .found(found) }
        reason = Self.unshown(formula, model, variables)
      }
      guard variables.hasLists else { return .undecided(reason) }
    } catch {
      reason = error.reason
    }
    do throws(ExactnessLimit) {
      let (formula, variables) = try formula(.single)
      return example(formula, variables).map { .found($0) } ?? .undecided(reason)
    } catch {
      return .undecided(reason)
    }
  }

  /// A dossier that simply gives its facts, else any.
  private func example(_ formula: Formula, _ variables: FactVariables) -> Found? {
    let any = Formula.all(variables.ranges + [formula])
    for wanted in [.all(variables.suppositions + [any]), any] {
      guard case .model(let model) = Solver.solve(wanted, step: { variables.step(of: $0) }) else {
        continue
      }
      if let found = confirmed(model, variables, wanted) { return found }
    }
    return nil
  }

  static var tooLarge: Phrase {
    Phrase("情形太多，或数太大", "too many cases, or a number is too large")
  }

  static var unshown: Phrase {
    Phrase("没有构造出能核对的卷宗", "no dossier was made that confirms it")
  }

  /// The same with what it depends on that a dossier does not simply give.
  private static func unshown(
    _ formula: Formula, _ model: Solver.Model, _ variables: FactVariables
  ) -> Phrase {
    let causes = FormulaRegion(.all(variables.ranges + [formula]), around: model, variables)
      .unwritten
    guard !causes.isEmpty else { return unshown }
    return Phrase(
      "取决于：" + causes.map { $0.chinese }.joined(separator: "、") + "；" + unshown.chinese,
      "it depends on: " + causes.map { $0.english }.joined(separator: ", ") + "; " + unshown.english
    )
  }
}

/// How a formula sees lists.
enum ListModel {
  /// What is said of all elements together is a variable that may be anything.
  case opaque
  /// Every list is empty or has one element, of which everything is said that is said of all.
  case single
}
