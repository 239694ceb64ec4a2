@testable import Rules

/// A question to the solver as a script for another one, in SMT-LIB 2.6.
struct SolverScript {
  let text: String

  init(_ formula: Formula, _ variables: FactVariables) {
    text = Self.declarations(variables) + "(assert \(Self.text(formula)))"
  }

  private static func declarations(_ variables: FactVariables) -> String {
    variables.variables.enumerated().map { index, variable in
      switch variable.domain {
      case .number, .date: "(declare-const v\(index) Real)"
      case .flag: "(declare-const v\(index) Bool)"
      case .choice(let names):
        "(declare-const v\(index) Int)(assert (and (>= v\(index) 0) (< v\(index) \(names.count))))"
      }
    }.joined()
  }

  private static func text(_ formula: Formula) -> String {
    switch formula {
    case .all(let parts): parts.isEmpty ? "true" : "(and \(texts(parts)))"
    case .any(let parts): parts.isEmpty ? "false" : "(or \(texts(parts)))"
    case .atom(.flag(let variable, let value)): value ? "v\(variable)" : "(not v\(variable))"
    case .atom(.choice(let variable, let set)): text(variable, in: set)
    case .atom(.linear(let constraint)):
      "(\(constraint.isStrict ? "<" : "<=") "
        + constraint.form.terms.reduce(text(constraint.form.constant)) {
          "(+ \($0) (* \(text($1.factor)) v\($1.variable)))"
        } + " 0.0)"
    }
  }

  private static func texts(_ parts: [Formula]) -> String {
    parts.map { text($0) }.joined(separator: " ")
  }

  /// The members, or what is no member: of the names of a table one is meant, or all others.
  private static func text(_ variable: Int, in set: ChoiceSet) -> String {
    let (members, others) = (set.members, set.complement.members)
    guard members.count > others.count else { return text(variable, among: members) }
    return "(not \(text(variable, among: others)))"
  }

  private static func text(_ variable: Int, among members: [Int]) -> String {
    "(or false" + members.map { " (= v\(variable) \($0))" }.joined() + ")"
  }

  private static func text(_ number: ExactNumber) -> String {
    let size = "(/ \(number.numerator.magnitude).0 \(number.denominator).0)"
    return number.isNegative ? "(- \(size))" : size
  }
}
