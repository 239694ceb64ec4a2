import Testing

@testable import Spreadsheet

/// Workbooks as openpyxl, XlsxWriter, LibreOffice and people with WPS make them, beside the rows that
/// must be read from them.
@Suite("Reading workbooks")
struct WorkbookTests {
  @Test("Every row that a person sees is read", arguments: SampleFile.workbooks)
  func rows(_ name: String) throws {
    let workbook = try Workbook(try SampleFile.bytes("\(name).xlsx"))
    let text = workbook.sheets.filter { !$0.isHidden }
      .map { String(decoding: $0.csv, as: UTF8.self) }.joined()
    #expect(text == String(decoding: try SampleFile.bytes("\(name).csv"), as: UTF8.self))
  }

  @Test("A row stands on the line of its number, and a break inside a cell is a blank")
  func lines() {
    let sheet = Workbook.Sheet(
      name: "", isHidden: false,
      rows: [.init(number: 2, cells: ["a\nb", "", "\"c\""]), .init(number: 5, cells: ["d"])],
      merges: [])
    #expect(String(decoding: sheet.csv, as: UTF8.self) == "\n\"a b\",,\"\"\"c\"\"\"\n\n\nd,,\n")
  }

  @Test("A sheet is read whatever prefix its elements have, and without references")
  func prefixes() throws {
    let sheet = """
      <x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>甲_x000D_</x:t></x:is></x:c>
      <x:c t="b"><x:v>1</x:v></x:c><x:c t="e"><x:v>#N/A</x:v></x:c><x:c t="d"><x:v>2025-10-01T00:00:00</x:v></x:c>
      <x:c><x:f>1+1</x:f></x:c><x:c t="str"><x:f>A1</x:f><x:v>乙</x:v></x:c></x:row></x:sheetData></x:worksheet>
      """
    let workbook = try Workbook(SampleFile.workbook(sheet))
    #expect(
      workbook.sheets.first?.rows.first?.cells == ["甲\r", "是", "#N/A", "2025-10-01", "=1+1", "乙"])
  }
}

/// Cells that cannot be what was saved, or are less than what is seen.
@Suite("Cells that are not what is seen")
struct DoubtfulCellTests {
  private static func workbook(_ rows: String, _ behind: String = "") throws -> Workbook {
    try Workbook(
      SampleFile.workbook("<worksheet><sheetData>\(rows)</sheetData>\(behind)</worksheet>"))
  }

  @Test(
    "A cell or row that stands there twice, or whose text is lost, damages the workbook",
    arguments: [
      #"<row r="1"><c r="A1"><v>1.25</v></c><c r="A1"><v>1.1</v></c></row>"#,
      #"<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>"#,
      #"<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>"#,
      #"<row r="1"><c r="A1" t="s"><v>7</v></c></row>"#,
      #"<row r="1"><c r="A1" t="s"><v>x</v></c></row>"#,
    ])
  func damaged(_ rows: String) {
    #expect(throws: SpreadsheetFailure.self) { try Self.workbook(rows) }
  }

  @Test("Merged cells of several rows are known, those of one row are not")
  func merged() throws {
    let sheet = try Self.workbook(
      #"<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>"#,
      #"<mergeCells count="2"><mergeCell ref="A1:D1"/><mergeCell ref="B2:B3"/></mergeCells>"#
    ).sheets.first
    #expect(sheet?.merges.map { $0.reference } == ["B2:B3"])
    #expect(sheet?.merges.first?.rows == 2...3)
  }
}

/// Files that are no workbook, or one that was made to hurt.
@Suite("Damaged and hostile workbooks")
struct HostileWorkbookTests {
  @Test("A workbook that is cut off anywhere is refused")
  func cutOff() throws {
    let bytes = try SampleFile.bytes("openpyxl.xlsx")
    for length in stride(from: 0, to: bytes.count, by: 7) {
      #expect(throws: SpreadsheetFailure.self) { try Workbook(Array(bytes.prefix(length))) }
    }
  }

  @Test("A changed byte is refused or changes no cell", arguments: 0..<4)
  func changed(_ part: Int) throws {
    let bytes = try SampleFile.bytes("wps-title-units.xlsx")
    let rows = try Workbook(bytes).sheets.map { $0.csv }
    for offset in stride(from: part, to: bytes.count, by: 16) {
      var changed = bytes
      changed[offset] ^= 0x55
      guard let workbook = try? Workbook(changed) else { continue }
      #expect(workbook.sheets.map { $0.csv } == rows, "at \(offset)")
    }
  }

  @Test(
    "What unpacks to more than a table is refused before it is unpacked",
    arguments: [
      "<worksheet><sheetData>"
        + String(repeating: "<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>", count: 300),
      "<worksheet>" + String(repeating: "<a>", count: 100),
      "<worksheet><sheetData><row r=\"1048577\"><c><v>1</v></c></row></sheetData></worksheet>",
    ])
  func bombs(_ sheet: String) {
    #expect(throws: SpreadsheetFailure.tooLarge) { try Workbook(SampleFile.workbook(sheet)) }
  }

  private static func inline(_ text: String) -> String {
    "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>\(text)</t></is></c></row></sheetData>"
      + "</worksheet>"
  }

  @Test(
    "A cell has at most 32,767 characters",
    arguments: ["<c t=\"inlineStr\"><is><t>", "<c t=\"str\"><v>", "<c><f>"])
  func longTexts(_ cell: String) throws {
    func sheet(_ count: Int) -> String {
      let ends = cell.split(separator: "<").reversed().map {
        "</" + $0.prefix { $0.isLetter } + ">"
      }
      return "<worksheet><sheetData><row>" + cell + String(repeating: "甲", count: count)
        + ends.joined() + "</row></sheetData></worksheet>"
    }
    let text = try Workbook(SampleFile.workbook(sheet(32_767))).sheets[0].rows[0].cells[0]
    #expect(text.filter { $0 == "甲" }.count == 32_767)
    #expect(throws: SpreadsheetFailure.longText("S R1C1", limit: 32_767)) {
      try Workbook(SampleFile.workbook(sheet(32_768)))
    }
  }

  @Test("A workbook has at most 256 sheets, those that share a part too")
  func sheets() throws {
    func workbook(_ count: Int) throws -> Workbook {
      try Workbook(SampleFile.workbook("<worksheet/>", count: count))
    }
    #expect(try workbook(256).sheets.count == 256)
    #expect(throws: SpreadsheetFailure.manySheets(limit: 256)) { try workbook(257) }
  }

  @Test("Elements are counted, empty ones too, and those of a part for each sheet that it is")
  func elements() throws {
    let sheet = "<worksheet><sheetData><row><c/><c/></row></sheetData></worksheet>"
    let workbook = SampleFile.workbook(sheet, count: 4)
    // `workbook`, `sheets` and four `sheet`, two of relations, and four times the five of the sheet.
    #expect(try Workbook(workbook, elements: 28).sheets.count == 4)
    #expect(throws: SpreadsheetFailure.tooLarge) { try Workbook(workbook, elements: 27) }
  }

  @Test("Rows far narrower than the widest one are refused before they are as wide as it")
  func area() {
    func sheet(_ rows: Int) -> String {
      "<worksheet><sheetData><row><c r=\"XFD1\"><v>1</v></c></row>"
        + String(repeating: "<row><c><v>1</v></c></row>", count: rows - 1)
        + "</sheetData></worksheet>"
    }
    #expect(throws: Never.self) { try Workbook(SampleFile.workbook(sheet(1_024))) }
    #expect(throws: SpreadsheetFailure.tooLarge) { try Workbook(SampleFile.workbook(sheet(1_025))) }
  }

  @Test("A part that claims to be huge is refused")
  func hugePart() {
    var bytes = SampleFile.workbook("<worksheet/>")
    // The sizes in the last entry of the central directory.
    let entry = bytes.lastRange(of: [0x50, 0x4B, 0x01, 0x02]) ?? 0
    bytes.replaceSubrange((entry + 24)..<(entry + 28), with: [0xFF, 0xFF, 0xFF, 0x7F])
    #expect(throws: SpreadsheetFailure.tooLarge) { try Workbook(bytes) }
  }

  @Test("A document type is refused, so that nothing is expanded")
  func entities() {
    let sheet = "<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet><sheetData/></worksheet>"
    #expect(throws: SpreadsheetFailure.damaged("xl/worksheets/sheet1.xml")) {
      try Workbook(SampleFile.workbook(sheet))
    }
  }

  @Test("A document, an archive and a protected workbook are told apart")
  func others() {
    #expect(throws: SpreadsheetFailure.noWorkbook) {
      try Workbook(StoredZIP.archive([("word/document.xml", Array("<a/>".utf8))]))
    }
    #expect(throws: SpreadsheetFailure.encrypted) { try Workbook([0xD0, 0xCF, 0x11, 0xE0, 0, 0]) }
    #expect(throws: SpreadsheetFailure.damaged("ZIP")) { try Workbook(Array("甲,乙".utf8)) }
  }
}

@Suite("Numbers and dates of cells")
struct CellNumberTests {
  @Test(
    "A number has the fifteen digits that a spreadsheet shows",
    arguments: [
      ("1.1499999999999999", "1.15"), ("1.1500000000000001", "1.15"), ("0.7", "0.7"),
      ("30000", "30000"),
      ("4.5931E4", "45931"), ("1E-3", "0.001"), ("-0.05", "-0.05"),
      ("123456789012345678", "123456789012346000"),
      ("0.99999999999999999", "1"), ("0", "0"), ("-0", "0"), ("00012.50", "12.5"),
      ("1e21", "1" + String(repeating: "0", count: 21)),
    ])
  func text(_ written: String, _ shown: String) { #expect(CellNumber(written)?.text == shown) }

  @Test(
    "What is no number is none", arguments: ["", "-", "1.2.3", "e5", "1e999999", "甲", "1,2", "NaN"])
  func none(_ text: String) { #expect(CellNumber(text) == nil) }

  @Test(
    "A share is shown with its sign",
    arguments: [
      ("0.7", "70%"), ("0.07", "7%"), ("1", "100%"), ("0.00065", "0.065%"),
      ("0.70000000000000007", "70%"),
    ])
  func percent(_ written: String, _ shown: String) {
    #expect(CellNumber(written)?.percent == shown)
  }

  @Test("A decimal of fifteen digits survives its way through binary", arguments: 0..<4)
  func decimals(_ seed: Int) {
    var state = UInt64(seed + 1)
    for _ in 0..<2_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let digits = Int(state >> 34) % 1_000_000_000
      let places = Int(state % 9)
      var scale = 1
      for _ in 0..<places { scale *= 10 }
      let value = Double(digits) / Double(scale)
      let whole = digits / scale
      let rest = "\(digits % scale)"
      var fraction = places == 0 ? "" : String(repeating: "0", count: places - rest.count) + rest
      while fraction.hasSuffix("0") { fraction.removeLast() }
      let expected = fraction.isEmpty ? "\(whole)" : "\(whole).\(fraction)"
      #expect(CellNumber("\(value)")?.text == expected)
      #expect(CellNumber("\(value.nextUp)")?.text == expected)
    }
  }

  @Test(
    "A serial number is its day",
    arguments: [
      (45_931, false, "2025-10-01"), (1, false, "1900-01-01"), (59, false, "1900-02-28"),
      (61, false, "1900-03-01"), (25_569, false, "1970-01-01"), (0, true, "1904-01-01"),
      (44_469, true, "2025-10-01"), (60_000, false, "2064-04-08"), (36_585, false, "2000-02-29"),
    ])
  func dates(_ serial: Int, _ counts1904: Bool, _ day: String) {
    #expect(CellDate.text(serial, counts1904: counts1904) == day)
  }

  @Test(
    "A format says what its number is",
    arguments: [
      ("yyyy\"年\"m\"月\"d\"日\";@", "date"), ("[$-804]yyyy/m/d", "date"), ("m/d", "date"),
      ("yyyy\\-mm\\-dd", "date"),
      ("0.00%", "percent"), ("0%", "percent"), ("General", "number"), ("G/通用格式", "number"),
      ("0.00_ ", "number"),
      ("h:mm", "number"), ("#,##0.00;[Red]-#,##0.00", "number"), ("0\"d\"", "number"),
      ("[h]:mm:ss", "number"),
      ("0.0;\"%\"", "number"), ("mmm-yy", "date"),
    ])
  func formats(_ code: String, _ kind: String) { #expect("\(NumberFormat(code: code))" == kind) }
}
