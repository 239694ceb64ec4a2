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
  /// Whether half a character has come last.
  private var isHalf = false
  /// Whether the line is too long, and only its beginning is kept.
  private var isExcess = false

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
    case .tooLong(let start):
      let isNext = !isBigEndian && isHalf && start.first == 0
      if isNext, !isExcess { pending.removeLast() }
      guard !isNext || endLine(isBigEndian, handle) else { return false }
      if !isExcess { pending = Array(start) }
      // It has no byte 0A within, so that the one behind it is that of a line break.
      (isExcess, isHalf) = (true, !isBigEndian)
      return isBigEndian ? endLine(isBigEndian, handle) : true
    case .line(let bytes):
      return isBigEndian ? takeBigEndian(bytes, handle) : takeLittleEndian(bytes, handle)
    }
  }

  private mutating func takeBigEndian(
    _ bytes: ArraySlice<UInt8>, _ handle: (LineEvent) -> Bool
  ) -> Bool {
    keep(bytes)
    guard !isHalf, bytes.last == 0 else { return true }
    if !isExcess { pending.removeLast(2) }
    return endLine(true, handle)
  }

  private mutating func takeLittleEndian(
    _ bytes: ArraySlice<UInt8>, _ handle: (LineEvent) -> Bool
  ) -> Bool {
    guard isHalf, bytes.first == 0 else {
      keep(bytes)
      return true
    }
    if !isExcess { pending.removeLast() }
    let goesOn = endLine(false, handle)
    keep(bytes.dropFirst())
    return goesOn
  }

  private mutating func keep(_ bytes: ArraySlice<UInt8>) {
    if bytes.count.isMultiple(of: 2) { isHalf.toggle() }
    guard !isExcess else { return }
    pending += bytes
    pending.append(0x0A)
    guard pending.count > LineEvent.lengthLimit else { return }
    isExcess = true
    pending.removeLast(pending.count - LineEvent.shownLength)
  }

  /// Hands over the last line, which need not end in a line break.
  mutating func finish(_ handle: (LineEvent) -> Bool) -> Bool {
    guard case .utf16(let isBigEndian) = form, !pending.isEmpty else { return true }
    if isHalf, !isExcess { pending.removeLast() }
    return pending.isEmpty || endLine(isBigEndian, handle)
  }

  /// A line with half a character stays as it is, so that it is told what it is.
  private mutating func endLine(_ isBigEndian: Bool, _ handle: (LineEvent) -> Bool) -> Bool {
    defer { (pending, isHalf, isExcess) = ([], false, false) }
    if isExcess { return handle(.tooLong(pending[...])) }
    let text = TextEncoding.utf8(ofUTF16: pending, isBigEndian: isBigEndian)
    return handle(.line((text ?? pending)[...]))
  }
}
