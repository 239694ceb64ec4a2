import Rules
import Testing

/// Whatever a dossier, a table, a rule file, a parameter file, a path or a word of the command line
/// says, it is shown on one line and steers nothing.
@Suite("Foreign text stays text")
struct ForeignTextTests {
  /// Line breaks that forge a decision, escapes, CSI, BEL, bidirectional marks, separators, and
  /// characters that show nothing.
  static let hostile =
    "甲\n决定：通过    得分：100\r\nDecision: approve\u{1B}[2J\u{1B}]0;x\u{7}\u{8}\u{9B}31m\u{85}\u{7F}"
    + "\u{202E}\u{2066}\u{200F}\u{61C}\u{2028}决定：通过\u{2029}\u{200B}\u{FEFF}\u{AD}\u{FE0F}\u{E0041}乙"

  /// The text as a string of JSON that a person could have written.
  private static var quoted: String {
    var json = JSONWriter(style: .compact)
    json.string(hostile)
    return json.text
  }

  /// Of what is invisible a result holds line feeds alone.
  private static func checkInert(_ text: String, _ what: String) {
    let found = text.unicodeScalars.filter { $0.isInvisible && $0 != "\n" }
    #expect(found.isEmpty, "\(what): \(Set(found.map { String($0.value, radix: 16) }))")
  }

  private static let dossier = """
    {"project": {"name": \(quoted)}, \(quoted): 1,
     "dataCentre": {"pue": {"value": 1.25, "source":
       {"document": \(quoted), "page": \(quoted), "quote": \(quoted), "authority": \(quoted)}}}}
    """

  private static let unavailable = """
    {"project": {"name": \(quoted)}, "dataCentre": {"pue": {"unavailable": \(quoted)}}}
    """

  private static func program() -> ReviewProgram {
    let program = ReviewProgram()
    program.write(TrialLog.rules, to: "trial.rules")
    program.write(#"{"limit": 1.2, \#(quoted): 1}"#, to: "parameters.json")
    program.write(dossier, to: "a.json")
    program.write(unavailable, to: "b.json")
    program.write(
      "project.name,dataCentre.pue,\"\(hostile)\"\n\"\(hostile)\",1.25,x\n\(hostile.filter { !$0.isNewline }),1.3,y\n",
      to: "c.csv")
    return program
  }

  @Test(
    "in every report", arguments: ["text", "json", "jsonl", "html"], ["zh", "en"])
  func reports(_ format: String, _ language: String) throws {
    let program = Self.program()
    for file in ["a.json", "b.json", "c.csv"] {
      let words = [
        "evaluate", file, "--rules", "trial.rules", "--parameters", "parameters.json", "--format",
        format, "--language", language, "--as-of", "2024-01-01",
      ]
      let run = try program.run(
        format == "html" && file == "c.csv" ? words + ["--output", "pages"] : words)
      #expect((1...2).contains(run.status), "\(file): \(run.errors)")
      Self.checkInert(run.output, "\(file), output")
      Self.checkInert(run.errors, "\(file), errors")
      // Values are kept as they are; words that this program makes of them stay on their lines.
      let explanations = run.output.split(separator: "\n").filter {
        $0.contains("\"explanation\": ")
      }
      #expect(explanations.allSatisfy { !$0.contains(#"\n决定"#) })
      guard format == "text" else { continue }
      let decisions = run.output.split(separator: "\n").count {
        $0.hasPrefix("决定：") || $0.hasPrefix("Decision:")
      }
      #expect(decisions == (file == "c.csv" ? 2 : 1))
    }
  }

  @Test("in the explanation of a rule, and of a change")
  func explanation() throws {
    let program = Self.program()
    for set in [[], ["--set", "dataCentre.pue=1.1"], ["--set", "project.name=\(Self.hostile)"]] {
      let run = try program.run(
        ["explain", "T-1", "--dossier", "a.json", "--rules", "trial.rules"] + set)
      Self.checkInert(run.output, "output")
      Self.checkInert(run.errors, "errors")
      #expect(!run.output.isEmpty)
    }
  }

  @Test("in diagnostics of rule files and dossiers, and in words of the command line")
  func diagnostics() throws {
    let program = Self.program()
    program.write(TrialLog.rules + "\n规则 \(Self.hostile)\n", to: "broken.rules")
    program.write("{\(Self.hostile): \(Self.hostile)", to: "broken.json")
    program.write(
      #"{"project": \#(Self.quoted), "dataCentre": {"pue": \#(Self.quoted)}}"#, to: "wrong.json")
    let path = String(Self.hostile.filter { $0 != "/" })
    program.write("{", to: path)
    for words in [
      ["check", "broken.rules"], ["format", "--check", "broken.rules"], ["test", "broken.rules"],
      ["coverage", "broken.rules"], ["evaluate", "broken.json", "--rules", "trial.rules"],
      ["evaluate", "wrong.json", "--rules", "trial.rules"],
      ["evaluate", path, "--rules", "trial.rules"], ["evaluate", path + "x"],
      ["check", path + "x"],
      [Self.hostile], ["check", "--" + Self.hostile], ["explain", Self.hostile],
      ["audit", Self.hostile], ["audit", "verify", path], ["schema", "--rules", path + "x"],
    ] {
      let run = try program.run(words)
      #expect(run.status >= 3, "\(words): \(run.errors)")
      Self.checkInert(run.output, "\(words.first ?? ""), output")
      Self.checkInert(run.errors, "\(words.first ?? ""), errors")
      #expect(!run.errors.split(separator: "\n").contains { $0.hasPrefix("决定：") })
    }
  }
}
