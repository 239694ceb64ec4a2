/// `xl/worksheets/sheet1.xml`: the rows and cells of a sheet, ECMA-376 part 1, section 18.3.
///
///     <row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" s="3"><v>45931</v></c></row>
struct SheetPart: XMLHandler {
  private let strings: [String]
  private let formats: [NumberFormat]
  private let counts1904: Bool
  /// How many cells more a workbook may have.
  private(set) var room: Int
  private(set) var rows: [Workbook.Row] = []
  /// The areas of merged cells of several rows.
  private(set) var merges: [Workbook.Merge] = []
  /// A cell that cannot be what was saved: one that stands there twice, or whose text is lost.
  private(set) var damagedCell: String?

  private var rowNumber = 0
  private var cells: [String] = []
  private var column = 0
  private var kind = "n"
  private var style = 0
  private var value: String?
  private var formula: String?
  private var inline = RunningText()
  private enum Place { case elsewhere, value, formula, inline }
  private var place = Place.elsewhere

  init(strings: [String], formats: [NumberFormat], counts1904: Bool, room: Int) {
    (self.strings, self.formats, self.counts1904) = (strings, formats, counts1904)
    self.room = room
  }

  var isFull: Bool { room < 0 || rowNumber > SpreadsheetLimit.rows || isTooLong }
  var failure: SpreadsheetFailure {
    isTooLong ? .longText(cellName, limit: SpreadsheetLimit.characters) : .tooLarge
  }

  /// Whether the text of the cell at hand is longer than any that was saved.
  private var isTooLong: Bool {
    inline.isTooLong || (value?.utf8.count ?? 0) > SpreadsheetLimit.textBytes
      || (formula?.utf8.count ?? 0) > SpreadsheetLimit.textBytes
  }

  mutating func start(_ element: String, _ attributes: [String: String]) {
    switch element {
    case "row":
      let last = rowNumber
      rowNumber = attributes["r"].flatMap { Int($0) } ?? rowNumber + 1
      if rowNumber <= last { damage() }
      cells = []
      column = 0
    case "c":
      column = attributes["r"].flatMap { Self.column(of: $0) } ?? column + 1
      kind = attributes["t"] ?? "n"
      style = attributes["s"].flatMap { Int($0) } ?? 0
      (value, formula, inline) = (nil, nil, RunningText())
    case "v":
      place = .value
      value = ""
    case "f":
      place = .formula
      formula = ""
    case "is": place = .inline
    case "mergeCell":
      if let merge = attributes["ref"].flatMap({ Workbook.Merge($0) }) { merges.append(merge) }
    default: inline.start(element)
    }
  }

  mutating func end(_ element: String) {
    switch element {
    case "c": keepCell()
    case "row":
      if cells.contains(where: { !$0.isEmpty }) {
        rows.append(Workbook.Row(number: rowNumber, cells: cells))
      }
    case "v", "f", "is": place = .elsewhere
    default: inline.end(element)
    }
  }

  mutating func text(_ text: String) {
    switch place {
    case .value: value?.append(text)
    case .formula: formula?.append(text)
    case .inline: inline.add(text)
    case .elsewhere: break
    }
  }

  /// `C` of `C5` as 3; nil beyond the columns that a sheet has.
  private static func column(of reference: String) -> Int? {
    var column = 0
    for byte in reference.utf8 {
      guard (0x41...0x5A).contains(byte & 0xDF), byte >= 0x41 else { break }
      column = column * 26 + Int(byte & 0xDF) - 0x40
      guard column <= SpreadsheetLimit.columns else { return nil }
    }
    return column > 0 ? column : nil
  }

  private mutating func keepCell() {
    if kind == "s", let value, !value.isEmpty, Int(value).map(strings.indices.contains) != true {
      damage()
    }
    let content = content
    guard !content.isEmpty, column <= SpreadsheetLimit.columns else { return }
    // Empty cells before it count, too: each takes its place.
    room -= max(1, column - cells.count)
    guard room >= 0 else { return }
    while cells.count < column - 1 { cells.append("") }
    if cells.count == column - 1 {
      cells.append(content)
    } else {
      if !cells[column - 1].isEmpty { damage() }
      cells[column - 1] = content
    }
  }

  private mutating func damage() { damagedCell = damagedCell ?? cellName }

  private var cellName: String { "R\(rowNumber)C\(column)" }

  private var content: String {
    if kind == "inlineStr" { return inline.content }
    guard let value, !value.isEmpty else {
      // A formula that no program has computed yet says itself.
      return formula.map { $0.isEmpty ? "" : "=" + $0 } ?? ""
    }
    switch kind {
    case "s": return Int(value).flatMap { strings.indices.contains($0) ? strings[$0] : nil } ?? ""
    case "b": return value == "1" ? "是" : "否"
    case "d": return String(value.prefix(10))
    case "n": return number(value)
    default: return value
    }
  }

  private func number(_ value: String) -> String {
    guard let number = CellNumber(value) else { return value }
    switch formats.indices.contains(style) ? formats[style] : .number {
    case .number: return number.text
    case .percent: return number.percent
    case .date:
      return number.wholePart.flatMap { CellDate.text($0, counts1904: counts1904) } ?? number.text
    }
  }
}
