/// A body with the salt of its commitment, for somebody who may see both.
public struct OpenedBody: Sendable, Equatable {
  public let salt: Digest
  public let bytes: [UInt8]
}
