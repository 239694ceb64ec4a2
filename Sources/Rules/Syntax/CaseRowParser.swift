// The rows of a case: what their columns are, and what stands in each.

extension Parser {
  /// `主要产品[0].名称、主要产品[0].单位能耗、NX-4.3-02`
  mutating func parseColumns() throws(Failure) -> [CaseColumnSyntax] {
    var columns: [CaseColumnSyntax] = []
    repeat {
      if !columns.isEmpty { advance() }
      columns.append(try parseColumn())
    } while token.isSign(.comma)
    return columns
  }

  private mutating func parseColumn() throws(Failure) -> CaseColumnSyntax {
    if at(.decision) { return .decision(consume(.decision)) }
    return at(.crossCheck)
      ? .crossCheck(try parseCrossCheck()) : .path(try parseIndexedPath())
  }

  /// `「电石」、805 千克标准煤/吨、不符合 不予审批`, `计分 能效 16/20`
  mutating func parseCells() throws(Failure) -> [CaseCellSyntax] {
    var cells: [CaseCellSyntax] = []
    repeat {
      if !cells.isEmpty { advance() }
      let start = token.range
      let content = try parseCellContent()
      cells.append(CaseCellSyntax(content: content, range: start.through(lastRange)))
    } while token.isSign(.comma)
    return cells
  }

  private mutating func parseCellContent() throws(Failure) -> CaseCellSyntax.Content {
    if at(.score) { return .points(try parsePoints()) }
    let value = try parseCaseValue()
    return .value(
      value, consequence: token.kind == .word && !startsNext ? try parseName() : nil)
  }
}
