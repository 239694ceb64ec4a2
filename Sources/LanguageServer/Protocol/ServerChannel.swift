/// How the server hears and speaks.
public struct ServerChannel {
  /// What has come, or nil when nothing has; true: waits for it.
  let read: (Bool) -> [UInt8]?
  let write: ([UInt8]) -> Void
  /// Whether nothing more will come.
  let hasEnded: () -> Bool

  public init(
    read: @escaping (Bool) -> [UInt8]?, write: @escaping ([UInt8]) -> Void,
    hasEnded: @escaping () -> Bool
  ) {
    (self.read, self.write, self.hasEnded) = (read, write, hasEnded)
  }
}
