extension Review {
  /// What is wrong with the sources that other projects use, too.
  var ledgerNotes: [Phrase] { ledger.compactMap { $0.note } }

  /// How many of its sources something is wrong with.
  package var clashCount: Int { ledger.count { $0.kind != nil } }
}

extension SourceBalance {
  /// Which source, who uses how much of it, and what is to be settled; nil: nothing is wrong.
  public var note: Phrase? {
    guard let kind else { return nil }
    func uses(_ language: Language) -> String {
      let said = self.uses.map { $0.text(language) }
      let more =
        unlisted == 0
        ? [] : [language == .chinese ? "另有 \(unlisted) 处使用" : "\(unlisted) more uses"]
      return (said + more).joined(separator: language == .chinese ? "；" : "; ")
    }
    func amount(_ quantity: Quantity?, _ language: Language) -> String {
      quantity?.text(language) ?? (language == .chinese ? "未知" : "unknown")
    }
    let settled = kind.settlement
    return Phrase(
      "来源台账（\(title.chinese)）：`\(source)` \(kind.said.chinese)——\(uses(.chinese))"
        + "；来源总量 \(amount(capacity, .chinese))，余 \(amount(left, .chinese))。"
        + "\(settled.chinese)；查清之前决定不会好于补正。",
      "ledger (\(title.english)): `\(source)` \(kind.said.english): \(uses(.english))"
        + "; the source has \(amount(capacity, .english)), left \(amount(left, .english)). "
        + "\(settled.english); until then the decision is no better than supplement.")
  }
}

extension SourceBalance.Use {
  /// `“甲项目”使用 53 万吨/年（日志第 12 条）`
  func text(_ language: Language) -> String {
    let amount = claim.amount?.text(language)
    let entry = sequence
    switch language {
    case .chinese:
      return "“\(project.shownName)”使用 \(amount ?? "未写明的数量")"
        + (entry.map { "（日志第 \($0) 条）" } ?? "")
    case .english:
      return "“\(project.shownName)” uses \(amount ?? "an amount that is not given")"
        + (entry.map { " (entry \($0) of the log)" } ?? "")
    }
  }
}

extension SourceBalance.Kind {
  /// What is wrong, in a few words.
  public var said: Phrase {
    switch self {
    case .doubleUse: Phrase("重复使用", "is used twice")
    case .overdrawn: Phrase("使用超过总量", "is used beyond what it has")
    case .question: Phrase("是否同一来源、是否超用，待查", "may be one source that is used twice")
    case .conflict: Phrase("各卷宗所述不一致", "is told of in different ways")
    }
  }

  /// What settles it.
  fileprivate var settlement: Phrase {
    switch self {
    case .doubleUse, .overdrawn:
      Phrase(
        "请在其中一个卷宗里换用别的来源，或写明来源总量和各自使用的部分",
        "replace the source in one of the dossiers, or state what it has and the part each uses")
    case .question:
      Phrase(
        "请在各卷宗里写明同一来源的编号，不同来源写不同编号",
        "give the source the same number in the dossiers, and different sources different numbers")
    case .conflict:
      Phrase(
        "请核对来源的名称、数量和日期，改正写错的卷宗",
        "compare its names, amounts and dates, and correct the dossier that is wrong")
    }
  }
}
