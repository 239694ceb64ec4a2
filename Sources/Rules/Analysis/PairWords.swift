/// What is said of two rules.
struct PairWords {
  private let first: CatalogueRule
  private let second: CatalogueRule
  private let program: Program

  init(_ program: Program, _ first: Int, _ second: Int) {
    self.program = program
    self.first = program.rules.rules[program.programRules[first].rule]
    self.second = program.rules.rules[program.programRules[second].rule]
  }

  static func sameConsequences(_ program: Program, _ first: Int, _ second: Int) -> Bool {
    func consequences(_ index: Int) -> [Set<Int>] {
      program.rules.rules[program.programRules[index].rule].consequences.map { consequence in
        Set(consequence.all.map { $0.consequence })
      }
    }
    let (one, other) = (consequences(first), consequences(second))
    return one.count == 1 && one == other
  }

  func contradiction(for region: Phrase) -> Diagnostic {
    Diagnostic(
      .contradictingRules, at: second.range,
      Phrase(
        "已证明：没有项目能同时符合 \(first.id) 和 \(second.id)，例如 \(region.chinese)",
        "proved: no project can meet both \(first.id) and \(second.id), for example \(region.english)"
      ),
      related: [label(first)],
      hint: Phrase(
        "改正其中一条，或让两条各管各的项目", "correct one of them, or let each have projects of its own"),
      severity: .warning)
  }

  func shadow() -> Diagnostic {
    Diagnostic(
      .shadowedRule, at: second.range,
      Phrase(
        "已证明：违反 \(second.id) 的都违反 \(first.id)，后果相同，这一条不起作用",
        "proved: whoever violates \(second.id) violates \(first.id), with the same consequence"),
      related: [label(first)],
      hint: Phrase(
        "删去，或改正；原文确有重复的写 `# 允许 shadowed-rule 理由`",
        "delete or correct it; where the text repeats itself, write `# allow shadowed-rule REASON`"),
      severity: .warning)
  }

  func conflict(for region: Phrase) -> Diagnostic {
    Diagnostic(
      .conflictingDocuments, at: second.range,
      Phrase(
        "\(second.id) 让通过的，\(first.id) 不予通过：\(region.chinese)",
        "what \(second.id) lets pass \(first.id) refuses: \(region.english)"),
      related: [quote(second), quote(first)].compactMap { $0 },
      hint: Phrase(
        "用 `关系 … 涉及 \(first.id)、\(second.id) 决定 …` 写明以哪一条为准",
        "say in a `relation` of \(first.id) and \(second.id) which of them decides"),
      severity: .warning)
  }

  private func label(_ rule: CatalogueRule) -> Diagnostic.Label {
    Diagnostic.Label(rule.range, Phrase("\(rule.id)：\(rule.title)", "\(rule.id): \(rule.title)"))
  }

  /// What the text of a rule says.
  private func quote(_ rule: CatalogueRule) -> Diagnostic.Label? {
    rule.citations.first.map { citation in
      let words = "\(rule.id)「\(citation.citation.quote)」"
      return Diagnostic.Label(citation.range, Phrase(words, words))
    }
  }
}

extension Diagnostic.Code {
  static let shadowedRule = Self(
    name: "shadowed-rule",
    explanation: Phrase(
      """
      同一规则集里，谁违反了这一条就一定违反了另一条更严的，后果也相同：这一条从不改变结论。

          规则 A 应 窑.热效率 不高于 1.2
          规则 B 应 窑.热效率 不高于 1.5      高于 1.5 的都高于 1.2
      """,
      """
      In one ruleset, whoever violates this rule violates another, stricter one with the same
      consequence: this rule never changes a decision.

          rule A must kiln.efficiency <= 1.2
          rule B must kiln.efficiency <= 1.5      who is above 1.5 is above 1.2
      """))

  static let contradictingRules = Self(
    name: "contradicting-rules",
    explanation: Phrase(
      """
      有项目两条规则都适用，每一条单独都能符合，却不能都符合。

          规则 A 应 窑.热效率 不高于 1.2
          规则 B 当 窑.燃料 是 煤  应 窑.热效率 不低于 1.5
      """,
      """
      There are projects that both rules apply to; each can be met alone, and never both.

          rule A must kiln.efficiency <= 1.2
          rule B when kiln.fuel is coal  must kiln.efficiency >= 1.5
      """))

  static let conflictingDocuments = Self(
    name: "conflicting-documents",
    explanation: Phrase(
      """
      有项目符合下级文件的规则，却被上级文件对同一事实的规则不予通过，而关系登记里没有写以哪一条为准。
      例子由规则引擎算过。

          规则 省-1 应 数据中心.PUE 不高于 1.2
          规则 市-1 应 数据中心.PUE 不高于 1.3      PUE 在 (1.2, 1.3]
      """,
      """
      There is a project that meets the rule of the narrower jurisdiction and is refused by a rule of
      the wider one about the same facts, and no relation says which of them decides. The example was
      judged.

          rule P-1 must dataCentre.pue <= 1.2
          rule C-1 must dataCentre.pue <= 1.3      PUE in (1.2, 1.3]
      """))
}
