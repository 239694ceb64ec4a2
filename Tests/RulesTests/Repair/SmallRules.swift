@testable import Rules

/// A few rules over a made-up vocabulary, and dossiers for them.
struct SmallRules {
  private static let words = """
    后果 不予审批 refuse 「不予审批」
      不符合 不予通过
      待定 补正
    后果 缓批限批 suspend 「缓批限批」
      不符合 缓批限批
      待定 补正
    后果 限期改造 rectify 「限期改造」
      不符合 有条件通过
      待定 有条件通过
    后果 提示 note 「提示」
    单位 吨 t

    书面说明 窑.例外理由 是 采纳

    组 窑 kiln 「窑」
    字段 窑.地点 kiln.place 「地点」 : 选项 城区 town、郊区 suburb
    字段 窑.热效率 kiln.efficiency 「热效率」 : 数
      范围 0 至 10
      可改
    字段 窑.产量 kiln.output 「产量」 : 数 吨
      范围 0 至 无上限
      可改
    字段 窑.替代量 kiln.offset 「替代量」 : 数 吨
      范围 0 至 无上限
      可改
    字段 窑.烟囱 kiln.chimneys 「烟囱数」 : 整数
      范围 0 至 100
      可改
    字段 窑.燃料 kiln.fuel 「燃料」 : 选项 煤 coal、气 gas、电 electric
      可改
    字段 窑.监测 kiln.monitored 「有监测」 : 是否
      可改
    字段 窑.备用 kiln.backup 「备用」 : 是否
      可改
    字段 窑.措施 kiln.measures 「措施」 : 多选 除尘 dust、脱硫 sulphur、脱硝 nitrogen
      可改
    字段 窑.例外理由 kiln.reason 「例外理由」 : 选项 采纳 accepted、不采纳 rejected
      可改
    字段 窑.备案 kiln.filing 「备案」 : 选项 无 none、已备案 filed、免于备案 exempt
      可改 到 已备案
    列表 窑.炉 kiln.furnaces 「炉」
    字段 窑.炉.排放 kiln.furnaces.emission 「排放」 : 数 吨
      范围 0 至 无上限
      可改
    字段 窑.炉.停用 kiln.furnaces.closed 「停用」 : 是否
      可改

    规则集 国家 national 「国家」
    文件 甲1号 《甲》

    """

  let book: RuleBook

  /// - Parameter rules: Each the clauses of one rule, without its citation.
  init(_ rules: String...) { self.init(rules: rules) }

  /// - Parameters:
  ///   - definitions: Declarations before the rules.
  ///   - cases: A file of cases beside them.
  init(rules: [String], definitions: String = "", cases: String? = nil) {
    let texts = rules.enumerated().map { index, clauses in
      "规则 R\(index + 1) 规则\(index + 1)\n  依据 甲1号 一「照此办理」\n\(clauses)\n"
    }
    let text = ([Self.words + definitions] + texts).joined(separator: "\n")
    book = RuleBook(
      [SourceText(path: "small.rules", text: text)]
        + (cases.map { [SourceText(path: "small.cases", text: $0)] } ?? []))
  }

  /// The review of a dossier in JSON.
  func review(_ json: String) throws -> Review {
    let errors = book.diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty else { throw Broken(text: "\(errors.map(\.message.chinese))") }
    let today = CalendarDate(year: 2024, month: 6, day: 30) ?? .earliest
    let source = SourceText(path: "d.json", text: json)
    let judged = judgeDossier(source, by: book.program, in: ReviewSetting(today: today))
    guard let review = judged.review else {
      throw Broken(text: "\(judged.diagnostics.map(\.message.chinese))")
    }
    return review
  }

  /// The repairs of a dossier, each as its changes and the decision.
  func repairs(_ json: String) throws -> [String] {
    let review = try review(json)
    return RepairSearch.find(in: review).repairs.map { repair in
      repair.changes
        .map { change in
          let program = book.program
          return change.path(in: program) + " " + (change.fromValue(in: program, .english) ?? "-")
            + " → " + change.toValue(in: program, .english)
        }
        .joined(separator: ", ") + " = \(repair.decision.name.english)"
    }
  }

  struct Broken: Error { let text: String }
}
