/// A state of a log under the algorithms of China's commercial cryptography: a second root, SM3, and a
/// second signature, SM2.
///
/// ```
/// two-high.local/lz01
/// 1000
/// gJZP+1WHiF9AgKPmkMP98VJnCncOtTNiwLvIEVMuMmE=
/// sm3 K1m0rM1d…
///
/// — two-high.local/lz01 MEUCIQC…
/// ```
/// The first three lines are those of the checkpoint of that size, the fourth an extension line of C2SP
/// tlog-checkpoint. The signature is SM2 in DER over the four lines with their line feeds, so that
/// `openssl` checks it; the log's own checkpoint stays as it is.
public struct SM2Note: Sendable, Equatable {
  public let head: LogHead
  /// The root by SM3.
  public let root: Digest
  private let signature: [UInt8]

  init(
    _ head: LogHead, root: Digest, pem: [UInt8], place: String
  ) throws(AuditLogError) {
    (self.head, self.root) = (head, root)
    signature = try SM2.sign(Self.signedLines(head, root), pem: pem, place: place)
  }

  /// The note that `bytes` are the exact text of; nothing of it is checked yet.
  public init(_ bytes: [UInt8], place: String) throws(AuditLogError) {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    guard lines.count == 7, lines[4].isEmpty, lines[6].isEmpty,
      let origin = String(validating: lines[0], as: UTF8.self), VerifierKey.isName(origin),
      let digits = String(validating: lines[1], as: UTF8.self), let size = Int(digits), size > 0,
      String(size) == digits, let root = Base64.decode(lines[2]).flatMap({ Digest($0) }),
      lines[3].starts(with: "sm3 ".utf8),
      let second = Base64.decode(lines[3].dropFirst(4)).flatMap({ Digest($0) }),
      case let prefix = Array("— \(origin) ".utf8), lines[5].starts(with: prefix),
      let signature = Base64.decode(lines[5].dropFirst(prefix.count))
    else {
      throw .malformed(
        place: place,
        problem: "such a note has the name, the size, two roots, an empty line and a signature")
    }
    head = LogHead(origin: origin, size: size, root: root)
    (self.root, self.signature) = (second, signature)
  }

  public var text: String {
    String(decoding: Self.signedLines(head, root), as: UTF8.self)
      + "\n— \(head.origin) \(Base64.encode(signature))\n"
  }

  /// Whether the public key of a PEM text signed it.
  public func isSigned(byKeyIn pem: [UInt8], place: String) throws(AuditLogError) -> Bool {
    try SM2.verify(signature, of: Self.signedLines(head, root), pem: pem, place: place)
  }

  private static func signedLines(_ head: LogHead, _ root: Digest) -> [UInt8] {
    head.signedLines + Array("sm3 \(root.base64)\n".utf8)
  }
}
