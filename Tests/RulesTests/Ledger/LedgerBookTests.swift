import Testing

@testable import Rules

/// What is wrong with the sources of dossiers that come one after another.
struct LedgerCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let dossiers: [String]
  /// The kinds that the whole ledger shows, in the order of the accounts.
  let kinds: [String]
  /// The dossiers, from 0, whose decision the others hold up.
  let held: [Int]

  init(_ name: String, _ dossiers: [String], _ kinds: [String], held: [Int]) {
    (testDescription, self.dossiers, self.kinds, self.held) = (name, dossiers, kinds, held)
  }

  /// A dossier with one shut furnace.
  static func project(
    _ name: String, _ source: String, code: String? = nil, city: String = "甲市"
  ) -> String {
    let code = code.map { #", "code": "\#($0)""# } ?? ""
    return
      #"{"project": {"name": "\#(name)", "city": "\#(city)"\#(code)}, "furnaces": [\#(source)]}"#
  }

  static func source(
    _ number: String? = nil, _ owner: String? = "甲钢铁公司", _ kind: String? = "一号高炉",
    day: String? = "2020-06-30", used: String? = "53 万吨", whole: String? = nil
  ) -> String {
    let members = [
      ("number", number), ("owner", owner), ("kind", kind), ("shut", day), ("used", used),
      ("whole", whole),
    ]
    let written = members.compactMap { key, value in value.map { #""\#(key)": "\#($0)""# } }
    return "{" + written.joined(separator: ", ") + "}"
  }

  static let all = [
    LedgerCase(
      "one number in two dossiers",
      [project("甲", source("T-17")), project("乙", source("T-17"))], ["doubleUse"], held: [1]),
    LedgerCase(
      "a number with blanks",
      [project("甲", source("T-17")), project("乙", source(" T - 17　"))], ["doubleUse"], held: [1]),
    LedgerCase(
      "a number in full-width digits",
      [project("甲", source("T-17")), project("乙", source("Ｔ－１７"))], ["doubleUse"], held: [1]),
    LedgerCase(
      "a number in small letters with another dash",
      [project("甲", source("T-17")), project("乙", source("t–17"))], ["doubleUse"], held: [1]),
    LedgerCase(
      "a number with O for 0",
      [project("甲", source("TH-2023-17")), project("乙", source("TH-2O23-17"))], ["question"],
      held: [1]),
    LedgerCase(
      "a number with other signs, words and zeros",
      [
        project("甲", source("NX-TH-2023-017")), project("乙", source("编号 NX/TH2023/17（部分）")),
      ], ["question"], held: [1]),
    LedgerCase(
      "like numbers for furnaces of two names",
      [project("甲", source("T-17")), project("乙", source("T-017", "丙公司"))], [], held: []),
    LedgerCase(
      "numbers that only look alike without their signs",
      [project("甲", source("2023-1-17")), project("乙", source("2023-11-7"))], [], held: []),
    LedgerCase(
      "two numbers for furnaces of one name",
      [project("甲", source("T-17")), project("乙", source("T-18"))], [], held: []),
    LedgerCase(
      "no numbers, one name and day",
      [project("甲", source()), project("乙", source())], ["doubleUse"], held: [1]),
    LedgerCase(
      "no numbers, one name with blanks",
      [project("甲", source()), project("乙", source(nil, "甲 钢铁公司", " 一号高炉"))],
      ["doubleUse"], held: [1]),
    LedgerCase(
      "no numbers, another form of enterprise",
      [project("甲", source()), project("乙", source(nil, "甲钢铁有限公司"))], ["question"], held: [1]),
    LedgerCase(
      "no numbers, the group in brackets",
      [project("甲", source()), project("乙", source(nil, "甲钢铁（集团）有限责任公司"))],
      ["question"], held: [1]),
    LedgerCase(
      "a number in one dossier alone",
      [project("甲", source("T-17")), project("乙", source())], ["question"], held: [1]),
    LedgerCase(
      "no numbers, another day",
      [project("甲", source()), project("乙", source(day: "2021-06-30"))], ["question"], held: [1]),
    LedgerCase(
      "no numbers, no day in one dossier",
      [project("甲", source()), project("乙", source(day: nil))], ["question"], held: [1]),
    LedgerCase(
      "no numbers, two furnaces of one enterprise",
      [project("甲", source()), project("乙", source(nil, "甲钢铁公司", "二号高炉"))], [], held: []),
    LedgerCase(
      "a split within the whole",
      [
        project("甲", source("T-17", used: "30 万吨", whole: "53 万吨")),
        project("乙", source("T-17", used: "20 万吨", whole: "53 万吨")),
      ], [], held: []),
    LedgerCase(
      "a split of exactly the whole, in two units",
      [
        project("甲", source("T-17", used: "30 万吨", whole: "53 万吨")),
        project("乙", source("T-17", used: "230000 吨", whole: "530000 吨")),
      ], [], held: []),
    LedgerCase(
      "a split beyond the whole",
      [
        project("甲", source("T-17", used: "30 万吨", whole: "53 万吨")),
        project("乙", source("T-17", used: "230001 吨", whole: "53 万吨")),
      ], ["overdrawn"], held: [1]),
    LedgerCase(
      "a split into three, the third too much",
      [
        project("甲", source("T-17", used: "20 万吨", whole: "53 万吨")),
        project("乙", source("T-17", used: "20 万吨", whole: "53 万吨")),
        project("丙", source("T-17", used: "20 万吨", whole: "53 万吨")),
      ], ["overdrawn"], held: [2]),
    LedgerCase(
      "a whole that only the first dossier states",
      [
        project("甲", source("T-17", used: "30 万吨", whole: "53 万吨")),
        project("乙", source("T-17", used: "20 万吨")),
      ], [], held: []),
    LedgerCase(
      "two wholes of one source",
      [
        project("甲", source("T-17", used: "30 万吨", whole: "60 万吨")),
        project("乙", source("T-17", used: "20 万吨", whole: "53 万吨")),
      ], ["conflict"], held: [1]),
    LedgerCase(
      "two days of one source",
      [
        project("甲", source("T-17", used: "30 万吨", whole: "53 万吨")),
        project("乙", source("T-17", day: "2021-06-30", used: "20 万吨", whole: "53 万吨")),
      ], ["conflict"], held: [1]),
    LedgerCase(
      "used whole, and told of in two ways",
      [project("甲", source("T-17")), project("乙", source("T-17", used: "40 万吨"))],
      ["doubleUse", "conflict"], held: [1]),
    LedgerCase(
      "an amount between two numbers",
      [
        project("甲", source("T-17", used: "30 万吨", whole: "53 万吨")),
        project("乙", source("T-17", used: "20-30 万吨", whole: "53 万吨")),
      ], ["question"], held: [1]),
    LedgerCase(
      "an amount that is not given",
      [
        project("甲", source("T-17", used: "30 万吨", whole: "53 万吨")),
        project("乙", source("T-17", used: nil, whole: "53 万吨")),
      ], ["question"], held: [1]),
    LedgerCase(
      "one project that comes again",
      [project("甲", source("T-17")), project("甲", source("T-17"))], [], held: []),
    LedgerCase(
      "one code under two names: one project or two",
      [
        project("甲", source("T-17"), code: "2405-1"),
        project("甲二期", source("T-17"), code: "2405-１"),
      ],
      ["question"], held: [1]),
    LedgerCase(
      "a code that is none yet",
      [
        project("甲", source("T-17"), code: "待赋码"), project("乙", source("T-17"), code: "待赋码"),
      ],
      ["question"], held: [1]),
    LedgerCase(
      "one code under two names, and another project",
      [
        project("甲", source("T-17"), code: "2405-1"), project("乙", source("T-17"), code: "2405-1"),
        project("丙", source("T-17"), code: "2405-2"),
      ],
      ["doubleUse"], held: [1, 2]),
    LedgerCase(
      "one code, and a name in one dossier alone",
      [project("甲", source("T-17"), code: "2405-1"), project("", source("T-17"), code: "2405-1")],
      [], held: []),
    LedgerCase(
      "two codes under one name",
      [project("甲", source("T-17"), code: "2405-1"), project("甲", source("T-17"), code: "2405-2")],
      ["doubleUse"], held: [1]),
    LedgerCase(
      "one name in two cities",
      [project("甲", source("T-17")), project("甲", source("T-17"), city: "乙市")],
      ["doubleUse"], held: [1]),
    LedgerCase(
      "a project that let the source go",
      [
        project("甲", source("T-17")), project("甲", source("T-18", "丙公司")),
        project("乙", source("T-17")),
      ], [], held: []),
    LedgerCase(
      "a first user that comes again keeps its turn",
      [project("甲", source("T-17")), project("乙", source("T-17")), project("甲", source("T-17"))],
      ["doubleUse"], held: [1]),
    LedgerCase(
      "a first user that uses more has no turn for it",
      [
        project("甲", source("T-17", used: "20 万吨", whole: "53 万吨")),
        project("乙", source("T-17", used: "30 万吨", whole: "53 万吨")),
        project("甲", source("T-17", used: "30 万吨", whole: "53 万吨")),
      ], ["overdrawn"], held: [2]),
    LedgerCase(
      "twice in one dossier", [project("甲", source("T-17") + ", " + source("T-17"))],
      ["doubleUse"], held: []),
    LedgerCase(
      "nothing to find it by",
      [project("甲", source(nil, nil, nil)), project("乙", source(nil, nil, nil))], [], held: []),
  ]
}

@Suite("The ledger of sources")
struct LedgerBookTests {
  private static let vocabulary = """
    单位 吨 t
    单位 万吨 10kt = 10000 吨
    组 项目 project 「项目」
    字段 项目.名称 project.name 「名称」 : 文字
    字段 项目.城市 project.city 「城市」 : 文字
    字段 项目.代码 project.code 「代码」 : 文字
    辖区字段 项目.城市
    名称字段 项目.名称
    编号字段 项目.代码
    列表 高炉 furnaces 「退出的高炉」
    字段 高炉.编号 furnaces.number 「编号」 : 文字
    字段 高炉.企业 furnaces.owner 「企业」 : 文字
    字段 高炉.设备 furnaces.kind 「设备」 : 文字
    字段 高炉.日期 furnaces.shut 「关停日期」 : 日期
    字段 高炉.使用 furnaces.used 「使用产能」 : 数 吨
    字段 高炉.总量 furnaces.whole 「总产能」 : 数 吨
    台账 高炉 「退出产能」 「retired capacity」
      来源编号 编号
      来源名称 企业、设备
      来源日期 日期
      使用数量 使用
      来源总量 总量
      名称后缀 有限责任公司、有限公司、公司、集团
    """

  private static let book = RuleBook([
    SourceText(path: "vocabulary.rules", text: vocabulary),
    SourceText(path: "all/all.rules", text: "规则集 全部 all 「全部」\n  辖区 全国\n"),
    SourceText(path: "one/one.rules", text: "规则集 甲 one 「甲」\n  上级 全部\n  辖区 甲市\n"),
    SourceText(path: "two/two.rules", text: "规则集 乙 two 「乙」\n  上级 全部\n  辖区 乙市\n"),
  ])

  private func review(_ dossier: String, _ number: Int) throws -> Review {
    let program = Self.book.program
    let source = SourceText(path: "\(number).json", text: dossier)
    let today = try #require(CalendarDate(parsing: "2024-01-01"))
    let judged = judgeDossier(source, by: program, in: ReviewSetting(today: today))
    return try #require(judged.review, "\(judged.diagnostics.map { $0.message.english })")
  }

  @Test("The vocabulary has no errors")
  func noErrors() {
    #expect(Self.book.diagnostics.map { $0.message.english } == [])
  }

  @Test("What is used twice is found, at the later dossier", arguments: LedgerCase.all)
  func found(_ row: LedgerCase) throws {
    var ledger = LedgerBook(Self.book.program.vocabulary)
    // As a stock is entered, of which only clashes are wanted.
    var stock = LedgerBook(Self.book.program.vocabulary)
    var held: [Int] = []
    for (number, dossier) in row.dossiers.enumerated() {
      let review = try review(dossier, number)
      let (project, claims) = review.sources
      ledger.enter(claims, of: project)
      let clashes = ledger.clashes(of: project)
      let isHeld = stock.enter(
        stock.uses(claims, of: project), noting: review.decision.name.english)
      #expect(isHeld == !clashes.isEmpty)
      let beside = review.holding(clashes)
      #expect(beside.findings.count == review.findings.count)
      if beside.decision == .supplement { held.append(number) }
      // Each format says it: all of them print the notes.
      #expect(beside.notes.isEmpty == (beside.decision == .approve))
    }
    for book in [ledger, stock] {
      #expect(book.balances.compactMap { $0.kind?.name } == row.kinds)
    }
    #expect(held == row.held)
  }

  @Test("A use that was written down is the use that is read", arguments: LedgerCase.all)
  func written(_ row: LedgerCase) throws {
    for (number, dossier) in row.dossiers.enumerated() {
      let (project, claims) = try review(dossier, number).sources
      for claim in claims {
        let use = SourceBalance.Use(
          project: project, claim: claim, sequence: 7, decision: "approve", since: 3)
        for language in Language.allCases {
          var json = JSONWriter(style: .compact)
          use.write(to: &json, language)
          let source = SourceText(path: "use", bytes: json.bytes)
          let node = try #require(JSONReader.read(source, index: 0).node)
          let read = try #require(
            SourceBalance.Use(node, units: Self.book.program.vocabulary.units))
          #expect(read.claim == use.claim)
          #expect(read.project == use.project)
          #expect((read.sequence, read.decision, read.since) == (7, "approve", 3))
        }
      }
    }
  }

  @Test("Accounts say what there is, who uses it and what is left")
  func balance() throws {
    var ledger = LedgerBook(Self.book.program.vocabulary)
    for (number, used) in ["30 万吨", "30 万吨"].enumerated() {
      let source = LedgerCase.source("T-17", used: used, whole: "53 万吨")
      let review = try review(LedgerCase.project("第\(number)号", source), number)
      ledger.enter(review.sources.claims, of: review.sources.project)
    }
    let balance = try #require(ledger.balances.first { _ in true })
    #expect(balance.capacity?.number == ExactNumber(53))
    #expect(balance.left?.number == ExactNumber(-7))
    #expect(balance.uses.map { $0.project.shownName } == ["第0号", "第1号"])
  }

  @Test("One more user of a source costs as much as the first", arguments: [nil, "53 万吨"])
  func growth(_ whole: String?) throws {
    let claims = try review(
      LedgerCase.project("甲", LedgerCase.source("T-17", used: "0.001 万吨", whole: whole)), 0
    ).sources.claims
    func stock(_ count: Int) -> () -> Void {
      let projects = (0..<count).map {
        ClaimingProject(name: "第\($0)号", code: "", place: [], path: "d.json")
      }
      return {
        var book = LedgerBook(Self.book.program.vocabulary, listLimit: 20)
        for project in projects {
          book.enter(claims, of: project)
          _ = book.clashes(of: project)
        }
      }
    }
    #expect(ProcessorTime.growth(small: stock(500), large: stock(2_000)) < 8)
  }

  @Test("What is not listed is counted, and the rest is as in a whole list")
  func listed() throws {
    let vocabulary = Self.book.program.vocabulary
    var (whole, short) = (LedgerBook(vocabulary), LedgerBook(vocabulary, listLimit: 20))
    for number in 0..<60 {
      let source = LedgerCase.source(
        "T-17", day: number == 55 ? "2021-01-01" : "2020-06-30", used: "1 万吨", whole: "40 万吨")
      let (project, claims) = try review(LedgerCase.project("第\(number)号", source), number).sources
      whole.enter(claims, of: project)
      short.enter(claims, of: project)
      let (all, some) = (whole.clashes(of: project), short.clashes(of: project))
      #expect(all.map { $0.kind } == some.map { $0.kind })
      #expect(all.map { $0.left } == some.map { $0.left })
      #expect(all.map { $0.capacity } == some.map { $0.capacity })
      #expect(all.map { $0.uses.count } == some.map { $0.uses.count + $0.unlisted })
      #expect(some.allSatisfy { $0.uses.count <= 21 && $0.uses.last?.project == project })
    }
    #expect(whole.balances.map { $0.kind } == short.balances.map { $0.kind })
  }

  /// Who says again what he said, of sources that nobody else uses, changes nothing; all others are
  /// taken out and entered anew. Both ways to the same accounts, whichever judge read the dossier.
  @Test("A stock in which dossiers come again is entered as each by itself", arguments: 0..<40)
  func repeated(_ seed: UInt64) throws {
    let program = Self.book.program
    let plan = try #require(BulkPlan(program))
    let setting = ReviewSetting(today: try #require(CalendarDate(parsing: "2024-01-01")))
    let judges = try (0..<2).map { _ in try #require(BulkJudge(plan, setting)) }
    var random = SplitMix64(seed: seed)
    let known = try #require(LedgerCase.all.randomElement(using: &random)).dossiers
    let dossiers =
      known + [
        LedgerCase.project("无", LedgerCase.source("T-\(seed)"), code: "C-\(seed)"),
        LedgerCase.project("无", "", code: "C-\(seed)"),
      ]
    var plain = LedgerBook(program.vocabulary)
    var stock = LedgerBook(program.vocabulary)
    for turn in 0..<40 {
      let number = Int.random(in: dossiers.indices, using: &random)
      let review = try review(dossiers[number], number)
      let (project, claims) = review.sources
      plain.enter(claims, of: project)
      let clashes = plain.clashes(of: project)
      let decision = review.decision.name.english
      if clashes.isEmpty { plain.note(decision, on: project) }
      let judge = try #require(judges.randomElement(using: &random))
      let uses = try Array(dossiers[number].utf8).withUnsafeBufferPointer { bytes in
        try #require(judge.review(bytes)).uses(path: "\(number).json")
      }
      #expect(uses.project == project)
      #expect(uses.claims == claims)
      #expect(stock.enter(uses, noting: decision) == !clashes.isEmpty)
      #expect(stock.clashes(of: project).map { "\($0)" } == clashes.map { "\($0)" })
      #expect(
        stock.balances.map { "\($0)" } == plain.balances.map { "\($0)" }, "after \(turn + 1) turns")
    }
  }
}
