/// Where a value with its evidence, and the parts of that, stand in a record.
///
///     {"value": 108, "unit": "kgce/t", "source": {"document": "节能报告", "page": "32"}}
package struct BulkStatement {
  /// Where the value begins; for a range the whole does.
  package fileprivate(set) var start: Int
  package fileprivate(set) var document: Range<Int>?
  package fileprivate(set) var page: Range<Int>?
  package fileprivate(set) var quote: Range<Int>?
  package fileprivate(set) var date: Range<Int>?
  package fileprivate(set) var authority: Range<Int>?
  /// Whether it says why there is no value; it stands where its bracket does.
  fileprivate var isReason = false

  fileprivate var hasEvidence: Bool {
    ![document, page, quote, date, authority].allSatisfy { $0 == nil }
  }

  fileprivate mutating func set(_ part: FactForm.Part, _ range: Range<Int>) -> Bool {
    switch part {
    case .document: document = range
    case .page: page = range
    case .quote: quote = range
    case .date: date = range
    case .authority: authority = range
    case .value, .from, .to, .unavailable, .notApplicable, .unit, .basis, .source, .sha256:
      return false
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
    let isRead = scanner.members { part, scanner in
      switch part {
      case .value:
        statement.start = scanner.place
        return scanner.skipScalar() != nil
      case .from, .to, .unit: return scanner.skipScalar() != nil
      case .source where scanner.next() == 0x22:
        guard let range = scanner.skipScalar() else { return false }
        return statement.set(.document, range)
      case .source:
        guard scanner.next() == 0x7B else { return false }
        return scanner.members { part, scanner in
          guard scanner.next() == 0x22, let range = scanner.skipScalar() else { return false }
          return statement.set(part, range)
        }
      case .unavailable, .notApplicable:
        statement.isReason = true
        return scanner.skipScalar() != nil
      case .basis, .document, .page, .quote, .date, .authority, .sha256: return false
      }
    }
    return isRead && !(statement.isReason && statement.hasEvidence) ? statement : nil
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
  /// The part that a key in English names.
  fileprivate static func named(_ key: UnsafeBufferPointer<UInt8>) -> FactForm.Part? {
    for part in allCases where isName(key, englishNames[part.rawValue]) { return part }
    return nil
  }

  private static let englishNames = allCases.map { Array($0.names[0].utf8) }

  private static func isName(_ key: UnsafeBufferPointer<UInt8>, _ name: [UInt8]) -> Bool {
    key.count == name.count && key.elementsEqual(name)
  }
}
