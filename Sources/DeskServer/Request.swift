/// A request as it came, whole.
struct Request: Sendable {
  let method: String
  /// Without a query.
  let path: String
  /// By their names in small letters; of a header that stands there twice the values, in their order.
  let headers: [String: [String]]
  let body: [UInt8]
  /// Whether the body was longer than is taken, and was thrown away.
  let isTooLong: Bool

  init(
    _ method: String, _ path: String, headers: [(name: String, value: String)] = [],
    body: [UInt8] = [], isTooLong: Bool = false
  ) {
    (self.method, self.path, self.body, self.isTooLong) = (method, path, body, isTooLong)
    var named: [String: [String]] = [:]
    for header in headers { named[header.name.lowercased(), default: []].append(header.value) }
    self.headers = named
  }

  /// A header that may stand there once; nil where it is missing or stands there twice.
  func header(_ name: String) -> String? {
    let values = headers[name] ?? []
    return values.count == 1 ? values[0] : nil
  }
}
