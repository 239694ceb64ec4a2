import Rules
import Testing

@testable import LanguageServer

@Suite("The language server")
struct ServerTests {
  private static let path = SmallRules.path

  private static func trial(_ text: String = SmallRules.text) -> ServerTrial {
    let trial = ServerTrial([SourceText(path: path, text: text)], root: "/r")
    trial.start()
    return trial
  }

  /// What a question about a place of the small rules is answered.
  private static func answer(
    _ method: String, at word: String, _ nth: Int = 1, _ shift: Int = 0, _ more: String = ""
  ) -> JSONNode? {
    let trial = trial()
    trial.open(path, SmallRules.text)
    let place = SmallRules.place(of: word, nth)
    let id = trial.ask(method, ServerTrial.at(path, place.0, place.1 + shift, more))
    trial.run()
    return trial.answer(id)?["result"]
  }

  @Test("It begins, ends, and says what it can")
  func life() {
    let trial = Self.trial()
    let shutdown = trial.ask("shutdown", "null")
    trial.say("exit", "null")
    trial.run()
    let provided = trial.answer(1)?["result"]?["capabilities"]
    #expect(provided?["positionEncoding"]?.string == "utf-16")
    #expect(provided?["textDocumentSync"]?["change"]?.integer == 2)
    #expect(trial.answer(shutdown)?["result"]?.kind == .null)
    #expect(trial.status == 0)
  }

  @Test(
    "What is sent at the wrong time, or is nothing, is answered by an error",
    arguments: [
      ("textDocument/hover", "{}", -32602), ("textDocument/nope", "{}", -32601),
      ("initialize", "{}", -32600), ("codeLens/resolve", "{\"data\":5}", -32602),
      ("textDocument/hover", "{\"textDocument\":{\"uri\":\"file:///r/none.rules\"}}", -32602),
      ("textDocument/rename", "{\"textDocument\":{\"uri\":\"untitled:1\"}}", -32602),
    ])
  func errors(_ method: String, _ params: String, _ code: Int) {
    let trial = Self.trial()
    let id = trial.ask(method, params)
    trial.run()
    #expect(trial.answer(id)?["error"]?["code"]?.integer == code)
  }

  @Test("Before initialize nothing is answered, and after shutdown no more")
  func order() {
    let early = ServerTrial([], root: "/r")
    let id = early.ask("textDocument/hover", "{}")
    early.run()
    #expect(early.answer(id)?["error"]?["code"]?.integer == -32002)
    #expect(early.status == 1)
    let late = Self.trial()
    late.ask("shutdown", "null")
    let after = late.ask("textDocument/hover", "{}")
    late.run()
    #expect(late.answer(after)?["error"]?["code"]?.integer == -32600)
  }

  @Test(
    "No bytes end the server",
    arguments: [
      "Content-Length: 5\r\n\r\n{\"a\":", "Content-Length: 2\r\n\r\n[]",
      "Content-Length: 4\r\n\r\nnull",
      "Content-Length: x\r\n\r\n", "\u{0}\u{1}\u{2}\n\n\n", "Content-Length: 9\r\n\r\n{\"id\":{}}",
      "Content-Length: 8\r\n\r\n{\"id\":{}}",
      "Content-Length: 40\r\n\r\n{\"jsonrpc\":\"2.0\",\"id\":true,\"method\":\"x\"}",
      "Content-Length: 3\r\n\r\n\u{FFFD}", "Content-Length: 0\r\n\r\n",
    ])
  func garbage(_ bytes: String) {
    let trial = Self.trial()
    trial.raw(bytes)
    let id = trial.ask("shutdown", "null")
    trial.run()
    #expect(trial.answer(id)?["result"] != nil)
    #expect(trial.sent.contains { $0["error"] != nil })
  }

  @Test("Diagnostics come after each edit, and go when the text is mended")
  func diagnostics() {
    let trial = Self.trial()
    trial.open(Self.path, SmallRules.text)
    let place = SmallRules.place(of: "大型", 2)
    trial.edit(Self.path, place, (place.0, place.1 + 2), "大形")
    trial.edit(Self.path, place, (place.0, place.1 + 2), "大型", version: 3)
    trial.run()
    #expect(trial.diagnostics(of: Self.path) == [[], ["unknown-choice"], []])
    #expect(trial.sent.last { $0["method"] != nil }?["params"]?["version"]?.integer == 3)
  }

  @Test("A text that is closed unsaved is the one on disk again, and without one nothing is wrong")
  func closed() {
    let trial = Self.trial()
    trial.open(Self.path, SmallRules.text)
    trial.open("/r/new.rules", "规则 T-2 试")
    trial.edit(Self.path, (0, 0), (0, 0), "？")
    for path in [Self.path, "/r/new.rules"] {
      trial.say("textDocument/didClose", "{\"textDocument\":{\"uri\":\"file://\(path)\"}}")
    }
    trial.run()
    #expect(trial.diagnostics(of: Self.path).last == [])
    #expect(trial.diagnostics(of: "/r/new.rules").count == 2)
    #expect(trial.diagnostics(of: "/r/new.rules").last == [])
  }

  @Test("Edits that come together are told about once, as they end")
  func coalesced() {
    let trial = Self.trial()
    trial.open(Self.path, SmallRules.text)
    let place = SmallRules.place(of: "大型", 2)
    trial.together {
      for (version, word) in ["一", "二", "三", "大型"].enumerated() {
        let length = version == 0 ? 2 : 1
        trial.edit(
          Self.path, place, (place.0, place.1 + length), word, version: version + 2)
      }
    }
    trial.run()
    #expect(trial.diagnostics(of: Self.path) == [[], []])
  }

  @Test("A question that was called off, or that an edit overtook, is not worked on")
  func useless() {
    let trial = Self.trial()
    trial.open(Self.path, SmallRules.text)
    var (called, overtaken) = (0, 0)
    trial.together {
      called = trial.ask("textDocument/hover", ServerTrial.at(Self.path, 0, 0))
      trial.say("$/cancelRequest", "{\"id\":\(called)}")
      overtaken = trial.ask("textDocument/completion", ServerTrial.at(Self.path, 0, 0))
      trial.edit(Self.path, (0, 0), (0, 0), "#\n")
    }
    trial.run()
    #expect(trial.answer(called)?["error"]?["code"]?.integer == -32800)
    #expect(trial.answer(overtaken)?["error"]?["code"]?.integer == -32801)
  }

  @Test("Places are UTF-16: behind an emoji and among Chinese the right word is meant")
  func places() {
    let trial = Self.trial()
    trial.open(Self.path, SmallRules.text)
    let place = SmallRules.place(of: "符合", 2)
    let id = trial.ask("textDocument/documentSymbol", ServerTrial.at(Self.path, 0, 0))
    trial.edit(Self.path, (place.0, place.1 - 2), place, "🏭")
    let again = trial.ask("textDocument/documentSymbol", ServerTrial.at(Self.path, 0, 0))
    trial.run()
    func names(_ id: Int) -> [String] {
      (trial.answer(id)?["result"]?.elements ?? []).compactMap { $0["name"]?.string }
    }
    #expect(names(id).contains("恰好😀符合"))
    #expect(names(again).contains("恰好🏭符合"))
    let symbol = trial.answer(id)?["result"]?.elements.first { $0["name"]?.string == "恰好😀符合" }
    #expect(symbol?["selectionRange"]?["end"]?["character"]?.integer == 9)
  }

  @Test("What stands under the pointer is explained")
  func hover() {
    let text = Self.answer("textDocument/hover", at: "数据中心.规模 是")?["contents"]?["value"]?.string
    #expect(text?.hasPrefix("字段 数据中心.规模 dataCentre.scale  规模等级") == true)
    #expect(text?.contains("大型 large、中型 medium、小型 small") == true)
    #expect(text?.contains("T-1") == true)
    let keyword = Self.answer("textDocument/hover", at: "依据")?["contents"]?["value"]?.string
    #expect(keyword == "依据 cites\n依据 文号 条款号 「文字」")
    let limit = Self.answer("textDocument/hover", at: "限值", 3)?["contents"]?["value"]?.string
    #expect(limit?.contains("1.2") == true)
  }

  @Test("What can be written next takes the place of what was begun")
  func completion() {
    let found = Self.answer("textDocument/completion", at: "大型", 2, 1)
    let item = found?["items"]?.elements.first
    #expect(item?["label"]?.string == "大型")
    let range = item?["textEdit"]?["range"]
    let place = SmallRules.place(of: "大型", 2)
    #expect(range?["start"]?["character"]?.integer == place.1)
    #expect(range?["end"]?["character"]?.integer == place.1 + 1)
  }

  @Test("Names are found where they are declared and used, and changed")
  func names() {
    let definition = Self.answer("textDocument/definition", at: "数据中心.规模 是")?.elements.first
    let declared = SmallRules.place(of: "数据中心.规模")
    #expect(definition?["range"]?["start"]?["line"]?.integer == declared.0)
    let references = Self.answer("textDocument/references", at: "数据中心.规模 是")?.elements
    #expect(references?.count == 5)
    let edit = Self.answer(
      "textDocument/rename", at: "数据中心.规模 是", 1, 5, ",\"newName\":\"等级\"")
    #expect(edit?["changes"]?["file:///r/a.rules"]?.elements.count == 4)
    let prepared = Self.answer("textDocument/prepareRename", at: "数据中心.规模 是", 1, 5)
    #expect(prepared?["placeholder"]?.string == "规模")
  }

  @Test("Lenses say how many cases a rule has and what comes of them")
  func lenses() throws {
    let trial = Self.trial()
    trial.open(Self.path, SmallRules.text)
    let place = SmallRules.place(of: "T-1")
    let cases = trial.ask("review/cases", ServerTrial.at(Self.path, place.0, place.1))
    let lenses = trial.ask("textDocument/codeLens", ServerTrial.at(Self.path, 0, 0))
    let lens =
      "{\"range\":{},\"data\":{\"uri\":\"file:///r/a.rules\",\"rule\":\"T-1\",\"lens\":\"cases\"}}"
    let resolved = trial.ask("codeLens/resolve", lens)
    trial.edit(Self.path, (13, 4), (13, 7), "1.25")
    let impact = trial.ask("review/impact", ServerTrial.at(Self.path, 0, 0))
    trial.run()
    #expect(
      trial.answer(cases)?["result"]?.elements.map { $0["passed"]?.boolean } == [true, true])
    #expect(trial.answer(lenses)?["result"]?.elements.count == 1)
    #expect(
      trial.answer(resolved)?["result"]?["command"]?["title"]?.string == "2 个案例，都符合预期")
    let found = try #require(trial.answer(impact)?["result"]?.elements.first)
    #expect(found["change"]?.string == "looser")
  }

  @Test("Layout, fixes, folding and units are answered")
  func rest() {
    let trial = Self.trial()
    trial.open(Self.path, SmallRules.text + "\n\n规则 T-2 试\n    应 数据中心.规模 是 大形")
    let fix = trial.ask(
      "textDocument/codeAction",
      "{\"textDocument\":{\"uri\":\"file:///r/a.rules\"},\"range\":{\"start\":{\"line\":29,\"character\":0},\"end\":{\"line\":29,\"character\":30}},\"context\":{\"diagnostics\":[]}}"
    )
    let units = trial.ask(
      "textDocument/inlayHint",
      "{\"textDocument\":{\"uri\":\"file:///r/a.rules\"},\"range\":{\"start\":{\"line\":0,\"character\":0},\"end\":{\"line\":99,\"character\":0}}}"
    )
    let folds = trial.ask("textDocument/foldingRange", ServerTrial.at(Self.path, 0, 0))
    let layout = trial.ask("textDocument/formatting", ServerTrial.at(Self.path, 0, 0))
    trial.run()
    let titles = (trial.answer(fix)?["result"]?.elements ?? []).compactMap { $0["title"]?.string }
    #expect(titles.contains("写成 `大型`"))
    #expect(trial.answer(units)?["result"]?.elements.map { $0["label"]?.string } == ["吨"])
    #expect(trial.answer(folds)?["result"]?.elements.isEmpty == false)
    // A text with errors is left as it is.
    #expect(trial.answer(layout)?["result"]?.elements.isEmpty == true)
  }
}
