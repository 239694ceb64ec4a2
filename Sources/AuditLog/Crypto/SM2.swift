import CCrypto

/// SM2 by libcrypto, GB/T 32918.2-2016: signatures in DER over SM3, with the identity that GB/T
/// 35276-2017 gives to whoever states no other, `1234567812345678`.
enum SM2 {
  private static let identity = Array("1234567812345678".utf8)

  /// - Parameter pem: The private key as `openssl genpkey -algorithm SM2` writes it.
  static func sign(
    _ message: [UInt8], pem: [UInt8], place: String
  ) throws(AuditLogError) -> [UInt8] {
    guard let key = read(pem, { PEM_read_bio_PrivateKey($0, nil, nil, nil) }) else {
      throw .unfitFile(
        place: place, problem: "no private key of SM2 in PEM / 不是 PEM 格式的 SM2 私钥")
    }
    defer { EVP_PKEY_free(key) }
    let signature = withContext(of: key) { context -> [UInt8]? in
      guard EVP_DigestSignInit(context, nil, EVP_sm3(), nil, key) == 1 else { return nil }
      var bytes = [UInt8](repeating: 0, count: 128)
      var count = bytes.count
      guard EVP_DigestSign(context, &bytes, &count, message, message.count) == 1 else {
        return nil
      }
      return Array(bytes.prefix(count))
    }
    guard let signature else { throw .cryptography("SM2") }
    return signature
  }

  /// Whether `signature` is the one of `message` by the public key of a PEM text.
  static func verify(
    _ signature: [UInt8], of message: [UInt8], pem: [UInt8], place: String
  ) throws(AuditLogError) -> Bool {
    guard let key = read(pem, { PEM_read_bio_PUBKEY($0, nil, nil, nil) }) else {
      throw .unfitFile(
        place: place, problem: "no public key of SM2 in PEM / 不是 PEM 格式的 SM2 公钥")
    }
    defer { EVP_PKEY_free(key) }
    return withContext(of: key) { context -> Bool? in
      EVP_DigestVerifyInit(context, nil, EVP_sm3(), nil, key) == 1
        && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
    } ?? false
  }

  /// The key in a PEM text, if it is one of SM2.
  private static func read(
    _ pem: [UInt8], _ body: (OpaquePointer) -> OpaquePointer?
  ) -> OpaquePointer? {
    // What one text is not may be said of it later otherwise.
    defer { ERR_clear_error() }
    return pem.withUnsafeBytes { bytes in
      guard let count = Int32(exactly: bytes.count),
        let source = BIO_new_mem_buf(bytes.baseAddress, count)
      else { return nil }
      defer { BIO_free(source) }
      guard let key = body(source) else { return nil }
      guard EVP_PKEY_is_a(key, "SM2") == 1 else {
        EVP_PKEY_free(key)
        return nil
      }
      return key
    }
  }

  private static func withContext<Result>(
    of key: OpaquePointer, _ body: (OpaquePointer) -> Result?
  ) -> Result? {
    guard let context = EVP_MD_CTX_new() else { return nil }
    defer { EVP_MD_CTX_free(context) }
    guard let parameters = EVP_PKEY_CTX_new(key, nil) else { return nil }
    defer { EVP_PKEY_CTX_free(parameters) }
    guard EVP_PKEY_CTX_set1_id(parameters, identity, Int32(identity.count)) == 1 else {
      return nil
    }
    EVP_MD_CTX_set_pkey_ctx(context, parameters)
    return body(context)
  }
}
