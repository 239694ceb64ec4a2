import Testing

@testable import Rules

/// The services of the editor on a small folder of rules, the cursor at `‸`.
@Suite("The editor")
struct EditorTests {
  static let base = """
    规则集 试验 trial 「试验规则」
      辖区 全国
    文件 试〔2024〕1号 《试验办法》
    单位 吨 t
    单位 万吨 wt = 10000 吨
    后果 不予审批 refuse 「不予审批」
      不符合 不予通过
      待定 补正
    维度 能效 energyEfficiency 100 「能效」
    组 数据中心 dataCentre 「数据中心」
    字段 数据中心.PUE dataCentre.pue 「电能利用效率」 : 数
    字段 数据中心.规模 dataCentre.scale 「规模等级」 : 选项 大型 large、中型 medium、小型 small
    字段 数据中心.耗煤 dataCentre.coal 「年耗煤量」 : 数 吨
    字段 数据中心.批准 dataCentre.approved 「已获批准」 : 是否
    列表 锅炉 boilers 「锅炉」
    字段 锅炉.容量 boilers.capacity 「额定容量」 : 数 吨
    字段 锅炉.燃料 boilers.fuel 「燃料」 : 选项 煤 coal、天然气 gas
    参数 限值 limit 「限值」 : 数
      值 1.2
    规则 T-1 电能利用效率
      依据 试〔2024〕1号 一「PUE不高于1.2」
      当 数据中心.规模 是 大型
      应 数据中心.PUE 不高于 限值
      否则 不予审批

    """

  /// The texts with what is being written behind them, and where the cursor is.
  struct Desk {
    var workspace: Workspace
    let analysis: Analysis
    let offset: Int
    let source: Int

    init(_ typed: String, in name: String = "r/b.rules") {
      let parts = typed.split(separator: "‸", maxSplits: 1, omittingEmptySubsequences: false)
      let text = parts.joined()
      workspace = Workspace([
        SourceText(path: "r/a.rules", text: EditorTests.base), SourceText(path: name, text: text),
      ])
      analysis = workspace.analysis()
      offset = parts[0].utf8.count
      source = workspace.index(of: name) ?? 0
    }

    var offered: [String] {
      analysis.completions(at: offset, of: source)?.items.map { $0.text } ?? []
    }
  }

  @Test(
    "What can be written next, in the language of the file",
    arguments: [
      ("‸", ["规则集", "文件", "规则"]),
      ("规则 T-2 试\n  ‸", ["依据", "当", "应", "否则"]),
      ("规则 ‸", ["T-2"]),
      ("规则 T-2 试\n  依据 ‸", ["试〔2024〕1号"]),
      ("规则 T-2 试\n  依据 试〔2024〕1号 ‸", ["一"]),
      ("规则 T-2 试\n  依据 试〔2024〕1号 一‸", []),
      ("规则 T-2 试\n  当 ‸", ["数据中心.PUE", "数据中心.规模", "限值", "非"]),
      ("规则 T-2 试\n  当 规模‸", ["数据中心.规模"]),
      ("规则 T-2 试\n  当 等级‸", ["数据中心.规模"]),
      ("规则 T-2 试\n  当 数据中心.规模 ‸", ["是", "属于"]),
      ("规则 T-2 试\n  当 数据中心.规模 是 ‸", ["大型", "中型", "小型"]),
      ("规则 T-2 试\n  当 数据中心.规模 属于 大型、‸", ["大型", "中型", "小型"]),
      ("规则 T-2 试\n  当 数据中心.规模 是 大型 ‸", ["且", "或"]),
      ("规则 T-2 试\n  当 数据中心.规模 是 大型 且 数据中心.批准 ‸", ["且", "或"]),
      ("规则 T-2 试\n  应 数据中心.PUE ‸", ["不低于", "不高于"]),
      ("规则 T-2 试\n  应 数据中心.耗煤 不高于 5 ‸", ["吨", "万吨"]),
      ("规则 T-2 试\n  每个 炉 于 ‸", ["锅炉"]),
      ("规则 T-2 试\n  每个 炉 于 锅炉\n  当 炉‸", ["炉.容量", "炉.燃料"]),
      ("规则 T-2 试\n  每个 炉 于 锅炉\n  当 炉.燃料 是 ‸", ["煤", "天然气"]),
      ("规则 T-2 试\n  当 （数据中心.规模 是 大型 或 ‸", ["数据中心.规模"]),
      ("规则 T-2 试\n  否则 ‸", ["不予审批"]),
      ("规则 T-2 试\n  计分 ‸", ["能效"]),
      ("规则 T-2 试\n  关联 ‸", ["T-1"]),
      ("案例 甲\n  设 ‸", ["数据中心.PUE", "锅炉[0].容量"]),
      ("案例 甲\n  设 数据中心.规模 = ‸", ["大型", "中型", "小型", "缺"]),
      ("案例 甲\n  设 数据中心.规模 = 大型、数据中心.批准 = ‸", ["是", "否"]),
      ("案例 甲\n  设 数据中心.耗煤 = 5 ‸", ["吨", "万吨"]),
      ("案例 甲\n  得 ‸", ["T-1", "决定"]),
      ("案例 甲\n  得 T-1 ‸", ["符合", "不符合", "待定"]),
      ("案例 甲\n  得 T-1 不符合 ‸", ["不予审批"]),
      ("案例 甲\n  得 决定 ‸", ["通过", "不予通过"]),
      ("字段 数据中心.甲 a 「甲」 : ‸", ["数", "是否", "选项"]),
      ("rule T-2 x\n  ‸", ["cites", "when", "must", "else"]),
      ("rule T-2 x\n  when ‸", ["dataCentre.pue", "dataCentre.scale"]),
      ("rule T-2 x\n  when dataCentre.scale is ‸", ["large", "medium"]),
      ("rule T-2 x\n  else ‸", ["refuse"]),
    ])
  func completion(_ typed: String, _ wanted: [String]) {
    let offered = Desk(typed).offered
    for word in wanted { #expect(offered.contains(word), "\(typed) offers \(offered.prefix(40))") }
  }

  @Test(
    "Nothing is offered inside a quotation or a comment",
    arguments: [
      "规则 T-2 试\n  依据 试〔2024〕1号 一「PUE‸」", "# 数据‸",
    ])
  func silence(_ typed: String) {
    let desk = Desk(typed)
    #expect(desk.analysis.completions(at: desk.offset, of: desk.source) == nil)
  }

  @Test("What is offered behind a choice field is none of another field's choices")
  func ownChoices() {
    let offered = Desk("规则 T-2 试\n  每个 炉 于 锅炉\n  当 炉.燃料 是 ‸").offered
    #expect(offered == ["煤", "天然气"])
  }

  /// What a place stands for, in the words of ``NameTable``.
  private func named(_ typed: String) -> String? {
    let desk = Desk(typed)
    return desk.analysis.name(at: desk.offset, of: desk.source).flatMap {
      NameTable(desk.analysis.checked).name(of: $0.referent)?.chinese
    }
  }

  @Test(
    "A word is known for what it stands for, in broken clauses too",
    arguments: [
      ("规则 T-2 试\n  当 数据中心.规‸模 是 大型", "数据中心.规模"),
      ("规则 T-2 试\n  当 数据中心.规模 是 大‸型", "大型"),
      ("规则 T-2 试\n  每个 炉 于 锅炉\n  当 炉.容‸量 高于 5 吨", "锅炉.容量"),
      ("规则 T-2 试\n  当 （数据中心.规‸模 是", "数据中心.规模"),
      ("规则 T-2 试\n  应 数据中心.PUE 不高于 限‸值", "限值"),
      ("规则 T-2 试\n  否则 不予‸审批", "不予审批"),
      ("规则 T-2 试\n  依据 试〔2024〕‸1号 一「x」", "试〔2024〕1号"),
      ("规则 T-2 试\n  关联 T-‸1", "T-1"),
    ])
  func names(_ typed: String, _ meaning: String) { #expect(named(typed) == meaning) }

  @Test("A definition is found, of a variable too")
  func definitions() throws {
    let desk = Desk("规则 T-2 试\n  当 数据中心.规‸模 是 大型")
    let place = try #require(desk.analysis.definitions(at: desk.offset, of: desk.source).first)
    #expect(desk.analysis.text(at: place) == "数据中心.规模")
    #expect(place.source == 0)
    let variable = Desk("规则 T-2 试\n  每个 炉 于 锅炉\n  当 炉‸.容量 高于 5 吨")
    let bound = try #require(
      variable.analysis.definitions(at: variable.offset, of: variable.source).first)
    #expect(variable.analysis.text(at: bound) == "炉")
    #expect(bound.start == 24)
  }

  @Test(
    "A name is changed wherever it is written so, and only there",
    arguments: [
      (
        "规则 T-2 试\n  依据 试〔2024〕1号 一「x」\n  当 数据中心.规‸模 是 大型 或 dataCentre.scale 是 小型\n  应 数据中心.批准\n  否则 不予审批\n",
        "等级",
        "规则 T-2 试\n  依据 试〔2024〕1号 一「x」\n  当 数据中心.等级 是 大型 或 dataCentre.scale 是 小型\n  应 数据中心.批准\n  否则 不予审批\n"
      ),
      (
        "规则 T-2 试\n  依据 试〔2024〕1号 一「x」\n  当 数据‸中心.规模 是 大型\n  应 数据中心.批准\n  否则 不予审批\n", "机房",
        "规则 T-2 试\n  依据 试〔2024〕1号 一「x」\n  当 机房.规模 是 大型\n  应 机房.批准\n  否则 不予审批\n"
      ),
      (
        "规则 T-2 试\n  依据 试〔2024〕1号 一「x」\n  每个 锅‸炉 于 锅炉\n  应 锅炉.容量 高于 5 吨\n  否则 不予审批\n", "炉",
        "规则 T-2 试\n  依据 试〔2024〕1号 一「x」\n  每个 炉 于 锅炉\n  应 炉.容量 高于 5 吨\n  否则 不予审批\n"
      ),
    ])
  func rename(_ typed: String, _ name: String, _ result: String) throws {
    let desk = Desk(typed)
    let edits = try desk.workspace.rename(
      desk.analysis, at: desk.offset, of: desk.source, to: name)
    var changed = desk.workspace.applying(edits)
    #expect(String(decoding: changed.texts[desk.source].bytes, as: UTF8.self) == result)
    #expect(changed.analysis().diagnostics.filter { $0.severity == .error } == [])
  }

  @Test(
    "A name that is taken, or is none, is refused", arguments: ["PUE", "两 个", "规.模", "", "「x」"])
  func renameRefused(_ name: String) {
    let desk = Desk("规则 T-2 试\n  当 数据中心.规‸模 是 大型")
    #expect(throws: RenameRefusal.self) {
      try desk.workspace.rename(desk.analysis, at: desk.offset, of: desk.source, to: name)
    }
  }

  @Test(
    "What a hint says is done by a fix, which makes the diagnostic go",
    arguments: [
      ("规则 T-2 试\n  依据 试〔2024〕1号 一「x」\n  应 数据中心.批淮\n  否则 不予审批\n", "数据中心.批准"),
      ("规则 T-2 试\n  依据 试〔2024〕1号 一「x」\n  应 数据中心.规模 是 大形\n  否则 不予审批\n", "大型"),
      ("规则 T-2 试\n  依据 试〔2024〕1号 一「x」\n  必须 数据中心.批准\n  否则 不予审批\n", "应 "),
      ("规则 T-2 试\n  依据 试〔2024〕1号 一「x」\n  应 （数据中心.批准\n  否则 不予审批\n", "数据中心.批准）"),
      ("规则 T-2 试\n  依据 试〔2024〕1号 一「x」\n  应 数据中心.批准\n", "否则 不予审批"),
      ("规则 T-2 试\n  依据 试〔2024〕1号 一「x」\n  应 数据中心.耗煤 不高于 5\n  否则 不予审批\n", "5 吨"),
    ])
  func fixes(_ typed: String, _ written: String) throws {
    let desk = Desk(typed)
    let whole = SourceRange(source: desk.source, start: 0, end: typed.utf8.count)
    let fix = try #require(
      desk.workspace.quickFixes(desk.analysis, in: whole).first { $0.followsHint })
    let changed = desk.workspace.applying(fix.edits)
    #expect(String(decoding: changed.texts[desk.source].bytes, as: UTF8.self).contains(written))
  }

  @Test("A warning that is meant can be allowed")
  func allowance() throws {
    let desk = Desk("参数 余数 rest 「余数」 : 数\n  值 1\n")
    let whole = SourceRange(source: desk.source, start: 0, end: 60)
    let fixes = desk.workspace.quickFixes(desk.analysis, in: whole)
    let allow = try #require(fixes.last { !$0.followsHint })
    var changed = desk.workspace.applying(allow.edits)
    #expect(changed.analysis().diagnostics == [])
  }

  @Test("The outline, what folds, and units that are not written")
  func shape() {
    let desk = Desk("# 一\n# 二\n案例 甲\n  设 数据中心.耗煤 = 5、锅炉[0].容量 = 3 吨\n  得 T-1 待定\n")
    #expect(desk.analysis.outline(of: desk.source).map { $0.name } == ["甲"])
    #expect(
      desk.analysis.folding(of: desk.source) == [
        FoldedLines(first: 0, last: 1, isComment: true),
        FoldedLines(first: 2, last: 4, isComment: false),
      ])
    #expect(desk.analysis.inlayUnits(of: desk.source).map { $0.text } == ["吨"])
  }

  @Test("A text is laid out as format does it, and left alone where it has errors")
  func format() {
    let desk = Desk("规则 T-2 试\n依据 试〔2024〕1号 一「x」\n应 数据中心.批准\n否则 不予审批")
    #expect(
      desk.workspace.formatted(desk.analysis, desk.source)
        == "规则 T-2 试\n  依据 试〔2024〕1号 一「x」\n  应 数据中心.批准\n  否则 不予审批\n")
    let broken = Desk("规则 T-2 试\n应 数据中心.批准")
    #expect(broken.workspace.formatted(broken.analysis, broken.source) == nil)
  }

  @Test("The cases of a rule, and what they come to as the text stands")
  func cases() throws {
    let desk = Desk(
      "案例 甲\n  设 数据中心.规模 = 大型、数据中心.PUE = 1.2\n  得 T-1 符合\n案例 乙\n  设 数据中心.规模 = 大型、数据中心.PUE = 1.2\n  得 T-1 不符合\n"
    )
    let runner = CaseRunner(
      desk.analysis.book, today: try #require(CalendarDate(year: 2026, month: 1, day: 1)))
    let results = try #require(runner.run(desk.analysis.cases(of: "T-1"), while: { true }))
    #expect(results.map { $0.passed } == [true, false])
    #expect(runner.run(desk.analysis.cases(of: "T-1"), while: { false }) == nil)
  }

  @Test("An edit is stricter or looser than what was saved")
  func impact() throws {
    let saved = Desk("").analysis
    var workspace = Desk("").workspace
    workspace.put(
      SourceText(
        path: "r/a.rules",
        text: Self.base.replacing("  值 1.2", with: "  值 1.25")))
    let today = try #require(CalendarDate(year: 2026, month: 1, day: 1))
    let impact = workspace.analysis().impact(since: saved, today: today)
    #expect(impact.map { $0.rule } == ["T-1"])
    #expect(impact.map { $0.change } == [.looser])
  }
}
