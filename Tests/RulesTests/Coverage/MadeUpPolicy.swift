@testable import Rules

/// A small policy text and the rule file that accounts for each of its sentences.
enum MadeUpPolicy {
  static let text = """
    某市节能办法
    某政发〔2024〕1号
    一、总体要求
    以节约优先为方针。全面推进绿色发展。
    二、重点任务
    （一）数据中心。新建数据中心 PUE 不高于1.3，既有　数据中心完成改造。鼓励使用绿电；
    (二) 燃煤锅炉。
    淘汰35蒸吨/小时以下燃煤锅炉(应急备用除外)。到2025年，淘汰100台，减煤5万吨，改善空气质量。（市工信局负责。）
    三、附则
    （一）本办法自印发之日起施行；
    （二）解释权归市工信局。
    表1 目标
    指标\t单位\t数值
    附件：1.名单
    2.目录
    """

  static let rules = """
    规则集 某市 town 「某市审查规则」

    文件 某政发〔2024〕1号 《某市节能办法》
      原文 town-2024

    不编码 前言 背景 「标题和文号。」
    不编码 一 背景 「总体要求。」

    规则 T-2.1-01 数据中心的PUE
      依据 某政发〔2024〕1号 二（一）「新建数据中心PUE不高于1.3」
      当 数据中心
      则 提示

    不编码 T-2.1-02 二（一）「鼓励使用绿电」 鼓励 「没有条件。」

    规则 T-2.2-01 燃煤锅炉
      依据 某政发〔2024〕1号 二（二）「淘汰35蒸吨/小时以下燃煤锅炉」
      当 燃煤锅炉
      禁止
      除外 应急备用：应急备用 依据 二（二）「应急备用除外」
      否则 提示

    不编码 T-2.2-02 二（二）「到2025年，淘汰100台……」 总量目标 「全市数量。」
    不编码 T-2.2-03 二（二）「……减煤5万吨……」 总量目标 「全市数量。」
    不编码 T-2.2-04 二（二）「……改善空气质量」 人工判断 「没有指标。」
    不编码 二（二）「市工信局负责」 组织实施 「分工。」
    不编码 三（一） 组织实施 「施行日期。」
    不编码 三（二） 组织实施 「解释，目标表。」
    不编码 附件 其他 「附件目录。」
    """

  private static let vocabulary = """
    字段 数据中心 dataCentre 「数据中心」 : 是否
    字段 燃煤锅炉 coalBoiler 「燃煤锅炉」 : 是否
    字段 应急备用 backup 「应急备用」 : 是否
    后果 提示 note 「提示」
    """

  static let source = SourceText(path: "town/rules.rules", text: rules)

  static func policy(_ text: String = text) -> SourceText {
    SourceText(path: "policies/town-2024.txt", text: text)
  }

  static func book(_ rules: String = rules) -> RuleBook {
    RuleBook([
      SourceText(path: "vocabulary.rules", text: vocabulary),
      SourceText(path: "town/rules.rules", text: rules),
    ])
  }

  static func check(_ rules: String = rules, against text: String = text) -> QuoteCheck {
    let book = book(rules)
    let texts = PolicyTexts([policy(text)], startingAt: book.sources.count)
    return QuoteCheck(book.checked, trees: book.trees, in: texts)
  }

  static func coverage(_ rules: String = rules, of text: String = text) -> Coverage {
    let book = book(rules)
    let texts = PolicyTexts([policy(text)], startingAt: book.sources.count)
    return measureCoverage(of: book.checked, trees: book.trees, in: texts)
  }
}
