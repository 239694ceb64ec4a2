/// A JSON value of the kind the log writes: no number but integers.
///
/// RFC 8785 gives each value one spelling, so that equal values have equal hashes.
/// <https://www.rfc-editor.org/rfc/rfc8785>
public enum CanonicalJSON: Sendable {
  case null
  case boolean(Bool)
  /// An integer that every JSON reader holds exactly, see ``integerRange``.
  case integer(Int)
  case string(String)
  case array([CanonicalJSON])
  /// Members in any order; the writer sorts them.
  case object([Member])

  /// One name with its value.
  public struct Member: Sendable {
    public let key: String
    public let value: CanonicalJSON

    public init(_ key: String, _ value: CanonicalJSON) {
      (self.key, self.value) = (key, value)
    }
  }

  /// The integers of RFC 7493 (I-JSON) section 2.2. Larger ones are written as strings.
  public static let integerRange = -9_007_199_254_740_991...9_007_199_254_740_991

  /// How deeply arrays and objects may be nested.
  public static let depthLimit = 16

  /// The value of the member called `key`, `nil` for no such member and for no object.
  public subscript(_ key: String) -> CanonicalJSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key.utf8.elementsEqual(key.utf8) }?.value
  }
}

// Strings are compared by bytes: two spellings of `é` are two texts, though equal as `String`.
extension CanonicalJSON: Equatable {
  public static func == (left: CanonicalJSON, right: CanonicalJSON) -> Bool {
    left.bytes == right.bytes
  }
}
