import Glibc
import Testing

@testable import Rules

/// Writes the questions of the shipped rules for another solver, with what ours answers:
///
///     SECOND_OPINION=questions.jsonl swift test --filter SecondOpinionTests
///     python3 Tests/second-opinion.py questions.jsonl
///
/// Each line is `{"question", "answer": "sat|unsat|unknown", "smt"}`, the last in SMT-LIB 2.6.
@Suite("Questions for a second opinion")
struct SecondOpinionTests {
  @Test(
    "All questions are written",
    .enabled(if: Repository.variable("SECOND_OPINION") != nil, "asked for by SECOND_OPINION"))
  func write() throws {
    let path = try #require(Repository.variable("SECOND_OPINION"))
    let program = CommittedRules.book.program
    let choices = SharedNames((program, []), (program, []))
    var lines: [String] = []
    for index in program.programRules.indices {
      let id = program.rules.rules[program.programRules[index].rule].id
      for day in program.analysisDays(of: [index]).prefix(2) {
        var formulas = StepFormulas(
          program: program, asOf: day, names: SharedNames(program, [index], choicesOf: choices),
          variables: FactVariables())
        guard let violated = try? formulas.violation(of: index), let kept = violated.negated,
          let application = try? formulas.application(of: program.programRules[index])
        else { continue }
        let questions: [(String, Formula)] = [
          ("applies", application.holds), ("violated", violated),
          ("kept", .all([application.holds, kept])), ("with itself", .all([violated, kept])),
        ]
        for (name, formula) in questions {
          let whole = Formula.all(formulas.variables.ranges + [formula])
          lines.append(line("\(id) \(day): \(name)", whole, formulas.variables))
        }
      }
    }
    let file = try #require(fopen(path, "w"))
    for line in lines { fputs(line + "\n", file) }
    try #require(fclose(file) == 0)
    print("\(lines.count) questions")
  }

  private func line(_ name: String, _ formula: Formula, _ variables: FactVariables) -> String {
    let answer =
      switch Solver.solve(formula) {
      case .model: "sat"
      case .none: "unsat"
      case .undecided: "unknown"
      }
    var json = JSONWriter(style: .compact)
    json.object { json in
      json.member("question", name)
      json.member("answer", answer)
      json.member("smt", declarations(variables) + "(assert \(text(formula)))")
    }
    return json.text
  }

  private func declarations(_ variables: FactVariables) -> String {
    variables.variables.enumerated().map { index, variable in
      switch variable.domain {
      case .number, .date: "(declare-const v\(index) Real)"
      case .flag: "(declare-const v\(index) Bool)"
      case .choice(let names):
        "(declare-const v\(index) Int)(assert (and (>= v\(index) 0) (< v\(index) \(names.count))))"
      }
    }.joined()
  }

  private func text(_ formula: Formula) -> String {
    switch formula {
    case .all(let parts): parts.isEmpty ? "true" : "(and \(texts(parts)))"
    case .any(let parts): parts.isEmpty ? "false" : "(or \(texts(parts)))"
    case .atom(.flag(let variable, let value)): value ? "v\(variable)" : "(not v\(variable))"
    case .atom(.choice(let variable, let set)):
      "(or false "
        + (0..<set.count).filter {
          !set.intersection(ChoiceSet(of: [$0], among: set.count)).isEmpty
        }.map { "(= v\(variable) \($0))" }.joined(separator: " ") + ")"
    case .atom(.linear(let constraint)):
      "(\(constraint.isStrict ? "<" : "<=") "
        + constraint.form.terms.reduce(text(constraint.form.constant)) {
          "(+ \($0) (* \(text($1.factor)) v\($1.variable)))"
        } + " 0.0)"
    }
  }

  private func texts(_ parts: [Formula]) -> String {
    parts.map { text($0) }.joined(separator: " ")
  }

  private func text(_ number: ExactNumber) -> String {
    let size = "(/ \(number.numerator.magnitude).0 \(number.denominator).0)"
    return number.isNegative ? "(- \(size))" : size
  }
}
