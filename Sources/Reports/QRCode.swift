import Rules

/// A text as a square that cameras read, ISO/IEC 18004:2015: bytes of UTF-8, error correction level M
/// (a seventh of the square may be damaged), of the smallest version that holds them.
///
/// ```swift
/// QRCode("two-high.local/lz01\n1000\n…")?.rows   // true where it is dark, without the quiet zone
/// ```
public struct QRCode: Sendable {
  /// How wide the free margin is on every side, in modules (9.1).
  public static let quietZone = 4

  /// How many modules a side has.
  public let size: Int
  private let modules: [Bool]

  /// nil when the text is too long: above 2,331 bytes.
  public init?(_ text: String) {
    guard let codewords = QRCodewords(Array(text.utf8)) else { return nil }
    let symbol = QRSymbol(codewords)
    size = symbol.size
    modules = symbol.masked
  }

  /// Whether a module is dark.
  public func isDark(row: Int, column: Int) -> Bool { modules[row * size + column] }

  /// The rows from above.
  public var rows: [[Bool]] {
    (0..<size).map { Array(modules[$0 * size..<($0 + 1) * size]) }
  }

  /// The dark modules as a path of SVG: runs in a row are one rectangle, the quiet zone is around it.
  var path: String {
    var path = ""
    for (row, modules) in rows.enumerated() {
      var column = 0
      while column < size {
        guard modules[column] else {
          column += 1
          continue
        }
        let end = modules[column...].firstIndex(of: false) ?? size
        path +=
          "M\(column + Self.quietZone) \(row + Self.quietZone)h\(end - column)v1h-\(end - column)z"
        column = end
      }
    }
    return path
  }
}
