import Glibc

/// Writes rule files as Swift string literals: `rules-embedder ROOT OUTPUT FILE...`.
///
/// A static string compiles in a fraction of a second where a byte array takes minutes, and needs
/// no resource bundle beside the program.
@main
struct Main {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.count >= 2, let root = arguments.first else { exit(64) }
    let output = arguments[arguments.startIndex + 1]
    var text = """
      /// The rule files at the time the program was built, by path.
      enum EmbeddedRules {
        static let files: [(path: StaticString, text: StaticString)] = [

      """
    for path in arguments.dropFirst(2).sorted() {
      guard let content = read(path) else {
        print("rules-embedder: cannot read \(path)")
        exit(1)
      }
      let name = path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path
      text += "    (\n      path: \"\(name)\",\n"
      text += "      text: ###\"\"\"\n\(content)\n\"\"\"###\n    ),\n"
    }
    text += "  ]\n}\n"
    guard write(text, to: output) else { exit(1) }
  }

  private static func read(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      guard count > 0 else { break }
      bytes.append(contentsOf: buffer[..<count])
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func write(_ text: String, to path: String) -> Bool {
    guard let file = fopen(path, "w") else { return false }
    defer { fclose(file) }
    let bytes = Array(text.utf8)
    return fwrite(bytes, 1, bytes.count, file) == bytes.count
  }
}
