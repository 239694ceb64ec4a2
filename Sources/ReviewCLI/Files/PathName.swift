import Glibc

/// The names of files as the system has them, bytes, and as the program shows them, text.
///
///     6e 2f d6 d0 2e 6a 73 6f 6e     a name in GBK, as an old archive leaves it
///     n/\xD6\xD0.json                as it is shown, and may be typed
///
/// What is UTF-8 stands for itself. A name that itself holds `\x` is shown with `\x5Cx`, so that two
/// files never look alike.
enum PathName {
  /// The name that the system gives, as text.
  static func shown(_ bytes: [UInt8]) -> String {
    guard let text = String(validating: bytes, as: UTF8.self), !text.contains("\\x") else {
      return escaped(bytes, escapesBackslash: true)
    }
    return text
  }

  /// A word of the command line; a name in it may already be written as it is shown.
  static func word(_ bytes: [UInt8]) -> String {
    String(validating: bytes, as: UTF8.self) ?? escaped(bytes, escapesBackslash: false)
  }

  static func word(bytes: UnsafePointer<CChar>) -> String {
    word(UnsafeBufferPointer(start: bytes, count: strlen(bytes)).map(UInt8.init(bitPattern:)))
  }

  /// The name for the system, with the NUL that ends it.
  static func bytes(of shown: String) -> [CChar] {
    let text = Array(shown.utf8)
    var bytes: [CChar] = []
    bytes.reserveCapacity(text.count + 1)
    var index = 0
    while index < text.count {
      if let byte = escape(in: text[index...]) {
        bytes.append(CChar(bitPattern: byte))
        index += 4
      } else {
        bytes.append(CChar(bitPattern: text[index]))
        index += 1
      }
    }
    return bytes + [0]
  }

  /// The byte of `\xHH` at the start of a text; only bytes beyond ASCII and `\` are written so.
  private static func escape(in text: ArraySlice<UInt8>) -> UInt8? {
    guard text.starts(with: "\\x".utf8), text.count >= 4 else { return nil }
    let digits = String(decoding: text.dropFirst(2).prefix(2), as: UTF8.self)
    guard let byte = UInt8(digits, radix: 16), byte >= 0x80 || byte == backslash else { return nil }
    return byte
  }

  private static func escaped(_ bytes: [UInt8], escapesBackslash: Bool) -> String {
    var shown = ""
    var rest = bytes[...]
    while let first = rest.first {
      let length = validLength(rest)
      if length == 0 || (escapesBackslash && rest.starts(with: "\\x".utf8)) {
        shown += "\\x" + String(first, radix: 16, uppercase: true)
        rest.removeFirst()
      } else {
        shown += String(decoding: rest.prefix(length), as: UTF8.self)
        rest.removeFirst(length)
      }
    }
    return shown
  }

  /// How many bytes the character at the start has; 0 when it is none.
  private static func validLength(_ bytes: ArraySlice<UInt8>) -> Int {
    (1...4).first { count in
      count <= bytes.count && String(validating: bytes.prefix(count), as: UTF8.self) != nil
    } ?? 0
  }

  private static let backslash = UInt8(ascii: "\\")
}

extension PathName {
  /// The folder that a path lies in; nil above the root, or above what no longer has a name.
  static func folder(above path: String) -> String? {
    var name = Substring(path)
    while name.count > 1, name.hasSuffix("/") { name.removeLast() }
    if name == "/" || name.isEmpty { return nil }
    guard let slash = name.lastIndex(of: "/") else {
      return name == "." || name == ".." ? name + "/.." : "."
    }
    let last = name[slash...].dropFirst()
    if last == "." || last == ".." { return name + "/.." }
    return slash == name.startIndex ? "/" : String(name[..<slash])
  }
}
