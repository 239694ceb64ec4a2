import Rules

extension ReportSource {
  private func rule(of finding: Finding) -> CatalogueRule { program.rules.rules[finding.rule] }

  private func findings(_ verdict: Verdict, isEffect: Bool) -> [Int] {
    review.findings.indices.filter { index in
      let finding = review.findings[index]
      return finding.verdict == verdict && rule(of: finding).isEffect == isEffect
    }
  }

  // MARK: - Sections

  /// What an authority decided against the rules.
  var overruled: Section? {
    list(
      "overruled", say("改判的事项", "What was overruled"),
      rulings.all.map { Line(text(of: $0)) })
  }

  /// `NX-4.3-05 能效标杆水平（按规则为不符合）：李四依据〔2024〕1号改判为“通过”。理由：…（审计日志第 12 号）。`
  func text(of ruling: Ruling) -> String {
    let found = review.findings.filter { program.rules.rules[$0.rule].id == ruling.rule }
    let verdicts = [String].union(of: found.lazy.map { [$0.verdict.name.spaced(language)] })
    let title = found.first.map { " " + rule(of: $0).title(language) } ?? ""
    let word = ruling.decision.name.spaced(language)
    let was = verdicts.joined(separator: comma)
    return say(
      "\(ruling.rule)\(title)（按规则为\(was)）：\(ruling.reviewer)依据\(ruling.authority)改判为“\(word)”。理由：\(ruling.reason.withoutEnd)（审计日志第 \(ruling.sequence) 号）。",
      "\(ruling.rule)\(title) (by the rules \(was)): on the authority of \(ruling.authority), \(ruling.reviewer) ruled “\(word)”. Reason: \(ruling.reason.withoutEnd) (entry \(ruling.sequence) of the audit log)."
    )
  }

  /// What fails, by its causes, the heaviest first.
  var notMet: Section? {
    guard !advice.causes.isEmpty else { return nil }
    let entries = advice.causes.enumerated().map { position, cause in
      CauseEntry(
        number: position + 1, words: failures.words(of: cause),
        findings: cause.findings.map { entry($0, .full) })
    }
    return Section(
      "not-met", say("不符合", "Not met"), count: entries.reduce(0) { $0 + $1.findings.count },
      entries.map { .cause($0) })
  }

  /// What is open, in full where it bears on the decision.
  var undetermined: Section? {
    let found = review.rankedFindings(.undetermined)
    guard !found.isEmpty else { return nil }
    let settled = review.settledDecision
    func bears(_ index: Int) -> Bool {
      review.findings[index].worstEffect(in: program) > settled
    }
    let bearing = found.filter { bears($0) }
    let others = found.filter { !bears($0) }
    var blocks: [Block] = []
    for (title, group, detail) in [
      (say("会影响决定", "Bear on the decision"), bearing, FindingEntry.Detail.full),
      (say("不影响决定", "Do not bear on the decision"), others, .brief),
    ] where !group.isEmpty {
      blocks += [.heading(Line(title)), .findings(group.map { entry($0, detail) })]
    }
    return Section("undetermined", say("待定", "Undetermined"), count: found.count, blocks)
  }

  var notYetDue: Section? {
    section(
      "not-yet-due", say("未到期", "Not yet due"), review.rankedFindings(.notYetDue), .full)
  }

  /// The rules that are met, with the numbers that hold.
  var met: Section? {
    section("met", say("符合", "Met"), findings(.met, isEffect: false), .brief)
  }

  /// Rules that demand nothing and only route, account or note.
  var effects: Section? {
    section(
      "effects", say("归类与提示", "Routing and notes"), findings(.met, isEffect: true), .brief)
  }

  /// The rules that do not apply: as counts, and by the answer that alone switches several off.
  ///
  /// Those that are not in force are among them, as in every count of a report.
  var notApplicable: Section? {
    let found = review.findings.indices.filter { review.findings[$0].verdict == .notApplicable }
    guard !found.isEmpty else { return nil }
    let counts = review.rulesets.compactMap { ruleset -> Line? in
      let count = found.count { rule(of: review.findings[$0]).ruleset == ruleset }
      return count == 0 ? nil : Line("\(names.ruleset(ruleset)) \(count)")
    }
    let switches = SwitchedOff.all(in: review).map { off in
      names.fact(off.fact) + Line(words.colon) + Line(off.value(words), .value)
        + Line(say("，因此不适用：", ", so these do not apply: "))
        + Line(rules: off.rules, between: comma)
    }
    let all = Line(say("展开 \(found.count) 条", "Show all \(found.count)"))
    return Section(
      "not-applicable", say("不适用", "Not applicable"), count: found.count,
      [.series(counts)] + (switches.isEmpty ? [] : [.series(switches)])
        + [.fold(Fold(all, [.findings(found.map { entry($0, .brief) })]))])
  }

  private func section(
    _ id: String, _ title: String, _ found: [Int], _ detail: FindingEntry.Detail
  ) -> Section? {
    guard !found.isEmpty else { return nil }
    return Section(
      id, title, count: found.count, [.findings(found.map { entry($0, detail) })])
  }

  // MARK: - Entries

  private func entry(_ index: Int, _ detail: FindingEntry.Detail) -> FindingEntry {
    let finding = review.findings[index]
    let rule = rule(of: finding)
    let review = review
    return FindingEntry(
      anchor: FindingEntry.anchor(index), verdict: finding.verdict, rule: rule.id,
      title: rule.title(language), element: names.element(of: finding),
      follows: failures.consequence(of: finding)
        + (rulings[rule.id] == nil ? "" : say("（已改判）", " (overruled)")),
      margin: finding.margin.map { say("差距 ", "Margin ") + words.text(of: $0) },
      detail: detail, brief: detail == .brief ? brief(finding) : [],
      clauses: rule.citations.map { cited in
        Clause(
          document: cited.citation.document,
          title: program.rules.documents[cited.document].title,
          section: cited.citation.section, quote: cited.citation.quote)
      },
      reasons: { explain(finding, in: review) },
      numberLine: finding.verdict == .notApplicable
        ? nil : NumberLine(gradingOf: finding, words) ?? NumberLine(marginOf: finding, words),
      related: rule.related, remarks: rule.remarks)
  }

  private func brief(_ finding: Finding) -> Line {
    switch finding.verdict {
    case .undetermined, .notYetDue:
      let causes = finding.causes.map { words.sentence($0) }
      return Line(causes.joined(separator: semicolon))
    case .met:
      if case .effect(let effect?) = rule(of: finding).requirement { return Line(effect) }
      let text = ComparisonText(finding, words)
      let numbers = finding.reserves(in: program).compactMap { text.words(of: $0) }
      return Line(numbers.joined(separator: semicolon))
    case .notMet: return Line(failures.words(of: finding))
    case .notApplicable: return []
    }
  }
}
