/// A half-open range of UTF-8 offsets into one text of a list of ``SourceText``s.
///
/// Offsets count bytes from the start of the text, from 0. Lines and columns are
/// computed only when a person or an editor must see them.
public struct SourceRange: Sendable, Hashable {
  /// The index of the text in the list that was read together.
  public let source: Int32
  public let start: Int32
  public let end: Int32

  public init(source: Int, start: Int, end: Int) {
    self.source = Int32(truncatingIfNeeded: source)
    self.start = Int32(truncatingIfNeeded: start)
    self.end = Int32(truncatingIfNeeded: max(start, end))
  }

  /// The source of what somebody supposes, as `--set` does: it stands in no file.
  public static let assumption = -1
  public var isAssumption: Bool { Int(source) == Self.assumption }

  /// From the start of this range to the end of another one in the same text.
  public func through(_ other: SourceRange) -> SourceRange {
    SourceRange(source: Int(source), start: Int(start), end: Int(max(end, other.end)))
  }
}
