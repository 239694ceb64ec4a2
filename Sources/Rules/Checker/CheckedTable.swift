/// A declared table in which nothing was wrong.
///
/// It is known as long as neither the text of its declaration nor its data file nor what cells are read
/// with (``CellWords``) is changed.
struct CheckedTable: Sendable {
  let table: RuleTable
  let mentions: [Mention]
  /// The text of the declaration, and the data file that it names, by their places.
  let sources: [Int]

  func rests(on source: Int) -> Bool { sources.contains(source) }
}

/// The units and the choices that cells of tables are read with.
struct CellWords: Sendable, Equatable {
  private let units: UnitTable
  private let choiceLists: [ChoiceList]

  init(_ vocabulary: Vocabulary) {
    (units, choiceLists) = (vocabulary.units, vocabulary.choiceLists)
  }
}

extension Checker {
  /// Lets the tables be found by key that were changed since they were read.
  mutating func arrangeTables() {
    for index in rules.tables.indices {
      rules.tables[index].arrange(by: rules.vocabulary.choiceLists)
    }
  }

  mutating func forgetTablesReadOtherwise() {
    guard memory != nil else { return }
    let words = CellWords(rules.vocabulary)
    guard memory?.cellWords != words else { return }
    memory?.checkedTables = [:]
    memory?.cellWords = words
  }

  /// The table of a declaration, from memory where it is known.
  mutating func table(
    of declaration: DeclarationSyntax, _ name: Phrase, label: String
  ) -> RuleTable {
    let data = declaration.clause(.data)?.operands.first?.text
    let index = data.flatMap { dataIndex(of: $0) }
    if let known = memory?.checkedTables[declaration.range] {
      rules.mentions += known.mentions
      if let data, let index { dataNames[index] = data.range }
      return known.table
    }
    let before = (problems: diagnostics.count, mentions: rules.mentions.count)
    var table = readTable(declaration, name, label: label)
    table.arrange(by: rules.vocabulary.choiceLists)
    if memory != nil, diagnostics.count == before.problems {
      memory?.checkedTables[declaration.range] = CheckedTable(
        table: table, mentions: Array(rules.mentions[before.mentions...]),
        sources: [Int(declaration.range.source)] + [index].compactMap { $0 })
    }
    return table
  }
}
