import Rules

/// The findings of a rule as JSON, with holes where a record says where its facts stand, and for numbers
/// that change nothing else: the same bytes for every record that says the same of the other facts.
final class FindingTemplate {
  /// What is written in a hole of a fact.
  enum Part: UInt8, CaseIterable {
    /// Its place and its evidence in a line of the explanation, and as a member.
    case origin, plainOrigin
    /// Its place, as JSON; its evidence likewise.
    case place, evidence
    /// Its number with the unit, in a line, and in digits alone.
    case value, digits
    /// A distance in a line, and as JSON.
    case distance, distanceObject
  }

  struct Hole {
    /// The end of what stands before it, among ``bytes``.
    let end: Int
    /// A fact as ``RecordPlaces/number(of:)`` has it, or one of ``distances``, and what is written of it.
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
  /// Those whose numbers are told.
  let numbers: UnsafeMutableBufferPointer<Int>
  let distances: [HeldMargin]

  init(
    _ bytes: [UInt8], _ holes: [Hole], _ facts: [Int], numbers: [Int], distances: [HeldMargin]
  ) {
    self.distances = distances
    self.numbers = .allocate(capacity: numbers.count)
    _ = self.numbers.initialize(from: numbers)
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
    numbers.deallocate()
  }

  /// How much memory it takes, about.
  var size: Int {
    bytes.count + holes.count * 24 + (facts.count + numbers.count) * 8
      + distances.count * 400 + 200
  }
}
