import Glibc

/// What the build tools read, and the Swift files they write.
///
/// A static string compiles in a fraction of a second where a byte array takes minutes, and needs
/// no resource bundle beside the program.
public enum EmbeddedFile {
  /// nil: the file cannot be read.
  public static func read(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      guard count > 0 else { break }
      bytes.append(contentsOf: buffer[..<count])
    }
    return bytes
  }

  /// False: the file cannot be written.
  public static func write(_ text: String, to path: String) -> Bool {
    guard let file = fopen(path, "w") else { return false }
    defer { fclose(file) }
    let bytes = Array(text.utf8)
    return fwrite(bytes, 1, bytes.count, file) == bytes.count
  }

  /// A string literal that holds the bytes as they are; nil: they are not UTF-8.
  public static func literal(_ bytes: [UInt8]) -> String? {
    String(validating: bytes, as: UTF8.self).map { "###\"\"\"\n\($0)\n\"\"\"###" }
  }
}
