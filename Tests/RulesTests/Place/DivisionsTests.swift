import Testing

@testable import Rules

@Suite("The divisions of the country")
struct DivisionsTests {
  static let divisions = CommittedRules.book.program.vocabulary.divisions

  /// What was written in the fields of province, city and county, and what it means.
  struct Spelling: Sendable, CustomTestStringConvertible {
    let written: [String?]
    let meant: [String?]
    let isNoted: Bool
    var testDescription: String { written.map { $0 ?? "–" }.joined(separator: " | ") }

    init(_ written: [String?], _ meant: [String?], noted: Bool = false) {
      (self.written, self.meant, isNoted) = (written, meant, noted)
    }
  }

  private static let zhongwei: [String?] = ["宁夏回族自治区", "中卫市", nil]
  private static let shapotou: [String?] = ["宁夏回族自治区", "中卫市", "沙坡头区"]

  static let spellings = [
    // White space, with and without width.
    Spelling(["宁夏回族自治区 ", "中卫市　", nil], zhongwei),
    Spelling(["\u{200B}宁夏回族自治区", " 中 卫 市\u{FEFF}", nil], zhongwei),
    // Kinds left out, and usual short names.
    Spelling(["宁夏", "中卫", "沙坡头"], shapotou),
    Spelling(["内蒙", "锡林郭勒", nil], ["内蒙古自治区", "锡林郭勒盟", nil]),
    Spelling(["贵州", "黔南州", nil], ["贵州省", "黔南布依族苗族自治州", nil]),
    Spelling(["贵州", "黔南", nil], ["贵州省", "黔南布依族苗族自治州", nil]),
    Spelling(["广西", "南宁", nil], ["广西壮族自治区", "南宁市", nil]),
    Spelling(["新疆", "伊犁", nil], ["新疆维吾尔自治区", "伊犁哈萨克自治州", nil]),
    Spelling(["西藏", "拉萨", nil], ["西藏自治区", "拉萨市", nil]),
    // Codes.
    Spelling(["640000", "640500", "640502"], shapotou),
    Spelling(["６４００００", "６４０５００", nil], zhongwei),
    // Names joined, and names in the field of a wider one.
    Spelling(["宁夏", "中卫市沙坡头区", nil], shapotou),
    Spelling(["宁夏", "石嘴山市惠农区", nil], ["宁夏回族自治区", "石嘴山市", "惠农区"]),
    Spelling(["宁夏中卫市", nil, nil], zhongwei),
    Spelling(["宁夏回族自治区中卫市", "中卫市", nil], zhongwei),
    Spelling(["宁夏", "沙坡头区", nil], shapotou, noted: true),
    Spelling(["北京", "朝阳区", nil], ["北京市", "北京市", "朝阳区"], noted: true),
    Spelling(["辽宁", "朝阳", nil], ["辽宁省", "朝阳市", nil]),
    Spelling(["宁夏", nil, "沙坡头区"], shapotou, noted: true),
    Spelling([nil, "中卫", nil], zhongwei, noted: true),
    // Another kind than its own.
    Spelling(["宁夏省", "中卫", nil], zhongwei, noted: true),
    Spelling(["宁夏自治区", "中卫", nil], zhongwei, noted: true),
    Spelling(["宁夏区", "中卫", nil], zhongwei, noted: true),
    // Former names.
    Spelling(["湖北省", "襄樊市", nil], ["湖北省", "襄阳市", nil], noted: true),
    Spelling(["云南", "思茅市", nil], ["云南省", "普洱市", nil], noted: true),
    Spelling(["内蒙古", "伊克昭盟", nil], ["内蒙古自治区", "鄂尔多斯市", nil], noted: true),
    Spelling(["内蒙古", "哲里木盟", nil], ["内蒙古自治区", "通辽市", nil], noted: true),
    Spelling(["山东", "莱芜市", nil], ["山东省", "济南市", "莱芜区"], noted: true),
    Spelling(["安徽", "巢湖市", nil], ["安徽省", "合肥市", "巢湖市"], noted: true),
    Spelling(["宁夏", "中卫市", "中卫县"], shapotou, noted: true),
    Spelling(["山西", "长治市", "长治县"], ["山西省", "长治市", "上党区"], noted: true),
    // Municipalities, and counties directly under a province.
    Spelling(["上海", "上海", "浦东新区"], ["上海市", "上海市", "浦东新区"]),
    Spelling(["重庆", "重庆", "城口县"], ["重庆市", "重庆市", "城口县"]),
    Spelling(["湖北", "仙桃", nil], ["湖北省", "仙桃市", nil]),
    Spelling(["新疆", "石河子市", nil], ["新疆维吾尔自治区", "石河子市", nil]),
    Spelling(["海南", "琼海市", nil], ["海南省", "琼海市", nil]),
    // A zone beside the divisions.
    Spelling(
      ["宁夏", "银川", "宁东能源化工基地"], ["宁夏回族自治区", "银川市", "宁东能源化工基地"], noted: true),
    Spelling(["", "　", nil], [nil, nil, nil]),
  ]

  @Test("A place is read as people write it", arguments: spellings)
  func read(_ spelling: Spelling) throws {
    let place = try #require(Self.divisions).settle(spelling.written)
    #expect(place.problems.map { $0.text } == [])
    #expect(place.names == spelling.meant)
    #expect(place.notes.isEmpty != spelling.isNoted, "\(place.notes)")
  }

  /// A place that is none, the field it is told of, and what the message names.
  static let mistakes: [(written: [String?], code: String, names: [String])] = [
    (["寧夏回族自治區", "中卫市", nil], "unknown-division", ["宁夏回族自治区"]),
    (["宁厦回族自治区", "中卫市", nil], "unknown-division", ["宁夏回族自治区"]),
    (["Ningxia", "中卫市", nil], "unknown-division", ["640500"]),
    (["宁夏", "中衛市", nil], "unknown-division", ["中卫市"]),
    (["宁夏", "中卫市", "沙坡头镇区"], "unknown-division", ["沙坡头区"]),
    (["645000", nil, nil], "unknown-division", ["640500"]),
    ([nil, nil, "鼓楼区"], "ambiguous-division", ["福建省福州市鼓楼区", "江苏省南京市鼓楼区"]),
    ([nil, "鼓楼区", nil], "ambiguous-division", ["河南省开封市鼓楼区"]),
    (["山西", "雁北地区", nil], "ambiguous-division", ["山西省大同市", "山西省朔州市"]),
    (["山西省", "银川市", nil], "division-elsewhere", ["宁夏回族自治区银川市"]),
    (["宁夏", "中卫", "平罗县"], "division-elsewhere", ["宁夏回族自治区石嘴山市平罗县"]),
    (["宁夏", "中卫市沙坡头区", "平罗县"], "division-elsewhere", ["平罗县"]),
  ]

  @Test("What is no place is rejected, with the names that may be meant", arguments: mistakes)
  func reject(_ mistake: (written: [String?], code: String, names: [String])) throws {
    let place = try #require(Self.divisions).settle(mistake.written)
    let problem = try #require(place.problems.first)
    let message = Diagnostic.place(problem, at: SourceRange(source: 0, start: 0, end: 0))
    #expect(message.code.name == mistake.code)
    let hint = message.hint ?? Phrase("", "")
    for language in Language.allCases {
      let text = message.message[language] + hint[language]
      for name in mistake.names { #expect(text.contains(name), "\(text)") }
    }
  }

  @Test(
    "A name written again and again, or longer than any, is no place",
    arguments: [
      "中卫中卫", String(repeating: "中卫", count: 50), String(repeating: "中卫", count: 5_000),
      String(repeating: "宁夏中卫市沙坡头区", count: 20), String(repeating: "开发区", count: 100),
    ])
  func repeated(_ name: String) throws {
    let divisions = try #require(Self.divisions)
    for level in 0..<3 {
      var written: [String?] = [nil, nil, nil]
      written[level] = name
      let problem = try #require(divisions.settle(written).problems.first)
      let message = Diagnostic.place(problem, at: SourceRange(source: 0, start: 0, end: 0))
      #expect(message.code.name == "unknown-division")
      #expect(message.message.chinese.count < 100)
    }
  }

  @Test("Every division is found by its full name, in its own field, and by its code")
  func complete() throws {
    let divisions = try #require(Self.divisions)
    let rows = try #require(Repository.text(of: "Rules/divisions.csv")).split(separator: "\n")
    let all = rows.dropFirst().compactMap { row -> Division? in
      let cells = row.split(separator: ",", omittingEmptySubsequences: false)
      return Int(cells[0]).map { Division(code: $0, name: String(cells[1])) }
    }
    #expect(all.count > 3_400)
    for division in all {
      let names = divisions.names(of: division.code)
      let byName = divisions.settle(names)
      #expect(byName.problems.isEmpty && byName.notes.isEmpty, "\(division.name)")
      #expect(byName.names == names, "\(division.name)")
      var code: [String?] = [nil, nil, nil]
      code[division.level.rawValue] = "\(division.code)"
      #expect(divisions.settle(code).names[division.level.rawValue] == division.name)
      // In one word with what holds it.
      let joined = divisions.fullName(of: division.code)
      guard joined != division.name else { continue }
      #expect(divisions.readings(of: joined).contains { $0.division == division.code }, "\(joined)")
    }
  }
}
