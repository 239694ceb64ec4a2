import Rules

/// The findings of a review in groups: what fails first, what is settled last.
struct HTMLFindings {
  let names: HTMLNames

  private var review: Review { names.review }

  private func findings(_ verdict: Verdict, isEffect: Bool? = nil) -> [Int] {
    review.findings.indices.filter { index in
      let finding = review.findings[index]
      guard finding.verdict == verdict else { return false }
      return isEffect.map { names.rule(of: finding).isEffect == $0 } ?? true
    }
  }

  // MARK: - By consequence

  /// What is not met, grouped by what follows from it, the worst first.
  var notMet: HTMLSection? {
    let found = findings(.notMet)
    guard !found.isEmpty else { return nil }
    return HTMLSection(
      id: "not-met", title: names.say("不符合", "Not met"), count: found.count
    ) { html in
      for group in groups(of: found) {
        html.block("section", [.class("group")]) { html in
          writeHeading(group, to: &html)
          for index in group.findings {
            HTMLFinding(index: index, names: names).writeArticle(to: &html)
          }
        }
      }
    }
  }

  /// What is open, what bears on the decision first.
  var undetermined: HTMLSection? {
    let found = findings(.undetermined)
    guard !found.isEmpty else { return nil }
    return HTMLSection(
      id: "undetermined", title: names.say("待定", "Undetermined"), count: found.count
    ) { html in
      for group in groups(of: found) {
        html.block("section", [.class("group")]) { html in
          writeHeading(group, to: &html)
          for index in group.findings {
            HTMLFinding(index: index, names: names).writeDetails(to: &html)
          }
        }
      }
    }
  }

  /// Findings with one consequence.
  private struct Group {
    let consequence: Int?
    let effect: Decision
    var findings: [Int]
  }

  private func groups(of findings: [Int]) -> [Group] {
    var groups: [Group] = []
    for index in findings {
      let finding = review.findings[index]
      let consequence = finding.consequence?.consequence
      let effect = finding.effect(in: names.vocabulary)
      if let known = groups.firstIndex(where: {
        $0.consequence == consequence && $0.effect == effect
      }) {
        groups[known].findings.append(index)
      } else {
        groups.append(Group(consequence: consequence, effect: effect, findings: [index]))
      }
    }
    // The vocabulary declares consequences from the hardest to the mildest.
    return groups.sorted { left, right in
      left.effect != right.effect
        ? left.effect > right.effect
        : (left.consequence ?? .max) < (right.consequence ?? .max)
    }
  }

  private func writeHeading(_ group: Group, to html: inout HTMLWriter) {
    html.block("h3") { html in
      if let consequence = group.consequence {
        let declared = names.vocabulary.consequences[consequence]
        html.inline("span", names.say(declared.label, declared.name.english.spacedWords))
      } else {
        html.words(names.say("没有写明后果", "No consequence"))
      }
      html.inline("span", [.class("count")], " \(group.findings.count)")
      html.inline("small", effect(group.effect))
    }
  }

  private func effect(_ decision: Decision) -> String {
    let name = names.name(decision.name)
    return decision == .approve
      ? names.say("不影响决定", "does not bear on the decision")
      : names.say("其本身使决定为“\(name)”", "by itself leads to “\(name)”")
  }

  // MARK: - By verdict

  var notYetDue: HTMLSection? {
    opening(
      findings(.notYetDue), id: "not-yet-due", title: names.say("未到期", "Not yet due"))
  }

  /// Rules that demand nothing and only route, account or note.
  var effects: HTMLSection? {
    opening(
      findings(.met, isEffect: true), id: "effects",
      title: names.say("归类与提示", "Routing and notes"))
  }

  var met: HTMLSection? {
    folded(findings(.met, isEffect: false), id: "met", title: names.say("符合", "Met"))
  }

  var notApplicable: HTMLSection? {
    folded(
      findings(.notApplicable).filter { !review.findings[$0].wouldFail }, id: "not-applicable",
      title: names.say("不适用", "Not applicable"))
  }

  /// Findings as lines that open.
  private func opening(_ findings: [Int], id: String, title: String) -> HTMLSection? {
    guard !findings.isEmpty else { return nil }
    return HTMLSection(id: id, title: title, count: findings.count) { html in
      for index in findings { HTMLFinding(index: index, names: names).writeDetails(to: &html) }
    }
  }

  /// The same behind one more fold: what is settled is there for who looks for it.
  private func folded(_ findings: [Int], id: String, title: String) -> HTMLSection? {
    guard !findings.isEmpty else { return nil }
    return HTMLSection(id: id, title: title, count: findings.count) { html in
      html.block("details", [.class("fold")]) { html in
        html.block(
          "summary", names.say("展开 \(findings.count) 条", "Show all \(findings.count)"))
        for index in findings { HTMLFinding(index: index, names: names).writeDetails(to: &html) }
      }
    }
  }
}
