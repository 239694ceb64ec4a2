// A call is a list of byte strings, the first of which names a function:
//
//     | bytes of the first: 4, little-endian | the first | bytes of the second: 4 | the second | …

/// The parts of a call.
struct DeskCall {
  let function: String
  private let arguments: [[UInt8]]

  init(_ bytes: UnsafeRawBufferPointer) {
    var parts: [[UInt8]] = []
    var place = 0
    while place + 4 <= bytes.count {
      var count = 0
      for index in 0..<4 { count |= Int(bytes[place + index]) << (8 * index) }
      let start = place + 4
      let end = min(start + max(count, 0), bytes.count)
      parts.append(Array(bytes[start..<end]))
      place = end
    }
    function = parts.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
    arguments = Array(parts.dropFirst())
  }

  /// nil: it was not given, or is empty.
  func bytes(_ index: Int) -> [UInt8]? {
    index < arguments.count && !arguments[index].isEmpty ? arguments[index] : nil
  }

  func text(_ index: Int) -> String? { bytes(index).map { String(decoding: $0, as: UTF8.self) } }

  func number(_ index: Int) -> Int? { text(index).flatMap { Int($0) } }

  var count: Int { arguments.count }
}
