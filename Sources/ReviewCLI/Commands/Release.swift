import AuditLog
import Rules

extension ReviewTool {
  /// `review release DIR --key K --name NAME`: the manifest of released rules, signed by the policy
  /// authority's key. Rules with errors are not released.
  mutating func release(_ words: [String]) throws(CommandFailure) -> ExitStatus {
    let arguments = try Arguments(words, Command.release.form)
    let usage = "review release DIR --key PATH --name NAME [--output FILE]"
    guard arguments.operands.count == 1, let keyPath = arguments["--key"],
      let name = arguments["--name"], !name.isEmpty, !name.contains("\n")
    else {
      throw .usage("请给出规则目录、`--key` 和 `--name` / name the rules, a key and the release", usage)
    }
    let language = try arguments.choice("--language").flatMap(Language.init)
    let folder = arguments.operands[0]
    let book = try ruleFiles(language).book([folder], .rules)
    complain(book.diagnostics, of: book.sources, language: language)
    guard !book.diagnostics.hasErrors else { return .rejected }
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    let files = book.sources.prefix(book.ownCount).map { source in
      let isBelow = source.path.hasPrefix(prefix)
      return RuleFile(
        path: isBelow ? String(source.path.dropFirst(prefix.count)) : source.path,
        bytes: source.bytes)
    }
    let release = RuleRelease(name: name, files: files)
    let note = try withLog(keyPath: keyPath) { () throws(AuditLogError) in
      try SignedNote(release.text, signedWith: try SigningKey(storedAt: keyPath))
    }
    if let path = arguments["--output"] {
      try self.files.save(note.fullText, to: path)
    } else {
      try terminal.write(note.fullText)
    }
    return .success
  }
}
