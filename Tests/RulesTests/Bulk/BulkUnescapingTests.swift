import Testing

@testable import Rules

@Suite("Escapes in a record")
struct BulkUnescapingTests {
  private func plain(_ text: String) -> String? {
    let unescaping = BulkUnescaping()
    let plain = Array(text.utf8).withUnsafeBufferPointer { record in
      unescaping.plain(record).map { String(decoding: $0, as: UTF8.self) }
    }
    return withExtendedLifetime(unescaping) { plain }
  }

  @Test(
    "Characters stand as themselves, and what follows begins where it did",
    arguments: [
      (#"{"\u7535\u77F3": "t\/a"}"#, #"{"电石"      : "t/a" }"#),
      (#"["\ud83d\ude00", 1]"#, #"["😀"        , 1]"#),
      (
        #"["\u00e9\n\u0022\u005c\\\u000a\"", "\u0041"]"#,
        #"["é\n\u0022\u005c\\\u000a\""    , "A"     ]"#
      ),
    ])
  func characters(_ written: String, _ read: String) {
    #expect(plain(written) == read)
    #expect(written.utf8.count == read.utf8.count)
  }

  @Test(
    "What no character can be made of stays as it is",
    arguments: [
      #"{"a": "b"}"#, #"["\n"]"#, #"["\ud83d"]"#, #"["\ude00\ud83d"]"#, #"["\ud83dA"]"#,
      #"["\u00g1"]"#, #"["\u00"#, #"["\"#, #"\u0041"#, #"["\x41"]"#, #"["\u0041"#,
    ])
  func nothing(_ written: String) {
    #expect(plain(written) == nil)
  }
}
