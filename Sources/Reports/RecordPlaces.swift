import Rules

/// Where the facts of one record stand, and its numbers, written into the holes of templates: each fact is
/// put into words once.
///
/// It is of one thread, and is used for one record after another.
final class RecordPlaces {
  /// What is written of a fact, one part behind the other among ``words``.
  private struct Told {
    var record = 0
    var start = 0
    /// The ends of all parts.
    var ends: (Int, Int, Int, Int) = (0, 0, 0, 0)
  }

  /// What is written of a number, for one record after another.
  private struct ToldNumber {
    var record = 0
    /// The number that the words are of; nil: none was told yet.
    var number: BulkStatedNumber?
    var value: [UInt8] = []
    var digits: [UInt8] = []
  }

  private let program: Program
  private let language: Language
  private let reader: DossierReader
  /// The facts that templates tell of, each once.
  private var facts: [FindingTemplate.HeldFact] = []
  private var numbers: [FactReference: Int] = [:]
  /// What was written of each of them, with the number of the record that it is of.
  @exclusivity(unchecked) private var told: UnsafeMutablePointer<Told>
  private var capacity = 64
  @exclusivity(unchecked) private var numbersTold: [ToldNumber] = []
  @exclusivity(unchecked) private var record = 0
  private let words = ByteRun()
  /// The record, while it is told of.
  private var review: BulkReview?
  @exclusivity(unchecked) private var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// How many characters begin before each block of ``blockSize`` bytes, as far as it was counted.
  @exclusivity(unchecked) private var counts: [Int32] = []
  @exclusivity(unchecked) private var isCounted = false
  private var path = ""
  /// `stock.jsonl:`, as JSON has it in an explanation and elsewhere, without quotation marks.
  private var visiblePath: [UInt8] = []
  private var plainPath: [UInt8] = []
  private var line = 0
  /// How many characters the record is said to begin further to the right.
  @exclusivity(unchecked) private var shift = 0

  private static let blockSize = 64

  init(_ program: Program, _ language: Language) {
    (self.program, self.language) = (program, language)
    reader = DossierReader(vocabulary: program.vocabulary)
    told = .allocate(capacity: capacity)
    told.initialize(repeating: Told(), count: capacity)
  }

  deinit { told.deallocate() }

  /// Goes on to another record.
  func begin(_ review: BulkReview, path: String, line: Int) {
    self.review = review
    bytes = review.bytes
    isCounted = false
    move(path: path, line: line, by: 0)
  }

  /// Lets the record begin elsewhere.
  func move(path: String, line: Int, by shift: Int) {
    (self.line, self.shift) = (line, shift)
    record += 1
    words.cut(at: 0)
    guard path != self.path || plainPath.isEmpty else { return }
    self.path = path
    visiblePath = Self.inside("\(path):".withVisibleControls)
    plainPath = Self.inside("\(path):")
  }

  /// A text as JSON has it, without quotation marks.
  private static func inside(_ text: String) -> [UInt8] {
    var json = JSONWriter(style: .compact)
    json.string(text)
    return Array(json.bytes.dropFirst().dropLast())
  }

  // MARK: - Holes

  /// What templates call a fact by.
  func number(of fact: FindingTemplate.HeldFact) -> Int {
    if let known = numbers[fact.reference] { return known }
    let number = facts.count
    numbers[fact.reference] = number
    facts.append(fact)
    numbersTold.append(ToldNumber())
    if facts.count > capacity {
      let larger = UnsafeMutablePointer<Told>.allocate(capacity: capacity * 2)
      larger.initialize(repeating: Told(), count: capacity * 2)
      larger.update(from: told, count: capacity)
      told.deallocate()
      (told, capacity) = (larger, capacity * 2)
    }
    return number
  }

  /// Forgets the facts; there are no templates any more.
  func removeAll() {
    facts.removeAll()
    numbers.removeAll()
    numbersTold.removeAll()
    told.update(repeating: Told(), count: capacity)
  }

  /// Writes a template; false: something of the record is not said as the template has it.
  func write(_ template: FindingTemplate, to run: ByteRun) -> Bool {
    guard let literals = template.bytes.baseAddress, count() else { return false }
    for fact in template.facts where told[fact].record != record {
      guard tell(fact) else { return false }
    }
    for fact in template.numbers where numbersTold[fact].record != record {
      guard tell(numberOf: fact) else { return false }
    }
    for distance in template.distances {
      guard let review, distance.tell(review, program, language, { numbersTold[$0].number }) else {
        return false
      }
    }
    var start = 0
    for hole in template.holes {
      run.append(literals + start, hole.end &- start)
      start = hole.end
      write(hole, template, to: run)
    }
    run.append(literals + start, template.bytes.count &- 1 &- start)
    return true
  }

  private func write(
    _ hole: FindingTemplate.Hole, _ template: FindingTemplate, to run: ByteRun
  ) {
    switch hole.part {
    case .origin: append(told[hole.fact].start, told[hole.fact].ends.0, to: run)
    case .plainOrigin: append(told[hole.fact].ends.0, told[hole.fact].ends.1, to: run)
    case .place: append(told[hole.fact].ends.1, told[hole.fact].ends.2, to: run)
    case .evidence: append(told[hole.fact].ends.2, told[hole.fact].ends.3, to: run)
    case .value: run.append(numbersTold[hole.fact].value)
    case .digits: run.append(numbersTold[hole.fact].digits)
    case .distance: run.append(template.distances[hole.fact].words)
    case .distanceObject: run.append(template.distances[hole.fact].object)
    }
  }

  private func append(_ start: Int, _ end: Int, to run: ByteRun) {
    run.append(words.start(start), end &- start)
  }

  /// Puts a fact into words; false: it cannot be told here.
  private func tell(_ number: Int) -> Bool {
    let fact = facts[number]
    guard let review, let place = review.place(of: fact.reference) else { return false }
    let start = review.start(ofFactAt: place)
    guard bytes[abs(start)] == UInt8(ascii: "{") else {
      tell(number, at: abs(start), nil)
      return true
    }
    // What follows from such a value has its place and not its evidence.
    guard start > 0 else { return false }
    if let statement = review.statement(at: start), isPlain(statement) {
      tell(number, at: statement.start, statement)
      return true
    }
    return tell(stated: fact.field, number, at: start)
  }

  /// - Parameter statement: What it rests on; nil: nothing.
  private func tell(_ number: Int, at start: Int, _ statement: BulkStatement?) {
    let column = column(of: start)
    func write(_ path: [UInt8]) {
      words.append(path)
      words.append(line)
      words.append(UInt8(ascii: ":"))
      words.append(column)
    }
    var told = Told(record: record, start: words.count)
    write(visiblePath)
    writeEvidence(statement)
    told.ends.0 = words.count
    write(plainPath)
    writeEvidence(statement)
    told.ends.1 = words.count
    words.append(UInt8(ascii: "\""))
    write(plainPath)
    words.append(UInt8(ascii: "\""))
    told.ends.2 = words.count
    writeSource(statement)
    told.ends.3 = words.count
    self.told[number] = told
  }

  // MARK: - Numbers

  /// Puts the number of a fact into words; false: it is none.
  private func tell(numberOf fact: Int) -> Bool {
    guard let review, let place = review.place(of: facts[fact].reference),
      let number = review.number(ofFactAt: place)
    else { return false }
    numbersTold[fact].record = record
    if numbersTold[fact].number == number { return true }
    guard let quantity = review.quantity(of: number), let digits = quantity.number else {
      numbersTold[fact].number = nil
      return false
    }
    numbersTold[fact].number = number
    numbersTold[fact].value = Self.inside(quantity.text(language))
    numbersTold[fact].digits = Self.inside(digits.shortDecimal())
    return true
  }

  // MARK: - Values with evidence

  /// Puts a fact into words as the reference reads it; false: it does not.
  private func tell(stated field: Int, _ number: Int, at start: Int) -> Bool {
    guard let fact = review?.stated(field, at: start, reader), let range = fact.range else {
      return false
    }
    let text = "\(path):\(line):\(column(of: Int(range.start)))"
    let origin = FactPlace(fact, at: text).text(language)
    var json = JSONWriter(style: .compact)
    JSONReport.write(fact.evidence, to: &json)
    var told = Told(record: record, start: words.count)
    words.append(Self.inside(origin.withVisibleControls))
    told.ends.0 = words.count
    words.append(Self.inside(origin))
    told.ends.1 = words.count
    words.append([UInt8(ascii: "\"")] + Self.inside(text) + [UInt8(ascii: "\"")])
    told.ends.2 = words.count
    words.append(json.bytes)
    told.ends.3 = words.count
    self.told[number] = told
    return true
  }

  /// Whether all parts of its evidence are written as they are told.
  private func isPlain(_ statement: BulkStatement) -> Bool {
    isPlain(statement.document) && isPlain(statement.page) && isPlain(statement.quote)
      && isPlain(statement.date) && isPlain(statement.authority)
  }

  /// The evidence of a value as JSON.
  private func writeSource(_ statement: BulkStatement?) {
    guard let statement, statement.hasEvidence else { return words.append("null") }
    write("{\"document\":", statement.document)
    write(",\"page\":", statement.page)
    write(",\"quote\":", statement.quote)
    if let date = statement.date { write(",\"date\":", date) }
    if let authority = statement.authority { write(",\"authority\":", authority) }
    words.append("}")
  }

  private func write(_ name: StaticString, _ text: Range<Int>?) {
    words.append(name)
    guard let text else { return words.append("null") }
    words.append(UInt8(ascii: "\""))
    write(text)
    words.append(UInt8(ascii: "\""))
  }

  /// ` · 节能报告 第 32 页`, as ``FactPlace/text(_:)`` has it.
  private func writeEvidence(_ statement: BulkStatement?) {
    guard let statement, statement.document != nil || statement.page != nil else { return }
    words.append(" · ")
    if let document = statement.document { write(document) }
    guard let page = statement.page else { return }
    if statement.document != nil { words.append(" ") }
    words.append(language == .chinese ? "第 " : "p. ")
    write(page)
    if language == .chinese { words.append(" 页") }
  }

  private func write(_ text: Range<Int>) {
    words.append(UnsafeBufferPointer(rebasing: bytes[text]))
  }

  /// Whether a text is not empty, and is the same in a line and in JSON; true where there is none.
  private func isPlain(_ range: Range<Int>?) -> Bool {
    guard let range else { return true }
    var place = range.lowerBound
    while place < range.upperBound {
      switch bytes[place] {
      case 0x22, 0x5C: return false
      case 0x20...0x7E, 0x80...0xBF, 0xE4...0xE9: place += 1
      default:
        let (scalar, width) = bytes.scalar(at: place)
        if scalar.isInvisible { return false }
        place += width
      }
    }
    return !range.isEmpty
  }

  // MARK: - Columns

  /// Counts the characters before each block; false: the record is no single line.
  private func count() -> Bool {
    if isCounted { return !counts.isEmpty }
    isCounted = true
    counts.removeAll(keepingCapacity: true)
    var end = bytes.count
    while end > 0, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    guard let base = bytes.baseAddress else { return false }
    let raw = UnsafeRawPointer(base)
    var (scalars, place) = (0, 0)
    var breaks: UInt64 = 0
    while place < end {
      counts.append(Int32(truncatingIfNeeded: scalars))
      let blockEnd = min(place &+ Self.blockSize, end)
      while place &+ 8 <= blockEnd {
        let word = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        scalars &+= 8 &- Self.continuations(word)
        breaks |= Self.zeroes(word ^ 0x0A0A_0A0A_0A0A_0A0A)
        breaks |= Self.zeroes(word ^ 0x0D0D_0D0D_0D0D_0D0D)
        place &+= 8
      }
      while place < blockEnd {
        if bytes[place] & 0xC0 != 0x80 { scalars &+= 1 }
        if bytes[place] == 0x0A || bytes[place] == 0x0D { breaks = 1 }
        place &+= 1
      }
    }
    if breaks != 0 { counts.removeAll(keepingCapacity: true) }
    return !counts.isEmpty
  }

  /// How many of eight bytes go on with a character.
  private static func continuations(_ word: UInt64) -> Int {
    ((word >> 7) & ~(word >> 6) & 0x0101_0101_0101_0101).nonzeroBitCount
  }

  /// Not 0 where one of eight bytes is.
  private static func zeroes(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }

  private func column(of offset: Int) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    let raw = UnsafeRawPointer(base)
    let block = offset / Self.blockSize
    var count = Int(counts[block])
    var place = block &* Self.blockSize
    while place &+ 8 <= offset {
      count &+= 8 &- Self.continuations(raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      place &+= 8
    }
    while place < offset {
      if bytes[place] & 0xC0 != 0x80 { count &+= 1 }
      place &+= 1
    }
    return count &+ 1 &+ shift
  }
}
