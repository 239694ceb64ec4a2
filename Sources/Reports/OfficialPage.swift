import Rules

/// The page of GB/T 9704-2012, and how much of its height a text takes, in points.
///
/// A4; 37 mm above the type area and 28 mm beside it on the bound edge (5.2.1), the type area 156 mm
/// by 225 mm, 22 lines of 28 characters of size 3 (5.2.3). The first page has the head of a letter
/// (10.1). Lists stand in tables of size small 4, 12 points.
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

  /// A half-width character counts one, a full one two; a line loses some where a mark may not begin
  /// it, or a number is not divided.
  private static let cellsPerLine = 54
  private static let cellsPerRowLine = 66
  static let cellsPerTitleLine = 38
  private static let cellsPerEndnoteLine = 62

  /// A paragraph whose first line is indented by two characters.
  static func height(ofParagraph paragraph: String) -> Int {
    lines(TextWidth.cells(of: paragraph) + 4, of: cellsPerLine) * line
  }

  /// A row of a table of items.
  static func height(ofItem item: String) -> Int {
    lines(TextWidth.cells(of: item), of: cellsPerRowLine) * rowLine + rowPadding
  }

  static func height(ofEndnote note: String) -> Int {
    lines(TextWidth.cells(of: note), of: cellsPerEndnoteLine) * endnoteLine
  }

  private static func lines(_ cells: Int, of size: Int) -> Int {
    max(1, (cells + size - 1) / size)
  }
}

/// The height that is left on two pages, in points.
struct PageRoom {
  /// A row that the end of the first page would divide stands on the second one.
  private var free = 2 * OfficialPage.height - OfficialPage.line

  /// Takes the room of all that is no paragraph: what the head of the letter takes of the type area,
  /// the number, two blank lines, the title, another one, the addressee; a blank line, the annex by
  /// name, the signature with its date, and the places to sign.
  mutating func takeFrame(titleLines: Int, signatories: Int) {
    free -= OfficialPage.letterhead + OfficialPage.titleLine * titleLines
    take(lines: 5 + 4 + signatories)
  }

  /// Takes the room of lines that stand in any case.
  mutating func take(lines: Int) { free -= lines * OfficialPage.line }

  mutating func take(_ paragraphs: [String]) {
    for paragraph in paragraphs { free -= OfficialPage.height(ofParagraph: paragraph) }
  }

  mutating func take(endnotes: [String]) {
    for note in endnotes { free -= OfficialPage.height(ofEndnote: note) }
  }

  /// As many of the items as there is room for, from the first.
  ///
  /// - Parameter reserve: The height that is kept for what follows, besides a line that counts the
  ///   rest.
  mutating func fill(with items: [String], keeping reserve: Int) -> (shown: [String], rest: Int) {
    var shown: [String] = []
    for item in items {
      let height = OfficialPage.height(ofItem: item)
      let isLast = shown.count + 1 == items.count
      guard height + reserve + (isLast ? 0 : OfficialPage.line) <= free else { break }
      free -= height
      shown.append(item)
    }
    if shown.count < items.count { free -= OfficialPage.line }
    return (shown, items.count - shown.count)
  }
}
