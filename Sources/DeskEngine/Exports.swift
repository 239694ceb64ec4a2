// What a page calls. The answer to a call (`DeskCall.swift`) is its number of bytes, in 4, and the bytes; it
// stays where it is until the next call. Only the module has this file.

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
