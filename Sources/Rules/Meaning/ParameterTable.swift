/// The values of a parameter, by the key that they are found by.
struct ParameterTable: Sendable, Equatable {
  let rows: KeyedValues<[ParameterRow]>
  let keys: [String]
  let parts: KeyedValues<[ScalarValue]>

  /// What stands between the keys of several columns: 水泥、重点区域.
  static let keySeparator = "、"
}

/// One value of a parameter, and the days it holds.
public struct ParameterRow: Sendable, Equatable {
  /// nil: an empty cell.
  public let value: ScalarValue?
  /// The unit that the row's numbers are in; nil when they carry none.
  public var unit: UnitOfMeasure? {
    if case .number(let quantity)? = value { quantity.unit } else { nil }
  }
  public let validity: Validity
  public let verification: Verification
  public let basis: String?
  public let source: String?
}

extension ParameterTable {
  /// Values that stand with their parameter, found by the empty key.
  init(_ values: [DatedValue], from source: String?) {
    var rows = GroupedValues<ParameterRow>()
    for value in values { rows.append(ParameterRow(value, from: source), at: .text("")) }
    self.init(rows: rows.byKey, keys: [], parts: KeyedValues([]))
  }

  /// A column of a table.
  fileprivate init(_ column: Int, of table: RuleTable, _ lists: [ChoiceList]) {
    var rows = GroupedValues<ParameterRow>()
    var keys: [String] = []
    for row in table.rows {
      guard let key = row.key(of: table, lists) else { continue }
      rows.append(ParameterRow(row, column, of: table), at: key.foldedKey)
      if case .text(let text) = key { keys.append(text) }
    }
    self.init(rows: rows.byKey, keys: keys, parts: table.parts)
  }
}

extension ParameterRow {
  fileprivate init(_ dated: DatedValue, from source: String?) {
    self.init(
      value: dated.value, validity: dated.validity, verification: dated.verification,
      basis: nil, source: dated.source ?? source)
  }

  fileprivate init(_ row: TableRow, _ column: Int, of table: RuleTable) {
    self.init(
      value: row.cells[column], validity: row.validity, verification: row.verification,
      basis: row.basis, source: row.source ?? table.source)
  }
}

extension RuleTable {
  /// Its columns by key, each arranged when it is first asked for.
  func columnsByKey(_ lists: [ChoiceList]) -> [Deferred<ParameterTable>] {
    columns.indices.map { column in Deferred(ParameterTable(column, of: self, lists)) }
  }

  /// The keys that each parent name stands for, in the order of the table.
  fileprivate var parts: KeyedValues<[ScalarValue]> {
    var parts = GroupedValues<ScalarValue>()
    guard let separator = parentSeparator else { return parts.byKey }
    let rowKeys = rows.compactMap { $0.keys.first }
    let known = Set(rowKeys)
    var seen: Set<ScalarValue> = []
    for key in rowKeys where seen.insert(key).inserted {
      guard case .text(let text) = key else { continue }
      // A part that is itself a parent stands for its own parts.
      let parents = text.parents(before: separator)
      for parent in parents.reversed() {
        parts.append(key, at: .text(TextKey.folded(parent)))
        if known.contains(.text(parent)) { break }
      }
    }
    return parts.byKey
  }
}

extension TableRow {
  /// What the row is found by; the keys of several columns are joined to one text.
  fileprivate func key(of table: RuleTable, _ lists: [ChoiceList]) -> ScalarValue? {
    guard keys.count > 1 else { return keys.first }
    let texts = zip(keys, table.keys).compactMap { key, column -> String? in
      switch (key, column.type) {
      case (.text(let text), _): text
      case (.choice(let choice), .choice(let list)): lists[list].choices[choice].chinese
      case (.truth(let truth), _): truth ? "是" : "否"
      default: nil
      }
    }
    return texts.count == keys.count
      ? .text(texts.joined(separator: ParameterTable.keySeparator)) : nil
  }
}
