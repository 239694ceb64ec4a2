// The two ways in which a digest is written.
extension Digest {
  /// The digest written as 64 lower-case hexadecimal digits, `nil` for anything else.
  public init?(hexadecimal text: String) {
    guard let bytes = Hexadecimal.decode(text.utf8) else { return nil }
    self.init(bytes)
  }

  /// The digest written in base64 as ``base64`` writes it, `nil` for anything else.
  public init?(base64 text: some StringProtocol) {
    guard let bytes = Base64.decode(text.utf8) else { return nil }
    self.init(bytes)
  }

  /// 64 lower-case hexadecimal digits.
  public var hexadecimal: String {
    withUnsafeBytes { String(decoding: Hexadecimal.encode($0), as: UTF8.self) }
  }

  /// 44 characters of base64, RFC 4648 section 4.
  public var base64: String { Base64.encode(bytes) }
}
