import Testing

@testable import AuditLog

@Suite("Canonical JSON")
struct CanonicalJSONTests {
  /// Input and output of RFC 8785 and of cyberphone/json-canonicalization `testdata`, as far as
  /// they are made of integers.
  static let vectors: [(String, String)] = [
    (#"[56,{"d": true, "10": null, "1": [ ]}]"#, #"[56,{"1":[],"10":null,"d":true}]"#),
    (
      #"{"peach": "This", "péché": "is", "pêche": "but", "sin": "ignore locale"}"#,
      #"{"peach":"This","péché":"is","pêche":"but","sin":"ignore locale"}"#
    ),
    (
      #"{"1": {"f": {"f": "hi","F": 5} ,"\n": 56}, "10": { }, "": "empty", "a": { },"#
        + #" "111": [ {"e": "yes","E": "no" } ], "A": { } }"#,
      #"{"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{"E":"no","e":"yes"}],"#
        + #""A":{},"a":{}}"#
    ),
    (#"{"Unnormalized Unicode":"A\u030a"}"#, "{\"Unnormalized Unicode\":\"A\u{30a}\"}"),
    (
      #"{"\u20ac": "Euro Sign", "\r": "Carriage Return", "\u000a": "Newline", "1": "One","#
        + #" "\u0080": "Control\u007f", "\ud83d\ude02": "Smiley", "\u00f6": "o","#
        + #" "\ufb33": "Dalet", "</script>": "Browser Challenge"}"#,
      #"{"\n":"Newline","\r":"Carriage Return","1":"One","</script>":"Browser Challenge","#
        + "\"\u{80}\":\"Control\u{7f}\",\"ö\":\"o\",\"€\":\"Euro Sign\",\"😂\":\"Smiley\","
        + "\"\u{fb33}\":\"Dalet\"}"
    ),
    (
      #"{"string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}"#,
      #"{"literals":[null,true,false],"string":"€$\u000f\nA'B\"\\\\\"/"}"#
    ),
  ]

  @Test("the vectors of RFC 8785 come out", arguments: vectors)
  func published(_ input: String, _ output: String) throws {
    let value = try CanonicalJSONReader.read(Array(input.utf8))
    #expect(value.bytes.elementsEqual(output.utf8))
    #expect(try CanonicalJSONReader.read(value.bytes) == value)
  }

  @Test(
    "what other readers let through is refused",
    arguments: [
      #"{"a":1,"a":2}"#, #"{"a":1,"\u0061":2}"#, "[1,]", #"{"a":1,}"#, "[1 2]", "1.0", "1e3", "-0",
      "01", "+1", ".5", "9007199254740992", "-9007199254740992", "99999999999999999999", "NaN",
      #""\ud800""#, #""\ude00\ud83d""#, #""\x41""#, "\"a\tb\"", "\"a", "tru", "", "[", "{", "[1]x",
      "{a:1}", "{'a':1}", "// x\n1", "\u{feff}1", #"{"a"}"#, #"{"a":}"#, #""\u12g4""#,
      String(repeating: "[", count: 17) + String(repeating: "]", count: 17),
    ])
  func refused(_ text: String) {
    #expect(throws: JSONProblem.self) { try CanonicalJSONReader.read(Array(text.utf8)) }
  }

  @Test(
    "bytes that are no UTF-8 are refused",
    arguments: [
      [0x80], [0xC0, 0x80], [0xC3], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
      [0xF5, 0x80, 0x80, 0x80],
      [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF],
    ] as [[UInt8]])
  func notUTF8(_ bytes: [UInt8]) {
    #expect(throws: JSONProblem.self) { try CanonicalJSONReader.read([0x22] + bytes + [0x22]) }
    let line = Array(#"{"a":""#.utf8) + bytes + Array(#""}"#.utf8)
    #expect(throws: JSONProblem.self) { try LineScanner(line.span) }
  }

  @Test("keys with equal characters but other bytes are two keys")
  func normalization() throws {
    let text = "{\"e\u{301}\":1,\"\u{e9}\":2}"
    #expect(try CanonicalJSONReader.read(Array(text.utf8)).bytes.elementsEqual(text.utf8))
  }

  /// A line with everything that a line can have.
  static let line = Array(
    (#"{"a":[1,-2,true,null,{"b":"é\"\\\n\u001f不予通过😂"},[]],"op":"replay","seq":12,"#
      + #""t":"2026-09-30T08:15:02.123Z","v":1,"z_9":{}}"#).utf8)

  @Test("the scanner accepts a line exactly when the writer would write it so")
  func scanner() {
    var random = SplitMix(seed: 1)
    let alphabet = Array("{}[]\",:\\0123456789-abnu_ \n\u{1f}".utf8) + [0xC3, 0xA9, 0xE4]
    var accepted = 0
    let count = isLongRun ? 200_000 : 3000
    for _ in 0..<count {
      var line = CanonicalJSONTests.line
      for _ in 0...Int.random(in: 0..<2, using: &random) {
        let place = Int.random(in: 0..<line.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: line.remove(at: place)
        case 1: line[place] = alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
        default:
          line.insert(alphabet[Int.random(in: 0..<alphabet.count, using: &random)], at: place)
        }
      }
      let value = try? CanonicalJSONReader.read(line)
      let isCanonical = value.map { $0.bytes == line && hasPlainKeys($0) } ?? false
      let isAccepted = (try? LineScanner(line.span)) != nil
      #expect(isAccepted == isCanonical, "\(String(decoding: line, as: UTF8.self))")
      accepted += isAccepted ? 1 : 0
    }
    print("scanner: \(count) changed lines, \(accepted) still canonical, all agree")
  }

  private func hasPlainKeys(_ value: CanonicalJSON) -> Bool {
    switch value {
    case .null, .boolean, .integer, .string: true
    case .array(let elements): elements.allSatisfy(hasPlainKeys)
    case .object(let members):
      members.allSatisfy { member in
        !member.key.isEmpty && member.key.utf8.allSatisfy(LineScanner.isPlain)
          && hasPlainKeys(member.value)
      }
    }
  }

  @Test("a timestamp has one spelling, and a day that does not exist has none")
  func timestamps() throws {
    for milliseconds: Int64 in [0, 951_782_400_000, -1, Int64.min, Int64.max] {
      let time = Timestamp(milliseconds: milliseconds)
      #expect(Timestamp(time.description) == time)
    }
    #expect(Timestamp(milliseconds: 951_782_400_000).description == "2000-02-29T00:00:00.000Z")
    for text in [
      "2025-02-30T00:00:00.000Z", "2025-02-03 00:00:00.000Z", "2025-02-03T24:00:00.000Z",
    ] {
      #expect(Timestamp(text) == nil)
    }
  }
}
