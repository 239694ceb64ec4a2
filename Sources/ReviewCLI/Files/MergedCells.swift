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
    let lines = rows.map { source.position(of: Int($0.range.start)).line }
    warnings = merges.compactMap { merge in
      let below = Self.firstIndex(in: lines, after: merge.rows.lowerBound)
      guard below < rows.count, lines[below] <= merge.rows.upperBound else { return nil }
      return .mergedCells(merge.reference, at: rows[below].range)
    }
  }

  /// Of ascending lines the first behind one, by halving: a sheet may have very many of both.
  private static func firstIndex(in lines: [Int], after line: Int) -> Int {
    var (low, high) = (0, lines.count)
    while low < high {
      let middle = (low + high) / 2
      if lines[middle] > line { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
