import Rules

/// Rule texts of any length, like those people write: conditions on a choice and a number, a demand on
/// a number or a paper, an exception now and then.
enum GeneratedRules {
  static func source(_ count: Int) -> SourceText {
    SourceText(path: "generated.rules", text: head + (0..<count).map(rule).joined())
  }

  private static let head = """
    规则集 试验 trial 「试验规则」
      辖区 全国

    文件 试〔2024〕1号 《试验办法》

    单位 吨 t

    后果 不予审批 refuse 「不予审批」
      不符合 不予通过
      待定 补正

    组 项目 project 「项目」
    字段 项目.行业 project.industry 「行业」 : 选项 钢铁 steel、水泥 cement、化工 chemical、其他 other
    字段 项目.产能 project.capacity 「产能」 : 数 吨
      范围 0 至 无上限
    字段 项目.单耗 project.intensity 「单耗」 : 数
      范围 0 至 无上限
    字段 项目.已批复 project.approved 「已批复」 : 是否

    """

  private static let trades = ["钢铁", "水泥", "化工", "其他"]

  /// A record that meets all rules, of one trade after another.
  static func record(_ number: Int) -> [UInt8] {
    Array(
      #"{"project": {"industry": "\#(trades[number % 4])", "capacity": \#(number % 100), "intensity": 1, "approved": false}}"#
        .utf8)
  }

  private static func rule(_ number: Int) -> String {
    let exception = number.isMultiple(of: 5) ? "  除外 已批复的小项目：项目.已批复 且 项目.产能 低于 100 吨\n" : ""
    return """

      规则 G-\(number) 第 \(number) 条单耗
        依据 试〔2024〕1号 第\(number)条「单耗不高于\(number)」
        当 项目.行业 是 \(trades[number % 4]) 且 项目.产能 不低于 \(number % 97) 吨
        应 项目.单耗 不高于 \(1 + number % 13)\n\(exception)  否则 不予审批

      """
  }
}
