import CCrypto

/// SHA-256 by libcrypto, FIPS 180-4.
public struct SHA256 {
  private var context = SHA256_CTX()

  /// A hash of nothing yet.
  public init() {
    SHA256_Init(&context)
  }

  /// Adds bytes to what is hashed.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    SHA256_Update(&context, bytes.baseAddress, bytes.count)
  }

  /// The hash of all bytes so far.
  public mutating func finish() -> Digest {
    Digest { SHA256_Final($0.bindMemory(to: UInt8.self).baseAddress, &context) }
  }

  /// The hash of some bytes.
  public static func hash(_ bytes: [UInt8]) -> Digest {
    bytes.withUnsafeBytes { hash($0) }
  }

  static func hash(_ bytes: UnsafeRawBufferPointer) -> Digest {
    var hash = SHA256()
    hash.update(bytes)
    return hash.finish()
  }
}
