import Rules

/// Where the facts of one record stand, written into the holes of templates: columns are counted once.
///
/// It is of one thread, and is used for one record after another.
final class RecordPlaces {
  private let language: Language
  private let reader: DossierReader
  /// The record, while it is told of.
  private var review: BulkReview?
  private var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// How many characters begin before each block of ``blockSize`` bytes, as far as it was counted.
  private var counts: [Int32] = []
  private var isCounted = false
  /// `stock.jsonl:7:`, as JSON has it in an explanation and elsewhere, without quotation marks.
  private var visiblePrefix: [UInt8] = []
  private var plainPrefix: [UInt8] = []
  private var prefix = ""
  /// How many characters the record is said to begin further to the right.
  private var shift = 0
  /// What facts with evidence say, by their place among the facts of the record.
  private var stated: [(place: Int, words: [[UInt8]])] = []
  /// Where the facts of the template at hand begin, and which of ``stated`` they are; -1: they have no
  /// evidence.
  private var starts: [(start: Int, stated: Int)] = []

  private static let blockSize = 64

  init(_ program: Program, _ language: Language) {
    self.language = language
    reader = DossierReader(vocabulary: program.vocabulary)
  }

  /// Goes on to another record.
  func begin(_ review: BulkReview, path: String, line: Int) {
    self.review = review
    bytes = review.bytes
    (isCounted, shift) = (false, 0)
    stated.removeAll(keepingCapacity: true)
    setPrefix(path, line)
  }

  /// Lets the record begin elsewhere.
  func move(path: String, line: Int, by shift: Int) {
    self.shift = shift
    stated.removeAll(keepingCapacity: true)
    setPrefix(path, line)
  }

  private func setPrefix(_ path: String, _ line: Int) {
    prefix = "\(path):\(line):"
    visiblePrefix = Self.inside(prefix.withVisibleControls)
    plainPrefix = Self.inside(prefix)
  }

  /// A text as JSON has it, without quotation marks.
  private static func inside(_ text: String) -> [UInt8] {
    var json = JSONWriter(style: .compact)
    json.string(text)
    return Array(json.bytes.dropFirst().dropLast())
  }

  // MARK: - Holes

  /// Writes a template; false: something of the record is not said as the template has it.
  func write(_ template: FindingTemplate, to run: ByteRun) -> Bool {
    guard let review, let literals = template.bytes.baseAddress, count() else { return false }
    starts.removeAll(keepingCapacity: true)
    for fact in template.facts {
      guard let place = review.place(of: fact.reference) else { return false }
      let start = review.start(ofFactAt: place)
      guard bytes[abs(start)] == UInt8(ascii: "{") else {
        starts.append((abs(start), -1))
        continue
      }
      // What follows from such a value has its place and not its evidence.
      guard start > 0, let words = words(of: fact.field, place, at: start) else { return false }
      starts.append((start, words))
    }
    var start = 0
    for hole in template.holes {
      run.append(literals + start, hole.end &- start)
      start = hole.end
      write(hole.part, starts[hole.fact].start, starts[hole.fact].stated, to: run)
    }
    run.append(literals + start, template.bytes.count &- 1 &- start)
    return true
  }

  private func write(
    _ part: FindingTemplate.Part, _ start: Int, _ stated: Int, to run: ByteRun
  ) {
    guard stated < 0 else {
      run.append(self.stated[stated].words[Int(part.rawValue)])
      return
    }
    switch part {
    case .origin:
      run.append(visiblePrefix)
      run.append(column(of: start))
    case .plainOrigin:
      run.append(plainPrefix)
      run.append(column(of: start))
    case .place:
      run.append(UInt8(ascii: "\""))
      run.append(plainPrefix)
      run.append(column(of: start))
      run.append(UInt8(ascii: "\""))
    case .evidence: run.append("null")
    }
  }

  // MARK: - Values with evidence

  /// The index in ``stated`` of what is said of a fact; nil: it cannot be told here.
  private func words(of field: Int, _ place: Int, at start: Int) -> Int? {
    if let known = stated.firstIndex(where: { $0.place == place }) { return known }
    if let words = review?.statement(at: start).flatMap({ plainWords($0) }) {
      stated.append((place: place, words: words))
      return stated.count - 1
    }
    guard let fact = review?.stated(field, at: start, reader), let range = fact.range else {
      return nil
    }
    let text = "\(prefix)\(column(of: Int(range.start)))"
    let origin = FactPlace(fact, at: text).text(language)
    var json = JSONWriter(style: .compact)
    JSONReport.write(fact.evidence, to: &json)
    let words = [
      Self.inside(origin.withVisibleControls), Self.inside(origin),
      [UInt8(ascii: "\"")] + Self.inside(text) + [UInt8(ascii: "\"")], json.bytes,
    ]
    stated.append((place: place, words: words))
    return stated.count - 1
  }

  /// What is said of a value whose evidence is a document, its page and its words, all of them written
  /// as they are told; nil for any other.
  private func plainWords(_ statement: BulkStatement) -> [[UInt8]]? {
    let parts = [
      ("document", statement.document), ("page", statement.page), ("quote", statement.quote),
      ("date", statement.date), ("authority", statement.authority),
    ]
    for range in parts.compactMap({ $0.1 }) where !isPlain(range) { return nil }
    var source: [UInt8] = []
    for (index, (name, range)) in parts.enumerated() where index < 3 || range != nil {
      source += (index == 0 ? "{\"\(name)\":" : ",\"\(name)\":").utf8
      source += range.map { [0x22] + bytes[$0] + [0x22] } ?? Array("null".utf8)
    }
    source.append(UInt8(ascii: "}"))
    let shown = shown(statement)
    let place = Array("\(column(of: statement.start))".utf8)
    let isBare = parts.allSatisfy { $0.1 == nil }
    return [
      visiblePrefix + place + shown, plainPrefix + place + shown,
      [0x22] + plainPrefix + place + [0x22], isBare ? Array("null".utf8) : source,
    ]
  }

  /// ` · 节能报告 第 32 页`, as ``FactPlace/text(_:)`` has it.
  private func shown(_ statement: BulkStatement) -> [UInt8] {
    var shown = statement.document.map { Array(bytes[$0]) } ?? []
    if let page = statement.page {
      let before = language == .chinese ? "第 " : "p. "
      shown += (shown.isEmpty ? before : " " + before).utf8
      shown += bytes[page]
      if language == .chinese { shown += " 页".utf8 }
    }
    return shown.isEmpty ? [] : Array(" · ".utf8) + shown
  }

  /// Whether a text is not empty, and is the same in a line and in JSON.
  private func isPlain(_ range: Range<Int>) -> Bool {
    !range.isEmpty
      && bytes[range].allSatisfy { byte in
        switch byte {
        case 0x22, 0x5C: false
        case 0x20...0x7E, 0x80...0xBF, 0xE4...0xE9: true
        default: false
        }
      }
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
