/// Moves aside what a writer left behind that died before its commit.
///
/// Bytes past the checkpoint were never acknowledged, but they are evidence, so they are copied to
/// `quarantine/` before they are overwritten, and the next commit names them. A file is called
/// `000041233-<16 hex>.unreported` until the log names it, then `000041233-<16 hex>`. A crash
/// between the two means only that it is named twice.
struct Recovery {
  private static let unreported = ".unreported"

  let directory: LogDirectory

  /// Moves every byte past `state` aside; the log then ends where `state` says.
  func clearTail(after state: LogState) throws(AuditLogError) {
    for name in try directory.entries.names() {
      guard let segment = SegmentLayout.segment(named: name), segment >= state.end.segment else {
        continue
      }
      let offset = segment == state.end.segment ? state.end.offset : 0
      let size = state.frontier.size
      try directory.entries.withFile(name, .readWrite) { file throws(AuditLogError) in
        let count = try file.status().byteCount - offset
        guard count > 0 else { return }
        try quarantine(try file.read(count, at: offset), size: size)
        try file.truncate(to: offset)
        try file.synchronizeData()
      }
    }
  }

  private func quarantine(_ bytes: [UInt8], size: Int) throws(AuditLogError) {
    let digits = String(size)
    let padded = String(repeating: "0", count: max(0, 9 - digits.utf8.count)) + digits
    let name = "\(padded)-\(SHA256.hash(bytes).hexadecimal.prefix(16))"
    let quarantine = try directory.quarantine.required()
    try quarantine.replace(name + Recovery.unreported, with: bytes, mode: 0o600)
    try quarantine.synchronize()
  }

  /// What the next commit must name.
  func unreportedTails() throws(AuditLogError) -> [RecoveredTail] {
    var tails: [RecoveredTail] = []
    let quarantine = try directory.quarantine.required()
    for name in try quarantine.names() where name.hasSuffix(Recovery.unreported) {
      guard let bytes = try quarantine.contents(of: name) else { continue }
      tails.append(
        RecoveredTail(
          file: String(name.dropLast(Recovery.unreported.count)), byteCount: bytes.count,
          sha256: SHA256.hash(bytes)))
    }
    return tails
  }

  /// Notes that the log names these tails now.
  func markReported(_ tails: [RecoveredTail]) throws(AuditLogError) {
    let quarantine = try directory.quarantine.required()
    for tail in tails {
      try quarantine.rename(
        tail.file + Recovery.unreported, to: tail.file, in: quarantine)
    }
  }
}
