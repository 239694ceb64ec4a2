import Rules

/// A review as one HTML file that needs nothing else: for the screen, for a phone, for A4 paper.
///
/// The same review gives the same bytes. All texts of the dossier and of the rules are escaped.
public struct HTMLReport {
  /// What stands in the head of every page, so that a page can be told from other people's files.
  public static let mark = "<meta name=\"generator\" content=\"review\">"

  let names: HTMLNames
  /// The digest of each ruleset's files, by ruleset.
  let digests: [Int: String]
  let proof: AuditProofText?
  /// The path of the index that lists it; nil for a page of its own.
  let index: String?

  public init(
    _ review: Review, advice: Advice, language: Language, digests: [Int: String] = [:],
    proof: AuditProofText? = nil, index: String? = nil
  ) {
    names = HTMLNames(review, advice, language)
    self.digests = digests
    self.proof = proof
    self.index = index
  }

  private var review: Review { names.review }

  public var text: String {
    let decision = names.name(review.decision.name)
    return HTMLPage(title: "\(decision) · \(names.project)", language: names.language)
      .text { html in
        html.block("a", [.class("skip"), .href("#decision")], names.say("跳到决定", "To the decision"))
        html.block("header", [.class("page")]) { writeTitle(to: &$0) }
        html.block("main") { writeSections(to: &$0) }
        html.block("footer", [.class("page")]) { writeEnd(to: &$0) }
      }
  }

  private func writeTitle(to html: inout HTMLWriter) {
    if let index {
      html.block("p", [.class("back")]) { html in
        html.inline("a", [.href(index)], names.say("← 全部项目", "← All projects"))
      }
    }
    html.block("p", [.class("kind")], names.say("“两高”项目审查报告", "Review of a two-high project"))
    html.block("h1", names.project)
  }

  private func writeSections(to html: inout HTMLWriter) {
    HTMLDecision(names: names).write(to: &html)
    let sections = sections
    HTMLContents(sections: sections).write(to: &html, names)
    for section in sections { section.write(to: &html) }
  }

  /// The sections that have something to say, in the order of their weight.
  private var sections: [HTMLSection] {
    let rulesets = HTMLRulesets(names: names, digests: digests, proof: proof)
    return [
      HTMLFindings(names: names).notMet,
      HTMLRepairs(names: names).repairs,
      HTMLRepairs(names: names).redeterminations,
      HTMLRepairs(names: names).incurable,
      HTMLRepairs(names: names).conflicting,
      HTMLRepairs(names: names).remedies,
      HTMLOpenQuestions(names: names).missing,
      HTMLFindings(names: names).undetermined,
      HTMLFindings(names: names).notYetDue,
      HTMLFindings(names: names).effects,
      HTMLOpenQuestions(names: names).unverified,
      HTMLOpenQuestions(names: names).judgements,
      HTMLFacts(names: names).section,
      HTMLScore(names: names).section,
      HTMLProject(names: names).section,
      HTMLFindings(names: names).met,
      HTMLFindings(names: names).notApplicable,
      HTMLRepairs(names: names).dormant,
      HTMLRepairs(names: names).unread,
      rulesets.parameters,
      HTMLRepairs(names: names).relations,
      rulesets.rulesets,
      rulesets.audit,
    ].compactMap { $0 }
  }

  private func writeEnd(to html: inout HTMLWriter) {
    html.block(
      "p",
      names.say(
        "本报告由规则逐条推算得出，同一卷宗、同一规则、同一审查日得到同一报告。须由人判断的条款不在推算之内。",
        "This report follows from the rules: the same dossier, rules and date give the same report. Clauses that a person must judge are not part of it."
      ))
  }
}
