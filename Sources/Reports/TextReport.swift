import Rules

/// A review for the terminal: a summary that takes ten seconds to read, then the details.
public struct TextReport {
  let review: Review
  let advice: Advice
  let language: Language
  let colour: Bool
  /// nil: the review stands in no audit log.
  let proof: AuditProofText?

  public init(
    _ review: Review, advice: Advice, language: Language, colour: Bool = false,
    proof: AuditProofText? = nil
  ) {
    self.review = review
    self.advice = advice
    self.language = language
    self.colour = colour
    self.proof = proof
  }

  private var rules: RuleCatalogue { review.program.rules }
  private var vocabulary: Vocabulary { review.program.vocabulary }

  private func say(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  public var text: String {
    let findings = TextFindings(review, advice, language: language)
    var lines = summary
    lines += [findings.notMet, findings.undetermined, findings.notYetDue].flatMap { block($0) }
    lines += repairs
    lines += missing
    lines += block(findings.facts)
    lines += block(findings.unverified)
    lines += judgements
    lines += [
      findings.parameters, findings.relations, findings.met, findings.effects,
      findings.dormant, findings.unread,
    ].flatMap { block($0) }
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
    return lines + causes + asks
  }

  /// One line for each cause, whatever decides.
  private var causes: [String] {
    let text = FailureText(review, language)
    return advice.causes.map { cause in
      paint("  ✗", tint(of: .notMet), then: " " + text.line(of: cause))
    }
  }

  /// For an open decision, what to bring to settle it.
  private var asks: [String] {
    guard review.decision == .supplement else { return [] }
    let text = AskText(program: review.program, language: language)
    let decisive = advice.missing.filter { $0.isDecisive }
    let lines = decisive.prefix(Self.askLimit).map { "  ? \(text.line($0))" }
    let rest = decisive.count - Self.askLimit
    return lines
      + (rest > 0 ? [say("  另须补充 \(rest) 项，见下。", "  and \(rest) more to supply, below")] : [])
  }

  private static let askLimit = 16

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

  // MARK: - What to do

  private var repairs: [String] {
    let section = RepairSection(review, advice, language: language)
    return block(section.title, section.lines)
      + block(section.redeterminationTitle, section.redeterminationLines)
      + block(section.incurableTitle, section.incurableLines)
      + block(section.conflictingTitle, section.conflictingLines)
      + block(section.remedyTitle, section.remedyLines)
  }

  private func block(_ section: TextFindings.Section?) -> [String] {
    section.map { block($0.title, $0.lines) } ?? []
  }

  private func block(_ title: String, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : ["", paint("■ \(title)", bold)] + lines.map { "  " + $0 }
  }

  private var missing: [String] {
    let facts = advice.asked
    guard let first = facts.first else { return [] }
    let title =
      first.isDecisive
      ? say("需要补充的事实（\(facts.count)）", "Facts to supply (\(facts.count))")
      : say(
        "另有未提供的事实，不影响决定（\(facts.count)）",
        "Facts not given that do not bear on the decision (\(facts.count))")
    guard first.isDecisive else {
      return block(title, [facts.map { name(of: $0) }.joined(separator: say("；", "; "))])
    }
    return block(title, facts.flatMap { lines($0, advice.analysis(of: $0)) })
  }

  /// The name of a fact, and the rules that ask for it.
  private func name(of fact: MissingFact) -> String {
    let rules = fact.rules.prefix(6).joined(separator: say("、", ", "))
    let more =
      fact.rules.count > 6
      ? say("等 \(fact.rules.count) 条", " and others (\(fact.rules.count))") : ""
    return say("\(fact.label)（\(fact.path)）：", "\(fact.path): ") + "\(rules)\(more)"
  }

  private func lines(_ fact: MissingFact, _ analysis: MissingAnalysis?) -> [String] {
    var lines = [
      name(of: fact),
      "  " + AskText(program: review.program, language: language).line(fact),
    ]
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
