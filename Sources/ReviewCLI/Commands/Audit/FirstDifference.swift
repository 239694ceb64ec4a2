import Rules

/// The first place where a result that was computed again is not the one in the log.
struct FirstDifference {
  /// As `findings[3].explanation, byte 1234`; bytes are counted from 0.
  let place: String
  let logged: String
  let computed: String

  /// nil when the bytes are the same.
  init?(logged: [UInt8], computed: [UInt8]) {
    guard logged != computed else { return nil }
    let offset =
      zip(logged, computed).enumerated().first { $0.element.0 != $0.element.1 }?.offset
      ?? min(logged.count, computed.count)
    let path = Self.path(to: offset, in: logged)
    place = path.isEmpty ? "byte \(offset)" : "\(path), byte \(offset)"
    self.logged = Self.excerpt(logged, around: offset)
    self.computed = Self.excerpt(computed, around: offset)
  }

  /// The members and elements that lead to a byte of a JSON text.
  private static func path(to offset: Int, in bytes: [UInt8]) -> String {
    var path = ""
    var node = JSONReader.read(SourceText(path: "result", bytes: bytes), index: 0).node
    while let current = node {
      node = nil
      switch current.kind {
      case .object(let members):
        for member in members
        where member.keyRange.start <= offset && offset < member.value.range.end {
          path += path.isEmpty ? member.key : ".\(member.key)"
          node = member.value
        }
      case .array(let elements):
        for (index, element) in elements.enumerated()
        where element.range.start <= offset && offset < element.range.end {
          path += "[\(index)]"
          node = element
        }
      case .null, .boolean, .number, .string: break
      }
    }
    return path
  }

  /// Up to 24 bytes on either side, cut between characters.
  private static func excerpt(_ bytes: [UInt8], around offset: Int) -> String {
    let isContinuation: (Int) -> Bool = { $0 < bytes.count && bytes[$0] & 0xC0 == 0x80 }
    var start = max(0, offset - 24)
    var end = min(bytes.count, offset + 24)
    while isContinuation(start) { start += 1 }
    while isContinuation(end) { end += 1 }
    return start < end ? String(decoding: bytes[start..<end], as: UTF8.self) : ""
  }
}
