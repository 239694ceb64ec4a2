import Glibc
import Testing

@testable import AuditLog

/// On the real file system: what stands in the place of a file may be a trap.
@Suite("Things in the place of files")
struct PlaceTests {
  enum Trap: CaseIterable { case symbolicLink, hardLink, fifo, directory, linkToNothing }

  /// Puts `trap` where the file is; the file's content stays reachable where the trap allows it.
  private static func set(_ trap: Trap, at path: String) {
    switch trap {
    case .symbolicLink:
      rename(path, path + ".moved")
      symlink(path + ".moved", path)
    case .hardLink: link(path, path + ".other")
    case .fifo:
      unlink(path)
      mkfifo(path, 0o600)
    case .directory:
      unlink(path)
      mkdir(path, 0o700)
    case .linkToNothing:
      rename(path, path + ".moved")
      symlink(path + ".nowhere", path)
    }
  }

  private static func makeLog(
    _ folder: TemporaryFolder
  ) throws -> (path: String, key: String, reference: VaultReference) {
    let (path, key) = ("\(folder.path)/audit", "\(folder.path)/signing.key")
    let log = try AuditLog.create(
      directory: path, origin: "two-high.local/places", keyPath: key, author: "test")
    _ = try log.append(try Scenario.batch(1, of: "p", rules: log))
    guard case .sealed(let reference)? = try log.entry(at: 1).entry.record.documents.first else {
      throw AuditLogError.readOnly
    }
    return (path, key, reference)
  }

  @Test(
    "a trap is refused at once, by reader and writer", arguments: Trap.allCases,
    ["checkpoint", "log.vkey", "entries/000000.jsonl", "lock"])
  func traps(_ trap: Trap, _ name: String) throws {
    let folder = TemporaryFolder()
    let (path, key, _) = try PlaceTests.makeLog(folder)
    PlaceTests.set(trap, at: "\(path)/\(name)")
    let error = #expect(throws: AuditLogError.self) {
      let log = try AuditLog.open(directory: path, keyPath: key)
      _ = try log.vouchForClock(reason: "test", by: "test")
    }
    #expect(error.map { "\($0)".contains(name) } == true)
    if name != "lock" {
      #expect(throws: AuditLogError.self) { try AuditLog.open(directory: path).verify() }
    }
  }

  @Test("a trap in the vault is refused", arguments: Trap.allCases)
  func vault(_ trap: Trap) throws {
    let folder = TemporaryFolder()
    let (path, _, reference) = try PlaceTests.makeLog(folder)
    PlaceTests.set(trap, at: "\(path)/vault/\(reference.pack)")
    let log = try AuditLog.open(directory: path)
    #expect(throws: AuditLogError.self) { try log.body(of: reference) }
  }

  @Test("a folder that is a link or a file is refused", arguments: ["entries", "vault", "rules"])
  func folders(_ name: String) throws {
    let folder = TemporaryFolder()
    let (path, key, _) = try PlaceTests.makeLog(folder)
    rename("\(path)/\(name)", "\(folder.path)/elsewhere")
    symlink("\(folder.path)/elsewhere", "\(path)/\(name)")
    #expect(throws: AuditLogError.self) { try AuditLog.open(directory: path, keyPath: key) }
    unlink("\(path)/\(name)")
    Command.write([], to: "\(path)/\(name)")
    #expect(throws: AuditLogError.self) { try AuditLog.open(directory: path, keyPath: key) }
  }

  @Test("the vault and the key are closed to others, and the key stays outside the log")
  func keyFile() throws {
    let folder = TemporaryFolder()
    let (path, key, reference) = try PlaceTests.makeLog(folder)
    let calls = GlibcFileSystem()
    #expect(try calls.status(key, in: nil).mode == 0o400)
    #expect(try calls.status("\(path)/vault", in: nil).mode == 0o700)
    #expect(try calls.status("\(path)/vault/\(reference.pack)", in: nil).mode == 0o600)
    #expect(throws: AuditLogError.alreadyExists(path: key)) {
      try AuditLog.create(
        directory: "\(folder.path)/second", origin: "o", keyPath: key, author: "test")
    }
    #expect(throws: AuditLogError.alreadyExists(path: path)) {
      try AuditLog.create(
        directory: path, origin: "o", keyPath: "\(folder.path)/other.key", author: "test")
    }
    rename(key, "\(path)/vault/signing.key")
    #expect(throws: AuditLogError.self) {
      try AuditLog.open(directory: path, keyPath: "\(path)/vault/signing.key")
    }
    rename("\(path)/vault/signing.key", key)
    chmod(key, 0o440)
    #expect(throws: AuditLogError.self) { try AuditLog.open(directory: path, keyPath: key) }
    chmod(key, 0o400)
    #expect(throws: Never.self) { try AuditLog.open(directory: path, keyPath: key) }
  }

  @Test("a directory without a log, and a log without a key, say so")
  func absent() throws {
    let folder = TemporaryFolder()
    #expect(throws: AuditLogError.noLog(path: folder.path)) {
      try AuditLog.open(directory: folder.path)
    }
    #expect(throws: AuditLogError.self) {
      try AuditLog.open(directory: "\(folder.path)/nothing")
    }
    let (path, _, _) = try PlaceTests.makeLog(folder)
    #expect(throws: AuditLogError.readOnly) {
      try AuditLog.open(directory: path).vouchForClock(reason: "", by: "")
    }
    let stranger = try SigningKey.generate(name: "two-high.local/places").verifier
    #expect(throws: AuditLogError.self) {
      try AuditLog.open(directory: path, pinned: [stranger])
    }
  }
}
