import Rules

/// Writes lines of results of records that were judged in bulk: the same bytes that
/// ``JSONReport/writeBrief(id:tellsFailures:to:)`` writes of a review.
public struct BulkLine {
  /// The id of each rule, as JSON.
  private let ids: [[UInt8]]
  private let decisions: [[UInt8]]
  private let language: Language

  /// - Parameter language: That of what is told besides the rules.
  public init(_ program: Program, _ language: Language) {
    self.language = language
    ids = program.rules.rules.map { Self.quoted($0.id) }
    decisions = Decision.allCases.map { Self.quoted($0.name.english) }
  }

  private static func quoted(_ text: String) -> [UInt8] {
    var json = JSONWriter(style: .compact)
    json.string(text)
    return json.bytes
  }

  /// - Parameters:
  ///   - mark: Stands for a number that the record does not give.
  ///   - warnings: What was said of the text it stands in, as members of JSON; nil: nothing.
  ///   - failures: Writes the findings that are not met, as JSON; nil: they are not told.
  public func write(
    _ review: BulkReview, mark: String, warnings: [UInt8]? = nil,
    failures: ((ByteRun) -> Void)? = nil,
    to run: ByteRun
  ) {
    write(
      review, id: review.number ?? mark, warnings: warnings, failures: failures, to: run)
    run.append(UInt8(ascii: "\n"))
  }

  /// The object of a line alone.
  public func write(
    _ review: BulkReview, id: String, warnings: [UInt8]? = nil,
    failures: ((ByteRun) -> Void)? = nil,
    to run: ByteRun
  ) {
    run.append("{\"id\":")
    run.append(Self.quoted(id))
    run.append(",\"decision\":")
    run.append(decisions[review.decision.rawValue])
    run.append(",\"notMet\":")
    write(review.notMet, to: run)
    run.append(",\"undetermined\":")
    write(review.undetermined, to: run)
    run.append(",\"decisive\":")
    write(review.decisive, to: run)
    run.append(",\"score\":{\"low\":")
    write(hundredths: review.score.low, to: run)
    run.append(",\"high\":")
    write(hundredths: review.score.high, to: run)
    run.append("}")
    write(notes: review.bindingNotes, to: run)
    if let warnings {
      run.append(",")
      run.append(warnings)
    }
    if let failures {
      run.append(",\"findings\":")
      failures(run)
    }
    run.append("}")
  }

  private func write(_ rules: [Int], to run: ByteRun) {
    run.append(UInt8(ascii: "["))
    for (place, rule) in rules.enumerated() {
      if place > 0 { run.append(UInt8(ascii: ",")) }
      run.append(ids[rule])
    }
    run.append(UInt8(ascii: "]"))
  }

  private func write(notes: [Phrase], to run: ByteRun) {
    guard !notes.isEmpty else { return }
    run.append(",")
    run.append(
      JSONWriter.writtenMembers { JSONReport.write(bindingNotes: notes, language, to: &$0) })
  }

  /// `68.33`, `63.8`, `100`.
  private func write(hundredths: Int64, to run: ByteRun) {
    run.append(Int(hundredths / 100))
    let rest = hundredths % 100
    guard rest > 0 else { return }
    run.append(UInt8(ascii: "."))
    run.append(UInt8(ascii: "0") + UInt8(rest / 10))
    if rest % 10 > 0 { run.append(UInt8(ascii: "0") + UInt8(rest % 10)) }
  }
}
