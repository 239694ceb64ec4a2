import Rules

/// The accounts of sources as a text.
///
/// ```
/// 来源台账：2 个来源，1 处有问题
///
/// ✗ 产能置换来源  NX-TH-2023-017  总量 53 万吨/年，余 -53 万吨/年  重复使用
///     甲项目  53 万吨/年  日志第 12 条，通过
///     乙项目  53 万吨/年
/// ```
struct LedgerText {
  let language: Language

  private func say(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  /// What stands above the accounts.
  ///
  /// - Parameter unreadable: The decisions whose sources nobody can read.
  func head(_ count: AccountCount, _ unreadable: [Int]) -> String {
    var lines = [
      say(
        "来源台账：\(count.all) 笔账，\(count.problems) 笔有问题",
        "Ledger: \(count.all) \(count.all == 1 ? "account" : "accounts"), \(count.problems) with a problem"
      )
    ]
    if count.unfollowed > 0 {
      lines.append(
        say(
          "  \(count.unfollowed) 个来源没有编号、名称也不全，不能与其他项目的来源比对",
          "  \(count.unfollowed) sources have no number and not all names, and cannot be found elsewhere"
        ))
    }
    if !unreadable.isEmpty { lines.append("  " + self.unreadable(unreadable)) }
    return lines.map { $0 + "\n" }.joined()
  }

  func unreadable(_ sequences: [Int]) -> String {
    let shown = sequences.prefix(20).map { "\($0)" }.joined(separator: say("、", ", "))
    let more = sequences.count > 20 ? "…" : ""
    return say(
      "日志里 \(sequences.count) 个决定的材料已不在，其来源不可知：第 \(shown)\(more) 条",
      "the documents of \(sequences.count) decisions are gone, their sources unknown: entries \(shown)\(more)"
    )
  }

  /// An account and its uses, below an empty line.
  func account(_ balance: SourceBalance) -> String {
    let unknown = say("未知", "unknown")
    let amounts = say(
      "总量 \(balance.capacity?.text(language) ?? unknown)，余 \(balance.left?.text(language) ?? unknown)",
      "has \(balance.capacity?.text(language) ?? unknown), left \(balance.left?.text(language) ?? unknown)"
    )
    let mark = balance.kind == nil ? "✓" : balance.kind == .question ? "?" : "✗"
    let said = balance.said.map { "  " + $0[language] } ?? ""
    let head = "\(mark) \(balance.title[language])  \(balance.source)  \(amounts)\(said)"
    return "\n\(head.withVisibleControls)\n"
      + balance.uses.map { "    \(line($0).withVisibleControls)\n" }.joined()
  }

  private func line(_ use: SourceBalance.Use) -> String {
    let decision = use.decision.map { word in
      Decision.allCases.first { $0.name.english == word }?.name[language] ?? word
    }
    let entry = use.sequence.map { say("日志第 \($0) 条", "entry \($0)") }
    let logged = [entry, decision].compactMap { $0 }.joined(separator: say("，", ", "))
    let parts = [
      use.project.shownName, use.claim.amount?.text(language) ?? say("数量未写", "no amount"), logged,
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "  ")
  }
}

/// How many accounts there are.
struct AccountCount {
  private(set) var all = 0
  private(set) var problems = 0
  /// Those of sources that cannot be found in other dossiers.
  private(set) var unfollowed = 0

  mutating func add(_ balance: SourceBalance) {
    all += 1
    if balance.kind != nil { problems += 1 }
    if !balance.isIdentified { unfollowed += 1 }
  }
}
