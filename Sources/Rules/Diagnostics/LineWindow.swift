/// The part of a line that a diagnostic draws: all of it, or 200 columns around a place.
struct LineWindow {
  /// The bytes of the whole line, without its line break.
  let line: Range<Int>
  /// The bytes that are drawn.
  let shown: Range<Int>

  /// The most columns that are drawn of one line, the signs `…` of the cuts included.
  static let columnLimit = 200
  /// How many of them stand before the place when the line is cut on both sides.
  private static let columnsBefore = 60
  /// A line of more bytes than this has more columns than the limit: a character has four at most.
  private static let byteLimit = 4 * columnLimit

  init(around offset: Int, in source: SourceText) {
    line = source.lineBounds(around: offset)
    if line.count <= Self.byteLimit,
      Self.columns(of: source, line.lowerBound, line.upperBound) <= Self.columnLimit
    {
      shown = line
      return
    }
    let room = Self.columnLimit - 2
    var start = min(max(offset, line.lowerBound), line.upperBound)
    var end = start
    var used = 0
    Self.extend(&start, back: source, to: line.lowerBound, &used, limit: Self.columnsBefore)
    Self.extend(&end, forward: source, to: line.upperBound, &used, limit: room)
    Self.extend(&start, back: source, to: line.lowerBound, &used, limit: room)
    shown = start..<end
  }

  /// Whether a mark begins where this window can show it.
  func holds(_ range: SourceRange) -> Bool {
    let isEndOfLine = shown.upperBound == line.upperBound
    return shown.contains(Int(range.start)) || (isEndOfLine && Int(range.start) == line.upperBound)
  }

  func text(of source: SourceText) -> String {
    (cutsStart ? "…" : "") + Self.drawn(source, shown.lowerBound, shown.upperBound)
      + (shown.upperBound < line.upperBound ? "…" : "")
  }

  /// How many cells of a terminal stand before an offset of the window.
  func indent(of source: SourceText, to offset: Int) -> Int {
    (cutsStart ? 1 : 0) + cells(of: source, from: shown.lowerBound, to: offset)
  }

  /// How many cells of a terminal the drawn text between two offsets takes.
  func cells(of source: SourceText, from start: Int, to end: Int) -> Int {
    TextWidth.cells(of: Self.drawn(source, start, end))
  }

  private var cutsStart: Bool { shown.lowerBound > line.lowerBound }

  /// The text as it is drawn: tabs as spaces, invisible characters as signs.
  private static func drawn(_ source: SourceText, _ start: Int, _ end: Int) -> String {
    var text = ""
    for scalar in source.slice(start, end).unicodeScalars {
      if scalar == "\t" { text += "    " } else { text.unicodeScalars.append(scalar) }
    }
    return text.withVisibleControls
  }

  /// The cells that a text takes, counting one for a mark that takes none.
  private static func columns(of source: SourceText, _ start: Int, _ end: Int) -> Int {
    var columns = 0
    for scalar in drawn(source, start, end).unicodeScalars {
      columns += max(1, TextWidth.cells(of: scalar))
    }
    return columns
  }

  private static func extend(
    _ start: inout Int, back source: SourceText, to bound: Int, _ used: inout Int, limit: Int
  ) {
    while start > bound {
      var before = start - 1
      while before > bound, source.bytes[before] & 0xC0 == 0x80 { before -= 1 }
      let width = columns(of: source, before, start)
      guard used + width <= limit else { return }
      used += width
      start = before
    }
  }

  private static func extend(
    _ end: inout Int, forward source: SourceText, to bound: Int, _ used: inout Int, limit: Int
  ) {
    while end < bound {
      var behind = end + 1
      while behind < bound, source.bytes[behind] & 0xC0 == 0x80 { behind += 1 }
      let width = columns(of: source, end, behind)
      guard used + width <= limit else { return }
      used += width
      end = behind
    }
  }
}
