import Embedding
import Glibc

/// Writes files as Swift string literals: `asset-embedder NAME OUTPUT FILE...`.
///
/// Each text is a constant of the enumeration `NAME`, called as its file: `report.css` is
/// `reportCSS`.
@main
struct Main {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count >= 2 else { exit(64) }
    let (name, output) = (arguments[0], arguments[1])
    var text = "enum \(name) {\n"
    for path in arguments[2...].sorted() {
      guard let literal = EmbeddedFile.read(path).flatMap(EmbeddedFile.literal) else {
        print("asset-embedder: cannot read \(path)")
        exit(1)
      }
      text += "  static let \(constant(path)): StaticString = \(literal)\n"
    }
    guard EmbeddedFile.write(text + "}\n", to: output) else { exit(1) }
  }

  /// The stem of a file's name and, in capitals, its extension.
  private static func constant(_ path: String) -> String {
    let parts = (path.split(separator: "/").last ?? "").split(separator: ".")
    return parts.prefix(1).joined() + parts.dropFirst().joined().uppercased()
  }
}
