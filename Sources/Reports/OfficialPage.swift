import Rules

/// The page of GB/T 9704-2012, and how much of its height a text takes, in points.
///
/// A4; 37 mm above the type area and 28 mm beside it on the bound edge (5.2.1), the type area 156 mm
/// by 225 mm, 22 lines of 28 characters of size 3 (5.2.3). The first page has the head of a letter
/// (10.1). Tables are of size small 4, 12 points.
enum OfficialPage {
  /// 225 mm.
  static let height = 638
  /// A line of the text.
  static let line = 29
  /// What the head of the letter takes of the first page.
  static let letterhead = 28
  static let titleLine = 33
  /// A line of a table, and the room above and below a row.
  private static let rowLine = 18
  private static let rowPadding = 2
  /// A line of what stands behind the signature, in size 4.
  private static let endnoteLine = 24

  /// Widths in half-width characters.
  private static let width = 56
  private static let rowWidth = 66
  private static let seriesWidth = 73
  private static let titleWidth = 38
  private static let endnoteWidth = 62

  /// A paragraph whose first line is indented by two characters.
  static func height(ofParagraph paragraph: String) -> Int {
    LineBreaking(width: width, indent: 4).lines(of: paragraph).count * line
  }

  /// A row of a table of items.
  static func height(ofRow item: String) -> Int {
    LineBreaking(width: rowWidth).lines(of: item).count * rowLine + rowPadding
  }

  /// Items behind one another, in the size of a table.
  static func height(ofSeries words: String) -> Int {
    LineBreaking(width: seriesWidth, indent: 4).lines(of: words).count * rowLine
  }

  /// What the end of a page may leave free above a row that stands on the next one.
  static let rowSlack = 2 * rowLine + rowPadding - line

  static func height(ofEndnote note: String) -> Int {
    LineBreaking(width: endnoteWidth).lines(of: note).count * endnoteLine
  }

  /// A line at the left edge, as the addressee.
  static func height(ofLine words: String) -> Int {
    LineBreaking(width: width).lines(of: words).count * line
  }

  /// A line that ends four characters before the right edge, as the signature.
  static func height(ofSignature words: String) -> Int {
    LineBreaking(width: width - 8).lines(of: words).count * line
  }

  /// A title in lines of much the same length.
  static func titleLines(of words: String) -> [String] {
    let count = (TextWidth.cells(of: words) + titleWidth - 1) / titleWidth
    guard count > 1 else { return [words] }
    let even = (TextWidth.cells(of: words) + count - 1) / count + 2
    return LineBreaking(width: min(even, titleWidth)).lines(of: words)
  }

  /// As large as its name can stand in one line of 442 points, at most 30 points.
  static func letterheadSize(of name: String) -> Int {
    min(30, 442 * 2 / max(1, TextWidth.cells(of: name)))
  }
}

/// The height that is left on two pages, in points.
struct PageRoom {
  /// A heading or a row that the end of the first page would divide stands on the second one, and a
  /// line may break sooner than was thought.
  private(set) var free = 2 * OfficialPage.height - OfficialPage.line

  /// Takes the room of all that is no paragraph: what the head of the letter takes of the type area,
  /// the number, two blank lines, the title, another one; a blank line, the annex by name, the date,
  /// and the places to sign.
  mutating func takeFrame(titleLines: Int, signatories: Int) {
    free -= OfficialPage.letterhead + OfficialPage.titleLine * titleLines
    take(lines: 4 + 3 + signatories)
  }

  /// Takes the room of lines that stand in any case.
  mutating func take(lines: Int) { free -= lines * OfficialPage.line }

  mutating func take(height: Int) { free -= height }

  mutating func take(_ paragraphs: [String]) {
    for paragraph in paragraphs { free -= OfficialPage.height(ofParagraph: paragraph) }
  }

  mutating func take(endnotes: [String]) {
    for note in endnotes { free -= OfficialPage.height(ofEndnote: note) }
  }

  /// As many of the items as there is room for, from the first.
  ///
  /// - Parameters:
  ///   - reserve: The height that is kept for what follows, besides a line that counts the rest.
  ///   - isFollowed: Whether a line stands behind the items in any case.
  mutating func fill(
    with items: [String], _ form: Opinion.ListForm, keeping reserve: Int, isFollowed: Bool = false
  ) -> (shown: [String], rest: Int) {
    var shown: [String] = []
    var height = 0
    for item in items {
      let next = form.height(of: item, behind: shown, height)
      let isLast = shown.count + 1 == items.count
      guard next + reserve + (isLast && !isFollowed ? 0 : OfficialPage.line) <= free else { break }
      height = next
      shown.append(item)
    }
    free -= height
    if shown.count < items.count || isFollowed { free -= OfficialPage.line }
    return (shown, items.count - shown.count)
  }
}

extension Opinion.ListForm {
  /// The height of items, their numbers included.
  func height(of items: [String]) -> Int {
    switch self {
    case .running, .table: items.map { height(of: $0) }.reduce(0, +)
    case .series: OfficialPage.height(ofSeries: Opinion.series(items, .chinese))
    }
  }

  /// The height of items with one more, where that of the items is known.
  fileprivate func height(of item: String, behind items: [String], _ height: Int) -> Int {
    switch self {
    case .running, .table: height + self.height(of: item)
    case .series: self.height(of: items + [item])
    }
  }

  private func height(of item: String) -> Int {
    switch self {
    case .running: OfficialPage.height(ofParagraph: "10．" + item)
    case .table: OfficialPage.height(ofRow: item)
    case .series: height(of: [item])
    }
  }
}
