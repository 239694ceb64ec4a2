@testable import Rules

/// Draws rules over all constructs of the language, on a small vocabulary that has one of everything.
struct RandomProgram {
  private var random: SplitMix64
  private var depth = 0
  /// The element that conditions may speak of; nil outside lists.
  private var element: String?

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// The text of a whole folder: the vocabulary, tables, definitions, and some rules.
  mutating func source() -> SourceText {
    var text = Self.vocabulary
    text += "定义 甲定义 : 是否 = \(condition(3))\n定义 乙定义 : 是否 = 甲定义 且 \(condition(2))\n\n"
    for number in 0..<Int.random(in: 4...12, using: &random) { text += rule(number) }
    return SourceText(path: "random.rules", text: text)
  }

  // MARK: - Rules

  private mutating func rule(_ number: Int) -> String {
    var text = "规则 R-\(number) 规则\(number)\n  依据 示〔2024〕1号 一「照此办理」\n"
    if chance(15) { text += "  自 2024-0\(pick(["1", "6"]))-01\n" }
    if chance(40) {
      text += "  每个 炉项 于 炉\n"
      element = "炉项"
    }
    if chance(60) { text += "  当 \(condition(2))\n" }
    if chance(20) { text += "  排除 一种：\(condition(1))\n" }
    text += chance(90) ? "  应 \(condition(3))\n" : "  禁止\n"
    if chance(25) { text += "  除外 另一种：\(condition(1))\n" }
    if chance(15) { text += "  期限 2025-12-31 适用于 \(condition(1))\n" }
    if chance(20) { text += "  否则 提示 若 \(condition(1))\n" }
    text += "  否则 \(pick(["不予审批", "缓批限批", "限期改造", "补正资料"]))\n"
    if chance(40) { text += "  计分 \(pick(["效率", "环境"])) \(pick(["5", "10", "2.5"]))\n" }
    element = nil
    return text + "\n"
  }

  // MARK: - Conditions

  private mutating func condition(_ depth: Int) -> String {
    guard depth > 0 else { return test() }
    switch Int.random(in: 0..<9, using: &random) {
    case 0, 1: return "（\(condition(depth - 1)) 且 \(condition(depth - 1))）"
    case 2, 3: return "（\(condition(depth - 1)) 或 \(condition(depth - 1))）"
    case 4: return "非 （\(condition(depth - 1))）"
    case 5: return aggregateCondition()
    case 6: return "（\(number(2)) \(comparison()) \(number(2))）"
    default: return test()
    }
  }

  private mutating func test() -> String {
    if element != nil, chance(50) { return elementTest() }
    switch Int.random(in: 0..<12, using: &random) {
    case 0: return "项目.行业 \(pick(["是", "不是"])) \(pick(trades))"
    case 1: return "项目.行业 属于 \(pick(trades))、\(pick(trades))"
    case 2: return "项目.类型 不属于 车库、数据中心"
    case 3: return "项目.名称 \(pick(["是", "不是"])) 「\(pick(names))」"
    case 4: return "项目.投产日期 \(pick(["早于", "不晚于", "晚于"])) \(date())"
    case 5: return "适用 项目.\(pick(["产能", "备用", "名称"]))"
    case 6: return "有值 限值[项目.行业]"
    case 7: return "项目.绩效 \(pick(["不低于", "低于"])) \(pick(["A级", "B级", "C级"]))"
    case 8: return "项目.产能 \(comparison()) \(pick(["10", "100", "0", "55.5"])) 吨"
    case 9: return "项目.措施 包含 除尘"
    default: return pick(["项目.重点", "项目.备用", "排放.监测", "排放.浮顶罐"])
    }
  }

  private mutating func elementTest() -> String {
    switch Int.random(in: 0..<5, using: &random) {
    case 0: "炉项.停用"
    case 1: "炉项.燃料 \(pick(["是", "不是"])) \(pick(["煤", "气"]))"
    case 2: "炉项.容量 \(comparison()) \(pick(["10", "35", "0"])) 吨"
    case 3: "炉项.单耗 \(comparison()) 水平值[炉项.名称]"
    default: "炉项.替代量 \(comparison()) 炉项.容量"
    }
  }

  private mutating func aggregateCondition() -> String {
    let filter = chance(50) ? " 其中 f.燃料 是 煤" : ""
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return "（都 f.停用 对 f 于 炉\(filter)）"
    case 1: return "（有 f.容量 不低于 35 吨 对 f 于 炉\(filter)）"
    case 2: return "（（合计 f.容量 对 f 于 炉\(filter)） \(comparison()) \(number(1))）"
    case 3: return "（（个数 对 f 于 炉\(filter)） \(comparison()) 2）"
    case 4:
      let which = pick(["最大", "最小"])
      return "（（\(which) f.容量 对 f 于 炉\(filter)） \(comparison()) 35 吨）"
    default: return "（互不相同 f.名称 对 f 于 炉\(filter)）"
    }
  }

  // MARK: - Numbers in tonnes

  private mutating func number(_ depth: Int) -> String {
    guard depth > 0 else { return plainNumber() }
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return "（\(number(depth - 1)) + \(number(depth - 1))）"
    case 1: return "（\(number(depth - 1)) - \(number(depth - 1))）"
    case 2: return "\(plainNumber()) × \(pick(["项目.系数", "2", "比例值[项目.行业、项目.重点]"]))"
    case 3: return "\(plainNumber()) ÷ \(pick(["项目.系数", "4"]))"
    case 4: return "较小者（\(number(depth - 1))、\(number(depth - 1))）"
    case 5: return "（若 \(test()) 则 \(plainNumber()) 否则 \(plainNumber())）"
    default: return plainNumber()
    }
  }

  private mutating func plainNumber() -> String {
    pick(["项目.产能", "项目.退出", "项目.能耗", "100 吨", "12.5 吨", "限值[项目.行业]"])
  }

  private mutating func comparison() -> String {
    pick(["不高于", "低于", "不低于", "高于", "等于", "不等于"])
  }

  private mutating func date() -> String {
    pick(["2024-01-01", "2023-06-30", "审查日", "项目.关停日期", "项目.关停日期 + 6 个月"])
  }

  private let trades = ["钢铁", "水泥", "化工", "其他"]
  private let names = ["甲", "乙厂", "电石", "铁合金"]

  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }

  private mutating func pick(_ words: [String]) -> String {
    words.randomElement(using: &random) ?? ""
  }
}

extension RandomProgram {
  fileprivate static let vocabulary = """
    单位 吨 t
    单位 千克 kg = 0.001 吨
    单位 千克标准煤 kgce
    后果 不予审批 refuse 「不予审批」
      不符合 不予通过
      待定 补正
    后果 缓批限批 suspend 「缓批限批」
      不符合 缓批限批
      待定 补正
    后果 限期改造 rectify 「限期改造」
      不符合 有条件通过
      待定 有条件通过
    后果 补正资料 supplement 「补正资料」
      不符合 补正
      待定 补正
    后果 提示 note 「提示」
    维度 效率 efficiency 60 「效率」
    维度 环境 environment 40 「环境」
    编号字段 项目.代码
    名称字段 项目.名称
    审查日期字段 项目.审查日期
    核对 「关停不应早于投产」 「closed after the start」：项目.关停日期 不早于 项目.投产日期

    组 项目 project 「项目」
    字段 项目.代码 project.code 「项目代码」 : 文字
    字段 项目.名称 project.name 「项目名称」 : 文字
    字段 项目.审查日期 project.review 「审查日期」 : 日期
    字段 项目.类型 project.kind 「类型」 : 选项 工厂 plant、车库 garage、数据中心 dataCentre
    字段 项目.行业 project.trade 「行业」 : 选项 钢铁 steel、水泥 cement、化工 chemical、其他 other
    字段 项目.绩效 project.grade 「绩效」 : 选项 由高到低 A级 gradeA、B级 gradeB、C级 gradeC
    字段 项目.重点 project.key 「重点」 : 是否
    字段 项目.备用 project.backup 「备用」 : 是否
      仅当 项目.重点
    字段 项目.产能 project.capacity 「产能」 : 数 吨
      范围 0 至 无上限
    字段 项目.退出 project.retired 「退出产能」 : 数 吨
      范围 0 至 无上限
    字段 项目.能耗 project.energy 「能耗」 : 数 吨
    字段 项目.系数 project.factor 「系数」 : 数
      范围 -5 至 5
    字段 项目.投产日期 project.start 「投产日期」 : 日期
    字段 项目.关停日期 project.closed 「关停日期」 : 日期
      仅当 项目.备用
    字段 项目.措施 project.measures 「措施」 : 多选 除尘 dust、脱硫 sulphur、脱硝 nitrogen
    组 排放 emission 「排放」
      存在于 项目.类型 是 工厂
    字段 排放.监测 emission.monitored 「监测」 : 是否
    字段 排放.浮顶罐 emission.tanks 「浮顶罐」 : 是否
      存在于 项目.行业 属于 化工、其他
    列表 炉 furnaces 「炉」
      存在于 项目.类型 不是 数据中心
    字段 炉.名称 furnaces.name 「炉名称」 : 文字
    字段 炉.燃料 furnaces.fuel 「燃料」 : 选项 煤 coal、气 gas
    字段 炉.停用 furnaces.closed 「停用」 : 是否
    字段 炉.容量 furnaces.size 「容量」 : 数 吨
      范围 0 至 无上限
    字段 炉.单耗 furnaces.intensity 「单耗」 : 数 千克标准煤/吨
      口径 炉.口径
    字段 炉.口径 furnaces.basis 「口径」 : 选项 可比 comparable、综合 comprehensive
    字段 炉.替代量 furnaces.offset 「替代量」 : 数 吨
      等于 合计 来源.数量 对 来源 于 炉.来源
      范围 0 至 无上限
    列表 炉.来源 furnaces.sources 「炉来源」
    字段 炉.来源.数量 furnaces.sources.amount 「来源数量」 : 数 吨
      范围 0 至 无上限
    字段 炉.来源.已核实 furnaces.sources.verified 「已核实」 : 是否

    规则集 国家 national 「国家」
    文件 示〔2024〕1号 《示例方案》
    表 限值表 limits 「限值」
      来源 「示例」
      键 行业 trade : 文字
      列 限值 limit : 数 吨
      行 钢铁、100
      行 水泥、55.5 「示例二」 未核实
      行 化工、缺
    参数 限值 limit 「限值」 : 数 吨 按 文字
      取自 限值表.限值
    表 水平表 levels 「水平」
      来源 「示例」
      键 名称 name : 文字
      列 水平 level : 数 千克标准煤/吨
      行 电石、805
      行 铁合金、850 「示例二」 未核实
      行 甲、0
    参数 水平值 level 「水平」 : 数 千克标准煤/吨 按 文字
      取自 水平表.水平
    表 比例表 ratios 「比例」
      来源 「示例」
      键 行业 trade : 文字
      键 重点 key : 是否
      列 比例 ratio : 数
      行 「水泥」、是、2
      行 「水泥」、否、1.5
      行 「钢铁」、是、1.25
    参数 比例值 ratio 「比例」 : 数 按 文字、是否
      取自 比例表.比例

    """
}
