import Rules

/// The rulesets a review went by, and its place in the audit log.
struct HTMLRulesets {
  let names: HTMLNames
  let digests: [Int: String]
  let proof: AuditProofText?

  /// What findings rest on besides the dossier, with its origin.
  var parameters: HTMLSection? {
    let uses = names.review.parameterUses { $0.verdict != .notApplicable }.filter { $0.hasValue }
    guard !uses.isEmpty else { return nil }
    return HTMLSection(
      id: "parameters", title: names.say("所用参数", "Parameters used"), count: uses.count
    ) { html in
      html.block("ul", [.class("facts")]) { html in
        for use in uses { HTMLParameter(use: use, names: names).write(to: &html) }
      }
    }
  }

  var rulesets: HTMLSection {
    HTMLSection(
      id: "rulesets", title: names.say("适用的规则集", "Rulesets"),
      count: names.review.rulesets.count
    ) { html in
      html.block("ul", [.class("digests")]) { html in
        for index in names.review.rulesets {
          html.pair(names.ruleset(index)) { html in
            if let digest = digests[index] {
              html.inline("code", digest)
            } else {
              html.words(names.say("没有给出摘要", "no digest given"))
            }
          }
        }
      }
      if let line = AbsenceText(names.review, language: names.language).line {
        html.block("p", line)
      }
    }
  }

  var audit: HTMLSection {
    HTMLSection(id: "audit", title: names.say("留存证明", "Audit proof")) { html in
      guard let proof else {
        html.block(
          "p",
          names.say(
            "未写入审计日志：本报告没有留存证明。", "Not in an audit log: this report carries no proof."))
        return
      }
      html.block("ul", [.class("digests")]) { html in
        html.pair(names.say("日志序号", "Entry"), "\(proof.sequence)")
        html.pair(names.say("条目哈希", "Leaf hash")) { $0.inline("code", proof.leafHash) }
      }
      html.block("h3", names.say("检查点", "Checkpoint"))
      html.block("pre", [.class("checkpoint")]) { $0.lines(proof.checkpoint) }
    }
  }
}
