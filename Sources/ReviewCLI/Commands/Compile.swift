import AuditLog
import Rules

extension ReviewTool {
  /// `review compile`: the program that rule files come to, as text.
  mutating func compile(_ words: [String]) throws(CommandFailure) -> ExitStatus {
    let arguments = try Arguments(words, options: ["--rules", "--language"])
    let language = try arguments.choice("--language", ["zh", "en"]).flatMap(Language.init)
    let rules = try ruleFiles(language)
      .book(arguments.all("--rules") + arguments.operands, .rules, judges: true)
    guard !rules.diagnostics.hasErrors else {
      complain(rules.diagnostics, of: rules.sources, language: language)
      return .rejected
    }
    let file = ProgramFile(rules.program, digest: rules.sources.digest)
    try terminal.write(String(decoding: file.bytes, as: UTF8.self))
    return .success
  }
}

extension [SourceText] {
  /// What a program file names its texts by: `sha256:` and the digest of all of them.
  var digest: String {
    "sha256:"
      + RuleFile.digest(of: map { RuleFile(path: $0.path, bytes: $0.bytes) }).hexadecimal
  }
}
