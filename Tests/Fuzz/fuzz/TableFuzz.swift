import Rules

/// A table of dossiers: each row is read or refused.
struct TableFuzz: FuzzedReader {
  let vocabulary: Vocabulary

  func read(_ bytes: [UInt8]) {
    let source = SourceText(path: "fuzz.csv", bytes: bytes)
    guard let table = DossierTable.read(source, vocabulary: vocabulary).table else { return }
    for row in table.rows { _ = table.reader.read(row) }
  }
}
