import Spreadsheet

/// A workbook: it is one, or the failure says why not.
struct WorkbookFuzz: FuzzedReader {
  func read(_ bytes: [UInt8]) { _ = try? Workbook(bytes) }
}
