import Rules

/// What is said of a fact wherever a finding reads it.
final class FactWords {
  let value: String
  let origin: String
  /// Both in one line, two spaces between them.
  private(set) lazy var line = value + "  " + origin
  /// Members of JSON on one line; nil: they were not written yet.
  fileprivate var pieceMembers: [UInt8]?
  fileprivate var factMembers: [UInt8]?
  fileprivate let range: SourceRange?

  init(value: String, origin: String, range: SourceRange?) {
    (self.value, self.origin, self.range) = (value, origin, range)
  }

  /// Writes what a piece of a condition says of it.
  func writePiece(to json: inout JSONWriter, _ write: (inout JSONWriter) -> Void) {
    Self.write(&pieceMembers, to: &json, write)
  }

  /// Writes what a list of facts says of it.
  func writeFact(to json: inout JSONWriter, _ write: (inout JSONWriter) -> Void) {
    Self.write(&factMembers, to: &json, write)
  }

  private static func write(
    _ written: inout [UInt8]?, to json: inout JSONWriter, _ write: (inout JSONWriter) -> Void
  ) {
    guard json.style == .compact else {
      write(&json)
      return
    }
    let members = written ?? JSONWriter.writtenMembers(write)
    written = members
    json.members(members)
  }
}

/// The words of what findings of one review read; many read the same facts, and each is put into words
/// once.
///
/// It is of one thread.
final class ReadingMemory {
  let text: ReasonText
  /// What is written where facts stand; nil: where they stand.
  let marks: FindingMarks?
  private var facts: [FactReference: FactWords] = [:]
  /// The field that is another fact in each rule.
  private let justification: Int?

  init(_ text: ReasonText, marks: FindingMarks? = nil) {
    (self.text, self.marks) = (text, marks)
    justification = text.program.vocabulary.justifications?.field
  }

  /// The words of a fact that is given; nil for anything else, and for a justification.
  func words(of reading: ReadValue) -> FactWords? {
    guard case .fact(let reference, let fact?) = reading else {
      if case .result(.quantity) = reading { marks?.meetResult() }
      return nil
    }
    return words(of: reference, fact)
  }

  func words(of reference: FactReference, _ fact: Fact) -> FactWords? {
    guard case .field(let field) = reference.target, field != justification else { return nil }
    if let known = facts[reference], known.range == fact.range { return known }
    let reading = ReadValue.fact(reference, fact)
    let words = FactWords(
      value: marks?.mark(ofNumber: .value, of: reference, fact) ?? text.value(reading),
      origin: origin(reading, .origin) ?? "", range: fact.range)
    facts[reference] = words
    return words
  }

  func value(_ reading: ReadValue) -> String { words(of: reading)?.value ?? text.value(reading) }

  func origin(_ reading: ReadValue) -> String? {
    words(of: reading)?.origin ?? origin(reading, .origin)
  }

  /// Where a value comes from, as a member.
  func plainOrigin(_ reading: ReadValue) -> String? { origin(reading, .plainOrigin) }

  private func origin(_ reading: ReadValue, _ part: FindingTemplate.Part) -> String? {
    if let marks, case .fact(let reference, let fact) = reading,
      let mark = marks.mark(part, of: reference, fact)
    {
      return mark
    }
    return text.origin(reading)
  }

  func sentence(_ note: Note) -> ReasonText.Sentence {
    guard case .margin = note, let mark = marks?.marginWords else { return text.sentence(note) }
    return text.sentence(ofMargin: mark)
  }

  /// The digits of a number that a fact is.
  func digits(_ number: ExactNumber, of reference: FactReference, _ fact: Fact?) -> String {
    marks?.mark(ofNumber: .digits, of: reference, fact) ?? number.shortDecimal()
  }

  /// Both in one line, two spaces between them.
  func line(_ reading: ReadValue) -> String {
    if let words = words(of: reading) { return words.line }
    guard let origin = origin(reading, .origin) else { return text.value(reading) }
    return text.value(reading) + "  " + origin
  }
}
