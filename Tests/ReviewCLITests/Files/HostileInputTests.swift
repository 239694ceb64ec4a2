import Testing

/// Input that no person would write, under 2 GB of memory and within the time that one would wait: each
/// is refused with its place, and none traps, hangs or is passed over.
@Suite("Hostile input of the commands around a review")
struct HostileInputTests {
  @Test("Answers", arguments: ShellTrial.answers)
  func answers(_ trial: ShellTrial) throws { try trial.check() }

  @Test("Pages of a manual", arguments: ShellTrial.manuals)
  func manuals(_ trial: ShellTrial) throws { try trial.check() }

  @Test("Tables of cases", arguments: ShellTrial.caseTables)
  func tables(_ trial: ShellTrial) throws { try trial.check() }

  @Test("Files beside a log", arguments: ShellTrial.besideLogs)
  func logs(_ trial: ShellTrial) throws { try trial.check() }
}

extension ShellTrial {
  private static func answers(
    _ name: String, _ input: String, status: Int32 = 3, errors: String
  ) -> ShellTrial {
    ShellTrial(
      name,
      "ulimit -v 2000000; \(input) | review interview --rules trial.rules >o 2>e; code=$?; "
        + "[ $(wc -c <e) -lt 500000 ] || echo long; cat e >&2; exit $code",
      status: status, output: nil, errors: errors)
  }

  static let answers: [ShellTrial] = [
    answers("the same mistake without end", "yes x", errors: "连续 100 行都不是回答"),
    answers("questions without end", "yes '?'", errors: "连续 100 行都不是回答"),
    answers("back and forth without end", "yes $'\\n<'", errors: "连续 100 行都不是回答"),
    answers("a line without end", "cat /dev/zero", errors: "一行超过 1 MB"),
    answers("a long answer", "head -c 100000 /dev/zero | tr '\\0' a", status: 2, errors: "aaa"),
  ]

  /// - Parameter page: A script that writes the page.
  private static func manual(
    _ name: String, _ page: String, status: Int32 = 0, output: String? = "/index.html",
    errors: String? = nil, then: String = ""
  ) -> ShellTrial {
    ShellTrial(
      name,
      "mkdir m; r() { for i in $(seq $2); do echo -n \"$1\"; done; }; \(page); "
        + "ulimit -t 5; review docs site --manual m --rules trial.rules && \(then.isEmpty ? "true" : then)",
      status: status, output: output, errors: errors)
  }

  static let manuals: [ShellTrial] = [
    manual("brackets that nothing closes", "r '[' 100000 >m/a.md"),
    manual("brackets with one that closes", "(r '[' 100000; echo ]) >m/a.md"),
    manual("links that nothing closes", "r '[a](' 30000 >m/a.md"),
    manual("stars", "r '*' 100001 >m/a.md"),
    manual("a long block of code", "(echo '```'; yes a 2>/dev/null | head -200000) >m/a.md"),
    manual("a long item", "(echo '- a'; yes '  b' 2>/dev/null | head -200000) >m/a.md"),
    manual(
      "a block of code that nothing ends is shown", "printf '# A\\n```\\nlast words\\n' >m/a.md",
      output: "last words", then: "cat site/manual/a.html"),
    manual(
      "a page that is no text", "printf '# A\\n\\xff\\n' >m/a.md", status: 3, output: nil,
      errors: "m/a.md:2:1：不是 UTF-8"),
    manual(
      "a page that leads nowhere", "ln -s gone m/a.md", status: 4, output: nil,
      errors: "m/a.md: No such file"),
  ]

  static let caseTables: [ShellTrial] = [
    ShellTrial(
      "a head alone", "echo '文件,注释,案例' >t.csv; review test trial.rules --import t.csv", status: 3,
      output: nil, errors: "`t.csv` 里没有案例"),
    ShellTrial(
      "a workbook that was cut off",
      "printf 'PK\\3\\4abc' >t.xlsx; review test trial.rules --import t.xlsx", status: 3,
      output: nil, errors: "  --> t.xlsx:1:1\n   = "),
  ]

  private static func verify(_ option: String, errors: String) -> ShellTrial {
    ShellTrial(
      option,
      "review audit init log --origin a.local/b --key k >o 2>e; : >empty; echo x >x; "
        + "review audit verify log \(option)", status: 3, output: nil, errors: errors)
  }

  static let besideLogs: [ShellTrial] = [
    verify("--tsa empty", errors: "empty: no certificates in PEM"),
    verify("--tsa x", errors: "x: no certificates in PEM"),
    verify("--reviewers x", errors: "`x` 不是审查人员的公钥"),
  ]
}
