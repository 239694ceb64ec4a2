import Glibc
import Synchronization
import Testing

@testable import DeskServer

/// What was asked of `review`, and what it answers.
private final class Calls: @unchecked Sendable {
  var all: [[String]] = []
  var inputs: [String] = []
  var parameters: [String?] = []
  var answer = ReviewProgram.Run(
    status: 1, output: Array("{\"decision\": \"refuse\"}".utf8), complaints: [])
}

@Suite("The desk's server")
struct DeskServiceTests {
  private let calls = Calls()

  private func service(
    log: String? = "log", rules: [String] = [], userHeader: String? = nil,
    engines: EnginePool = EnginePool(perPage: 1) { nil }
  ) -> DeskService {
    DeskService(
      doorkeeper: Doorkeeper(port: 8080, token: "t0k", userHeader: userHeader),
      page: Array("page".utf8),
      review: ReviewProgram { [calls] words, input, parameters in
        calls.all.append(words)
        calls.inputs.append(String(decoding: input, as: UTF8.self))
        calls.parameters.append(parameters.map { String(decoding: $0, as: UTF8.self) })
        return calls.answer
      }, log: log, rules: rules, engines: engines)
  }

  private func request(
    _ method: String, _ path: String, _ more: [(name: String, value: String)] = [],
    host: String = "127.0.0.1:8080", token: String? = "t0k", body: String = "",
    isTooLong: Bool = false
  ) -> Request {
    Request(
      method, path,
      headers: [("Host", host)] + (token.map { [("X-Desk-Token", $0)] } ?? []) + more,
      body: Array(body.utf8), isTooLong: isTooLong)
  }

  // MARK: - Who may ask

  @Test("The page needs no token; what it asks does")
  func token() {
    #expect(service().respond(to: request("GET", "/", token: nil)).status == 200)
    #expect(service().respond(to: request("GET", "/api/about")).status == 200)
    for wrong in [nil, "", "t0", "t0k0", "T0K"] {
      #expect(service().respond(to: request("GET", "/api/about", token: wrong)).status == 401)
    }
  }

  @Test(
    "A page of elsewhere that was pointed at this port is refused",
    arguments: ["evil.example", "evil.example:8080", "127.0.0.1", "127.0.0.1:80", "[::1]:8080", ""])
  func host(_ host: String) {
    #expect(service().respond(to: request("GET", "/", host: host)).status == 421)
  }

  @Test("A page of elsewhere that asks is refused, whatever it knows")
  func origin() {
    for origin in ["https://evil.example", "null", "http://127.0.0.1:8081", "file://"] {
      let asked = request(
        "POST", "/api/commit", [("Origin", origin)], body: "{\"dossier\": \"{}\"}")
      #expect(service().respond(to: asked).status == 403)
    }
    #expect(
      service().respond(to: request("GET", "/api/about", [("Sec-Fetch-Site", "cross-site")])).status
        == 403)
    #expect(calls.all.isEmpty)
    let own = [("Origin", "http://127.0.0.1:8080"), ("Sec-Fetch-Site", "same-origin")]
    #expect(service().respond(to: request("GET", "/api/about", own)).status == 200)
  }

  @Test("A header that stands there twice says nothing")
  func twice() {
    #expect(
      service().respond(to: request("GET", "/", [("Host", "127.0.0.1:8080")])).status == 421)
    #expect(
      service().respond(to: request("GET", "/api/about", [("X-Desk-Token", "t0k")])).status == 401)
  }

  @Test("Behind a proxy the name of who has logged in stands for the token")
  func proxy() {
    let behind = service(userHeader: "X-User")
    #expect(behind.respond(to: request("GET", "/api/about", token: nil)).status == 401)
    let named = request(
      "POST", "/api/commit",
      [("X-User", "张三"), ("X-Forwarded-Host", "desk.office"), ("Origin", "https://desk.office")],
      host: "desk.office", token: nil, body: #"{"dossier": "{}", "reviewer": "李四"}"#)
    #expect(behind.respond(to: named).status == 200)
    #expect(calls.all.first?.contains("张三") == true)
    #expect(calls.all.first?.contains("李四") == false)
  }

  // MARK: - Stocks

  /// Engines that answer with the call itself.
  private let engines = EnginePool(perPage: 2) { StockEngine(answer: { $0 }, end: {}) }
  private static let engine = "/api/engine/0123456789abcdef0123456789abcdef"

  @Test("A call goes to the engine that the page names, and its answer comes back as it is")
  func engine() {
    let service = service(engines: engines)
    let answer = service.respond(to: request("POST", Self.engine, body: "call"))
    #expect(answer == Response(status: 200, type: Response.bytes, body: Array("call".utf8)))
    #expect(service.respond(to: request("DELETE", Self.engine)).status == 200)
    let about = String(
      decoding: service.respond(to: request("GET", "/api/about")).body, as: UTF8.self)
    #expect(about.contains("\"engines\":2"))
  }

  @Test("Without the token, or a name, no engine is asked")
  func strangers() {
    let made = Mutex(0)
    let pool = EnginePool(perPage: 1) {
      made.withLock { $0 += 1 }
      return nil
    }
    let service = service(engines: pool)
    for method in ["POST", "DELETE"] {
      #expect(service.respond(to: request(method, Self.engine, token: "t0")).status == 401)
      #expect(
        service.respond(to: request(method, Self.engine, [("Origin", "https://evil.example")]))
          .status == 403)
      for name in ["", "x", "0123", "../../about", String(repeating: "g", count: 32)] {
        #expect(service.respond(to: request(method, "/api/engine/\(name)")).status == 404)
      }
    }
    #expect(made.withLock { $0 } == 0)
    #expect(service.respond(to: request("POST", Self.engine)).status == 502)
  }

  @Test("So much of a body is read as its asker may send")
  func bodyLimits() {
    let service = service(engines: engines)
    #expect(service.bodyLimit(of: request("POST", Self.engine)) == 64 << 20)
    #expect(service.bodyLimit(of: request("POST", "/api/commit")) == 16 << 20)
    #expect(service.bodyLimit(of: request("POST", Self.engine, token: nil)) == 0)
    #expect(service.bodyLimit(of: request("POST", "/", host: "evil.example")) == 0)
    #expect(
      service.respond(to: request("POST", Self.engine, isTooLong: true)).status == 413)
  }

  // MARK: - What is answered

  @Test("A decision is committed by review, with the reviewer, the rules and the parameters")
  func commit() {
    let body =
      #"{"dossier": "{\"project\": {}}", "parameters": "{\"a\": 1}", "reviewer": " 张三 "}"#
    let response = service(rules: ["Rules"]).respond(to: request("POST", "/api/commit", body: body))
    #expect(String(decoding: response.body, as: UTF8.self) == #"{"decision":"refuse"}"#)
    #expect(
      calls.all == [
        [
          "evaluate", "-", "--audit", "log", "--reviewer", "张三", "--format", "json", "--rules",
          "Rules",
        ]
      ])
    #expect(calls.inputs == [#"{"project": {}}"#])
    #expect(calls.parameters == [#"{"a": 1}"#])
  }

  @Test("A decision is committed on the day of the review that the page judged it on")
  func commitOnADay() {
    let body = #"{"dossier": "{}", "asOf": "2025-10-01", "reviewer": "张三"}"#
    _ = service().respond(to: request("POST", "/api/commit", body: body))
    #expect(calls.all.first?.suffix(2) == ["--as-of", "2025-10-01"])
  }

  @Test(
    "A commit without a dossier or a reviewer, or on no day, is refused",
    arguments: [
      "", "[]", "{}", #"{"dossier": "{}"}"#, #"{"dossier": "{}", "reviewer": "  "}"#,
      #"{"dossier": "{}", "reviewer": "--jobs"}"#, #"{"dossier": "{}", "reviewer": "a\nb"}"#,
      #"{"dossier": "{}", "asOf": "--audit", "reviewer": "张三"}"#,
    ])
  func badCommit(_ body: String) {
    #expect(service().respond(to: request("POST", "/api/commit", body: body)).status == 400)
    #expect(calls.all.isEmpty)
  }

  @Test("What review refuses is told in its words")
  func failed() {
    calls.answer = ReviewProgram.Run(status: 4, output: [], complaints: Array("磁盘已满".utf8))
    let body = #"{"dossier": "{}", "reviewer": "张三"}"#
    let response = service().respond(to: request("POST", "/api/commit", body: body))
    #expect(response.status == 503)
    #expect(String(decoding: response.body, as: UTF8.self).contains("磁盘已满"))
  }

  @Test("No path leads out of what is answered")
  func paths() {
    for path in ["/../etc/passwd", "/api", "/api/", "/etc/passwd", "/%2e%2e/x", "/api/receipt/"] {
      #expect(service().respond(to: request("GET", path)).status == 404)
    }
    for number in ["../1", "1;x", "-1", "99999999999999", "1 --output /tmp/x"] {
      #expect(service().respond(to: request("GET", "/api/receipt/\(number)")).status == 404)
    }
    #expect(service().respond(to: request("DELETE", "/")).status == 404)
    #expect(calls.all.isEmpty)
  }

  @Test("A body beyond the bound is refused, and without a log nothing is committed")
  func bounds() {
    #expect(
      service().respond(to: request("POST", "/api/commit", isTooLong: true)).status == 413)
    for path in ["/api/entries", "/api/verify", "/api/receipt/1"] {
      #expect(service(log: nil).respond(to: request("GET", path)).status == 404)
    }
    #expect(calls.all.isEmpty)
  }

  @Test("The page may ask the server that handed it out, and nobody else")
  func page() {
    let file = Array("<meta content=\"connect-src 'none'; form-action 'none'\">".utf8)
    #expect(
      ServedPage.page(file).map { String(decoding: $0, as: UTF8.self) }
        == "<meta content=\"connect-src 'self'; form-action 'none'\">")
    #expect(ServedPage.page(Array("<html>".utf8)) == nil)
  }

  @Test(
    "Only rule files below the folders that were named are written",
    arguments: [
      "/etc/passwd", "Rules/../x.rules", "Rules/.git/x.rules", "Rules//x.rules", "x.rules",
      "RulesX/a.rules", "Rules/x.sh", "Rules/", "Rules/a\n.rules",
    ])
  func outside(_ path: String) {
    let body = "{\"path\": \"\(path.replacing("\n", with: "\\n"))\", \"text\": \"\"}"
    let response = service(rules: ["Rules"]).respond(to: request("POST", "/api/rules", body: body))
    #expect(response.status == 403)
  }

  @Test("Rule files are read and written, and no link is followed")
  func folder() throws {
    var template = Array("/tmp/desk-rules-XXXXXX".utf8CString)
    let root = try #require(mkdtemp(&template).map { String(cString: $0) })
    defer { _ = system("rm -rf \(root)") }
    let folder = RuleFolder(folders: [root])
    #expect(folder.save(Array("one".utf8), to: "\(root)/a/b.rules"))
    #expect(folder.save(Array("two".utf8), to: "\(root)/a/b.rules"))
    symlink("/etc", "\(root)/out")
    symlink("/etc/hostname", "\(root)/host.rules")
    #expect(!folder.save([], to: "\(root)/out/x.rules"))
    #expect(!folder.save([], to: "\(root)/host.rules"))
    #expect(folder.files().map { $0.path } == ["\(root)/a/b.rules"])
    #expect(folder.files().map { String(decoding: $0.bytes, as: UTF8.self) } == ["two"])
  }

  @Test("Options")
  func options() throws {
    let options = try ServerOptions([
      "--port", "8080", "--audit=log", "--rules", "A", "--rules", "B", "--user-header", "X-User",
    ])
    #expect(options.port == 8080 && options.audit == "log" && options.rules == ["A", "B"])
    #expect(options.userHeader == "X-User")
    for words in [
      ["--port", "x"], ["--port", "70000"], ["--audit"], ["--wide"], ["--user-header", "a b"],
    ] {
      #expect(throws: ServerOptions.Problem.self) { try ServerOptions(words) }
    }
  }
}
