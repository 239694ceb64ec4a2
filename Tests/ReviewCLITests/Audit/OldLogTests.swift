import AuditLog
import Testing

/// A log that the first version of the format wrote; it lies beside this file.
@Suite("A log of the first version")
struct OldLogTests {
  private static func copy() throws -> ReviewProgram {
    let program = ReviewProgram()
    let folder =
      #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/") + "/LogOfVersion1"
    // Git keeps neither empty folders nor who may read a file.
    _ = try program.run(
      [
        "-c",
        "cp -r '\(folder)'/* . && mkdir audit/quarantine && chmod 700 audit/vault && chmod 400 signing.key",
      ], program: "sh")
    return program
  }

  @Test("verifies, replays and goes on")
  func goesOn() throws {
    let program = try Self.copy()
    let pinned = ["--pinned", "log.vkey"]
    let verified = try program.run(["audit", "verify", "audit", "--held", "held"] + pinned)
    #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
    #expect(
      verified.output.contains("init 1 · evaluate 3 · override 1 · replay 1 · redact 1 · anchor 1"))
    #expect(verified.output.contains("2 份依 redact 条目销毁"))
    let replayed = try program.run(["audit", "replay", "audit", "--all", "--what-if"] + pinned)
    #expect(
      replayed.status == 0
        && replayed.output.contains("3 条评审：2 条逐字节一致，0 条不一致，1 条已依 redact 条目销毁，0 条不能回放"),
      "\(replayed.output)\(replayed.errors)")
    program.write(TrialLog.rules, to: "trial.rules")
    program.write(TrialLog.dossier("丙中心", pue: "1.25"), to: "dossier.json")
    program.write(#"{"limit": 1.2}"#, to: "parameters.json")
    let next = try program.run(TrialLog.evaluation(of: ["dossier.json"]))
    #expect(next.status == 1, "\(next.errors)")
    let again = try program.run(["audit", "verify", "audit", "--held", "held"] + pinned)
    #expect(again.status == 0 && again.output.contains("evaluate 4"))
  }
}
