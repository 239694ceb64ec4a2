import Rules

/// Who may ask: the page that this server handed out, and no other page or program that only knows
/// the port.
struct Doorkeeper: Sendable {
  let port: Int
  /// Made anew at each start; it stands in the address that is printed, behind `#`, so that no
  /// browser sends it anywhere.
  let token: String
  /// The header in which the office's reverse proxy says who has logged in; nil: there is no proxy.
  let userHeader: String?

  /// Why a request is refused; nil: it is not.
  func refusal(of request: Request) -> Response? {
    guard isForUs(request) else {
      // Another host's name means that a page of elsewhere was pointed at this port.
      return .refusal(421, Phrase("这个地址不由审查台回答", "the desk does not answer for this host"))
    }
    guard isFromUs(request) else {
      return .refusal(403, Phrase("只回答审查台自己的网页", "only the desk's own page is answered"))
    }
    guard request.path.hasPrefix("/api/") else { return nil }
    if userHeader != nil {
      guard user(of: request) != nil else {
        return .refusal(401, Phrase("没有登录", "nobody is logged in"))
      }
      return nil
    }
    guard let given = request.header("x-desk-token"), Self.isSame(given, token) else {
      return .refusal(
        401, Phrase("请用 review desk 打印的地址打开", "open the address that review desk prints"))
    }
    return nil
  }

  /// Who is logged in, as the proxy says.
  func user(of request: Request) -> String? {
    guard let userHeader, let name = request.header(userHeader.lowercased()) else { return nil }
    let isClean = !name.isEmpty && name.utf8.count <= 200 && name.utf8.allSatisfy { $0 >= 0x20 }
    return isClean ? name : nil
  }

  /// Behind a proxy that passes the office's name on, that name is ours, too.
  private func hosts(_ request: Request) -> [String] {
    let own = ["127.0.0.1:\(port)", "localhost:\(port)"]
    guard userHeader != nil, let host = request.header("x-forwarded-host") else { return own }
    return own + [host]
  }

  private func isForUs(_ request: Request) -> Bool {
    request.header("host").map { hosts(request).contains($0) } ?? false
  }

  /// A browser names the page that asks in `Origin` and `Sec-Fetch-Site`.
  private func isFromUs(_ request: Request) -> Bool {
    if let values = request.headers["origin"] {
      let origins = hosts(request).flatMap { ["http://\($0)", "https://\($0)"] }
      guard values.count == 1, origins.contains(values[0]) else { return false }
    }
    if let site = request.headers["sec-fetch-site"], request.path.hasPrefix("/api/") {
      return site == ["same-origin"]
    }
    return true
  }

  /// Compared in the same time whatever the first difference is.
  private static func isSame(_ given: String, _ token: String) -> Bool {
    let (left, right) = (Array(given.utf8), Array(token.utf8))
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
