import Rules

/// What a client sent: JSON-RPC 2.0. <https://www.jsonrpc.org/specification>
enum Message {
  case request(id: RequestID, method: String, params: JSONNode?)
  case notification(method: String, params: JSONNode?)
  /// An answer to a request of ours, of which there are none that wait.
  case response
  /// No message, and how that is answered.
  case invalid(id: RequestID?, RPCError)

  /// Reads the bytes of a message.
  init(_ bytes: [UInt8]) {
    let (node, problems) = JSONReader.read(SourceText(path: "-", bytes: bytes), index: 0)
    guard let node, !problems.hasErrors else {
      let reason = problems.first { $0.severity == .error }?.message.english ?? "no JSON"
      self = .invalid(id: nil, RPCError(.parseError, reason))
      return
    }
    guard case .object = node.kind else {
      self = .invalid(id: nil, RPCError(.invalidRequest, "a message is an object"))
      return
    }
    let id = node["id"].flatMap { RequestID($0) }
    guard let method = node["method"]?.string else {
      let isAnswer = node["result"] != nil || node["error"] != nil
      self = isAnswer ? .response : .invalid(id: id, RPCError(.invalidRequest, "no method"))
      return
    }
    guard node["id"] != nil else {
      self = .notification(method: method, params: node["params"])
      return
    }
    self =
      id.map { .request(id: $0, method: method, params: node["params"]) }
      ?? .invalid(id: nil, RPCError(.invalidRequest, "an id is a number or a text"))
  }
}

/// What a request is known by; a number is kept as it was written.
enum RequestID: Hashable {
  case number(String)
  case text(String)

  init?(_ node: JSONNode) {
    switch node.kind {
    case .number(let digits): self = .number(digits)
    case .string(let text): self = .text(text)
    case .null, .boolean, .array, .object: return nil
    }
  }

  func write(to json: inout JSONWriter) {
    switch self {
    case .number(let digits): json.number(digits)
    case .text(let text): json.string(text)
    }
  }
}

/// Why a request has no result.
struct RPCError: Error {
  enum Code: Int {
    case parseError = -32700
    case invalidRequest = -32600
    case methodNotFound = -32601
    case invalidParams = -32602
    case internalError = -32603
    case serverNotInitialized = -32002
    case requestFailed = -32803
    case requestCancelled = -32800
    /// The text was edited meanwhile, so that the answer would be of another one.
    case contentModified = -32801
  }

  let code: Code
  let message: String

  init(_ code: Code, _ message: String) {
    (self.code, self.message) = (code, message)
  }
}

extension JSONNode {
  /// The member of a key; nil when there is none or this is no object.
  subscript(_ key: String) -> JSONNode? {
    guard case .object(let members) = kind else { return nil }
    return members.last { $0.key == key }?.value
  }

  var string: String? {
    if case .string(let text) = kind { text } else { nil }
  }

  var integer: Int? {
    if case .number(let digits) = kind { Int(digits) } else { nil }
  }

  var boolean: Bool? {
    if case .boolean(let value) = kind { value } else { nil }
  }

  var elements: [JSONNode] {
    if case .array(let elements) = kind { elements } else { [] }
  }
}
