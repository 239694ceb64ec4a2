/// Where projects are, as the reference finds it; each place is looked up once.
struct BulkPlaces {
  /// What is known of a place.
  final class Place {
    /// What the place fields hold afterwards, in their order.
    let facts: [BulkFact]
    /// The rulesets that hold, by their index.
    let holds: [Bool]
    let rulesets: [Int]
    /// The number that places have in common where the same rulesets hold.
    let selection: Int
    let least: Decision
    /// Why no project is approved there, whatever its findings are.
    let bindingNotes: [Phrase]
    /// The place fields that leave open which rulesets hold.
    let open: [BulkReference]

    init(
      facts: [BulkFact], holds: [Bool], rulesets: [Int], selection: Int, least: Decision,
      bindingNotes: [Phrase], open: [BulkReference]
    ) {
      (self.facts, self.holds, self.rulesets) = (facts, holds, rulesets)
      (self.selection, self.least) = (selection, least)
      (self.bindingNotes, self.open) = (bindingNotes, open)
    }
  }

  private var known: [Place?] = []
  private var table = BulkByteTable()
  private let memory = PlaceMemory()
  private var selections: [[Bool]: Int] = [:]

  var count: Int { known.count }

  /// - Parameter key: What the place fields say.
  func place(_ key: UnsafeBufferPointer<UInt8>) -> Place?? {
    table.value(of: key, tag: 0).map { known[$0] }
  }

  /// nil: something is wrong with the place.
  mutating func add(
    _ key: UnsafeBufferPointer<UInt8>, _ states: [Fact.State?], authority: String?,
    _ evaluator: BulkEvaluator
  ) -> Place? {
    let place = find(states, authority, evaluator)
    table.insert(key, tag: 0, value: known.count)
    known.append(place)
    return place
  }

  private mutating func find(
    _ states: [Fact.State?], _ authority: String?, _ evaluator: BulkEvaluator
  ) -> Place? {
    let program = evaluator.program
    let vocabulary = program.vocabulary
    var root = DossierElement()
    let range = SourceRange(source: 0, start: 0, end: 1)
    for (field, state) in zip(vocabulary.jurisdictionFields, states) {
      root.facts[field] = state.map { Fact($0, range: range) }
    }
    if let authority, let field = vocabulary.numberField {
      root.facts[field] = Fact(.value(.text("0000-\(authority)")), range: range)
    }
    var reader = PlaceReader(vocabulary, memory)
    let place = reader.read(&root)
    guard reader.diagnostics.isEmpty else { return nil }
    let selection = RulesetSelection(program.rules.rulesets, of: vocabulary, for: place)
    let open = selection.open.compactMap { BulkReference($0) }
    var facts: [BulkFact] = []
    for field in vocabulary.jurisdictionFields {
      var fact = BulkFact()
      switch root.facts[field]?.state {
      case .value(.text(let text))?: fact = .text(evaluator.texts.number(of: text))
      case .unavailable?: fact.state = .unavailable
      case .notApplicable?: fact.state = .notApplicable
      case nil: break
      case .value?, .notDone?, .absent?: return nil
      }
      fact.isWritten = root.facts[field]?.range != nil
      facts.append(fact)
    }
    let holds = program.rules.rulesets.indices.map { selection.rulesets.contains($0) }
    let number = selections[holds] ?? selections.count
    selections[holds] = number
    return Place(
      facts: facts, holds: holds, rulesets: selection.rulesets, selection: number,
      least: selection.coverage.leastDecision(isOpen: !open.isEmpty),
      bindingNotes: selection.bindingNotes(program), open: open)
  }

  /// Where the six digits of a project's number stand that name an authority, behind four others; nil:
  /// it has none.
  static func authority(in number: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    var start = 0
    var isBehindFour = false
    for place in 0...number.count where place == number.count || number[place] == 0x2D {
      if place > start {
        let isInDigits = number[start..<place].allSatisfy(isDigit)
        if isBehindFour, isInDigits, place - start == 6 { return start..<place }
        isBehindFour = isInDigits && place - start == 4
      }
      start = place + 1
    }
    return nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// Whether a text has nothing but what is seen, half-width, and one kind of dash.
  static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.allSatisfy { byte in
      switch byte {
      case 0x21...0x7E, 0x80...0xBF, 0xE4...0xE9: true
      default: false
      }
    }
  }
}
