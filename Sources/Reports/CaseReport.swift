import Rules

/// What a run of cases came to, as text, JSON or JUnit XML.
public struct CaseReport {
  let results: [CaseResult]
  /// nil: nothing was changed to see whether a case notices.
  let mutation: MutationReport?
  /// nil: it was not asked what the cases show.
  let coverage: ConditionCoverage?
  let book: RuleBook
  let language: Language

  public init(
    _ results: [CaseResult], _ mutation: MutationReport? = nil,
    coverage: ConditionCoverage? = nil, book: RuleBook, language: Language
  ) {
    self.results = results
    self.mutation = mutation
    self.coverage = coverage
    self.book = book
    self.language = language
  }

  private var failed: [CaseResult] { results.filter { !$0.passed } }

  private func say(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  // MARK: - Text

  public var text: String {
    var lines: [String] = []
    for result in failed {
      lines.append("✗ \(result.declaration.title)  \(place(of: result.declaration.range))")
      lines += result.failures.flatMap { describe($0, in: result).map { "    " + $0 } }
    }
    let expectations = results.reduce(0) { $0 + $1.expectationCount }
    lines.append(
      say(
        "\(results.count) 个案例、\(expectations) 个预期：\(results.count - failed.count) 个通过，\(failed.count) 个失败",
        "\(results.count) cases, \(expectations) expectations: \(results.count - failed.count) passed, \(failed.count) failed"
      ))
    return lines.visibleText
  }

  private func place(of range: SourceRange) -> String {
    let source = book.sources[Int(range.source)]
    return "\(source.path):\(source.position(of: Int(range.start)).line)"
  }

  private func describe(_ failure: CaseFailure, in result: CaseResult) -> [String] {
    var lines = [summary(of: failure)]
    if case .verdict(_, _, _, let finding) = failure, let review = result.review {
      lines += ReasonDrawing(review, language: language).lines(explain(finding, in: review))
        .map { "  " + $0 }
    }
    return lines
  }

  /// Why a case failed, in one line.
  public func summary(of failure: CaseFailure) -> String {
    switch failure {
    case .broken(let problem): return problem[language]
    case .row(let row, let failure):
      let words = summary(of: failure)
      return CaseFailure.words(ofRow: row, Phrase(words, words))[language]
    case .noFinding(let rule):
      return say("\(rule) 不在这个项目适用的规则中", "\(rule) does not belong to this project's rules")
    case .decision(let expected, let actual):
      return say(
        "决定预期为\(expected.name.chinese)，实为\(actual.name.chinese)",
        "the decision should be \(expected.name.english), it is \(actual.name.english)")
    case .points(let rule, let expected, let actual):
      let vocabulary = book.program.vocabulary
      let wanted = expected.wordsOfPoints(in: vocabulary)[language]
      let found = actual?.wordsOfPoints(in: vocabulary)[language]
      return say(
        "\(rule) 计分预期为\(wanted)，" + (found.map { "实为\($0)" } ?? "它不计分"),
        "\(rule) should score \(wanted), "
          + (found.map { "it scores \($0)" } ?? "it scores nothing"))
    case .crossCheck(let text, let expected, let actual):
      let found = actual?.name[language] ?? say("没有这项核对", "no such check")
      return say(
        "核对「\(text)」预期\(expected.name.chinese)，实为\(found)",
        "the cross-check 「\(text)」 should be \(expected.name.english), it is \(found)")
    case .verdict(let rule, let expected, let consequence, let finding):
      let wanted = outcome(expected, consequence)
      let found = outcome(finding.verdict, finding.consequence?.consequence)
      return say("\(rule) 预期\(wanted)，实为\(found)", "\(rule) should be \(wanted), it is \(found)")
    }
  }

  private func outcome(_ verdict: Verdict, _ consequence: Int?) -> String {
    let name = consequence.map {
      " " + book.program.vocabulary.consequences[$0].name[language]
    }
    return verdict.name[language] + (name ?? "")
  }

  // MARK: - Files for machines

  public var json: String {
    var json = JSONWriter(style: .pretty)
    json.object { json in
      json.member("cases", results.count)
      json.member("passed", results.count - failed.count)
      json.member("failed", failed.count)
      json.member("failures") { json in
        json.array { json in
          for result in failed {
            json.object { json in
              json.member("case", result.declaration.title)
              json.member("at", place(of: result.declaration.range))
              json.member("reasons") { json in
                json.array { json in
                  for failure in result.failures { json.string(summary(of: failure)) }
                }
              }
            }
          }
        }
      }
      if let mutation { json.member("mutation") { write(mutation, to: &$0) } }
      if let coverage {
        let report = ConditionCoverageReport(coverage, of: book, language: language)
        json.member("coverage") { report.write(to: &$0) }
      }
    }
    json.endLine()
    return json.text
  }

  private func write(_ mutation: MutationReport, to json: inout JSONWriter) {
    json.object { json in
      json.member("count", mutation.count)
      json.member("noticed", mutation.noticed)
      json.member("equivalent", mutation.equivalent)
      json.member("missing", mutation.open.count - mutation.undecided)
      json.member("undecided", mutation.undecided)
      json.member("open") { json in
        json.array { json in
          for open in mutation.open {
            json.object { json in
              json.member("rules") { json in
                json.array { json in
                  for rule in mutation.ids(of: open.mutant) { json.string(rule) }
                }
              }
              json.member("place", mutation.place(of: open.mutant, language))
              json.member("change", open.mutant.change[language])
              json.member("reason", open.reason?[language])
            }
          }
        }
      }
      json.member("cases") { json in
        json.array { json in
          for (folder, text) in mutation.cases(language) {
            json.object { json in
              json.member("folder", folder)
              json.member("text", text)
            }
          }
        }
      }
    }
  }

  public var junit: String {
    var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
    lines.append(
      "<testsuite name=\"review test\" tests=\"\(results.count)\" failures=\"\(failed.count)\">")
    for result in results {
      let name = Self.escaped(result.declaration.title)
      let folder = Self.escaped(result.declaration.folder)
      guard !result.passed else {
        lines.append("  <testcase classname=\"\(folder)\" name=\"\(name)\"/>")
        continue
      }
      lines.append("  <testcase classname=\"\(folder)\" name=\"\(name)\">")
      for failure in result.failures {
        lines.append("    <failure message=\"\(Self.escaped(summary(of: failure)))\"/>")
      }
      lines.append("  </testcase>")
    }
    lines.append("</testsuite>")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.withVisibleControls {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
    return result
  }
}
