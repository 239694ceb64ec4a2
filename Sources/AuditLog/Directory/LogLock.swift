/// The lock that makes writers take turns, flock(2) on the file `lock`.
///
/// The kernel releases it when a process dies, however it dies.
struct LogLock {
  private let file: OpenFile

  /// Waits for the lock.
  static func acquire(in directory: LogDirectory) throws(AuditLogError) -> LogLock {
    while true {
      let file = try directory.root.open(LogDirectory.lockName, .createIfMissing(mode: 0o644))
      do throws(AuditLogError) {
        try naming(file.path) { () throws(SystemCallFailure) in
          try file.calls.lock(file.descriptor)
        }
        // Someone may have replaced the file while we waited; then others lock the new one.
        let named = try directory.root.status(of: LogDirectory.lockName)
        if named?.identity == (try file.status().identity) { return LogLock(file: file) }
        file.close()
      } catch {
        file.close()
        throw error
      }
    }
  }

  /// Gives the lock up, by name and by closing, so that no copy of the descriptor keeps it.
  func release() {
    try? file.calls.unlock(file.descriptor)
    file.close()
  }
}
