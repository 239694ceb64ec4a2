import Testing

/// The authority's manifest is checked when a program is built with it; `RulesCompiler` is the step of
/// the build that does so.
@Suite("A manifest that is built in")
struct BuiltInReleaseTests {
  /// A folder with one rule file, its manifest and the key of a made-up authority.
  private static func release() throws -> ReviewProgram {
    let program = ReviewProgram()
    _ = try program.run(["Rules"], program: "mkdir")
    program.write(TrialLog.rules, to: "Rules/trial.rules")
    let key = try program.run(
      ["audit", "key", "policy.key", "--name", "policy.nx.local/rules", "--for", "release"])
    program.write(key.output, to: "Rules/release-key")
    let made = try program.run([
      "release", "Rules", "--key", "policy.key", "--name", "正式版2026-11", "--output",
      "Rules/release",
    ])
    try #require(made.status == 0, "\(made.errors)")
    return program
  }

  private static func compile(
    _ program: ReviewProgram, _ files: [String] = ["trial.rules", "release", "release-key"],
    root: String? = nil
  ) throws -> ReviewProgram.Run {
    let compiler =
      ReviewProgram.path.split(separator: "/", omittingEmptySubsequences: false)
      .dropLast().joined(separator: "/") + "/RulesCompiler"
    return try program.run(
      [root ?? program.folder, "Embedded.swift"] + files.map { "\(program.folder)/Rules/\($0)" },
      program: compiler)
  }

  private static func made(_ program: ReviewProgram) -> String {
    String(decoding: program.bytes(of: "Embedded.swift"), as: UTF8.self)
  }

  @Test("gives the program the name of the release and of its authority")
  func good() throws {
    let program = try Self.release()
    let run = try Self.compile(program)
    #expect(run.status == 0, "\(run.output)")
    let text = Self.made(program)
    #expect(text.contains("正式版2026-11\n") && text.contains("policy.nx.local/rules\n"))
    #expect(text.contains("two-high-review/rules\n正式版2026-11\n"), "the manifest itself")
    // Without a manifest nothing is said to be released.
    #expect(try Self.compile(program, ["trial.rules"]).status == 0)
    #expect(Self.made(program).contains("note: StaticString)? = nil\n"))
  }

  struct Cheat: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Run in the folder of the rules, by the shell.
    let script: String
    let problem: String
  }

  static let cheats = [
    Cheat(
      testDescription: "a rule with another word", script: "echo '# 备注' >> trial.rules",
      problem: "the rules are not those of the manifest: trial.rules"),
    Cheat(
      testDescription: "another name of the release", script: "sed -i 2s/11/12/ release",
      problem: "not signed with the key"),
    Cheat(
      testDescription: "another digest", script: "sed -i '3s/^./x/' release",
      problem: "not signed with the key"),
    Cheat(
      testDescription: "another key",
      script: "\"$R\" audit key other --name policy.nx.local/rules --for release > release-key",
      problem: "not signed with the key"),
    Cheat(
      testDescription: "no key", script: "echo > release-key", problem: "holds no verifier key"),
    Cheat(
      testDescription: "a key that does not fit its id",
      script: "sed -i 's/+[0-9a-f]*+/+00000000+/' release-key",
      problem: "does not fit its id"),
    Cheat(
      testDescription: "no manifest", script: "echo hello > release", problem: "no manifest"),
  ]

  @Test("is the authority's, of these rules, or nothing is built", arguments: cheats)
  func bad(_ cheat: Cheat) throws {
    let program = try Self.release()
    let done = try program.run(
      ["-c", "cd Rules && \(cheat.script)"], variables: ["R": ReviewProgram.path], program: "sh")
    try #require(done.status == 0, "\(done.errors)")
    let run = try Self.compile(program)
    #expect(run.status == 1 && run.output.contains(cheat.problem), "\(run.output)")
  }

  @Test("what names the rules is the same wherever the program is built, and says nothing of where")
  func place() throws {
    var digests: Set<Substring> = []
    for ending in ["", "/"] {
      let program = try Self.release()
      let run = try Self.compile(program, root: program.folder + ending)
      #expect(run.status == 0, "\(run.output)")
      let text = Self.made(program)
      #expect(!text.contains(program.folder))
      digests.insert(try #require(text.split(separator: "static let digest").last?.prefix(100)))
    }
    #expect(digests.count == 1, "\(digests)")
    // As anybody computes it: cd Rules && sha256sum * | sha256sum
    let program = ReviewProgram()
    program.write(TrialLog.rules, to: "trial.rules")
    let sums = try program.run(["-c", "sha256sum trial.rules | sha256sum"], program: "sh").output
    #expect(digests.first?.contains("sha256:\(sums.prefix(64))\"") == true, "\(digests) \(sums)")
  }

  @Test("stands beside its key or not at all")
  func halves() throws {
    let program = try Self.release()
    for half in ["release", "release-key"] {
      let run = try Self.compile(program, ["trial.rules", half])
      #expect(run.status == 1 && run.output.contains("belong together"))
    }
  }

  @Test("a rule that the manifest does not list is none of the release")
  func more() throws {
    let program = try Self.release()
    program.write("# 空\n", to: "Rules/other.rules")
    let run = try Self.compile(program, ["trial.rules", "other.rules", "release", "release-key"])
    #expect(run.status == 1 && run.output.contains("other.rules"), "\(run.output)")
  }
}
