/// A JSON value and the bytes it was read from.
public struct JSONNode: Sendable, Equatable {
  public enum Kind: Sendable, Equatable {
    case null
    case boolean(Bool)
    /// The number as it was written: `1.20` stays `1.20`, so nothing is rounded.
    case number(String)
    case string(String)
    case array([JSONNode])
    /// The members in the order of the text, duplicates included.
    case object([JSONMember])
  }

  public let kind: Kind
  /// From the first byte of the value through its last one, quotes and brackets included.
  public let range: SourceRange

  public init(_ kind: Kind, range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}

/// A key of an object with its value.
public struct JSONMember: Sendable, Equatable {
  public let key: String
  /// The bytes of the key, quotes included.
  public let keyRange: SourceRange
  public let value: JSONNode

  public init(key: String, keyRange: SourceRange, value: JSONNode) {
    self.key = key
    self.keyRange = keyRange
    self.value = value
  }
}
