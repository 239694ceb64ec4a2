/// Lines of the canonical layout, with every comment where it was: above, behind or beneath.
///
///     # Above the declaration, with the blank lines that were around it.
///     规则 NX-3.1-05 …        # behind it
///       # Above a clause, and so is a comment that stood inside the clause.
///       当 …
///       # Beneath: indented, and no blank line before it.
struct Layout {
  static let indent = "  "

  /// What is written on one line, or on a few when it is long.
  struct Item {
    enum Place {
      /// A declaration with a blank line before it.
      case apart
      /// A declaration that follows the one before it.
      case inRow
      /// A clause.
      case inside
    }

    let text: String
    let place: Place
    /// The bytes of the source it was written for.
    let start: Int
    let end: Int
  }

  private let items: [Item]
  private var comments: ArraySlice<CommentSyntax>
  private let source: SourceText
  private var output = ""

  init(items: [Item], comments: [CommentSyntax], source: SourceText) {
    self.items = items
    self.comments = comments[...]
    self.source = source
  }

  var text: String {
    var writer = self
    for (index, item) in items.enumerated() {
      let next = index + 1 < items.count ? items[index + 1].start : source.bytes.count
      writer.write(item, before: next)
    }
    writer.writeRest()
    return writer.output
  }

  private mutating func write(_ item: Item, before next: Int) {
    var wantsBlank = false
    switch item.place {
    case .inside: break
    case .apart:
      writeBeneath(before: item.start)
      wantsBlank = true
    case .inRow: writeBeneath(before: item.start)
    }
    while let comment = comments.first, comment.range.start < item.end {
      comments.removeFirst()
      write(comment.text, at: Int(comment.range.start), item.place, wantsBlank: wantsBlank)
      wantsBlank = false
    }
    write(item.text, at: item.start, item.place, wantsBlank: wantsBlank)
    writeBehind(item, before: next)
  }

  private mutating func write(
    _ line: String, at offset: Int, _ place: Item.Place, wantsBlank: Bool
  ) {
    switch place {
    case .inside:
      output += line.hasPrefix(Self.indent) ? line : Self.indent + line
    case .apart, .inRow:
      if !output.isEmpty, wantsBlank || hasBlankLine(before: offset) { output += "\n" }
      output += line
    }
    output += "\n"
  }

  /// The comment on the line where an item ends.
  private mutating func writeBehind(_ item: Item, before next: Int) {
    guard let comment = comments.first, !comment.standsAlone, comment.range.start < next,
      !source.bytes[item.end..<Int(comment.range.start)].contains(0x0A)
    else { return }
    comments.removeFirst()
    output.removeLast()
    output += Self.indent + comment.text + "\n"
  }

  /// The comments that belong to the declaration above them.
  private mutating func writeBeneath(before offset: Int) {
    while !output.isEmpty, let comment = comments.first, comment.range.start < offset,
      isIndented(comment), !hasBlankLine(before: Int(comment.range.start))
    {
      comments.removeFirst()
      output += Self.indent + comment.text + "\n"
    }
  }

  private mutating func writeRest() {
    writeBeneath(before: source.bytes.count)
    for comment in comments {
      write(comment.text, at: Int(comment.range.start), .inRow, wantsBlank: false)
    }
  }

  private func isIndented(_ comment: CommentSyntax) -> Bool {
    comment.range.start > 0 && source.bytes[Int(comment.range.start) - 1] != 0x0A
  }

  private func hasBlankLine(before offset: Int) -> Bool {
    var breaks = 0
    for byte in source.bytes[..<offset].reversed() {
      switch byte {
      case 0x0A: breaks += 1
      case 0x20, 0x09, 0x0D: break
      default: return breaks > 1
      }
    }
    return false
  }
}
