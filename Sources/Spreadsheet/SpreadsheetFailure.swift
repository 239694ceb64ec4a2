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
}

/// How much a workbook may hold, so that a small file that unpacks to a huge one is refused early.
enum SpreadsheetLimit {
  /// Parts of one file.
  static let parts = 4_096
  /// Unpacked bytes of one part.
  static let partBytes = 256 << 20
  /// Cells with a content, and strings of them, in one workbook.
  static let cells = 4_000_000
  /// Columns and rows of a sheet, as Excel has them.
  static let columns = 16_384
  static let rows = 1_048_576
  /// Elements inside each other.
  static let depth = 64
}
