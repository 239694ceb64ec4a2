import Rules

/// What is answered.
struct Response: Sendable, Equatable {
  let status: Int
  let type: String
  let body: [UInt8]

  static let html = "text/html; charset=utf-8"
  static let json = "application/json; charset=utf-8"
  static let bytes = "application/octet-stream"

  /// Of every answer: nothing of it is kept, framed, guessed at or sent on.
  static let headers = [
    ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"), ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin"),
  ]

  static func json(_ members: (inout JSONWriter) -> Void) -> Response {
    var json = JSONWriter(style: .compact)
    json.object(members)
    return Response(status: 200, type: Self.json, body: json.bytes)
  }

  /// `{"error": {"zh": "…", "en": "…"}}`
  static func refusal(_ status: Int, _ text: Phrase) -> Response {
    var json = JSONWriter(style: .compact)
    json.object { json in
      json.member("error") { json in
        json.object { json in
          json.member("zh", text.chinese)
          json.member("en", text.english)
        }
      }
    }
    return Response(status: status, type: Self.json, body: json.bytes)
  }
}
