import Glibc

/// A folder in the log's directory for what can be made again from the entries and the vault at any
/// time: an index of its owner, who must not believe it when it does not fit the log.
///
/// Nothing in it is signed, and a copy of the log does without. It may say what bodies of the vault
/// say, so it is as closed as the vault, unless its owner shares it with the group.
public final class IndexFolder {
  /// What this process does with an index.
  public enum Use: Sendable {
    /// Keeps it for itself.
    case owns
    /// Keeps it, and lets the group read it.
    case shares
    /// Reads what another process keeps.
    case reads
  }

  private let folder: Folder
  private let use: Use
  private var lock: OpenFile?

  private static let lockName = "lock"

  init(_ name: String, in directory: LogDirectory, _ use: Use) throws(AuditLogError) {
    self.use = use
    if use != .reads, try directory.root.status(of: name) == nil {
      do throws(AuditLogError) {
        try directory.root.makeFolder(name, mode: 0o700)
      } catch .unavailable(let failure) where failure.code == ErrorNumber.exists {
        // Another writer made it just now.
      }
    }
    folder = try Folder(name, in: directory.root, calls: directory.root.calls)
    if use == .shares { try share() }
  }

  deinit { unlock() }

  /// Waits until no other program holds the folder, and holds it.
  public func hold() throws(AuditLogError) {
    guard lock == nil else { return }
    let file = try openLock()
    do throws(SystemCallFailure) {
      try file.calls.lock(file.descriptor)
    } catch {
      file.close()
      throw AuditLogError(error, path: file.path)
    }
    lock = file
  }

  /// Holds the folder, unless another program does.
  public func tryHold() throws(AuditLogError) -> Bool {
    guard lock == nil else { return true }
    let file = try openLock()
    guard flock(file.descriptor, LOCK_EX | LOCK_NB) == 0 else {
      file.close()
      return false
    }
    lock = file
    return true
  }

  /// Gives the folder up.
  public func unlock() {
    guard let lock else { return }
    try? lock.calls.unlock(lock.descriptor)
    lock.close()
    self.lock = nil
  }

  /// The whole content of a file; nil when there is none.
  public func contents(of name: String) throws(AuditLogError) -> [UInt8]? {
    try folder.contents(of: name)
  }

  /// Puts a file in place of whatever had the name, all at once. It is not made durable: an index
  /// that a power loss tore is made again.
  public func replace(_ name: String, with bytes: [UInt8]) throws(AuditLogError) {
    try folder.prepare("\(name).tmp", bytes, mode: use == .shares ? 0o640 : 0o600, sync: .none)
    try folder.rename("\(name).tmp", to: name, in: folder)
  }

  /// Removes all files but the lock.
  public func clear() throws(AuditLogError) {
    for name in try folder.names() where name != Self.lockName { try folder.remove(name) }
  }

  /// Whoever may read a file may lock it.
  private func openLock() throws(AuditLogError) -> OpenFile {
    try folder.open(
      Self.lockName, use == .reads ? .readOnly : .createIfMissing(mode: 0o640))
  }

  private func share() throws(AuditLogError) {
    guard fchmod(folder.descriptor, 0o750) == 0 else { throw failure(errno, folder.path) }
    try openLock().close()
    for name in try folder.names() {
      try folder.withFileIfPresent(name, .readOnly) { file throws(AuditLogError) in
        guard fchmod(file.descriptor, 0o640) == 0 else { throw failure(errno, file.path) }
      }
    }
  }

  private func failure(_ code: Int32, _ path: String) -> AuditLogError {
    .unavailable(SystemCallFailure(.open, code, path: path))
  }
}
