@testable import AuditLog

/// A protocol with one mistake, made below the log by bending its system calls.
///
/// So the shipped code holds no switch that could break it.
final class MutantLayer: DiskLayer, @unchecked Sendable {
  enum Mistake: CaseIterable {
    case skipsSyncOfLines, skipsSyncOfEntriesFolder
    case skipsSyncOfCheckpoint, skipsSyncOfLogFolder, renamesCheckpointBeforeSync
    case skipsSyncOfVaultPack, skipsSyncOfVaultFolder
    case skipsSyncOfRules, skipsSyncOfRulesFolder
    case skipsSyncOfQuarantine, skipsSyncOfQuarantineFolder
    case retriesFailedSync, signsUnread
    case stampsBeforeLock, signsWithoutLock
  }

  /// `nil` for the protocol as it is.
  private let mistake: Mistake?
  /// The file whose sync waits for the rename.
  private var postponed: Int32?
  private var written: [String: [(offset: Int, bytes: [UInt8])]] = [:]
  /// What another writer does as soon as the lock lets it, `nil` once done.
  var otherWriter: (() -> Void)?

  init(_ below: any FileSystemCalls, _ mistake: Mistake?) {
    self.mistake = mistake
    super.init(below)
  }

  private func letOtherWriterGo() {
    let other = otherWriter
    otherWriter = nil
    other?()
  }

  override func open(
    _ name: String, in directory: Int32?, _ access: FileAccess
  ) throws(SystemCallFailure) -> Int32 {
    if mistake == .signsWithoutLock, name == "checkpoint.tmp" { letOtherWriterGo() }
    return try super.open(name, in: directory, access)
  }

  override func lock(_ file: Int32) throws(SystemCallFailure) {
    if mistake != .stampsBeforeLock, mistake != .signsWithoutLock { letOtherWriterGo() }
    try super.lock(file)
  }

  override func synchronizeData(_ file: Int32) throws(SystemCallFailure) {
    let name = name(of: file)
    if mistake == .skipsSyncOfLines, name.hasSuffix(".jsonl") { return }
    if mistake == .skipsSyncOfVaultPack, name.count == 32 { return }
    do throws(SystemCallFailure) {
      try super.synchronizeData(file)
    } catch {
      guard mistake == .retriesFailedSync else { throw error }
      try super.synchronizeData(file)
    }
  }

  override func synchronize(_ file: Int32) throws(SystemCallFailure) {
    switch (mistake, name(of: file)) {
    case (.skipsSyncOfEntriesFolder, "entries"), (.skipsSyncOfLogFolder, "audit"),
      (.skipsSyncOfVaultFolder, "vault"), (.skipsSyncOfRulesFolder, "rules"),
      (.skipsSyncOfQuarantineFolder, "quarantine"), (.skipsSyncOfCheckpoint, "checkpoint.tmp"):
      return
    case (.skipsSyncOfRules, let name) where name.count > 64: return
    case (.skipsSyncOfQuarantine, let name) where name.contains(".unreported"): return
    case (.renamesCheckpointBeforeSync, "checkpoint.tmp"): postponed = file
    default: try super.synchronize(file)
    }
  }

  override func close(_ file: Int32) {
    if file != postponed { super.close(file) }
  }

  override func rename(
    _ name: String, in directory: Int32, to newName: String, in newDirectory: Int32
  ) throws(SystemCallFailure) {
    try super.rename(name, in: directory, to: newName, in: newDirectory)
    if let file = postponed {
      postponed = nil
      try super.synchronize(file)
      close(file)
    }
  }

  override func write(
    _ file: Int32, _ bytes: UnsafeRawBufferPointer, at offset: Int
  ) throws(SystemCallFailure) -> Int {
    let name = name(of: file)
    if mistake == .stampsBeforeLock, name.hasSuffix(".jsonl") { letOtherWriterGo() }
    if mistake == .signsUnread, name.hasSuffix(".jsonl") {
      written[name, default: []].append((offset, Array(bytes)))
    }
    return try super.write(file, bytes, at: offset)
  }

  /// For the mutant that does not read back, files seem to hold what was written to them.
  override func read(
    _ file: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(SystemCallFailure) -> Int {
    let count = try super.read(file, into: buffer, at: offset)
    for (start, bytes) in written[name(of: file)] ?? [] {
      for (distance, byte) in bytes.enumerated() {
        let place = start + distance - offset
        if place >= 0, place < count { buffer[place] = byte }
      }
    }
    return count
  }
}
