/// The files that the rules of a new place begin with.
public struct NewRuleset: Sendable {
  private let name: String
  private let regions: [String]
  private let parent: String?

  /// nil: there is no such region.
  public init?(_ name: String, region: String, in rules: CheckedRules) {
    self.name = name
    var found = [region]
    if let divisions = rules.vocabulary.divisions {
      let candidates = (0..<2).map { level -> [String?] in
        var texts: [String?] = [nil, nil, nil]
        texts[level] = region
        return texts
      }.map { divisions.settle($0) }.filter { $0.problems.isEmpty }
      guard let place = candidates.first else { return nil }
      found = place.names.compactMap { $0 }
    }
    regions = found
    parent =
      rules.rulesets.filter { found.starts(with: $0.regions) && $0.regions.count < found.count }
      .max { $0.regions.count < $1.regions.count }?.name.chinese
  }

  /// Each under its name in the folder of the place, laid out as `review format` does it: a table of
  /// the cases can be written at once.
  public var files: [(name: String, text: String)] {
    [
      ("ruleset.rules", ruleset), ("1-first.rules", rule), ("1-first.cases", cases),
      ("register.rules", register),
    ].map { name, text in
      let source = SourceText(path: name, text: text)
      let printer = SyntaxPrinter(language: .chinese, source: source)
      return (name, printer.print(Parser.parse(source).tree))
    }
  }

  private var number: String { "\(name)试〔2025〕1号" }

  private var ruleset: String {
    let above = parent.map { "  上级 \($0)\n" } ?? ""
    return """
      # \(name)的规则。先改这份文件：文号、标题、机关、施行日；再照 1-first.rules 的样子写规则。
      规则集 \(name) 「\(name)“两高”项目审查规则」
      \(above)  辖区 \(regions.joined(separator: "、"))

      文件 \(number) 《\(name)“两高”项目管理办法》
        机关 \(regions.last ?? name)人民政府
        自 2025-01-01

      """
  }

  private var rule: String {
    """
    # 一条规则对应一个条款：依据里写条款号和起作用的原文短引，当、应、否则照着条款写。
    规则 \(name)-1-01 数据中心的电能利用效率
      依据 \(number) 一（一）「数据中心电能利用效率不高于1.3」
      当 项目.设施类型 是 数据中心 且 项目.建设性质 是 新建
      应 数据中心.PUE 不高于 1.3
      否则 不予审批（推定）

    """
  }

  private var cases: String {
    let place = zip(["省份", "城市"], regions).map { "项目.\($0) = \($1)" }.joined(separator: "、")
    return """
      # 每条规则至少写：符合、不符合、恰在界限上、缺事实。review test 运行。
      案例 \(name)数据中心恰为1.3时符合
        截至 2025-06-01
        设 \(place)、项目.设施类型 = 数据中心、项目.行业 = 数据中心、项目.建设性质 = 新建、数据中心.PUE = 1.3
        得 \(name)-1-01 符合

      案例 \(name)数据中心高于1.3时不符合
        基于 「\(name)数据中心恰为1.3时符合」
        设 数据中心.PUE = 1.31
        得 \(name)-1-01 不符合 不予审批

      案例 \(name)数据中心没有给出PUE时待定
        基于 「\(name)数据中心恰为1.3时符合」
        设 数据中心.PUE = 缺
        得 \(name)-1-01 待定

      """
  }

  private var register: String {
    """
    # 没有编成规则的条款在这里登记：文号、条款、原文短引、类别；人工判断的会列在每份报告里。
    # 类别：总量目标、参数、背景、标题、鼓励、人工判断、组织实施、定义说明、其他。
    不编码 \(number) 二「各地要加强组织领导」 组织实施

    """
  }
}
