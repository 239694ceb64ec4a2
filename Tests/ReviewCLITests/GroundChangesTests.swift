import Rules
import Testing

/// Whatever a folder of rules holds and that can change a decision: `review compare` names it, and does not
/// say that decisions stay unless that is known.
@Suite("What changed besides the rules")
struct GroundChangesTests {
  private static let world = """
    规则集 甲省 first 「甲省规则」
      辖区 甲省
      又称 甲

    文件 试〔2023〕1号 《旧办法》
      机关 试验机关

    文件 试〔2024〕1号 《试验办法》
      机关 试验机关
      自 2024-01-01

    后果 不予审批 refuse 「不予审批」
      不符合 不予通过
      待定 补正

    维度 能效 efficiency 60 「能源利用效率」

    组 项目 project 「项目」
    字段 项目.名称 project.name 「项目名称」 : 文字
    字段 项目.省份 project.province 「省份」 : 文字
    名称字段 项目.名称
    辖区字段 项目.省份
    组 数据中心 dataCentre 「数据中心」
    字段 数据中心.PUE dataCentre.pue 「电能利用效率」 : 数
      范围 1 至 3
    字段 数据中心.规模 dataCentre.scale 「规模等级」 : 选项 中小型 small、大型 large
    字段 数据中心.机架 dataCentre.racks 「机架数」 : 整数 架
    单位 架 rack
    单位 千架 kilorack = 1000 架

    参数 限值 limit 「限值」 : 数
      来源 「试验」
      值 1.3

    参数 最多机架 most 「最多机架」 : 数 架
      值 9000 架

    核对 「机架不多于最多机架」 「no more racks than the most」 : 数据中心.机架 不高于 最多机架

    规则 T-1 电能利用效率
      依据 试〔2024〕1号 一「PUE限值」
      应 数据中心.PUE 不高于 限值
      否则 不予审批

    """

  struct Edit: Sendable, CustomTestStringConvertible {
    let old: String
    let new: String
    /// What the report names of it.
    let named: String
    /// Whether decisions may change by it although no rule is listed as changed.
    let isOpen: Bool
    var testDescription: String { "\(old) → \(new)" }
  }

  static let edits = [
    Edit(old: "辖区 甲省", new: "辖区 乙省", named: "规则集 甲省 辖区：「甲省」 → 「乙省」", isOpen: true),
    Edit(old: "又称 甲\n", new: "又称 甲、申\n", named: "规则集 甲省 又称", isOpen: true),
    Edit(old: "「甲省规则」", new: "「甲省的规则」", named: "规则集 甲省", isOpen: false),
    Edit(old: "机关 试验机关", new: "机关 另一机关", named: "文件 试〔2024〕1号 机关", isOpen: false),
    Edit(
      old: "  自 2024-01-01", new: "  自 2024-01-01\n  取代 试〔2023〕1号",
      named: "文件 试〔2024〕1号 取代", isOpen: true),
    Edit(old: "待定 补正", new: "待定 不予通过", named: "后果 不予审批 待定", isOpen: true),
    Edit(old: "efficiency 60", new: "efficiency 50", named: "维度 能效", isOpen: false),
    Edit(old: "范围 1 至 3", new: "范围 1 至 4", named: "字段 数据中心.PUE 范围", isOpen: true),
    Edit(
      old: "范围 1 至 3", new: "范围 1 至 3\n  由主管部门认定", named: "字段 数据中心.PUE 由主管部门认定",
      isOpen: true),
    Edit(old: "大型 large", new: "大型 large、超大型 ultra", named: "字段 数据中心.规模", isOpen: true),
    Edit(old: "= 1000 架", new: "= 100 架", named: "单位 千架", isOpen: true),
    Edit(old: "名称字段 项目.名称\n", new: "", named: "名称字段 项目.名称", isOpen: true),
    Edit(
      old: "「机架不多于最多机架」 「no more racks than the most」 : 数据中心.机架 不高于",
      new: "「机架不多于最多机架」 「no more racks than the most」 : 数据中心.机架 低于",
      named: "核对 机架不多于最多机架", isOpen: true),
    Edit(old: "值 9000 架", new: "值 8000 架", named: "参数 最多机架 值", isOpen: true),
    Edit(old: "来源 「试验」", new: "来源 「试验办法」", named: "参数 限值 来源", isOpen: false),
    Edit(old: "值 1.3", new: "值  1.3  # 一句话", named: "", isOpen: false),
  ]

  @Test("Each is named, and what bears on decisions leaves them open", arguments: edits)
  func named(_ edit: Edit) throws {
    try #require(Self.world.contains(edit.old))
    let program = ReviewProgram()
    program.write(Self.world, to: "old.rules")
    program.write(Self.world.replacing(edit.old, with: edit.new), to: "new.rules")
    let arguments = ["compare", "old.rules", "new.rules", "--as-of", "2024-06-01"]
    let text = try program.run(arguments).output
    #expect(text.contains("改动的规则：0"))
    if edit.named.isEmpty {
      #expect(!text.contains("规则之外的改动"))
    } else {
      #expect(text.contains("  " + edit.named), "\(text)")
    }
    #expect(text.contains("决定不变。") != edit.isOpen, "\(text)")
    #expect(text.contains("未判定（") == edit.isOpen)
    let html = try program.run(arguments + ["--format", "html"]).output
    #expect(html.contains("决定不变。") != edit.isOpen)
    let json = try program.run(arguments + ["--format", "json"]).output
    #expect(json.contains("\"mayChangeDecisions\": true") == edit.isOpen)
    #expect(json.contains("\"answer\": \"none\"") != edit.isOpen)
  }

  @Test(
    "A case whose decision another place changes is listed with it, and the broken one is not run")
  func cases() throws {
    let program = ReviewProgram()
    _ = try program.run(["old", "new"], program: "mkdir")
    program.write(Self.world, to: "old/1.rules")
    program.write(Self.world.replacing("辖区 甲省", with: "辖区 乙省"), to: "new/1.rules")
    program.write(
      """
      案例 甲省的项目
        设 项目.名称 = 甲、项目.省份 = 甲省、数据中心.PUE = 1.4、数据中心.机架 = 5 架
        得 决定 不予通过

      案例 写错的
        设 数据中心.没有 = 1
        得 T-1 不符合

      """, to: "new/1.cases")
    let run = try program.run(["compare", "old", "new", "--as-of", "2024-06-01"])
    #expect(run.status == 1, "\(run.output)\(run.errors)")
    #expect(run.output.contains("  甲省的项目  new/1.cases:1（不予通过 → "))
    #expect(run.errors.contains("new/1.cases:6") && !run.output.contains("写错的"))
  }
}
