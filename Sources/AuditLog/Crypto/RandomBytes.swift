import CCrypto

/// Bytes nobody can guess, from libcrypto's generator.
enum RandomBytes {
  static func make(_ count: Int) throws(AuditLogError) -> [UInt8] {
    guard let size = Int32(exactly: count) else { throw .cryptography("random bytes") }
    var bytes = [UInt8](repeating: 0, count: count)
    guard RAND_bytes(&bytes, size) == 1 else { throw .cryptography("random bytes") }
    return bytes
  }
}
