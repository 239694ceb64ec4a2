import Reports
import Rules

extension Desk {
  /// `bases(path, dossier, …)`: the dossiers that cases may start from.
  mutating func takeBases(_ call: DeskCall) -> [UInt8] {
    bases = [:]
    for index in stride(from: 0, to: call.count - 1, by: 2) {
      let path = call.text(index) ?? ""
      bases[path] = SourceText(path: path, bytes: call.bytes(index + 1) ?? [])
    }
    return Self.object { $0.member("count", bases.count) }
  }

  /// `cases(rule)`: the cases that expect something of a rule, and what comes of them.
  mutating func cases(_ call: DeskCall) -> [UInt8] {
    guard let book = currentBook() else { return Self.broken }
    let id = call.text(0) ?? ""
    return Self.object { json in
      json.member("cases") { json in
        json.array { json in
          for result in results(of: id, in: book) {
            json.caseResult(result, of: id, in: book, language)
          }
        }
      }
    }
  }

  static let broken = failure("规则有错，案例没有运行", "the rules have errors; no case was run")

  private func results(of rule: String, in book: RuleBook) -> [CaseResult] {
    let runner = CaseRunner(book, today: today, dossiers: bases)
    let cases = runner.cases.filter { $0.allExpectations.contains { $0.rule == rule } }
    return cases.map { runner.run($0) }
  }

  /// `coverage(rule)`: which conditions of a rule its cases have seen true, false and open, and which
  /// changes of it no case would notice.
  mutating func coverage(_ call: DeskCall) -> [UInt8] {
    guard let book = currentBook() else { return Self.broken }
    let id = call.text(0) ?? ""
    let program = book.program
    let rules = program.rules.rules.indices.filter { program.rules.rules[$0].id == id }
    let results = results(of: id, in: book)
    let runner = CaseRunner(book, today: today, dossiers: bases)
    let test = MutationTest(runner, cases: results.map { $0.declaration }) { $0.id == id }
    let mutants = test.mutants.indices.filter { test.isUnnoticed($0) }.map { test.mutants[$0] }
    return Self.object { json in
      json.member("conditions") { json in
        json.array { json in
          for rule in rules {
            for step in program.conditions(of: rule) {
              json.condition(step, of: rule, in: book, results)
            }
          }
        }
      }
      json.member("unnoticed") { json in
        json.array { json in
          for mutant in mutants {
            // A value of a table stands in no text of the rule.
            guard case .text(let range) = mutant.place else { continue }
            json.object { json in
              json.place(range, in: book)
              json.member("change", phrase: mutant.change)
            }
          }
        }
      }
    }
  }
}

extension Program {
  /// The smallest conditions that a rule is made of.
  fileprivate func conditions(of rule: Int) -> [Int] {
    guard let parts = programRules.first(where: { $0.rule == rule }) else { return [] }
    return parts.steps.filter { step in
      switch steps[step] {
      case .compare, .oneOf, .memberOfSet, .includes, .includesOnly: return true
      case .field(let field, _):
        if case .truth = vocabulary.fields[field].type { return true }
        return false
      case .constant, .parameter, .definition, .not, .and, .or, .arithmetic, .negative, .extremum,
        .choose, .shifted, .daysBetween, .rounded, .hasValue, .keys, .aggregate, .applicable,
        .asOf:
        return false
      }
    }
  }
}

extension JSONWriter {
  mutating func place(_ range: SourceRange, in book: RuleBook) {
    let source = book.sources[Int(range.source)]
    member("path", source.path)
    member("start", Int(range.start))
    member("end", Int(range.end))
    member("line", source.position(of: Int(range.start)).line)
    member("text", source.slice(Int(range.start), Int(range.end)))
  }

  fileprivate mutating func condition(
    _ step: Int, of rule: Int, in book: RuleBook, _ results: [CaseResult]
  ) {
    var seen: [Truth] = []
    for result in results {
      for finding in result.review?.findings ?? [] where finding.rule == rule {
        if let truth = finding.trace.results[step]?.truth { seen.append(truth) }
      }
    }
    object { json in
      json.place(book.program.ranges[step], in: book)
      json.member("true", seen.filter { $0 == .true }.count)
      json.member("false", seen.filter { $0 == .false }.count)
      json.member("open", seen.filter { $0 == .unknown }.count)
    }
  }

  fileprivate mutating func caseResult(
    _ result: CaseResult, of rule: String, in book: RuleBook, _ language: Language
  ) {
    let program = book.program
    let findings = (result.review?.findings ?? []).enumerated().filter {
      program.rules.rules[$0.element.rule].id == rule
    }
    let worst = findings.max { $0.element.verdict < $1.element.verdict }
    object { json in
      json.member("title", result.declaration.title)
      json.place(result.declaration.range, in: book)
      json.member("passed", result.passed)
      json.member("expected", result.declaration.expected(of: rule)?.name.english)
      json.member("verdict", worst?.element.verdict.name.english)
      guard let review = result.review else {
        json.member("broken", phrase: result.problem)
        return
      }
      json.member("asOf", review.binding.asOf.description)
      var dossier = JSONWriter(style: .pretty)
      JSONDossier(review.binding.dossier, program: program, language: language)
        .write(to: &dossier)
      json.member("dossier", dossier.text)
      if let worst {
        json.member("finding") { json in
          JSONReport(review, advice: Advice.none, language: language)
            .write(finding: worst.offset, to: &json)
        }
      }
    }
  }
}

extension CaseDeclaration {
  fileprivate func expected(of rule: String) -> Verdict? {
    for expectation in allExpectations {
      if case .verdict(rule, let verdict, _) = expectation.outcome { return verdict }
    }
    return nil
  }
}

extension CaseResult {
  fileprivate var problem: Phrase? {
    for failure in failures { if case .broken(let problem) = failure { return problem } }
    return nil
  }
}
