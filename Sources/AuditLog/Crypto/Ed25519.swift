import CCrypto

/// Ed25519 by libcrypto, RFC 8032: keys of 32 bytes, signatures of 64.
enum Ed25519 {
  static let signatureByteCount = 64

  /// The public key of a private one.
  static func publicKey(of seed: [UInt8]) throws(AuditLogError) -> [UInt8] {
    try withKey(private: seed) { key in
      var bytes = [UInt8](repeating: 0, count: 32)
      var count = bytes.count
      guard EVP_PKEY_get_raw_public_key(key, &bytes, &count) == 1, count == 32 else { return nil }
      return bytes
    }
  }

  static func sign(_ message: [UInt8], seed: [UInt8]) throws(AuditLogError) -> [UInt8] {
    try withKey(private: seed) { key in
      guard let context = EVP_MD_CTX_new() else { return nil }
      defer { EVP_MD_CTX_free(context) }
      var signature = [UInt8](repeating: 0, count: signatureByteCount)
      var count = signature.count
      guard EVP_DigestSignInit(context, nil, nil, nil, key) == 1,
        EVP_DigestSign(context, &signature, &count, message, message.count) == 1,
        count == signatureByteCount
      else { return nil }
      return signature
    }
  }

  /// Whether `signature` is the one of `message`; false also for a key that is no point.
  static func verify(_ signature: [UInt8], of message: [UInt8], publicKey: [UInt8]) -> Bool {
    guard publicKey.count == 32, signature.count == signatureByteCount,
      let key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, publicKey, publicKey.count)
    else { return false }
    defer { EVP_PKEY_free(key) }
    guard let context = EVP_MD_CTX_new() else { return false }
    defer { EVP_MD_CTX_free(context) }
    return EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1
      && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
  }

  private static func withKey(
    private seed: [UInt8], _ body: (OpaquePointer) -> [UInt8]?
  ) throws(AuditLogError) -> [UInt8] {
    guard seed.count == 32,
      let key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count)
    else { throw .cryptography("Ed25519 private key") }
    defer { EVP_PKEY_free(key) }
    guard let result = body(key) else { throw .cryptography("Ed25519") }
    return result
  }
}
