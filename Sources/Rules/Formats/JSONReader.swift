/// Reads JSON (RFC 8259) strictly, and says where and how a text departs from it.
///
///     {"dataCentre": {"pue": 1.25}}      one value in a file: `read`
///
///     {"project": {"name": "A"}}         one value a line (NDJSON): `lines`, then `readLine`
///     {"project": {"name": "B"}}
///
/// A slip whose meaning is plain (a trailing comma, a comment, a full-width colon, an unquoted
/// key) is reported and read as it was meant, so that one run shows as many problems as it can.
/// The tree of a text with errors is therefore a guess: use it for an editor, not for a review.
/// <https://www.rfc-editor.org/rfc/rfc8259>
public enum JSONReader {
  /// How many objects and arrays may stand inside one another.
  public static let depthLimit = 64

  /// How many problems of one text are reported; the reader stops at the last of them.
  public static let diagnosticLimit = 1_000

  /// Reads the one value of a text; `index` is the text's place in the list read together.
  ///
  /// The node is nil when an error left nothing that could be read.
  public static func read(
    _ source: SourceText, index: Int, from start: Int = 0
  ) -> (node: JSONNode?, diagnostics: [Diagnostic]) {
    readLine(source, index: index, in: start..<source.bytes.count)
  }

  /// Reads the one value of a part of a text; ranges still count from the start of the text.
  public static func readLine(
    _ source: SourceText, index: Int, in range: Range<Int>
  ) -> (node: JSONNode?, diagnostics: [Diagnostic]) {
    let part = range.clamped(to: 0..<source.bytes.count)
    if let problem = TextCheck.problem(in: source, index: index, range: part) {
      return (nil, [problem])
    }
    var parser = JSONParser(bytes: source.bytes, range: part, index: index)
    let node = parser.document()
    // A trailing comma is known for one only at the bracket behind it.
    let diagnostics = parser.diagnostics.sorted { $0.range.start < $1.range.start }
    return (node, diagnostics)
  }

  /// The lines of an NDJSON text that hold more than white space, without their line breaks.
  public static func lines(of source: SourceText) -> [Range<Int>] {
    let bytes = source.bytes
    var lines: [Range<Int>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      if bytes[start..<end].contains(where: { !JSONParser.isSpace($0) }) {
        lines.append(start..<end)
      }
      start = end + 1
    }
    return lines
  }
}
