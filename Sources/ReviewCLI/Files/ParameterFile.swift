import Rules
import Spreadsheet

/// A file of parameters: JSON, or a form in a workbook or a table.
enum ParameterFile {
  case text(SourceText, warning: Problems? = nil)
  /// A workbook that holds none.
  case rejected(Problems)

  init(_ path: String, in files: FileStore) throws(CommandFailure) {
    let file = SourceText(path: path, bytes: try files.bytes(of: path))
    guard Workbook.isLikely(file.bytes) else {
      let (text, warning) = file.recoded
      self = .text(text, warning: warning.map { Problems(only: $0, path: path) })
      return
    }
    do throws(SpreadsheetFailure) {
      let workbook = try Workbook(file.bytes)
      if let form = DossierInput.form(workbook.sheets, path: path) {
        self = .text(form)
      } else {
        self = .rejected(Problems(only: Self.none, path: path))
      }
    } catch {
      self = .rejected(Problems(only: error.diagnostic(file), path: path))
    }
  }

  private static let none = ForeignFile.unreadable(
    Phrase("工作簿里没有参数表", "the workbook has no sheet of parameters"),
    hint: Phrase(
      "空表由 `review template --parameters --output 参数.xlsx` 给出",
      "`review template --parameters --output parameters.xlsx` gives an empty one"))
}
