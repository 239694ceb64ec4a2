import Testing

@testable import Rules

/// The diagnostics of the manual's own pages, and what the editor offers to do about them.
@Suite("Fixes of the manual's slips")
struct FixTests {
  /// A hint of a page, and whether the editor can do what it says.
  struct Answer {
    let code: String
    let hint: String
    let isFixed: Bool

    /// Whether the hint gives a text that can be written as it is, or says what to delete.
    var isPlain: Bool {
      HintPart.parts(of: hint).contains { part in
        part.isDeletion
          || part.quoted != nil && !part.hasGap
            && ["是否想写", "写成", "改成"].contains { part.before.holds($0) }
      }
    }
  }

  private static let answers: [Answer] = {
    var seen: Set<String> = []
    var found: [Answer] = []
    for specimen in Specimen.all("diagnostics") {
      let texts = specimen.ruleTexts
      guard !texts.isEmpty, Set(texts.map { $0.path }).count == texts.count else { continue }
      var workspace = Workspace(texts, around: CommittedRules.vocabulary)
      let analysis = workspace.analysis()
      for diagnostic in analysis.diagnostics {
        guard let hint = diagnostic.hint?.chinese,
          seen.insert("\(diagnostic.code.name) \(hint)").inserted
        else { continue }
        let fixes = workspace.quickFixes(analysis, in: diagnostic.range)
          .filter { $0.diagnostic == diagnostic && $0.followsHint }
        found.append(
          Answer(code: diagnostic.code.name, hint: hint, isFixed: !fixes.isEmpty))
      }
    }
    return found
  }()

  /// Hints that give an example of the form, or a name that needs more around it.
  private static let unanswered: Set<String> = [
    "是否想写 `项目.实际产能`？", "是否想写 `产能置换.来源.产能`？", "是否想写 `项目.城市`？", "是否想写 `产能置换.来源`？",
    "是否想写 `供热机组.容量`？", "写成 `甲 且 乙`", "写成 `合计 项.数量 对 项 于 能源.来源`", "写成 `合计 项.数量 对 项 于 列表`",
    "写成 `（合计 项.数量 对 项 于 列表） ÷ （个数 对 项 于 列表）`", "写成 `较大者（甲、乙）`", "写成 `约 5 %`",
    "写成 `按 文字、“是否”`",
  ]

  @Test("A hint that gives a text to write, or says what to delete, is a fix")
  func answered() {
    let open = Self.answers.filter { $0.isPlain && !$0.isFixed }.map { $0.hint }
    #expect(Set(open).subtracting(Self.unanswered) == [], "\(open)")
    #expect(Self.unanswered.subtracting(open) == [])
    #expect(Self.answers.count { $0.isFixed } > 85, "of \(Self.answers.count)")
  }
}
