import Rules

/// A message of ours, with its header.
enum Reply {
  static func result(_ id: RequestID, _ result: (inout JSONWriter) -> Void) -> [UInt8] {
    framed { json in
      json.member("id") { id.write(to: &$0) }
      json.member("result", result)
    }
  }

  static func failure(_ id: RequestID?, _ error: RPCError) -> [UInt8] {
    framed { json in
      json.member("id") { json in
        if let id { id.write(to: &json) } else { json.null() }
      }
      json.member("error") { json in
        json.object { json in
          json.member("code", error.code.rawValue)
          json.member("message", error.message)
        }
      }
    }
  }

  static func notification(
    _ method: String, _ params: (inout JSONWriter) -> Void
  ) -> [UInt8] {
    framed { json in
      json.member("method", method)
      json.member("params", params)
    }
  }

  private static func framed(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
    var json = JSONWriter(style: .compact)
    json.object { json in
      json.member("jsonrpc", "2.0")
      members(&json)
    }
    return Array("Content-Length: \(json.bytes.count)\r\n\r\n".utf8) + json.bytes
  }
}
