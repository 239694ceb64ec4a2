/// A part of a text, and what to write in its place.
public struct TextEdit: Sendable, Hashable {
  public let range: SourceRange
  public let text: String

  public init(_ range: SourceRange, _ text: String) {
    (self.range, self.text) = (range, text)
  }
}

extension Workspace {
  /// The workspace with edits made, none of which overlaps another.
  func applying(_ edits: [TextEdit]) -> Workspace {
    var changed = self
    for source in Set(edits.map { Int($0.range.source) }) where texts.indices.contains(source) {
      var bytes = texts[source].bytes
      let own = edits.filter { Int($0.range.source) == source }
      for edit in own.sorted(by: { $0.range.start > $1.range.start }) {
        bytes.replaceSubrange(Int(edit.range.start)..<Int(edit.range.end), with: edit.text.utf8)
      }
      changed.put(SourceText(path: texts[source].path, bytes: bytes))
    }
    return changed
  }
}
