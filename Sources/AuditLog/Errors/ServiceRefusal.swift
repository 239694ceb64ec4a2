/// Why the writer did not do what it was asked, in the words that its caller shows.
public struct ServiceRefusal: Error, Equatable, Sendable {
  public enum Kind: String, Sendable {
    /// What is there is not what was signed.
    case refused
    /// The caller asked for something wrong.
    case rejected
    /// Nothing can be written now.
    case unavailable
  }

  public let kind: Kind
  /// In Chinese and English.
  public let lines: [String]

  public init(_ kind: Kind, _ lines: [String]) { (self.kind, self.lines) = (kind, lines) }
}
