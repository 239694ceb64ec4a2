import Reports
import Rules

extension Desk {
  /// `translate(path, language)`: a rule text in its canonical layout, in one of the two languages.
  func translate(_ call: DeskCall) -> [UInt8] {
    let texts = workspace.texts
    let book = RuleBook(texts, keepsSpellings: true, lints: false)
    guard let path = call.text(0),
      let place = texts.firstIndex(where: { $0.path == path }),
      let written = book.formatted(call.text(1).flatMap { Language(rawValue: $0) })
        .first(where: { $0.source == place })
    else {
      return Self.failure("文件有错，没有改写", "the file has errors and was not rewritten")
    }
    return Self.object { json in
      if let difference = written.difference {
        json.member("failure", phrase: difference.message)
      } else {
        json.member("text", written.text)
      }
    }
  }

  /// `new(name, region)`: the files that the rules of another place begin with.
  func newRuleset(_ call: DeskCall) -> [UInt8] {
    let book = RuleBook(workspace.texts, lints: false)
    guard let name = call.text(0),
      let place = NewRuleset(name, region: call.text(1) ?? "", in: book.checked)
    else {
      return Self.failure("没有这个省、市", "there is no such province or city")
    }
    return Self.object { json in
      json.member("files") { json in
        json.array { json in
          for (file, text) in place.files {
            json.object { json in
              json.member("name", file)
              json.member("text", text)
            }
          }
        }
      }
    }
  }

  /// `policy(name, text, …)`: the sentences of policy texts and what accounts for each.
  func policy(_ call: DeskCall) -> [UInt8] {
    let book = RuleBook(workspace.texts, lints: false)
    let policies = stride(from: 0, to: call.count - 1, by: 2).map { index in
      SourceText(path: call.text(index) ?? "policy.txt", bytes: call.bytes(index + 1) ?? [])
    }
    let coverage = book.coverage(in: PolicyTexts(policies, startingAt: book.sources.count))
    var json = JSONWriter(style: .compact)
    CoverageJSONReport(coverage).write(to: &json)
    return json.bytes
  }

  /// `edition(name, text, newer)`: what a new edition of a policy text changes, and which rules speak
  /// of it. The bytes that `review coverage --policies --against --format json` gives, laid out tightly.
  func edition(_ call: DeskCall) -> [UInt8] {
    let book = RuleBook(workspace.texts, lints: false)
    let path = call.text(0) ?? "policy.txt"
    let old = SourceText(path: path, bytes: call.bytes(1) ?? [])
    let new = SourceText(path: path, bytes: call.bytes(2) ?? [])
    let coverage = book.coverage(in: PolicyTexts([old], startingAt: book.sources.count))
    let text = PolicyText(new, index: book.sources.count + 1)
    let editions = coverage.documents.map { EditionComparison($0, text) }
    var json = JSONWriter(style: .compact)
    EditionReport(editions, missing: [], language).write(to: &json)
    return json.bytes
  }
}
