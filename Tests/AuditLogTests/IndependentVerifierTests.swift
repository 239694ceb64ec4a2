import Testing

@testable import AuditLog

/// Runs `verify-audit-log.py`, as `review audit tools` writes it, which shares nothing with this program but the format.
@Suite("A verifier that is not ours")
struct IndependentVerifierTests {
  static let isAvailable =
    Command.run("python3", ["--version"])?.status == 0
    && Command.run("openssl", ["version"])?.status == 0

  private static let script =
    "\(FilePath.parent(of: #filePath))/../../Sources/AuditLog/Assets/verifyAuditLog.py"

  @Test(
    "accepts a good log and refuses tampering",
    .enabled(if: isAvailable, "python3 and openssl must be installed"))
  func agrees() throws {
    let folder = TemporaryFolder()
    let path = "\(folder.path)/audit"
    let log = try AuditLog.create(
      directory: path, origin: "two-high.local/lz01", keyPath: "\(folder.path)/signing.key",
      author: "建库")
    let early = "\(folder.path)/early"
    Command.write(Array(try log.checkpoint().text.utf8), to: early)
    for count in [1, 5, 7] {
      _ = try log.append(try Scenario.batch(count, of: "项目\"\\\n\u{1}\(count)", rules: log))
    }
    let held = "\(folder.path)/held"
    Command.write(Array(try log.checkpoint().text.utf8), to: held)
    let vkey = try #require(try log.verify().keys.last).text
    func accepts(_ held: String? = nil) -> Bool {
      let arguments = [IndependentVerifierTests.script, path, vkey] + (held.map { [$0] } ?? [])
      return Command.run("python3", arguments)?.status == 0
    }
    #expect(accepts() && accepts(early) && accepts(held))
    let printed = "\(folder.path)/printed"
    let lines = Command.contents(of: held).split(separator: 0x0A, omittingEmptySubsequences: false)
    let indented = Array("检查点：\n".utf8) + lines.joined(separator: Array("\n  ".utf8))
    Command.write(indented + Array("第 3 页\n".utf8), to: printed)
    #expect(accepts(printed), "as it stands under a report")

    let entries = "\(path)/entries/000000.jsonl"
    let (goodLines, goodCheckpoint) = (Command.contents(of: entries), Command.contents(of: held))
    let tampered: [(lines: [UInt8], checkpoint: [UInt8])] = [
      (Array(goodLines.dropLast(1)), goodCheckpoint),
      (changed(goodLines, "refuse", "permit"), goodCheckpoint),
      (changed(goodLines, "\"t\":\"2", "\"t\":\"3"), goodCheckpoint),
      (
        Array(goodLines.split(separator: 0x0A).reversed().joined(separator: [0x0A])), goodCheckpoint
      ),
      ([0x0A] + goodLines, goodCheckpoint),
      (goodLines, changed(goodCheckpoint, "14", "13")),
      (goodLines, changed(goodCheckpoint, "14", "014")),
      (goodLines, goodCheckpoint + [0x0A]),
      (goodLines, Command.contents(of: early).reversed()),
    ]
    for (index, change) in tampered.enumerated() {
      Command.write(change.lines, to: entries)
      Command.write(change.checkpoint, to: "\(path)/checkpoint")
      #expect(!accepts(), "change \(index)")
    }
    Command.write(goodLines, to: entries)
    Command.write(Command.contents(of: early), to: "\(path)/checkpoint")
    #expect(accepts(early))
    #expect(!accepts(held), "a log that was set back")
    print("independent verifier: \(tampered.count + 1) changes refused")
  }

  private func changed(_ bytes: [UInt8], _ old: String, _ new: String) -> [UInt8] {
    Array(replacing(String(decoding: bytes, as: UTF8.self), old, new).utf8)
  }
}
