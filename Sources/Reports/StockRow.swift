import Rules

/// One dossier of a stock as the row of a table: what was decided, why, and what is missing.
///
/// ```
/// 编号,位置,项目,地区,决定,得分下限,得分上限,不符合的原因,缺少的事实,被拒绝的原因,起决定作用的规则,其他原因
/// 2405-640502-04-01-123456,stock.csv:2,某数据中心,宁夏回族自治区 中卫市,不予通过,61.5,74,…,,,NX-3.1-05,
/// ```
public struct StockRow {
  /// One for each name of ``header(_:)``.
  public let cells: [String]

  public static func header(_ language: Language) -> [String] {
    [
      Phrase("编号", "id"), Phrase("位置", "at"), Phrase("项目", "project"),
      Phrase("地区", "region"), Phrase("决定", "decision"), Phrase("得分下限", "scoreLow"),
      Phrase("得分上限", "scoreHigh"), Phrase("不符合的原因", "causes"),
      Phrase("缺少的事实", "missing"), Phrase("被拒绝的原因", "rejected"),
      Phrase("起决定作用的规则", "decisive"), Phrase("其他原因", "notes"),
    ].map { $0[language] }
  }

  /// - Parameters:
  ///   - mark: Stands for a number that the dossier does not give.
  ///   - line: Where the dossier begins, from 1.
  public init(_ review: Review, advice: Advice, mark: String, line: Int, _ language: Language) {
    let names = ReportNames(review, language)
    let text = FailureText(
      review, language, isPlain: ReportForm.table.callsFactsByWords(in: language))
    let missing = advice.asked.map {
      language == .chinese ? $0.label : $0.path.plainName(language)
    }
    cells = [
      review.text(of: review.program.vocabulary.numberField) ?? mark,
      "\(review.binding.dossier.source.path):\(line)", names.project,
      names.regions.joined(separator: " "), review.decision.name[language],
      review.score.low.scoreText, review.score.high.scoreText,
      advice.causes.map { text.line(of: $0) }.joined(separator: Self.separator(language)),
      missing.joined(separator: Self.separator(language)), "",
      review.decisiveRules.map { review.program.rules.rules[$0].id }
        .joined(separator: Self.separator(language)),
      review.bindingNotes.map { $0[language] }.joined(separator: " "),
    ].map { $0.withVisibleControls }
  }

  public init(_ rejected: RejectedDossier, _ language: Language) {
    let reasons = rejected.problems.map { $0.line[language] }
    let row =
      [rejected.id, rejected.problems.first?.place ?? "\(rejected.line)"]
      + Array(repeating: "", count: 7)
      + [reasons.joined(separator: Self.separator(language))] + ["", ""]
    cells = row.map { $0.withVisibleControls }
  }

  private static func separator(_ language: Language) -> String {
    language == .chinese ? "；" : "; "
  }
}
