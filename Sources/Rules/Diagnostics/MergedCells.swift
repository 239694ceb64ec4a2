extension Diagnostic {
  /// The warning that cells of several rows were merged into one.
  ///
  /// - Parameter range: The first row that goes without what the cell shows.
  public static func mergedCells(_ reference: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .mergedCells, at: range,
      Phrase(
        "`\(reference)` 是合并单元格：它的值只算第一行的，这一行没有",
        "`\(reference)` is a merged cell: its value is that of its first row, this one has none"),
      hint: Phrase("取消合并，每行各写一遍", "split it, and write the value in each row"),
      severity: .warning)
  }
}

extension Diagnostic.Code {
  static let mergedCells = Self(
    name: "merged-cells",
    explanation: Phrase(
      """
      工作簿里的合并单元格跨了几个项目的行。表格软件只在第一格保存它的值，其余各格是空的；引擎不猜它是否对各行都成立。

          B2:B3 合并，写 1.25      第 2 行 1.25，第 3 行没有给出
          B2 写 1.25，B3 写 1.25   两行都是 1.25
      """,
      """
      A merged cell of the workbook reaches over the rows of several projects. A spreadsheet keeps its value in
      the first of them, and the others are empty; the engine does not guess whether it holds for each.

          B2:B3 merged, 1.25       row 2 has 1.25, row 3 has nothing
          1.25 in B2 and in B3     both have 1.25
      """))
}
