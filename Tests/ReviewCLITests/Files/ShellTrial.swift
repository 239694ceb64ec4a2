import Testing

/// A line of the shell, and what must come of it.
///
/// It runs in a folder with `trial.rules`, `parameters.json`, `good.json` (approved), `bad.json`
/// (refused) and `lines.ndjson` (both). `review` is the program; `judge` is `review evaluate` by those
/// rules.
struct ShellTrial: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let script: String
  let status: Int32
  /// What standard output holds; nil: it is empty.
  let output: String?
  /// What standard error holds; nil: it is empty.
  let errors: String?

  init(
    _ name: String, _ script: String, status: Int32, output: String? = "", errors: String? = ""
  ) {
    testDescription = name
    (self.script, self.status, self.output, self.errors) = (script, status, output, errors)
  }

  func check() throws {
    let run = try Self.run(script)
    #expect(run.status == status, "\(run.output.suffix(300))\n\(run.errors.suffix(600))")
    expect(run.output, holds: output)
    expect(run.errors, holds: errors)
    #expect(!run.output.contains("Fatal error") && !run.errors.contains("Fatal error"))
  }

  private func expect(_ text: String, holds wanted: String?) {
    guard let wanted else {
      #expect(text.isEmpty)
      return
    }
    #expect(wanted.isEmpty || text.contains(wanted), "`\(wanted)` in:\n\(text.suffix(600))")
  }

  /// Runs a script in a fresh folder.
  static func run(_ script: String) throws -> ReviewProgram.Run {
    let program = ReviewProgram()
    program.write(TrialLog.rules, to: "trial.rules")
    program.write(#"{"limit": 1.2}"#, to: "parameters.json")
    program.write(TrialLog.dossier("甲中心", pue: "1.1"), to: "good.json")
    program.write(TrialLog.dossier("乙中心", pue: "1.25"), to: "bad.json")
    program.write(
      TrialLog.dossier("甲中心", pue: "1.1") + TrialLog.dossier("乙中心", pue: "1.25"),
      to: "lines.ndjson")
    let names = """
      review() { timeout 20 "$R" "$@"; }
      judge() { review evaluate --rules trial.rules --parameters parameters.json "$@"; }

      """
    return try program.run(
      ["60", "bash", "-c", names + script], variables: ["R": ReviewProgram.path],
      program: "timeout")
  }
}
