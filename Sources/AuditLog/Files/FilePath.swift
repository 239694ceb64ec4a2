/// Paths as the user gave them.
enum FilePath {
  /// The path of the directory that holds `path`, and the last name in it.
  static func split(_ path: String) -> (parent: String, name: String) {
    var bytes = Array(path.utf8)[...]
    while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else {
      return (".", String(decoding: bytes, as: UTF8.self))
    }
    let parent = slash == bytes.startIndex ? bytes[...slash] : bytes[..<slash]
    return (
      String(decoding: parent, as: UTF8.self),
      String(decoding: bytes[(slash + 1)...], as: UTF8.self)
    )
  }

  static func parent(of path: String) -> String { split(path).parent }
}
