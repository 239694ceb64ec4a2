import Rules

/// The sentences of a report on a change of rules, the same in text and on the page.
struct RuleChangeWords {
  let language: Language

  func say(_ chinese: String, _ english: String) -> String { Phrase(chinese, english)[language] }

  func verdict(_ verdict: Verdict?) -> String {
    verdict?.name[language] ?? say("没有这条", "not there")
  }

  /// How a rule changed; of one that was not decided, what was shown of it.
  func change(of difference: RuleDifference) -> String {
    let change = difference.change.words[language]
    let name =
      difference.formerRule.map {
        say("编号由 \($0) 改来，\(change)", "renumbered from \($0), \(change)")
      } ?? change
    guard difference.change == .undecided, let witness = difference.witnesses.first else {
      return name
    }
    switch witness.change {
    case .stricter: return say("有的项目更严，其余未判定", "stricter for some projects, else undecided")
    case .looser: return say("有的项目更宽，其余未判定", "looser for some projects, else undecided")
    case .mixed, .equivalent, .undecided: return name
    }
  }

  /// What a region of a rule is called: where it is now stricter and now looser, of which of the two it
  /// is.
  func region(
    of witness: RuleDifference.Witness, in difference: RuleDifference, named name: String? = nil
  ) -> String {
    let name = name ?? say("范围", "region")
    guard difference.witnesses.contains(where: { $0.change != witness.change }) else { return name }
    let change = witness.change.words[language]
    return name + say("（\(change)）", " (\(change))")
  }

  /// `不符合（补正） → 不符合（不予审批）`
  func verdicts(of witness: RuleDifference.Witness) -> String {
    func said(_ verdict: Verdict?, _ consequence: Phrase?) -> String {
      self.verdict(verdict)
        + (consequence.map { say("（\($0.chinese)）", " (\($0.english))") } ?? "")
    }
    return said(witness.old, witness.consequences?.old) + " → "
      + said(witness.new, witness.consequences?.new)
  }

  func arrow(_ change: RuleDifference.ConsequenceChange) -> String {
    "\(change.old[language]) → \(change.new[language])"
  }

  /// What is written otherwise, old and new.
  func sentence(_ rewording: RuleDifference.Rewording) -> String {
    func quoted(_ text: Phrase?) -> String {
      text.map { say("「\($0.chinese)」", "“\($0.english)”") } ?? say("（没有）", "(none)")
    }
    return say(
      "文字改了（\(rewording.place.chinese)）：", "words changed (\(rewording.place.english)): ")
      + quoted(rewording.old) + " → " + quoted(rewording.new)
  }

  /// `规则集 中卫 辖区：「…」 → 「…」，决定可能因此改变`
  func sentence(_ change: GroundChange) -> String {
    let subject = [change.declaration, change.clause].compactMap { $0?[language] }
      .joined(separator: " ")
    func quoted(_ text: String?) -> String {
      text.map { say("「\($0)」", "“\($0)”") } ?? say("（没有）", "(none)")
    }
    let isNamedOnly = change.old == nil && change.new == nil
    let arrow = isNamedOnly ? "" : say("：", ": ") + quoted(change.old) + " → " + quoted(change.new)
    let effect =
      change.bearing == .direct ? say("，决定可能因此改变", "; decisions may change by it") : ""
    return subject + arrow + effect
  }

  var groundTitle: String { say("规则之外的改动", "What changed besides the rules") }

  /// `标题  zhongwei/3-targets.cases:12（补正 → 不予通过）`
  func sentence(_ revised: CaseToRevise) -> String {
    "\(revised.title)  \(revised.path)"
      + (revised.move.map { say("（\(arrow($0))）", " (\(arrow($0)))") } ?? "")
  }

  /// Where no rule changed: that no decision does, or what leaves it open.
  var unchanged: String {
    say(
      "规则的条件和后果没有改动，决定不变。",
      "No rule changed in when it is violated or what follows, and no decision does.")
  }

  /// `T-1 引文：1.2「PUE不高于1.2」`
  func sentence(_ stale: RuleChangeReport.StaleText) -> String {
    say(
      "\(stale.rule) \(stale.place.chinese)：\(stale.number)「\(stale.text)」",
      "\(stale.rule) \(stale.place.english): \(stale.number) “\(stale.text)”")
  }

  var neverViolated: String {
    say("新旧两版都没有项目会违反它（已证明）", "nothing can violate it, before or after (proved)")
  }

  func arrow(_ move: RuleChangeReport.Move) -> String {
    "\(move.from.name[language]) → \(move.to.name[language])"
  }

  func rules(_ ids: [String]) -> String { ids.joined(separator: say("、", ", ")) }

  /// What keeps the decision where the changed rules alone would let it change.
  private func keeping(_ keepers: [Phrase]) -> String {
    guard !keepers.isEmpty else { return "" }
    let names = keepers.map { $0[language] }.joined(separator: say("、", ", "))
    return say("，因为：\(names)", ", because of: \(names)")
  }

  /// What is known of all projects, one sentence for each direction.
  func flips(_ report: RuleChangeReport) -> [(sentence: String, dossier: String?)] {
    let (stock, flips) = (report.stock, report.flips)
    let directions = [
      (
        say("由不予通过变为通过", "from refused to passed"), flips.refusedThenPassed,
        stock.first { $0.move.from == .refuse && $0.move.to < .supplement }
      ),
      (
        say("由通过变为不予通过", "from passed to refused"), flips.passedThenRefused,
        stock.first { $0.move.from < .supplement && $0.move.to == .refuse }
      ),
    ]
    return directions.map { direction, answer, shown in
      switch answer {
      case .undecided where shown != nil:
        (
          say(
            "\(direction)：有，见卷宗 \(shown?.path ?? "")",
            "\(direction): there is; see the dossier \(shown?.path ?? "")"), nil
        )
      case .none(let keepers):
        (
          say(
            "\(direction)：已证明没有这样的项目（各项事实都给出时）",
            "\(direction): proved that there is no such project (with every fact given)")
            + keeping(keepers), nil
        )
      case .found(let witness):
        (
          say(
            "\(direction)：有，见证（\(witness.rule)，审查日 \(witness.asOf)）：",
            "\(direction): there is; witness (\(witness.rule), reviewed on \(witness.asOf)):"),
          witness.dossier
        )
      case .undecided(let rule, let reason):
        (
          say(
            "\(direction)：未判定（\(rule)：\(reason.chinese)）",
            "\(direction): undecided (\(rule): \(reason.english))"), nil
        )
      }
    }
  }
}
