extension Review {
  /// What a reader must know before the findings; every report says it at its top.
  public var notes: [Phrase] {
    footing + foreignNotes + emptiedNotes + warningNotes
  }

  /// What every decision rests on: the place, the date, facts that cannot all be so, sources that
  /// others use.
  package var footing: [Phrase] { standingNotes + ledgerNotes }

  /// The same without what other projects have to do with it.
  package var standingNotes: [Phrase] {
    placeNotes + dateNotes + contradictions.map { $0.note }
  }

  /// Why the decision is no better than supplement whatever the rules find: a place without rules or
  /// that is open, facts that cannot all be so, sources that others use. Empty where
  /// ``leastDecision`` is approval.
  package var bindingNotes: [Phrase] {
    [coverage.bindingNote].compactMap { $0 } + jurisdictionNotes + contradictions.map { $0.note }
      + ledgerNotes
  }

  /// Where rules come and go with time, a date that nobody gave is not taken in silence.
  private var dateNotes: [Phrase] {
    if let field = program.vocabulary.asOfField,
      case .value(.date(let own))? = binding.dossier.root.facts[field]?.state, own != binding.asOf
    {
      return [
        Phrase(
          "卷宗的审查日期是 \(own)，这里按指定的 \(binding.asOf) 判断。",
          "the dossier gives \(own) as the date of the review; it was judged by \(binding.asOf), as asked for."
        )
      ]
    }
    let rules = program.rules
    let dependsOnDate = findings.contains { finding in
      let rule = rules.rules[finding.rule]
      return rule.reviewPeriod != .always || rules.rulesets[rule.ruleset].validity != .always
    }
    guard binding.isDatedToday, dependsOnDate else { return [] }
    guard program.vocabulary.asOfField != nil else {
      return [
        Phrase(
          "词汇没有声明审查日期字段，按运行当天 \(binding.asOf) 有效的规则判断。",
          "the vocabulary names no field as the date of the review; the rules in force on the day of the run, \(binding.asOf), were applied."
        )
      ]
    }
    return [
      Phrase(
        "没有给出审查日期，按运行当天 \(binding.asOf) 有效的规则判断。",
        "no date of the review is given; the rules in force on the day of the run, \(binding.asOf), were applied."
      )
    ]
  }
}
