import Rules

/// The findings of a rule as JSON, with holes where a record says where its facts stand: the same
/// bytes for every record that says the same of these facts.
final class FindingTemplate {
  /// What is written in a hole of a fact.
  enum Part: UInt8, CaseIterable {
    /// Its place and its evidence in a line of the explanation, and as a member.
    case origin, plainOrigin
    /// Its place, as JSON; its evidence likewise.
    case place, evidence
  }

  struct Hole {
    /// The end of what stands before it, among ``bytes``.
    let end: Int
    /// A fact as ``RecordPlaces/number(of:)`` has it, and what is written of it.
    let fact: Int
    let part: Part
  }

  struct HeldFact {
    let reference: FactReference
    let field: Int
  }

  let bytes: UnsafeMutableBufferPointer<UInt8>
  let holes: UnsafeMutableBufferPointer<Hole>
  /// The facts that are told of, each once.
  let facts: UnsafeMutableBufferPointer<Int>

  init(_ bytes: [UInt8], _ holes: [Hole], _ facts: [Int]) {
    self.bytes = .allocate(capacity: bytes.count + 1)
    _ = self.bytes.initialize(from: bytes + [0])
    self.holes = .allocate(capacity: holes.count)
    _ = self.holes.initialize(from: holes)
    self.facts = .allocate(capacity: facts.count)
    _ = self.facts.initialize(from: facts)
  }

  deinit {
    bytes.deallocate()
    holes.deallocate()
    facts.deallocate()
  }

  /// How much memory it takes, about.
  var size: Int { bytes.count + holes.count * 24 + facts.count * 8 + 200 }
}

/// The marks that stand for holes while findings are put into words.
///
/// A mark begins and ends with a character of the private use area, and names a part and a fact. That
/// no rule has one in its words is not relied on: each template is tried before it is used.
final class FindingMarks {
  private var places: [FactReference: Int] = [:]
  private var facts: [FindingTemplate.HeldFact] = []

  /// nil: the fact stands nowhere.
  func mark(
    _ part: FindingTemplate.Part, of reference: FactReference, _ fact: Fact?
  ) -> String? {
    guard fact?.range != nil, case .field(let field) = reference.target else { return nil }
    let number = places[reference] ?? facts.count
    if number == facts.count {
      places[reference] = number
      facts.append(.init(reference: reference, field: field))
    }
    return "\u{E000}\(part.rawValue):\(number)\u{E000}"
  }

  /// What was written with marks, as a template.
  ///
  /// - Parameter number: What templates call a fact by.
  func template(
    _ written: [UInt8], number: (FindingTemplate.HeldFact) -> Int
  ) -> FindingTemplate? {
    let numbers = facts.map { number($0) }
    let sign = Array("\u{E000}".utf8)
    var (bytes, holes): ([UInt8], [FindingTemplate.Hole]) = ([], [])
    var place = 0
    while place < written.count {
      guard written[place] == sign[0], written[place...].starts(with: sign) else {
        bytes.append(written[place])
        place += 1
        continue
      }
      place += sign.count
      guard let end = written[place...].firstIndex(of: sign[0]),
        let name = Self.name(written[place..<end]), facts.indices.contains(name.fact)
      else { return nil }
      holes.append(.init(end: bytes.count, fact: numbers[name.fact], part: name.part))
      place = end + sign.count
    }
    return FindingTemplate(bytes, holes, numbers)
  }

  /// `2:17`
  private static func name(
    _ text: ArraySlice<UInt8>
  ) -> (part: FindingTemplate.Part, fact: Int)? {
    let words = text.split(separator: UInt8(ascii: ":"))
    guard words.count == 2, let part = UInt8(String(decoding: words[0], as: UTF8.self)),
      let fact = Int(String(decoding: words[1], as: UTF8.self)),
      let named = FindingTemplate.Part(rawValue: part)
    else { return nil }
    return (named, fact)
  }
}
