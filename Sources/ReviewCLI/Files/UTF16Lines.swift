/// Cuts a stream of UTF-16 into its lines, and hands them on in UTF-8; any other stream as it comes.
///
/// It comes cut at each byte 0A, which is half of a line break and of many a character:
///
///     7B 00 0A 4E 0A 00        { 上 and the end of a line, first byte last
///     00 7B 4E 0A 00 0A        the same, first byte first
struct UTF16Lines {
  private var form = Form.unknown
  /// What came of the current line, with a byte 0A behind each piece of it.
  private var pending: [UInt8] = []

  private enum Form {
    case unknown, other
    case utf16(isBigEndian: Bool)
  }

  /// - Returns: Whether to go on.
  mutating func take(_ event: LineEvent, _ handle: (LineEvent) -> Bool) -> Bool {
    if case .line(let bytes) = event, case .unknown = form {
      form = TextEncoding.isBigEndianUTF16(bytes).map { .utf16(isBigEndian: $0) } ?? .other
    }
    guard case .utf16(let isBigEndian) = form else { return handle(event) }
    switch event {
    case .pause: return handle(.pause)
    case .tooLong:
      pending = []
      return handle(event)
    case .line(let bytes):
      return isBigEndian ? takeBigEndian(bytes, handle) : takeLittleEndian(bytes, handle)
    }
  }

  private mutating func takeBigEndian(
    _ bytes: ArraySlice<UInt8>, _ handle: (LineEvent) -> Bool
  ) -> Bool {
    keep(bytes)
    guard pending.count.isMultiple(of: 2), pending.dropLast().last == 0 else {
      return isShort(handle)
    }
    pending.removeLast(2)
    return handOver(isBigEndian: true, handle)
  }

  private mutating func takeLittleEndian(
    _ bytes: ArraySlice<UInt8>, _ handle: (LineEvent) -> Bool
  ) -> Bool {
    guard !pending.count.isMultiple(of: 2), bytes.first == 0 else {
      keep(bytes)
      return isShort(handle)
    }
    pending.removeLast()
    let goesOn = handOver(isBigEndian: false, handle)
    keep(bytes.dropFirst())
    return goesOn
  }

  private mutating func keep(_ bytes: ArraySlice<UInt8>) {
    pending += bytes
    pending.append(0x0A)
  }

  /// A line without end is left out, as one of any other encoding is.
  private mutating func isShort(_ handle: (LineEvent) -> Bool) -> Bool {
    guard pending.count > LineEvent.lengthLimit else { return true }
    defer { pending = [] }
    return handle(.tooLong(pending.prefix(LineEvent.shownLength)))
  }

  /// Hands over the last line, which need not end in a line break.
  mutating func finish(_ handle: (LineEvent) -> Bool) -> Bool {
    guard case .utf16(let isBigEndian) = form, !pending.isEmpty else { return true }
    if !pending.count.isMultiple(of: 2) { pending.removeLast() }
    return pending.isEmpty || handOver(isBigEndian: isBigEndian, handle)
  }

  /// A line with half a character stays as it is, so that it is told what it is.
  private mutating func handOver(isBigEndian: Bool, _ handle: (LineEvent) -> Bool) -> Bool {
    defer { pending = [] }
    let text = TextEncoding.utf8(ofUTF16: pending, isBigEndian: isBigEndian)
    return handle(.line((text ?? pending)[...]))
  }
}
