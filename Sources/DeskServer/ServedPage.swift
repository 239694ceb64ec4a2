/// The page as this server hands it out: the same file, which may ask the server it came from.
enum ServedPage {
  /// nil: it is no page of the desk.
  static func page(_ file: [UInt8]) -> [UInt8]? {
    let closed = Array("connect-src 'none'".utf8)
    guard let place = file.firstRange(of: closed) else { return nil }
    return Array(file[..<place.lowerBound]) + Array("connect-src 'self'".utf8)
      + Array(file[place.upperBound...])
  }
}

extension [UInt8] {
  fileprivate func firstRange(of part: [UInt8]) -> Range<Int>? {
    guard part.count <= count else { return nil }
    // The policy stands in the head.
    return (0...Swift.min(count - part.count, 1 << 16)).lazy
      .first { self[$0..<$0 + part.count].elementsEqual(part) }.map { $0..<$0 + part.count }
  }
}
