/// Writes one canonical object whose members are given in any order.
///
/// Members are written as bytes at once and sorted as bytes: building a ``CanonicalJSON`` value for
/// each line takes twice the time, which counts in a batch of 50,000. For keys of `[a-z0-9_]` the
/// order of `"key":` is the order of the keys, since `"` comes before all of them.
struct ObjectWriter {
  private var text: [UInt8] = []
  private var members: [Range<Int>] = []

  /// An object whose text has about so many bytes.
  init(expecting byteCount: Int) {
    text.reserveCapacity(byteCount)
    members.reserveCapacity(byteCount / 32)
  }

  mutating func put(_ key: StaticString, _ value: String) {
    put(key) { CanonicalJSON.write(value, to: &$0) }
  }

  mutating func put(_ key: StaticString, _ value: Int) {
    put(key) { $0 += String(value).utf8 }
  }

  mutating func put(_ key: StaticString, _ value: Digest) {
    put(key) { text in
      text.append(UInt8(ascii: "\""))
      value.withUnsafeBytes { Hexadecimal.append($0, to: &text) }
      text.append(UInt8(ascii: "\""))
    }
  }

  mutating func put(_ key: StaticString, _ values: [String]) {
    put(key) { CanonicalJSON.array(values.map { .string($0) }).write(to: &$0) }
  }

  mutating func put(_ key: StaticString, _ value: CanonicalJSON) {
    put(key) { value.write(to: &$0) }
  }

  /// A member that is an object itself.
  mutating func put(_ key: StaticString, object fill: (inout ObjectWriter) -> Void) {
    var object = ObjectWriter(expecting: 192)
    fill(&object)
    put(key) { object.finish(into: &$0) }
  }

  private mutating func put(_ key: StaticString, _ writeValue: (inout [UInt8]) -> Void) {
    let start = text.count
    text.append(UInt8(ascii: "\""))
    key.withUTF8Buffer { text += $0 }
    text.append(UInt8(ascii: "\""))
    text.append(UInt8(ascii: ":"))
    writeValue(&text)
    members.append(start..<text.count)
  }

  /// Appends the object to `output`.
  mutating func finish(into output: inout [UInt8]) {
    text.withUnsafeBufferPointer { text in
      members.sort { text[$0].lexicographicallyPrecedes(text[$1]) }
      var separator = UInt8(ascii: "{")
      for member in members {
        output.append(separator)
        output += text[member]
        separator = UInt8(ascii: ",")
      }
    }
    if members.isEmpty { output.append(UInt8(ascii: "{")) }
    output.append(UInt8(ascii: "}"))
  }
}
