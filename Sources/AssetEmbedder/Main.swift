import Glibc

/// Writes files as Swift string literals: `asset-embedder NAME OUTPUT FILE...`.
///
/// Each text is a constant of the enumeration `NAME`, called as its file: `report.css` is
/// `reportCSS`. A static string needs no resource bundle beside the program.
@main
struct Main {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count >= 2 else { exit(64) }
    let (name, output) = (arguments[0], arguments[1])
    var text = "enum \(name) {\n"
    for path in arguments[2...].sorted() {
      guard let content = read(path) else {
        print("asset-embedder: cannot read \(path)")
        exit(1)
      }
      let literal = "###\"\"\"\n\(content)\n\"\"\"###"
      text += "  static let \(constant(path)): StaticString = \(literal)\n"
    }
    guard write(text + "}\n", to: output) else { exit(1) }
  }

  /// The stem of a file's name and, in capitals, its extension.
  private static func constant(_ path: String) -> String {
    let parts = (path.split(separator: "/").last ?? "").split(separator: ".")
    return parts.prefix(1).joined() + parts.dropFirst().joined().uppercased()
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
