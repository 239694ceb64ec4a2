/// Values of fields as ``DossierReader`` reads them, each spelling once.
///
/// A stock says the same few thousand things over and over: choices, units, days. Whatever people
/// may write is read by the one reader, and its answer is kept. Texts that are as many as records
/// are not among them.
struct BulkValueTable {
  /// What stands in the table beside a field.
  enum Token: Int {
    case string, number, element, unavailable, notApplicable
    /// Behind the digits of a number, or a member beside it.
    case unit, unitBeside
  }

  /// A unit behind a number of a field.
  struct Measure {
    /// In the table of units.
    let unit: UInt16
    /// What a number written in it is multiplied by: first to its own unit, then to base units.
    let factor: BulkNumber
    let scale: BulkNumber
  }

  private let reader: DossierReader
  private let vocabulary: Vocabulary
  private var table = BulkByteTable()
  /// nil: it is for the reference to read.
  private var facts: [BulkFact?] = []
  private var measures: [Measure?] = []

  /// How many are kept.
  private static let limit = 1 << 17

  init(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    reader = DossierReader(vocabulary: vocabulary)
  }

  private static func tag(_ field: Int, _ token: Token) -> Int { field << 3 | token.rawValue }

  /// Puts the fact that one token is in the place of one that is not given; false: it is for the
  /// reference to read.
  mutating func read(
    _ text: UnsafeBufferPointer<UInt8>, of field: Int, _ token: Token, _ evaluator: BulkEvaluator,
    into fact: inout BulkFact
  ) -> Bool {
    let tag = Self.tag(field, token)
    if let known = table.value(of: text, tag: tag) {
      guard let found = facts[known] else { return false }
      fact = found
      return true
    }
    let found = read(node(text, token), field, evaluator)
    if table.count < Self.limit {
      table.insert(text, tag: tag, value: facts.count)
      facts.append(found)
    }
    guard let found else { return false }
    fact = found
    return true
  }

  private func node(_ text: UnsafeBufferPointer<UInt8>, _ token: Token) -> JSONNode {
    let text = String(decoding: text, as: UTF8.self)
    switch token {
    case .string, .unit, .unitBeside: return Self.node(.string(text))
    case .number: return Self.node(.number(text))
    case .element: return Self.node(.array([Self.node(.string(text))]))
    case .unavailable: return Self.node(.object([Self.member("unavailable", .string(text))]))
    case .notApplicable: return Self.node(.object([Self.member("notApplicable", .string(text))]))
    }
  }

  static func node(_ kind: JSONNode.Kind) -> JSONNode {
    JSONNode(kind, range: SourceRange(source: 0, start: 0, end: 1))
  }

  static func member(_ key: String, _ kind: JSONNode.Kind) -> JSONMember {
    JSONMember(
      key: key, keyRange: SourceRange(source: 0, start: 0, end: 1), value: node(kind))
  }

  /// What the reader says of a value; nil where it says anything else besides.
  func read(_ node: JSONNode, _ field: Int, _ evaluator: BulkEvaluator) -> BulkFact? {
    var reader = reader
    let fact = reader.fact(node, of: vocabulary.fields[field])
    guard reader.diagnostics.isEmpty, reader.statedBases.isEmpty else { return nil }
    guard let fact else { return BulkFact() }
    return Self.plain(fact.state, evaluator)
  }

  /// nil: it does not fit.
  static func plain(_ state: Fact.State, _ evaluator: BulkEvaluator) -> BulkFact? {
    var fact = BulkFact()
    fact.isWritten = true
    switch state {
    case .value(.truth(let truth)): (fact.state, fact.first) = (.truth, truth ? 1 : 0)
    case .value(.number(let quantity)):
      guard let interval = BulkInterval(quantity.interval),
        let unit = evaluator.units.number(of: quantity.unit)
      else { return nil }
      (fact.state, fact.number, fact.unit) = (.number, interval, unit)
    case .value(.text(let text)):
      (fact.state, fact.first) = (.text, evaluator.texts.number(of: text))
    case .value(.date(let date)):
      (fact.state, fact.first) = (.date, BulkDay.number(date))
      fact.last = fact.first
    case .value(.days(let days)):
      fact.state = .days
      (fact.first, fact.last) = (BulkDay.number(days.first), BulkDay.number(days.last))
    case .value(.choice(let choice)): (fact.state, fact.first) = (.choice, choice)
    case .value(.choices(let choices)):
      guard choices.allSatisfy({ $0 < BulkChoices.limit }) else { return nil }
      (fact.state, fact.wide) = (.choices, BulkChoices.bits(choices))
    case .unavailable(let reason):
      (fact.state, fact.reason) = (.unavailable, evaluator.texts.number(of: reason))
    case .notApplicable(let reason):
      (fact.state, fact.reason) = (.notApplicable, evaluator.texts.number(of: reason))
    case .notDone, .absent: return nil
    }
    return fact
  }

  // MARK: - Units

  /// The unit of a number: behind its digits with the blank before it, empty for none; or beside it.
  /// nil: it is for the reference to read.
  mutating func measure(
    _ text: UnsafeBufferPointer<UInt8>, _ token: Token, of field: Int, _ evaluator: BulkEvaluator
  ) -> Measure? {
    let tag = Self.tag(field, token)
    if let known = table.value(of: text, tag: tag) { return measures[known] }
    let written = String(decoding: text, as: UTF8.self)
    var found: Measure?
    if token == .unitBeside {
      found = readMeasure(written.plain, field, evaluator)
    } else if let usual = Self.unit(behindDigits: written) {
      found = readMeasure(usual.unit, field, evaluator)
    }
    if table.count < Self.limit {
      table.insert(text, tag: tag, value: measures.count)
      measures.append(found)
    }
    return found
  }

  /// The unit behind the digits of a number that says nothing else; nil where it does.
  private static func unit(behindDigits text: String) -> (unit: String?, Void)? {
    if let usual = UsualNumber("1" + text) { return usual.digits == "1" ? (usual.unit, ()) : nil }
    let number = NumberText(scanning: "1" + text)
    let isPlain =
      number.digits == "1" && number.problem == nil && number.end == nil && number.remark == nil
      && number.relation == .exactly
    return isPlain ? (number.unit, ()) : nil
  }

  private func readMeasure(
    _ unit: String?, _ field: Int, _ evaluator: BulkEvaluator
  ) -> Measure? {
    var reader = reader
    let range = SourceRange(source: 0, start: 0, end: 1)
    guard let measure = reader.measure(unit, of: vocabulary.fields[field], at: range),
      reader.diagnostics.isEmpty, let unit = evaluator.units.number(of: measure.unit),
      let scale = evaluator.units.scales[Int(unit)], let factor = BulkNumber(measure.factor)
    else { return nil }
    return Measure(unit: unit, factor: factor, scale: scale)
  }
}
