import AuditLog
import Rules

/// One dossier as the log keeps it: its bytes, and where they stood, which results name as
/// `dossier.json:12:20`.
///
///     a file of its own           the whole file
///     a line of a stream          the line
///     an element of an array      the element
///     a row of a table            the header, a line feed, the row, in UTF-8
///     a form                      its sheets, each as a table under its name, in UTF-8
///
/// So nothing of a dossier that stands beside it is kept with it, or destroyed with it.
struct DossierExcerpt {
  enum Form: String {
    case json, csv, form
  }

  let path: String
  let bytes: [UInt8]
  let form: Form
  /// The line in the file where the bytes begin, from 1. For a row it counts back from the row over
  /// the header, so that the row has its own number.
  let line: Int
  /// The column where the bytes begin, in Unicode scalars, from 1.
  let column: Int

  init(_ unit: DossierUnit) {
    path = unit.source.path
    switch unit {
    case .text(let source, _):
      (bytes, form, line, column) = (source.bytes, .json, source.firstLine, 1)
    case .line(let unit):
      (bytes, form, line, column) = (unit.bytes, .json, unit.number, 1)
    case .form(let source):
      (bytes, form, line, column) = (source.bytes, .form, source.firstLine, 1)
    case .node(let node, let source):
      let position = source.position(of: Int(node.range.start))
      bytes = Array(source.bytes[Int(node.range.start)..<Int(node.range.end)])
      (form, line, column) = (.json, position.line, position.column)
    case .row(let row, let reader, let source):
      form = .csv
      let position = source.position(of: Int(row.range.start))
      guard position.column == 1 else {
        // Lines that end with a lone carriage return have no number: keep all that comes before.
        bytes = Array(source.bytes[..<Int(row.range.end)])
        (line, column) = (1, 1)
        return
      }
      let header = source.bytes[..<reader.headerEnd] + [0x0A]
      bytes = Array(header + source.bytes[Int(row.range.start)..<Int(row.range.end)])
      (line, column) = (position.line - header.count { $0 == 0x0A }, 1)
    }
  }

  /// The dossier that a line of the log describes, with the bytes of the vault.
  ///
  /// nil when `more` is not what ``members`` makes.
  init?(_ more: CanonicalJSON, bytes: [UInt8]) {
    guard case .string(let path)? = more["path"] else { return nil }
    (self.path, self.bytes) = (path, bytes)
    if case .string(let word)? = more["form"] {
      guard let form = Form(rawValue: word) else { return nil }
      self.form = form
    } else {
      form = .json
    }
    if case .integer(let line)? = more["line"] { self.line = line } else { line = 1 }
    if case .integer(let column)? = more["column"] { self.column = column } else { column = 1 }
  }

  /// What a line of the log says of the place; what is usual is left out.
  var members: [CanonicalJSON.Member] {
    var members = [CanonicalJSON.Member("path", .string(path))]
    if form != .json { members.append(.init("form", .string(form.rawValue))) }
    if line != 1 { members.append(.init("line", .integer(line))) }
    if column != 1 { members.append(.init("column", .integer(column))) }
    return members
  }

  /// The dossier, ready to be judged again; nil when the bytes hold none.
  func unit(_ vocabulary: Vocabulary) -> DossierUnit? {
    switch form {
    case .json:
      let padding = [UInt8](repeating: 0x20, count: column - 1)
      return .text(SourceText(path: path, bytes: padding + bytes, firstLine: line))
    case .form: return .form(FormReader.source(path: path, bytes: bytes))
    case .csv:
      let source = SourceText(path: path, bytes: bytes, firstLine: line)
      guard let table = DossierTable.read(source, vocabulary: vocabulary).table,
        let row = table.rows.last
      else { return nil }
      return .row(row, table.reader, of: source)
    }
  }
}
