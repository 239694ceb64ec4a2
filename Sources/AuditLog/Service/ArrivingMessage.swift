/// A message of which a part has come.
struct ArrivingMessage {
  enum State {
    case incomplete
    case complete(ServiceMessage)
    /// It is no message, or too long.
    case garbled
  }

  private struct Header {
    let name: String
    let members: [CanonicalJSON.Member]
    /// How long each body is, in bytes.
    let lengths: [Int]
    /// Where the first body begins.
    let end: Int

    var byteCount: Int { end + lengths.reduce(0, +) }
  }

  /// How much of it has come, in bytes.
  var byteCount: Int { bytes.count }

  private var bytes: [UInt8] = []
  private var header: Header?
  private(set) var state = State.incomplete

  mutating func take(_ part: ArraySlice<UInt8>) {
    let known = bytes.count
    bytes += part
    if header == nil, let end = bytes[known...].firstIndex(of: 0x0A) {
      guard let found = Self.header(bytes[..<end]) else {
        state = .garbled
        return
      }
      header = found
    }
    guard let header else {
      if bytes.count > ServiceMessage.headerLimit { state = .garbled }
      return
    }
    if bytes.count > header.byteCount { state = .garbled }
    if bytes.count == header.byteCount { state = .complete(message(header)) }
  }

  private func message(_ header: Header) -> ServiceMessage {
    var offset = header.end
    let bodies = header.lengths.map { length in
      defer { offset += length }
      return Array(bytes[offset..<offset + length])
    }
    return ServiceMessage(header.name, header.members, bodies: bodies)
  }

  private static func header(_ line: ArraySlice<UInt8>) -> Header? {
    guard let value = try? CanonicalJSONReader.read(Array(line)) else { return nil }
    var members = MemberReader(value)
    guard case .array(let items)? = members.take("bodies"), let name = try? members.string("do")
    else { return nil }
    var lengths: [Int] = []
    var sum = line.count
    for item in items {
      guard case .integer(let length) = item, length >= 0,
        length <= ServiceMessage.byteLimit - sum
      else { return nil }
      sum += length
      lengths.append(length)
    }
    return Header(
      name: name, members: members.rest, lengths: lengths, end: line.count + 1)
  }
}
