import Testing

@testable import Rules

/// How sure the figures of the shipped tables are said to be.
@Suite("The marks of shipped figures")
struct ShippedConfidenceTests {
  private static let rows = CommittedRules.book.checked.tables.flatMap { table in
    table.rows.map { (table: table.name.chinese, row: $0) }
  }

  @Test("A figure that a source calls a transcription by somebody else is not verified by that")
  func transcriptions() {
    let transcribed = Self.rows.filter { $0.row.source?.contains("公开转录") ?? false }
    #expect(transcribed.count > 300)
    for (table, row) in transcribed where row.verification.verifier == nil {
      #expect(!row.verification.isVerified, "\(table) \(row.keys): \(row.source ?? "")")
    }
  }

  @Test("A row is not surer than its source says in brackets", arguments: Confidence.allCases)
  func sources(_ confidence: Confidence) {
    for (table, row) in Self.rows where row.source?.hasSuffix("（\(confidence.rawValue)）") ?? false {
      guard row.verification.verifier == nil, let mark = row.verification.confidence else {
        continue
      }
      #expect(mark >= confidence, "\(table) \(row.keys): \(row.source ?? "")")
    }
  }
}
