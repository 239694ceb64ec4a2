import Testing

@testable import Rules

@Suite("Reading CSV")
struct CSVReaderTests {
  @Test(
    "Cells are read as RFC 4180 writes them",
    arguments: [
      ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
      ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
      ("a,b\r1,2", [["a", "b"], ["1", "2"]]),
      ("\u{FEFF}项目,pue\n中卫,1.25", [["项目", "pue"], ["中卫", "1.25"]]),
      ("a,b\n\"1,2\",\"说\"\"好\"\"\"\n", [["a", "b"], ["1,2", "说\"好\""]]),
      ("a,b\n\"第一行\r\n第二行\n\",2\n", [["a", "b"], ["第一行\r\n第二行\n", "2"]]),
      ("a,b\n,\"\"\"\"\n", [["a", "b"], ["", "\""]]),
      ("a,b\n1, 2 \n", [["a", "b"], ["1", " 2 "]]),
      ("\n\na,b\n\n,\n\"\",\n1,\n\n", [["a", "b"], ["1", ""]]),
      ("a\n1\n", [["a"], ["1"]]),
      ("\"a;b\"\n1\n", [["a;b"], ["1"]]),
      ("a,b", [["a", "b"]]),
    ])
  func cells(_ text: String, _ expected: [[String]]) throws {
    let (table, diagnostics) = CSVReader.read(SourceText(path: "a.csv", text: text), index: 0)
    #expect(diagnostics.isEmpty)
    let rows = try [#require(table).header] + #require(table).rows.map(\.cells)
    #expect(rows.map { $0.map(\.text) } == expected)
  }

  @Test("Every cell and row knows the bytes it was read from")
  func ranges() throws {
    let source = SourceText(path: "a.csv", text: "项目,b\r\n\"1,\n2\",3\r\n4,\n")
    let table = try #require(CSVReader.read(source, index: 3).table)
    let cells = (table.header + table.rows.flatMap(\.cells)).map(\.range)
    #expect(cells.allSatisfy { $0.source == 3 })
    #expect(
      cells.map { source.slice(Int($0.start), Int($0.end)) } == [
        "项目", "b", "\"1,\n2\"", "3", "4", "",
      ])
    #expect(
      table.rows.map { source.slice(Int($0.range.start), Int($0.range.end)) } == [
        "\"1,\n2\",3", "4,",
      ])
  }

  @Test(
    "A problem is reported at its place",
    arguments: [
      ("", ["empty-file "]),
      ("\u{FEFF}", ["empty-file "]),
      ("\n,,\n", ["empty-file "]),
      ("a,a,b\n", ["csv-duplicate-column a"]),
      ("a,,\n", ["csv-unnamed-column ", "csv-unnamed-column "]),
      ("a,b\n1\n", ["csv-cell-count 1"]),
      ("a,b\n1,2,3,4\n5,6\n", ["csv-cell-count 3,4"]),
      ("a,b\n1,\"2\n3,4\n", ["csv-unterminated-quote \""]),
      ("\"a,b\n", ["csv-unterminated-quote \""]),
      ("a,b\n说\"好\",2\n", ["csv-stray-quote 说\"好\""]),
      ("a,b\n\"1\" ,2\n", ["csv-stray-quote \"1\" "]),
      ("a;b\n1;2\n", ["csv-separator a;b"]),
      ("a\tb\n1\t2\n", ["csv-separator a\tb"]),
      ("项目，pue\n", ["csv-separator 项目，pue"]),
    ])
  func problems(_ text: String, _ expected: [String]) {
    let source = SourceText(path: "a.csv", text: text)
    let diagnostics = CSVReader.read(source, index: 0).diagnostics
    let reports = diagnostics.map {
      "\($0.code.name) \(source.slice(Int($0.range.start), Int($0.range.end)))"
    }
    #expect(reports == expected)
  }

  @Test("A row of another width is left out, and the others are kept")
  func cellCount() throws {
    let source = SourceText(path: "a.csv", text: "a,b\n1\n2,3\n4,5,6\n7,8\n")
    let (table, diagnostics) = CSVReader.read(source, index: 0)
    #expect(try #require(table).rows.map { $0.cells.map(\.text) } == [["2", "3"], ["7", "8"]])
    #expect(
      diagnostics.map(\.message.english) == ["1 cell under 2 columns", "3 cells under 2 columns"])
    let header = SourceRange(source: 0, start: 0, end: 3)
    #expect(diagnostics.flatMap(\.related).map(\.range) == [header, header])
  }

  @Test("A file in GB18030 or UTF-16 is named, with the place")
  func encodings() {
    let chinese = SourceText(path: "a.csv", bytes: [0x61, 0x2C, 0xD6, 0xD0])
    let wide = SourceText(path: "a.csv", bytes: [0xFF, 0xFE, 0x61, 0x00])
    let results = [chinese, wide].map { CSVReader.read($0, index: 0).diagnostics }
    #expect(results.map { $0.map(\.code) } == [[.invalidUTF8], [.invalidUTF8]])
    #expect(results.map { $0.map(\.range.start) } == [[2], [0]])
  }

  @Test("A row with a problem is left out, and the others go on, however many there are")
  func manyProblems() throws {
    let text = "a,b\n" + String(repeating: "1\n", count: 1_000) + "\"1\"5,2\n3,4\n"
    let (table, diagnostics) = CSVReader.read(SourceText(path: "a.csv", text: text), index: 0)
    #expect(diagnostics.count == 1_001)
    #expect(try #require(table).rows.map { $0.cells.map(\.text) } == [["3", "4"]])
  }

  @Test(
    "Below a header with a problem there is no row",
    arguments: ["a,a\n1,2\n", "a,\n1,2\n", "a,\"b\"c\n1,2\n", "\"a\"x,b\n1,2\n"])
  func header(_ text: String) {
    let (table, diagnostics) = CSVReader.read(SourceText(path: "a.csv", text: text), index: 0)
    #expect(table == nil && !diagnostics.isEmpty)
  }
}
