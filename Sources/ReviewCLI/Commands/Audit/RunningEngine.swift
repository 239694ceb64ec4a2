import AuditLog
import Rules

extension FileStore {
  /// The program that is running, by its version and the digest of its file.
  func runningEngine() throws(CommandFailure) -> Engine {
    Engine(
      version: ProgramVersion.current, sha256: SHA256.hash(try bytes(of: "/proc/self/exe")))
  }
}

extension Engine {
  /// `1.0.0 (1f6a2b3c4d5e…)`, enough to tell two builds apart.
  var shortText: String { "\(version) (\(sha256.hexadecimal.prefix(12))…)" }
}
