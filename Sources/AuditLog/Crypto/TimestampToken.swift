import CCrypto
import Glibc

/// An authority's word that some bytes existed at a time: a time-stamp token, RFC 3161.
public struct TimestampToken {
  /// The DER of a request for a token over these bytes, with SHA-256 and the authority's certificates.
  ///
  /// It has no nonce: the token is checked by its imprint, whenever it comes.
  public static func request(for bytes: [UInt8]) -> [UInt8] {
    // SEQUENCE { version 1, SEQUENCE { SEQUENCE { sha256, NULL }, imprint }, certReq TRUE }
    let beginning: [UInt8] = [
      0x30, 0x39, 0x02, 0x01, 0x01, 0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
      0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20,
    ]
    return beginning + SHA256.hash(bytes).bytes + [0x01, 0x01, 0xFF]
  }

  /// The hash in the token, and by what algorithm.
  private let imprint: [UInt8]
  private let algorithm: Int32
  /// When the authority says it was, in seconds since 1970.
  public let time: Int
  /// How many bytes of the file are the token.
  let byteCount: Int
  private let der: [UInt8]

  /// The token in the DER of a response or of a token alone; `nil` for anything else.
  ///
  /// Bytes behind it are left alone. No signature is checked yet.
  public init?(_ bytes: [UInt8]) {
    var end = 0
    let facts = Self.withToken(bytes, end: &end) { token -> (Int32, [UInt8], Int)? in
      guard let info = PKCS7_to_TS_TST_INFO(token) else { return nil }
      defer { TS_TST_INFO_free(info) }
      guard let imprint = TS_TST_INFO_get_msg_imprint(info),
        let hash = TS_MSG_IMPRINT_get_msg(imprint), let start = ASN1_STRING_get0_data(hash),
        let name = TS_MSG_IMPRINT_get_algo(imprint)
      else { return nil }
      var identifier: OpaquePointer?
      X509_ALGOR_get0(&identifier, nil, nil, name)
      var parts = tm()
      guard ASN1_TIME_to_tm(TS_TST_INFO_get_time(info), &parts) == 1 else { return nil }
      let digest = Array(UnsafeBufferPointer(start: start, count: Int(ASN1_STRING_length(hash))))
      return (OBJ_obj2nid(identifier), digest, timegm(&parts))
    }
    guard let facts else { return nil }
    (algorithm, imprint, time) = facts
    byteCount = end
    der = Array(bytes.prefix(end))
  }

  /// Whether the token is over these bytes.
  public func stamps(_ bytes: [UInt8]) -> Bool {
    guard let method = EVP_get_digestbyname(OBJ_nid2sn(algorithm)) else { return false }
    var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var count: UInt32 = 0
    guard EVP_Digest(bytes, bytes.count, &digest, &count, method, nil) == 1 else { return false }
    return digest.prefix(Int(count)).elementsEqual(imprint)
  }

  /// Whether the authority's signature is right and leads to a certificate of a PEM file.
  ///
  /// Certificates are judged as of the token's own time, so that a token outlives the certificate
  /// that signed it. Nothing is asked over a network, so no revocation is seen.
  public func isSigned(byAuthorityIn path: String) throws(AuditLogError) -> Bool {
    let store = try Self.authorities(in: path)
    defer { X509_STORE_free(store) }
    X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(store), time)
    var end = 0
    return Self.withToken(der, end: &end) { token in
      TS_RESP_verify_signature(token, nil, store, nil) == 1 ? true : nil
    } ?? false
  }

  /// Throws for a file without certificates: a log that has no tokens would never look into it.
  public static func requireAuthorities(in path: String) throws(AuditLogError) {
    X509_STORE_free(try authorities(in: path))
  }

  /// The certificates of a file, to be freed by who asks.
  private static func authorities(in path: String) throws(AuditLogError) -> OpaquePointer {
    guard let store = X509_STORE_new() else { throw .cryptography("a certificate store") }
    guard X509_STORE_load_file(store, path) == 1 else {
      X509_STORE_free(store)
      throw .unfitFile(
        place: path, problem: "no certificates in PEM / 不是 PEM 证书，或读不出来")
    }
    return store
  }

  /// Runs `body` with the token of a response, or with a token that stands alone.
  private static func withToken<Result>(
    _ bytes: [UInt8], end: inout Int, _ body: (UnsafeMutablePointer<PKCS7>) -> Result?
  ) -> Result? {
    bytes.withUnsafeBufferPointer { buffer in
      var cursor = buffer.baseAddress
      if let response = d2i_TS_RESP(nil, &cursor, buffer.count) {
        defer { TS_RESP_free(response) }
        end = cursor.map { $0 - (buffer.baseAddress ?? $0) } ?? 0
        return TS_RESP_get_token(response).flatMap(body)
      }
      cursor = buffer.baseAddress
      guard let token = d2i_PKCS7(nil, &cursor, buffer.count) else { return nil }
      defer { PKCS7_free(token) }
      end = cursor.map { $0 - (buffer.baseAddress ?? $0) } ?? 0
      return body(token)
    }
  }
}
