// What a page calls. A call is a list of byte strings, the first of which names a function:
//
//     | bytes of the first: 4, little-endian | the first | bytes of the second: 4 | the second | …
//
// The answer is its number of bytes, in 4, and the bytes; it stays where it is until the next call.

/// What the page works with from call to call. The module has one thread.
nonisolated(unsafe) private var desk = Desk()
nonisolated(unsafe) private var answer = UnsafeMutableRawBufferPointer(start: nil, count: 0)

/// Room for a call.
@_expose(wasm, "desk_allocate")
@_cdecl("desk_allocate")
public func allocate(_ count: Int32) -> UnsafeMutableRawPointer {
  UnsafeMutableRawPointer.allocate(byteCount: max(Int(count), 1), alignment: 8)
}

/// Answers a call, and gives its room back.
@_expose(wasm, "desk_call")
@_cdecl("desk_call")
public func call(_ start: UnsafeMutableRawPointer, _ count: Int32) -> UnsafeMutableRawPointer {
  let words = DeskCall(UnsafeRawBufferPointer(start: start, count: Int(count)))
  start.deallocate()
  let bytes = desk.answer(words)
  answer.deallocate()
  answer = .allocate(byteCount: bytes.count + 4, alignment: 8)
  for index in 0..<4 { answer[index] = UInt8(truncatingIfNeeded: bytes.count >> (8 * index)) }
  bytes.withUnsafeBytes { content in
    UnsafeMutableRawBufferPointer(rebasing: answer[4...]).copyMemory(from: content)
  }
  return answer.baseAddress ?? start
}

/// Seeds of hash tables: always the same, so that every run takes the same way.
@_cdecl("arc4random_buf")
public func fill(_ start: UnsafeMutableRawPointer, _ count: Int) {
  for offset in 0..<count {
    start.storeBytes(of: UInt8(truncatingIfNeeded: offset), toByteOffset: offset, as: UInt8.self)
  }
}

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
