/// A workbook that Excel, WPS and LibreOffice open (`.xlsx`, ECMA-376), drawn cell by cell.
///
///     let sheet = SheetDrawing(name: "项目", columns: [.init(width: 30)], rows: [[.init("名称", .head)]])
///     let bytes = WorkbookDrawing(sheets: [sheet]).bytes
///
/// The same drawing gives the same bytes. Texts stand in their cells, so that a program without
/// knowledge of styles reads them.
public struct WorkbookDrawing: Sendable {
  public let sheets: [SheetDrawing]

  public init(sheets: [SheetDrawing]) { self.sheets = sheets }

  /// The file.
  public var bytes: [UInt8] {
    var archive = ZIPArchive()
    archive.add("[Content_Types].xml", contentTypes)
    archive.add(
      "_rels/.rels", Self.relations([("officeDocument", "xl/workbook.xml")]))
    archive.add("xl/workbook.xml", book)
    archive.add(
      "xl/_rels/workbook.xml.rels",
      Self.relations(
        sheets.indices.map { ("worksheet", "worksheets/sheet\($0 + 1).xml") }
          + [("styles", "styles.xml")]))
    archive.add("xl/styles.xml", CellStyle.part)
    for (index, sheet) in sheets.enumerated() {
      archive.add("xl/worksheets/sheet\(index + 1).xml", sheet.part(isFirst: index == 0))
    }
    return archive.finished()
  }

  static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  static let names = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let packages = "http://schemas.openxmlformats.org/package/2006"
  private static let type = "application/vnd.openxmlformats-officedocument.spreadsheetml"

  private var contentTypes: String {
    let parts =
      [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
      + sheets.indices.map { ("/xl/worksheets/sheet\($0 + 1).xml", "worksheet") }
    return Self.head
      + "<Types xmlns=\"\(Self.packages)/content-types\">"
      + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
      + parts.map {
        "<Override PartName=\"\($0.0)\" ContentType=\"\(Self.type).\($0.1)+xml\"/>"
      }.joined() + "</Types>"
  }

  private static func relations(_ targets: [(kind: String, target: String)]) -> String {
    head + "<Relationships xmlns=\"\(packages)/relationships\">"
      + targets.enumerated().map {
        "<Relationship Id=\"rId\($0.offset + 1)\" Type=\"\(kinds)/\($0.element.kind)\" Target=\"\($0.element.target)\"/>"
      }.joined() + "</Relationships>"
  }

  private var book: String {
    Self.head + "<workbook xmlns=\"\(Self.names)\" xmlns:r=\"\(Self.kinds)\"><sheets>"
      + sheets.enumerated().map { index, sheet in
        let state = sheet.isHidden ? " state=\"hidden\"" : ""
        return
          "<sheet name=\"\(XMLText.attribute(sheet.name))\" sheetId=\"\(index + 1)\"\(state) r:id=\"rId\(index + 1)\"/>"
      }.joined() + "</sheets></workbook>"
  }
}

/// One sheet of a ``WorkbookDrawing``.
public struct SheetDrawing: Sendable {
  public struct Column: Sendable {
    /// In characters.
    public let width: Int
    public let isHidden: Bool

    public init(width: Int, isHidden: Bool = false) {
      self.width = width
      self.isHidden = isHidden
    }
  }

  public struct Cell: Sendable {
    public var text: String
    public let style: CellStyle

    public init(_ text: String, _ style: CellStyle) {
      self.text = text
      self.style = style
    }
  }

  /// Up to 31 characters without `[ ] : * ? / \`, no two the same in a workbook.
  public let name: String
  public let isHidden: Bool
  public var columns: [Column]
  public var rows: [[Cell]]
  /// How many rows and columns stay in view.
  public var frozen: (rows: Int, columns: Int) = (0, 0)
  public var entries: [CellEntry] = []

  public init(name: String, isHidden: Bool = false, columns: [Column], rows: [[Cell]] = []) {
    self.name = name
    self.isHidden = isHidden
    self.columns = columns
    self.rows = rows
  }

  /// `C5`: a cell by its row and column, both from 0.
  public static func reference(row: Int, column: Int) -> String {
    "\(letters(column))\(row + 1)"
  }

  private static func letters(_ column: Int) -> String {
    let last = String(Character(Unicode.Scalar(UInt8(0x41 + column % 26))))
    return column < 26 ? last : letters(column / 26 - 1) + last
  }

  // MARK: - The part of the file

  /// `xl/worksheets/sheet1.xml`, section 18.3; the elements stand in the order of its schema.
  func part(isFirst: Bool) -> String {
    var text =
      WorkbookDrawing.head + "<worksheet xmlns=\"\(WorkbookDrawing.names)\">" + view(isFirst)
      + "<sheetFormatPr defaultRowHeight=\"16\"/><cols>"
    for (index, column) in columns.enumerated() {
      let hidden = column.isHidden ? " hidden=\"1\"" : ""
      text +=
        "<col min=\"\(index + 1)\" max=\"\(index + 1)\" width=\"\(column.width)\"\(hidden) customWidth=\"1\"/>"
    }
    text += "</cols><sheetData>"
    for (row, cells) in rows.enumerated() {
      text += "<row r=\"\(row + 1)\" ht=\"\(height(of: cells))\" customHeight=\"1\">"
      for (column, cell) in cells.enumerated() {
        let place =
          "<c r=\"\(Self.reference(row: row, column: column))\" s=\"\(cell.style.number)\""
        text +=
          cell.text.isEmpty
          ? place + "/>"
          : place
            + " t=\"inlineStr\"><is><t xml:space=\"preserve\">\(XMLText.content(cell.text))</t></is></c>"
      }
      text += "</row>"
    }
    text += "</sheetData>"
    if !entries.isEmpty {
      text += "<dataValidations count=\"\(entries.count)\">"
      for entry in entries { text += entry.element }
      text += "</dataValidations>"
    }
    return text
      + "<pageMargins left=\"0.4\" right=\"0.4\" top=\"0.5\" bottom=\"0.5\" header=\"0.3\" footer=\"0.3\"/>"
      + "<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>"
  }

  /// Room for the longest text of a row, in points: some programs do not look for it themselves.
  private func height(of cells: [Cell]) -> Int {
    var most = 1
    for (cell, column) in zip(cells, columns) where !column.isHidden && !cell.text.isEmpty {
      let lines = cell.text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        // A line breaks between words, a little before it is full.
        let room = column.width * 9
        return max(1, (TextWidth.cells(of: line) * 10 + room - 1) / room)
      }
      most = max(most, lines.reduce(0) { $0 + $1 })
    }
    let isTitle = cells.contains { if case .title = $0.style { true } else { false } }
    return (isTitle ? 26 : 15) * most + 3
  }

  private func view(_ isFirst: Bool) -> String {
    let fit = "<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>"
    let selected = isFirst ? " tabSelected=\"1\"" : ""
    guard frozen.rows > 0 || frozen.columns > 0 else {
      return "\(fit)<sheetViews><sheetView\(selected) workbookViewId=\"0\"/></sheetViews>"
    }
    let corner = Self.reference(row: frozen.rows, column: frozen.columns)
    return fit + "<sheetViews><sheetView\(selected) workbookViewId=\"0\">"
      + "<pane xSplit=\"\(frozen.columns)\" ySplit=\"\(frozen.rows)\" topLeftCell=\"\(corner)\" activePane=\"bottomRight\" state=\"frozen\"/>"
      + "</sheetView></sheetViews>"
  }
}

/// What may be entered in some cells, and what a person is told there.
///
/// Anything else is asked about, not refused: a number may be written with its unit.
public struct CellEntry: Sendable {
  public enum Allowed: Sendable {
    /// Anything; there is only something to say.
    case anything
    /// The choices of a drop-down: a list in quotation marks, or the cells that hold it.
    case list(String)
    /// Numbers from one end to another; nil: no end.
    case number(isWhole: Bool, low: String?, high: String?)
  }

  /// Such as `C5`.
  public let cells: [String]
  public let allowed: Allowed
  public let prompt: String
  /// What is said when something else was entered.
  public let question: String

  public init(cells: [String], allowed: Allowed, prompt: String, question: String) {
    self.cells = cells
    self.allowed = allowed
    self.prompt = prompt
    self.question = question
  }

  /// Section 18.3.1.32; a prompt has up to 255 characters.
  fileprivate var element: String {
    let texts =
      " errorStyle=\"warning\" allowBlank=\"1\" showInputMessage=\"1\" showErrorMessage=\"1\" error=\"\(Self.short(question))\" prompt=\"\(Self.short(prompt))\" sqref=\"\(cells.joined(separator: " "))\""
    switch allowed {
    case .anything: return "<dataValidation\(texts)/>"
    case .list(let source):
      return
        "<dataValidation type=\"list\"\(texts)><formula1>\(XMLText.content(source))</formula1></dataValidation>"
    case .number(let isWhole, let low, let high):
      let kind = "<dataValidation type=\"\(isWhole ? "whole" : "decimal")\""
      switch (low, high) {
      case (nil, nil): return "<dataValidation\(texts)/>"
      case (let low?, nil):
        return
          "\(kind) operator=\"greaterThanOrEqual\"\(texts)><formula1>\(low)</formula1></dataValidation>"
      case (nil, let high?):
        return
          "\(kind) operator=\"lessThanOrEqual\"\(texts)><formula1>\(high)</formula1></dataValidation>"
      case (let low?, let high?):
        return
          "\(kind) operator=\"between\"\(texts)><formula1>\(low)</formula1><formula2>\(high)</formula2></dataValidation>"
      }
    }
  }

  private static func short(_ text: String) -> String {
    let end = text.utf16.count > 250 ? "…" : ""
    var kept = text
    while kept.utf16.count > 250 { kept.removeLast() }
    return XMLText.attribute(kept + end)
  }
}

/// Text as XML 1.0 holds it.
enum XMLText {
  static func content(_ text: String) -> String { escaped(text) { $0 == "\n" ? "\n" : nil } }
  static func attribute(_ text: String) -> String { escaped(text) { $0 == "\n" ? "&#10;" : nil } }

  private static func escaped(
    _ text: String, _ lineFeed: (Unicode.Scalar) -> String?
  ) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default:
        if let text = lineFeed(scalar) {
          result += text
        } else if scalar.value >= 0x20, scalar.value != 0xFFFE, scalar.value != 0xFFFF {
          // Other controls, and these two, XML cannot hold.
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }
}
