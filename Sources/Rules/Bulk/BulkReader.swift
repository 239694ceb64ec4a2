/// Reads the facts of a record straight from its bytes into rows: ``DossierReader`` for what nearly
/// all records are made of.
///
/// Whatever it does not know to be a plain fact is declined: a key in another spelling, a member of a
/// value that says nothing, a list that is no list.
final class BulkReader {
  let evaluator: BulkEvaluator
  private let schema: BulkSchema
  private let fields: UnsafeMutablePointer<BulkField>
  private let isList: [Bool]
  /// Whether a field says the unit of a number beside it.
  private let saysUnit: [Bool]
  private let keys: BulkKeyGuide
  /// The names of what a value says besides.
  let parts = BulkKeyGuide(FactForm.Part.table, tags: 1)
  @exclusivity(unchecked) var values: BulkValueTable
  /// The facts that short texts are, and the units that stand behind digits, so that most are found
  /// before the end of them is looked for.
  private let shortFacts = BulkShortTable<BulkFact>()
  let shortUnits = BulkShortTable<BulkValueTable.Measure>()
  @exclusivity(unchecked) var scanner: BulkScanner
  /// The row that each group was last read into, so that it is not read twice.
  @exclusivity(unchecked) private var rowOfGroup: [Int]
  /// The rows of the elements that are being read.
  @exclusivity(unchecked) private var open: [Int32] = []

  /// How many records were declined for a value of each field.
  @exclusivity(unchecked) private(set) var declinedFields: [Int: Int] = [:]

  /// How many elements the lists of the record at hand have so far.
  @exclusivity(unchecked) private var elementCount = 0

  init(_ evaluator: BulkEvaluator) {
    self.evaluator = evaluator
    schema = evaluator.schema
    keys = BulkKeyGuide(schema.keys, tags: schema.size.count)
    fields = evaluator.code.fields
    let vocabulary = evaluator.program.vocabulary
    isList = vocabulary.containers.map { $0.isList }
    saysUnit = vocabulary.fields.indices.map { !vocabulary.numbers(inUnitOf: $0).isEmpty }
    values = BulkValueTable(vocabulary)
    rowOfGroup = Array(repeating: -1, count: vocabulary.containers.count)
    scanner = BulkScanner(UnsafePointer(bitPattern: 1)!, end: 0)
  }

  /// Reads a record into the row of the project; false, and declined, for one that is not plain.
  func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress else { return fail(.json) }
    scanner = BulkScanner(base, end: bytes.count)
    open.removeAll(keepingCapacity: true)
    elementCount = 0
    for group in rowOfGroup.indices { rowOfGroup[group] = -1 }
    let row = evaluator.state.addRow(schema.size[0])
    guard scanner.next() == 0x7B, object(0, row) else { return fail(.json) }
    return scanner.next() == 0 && scanner.place == scanner.end && !scanner.hasFailed
      ? true : fail(.json)
  }

  @discardableResult
  func fail(_ reason: BulkDecline) -> Bool {
    evaluator.decline(reason)
    return false
  }

  func text(_ token: (start: Int, count: Int)) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: scanner.bytes + token.start, count: token.count)
  }

  // MARK: - Objects

  /// The members of an object that is a group, the project or an element, at its first bracket.
  private func object(_ container: Int, _ row: Int) -> Bool {
    scanner.place &+= 1
    if scanner.next() == 0x7D {
      scanner.place &+= 1
      return true
    }
    var slot = keys.first(container)
    while true {
      guard scanner.next() == 0x22 else { return fail(.json) }
      slot = keys.next(after: slot, tag: container, &scanner)
      guard slot >= 0 else { return fail(scanner.hasFailed ? .json : .key) }
      let isRead =
        switch BulkSchema.Member(code: keys.value(slot)) {
        case .field(let field): self.field(field, row)
        case .container(let inner): isList[inner] ? list(inner, row) : group(inner, row)
        }
      guard isRead else { return false }
      switch scanner.next() {
      case 0x2C: scanner.place &+= 1
      case 0x7D:
        scanner.place &+= 1
        return true
      default: return fail(.json)
      }
    }
  }

  private func group(_ group: Int, _ row: Int) -> Bool {
    guard rowOfGroup[group] != row else { return fail(.key) }
    rowOfGroup[group] = row
    switch scanner.next() {
    case 0x7B: return object(group, row)
    case 0x6E: return scanner.takeWord("null")
    default: return fail(.value)
    }
  }

  private func list(_ list: Int, _ row: Int) -> Bool {
    let place = row + schema.placeOfList[list]
    guard !evaluator.state.rows[place].isSeen else { return fail(.key) }
    evaluator.state.rows[place].isSeen = true
    switch scanner.next() {
    case 0x6E: return scanner.takeWord("null")
    case 0x5B: break
    case 0x7B:
      guard let fact = statedList() else { return fail(.list) }
      evaluator.state.rows[place] = fact
      return true
    default: return fail(.list)
    }
    scanner.place &+= 1
    let first = open.count
    if scanner.next() == 0x5D {
      scanner.place &+= 1
    } else {
      guard elements(list) else { return false }
    }
    let start = evaluator.state.addElements(open[first...])
    let fact = evaluator.state.rows + place
    (fact.pointee.state, fact.pointee.first) = (.elements, start)
    fact.pointee.last = open.count - first
    open.removeLast(open.count - first)
    return true
  }

  /// The elements of a list up to its bracket.
  private func elements(_ list: Int) -> Bool {
    var count = 0
    while true {
      guard scanner.next() == 0x7B else { return fail(.list) }
      (count, elementCount) = (count + 1, elementCount + 1)
      guard count <= ListLimit.elements, elementCount <= ListLimit.inAll else {
        return fail(.size)
      }
      let row = evaluator.state.addRow(schema.size[list])
      open.append(Int32(row))
      guard object(list, row) else { return false }
      switch scanner.next() {
      case 0x2C: scanner.place &+= 1
      case 0x5D:
        scanner.place &+= 1
        return true
      default: return fail(.json)
      }
    }
  }

  // MARK: - Facts

  private func field(_ field: Int, _ row: Int) -> Bool {
    let fact = evaluator.state.rows + row + fields[field].place
    guard !fact.pointee.isSeen else { return fail(.key) }
    let first = scanner.next()
    let start = scanner.place
    let isRead =
      first == 0x7B ? factObject(field, into: &fact.pointee) : value(field, into: &fact.pointee)
    guard isRead, !(saysUnit[field] && fact.pointee.isWritten) else {
      declinedFields[field, default: 0] += 1
      return fail(.value)
    }
    fact.pointee.isSeen = true
    fact.pointee.start = Int32(truncatingIfNeeded: start)
    return true
  }

  /// Reads a bare value at the current place; false: it is for the reference to read.
  ///
  /// - Parameters:
  ///   - unit: What is written beside it.
  ///   - fact: What is not given yet.
  func value(
    _ field: Int, unit: UnsafeBufferPointer<UInt8>? = nil, into fact: inout BulkFact
  ) -> Bool {
    switch scanner.next() {
    case 0x22:
      if unit == nil, fields[field].kind != .number { return text(field, into: &fact) }
      let token = scanner.string()
      return !scanner.hasFailed && string(token, field, unit, into: &fact)
    case 0x74: return fields[field].kind == .truth && truth(scanner.takeWord("true"), 1, &fact)
    case 0x66: return fields[field].kind == .truth && truth(scanner.takeWord("false"), 0, &fact)
    case 0x6E: return scanner.takeWord("null")
    case 0x5B: return fields[field].kind == .choices && choices(field, into: &fact)
    case 0x2D, 0x30...0x39:
      let number = scanner.number()
      return !scanner.hasFailed && self.number(number, field, unit, into: &fact)
    default: return false
    }
  }

  private func truth(_ isTaken: Bool, _ truth: Int, _ fact: inout BulkFact) -> Bool {
    (fact.state, fact.first, fact.isWritten) = (.truth, truth, true)
    return isTaken
  }

  private func choices(_ field: Int, into fact: inout BulkFact) -> Bool {
    (fact.state, fact.isWritten) = (.choices, true)
    scanner.place &+= 1
    if scanner.next() == 0x5D {
      scanner.place &+= 1
      return true
    }
    while true {
      guard scanner.next() == 0x22 else { return false }
      let token = scanner.string()
      var one = BulkFact()
      guard !scanner.hasFailed,
        values.read(text(token), of: field, .element, evaluator, into: &one),
        one.state == .choices
      else { return false }
      fact.wide |= one.wide
      switch scanner.next() {
      case 0x2C: scanner.place &+= 1
      case 0x5D:
        scanner.place &+= 1
        return true
      default: return false
      }
    }
  }

  // MARK: - Texts

  /// A text that is no number, at its quotation mark.
  private func text(_ field: Int, into fact: inout BulkFact) -> Bool {
    let short = scanner.shortText
    if let short, let known = shortFacts.value(of: short, tag: field) {
      fact = known.pointee
      scanner.place &+= short.count &+ 2
      return true
    }
    let token = scanner.string()
    guard !scanner.hasFailed, string(token, field, nil, into: &fact) else { return false }
    if let short, short.count == token.count, fact.textPlace == nil {
      shortFacts.keep(fact, of: short, tag: field)
    }
    return true
  }

  private func string(
    _ token: (start: Int, count: Int), _ field: Int, _ unit: UnsafeBufferPointer<UInt8>?,
    into fact: inout BulkFact
  ) -> Bool {
    let content = text(token)
    switch fields[field].kind {
    case .number: return writtenNumber(token, field, unit, into: &fact)
    case .date where unit == nil:
      if let day = Self.day(content) {
        (fact.state, fact.first, fact.last, fact.isWritten) = (.date, day, day, true)
        return true
      }
    case .text where unit == nil:
      if Self.isPlainText(content) {
        fact = .text(at: token.start, count: token.count)
        fact.isWritten = true
        return true
      }
    case .truth, .choice, .choices, .date, .text: break
    }
    return unit == nil && values.read(content, of: field, .string, evaluator, into: &fact)
  }

  /// Whether a text is nothing but itself: no word for nothing, no reason why there is no value, no blank
  /// at its ends.
  private static func isPlainText(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    // The words for nothing are shorter, unless they are written in full width, and have no digit.
    guard text.count > 16 || text.count > 2 && text.contains(where: { $0 &- 0x30 < 10 }),
      isSeen(text, 0)
    else { return false }
    let isASCII = text[0] < 0x80
    if isASCII, text[0] == 0x2D || text.contains(where: { $0 == 0xEF }) { return false }
    guard !absenceHeads.contains(head(of: text)) else { return false }
    return isSeen(text, text.count - 3)
      || text[text.count - 1] > 0x20 && text[text.count - 1] < 0x7F
  }

  /// How the words begin by which a text says why there is no value (``StatedAbsence``).
  private static let absenceHeads: [UInt32] = StatedAbsence.Kind.allCases.flatMap { kind in
    kind.names.map { name in Array(name.utf8).withUnsafeBufferPointer { head(of: $0) } }
  }

  /// The first three bytes of a text that has as many.
  private static func head(of text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    UInt32(text[0]) << 16 | UInt32(text[1]) << 8 | UInt32(text[2])
  }

  /// Whether a character is known to be no blank: printable ASCII, U+4E00 to U+9FFF, or a full-width
  /// bracket.
  private static func isSeen(_ text: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
    switch text[place] {
    case 0x21...0x7E: place == 0
    case 0xE4: text[place + 1] >= 0xB8
    case 0xE5...0xE9: true
    case 0xEF: text[place + 1] == 0xBC && (text[place + 2] == 0x89 || text[place + 2] == 0x88)
    default: false
    }
  }

  /// `2024-03-01` in a year that can be meant; nil for anything else.
  private static func day(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard text.count == 10, text[4] == 0x2D, text[7] == 0x2D else { return nil }
    var day = 0
    for place in 0..<10 where place != 4 && place != 7 {
      let digit = text[place] &- 0x30
      guard digit <= 9 else { return nil }
      day = day * 10 + Int(digit)
    }
    guard (19_000_000..<22_010_000).contains(day), BulkDay.date(day) != nil else { return nil }
    return day
  }
}
