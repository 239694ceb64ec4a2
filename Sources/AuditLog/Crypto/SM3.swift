import CCrypto

/// SM3 by libcrypto, GB/T 32905-2016: 32 bytes, as many as SHA-256 has.
enum SM3 {
  static func hash(_ bytes: [UInt8]) -> Digest {
    Digest { output in
      var count: UInt32 = 0
      // Fails only where libcrypto was built without the algorithm; then the digest is zero, and no
      // signature comes about, for SM2 needs it too.
      EVP_Digest(
        bytes, bytes.count, output.bindMemory(to: UInt8.self).baseAddress, &count, EVP_sm3(), nil)
    }
  }
}
