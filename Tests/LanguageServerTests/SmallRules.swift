import Rules

/// A small folder of rules.
enum SmallRules {
  static let path = "/r/a.rules"
  static let text = """
    规则集 试验 trial 「试验规则」
      辖区 全国
    文件 试〔2024〕1号 《试验办法》
    单位 吨 t
    单位 万吨 wt = 10000 吨
    后果 不予审批 refuse 「不予审批」
      不符合 不予通过
      待定 补正
    组 数据中心 dataCentre 「数据中心」
    字段 数据中心.PUE dataCentre.pue 「电能利用效率」 : 数
    字段 数据中心.规模 dataCentre.scale 「规模等级」 : 选项 大型 large、中型 medium、小型 small
    字段 数据中心.耗煤 dataCentre.coal 「年耗煤量」 : 数 吨
    参数 限值 limit 「限值」 : 数
      值 1.2
    规则 T-1 电能利用效率
      依据 试〔2024〕1号 一「PUE不高于1.2」
      当 数据中心.规模 是 大型
      应 数据中心.PUE 不高于 限值
      否则 不予审批
    案例 恰好😀符合
      设 数据中心.规模 = 大型、数据中心.PUE = 1.2、数据中心.耗煤 = 5
      得 T-1 符合
    案例 超过
      设 数据中心.规模 = 大型、数据中心.PUE = 1.3
      得 T-1 不符合 不予审批

    """

  /// The place of a word in the text, as the protocol counts: line, and UTF-16 units before it.
  static func place(of word: String, _ nth: Int = 1, in text: String = text) -> (Int, Int) {
    var count = 0
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      var rest = line[...]
      while let found = rest.firstRange(of: word) {
        count += 1
        if count == nth { return (number, line[..<found.lowerBound].utf16.count) }
        rest = rest[found.upperBound...]
      }
    }
    return (0, 0)
  }
}
