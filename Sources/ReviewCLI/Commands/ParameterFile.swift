import Rules
import Spreadsheet

extension ReviewTool {
  /// The text of a parameter file, JSON or the form of a workbook; nil when it was rejected.
  func parameterText(of path: String, _ language: Language?) throws(CommandFailure) -> SourceText? {
    let file = SourceText(path: path, bytes: try files.bytes(of: path))
    guard Workbook.isLikely(file.bytes) else { return file.decoded }
    do throws(SpreadsheetFailure) {
      let workbook = try Workbook(file.bytes)
      if let form = DossierInput.form(workbook.sheets, path: path) { return form }
      let none = ForeignFile.unreadable(
        Phrase("工作簿里没有参数表", "the workbook has no sheet of parameters"),
        hint: Phrase(
          "空表由 `review template --parameters --output 参数.xlsx` 给出",
          "`review template --parameters --output parameters.xlsx` gives an empty one"))
      complain(Problems(only: none, path: path), language)
    } catch {
      complain(Problems(only: error.diagnostic(file), path: path), language)
    }
    return nil
  }
}
