/// Where a value with its evidence, and the parts of that, stand in a record.
///
///     {"value": 108, "unit": "kgce/t", "source": {"document": "节能报告", "page": "32"}}
package struct BulkStatement {
  /// Where the value begins; for a range the whole does.
  package fileprivate(set) var start: Int
  package var document: Range<Int>? { named ?? basis }
  fileprivate var named: Range<Int>?
  /// What an authority's finding rests on, where no document is named.
  fileprivate var basis: Range<Int>?
  package fileprivate(set) var page: Range<Int>?
  package fileprivate(set) var quote: Range<Int>?
  package fileprivate(set) var date: Range<Int>?
  package fileprivate(set) var authority: Range<Int>?
  /// Whether it says why there is no value; it stands where its bracket does.
  fileprivate var isReason = false

  package var hasEvidence: Bool {
    document != nil || page != nil || quote != nil || date != nil || authority != nil
  }

  fileprivate mutating func set(_ part: FactForm.Part, _ range: Range<Int>) -> Bool {
    switch part {
    case .document: named = range
    case .basis: basis = range
    case .page: page = range
    case .quote: quote = range
    case .date: date = range
    case .authority: authority = range
    case .value, .from, .to, .unavailable, .notApplicable, .unit, .source, .sha256: return false
    }
    return true
  }
}

extension BulkReview {
  /// The parts of a value with its evidence, or of the reason why there is none; nil where they are
  /// written otherwise than most are.
  ///
  /// - Parameter start: Where its first bracket stands, in a record that was read.
  package func statement(at start: Int) -> BulkStatement? {
    guard let base = bytes.baseAddress else { return nil }
    var scanner = BulkScanner(base, end: bytes.count)
    scanner.place = start
    var statement = BulkStatement(start: start)
    var (hasSource, isBeside) = (false, false)
    let isRead = scanner.members { part, scanner in
      switch part {
      case .value:
        statement.start = scanner.place
        return scanner.skipScalar() != nil
      case .from, .to, .unit: return scanner.skipScalar() != nil
      case .source where scanner.next() == 0x22:
        hasSource = true
        guard let range = scanner.skipScalar() else { return false }
        return statement.set(.document, range)
      case .source:
        hasSource = true
        guard scanner.next() == 0x7B else { return false }
        return scanner.members { part, scanner in
          guard let range = scanner.skipWritten() else { return false }
          return statement.set(part, range)
        }
      case .unavailable, .notApplicable:
        statement.isReason = true
        return scanner.skipScalar() != nil
      case .basis, .document, .page, .quote, .date, .authority, .sha256:
        isBeside = true
        guard let range = scanner.skipWritten() else { return false }
        return statement.set(part, range)
      }
    }
    // Of what stands beside a source nothing is told, nor on what a reason rests.
    if hasSource && isBeside || statement.isReason && statement.hasEvidence { return nil }
    return isRead ? statement : nil
  }
}

extension BulkScanner {
  /// Goes through the members of an object at the current place, each at most once; false: one of
  /// them is not plain.
  fileprivate mutating func members(
    _ body: (FactForm.Part, inout BulkScanner) -> Bool
  ) -> Bool {
    var seen: UInt32 = 0
    place &+= 1
    while true {
      guard next() == 0x22 else { return false }
      let key = string()
      guard !hasFailed, take(0x3A),
        let part = FactForm.Part.named(
          UnsafeBufferPointer(start: bytes + key.start, count: key.count))
      else { return false }
      let bit = UInt32(1) << UInt32(part.rawValue)
      guard seen & bit == 0 else { return false }
      seen |= bit
      _ = next()
      guard body(part, &self) else { return false }
      switch next() {
      case 0x2C: place &+= 1
      case 0x7D:
        place &+= 1
        return true
      default: return false
      }
    }
  }

  /// A text or a number as it is written, as ``skipScalar()`` has it.
  fileprivate mutating func skipWritten() -> Range<Int>? {
    let first = next()
    return first == 0x74 || first == 0x66 ? nil : skipScalar()
  }

  /// What stands within the quotation marks of a text, or a number or word; nil: it is none of them, or
  /// has escapes.
  fileprivate mutating func skipScalar() -> Range<Int>? {
    let start = place
    switch next() {
    case 0x22:
      let token = string()
      return hasFailed ? nil : token.start..<(token.start + token.count)
    case 0x2D, 0x30...0x39: _ = number()
    case 0x74: guard takeWord("true") else { return nil }
    case 0x66: guard takeWord("false") else { return nil }
    default: return nil
    }
    return hasFailed ? nil : start..<place
  }
}

extension FactForm.Part {
  /// The part that a key names.
  fileprivate static func named(_ key: UnsafeBufferPointer<UInt8>) -> FactForm.Part? {
    for (name, part) in spellings where key.count == name.count && key.elementsEqual(name) {
      return part
    }
    return nil
  }

  private static let spellings = allCases.flatMap { part in
    part.names.map { (Array($0.utf8), part) }
  }
}
