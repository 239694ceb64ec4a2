/// A witness's word: at this time, this was the largest tree of the log that it had seen.
///
/// ```
/// — audit.zhongwei.local/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcr…
/// ```
/// A signature line whose bytes are the key's identifier (4), the time in seconds since 1970 (8, the
/// highest first) and an Ed25519 signature (64) over `cosignature/v1`, the time and the three lines
/// of the checkpoint: <https://c2sp.org/tlog-cosignature>.
public struct Cosignature: Sendable, Equatable {
  /// The name of the witness.
  public let name: String
  /// When it was given, in seconds since 1970.
  public let time: Int
  private let keyIdentifier: [UInt8]
  private let signature: [UInt8]

  /// A witness's signature of a checkpoint that it found consistent.
  public init(
    of checkpoint: Checkpoint, at time: Timestamp, signedWith key: SigningKey
  ) throws(AuditLogError) {
    guard key.verifier.purpose == .cosignature else {
      throw .unfitFile(
        place: "the witness's key", problem: "it is no key for cosignatures / 不是见证人的密钥")
    }
    (name, keyIdentifier) = (key.verifier.name, key.verifier.identifier)
    self.time = Int(time.milliseconds / 1000)
    signature = try key.sign(Cosignature.message(of: checkpoint.head, at: self.time))
  }

  /// The cosignature in a line without its line feed; `nil` for any other line.
  public init?(line: some Collection<UInt8>) {
    let parts = Array(line).split(separator: 0x20, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].elementsEqual("—".utf8),
      let name = String(validating: parts[1], as: UTF8.self), VerifierKey.isName(name),
      let bytes = Base64.decode(parts[2]), bytes.count == 12 + Ed25519.signatureByteCount,
      bytes[4] < 0x80
    else { return nil }
    self.name = name
    keyIdentifier = Array(bytes[..<4])
    time = bytes[4..<12].reduce(0) { $0 << 8 | Int($1) }
    signature = Array(bytes[12...])
  }

  /// All cosignatures in a text, whatever else stands in it.
  public static func all(in bytes: [UInt8]) -> [Cosignature] {
    bytes.split(separator: 0x0A).compactMap { line in
      Cosignature(line: line.last == 0x0D ? line.dropLast() : line)
    }
  }

  /// The line, with its line feed.
  public var text: String {
    let time = (0..<8).reversed().map { UInt8(truncatingIfNeeded: self.time >> (8 * $0)) }
    return "— \(name) \(Base64.encode(keyIdentifier + time + signature))\n"
  }

  /// Whether `key` is the one that the line names.
  func names(_ key: VerifierKey) -> Bool {
    key.purpose == .cosignature && key.identifier == keyIdentifier
      && key.name.utf8.elementsEqual(name.utf8)
  }

  /// Whether the holder of `key` signed this head of the log.
  func isValid(for head: LogHead, key: VerifierKey) -> Bool {
    names(key)
      && Ed25519.verify(
        signature, of: Cosignature.message(of: head, at: time), publicKey: key.publicKey)
  }

  private static func message(of head: LogHead, at time: Int) -> [UInt8] {
    Array("cosignature/v1\ntime \(time)\n".utf8) + head.signedLines
  }
}
