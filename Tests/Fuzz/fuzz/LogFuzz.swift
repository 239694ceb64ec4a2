import AuditLog

/// A line of the audit log: what is read is written back to the same bytes, so that one entry has one
/// line.
struct LogFuzz: FuzzedReader {
  func read(_ bytes: [UInt8]) {
    guard let entry = try? LogEntry(line: bytes, place: "fuzz") else { return }
    precondition(entry.line == bytes, "an entry has two lines")
  }
}
