// What an editor can fold: declarations of several lines, and comments that stand together.

/// Lines that can be folded, counted from 0, both included.
public struct FoldedLines: Sendable, Equatable {
  public let first: Int
  public let last: Int
  public let isComment: Bool
}

extension Analysis {
  /// What can be folded of a text, in its order.
  public func folding(of source: Int) -> [FoldedLines] {
    guard let tree = tree(of: source) else { return [] }
    let text = sources[source]
    func line(_ offset: Int32) -> Int { text.position(of: Int(offset)).line - 1 }
    let declarations = tree.declarations.map {
      FoldedLines(first: line($0.range.start), last: line($0.range.end), isComment: false)
    }
    var comments: [FoldedLines] = []
    for comment in tree.comments where comment.standsAlone {
      let here = line(comment.range.start)
      if let last = comments.last, last.last + 1 == here {
        comments[comments.count - 1] = FoldedLines(first: last.first, last: here, isComment: true)
      } else {
        comments.append(FoldedLines(first: here, last: here, isComment: true))
      }
    }
    return (declarations + comments).filter { $0.last > $0.first }.sorted { $0.first < $1.first }
  }
}
