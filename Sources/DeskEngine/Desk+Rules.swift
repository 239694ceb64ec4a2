import Reports
import Rules

extension Desk {
  /// `texts(path, text, path, text, …)`: the rule texts that are worked on.
  mutating func takeTexts(_ call: DeskCall) -> [UInt8] {
    texts = stride(from: 0, to: call.count - 1, by: 2).map { index in
      SourceText(path: call.text(index) ?? "", bytes: call.bytes(index + 1) ?? [])
    }
    book = nil
    return Self.object { $0.member("count", texts.count) }
  }

  /// `check(path, text)`: all rule texts with one of them changed or added; an empty one is taken
  /// out. Without errors they judge from now on.
  mutating func check(_ call: DeskCall) -> [UInt8] {
    guard let path = call.text(0) else {
      return Self.failure("没有说是哪个规则文件", "the rule file was not named")
    }
    change(path, call.bytes(1))
    let book = RuleBook(texts)
    self.book = book
    let isSound = !book.diagnostics.hasErrors
    if isSound {
      program = book.program
      (review, advice, stock) = (nil, nil, nil)
    }
    return Self.object { json in
      json.member("sound", isSound)
      json.member("diagnostics") { json in
        json.array { json in
          for diagnostic in DiagnosticDigest(book.diagnostics).shown {
            json.diagnostic(diagnostic, in: texts[Int(diagnostic.range.source)])
          }
        }
      }
    }
  }

  private mutating func change(_ path: String, _ bytes: [UInt8]?) {
    let place = texts.firstIndex { $0.path == path }
    switch (place, bytes) {
    case (let place?, let bytes?): texts[place] = SourceText(path: path, bytes: bytes)
    case (let place?, nil): texts.remove(at: place)
    case (nil, let bytes?): texts.append(SourceText(path: path, bytes: bytes))
    case (nil, nil): break
    }
  }
}

extension Desk {
  /// `test(path, dossier, …)`: runs the cases of the rule texts; the dossiers are those that cases
  /// name. The bytes that `review test --format json` gives.
  func test(_ call: DeskCall) -> [UInt8] {
    let book = RuleBook(texts)
    guard !book.diagnostics.hasErrors else {
      return Self.failure("规则有错，案例没有运行", "the rules have errors; no case was run")
    }
    var dossiers: [String: SourceText] = [:]
    for index in stride(from: 0, to: call.count - 1, by: 2) {
      let path = call.text(index) ?? ""
      dossiers[path] = SourceText(path: path, bytes: call.bytes(index + 1) ?? [])
    }
    let runner = CaseRunner(book, today: today, dossiers: dossiers)
    let results = runner.cases.map { runner.run($0) }
    return Array(CaseReport(results, book: book, language: language).json.utf8)
  }
}
