import Reports
import Rules

extension Desk {
  /// `texts(path, text, path, text, …)`: the rule texts that are worked on.
  mutating func takeTexts(_ call: DeskCall) -> [UInt8] {
    workspace = Workspace(
      stride(from: 0, to: call.count - 1, by: 2).map { index in
        SourceText(path: call.text(index) ?? "", bytes: call.bytes(index + 1) ?? [])
      })
    forgetTexts()
    return Self.object { $0.member("count", workspace.texts.count) }
  }

  /// `check(path, text)`: all rule texts with one of them changed or added; an empty one is taken
  /// out. Without errors they judge from now on.
  mutating func check(_ call: DeskCall) -> [UInt8] {
    guard let path = call.text(0) else {
      return Self.failure("没有说是哪个规则文件", "the rule file was not named")
    }
    if let bytes = call.bytes(1) {
      workspace.put(SourceText(path: path, bytes: bytes))
    } else {
      workspace.remove(path)
    }
    forgetTexts()
    let analysis = currentAnalysis()
    let isSound = !analysis.diagnostics.hasErrors
    isEdited = isSound
    return Self.object { json in
      json.member("sound", isSound)
      json.member("diagnostics") { json in
        json.array { json in
          for diagnostic in DiagnosticDigest(analysis.diagnostics).shown {
            json.diagnostic(diagnostic, in: analysis.sources[Int(diagnostic.range.source)])
          }
        }
      }
    }
  }
}

extension Desk {
  /// `test(path, dossier, …)`: runs the cases of the rule texts; the dossiers are those that cases
  /// name. The bytes that `review test --format json` gives.
  mutating func test(_ call: DeskCall) -> [UInt8] {
    guard let book = currentBook() else { return Self.broken }
    var dossiers: [String: SourceText] = [:]
    for index in stride(from: 0, to: call.count - 1, by: 2) {
      let path = call.text(index) ?? ""
      dossiers[path] = SourceText(path: path, bytes: call.bytes(index + 1) ?? [])
    }
    let runner = CaseRunner(book, today: today, dossiers: dossiers)
    let results = runner.cases.map { runner.shortRun($0) }
    return Array(CaseReport(results, book: book, language: language).json.utf8)
  }
}
