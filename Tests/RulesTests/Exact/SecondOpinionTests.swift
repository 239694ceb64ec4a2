import Glibc
import Testing

@testable import Rules

/// Writes the questions that are asked of the shipped rules for another solver, with what ours answers:
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
    let file = try QuestionFile(try #require(Repository.variable("SECOND_OPINION")))
    let program = CommittedRules.book.program
    ofRules(program, file)
    let rules = file.count
    ofMutants(try #require(CalendarDate(parsing: "2025-06-01")), file)
    try file.close()
    #expect(rules > 0 && file.count > rules)
    print("\(file.count) questions, \(file.count - rules) of them about mutants")
  }

  /// Whether each rule can apply, be violated and be met, and whether it differs from itself.
  private func ofRules(_ program: Program, _ file: QuestionFile) {
    let choices = SharedNames((program, []), (program, []))
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
          file.write("\(id) \(day): \(name)", formula, formulas.variables)
        }
      }
    }
  }

  /// Whether each rule differs from each of its mutants, as mutation asks of those that no case notices.
  private func ofMutants(_ today: CalendarDate, _ file: QuestionFile) {
    let runner = CaseRunner(CommittedRules.book, today: today)
    let program = CommittedRules.book.program.withChecksAsRules
    let judge = ExampleJudge(program: program, today: today)
    let versions = program.versionsOfRules
    for mutant in MutationTest(runner, cases: [], records: [], isOwn: { _ in true }).mutants {
      let changed = program.changed(by: mutant.edits)
      let ids = Set(mutant.rules.map { program.rules.rules[program.programRules[$0].rule].id })
      for id in ids.sorted() {
        let question = MutantQuestion(
          judge: judge, changed: changed, versions: versions[id] ?? [], figure: mutant.figure)
        let (days, names) = question.scope
        for day in days {
          for (lists, freesTables) in [
            (ListModel.opaque, true), (.opaque, false), (.single, false),
          ]
          where !freesTables || mutant.figure == nil {
            guard
              let pair = try? question.aspects(on: day, names, lists, freesTables: freesTables),
              lists == .opaque || pair.variables.hasLists
            else { continue }
            for aspect in pair.differing {
              guard let difference = try? pair.difference(aspect) else { continue }
              file.write(
                "\(id) \(day): \(mutant.change.english), \(aspect)\(freesTables ? " whatever tables say" : "")",
                difference, pair.variables)
            }
          }
        }
      }
    }
  }
}

/// The questions as they are written, each once.
private final class QuestionFile {
  private let file: UnsafeMutablePointer<FILE>
  private var seen: Set<String> = []
  var count: Int { seen.count }

  init(_ path: String) throws { file = try #require(fopen(path, "w")) }

  func close() throws { try #require(fclose(file) == 0) }

  func write(_ name: String, _ formula: Formula, _ variables: FactVariables) {
    let whole = Formula.all(variables.ranges + [formula])
    let script = SolverScript(whole, variables).text
    guard seen.insert(script).inserted else { return }
    let answer =
      switch Solver.solve(whole) {
      case .model: "sat"
      case .none: "unsat"
      case .undecided: "unknown"
      }
    var json = JSONWriter(style: .compact)
    json.object { json in
      json.member("question", name)
      json.member("answer", answer)
      json.member("smt", script)
    }
    fputs(json.text + "\n", file)
  }
}
