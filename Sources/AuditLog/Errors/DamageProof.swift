/// The parts of the log that contradict each other.
public struct DamageProof: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file, and the line in the whole log where it is known.
  public let place: String
  /// What is wrong there.
  public let problem: String
  /// The text of the checkpoint that the lines contradict.
  public let checkpoint: String
  /// The root in that checkpoint, in base64.
  public let signedRoot: String
  /// The root of the lines as they are now, in base64; `nil` when they could not all be read.
  public let foundRoot: String?

  public var description: String {
    """
    \(place): \(problem)
    root of the lines as they are: \(foundRoot ?? "none, they cannot all be read")
    root that was signed:          \(signedRoot)
    the signed checkpoint:
    \(checkpoint)
    """
  }
}
