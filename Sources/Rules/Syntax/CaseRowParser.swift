// The rows of a case: what their columns are, and what stands in each.

extension Parser {
  /// `主要产品[0].名称、主要产品[0].单位能耗、NX-4.3-02`
  mutating func parseColumns() throws(Failure) -> [CaseColumnSyntax] {
    var columns: [CaseColumnSyntax] = []
    repeat {
      if !columns.isEmpty { advance() }
      columns.append(
        at(.decision) ? .decision(consume(.decision)) : .path(try parseIndexedPath()))
    } while token.isSign(.comma)
    return columns
  }

  /// `「电石」、805 千克标准煤/吨、不符合 不予审批`
  mutating func parseCells() throws(Failure) -> [CaseCellSyntax] {
    var cells: [CaseCellSyntax] = []
    repeat {
      if !cells.isEmpty { advance() }
      let start = token.range
      let value = try parseCaseValue()
      let consequence = token.kind == .word && !startsNext ? try parseName() : nil
      cells.append(
        CaseCellSyntax(
          value: value, consequence: consequence, range: start.through(lastRange)))
    } while token.isSign(.comma)
    return cells
  }
}
