import Rules

/// All that was said of a dossier when it was read, where the top of the report has room for a part.
struct WarningList {
  let title: String
  let count: Int
  let lines: [String]

  /// nil when nothing was said.
  init?(_ review: Review, _ language: Language) {
    let warnings = review.warnings
    guard !warnings.isEmpty else { return nil }
    count = review.binding.warnings.count
    title = language == .chinese ? "读卷宗时的提醒" : "Warnings of reading the dossier"
    let rest = count - warnings.count
    let more = language == .chinese ? "另有 \(rest) 条" : "and \(rest) more"
    lines = warnings.map { $0.line[language] } + (rest > 0 ? [more] : [])
  }
}
