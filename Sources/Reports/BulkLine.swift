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
    failures: ((inout [UInt8]) -> Void)? = nil,
    to bytes: inout [UInt8]
  ) {
    write(
      review, id: review.number ?? mark, warnings: warnings, failures: failures, to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
  }

  /// The object of a line alone.
  public func write(
    _ review: BulkReview, id: String, warnings: [UInt8]? = nil,
    failures: ((inout [UInt8]) -> Void)? = nil,
    to bytes: inout [UInt8]
  ) {
    append("{\"id\":", to: &bytes)
    bytes += Self.quoted(id)
    append(",\"decision\":", to: &bytes)
    bytes += decisions[review.decision.rawValue]
    append(",\"notMet\":", to: &bytes)
    write(review.notMet, to: &bytes)
    append(",\"undetermined\":", to: &bytes)
    write(review.undetermined, to: &bytes)
    append(",\"decisive\":", to: &bytes)
    write(review.decisive, to: &bytes)
    append(",\"score\":{\"low\":", to: &bytes)
    write(hundredths: review.score.low, to: &bytes)
    append(",\"high\":", to: &bytes)
    write(hundredths: review.score.high, to: &bytes)
    append("}", to: &bytes)
    write(notes: review.bindingNotes, to: &bytes)
    if let warnings {
      append(",", to: &bytes)
      bytes += warnings
    }
    if let failures {
      append(",\"findings\":", to: &bytes)
      failures(&bytes)
    }
    append("}", to: &bytes)
  }

  private func append(_ text: StaticString, to bytes: inout [UInt8]) {
    bytes += UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
  }

  private func write(_ rules: [Int], to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "["))
    for (place, rule) in rules.enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += ids[rule]
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private func write(notes: [Phrase], to bytes: inout [UInt8]) {
    guard !notes.isEmpty else { return }
    append(",", to: &bytes)
    bytes += JSONWriter.writtenMembers { JSONReport.write(bindingNotes: notes, language, to: &$0) }
  }

  /// `68.33`, `63.8`, `100`.
  private func write(hundredths: Int64, to bytes: inout [UInt8]) {
    bytes += String(hundredths / 100).utf8
    let rest = hundredths % 100
    guard rest > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    bytes.append(UInt8(ascii: "0") + UInt8(rest / 10))
    if rest % 10 > 0 { bytes.append(UInt8(ascii: "0") + UInt8(rest % 10)) }
  }
}
