/// A state of a log: what outsiders time-stamp and witnesses sign.
public struct LogHead: Sendable, Equatable {
  /// The log's name.
  public let origin: String
  /// How many lines the log has.
  public let size: Int
  /// The root over them.
  public let root: Digest

  /// The first three lines of its checkpoint with their line feeds: what every signature covers.
  public var signedLines: [UInt8] {
    Array(Checkpoint.body(origin: origin, size: size, root: root).utf8)
  }
}

extension Checkpoint {
  /// What the checkpoint signs.
  public var head: LogHead { LogHead(origin: origin, size: size, root: root) }
}
