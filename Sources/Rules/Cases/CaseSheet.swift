/// The cases of several texts as one table of cells: a header, then one case a row.
///
/// The columns of facts and parameters are those that the cases give. A case whose facts stand in
/// another order than the columns says so in `次序`.
public struct CaseSheet: Sendable {
  public let header: [String]
  public let rows: [[String]]

  /// The cases of texts, each with its path.
  public init(_ tables: [(path: String, table: CaseTable)], _ language: Language) {
    let all = tables.flatMap { $0.table.rows }
    let facts = Self.columns(all.map { $0.facts.map { $0.name } })
    let parameters = Self.columns(all.map { $0.parameters.map { $0.name } })
    let (given, parameter) = (Column.given.name[language], Column.parameter.name[language])
    let hasRows = all.contains { !$0.columns.isEmpty }
    header =
      Column.before.map { $0.name[language] } + facts.map { "\(given) \($0)" }
      + parameters.map { "\(parameter) \($0)" }
      + (Column.behind + (hasRows ? Column.ofRows : [])).map { $0.name[language] }
    let width = header.count
    rows = tables.flatMap { path, table in
      table.rows.flatMap { row -> [[String]] in
        let order =
          Self.isInOrder(row.facts, facts) && Self.isInOrder(row.parameters, parameters)
          ? "" : (row.facts + row.parameters).map { $0.name }.joined(separator: "；")
        let first =
          [path, row.comment, row.title, row.base, row.asOf]
          + facts.map { name in row.facts.first { $0.name == name }?.value ?? "" }
          + parameters.map { name in row.parameters.first { $0.name == name }?.value ?? "" }
          + [row.expected, row.remark, order]
          + (hasRows ? [row.columns, row.rows.first ?? ""] : [])
        let further = row.rows.dropFirst().map { cells in
          [path] + Array(repeating: "", count: width - 2) + [cells]
        }
        return [first] + further
      }
    }
  }

  /// The columns of a case that are no fact and no parameter, by their heads.
  enum Column: CaseIterable {
    case file, comment, title, base, asOf, given, parameter, expected, remark, order, columns, row

    static let before: [Column] = [.file, .comment, .title, .base, .asOf]
    static let behind: [Column] = [.expected, .remark, .order]
    /// Where a case has rows.
    static let ofRows: [Column] = [.columns, .row]

    var name: Phrase {
      switch self {
      case .file: Phrase("文件", "file")
      case .comment: Phrase("注释", "comment")
      case .title: Keyword.caseOf.spelling
      case .base: Keyword.basedOn.spelling
      case .asOf: Keyword.asOf.spelling
      case .given: Keyword.given.spelling
      case .parameter: Keyword.parameter.spelling
      case .expected: Keyword.expect.spelling
      case .remark: Keyword.remark.spelling
      case .order: Phrase("次序", "order")
      case .columns: Keyword.column.spelling
      case .row: Keyword.row.spelling
      }
    }
  }

  /// All names, each behind the one that it first stood behind.
  private static func columns(_ lists: [[String]]) -> [String] {
    var columns: [String] = []
    var known: Set<String> = []
    for list in lists {
      var place = 0
      for name in list {
        if known.insert(name).inserted {
          columns.insert(name, at: place)
          place += 1
        } else if let found = columns.firstIndex(of: name) {
          place = max(place, found + 1)
        }
      }
    }
    return columns
  }

  private static func isInOrder(_ pairs: [CaseTable.Pair], _ columns: [String]) -> Bool {
    var last = -1
    for pair in pairs {
      guard let place = columns.firstIndex(of: pair.name), place > last else { return false }
      last = place
    }
    return true
  }
}

extension CaseSheet {
  /// Why cells are no cases: the row from 1, and what to write.
  public struct Problem: Error, Sendable {
    public let row: Int
    public let message: Phrase
  }

  /// The cases in cells, by the paths of their texts, in the order in which those come.
  public static func tables(
    _ cells: [[String]]
  ) throws(Problem) -> [(path: String, table: CaseTable)] {
    guard let header = cells.first else {
      throw Problem(row: 1, message: Phrase("没有表头", "there is no header"))
    }
    let columns = try header.enumerated().map { place, head throws(Problem) in
      try column(head, place)
    }
    for wanted in [Column.file, .title] where !columns.contains(where: { $0?.column == wanted }) {
      throw Problem(
        row: 1,
        message: Phrase(
          "表头没有 `\(wanted.name.chinese)` 列", "the header has no `\(wanted.name.english)`"))
    }
    var tables: [(path: String, table: CaseTable)] = []
    for (number, line) in cells.enumerated().dropFirst() {
      guard line.contains(where: { !$0.isEmpty }) else { continue }
      let (path, row) = Self.row(line, columns)
      guard !path.isEmpty else {
        throw Problem(
          row: number + 1, message: Phrase("没有写 `文件`", "`file` is empty"))
      }
      guard !row.title.isEmpty || (row.facts.isEmpty && row.expected.isEmpty) else {
        throw Problem(
          row: number + 1, message: Phrase("没有写 `案例` 的标题", "the case has no title"))
      }
      if row.title.isEmpty, !row.rows.isEmpty {
        guard let last = tables.indices.last, tables[last].path == path,
          let place = tables[last].table.rows.indices.last
        else {
          throw Problem(
            row: number + 1,
            message: Phrase("这一行前面没有它的案例", "no case stands before this row of one"))
        }
        tables[last].table.rows[place].rows += row.rows
        continue
      }
      if let known = tables.firstIndex(where: { $0.path == path }) {
        tables[known].table.rows.append(row)
      } else {
        tables.append((path, CaseTable(rows: [row])))
      }
    }
    return tables
  }

  /// What a column holds: one of ours, or a fact or a parameter by its name; nil for one without head.
  private static func column(
    _ head: String, _ place: Int
  ) throws(Problem) -> (column: Column, name: String)? {
    guard !head.isEmpty else { return nil }
    for column in Column.allCases {
      for name in [column.name.chinese, column.name.english] {
        if head == name { return (column, "") }
        guard column == .given || column == .parameter, head.hasPrefix(name + " ") else { continue }
        return (column, String(head.dropFirst(name.count + 1)))
      }
    }
    throw Problem(
      row: 1,
      message: Phrase(
        "第 \(place + 1) 列的表头 `\(head)` 不认识：字段写 `设 字段`，参数写 `参数 名称`",
        "column \(place + 1): `\(head)` is no head; a field is `given FIELD`, a parameter `parameter NAME`"
      ))
  }

  private static func row(
    _ line: [String], _ columns: [(column: Column, name: String)?]
  ) -> (path: String, row: CaseTable.Row) {
    var row = CaseTable.Row()
    var path = ""
    var order: [String] = []
    for (cell, column) in zip(line, columns) where !cell.isEmpty {
      guard let column else { continue }
      switch column.column {
      case .file: path = cell
      case .comment: row.comment = cell
      case .title: row.title = cell
      case .base: row.base = cell
      case .asOf: row.asOf = cell
      case .given: row.facts.append(CaseTable.Pair(column.name, cell))
      case .parameter: row.parameters.append(CaseTable.Pair(column.name, cell))
      case .expected: row.expected = cell
      case .remark: row.remark = cell
      case .columns: row.columns = cell
      case .row: row.rows.append(cell)
      case .order:
        order = cell.split(separator: "；").map { String($0) }
      }
    }
    row.facts = sorted(row.facts, order)
    row.parameters = sorted(row.parameters, order)
    return (path, row)
  }

  /// The pairs in the order that is written; what it does not name stays behind.
  private static func sorted(_ pairs: [CaseTable.Pair], _ order: [String]) -> [CaseTable.Pair] {
    guard !order.isEmpty else { return pairs }
    let named = order.compactMap { name in pairs.first { $0.name == name } }
    return named + pairs.filter { pair in !named.contains(pair) }
  }
}
