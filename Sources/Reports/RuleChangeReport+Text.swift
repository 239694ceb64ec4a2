import Rules

extension RuleChangeReport {
  public func text(_ language: Language) -> String {
    let words = RuleChangeWords(language: language)
    return (rules(words) + ground(words) + texts(words) + cases(words) + decisions(words))
      .joined(separator: "\n") + "\n"
  }

  private func rules(_ words: RuleChangeWords) -> [String] {
    var lines = [
      words.say("改动的规则：\(differences.count)", "Rules that changed: \(differences.count)")
    ]
    for difference in differences {
      lines.append(
        "  \(difference.rule) \(difference.title[words.language])\(words.say("：", ": "))\(words.change(of: difference))"
      )
      for witness in difference.witnesses {
        if let change = witness.consequences {
          lines.append("    " + words.say("后果：", "consequence: ") + words.arrow(change))
        }
        lines.append(
          "    " + words.region(of: witness, in: difference) + words.say("：", ": ")
            + witness.region[words.language])
        lines.append(
          "    " + words.say("见证：", "witness: ") + words.verdicts(of: witness) + "  "
            + witness.dossier)
      }
      for rewording in difference.rewordings {
        lines.append("    " + words.sentence(rewording))
      }
      if difference.isNeverViolated { lines.append("    " + words.neverViolated) }
      if let reason = difference.reason {
        lines.append("    " + words.say("未判定：", "undecided: ") + reason[words.language])
      }
    }
    return lines
  }

  private func ground(_ words: RuleChangeWords) -> [String] {
    guard !ground.isEmpty else { return [] }
    return [words.groundTitle + words.say("：", ": ") + "\(ground.count)"]
      + ground.map { "  " + words.sentence($0) }
  }

  private func texts(_ words: RuleChangeWords) -> [String] {
    guard !texts.isEmpty else { return [] }
    return [
      words.say("仍写着旧数的文字：\(texts.count)", "Texts that still name the old number: \(texts.count)")
    ]
      + texts.map { "  " + words.sentence($0) }
  }

  private func cases(_ words: RuleChangeWords) -> [String] {
    guard !cases.isEmpty else { return [] }
    return [
      words.say(
        "要改的案例（按新规则不再成立）：\(cases.count)",
        "Cases to revise (they no longer hold by the new rules): \(cases.count)")
    ] + cases.map { "  " + words.sentence($0) }
  }

  private func decisions(_ words: RuleChangeWords) -> [String] {
    var lines: [String] = []
    if count > 0 {
      lines.append(
        words.say(
          "卷宗 \(count) 份，决定会变 \(stock.count) 份",
          "Dossiers: \(count), decisions that change: \(stock.count)"))
    }
    for item in stock {
      let rules = words.rules(item.move.rules)
      lines.append(
        "  \(item.path)" + words.say("：", ": ") + words.arrow(item.move)
          + (rules.isEmpty ? "" : words.say("（\(rules)）", " (\(rules))")))
      if let edit = item.edit {
        lines.append(
          "    " + words.say("这样改，决定不比原来严：", "no stricter than before with: ")
            + edit[words.language])
      }
    }
    for item in witnesses {
      lines.append(
        "  " + words.say("见证的决定会变：", "a witness's decision changes: ") + "\(item.rule) "
          + words.arrow(item.move))
    }
    guard !decidesAsBefore else { return lines + [words.unchanged] }
    return lines
      + words.flips(self).map { $0.sentence + ($0.dossier.map { "  " + $0 } ?? "") }
  }
}
