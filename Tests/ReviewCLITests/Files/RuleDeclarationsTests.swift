import Rules
import Testing

@testable import ReviewCLI

@Suite("What rule files declare")
struct RuleDeclarationsTests {
  /// A rule in two versions, each with its own period, and a rule that reads a parameter.
  private static let text = """
    参数 能耗限值 energyLimit 「能耗限值」 : 数
      值 805

    规则 T-1 早先的要求
      依据 甲〔2020〕1号 一「不高于1.5」
      至 2023-12-31
      应 数据中心.PUE 不高于 1.5

    规则 T-1 现在的要求
      依据 甲〔2020〕1号 一「不高于1.3」
      自 2024-01-01
      应 数据中心.PUE 不高于 1.3

    规则 T-2 另一条
      依据 甲〔2020〕1号 二「限值」
      应 产品.能耗 不高于 能耗限值

    """

  private static func declarations(_ text: String) -> RuleDeclarations {
    RuleDeclarations(of: [SourceText(path: "t/t.rules", text: text)])
  }

  struct Change: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let old: String
    let new: String
    /// The rules that say something else.
    let changed: Set<String>
    /// Those that rest on what differs besides.
    var resting: Set<String> = []
  }

  static let changes = [
    Change(testDescription: "nothing", old: "规则", new: "规则", changed: []),
    Change(
      testDescription: "the space in a version", old: "  自 2024-01-01\n",
      new: "\n  自   2024-01-01\n",
      changed: []),
    Change(
      testDescription: "the limit of the earlier version", old: "PUE 不高于 1.5", new: "PUE 不高于 1.6",
      changed: ["T-1"]),
    Change(
      testDescription: "the limit of the later version", old: "PUE 不高于 1.3", new: "PUE 不高于 1.2",
      changed: ["T-1"]),
    Change(
      testDescription: "the day that parts the versions", old: "2024-01-01", new: "2024-02-01",
      changed: ["T-1"]),
    Change(
      testDescription: "one version less",
      old: """
        规则 T-1 早先的要求
          依据 甲〔2020〕1号 一「不高于1.5」
          至 2023-12-31
          应 数据中心.PUE 不高于 1.5


        """, new: "", changed: ["T-1"]),
    Change(
      testDescription: "a parameter", old: "值 805", new: "值 806", changed: [], resting: ["T-2"]),
  ]

  @Test(
    "The versions of a rule are one rule, which differs when one of them does", arguments: changes)
  func difference(_ change: Change) throws {
    try #require(Self.text.contains(change.old))
    let before = Self.declarations(Self.text)
    let after = Self.declarations(Self.text.replacing(change.old, with: change.new))
    let difference = before.difference(from: after)
    #expect(difference.rules == change.changed)
    #expect(before.rules(restingOn: difference) == change.resting)
    #expect(after.rules == ["T-1", "T-2"])
    #expect((before.words(ofRule: "T-1") == after.words(ofRule: "T-1")) == change.changed.isEmpty)
  }

  @Test("The words of a rule are those of all its versions, in the order of the text")
  func words() throws {
    let declarations = Self.declarations(Self.text)
    let words = try #require(declarations.words(ofRule: "T-1"))
    #expect(
      words.filter { ["早先的要求", "现在的要求", "1.5", "1.3"].contains($0) } == [
        "早先的要求", "1.5", "现在的要求", "1.3",
      ])
    #expect(declarations.words(ofRule: "T-3") == nil)
  }
}
