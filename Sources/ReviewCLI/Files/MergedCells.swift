import Rules
import Spreadsheet

/// Merged cells that reach over several dossiers of a table: what they show is that of the first one
/// alone.
struct MergedCells {
  let warnings: [Diagnostic]

  init(_ merges: [Workbook.Merge], in rows: [CSVRow], of source: SourceText) {
    guard !merges.isEmpty else {
      warnings = []
      return
    }
    let places = rows.map { (line: source.position(of: Int($0.range.start)).line, row: $0) }
    warnings = merges.compactMap { merge in
      let covered = places.filter { merge.rows.contains($0.line) }
      guard covered.count > 1 || covered.first.map({ $0.line > merge.rows.lowerBound }) ?? false,
        let second = covered.first(where: { $0.line > merge.rows.lowerBound })
      else { return nil }
      return .mergedCells(merge.reference, at: second.row.range)
    }
  }
}
