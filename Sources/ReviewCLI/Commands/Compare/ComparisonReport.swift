import Rules

/// What `review compare` found, for people and for programs.
struct ComparisonReport {
  let differences: [RuleDifference]
  let changes: DecisionChanges
  let texts: [StaleText]

  // MARK: - Text

  func text(_ language: Language) -> String {
    func say(_ chinese: String, _ english: String) -> String { Phrase(chinese, english)[language] }
    var lines = [say("改动的规则：\(differences.count)", "Rules that changed: \(differences.count)")]
    for difference in differences {
      lines.append("  \(difference.rule) \(difference.title)：\(difference.change.words[language])")
      for witness in difference.witnesses {
        lines.append("    " + say("范围：", "region: ") + witness.region[language])
        lines.append(
          "    " + say("见证：", "witness: ") + verdict(witness.old, language) + " → "
            + verdict(witness.new, language) + "  " + witness.dossier)
      }
      if let reason = difference.reason {
        lines.append("    " + say("未判定：", "undecided: ") + reason[language])
      }
    }
    if !texts.isEmpty {
      lines.append(
        say("仍写着旧数的文字：\(texts.count)", "Texts that still name the old number: \(texts.count)"))
      for text in texts {
        lines.append("  \(text.rule) \(text.place[language])：\(text.number)「\(text.text)」")
      }
    }
    lines += decisions(language)
    return lines.joined(separator: "\n") + "\n"
  }

  private func decisions(_ language: Language) -> [String] {
    func say(_ chinese: String, _ english: String) -> String { Phrase(chinese, english)[language] }
    var lines: [String] = []
    if changes.count > 0 {
      lines.append(
        say(
          "卷宗 \(changes.count) 份，决定会变 \(changes.stock.count) 份",
          "Dossiers: \(changes.count), decisions that change: \(changes.stock.count)"))
    }
    for item in changes.stock {
      lines.append(
        "  \(item.path)：\(arrow(item.change, language))（\(item.change.rules.joined(separator: "、"))）"
      )
      if let edit = item.edit {
        lines.append("    " + say("改成这样仍与原来一致：", "as before with: ") + edit[language])
      }
    }
    for item in changes.witnesses {
      lines.append(
        "  " + say("见证的决定会变：", "a witness's decision changes: ") + "\(item.rule) "
          + arrow(item.change, language))
    }
    if changes.isNone {
      lines.append(
        say(
          "这些卷宗和见证的决定都不变；没有证明别的卷宗也不变。",
          "No decision changes on these dossiers and witnesses; that none changes elsewhere is not proved."
        ))
    }
    return lines
  }

  private func arrow(_ change: DecisionChanges.Change, _ language: Language) -> String {
    "\(change.from.name[language]) → \(change.to.name[language])"
  }

  private func verdict(_ verdict: Verdict?, _ language: Language) -> String {
    verdict?.name[language] ?? Phrase("没有这条", "not there")[language]
  }

  // MARK: - JSON

  func json(_ language: Language) -> String {
    var json = JSONWriter(style: .pretty)
    json.object { json in
      json.member("rules") { json in
        json.array { json in
          for difference in differences { write(difference, to: &json, language) }
        }
      }
      json.member("decisions") { json in
        json.array { json in
          for item in changes.witnesses {
            json.object { json in
              write(item.change, to: &json)
              json.member("dossier") { $0.verbatim(item.dossier) }
              json.member("rule", item.rule)
            }
          }
        }
      }
      json.member("dossiers") { json in
        json.array { json in
          for item in changes.stock {
            json.object { json in
              json.member("path", item.path)
              write(item.change, to: &json)
              json.member("rule", item.change.rules.first)
              json.member("edit", item.edit?[language])
            }
          }
        }
      }
      json.member("texts") { json in
        json.array { json in
          for text in texts {
            json.object { json in
              json.member("rule", text.rule)
              json.member("place", text.place[language])
              json.member("number", text.number)
              json.member("text", text.text)
            }
          }
        }
      }
    }
    json.endLine()
    return json.text
  }

  private func write(_ change: DecisionChanges.Change, to json: inout JSONWriter) {
    json.member("from", change.from.name.english)
    json.member("to", change.to.name.english)
  }

  private func write(
    _ difference: RuleDifference, to json: inout JSONWriter, _ language: Language
  ) {
    json.object { json in
      json.member("rule", difference.rule)
      json.member("change", difference.change.rawValue)
      json.member("region", difference.witnesses.first?.region[language])
      json.member("witnesses") { json in
        json.array { json in
          for witness in difference.witnesses {
            json.object { json in
              json.member("dossier") { $0.verbatim(witness.dossier) }
              json.member("old", witness.old?.name.english)
              json.member("new", witness.new?.name.english)
              json.member("region", witness.region[language])
            }
          }
        }
      }
      json.member("reason", difference.reason?[language])
    }
  }
}

extension RuleDifference.Change {
  fileprivate var words: Phrase {
    switch self {
    case .equivalent: Phrase("等价（已证明）", "equivalent (proved)")
    case .stricter: Phrase("更严", "stricter")
    case .looser: Phrase("更宽", "looser")
    case .mixed: Phrase("互有宽严", "mixed")
    case .undecided: Phrase("未判定", "undecided")
    }
  }
}
