import Reports
import Rules

/// What came of one case of a rule.
struct CaseOutcome {
  let title: String
  let range: SourceRange
  /// Empty: it came out as expected.
  let failures: [Phrase]

  /// `5 个案例，1 个不符：恰为1.2时符合` in one line.
  static func summary(of outcomes: [CaseOutcome]) -> Phrase {
    let failed = outcomes.filter { !$0.failures.isEmpty }
    guard !outcomes.isEmpty else { return Phrase("没有案例", "no cases") }
    guard let first = failed.first else {
      return Phrase("\(outcomes.count) 个案例，都符合预期", "\(outcomes.count) cases, all as expected")
    }
    return Phrase(
      "\(outcomes.count) 个案例，\(failed.count) 个不符：\(first.title)",
      "\(outcomes.count) cases, \(failed.count) not as expected: \(first.title)")
  }
}

extension LanguageServer {
  /// The cases of the rule at a place.
  func cases(
    _ question: Question, _ id: RequestID
  ) throws(RPCError) -> (inout JSONWriter) -> Void {
    guard var tree = trees[question.root],
      let rule = question.analysis.outline(of: question.source).last(where: {
        $0.keyword == .rule && Int($0.range.start) <= question.offset
      })
    else { return { $0.array { _ in } } }
    let outcomes = try run(rule.name, &tree, id)
    trees[question.root] = tree
    return { json in
      json.array { json in
        for outcome in outcomes {
          json.object { json in
            json.member("title", outcome.title)
            json.member("location") { self.write(outcome.range, of: question.analysis, to: &$0) }
            json.member("passed", outcome.failures.isEmpty)
            json.member(
              "message",
              outcome.failures.map { $0[question.language] }.joined(separator: "; "))
          }
        }
      }
    }
  }

  func run(
    _ rule: String, _ tree: inout RuleTree, _ id: RequestID
  ) throws(RPCError) -> [CaseOutcome] {
    let declared = tree.analysis().cases(of: rule)
    guard !declared.isEmpty else { return [] }
    let runner = tree.caseRunner(today: today, folders.bytes)
    guard let results = runner.run(declared, while: { self.isWanted(id) }) else {
      throw RPCError(.contentModified, "the text was edited meanwhile")
    }
    let chinese = CaseReport(results, book: runner.book, language: .chinese)
    let english = CaseReport(results, book: runner.book, language: .english)
    return results.map { result in
      CaseOutcome(
        title: result.declaration.title, range: result.declaration.range,
        failures: result.failures.map {
          Phrase(chinese.summary(of: $0), english.summary(of: $0))
        })
    }
  }

  /// What the edits since the last saving do to all rules.
  func impact(_ question: Question) -> (inout JSONWriter) -> Void {
    guard var tree = trees[question.root] else { return { $0.array { _ in } } }
    let differences = tree.impact(today: today)
    trees[question.root] = tree
    return { json in
      json.array { json in
        for difference in differences {
          json.object { json in
            json.member("rule", difference.rule)
            json.member("title", difference.title[question.language])
            json.member("change", difference.change.rawValue)
            json.member("message", difference.words[question.language])
          }
        }
      }
    }
  }
}
