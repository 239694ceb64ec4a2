import AuditLog
import Testing

/// A log that `review audit init` made, beside a rule of its own and a dossier that breaks it.
struct TrialLog {
  static let rules = """
    规则集 试验 trial 「试验规则」
      辖区 全国

    文件 试〔2024〕1号 《试验办法》
      机关 试验机关

    后果 不予审批 refuse 「不予审批」
      不符合 不予通过
      待定 补正

    组 项目 project 「项目」
    字段 项目.名称 project.name 「项目名称」 : 文字
    名称字段 项目.名称
    组 数据中心 dataCentre 「数据中心」
    字段 数据中心.PUE dataCentre.pue 「电能利用效率」 : 数

    参数 限值 limit 「电能利用效率限值」 : 数
      来源 「试验」

    规则 T-1 电能利用效率
      依据 试〔2024〕1号 一「PUE不高于1.2」
      应 数据中心.PUE 不高于 限值
      否则 不予审批

    """

  let program = ReviewProgram()
  /// What `init` printed for auditors to pin.
  let verifierKey: String

  init() throws {
    program.write(Self.rules, to: "trial.rules")
    program.write(#"{"limit": 1.2}"#, to: "parameters.json")
    program.write(Self.dossier("甲中心", pue: "1.25"), to: "dossier.json")
    let made = try program.run(
      ["audit", "init", "audit", "--origin", "two-high.local/trial", "--key", "signing.key"])
    try #require(made.status == 0, "\(made.errors)")
    verifierKey = String(made.output.dropLast())
    try #require(VerifierKey(verifierKey) != nil)
  }

  static func dossier(_ name: String, pue: String) -> String {
    #"{"project": {"name": "\#(name)"}, "dataCentre": {"pue": \#(pue)}}"# + "\n"
  }

  /// `review evaluate … --audit`, by the rule and the parameters of the log's folder.
  func evaluate(_ words: [String] = ["dossier.json"]) throws -> ReviewProgram.Run {
    try program.run(Self.evaluation(of: words))
  }

  static func evaluation(of words: [String]) -> [String] {
    [
      "evaluate", "--rules", "trial.rules", "--parameters", "parameters.json", "--audit", "audit",
      "--audit-key", "signing.key", "--reviewer", "李工",
    ] + words
  }

  /// `review audit VERB audit …` with the pinned key.
  func audit(_ verb: String, _ words: [String] = []) throws -> ReviewProgram.Run {
    try program.run(["audit", verb, "audit"] + words + ["--pinned", verifierKey])
  }

  /// The same, signing.
  func sign(_ verb: String, _ words: [String]) throws -> ReviewProgram.Run {
    try audit(verb, words + ["--key", "signing.key"])
  }

  /// Destroys the documents of an entry as another person.
  func redact(_ sequence: Int, by name: String = "保密员") throws -> ReviewProgram.Run {
    try sign(
      "redact",
      [
        "\(sequence)", "--authority", "保密决定〔2026〕1号", "--reason", "商业秘密", "--reviewer", name,
      ])
  }

  /// The lines of the log, which has but one segment.
  var lines: [[UInt8]] {
    program.bytes(of: "audit/entries/000000.jsonl").split(separator: 0x0A).map(Array.init)
  }
}
