import Glibc

/// Writes files as Swift string literals: `rules-embedder LAYOUT NAME ROOT OUTPUT FILE...`.
///
/// A static string compiles in a fraction of a second where a byte array takes minutes, and needs
/// no resource bundle beside the program.
@main
struct Main {
  /// How the texts stand in the enumeration `NAME`.
  private enum Layout: String {
    /// One list, each text with its path from the root.
    case list
    /// A constant for each text, called as its file: `report.css` is `reportCSS`.
    case constants
  }

  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count >= 4, let layout = Layout(rawValue: arguments[0]) else { exit(64) }
    let (name, root, output) = (arguments[1], arguments[2], arguments[3])
    var text = "enum \(name) {\n"
    if layout == .list {
      text += "  static let files: [(path: StaticString, text: StaticString)] = [\n"
    }
    for path in arguments[4...].sorted() {
      guard let content = read(path) else {
        print("rules-embedder: cannot read \(path)")
        exit(1)
      }
      let literal = "###\"\"\"\n\(content)\n\"\"\"###"
      let name = path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path
      switch layout {
      case .list: text += "    (\n      path: \"\(name)\",\n      text: \(literal)\n    ),\n"
      case .constants: text += "  static let \(constant(name)): StaticString = \(literal)\n"
      }
    }
    if layout == .list { text += "  ]\n" }
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
