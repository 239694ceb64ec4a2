import Testing

@testable import Reports
@testable import Rules

/// A row of a table and the record of JSON that it is judged by in bulk say the same.
@Suite("Rows as records")
struct RowRecordTests {
  private static let program = CommittedRules.book.program

  /// Tables, each with how many of its rows have a record.
  private static let tables: [(text: String, count: Int)] = [
    ("项目名称,项目所在省（区）,dataCentre.pue\n甲,宁夏,1.25\n乙,,≤1.3\n丙,,\n丁,,约1.2", 4),
    ("project.name,设计年综合能源消费量（当量值，万吨标准煤）\n甲,3\n乙,3.5\n丙,\n丁,3 万吨标准煤\n戊,约3", 3),
    ("project.name,设计年综合能源消费量（当量值）\n,吨标准煤\n甲,30000\n乙,\"30,000\"", 1),
    ("products[1].name,products[0].name,products[0].annualOutput\n石灰,电石,10\n,电石,\n石灰,,\n,,7", 3),
    ("project.name,pollutants[0].name,pollutants[0].sources[0].quantity\n甲,氮氧化物,3\n乙,,4", 2),
    ("project.name,project.note\n甲,说明\n\"“乙”\",\"a\"\"b\"\n丙\\,\n\"丁\n戊\",x", 2),
    ("project.nature,dataCentre.greenCertified,project.reviewDate\n技改,√,2024年3月\n不知道,也许,昨天", 2),
    ("project.name,nobody.knows,dataCentre.pue\n甲,x,1.1", 1),
  ]

  private static func told(_ dossier: Dossier) -> String {
    var json = JSONWriter(style: .compact)
    JSONDossier(dossier, program: program, language: .english).write(to: &json)
    return String(decoding: json.bytes, as: UTF8.self)
  }

  @Test("A record says what its row says, or there is none", arguments: tables)
  func same(_ table: (text: String, count: Int)) throws {
    let source = SourceText(path: "t.csv", text: table.text)
    let read = try #require(
      DossierTable.read(source, vocabulary: Self.program.vocabulary).table)
    var count = 0
    for row in read.rows {
      guard let record = read.reader.record(of: row) else { continue }
      count += 1
      let (dossier, problems) = read.reader.read(row)
      let line = SourceText(path: "t.jsonl", bytes: record)
      let (other, others) = DossierReader.read(line, vocabulary: Self.program.vocabulary)
      let shown = String(decoding: record, as: UTF8.self)
      #expect(
        problems.map { $0.message.english } == others.map { $0.message.english }, "\(shown)")
      #expect(Self.told(dossier) == other.map { Self.told($0) }, "\(shown)")
    }
    #expect(count == table.count)
  }

  @Test("A table has as many columns as Excel, and no more")
  func width() {
    func problems(_ width: Int) -> [String] {
      let row = "项目名称" + String(repeating: ",x", count: width - 1) + "\n"
      return DossierTable.read(
        SourceText(path: "t.csv", text: row), vocabulary: Self.program.vocabulary
      ).diagnostics.filter { $0.severity == .error }.map { $0.code.name }
    }
    #expect(problems(DossierTable.columnLimit) == [])
    #expect(problems(DossierTable.columnLimit + 1) == ["csv-too-wide"])
    #expect(problems(1_000_000) == ["csv-too-wide"])
  }

  @Test("A long table goes on below its header as if it were one")
  func below() throws {
    let header = "project.name;nobody;dataCentre.pue\n"
    let rows = ["甲;x;1,1\n", "乙;;\n", "丙;y\n", "丁;\"a\nb\";1\n"]
    func texts(_ parts: [String]) -> [String] {
      var table: DossierTable?
      var found: [String] = []
      for part in parts {
        let source = SourceText(path: "t.csv", text: part)
        let read =
          table.map { above in
            let (below, problems) = above.below(source)
            return (table: Optional(below), diagnostics: problems)
          } ?? DossierTable.read(source, vocabulary: Self.program.vocabulary)
        table = table ?? read.table
        guard let below = read.table else { continue }
        found += below.rows.map { Self.told(below.reader.read($0).dossier) }
        found += read.diagnostics.filter { $0.severity == .error }.map { $0.message.english }
      }
      return found.sorted()
    }
    #expect(texts([header + rows[0]] + rows[1...]) == texts([header + rows.joined()]))
    #expect(texts([header + rows[0]] + rows[1...]).count == 4)
  }
}
