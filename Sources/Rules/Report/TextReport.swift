/// A review for the terminal: a summary that takes ten seconds to read, then the details.
public struct TextReport {
  let review: Review
  let language: Language
  let colour: Bool
  /// nil: the review stands in no audit log.
  let proof: AuditProofText?

  public init(
    _ review: Review, language: Language, colour: Bool = false, proof: AuditProofText? = nil
  ) {
    self.review = review
    self.language = language
    self.colour = colour
    self.proof = proof
  }

  private var rules: CheckedRules { review.program.rules }
  private var vocabulary: Vocabulary { review.program.vocabulary }

  private func say(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  public var text: String {
    var lines = summary
    lines += section(.notMet, say("不符合", "Not met"))
    lines += section(.undetermined, say("待定", "Undetermined"))
    lines += section(.notYetDue, say("未到期", "Not yet due"))
    lines += repairs
    lines += missing
    lines += effects
    lines += settled
    lines += judgements
    lines += rulesets
    lines += auditProof
    return lines.map { visible($0) + "\n" }.joined()
  }

  /// A line with the invisible characters of foreign text shown.
  ///
  /// A line that begins with a colour was made by ``paint(_:_:then:)``, which has shown them; no
  /// other begins with foreign text.
  private func visible(_ line: String) -> String {
    colour && line.hasPrefix("\u{1B}[") ? line : line.withVisibleControls
  }

  // MARK: - Summary

  private var summary: [String] {
    let name =
      review.projectName ?? review.binding.dossier.source.path
    var lines = [paint(name, bold)]
    lines.append(
      paint(
        say("决定：", "Decision: ") + review.decision.name[language], tint(of: review.decision),
        then: "    " + say("得分：", "Score: ") + scoreText + "    "
          + say("审查日：", "As of: ") + review.binding.asOf.description))
    lines += (review.placeNotes + review.foreignNotes).map {
      say("  注意：", "  Note: ") + $0[language]
    }
    lines.append(counts)
    let reasons = findings(.notMet)
    for finding in reasons.prefix(Self.headlineLimit) { lines.append("  " + headline(finding)) }
    if reasons.count > Self.headlineLimit {
      let rest = reasons.count - Self.headlineLimit
      lines.append(say("  另有 \(rest) 条，见下。", "  and \(rest) more, below"))
    }
    return lines
  }

  private static let headlineLimit = 6

  /// The findings of a verdict, those that weigh most on the decision first.
  private func findings(_ verdict: Verdict) -> [Finding] {
    let found = review.findings.filter { $0.verdict == verdict }
    let weights = found.map { $0.effect(in: vocabulary) }
    return zip(found, weights).enumerated().sorted { left, right in
      left.element.1 == right.element.1
        ? left.offset < right.offset : left.element.1 > right.element.1
    }.map(\.element.0)
  }

  private var scoreText: String {
    let low = review.score.low.scoreText
    let high = review.score.high.scoreText
    return low == high ? low : "\(low)–\(high)"
  }

  private var counts: String {
    let counted = Verdict.allCases.reversed().compactMap { verdict -> String? in
      let count = review.findings.count { $0.verdict == verdict }
      return count == 0 ? nil : "\(verdict.name[language]) \(count)"
    }
    return say("规则：", "Rules: ") + counted.joined(separator: " · ")
  }

  private func headline(_ finding: Finding) -> String {
    let rule = rules.rules[finding.rule]
    var text = "✗ \(rule.id) \(rule.title(language))"
    if let element = finding.element { text += "（\(element.elementPath(in: vocabulary))）" }
    return text + consequenceText(finding)
  }

  private func consequenceText(_ finding: Finding) -> String {
    guard let consequence = finding.consequence else { return "" }
    let declared = vocabulary.consequences[consequence.consequence]
    let name = language == .chinese ? declared.label : declared.name.english
    let mark = consequence.isInferred ? say("（推定）", " (inferred)") : ""
    return " → \(name)\(mark)"
  }

  // MARK: - Findings

  private func section(_ verdict: Verdict, _ title: String) -> [String] {
    let findings = findings(verdict)
    guard !findings.isEmpty else { return [] }
    return ["", paint("■ " + counted(title, findings.count), bold)]
      + findings.flatMap { details($0) }
  }

  private func counted(_ title: String, _ count: Int) -> String {
    say("\(title)（\(count)）", "\(title) (\(count))")
  }

  private func details(_ finding: Finding) -> [String] {
    let rule = rules.rules[finding.rule]
    var heading = "\(rule.id) \(rule.title(language))"
    if let element = finding.element { heading += "（\(element.elementPath(in: vocabulary))）" }
    var lines = ["", paint(heading, tint(of: finding.verdict), then: consequenceText(finding))]
    for cited in rule.citations {
      let citation = cited.citation
      lines.append("  \(citation.document) \(citation.section)「\(citation.quote)」")
    }
    lines += ReasonDrawing(review, language: language).lines(explain(finding, in: review)).map {
      "  " + $0
    }
    lines += RelationNotes(review).notes(on: finding).map { relation in
      "  " + say("关系", "Relation") + " \(relation.id) \(relation.topic)：\(relation.decides ?? "")"
    }
    return lines
  }

  /// Rules that only route, account or note.
  private var effects: [String] {
    let findings = review.findings.filter {
      $0.verdict == .met && rules.rules[$0.rule].isEffect
    }
    guard !findings.isEmpty else { return [] }
    var lines = ["", paint(say("■ 归类与提示", "■ Routing and notes"), bold)]
    for finding in findings {
      let rule = rules.rules[finding.rule]
      guard case .effect(let text) = rule.requirement else { continue }
      lines.append("  \(rule.id) \(rule.title(language))\(consequenceText(finding))")
      if let text { lines.append("    \(text)") }
    }
    return lines
  }

  private var settled: [String] {
    var lines: [String] = []
    let met = review.findings.filter {
      $0.verdict == .met && !rules.rules[$0.rule].isEffect
    }
    if !met.isEmpty {
      lines += ["", paint(say("■ 符合（\(met.count)）", "■ Met (\(met.count))"), bold)]
      lines += met.map { finding in
        let rule = rules.rules[finding.rule]
        let element = finding.element.map { "（\($0.elementPath(in: vocabulary))）" } ?? ""
        return "  ✓ \(rule.id) \(rule.title(language))\(element)"
      }
    }
    return lines
  }

  // MARK: - What to do

  private var repairs: [String] {
    let section = RepairSection(review, language: language)
    return block(section.title, section.lines)
      + block(section.incurableTitle, section.incurableLines)
      + block(section.conflictingTitle, section.conflictingLines)
  }

  private func block(_ title: String, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : ["", paint("■ \(title)", bold)] + lines.map { "  " + $0 }
  }

  private var missing: [String] {
    let facts = MissingFact.asked(in: review)
    guard let first = facts.first else { return [] }
    let title =
      first.isDecisive
      ? say("需要补充的事实（\(facts.count)）", "Facts to supply (\(facts.count))")
      : say(
        "另有未提供的事实，不影响决定（\(facts.count)）",
        "Facts not given that do not bear on the decision (\(facts.count))")
    let analyses = MissingAnalysis.all(in: review)
    return block(
      title,
      facts.flatMap { fact in
        lines(fact, analyses.first { $0.fact.path == fact.path })
      })
  }

  private func lines(_ fact: MissingFact, _ analysis: MissingAnalysis?) -> [String] {
    let rules = fact.rules.prefix(6).joined(separator: say("、", ", "))
    let more =
      fact.rules.count > 6
      ? say("等 \(fact.rules.count) 条", " and others (\(fact.rules.count))") : ""
    var lines = ["\(fact.label)（\(fact.path)）：\(rules)\(more)"]
    if let question = fact.question { lines.append("  \(question)") }
    if let evidence = fact.evidence {
      lines.append(say("  凭据：\(evidence)", "  evidence: \(evidence)"))
    }
    if let analysis {
      lines += RegionText(program: review.program, language: language).lines(analysis)
        .map { "  · " + $0 }
    }
    return lines
  }

  private var judgements: [String] {
    guard !review.judgements.isEmpty else { return [] }
    return [
      "", paint(say("■ 须由人判断的条款", "■ Clauses a person must judge"), bold),
    ]
      + review.judgements.map { judgement in
        "  \(judgement.id ?? "") \(judgement.section)「\(judgement.quote ?? "")」\(judgement.reason ?? "")"
      }
  }

  private var rulesets: [String] {
    let names = review.rulesets.map { index in
      let ruleset = rules.rulesets[index]
      return language == .chinese ? ruleset.title : ruleset.name.english
    }
    return [
      "", say("适用的规则集：", "Rulesets: ") + names.joined(separator: say("、", ", ")),
    ] + (AbsenceText(review, language: language).line.map { [$0] } ?? [])
  }

  /// The checkpoint stands as it is signed, without indentation, so that it can be cut out.
  private var auditProof: [String] {
    guard let proof else {
      return [say("未写入审计日志：本报告没有留存证明。", "Not in an audit log: this report carries no proof.")]
    }
    // The text of a checkpoint ends its own last line.
    let checkpoint =
      proof.checkpoint.hasSuffix("\n") ? proof.checkpoint.dropLast() : proof.checkpoint[...]
    return [
      "", paint(say("■ 审计证明", "■ Audit proof"), bold),
      say("  日志序号：", "  Entry: ") + "\(proof.sequence)",
      say("  叶哈希：", "  Leaf hash: ") + proof.leafHash,
      say("  检查点（请留存）：", "  Checkpoint (keep it):"),
    ] + checkpoint.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
  }

  // MARK: - Colour

  private var bold: String { "1" }

  private func tint(of decision: Decision) -> String {
    switch decision {
    case .approve: "1;32"
    case .conditional, .supplement: "1;33"
    case .suspend, .refuse: "1;31"
    }
  }

  private func tint(of verdict: Verdict) -> String {
    switch verdict {
    case .notMet: "1;31"
    case .undetermined, .notYetDue: "1;33"
    case .met, .notApplicable: "1"
    }
  }

  /// A line that begins with a coloured text.
  private func paint(_ text: String, _ code: String, then rest: String = "") -> String {
    guard colour else { return text + rest }
    return "\u{1B}[\(code)m\(text.withVisibleControls)\u{1B}[0m" + rest.withVisibleControls
  }
}
