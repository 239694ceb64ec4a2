import Testing

@testable import AuditLog

/// Somebody who holds a signing key and rewrites the log with it.
struct Forger {
  let log: TrialLog

  /// Changes the lines of the log and signs what comes of it.
  ///
  /// - Parameter key: The file of the key; the log's own when nil.
  func rewrite(
    key: String = "signing.key", _ change: (inout [String]) -> Void
  ) throws {
    var lines = log.lines.map { String(decoding: $0, as: UTF8.self) }
    change(&lines)
    log.program.write(
      lines.map { $0 + "\n" }.joined(), to: "audit/entries/000000.jsonl")
    try sign(lines, with: key)
  }

  private func sign(_ lines: [String], with key: String) throws {
    let text = String(decoding: log.program.bytes(of: key).dropLast(), as: UTF8.self)
    let key = try SigningKey(text, place: "the forger's key")
    var frontier = TreeFrontier()
    for line in lines { frontier.append(MerkleTree.leafHash(of: Array(line.utf8))) }
    let checkpoint = try Checkpoint(
      size: frontier.size, root: frontier.root, signedWith: key)
    log.program.write(checkpoint.text, to: "audit/checkpoint")
  }

  /// Puts another key in the place of the log's, wherever the log names it, and signs with it.
  func replaceKey() throws {
    let old = log.verifierKey
    let name = try #require(VerifierKey(old)).name
    let made = try log.program.run(
      ["audit", "init", "forged", "--origin", name, "--key", "forged.key"])
    let new = String(made.output.dropLast())
    log.program.write(new + "\n", to: "audit/log.vkey")
    try rewrite(key: "forged.key") { lines in
      lines = lines.map { replacing($0, old, new) }
    }
  }
}

/// A text with every `old` replaced.
func replacing(_ text: String, _ old: String, _ new: String) -> String {
  var parts = [""]
  var rest = text[...]
  while !rest.isEmpty {
    if rest.hasPrefix(old) {
      parts.append("")
      rest = rest.dropFirst(old.count)
    } else {
      parts[parts.count - 1].append(rest.removeFirst())
    }
  }
  return parts.joined(separator: new)
}
