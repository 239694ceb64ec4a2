/// Why a workbook cannot be read.
public enum SpreadsheetFailure: Error, Sendable, Equatable {
  /// It is no ZIP file, or one that was cut off or damaged; the part where it was seen.
  case damaged(String)
  /// A ZIP file without a workbook: a Word document, an archive.
  case noWorkbook
  /// It is protected by a password.
  case encrypted
  /// It holds more than a table of projects ever does: ``SpreadsheetLimit``.
  case tooLarge
  /// It has more sheets than the given number.
  case manySheets(limit: Int)
  /// A cell has a longer text than Excel can keep, in characters; the part where it was seen.
  case longText(String, limit: Int)
}

/// How much a workbook may hold, so that a small file that unpacks to a huge one is refused early.
enum SpreadsheetLimit {
  /// Parts of one file.
  static let parts = 4_096
  /// Unpacked bytes of all parts that are read; a part that several sheets name counts for each.
  static let bytes = 256 << 20
  /// Each is asked what it is, whatever it holds.
  static let sheets = 256
  /// Characters of a cell, as Excel has them, and the most bytes they take.
  static let characters = 32_767
  static let textBytes = characters * 3
  /// Cells with a content, and strings of them, in one workbook.
  static let cells = 1_500_000
  /// Elements of XML in the parts that are read, as cells without a content are some.
  static let elements = 4_000_000
  /// Cells of a sheet, with the empty ones between and behind the others.
  static let area = 16 << 20
  /// Columns and rows of a sheet, as Excel has them.
  static let columns = 16_384
  static let rows = 1_048_576
  /// Elements inside each other.
  static let depth = 64
}
