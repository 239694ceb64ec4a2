extension Review {
  /// What is wrong with the sources that other projects use, too.
  var ledgerNotes: [Phrase] { ledger.compactMap { $0.note } }

  /// How many of its sources something is wrong with.
  package var clashCount: Int { ledger.count { $0.kind != nil } }
}

extension SourceBalance {
  /// Which source, who uses how much of it, and what is to be settled; nil: nothing is wrong.
  public var note: Phrase? {
    guard let kind, let said else { return nil }
    let shown = shownUses
    let rest = useCount - shown.reduce(0) { $0 + $1.count }
    func uses(_ language: Language) -> String {
      let more =
        rest == 0 ? [] : [language == .chinese ? "另有 \(rest) 处使用" : "\(rest) more uses"]
      return (shown.map { Use.text($0, language) } + more)
        .joined(separator: language == .chinese ? "；" : "; ")
    }
    func amount(_ quantity: Quantity?, _ language: Language) -> String {
      quantity?.text(language) ?? (language == .chinese ? "未知" : "unknown")
    }
    let settled = kind.settlement
    return Phrase(
      "来源台账（\(title.chinese)）：`\(source)` \(said.chinese)——\(uses(.chinese))"
        + "；来源总量 \(amount(capacity, .chinese))，余 \(amount(left, .chinese))。"
        + "\(settled.chinese)；查清之前决定不会好于补正。",
      "ledger (\(title.english)): `\(source)` \(said.english): \(uses(.english))"
        + "; the source has \(amount(capacity, .english)), left \(amount(left, .english)). "
        + "\(settled.english); until then the decision is no better than supplement.")
  }

  /// What is wrong, in a few words, and how often it is used where that is more than twice; nil:
  /// nothing is wrong.
  public var said: Phrase? {
    let times = useCount
    switch kind {
    case nil: return nil
    case .doubleUse:
      return times > 2
        ? Phrase("重复使用 \(times) 次", "is used \(times) times")
        : Phrase("重复使用", "is used twice")
    case .overdrawn: return Phrase("使用超过总量", "is used beyond what it has")
    case .question:
      return Phrase(
        "是否同一来源、是否超用，待查",
        "may be one source that is used \(times > 2 ? "\(times) times" : "twice")")
    case .conflict: return Phrase("各卷宗所述不一致", "is told of in different ways")
    }
  }

  /// How often it is used, with what is not listed.
  private var useCount: Int { uses.count + unlisted }

  /// How many projects a note names.
  private static let namedLimit = 20

  /// The uses that a note tells, those of one project together: the first ones, and those of the
  /// project that is reviewed, which stand last.
  private var shownUses: [[Use]] {
    var groups: [[Use]] = []
    for use in uses {
      if let last = groups.indices.last, groups[last][0].project == use.project {
        groups[last].append(use)
      } else {
        groups.append([use])
      }
    }
    guard reviewed != nil, groups.count > Self.namedLimit, let own = groups.last else {
      return Array(groups.prefix(Self.namedLimit))
    }
    return groups.prefix(Self.namedLimit) + [own]
  }
}

extension SourceBalance.Use {
  /// `“甲项目”使用 53 万吨/年、2 万吨/年（日志第 12 条）`: all that one project uses.
  fileprivate static func text(_ uses: [Self], _ language: Language) -> String {
    let (name, entry) = (uses[0].project.shownName, uses[0].sequence)
    let amounts = uses.map { $0.claim.amount?.text(language) }
    switch language {
    case .chinese:
      return "“\(name)”使用 " + amounts.map { $0 ?? "未写明的数量" }.joined(separator: "、")
        + (entry.map { "（日志第 \($0) 条）" } ?? "")
    case .english:
      return "“\(name)” uses "
        + amounts.map { $0 ?? "an amount that is not given" }.joined(separator: " and ")
        + (entry.map { " (entry \($0) of the log)" } ?? "")
    }
  }
}

extension SourceBalance.Kind {
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
