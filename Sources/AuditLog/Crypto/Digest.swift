/// The 32 bytes of a SHA-256 hash.
public struct Digest: Hashable, Sendable {
  /// How many bytes a digest has.
  public static let byteCount = 32

  // INVARIANT: the words are the bytes as they lie in memory, never numbers.
  private var words: Words

  private struct Words: Hashable, Sendable {
    var first: UInt64 = 0
    var second: UInt64 = 0
    var third: UInt64 = 0
    var fourth: UInt64 = 0
  }

  /// A digest whose 32 bytes `fill` writes.
  init(filledBy fill: (UnsafeMutableRawBufferPointer) -> Void) {
    words = Words()
    Swift.withUnsafeMutableBytes(of: &words, fill)
  }

  /// The digest with these bytes, `nil` unless there are exactly 32.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == Digest.byteCount else { return nil }
    self.init { $0.copyBytes(from: bytes) }
  }

  /// The 32 bytes.
  public var bytes: [UInt8] { withUnsafeBytes { Array($0) } }

  func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    Swift.withUnsafeBytes(of: words, body)
  }
}
