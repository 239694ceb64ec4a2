import Rules

/// What the server answers: a request becomes a response, and what only `review` can do is done by it.
struct DeskService: Sendable {
  let doorkeeper: Doorkeeper
  /// The page, which may ask this server.
  let page: [UInt8]
  let review: ReviewProgram
  /// The directory of the audit log; nil: none is kept.
  let log: String?
  /// What decisions are made by; empty: the rules that are built in.
  let rules: [String]
  /// What judges the stocks of the pages.
  let engines: EnginePool
  private var folder: RuleFolder { RuleFolder(folders: rules) }

  /// The longest body that is taken: a dossier with evidence is a hundredth of it.
  private static let bodyLimit = 16 << 20
  /// Of a call of an engine, which a file of a stock may be part of.
  private static let callLimit = 64 << 20

  /// How many bytes are read of the body of a request, of which the head alone is known; 0: it is refused.
  func bodyLimit(of head: Request) -> Int {
    guard doorkeeper.refusal(of: head) == nil else { return 0 }
    return head.path.hasPrefix(Self.enginePath) ? Self.callLimit : Self.bodyLimit
  }

  func respond(to request: Request) -> Response {
    if let refusal = doorkeeper.refusal(of: request) { return refusal }
    guard !request.isTooLong else {
      return .refusal(
        413,
        Phrase(
          "内容太长（至多 \(bodyLimit(of: request) >> 20) MB）",
          "the body is too long (at most \(bodyLimit(of: request) >> 20) MB)"))
    }
    switch (request.method, request.path) {
    case ("GET", "/"), ("HEAD", "/"):
      return Response(status: 200, type: Response.html, body: page)
    case ("GET", "/api/about"): return about(request)
    case ("POST", "/api/commit"): return commit(request)
    case ("GET", "/api/rules"): return ruleFiles()
    case ("POST", "/api/rules"): return saveRule(request)
    case ("GET", "/api/entries"): return entries()
    case ("GET", "/api/verify"): return verify()
    case ("POST", let path) where path.hasPrefix(Self.enginePath): return ask(request)
    case ("DELETE", let path) where path.hasPrefix(Self.enginePath): return endEngine(request)
    case ("GET", let path) where path.hasPrefix("/api/receipt/"):
      return receipt(String(path.dropFirst("/api/receipt/".count)))
    default:
      return .refusal(404, Phrase("没有这个地址", "there is no such address"))
    }
  }

  private func about(_ request: Request) -> Response {
    .json { json in
      json.member("audit") { $0.truth(log != nil) }
      json.member("user", doorkeeper.user(of: request))
      json.member("rules") { json in
        json.array { json in for path in rules { json.string(path) } }
      }
      json.member("engines", engines.perPage)
    }
  }

  // MARK: - Stocks

  /// `/api/engine/NAME`: a call of an engine, which the page names by 32 hexadecimal digits of its own;
  /// the answer is the engine's.
  private static let enginePath = "/api/engine/"

  private static func engineName(_ request: Request) -> String? {
    let name = request.path.dropFirst(enginePath.count)
    let isName =
      name.utf8.count == 32
      && name.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    return isName ? String(name) : nil
  }

  private static let noEngine = Response.refusal(404, Phrase("没有这个引擎", "there is no such engine"))

  private func ask(_ request: Request) -> Response {
    guard let name = Self.engineName(request) else { return Self.noEngine }
    switch engines.answer(name, request.body) {
    case .bytes(let bytes): return Response(status: 200, type: Response.bytes, body: bytes)
    case .full:
      return .refusal(
        503, Phrase("正在审查的台账太多，请稍后再试", "too many stocks are being judged; try again later"))
    case .stopped: return .refusal(502, Phrase("引擎停了", "the engine stopped"))
    }
  }

  private func endEngine(_ request: Request) -> Response {
    guard let name = Self.engineName(request) else { return Self.noEngine }
    engines.end(name)
    return .json { _ in }
  }

  // MARK: - Rules

  /// `{"files": [{"path": "Rules/a.rules", "text": "…"}]}`
  private func ruleFiles() -> Response {
    .json { json in
      json.member("files") { json in
        json.array { json in
          for file in folder.files() {
            json.object { json in
              json.member("path", file.path)
              json.member("text", String(decoding: file.bytes, as: UTF8.self))
            }
          }
        }
      }
    }
  }

  /// `{"path": "Rules/a.rules", "text": "…"}`: written into one of the folders that were named.
  private func saveRule(_ request: Request) -> Response {
    let source = SourceText(path: "request", bytes: request.body)
    guard let node = JSONReader.read(source, index: 0).node, let path = node.text(of: "path"),
      let text = node.text(of: "text")
    else { return .refusal(400, Phrase("请求里没有规则文件", "the request has no rule file")) }
    guard folder.isOurs(path) else {
      return .refusal(
        403,
        Phrase("只写启动时指明的规则文件夹", "only the folders of rules that were named are written"))
    }
    guard folder.save(Array(text.utf8), to: path) else {
      return .refusal(503, Phrase("`\(path)` 没有写成", "`\(path)` could not be written"))
    }
    return .json { json in json.member("path", path) }
  }

  private static let noLog = Response.refusal(
    404, Phrase("没有开审计日志；启动时给 --audit DIR", "no audit log is kept; start with --audit DIR"))

  // MARK: - The audit log

  /// `{"dossier": "…", "parameters": "…", "asOf": "2025-10-01", "reviewer": "…"}`: judged by `review`, and
  /// shown when it is durable.
  private func commit(_ request: Request) -> Response {
    guard let log else { return Self.noLog }
    let source = SourceText(path: "request", bytes: request.body)
    guard let node = JSONReader.read(source, index: 0).node, let dossier = node.text(of: "dossier")
    else {
      return .refusal(400, Phrase("请求里没有卷宗", "the request has no dossier"))
    }
    // Behind a proxy nobody speaks for another one.
    guard let reviewer = doorkeeper.user(of: request) ?? node.text(of: "reviewer")?.trimmedName,
      !reviewer.isEmpty
    else {
      return .refusal(400, Phrase("请写明审查人", "name the reviewer"))
    }
    guard !reviewer.hasPrefix("-"), reviewer.utf8.allSatisfy({ $0 >= 0x20 }) else {
      return .refusal(400, Phrase("审查人的姓名不能这样写", "a reviewer cannot be called so"))
    }
    var words = ["evaluate", "-", "--audit", log, "--reviewer", reviewer, "--format", "json"]
    words += rules.flatMap { ["--rules", $0] }
    if let day = node.text(of: "asOf") {
      guard CalendarDate(parsing: day) != nil else {
        return .refusal(
          400, Phrase("审查日期写成年-月-日", "the day of the review is written year-month-day"))
      }
      words += ["--as-of", day]
    }
    let run = review.run(
      words, input: Array(dossier.utf8),
      parameters: node.text(of: "parameters").map { Array($0.utf8) })
    guard run.status < 3 else { return Self.failed(run) }
    let result = SourceText(path: "result", bytes: run.output)
    guard let decision = JSONReader.read(result, index: 0).node?.text(of: "decision") else {
      return Self.failed(run)
    }
    return .json { json in json.member("decision", decision) }
  }

  private func entries() -> Response {
    guard let log else { return Self.noLog }
    let run = review.run(["audit", "list", log, "--format", "json"])
    guard run.status == 0 else { return Self.failed(run) }
    return .json { json in
      json.member("entries") { $0.verbatim(String(decoding: run.output, as: UTF8.self)) }
    }
  }

  /// What `review audit verify` says, whatever it is.
  private func verify() -> Response {
    guard let log else { return Self.noLog }
    let run = review.run(["audit", "verify", log])
    return .json { json in
      json.member("ok") { $0.truth(run.status == 0) }
      json.member("text", String(decoding: run.output + run.complaints, as: UTF8.self))
    }
  }

  private func receipt(_ number: String) -> Response {
    guard let log else { return Self.noLog }
    guard !number.isEmpty, number.count < 12, number.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return .refusal(404, Phrase("没有这一条", "there is no such entry")) }
    let run = review.run(["audit", "receipt", log, number])
    guard run.status == 0 else { return Self.failed(run) }
    return Response(status: 200, type: Response.json, body: run.output)
  }

  /// In the words of `review`.
  private static func failed(_ run: ReviewProgram.Run) -> Response {
    let text = String(decoding: run.complaints.isEmpty ? run.output : run.complaints, as: UTF8.self)
    return .refusal(run.status == 3 ? 422 : 503, Phrase(text, text))
  }
}

extension JSONWriter {
  fileprivate mutating func truth(_ value: Bool) { verbatim(value ? "true" : "false") }
}

extension JSONNode {
  /// A member that is a text; nil for anything else.
  fileprivate func text(of key: String) -> String? {
    guard case .object(let members) = kind,
      case .string(let text)? = members.last(where: { $0.key == key })?.value.kind
    else { return nil }
    return text
  }
}

extension String {
  fileprivate var trimmedName: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
