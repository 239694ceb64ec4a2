import CCrypto

/// HMAC-SHA256 by libcrypto, RFC 2104.
///
/// One value serves many messages: setting libcrypto up costs more than a small message.
final class HMAC {
  private let context: OpaquePointer
  private let sha256: OpaquePointer

  init() throws(AuditLogError) {
    guard let sha256 = EVP_MD_fetch(nil, "SHA256", nil) else {
      throw .cryptography("HMAC-SHA256")
    }
    guard let context = HMAC_CTX_new() else {
      EVP_MD_free(sha256)
      throw .cryptography("HMAC-SHA256")
    }
    (self.context, self.sha256) = (context, sha256)
  }

  deinit {
    HMAC_CTX_free(context)
    EVP_MD_free(sha256)
  }

  /// The authentication code of `message` under `key`.
  func authenticate(
    _ message: UnsafeRawBufferPointer, key: UnsafeRawBufferPointer
  ) throws(AuditLogError) -> Digest {
    var length: UInt32 = 0
    var succeeded = false
    let code = Digest { output in
      succeeded =
        HMAC_Init_ex(context, key.baseAddress, Int32(key.count), sha256, nil) == 1
        && HMAC_Update(
          context, message.bindMemory(to: UInt8.self).baseAddress, message.count) == 1
        && HMAC_Final(context, output.bindMemory(to: UInt8.self).baseAddress, &length) == 1
    }
    guard succeeded, length == Digest.byteCount else { throw .cryptography("HMAC-SHA256") }
    return code
  }
}
