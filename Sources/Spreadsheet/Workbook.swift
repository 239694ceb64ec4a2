/// The sheets of a workbook as Excel, WPS and LibreOffice save it (`.xlsx`, ECMA-376), as text.
///
/// What a cell shows is its text, but for numbers: they come with all fifteen digits that a
/// spreadsheet keeps, whatever its format rounds away; dates as `2025-10-01`, percentages with their
/// sign. Of a formula the value that was saved last counts; one that was never computed comes as the
/// formula itself, `=A1*2`.
public struct Workbook: Sendable {
  /// The sheets in their order.
  public let sheets: [Sheet]

  /// One sheet.
  public struct Sheet: Sendable {
    public let name: String
    public let isHidden: Bool
    /// The rows that hold anything, from the top.
    public let rows: [Row]
    /// The merged cells of several rows: only their first row holds what they show.
    public let merges: [Merge]
  }

  /// Cells of several rows that were merged into one.
  public struct Merge: Sendable, Equatable {
    /// As `B2:B3`.
    public let reference: String
    public let rows: ClosedRange<Int>

    /// nil for cells of one row.
    init?(_ reference: String) {
      let rows = reference.split(separator: ":").map { Int($0.drop { !$0.isWholeNumber }) }
      guard rows.count == 2, let first = rows[0], let last = rows[1], first < last else {
        return nil
      }
      (self.reference, self.rows) = (reference, first...last)
    }
  }

  /// One row of a sheet.
  public struct Row: Sendable {
    /// From 1, as the spreadsheet shows it.
    public let number: Int
    /// From the first column to the last that holds anything.
    public let cells: [String]
  }

  /// Whether bytes begin as a ZIP file does, and with it a workbook.
  public static func isLikely(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x50, 0x4B, 3, 4]) }

  public init(_ bytes: [UInt8]) throws(SpreadsheetFailure) {
    try self.init(bytes, elements: SpreadsheetLimit.elements)
  }

  /// - Parameter elements: How many elements of XML are read.
  init(_ bytes: [UInt8], elements: Int) throws(SpreadsheetFailure) {
    // Excel keeps a workbook with a password inside a file of its older kind.
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { throw .encrypted }
    var archive = try ZIPArchive(bytes)
    guard let main = try archive.part("xl/workbook.xml") else { throw .noWorkbook }
    var reader = XMLReader(room: elements)
    let book = try reader.read(main, "xl/workbook.xml", into: WorkbookPart())
    var relations = RelationsPart()
    if let part = try archive.part("xl/_rels/workbook.xml.rels") {
      relations = try reader.read(part, "xl/_rels/workbook.xml.rels", into: relations)
    }
    let strings = try Self.read(
      "sharedStrings", of: relations, &archive, StringsPart(), by: &reader)
    let styles = try Self.read("styles", of: relations, &archive, StylesPart(), by: &reader)
    var sheets: [Sheet] = []
    var room = SpreadsheetLimit.cells
    for sheet in book.sheets {
      guard let path = relations.paths[sheet.relation], let part = try archive.part(path) else {
        throw .damaged(sheet.name)
      }
      let content = SheetPart(
        strings: strings.texts, formats: styles.formats, counts1904: book.counts1904, room: room)
      let read = try Self.read(part, path, of: sheet.name, into: content, by: &reader)
      if let cell = read.damagedCell { throw .damaged("\(sheet.name) \(cell)") }
      room = read.room
      let whole = Sheet(
        name: sheet.name, isHidden: sheet.isHidden, rows: read.rows, merges: read.merges)
      // As text every row is as wide as the widest one.
      guard whole.rows.count * whole.width <= SpreadsheetLimit.area else { throw .tooLarge }
      sheets.append(whole)
    }
    self.sheets = sheets
  }

  /// A sheet; what is too long in it is told with its name.
  private static func read(
    _ part: [UInt8], _ path: String, of sheet: String, into content: SheetPart,
    by reader: inout XMLReader
  ) throws(SpreadsheetFailure) -> SheetPart {
    do throws(SpreadsheetFailure) {
      return try reader.read(part, path, into: content)
    } catch {
      if case .longText(let cell, let limit) = error {
        throw .longText("\(sheet) \(cell)", limit: limit)
      }
      throw error
    }
  }

  /// A part that the workbook may do without; one that it names and does not have is lost.
  private static func read<Part: XMLHandler>(
    _ kind: String, of relations: RelationsPart, _ archive: inout ZIPArchive, _ empty: Part,
    by reader: inout XMLReader
  ) throws(SpreadsheetFailure) -> Part {
    guard let path = relations.path(ofKind: kind) else { return empty }
    guard let part = try archive.part(path) else { throw .damaged(path) }
    return try reader.read(part, path, into: empty)
  }
}

extension Workbook.Sheet {
  /// The columns of the widest row: a spreadsheet does not store the empty cells at the end of one.
  fileprivate var width: Int { rows.lazy.map { $0.cells.count }.max() ?? 0 }

  /// The sheet as comma-separated values in UTF-8, each row on the line of its number.
  public var csv: [UInt8] {
    let width = width
    var text = ""
    var line = 1
    for row in rows {
      while line < row.number {
        text += "\n"
        line += 1
      }
      text += row.cells.map { Self.quoted($0) }.joined(separator: ",")
      text += String(repeating: ",", count: width - row.cells.count) + "\n"
      line += 1
    }
    return Array(text.utf8)
  }

  /// A line break inside a cell is a blank: a row is one line.
  private static func quoted(_ text: String) -> String {
    let needsMarks = text.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 < 0x20 }
    guard needsMarks else { return text }
    var content = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": content += "\"\""
      case "\n", "\r": content += " "
      default: content.unicodeScalars.append(scalar)
      }
    }
    return "\"\(content)\""
  }
}
