// A value with what it rests on: {"value": 108, "unit": "kgce/t", "source": {…}}.

extension BulkReader {
  /// The members of a value, by what they say; each at most once.
  private struct Form {
    var seen: UInt32 = 0
    /// Where the value, the lower and the upper end begin; -1 for none.
    var value = -1
    var from = -1
    var to = -1
    var unit: UnsafeBufferPointer<UInt8>?
    var hasUnit = false
    var reason: UnsafeBufferPointer<UInt8>?
    var isUnavailable = false
  }

  /// Reads the fact of an object at the current place; false: it is for the reference to read.
  func factObject(_ field: Int, into fact: inout BulkFact) -> Bool {
    var form = Form()
    guard members({ self.member($0, &form) }) else { return false }
    let behind = scanner.place
    defer { scanner.place = behind }
    let isRange = form.from >= 0 || form.to >= 0
    let states = (form.value >= 0 ? 1 : 0) + (isRange ? 1 : 0) + (form.reason == nil ? 0 : 1)
    guard states == 1 else { return false }
    if let reason = form.reason {
      return !form.hasUnit
        && values.read(
          reason, of: field, form.isUnavailable ? .unavailable : .notApplicable, evaluator,
          into: &fact)
    }
    if isRange { return range(form, field, into: &fact) }
    guard !form.hasUnit || evaluator.code.fields[field].kind == .number else { return false }
    scanner.place = form.value
    return value(field, unit: form.unit, into: &fact)
  }

  /// A list of which an object says that it is not there, or cannot be given; nil: it is for the
  /// reference to read.
  func statedList() -> BulkFact? {
    var form = Form()
    guard members({ self.member($0, &form) }), let reason = form.reason, form.value < 0,
      form.from < 0, form.to < 0,
      ReasonWord.isReason(String(decoding: reason, as: UTF8.self))
    else { return nil }
    var fact = BulkFact(state: form.isUnavailable ? .unavailable : .elements)
    fact.isSeen = true
    return fact
  }

  private func range(_ form: Form, _ field: Int, into fact: inout BulkFact) -> Bool {
    guard form.from >= 0, form.to >= 0, evaluator.code.fields[field].kind == .number else {
      return false
    }
    var (low, high) = (BulkFact(), BulkFact())
    scanner.place = form.from
    guard value(field, unit: form.unit, into: &low) else { return false }
    scanner.place = form.to
    guard value(field, unit: form.unit, into: &high) else { return false }
    return span(low, high, into: &fact)
  }

  /// Goes through the members of an object at the current place; false: it is not plain.
  private func members(_ body: (FactForm.Part) -> Bool) -> Bool {
    scanner.place &+= 1
    if scanner.next() == 0x7D {
      scanner.place &+= 1
      return true
    }
    var slot = parts.first(0)
    while true {
      guard scanner.next() == 0x22 else { return false }
      slot = parts.next(after: slot, tag: 0, &scanner)
      guard slot >= 0, let part = FactForm.Part(rawValue: parts.value(slot)), body(part)
      else { return false }
      switch scanner.next() {
      case 0x2C: scanner.place &+= 1
      case 0x7D:
        scanner.place &+= 1
        return true
      default: return false
      }
    }
  }

  private func member(_ part: FactForm.Part, _ form: inout Form) -> Bool {
    let bit = part.bit
    guard form.seen & bit == 0 else { return false }
    form.seen |= bit
    let first = scanner.next()
    switch part {
    case .value:
      form.value = scanner.place
      return skipValue(first)
    case .from:
      form.from = scanner.place
      return skipScalar(first)
    case .to:
      form.to = scanner.place
      return skipScalar(first)
    case .unit:
      guard first == 0x22 else { return false }
      form.unit = text(scanner.string())
      form.hasUnit = true
      return !scanner.hasFailed && form.unit?.count ?? 0 > 0
    case .unavailable, .notApplicable:
      guard first == 0x22, form.reason == nil else { return false }
      form.reason = text(scanner.string())
      form.isUnavailable = part == .unavailable
      return !scanner.hasFailed
    case .source:
      if first != 0x7B { return first == 0x22 ? skipScalar(first) : skipNull(first) }
      var seen: UInt32 = 0
      return members { part in
        let bit = part.bit
        guard seen & bit == 0 else { return false }
        seen |= bit
        // Whether it is a digest, the other reader says.
        guard part != .sha256 else { return false }
        return self.skipScalar(self.scanner.next())
      }
    case .basis, .document, .page, .quote, .date, .authority: return skipScalar(first)
    case .sha256: return false
    }
  }

  /// A scalar, or an array of texts.
  private func skipValue(_ first: UInt8) -> Bool {
    switch first {
    case 0x5B:
      scanner.place &+= 1
      if scanner.next() == 0x5D {
        scanner.place &+= 1
        return true
      }
      while true {
        guard scanner.next() == 0x22, skipScalar(0x22) else { return false }
        switch scanner.next() {
        case 0x2C: scanner.place &+= 1
        case 0x5D:
          scanner.place &+= 1
          return true
        default: return false
        }
      }
    case 0x74: return scanner.takeWord("true")
    case 0x66: return scanner.takeWord("false")
    default: return skipScalar(first)
    }
  }

  /// A text, a number or null.
  private func skipScalar(_ first: UInt8) -> Bool {
    switch first {
    case 0x22: _ = scanner.string(allowsEscapes: true)
    case 0x2D, 0x30...0x39: _ = scanner.number()
    default: return skipNull(first)
    }
    return !scanner.hasFailed
  }

  private func skipNull(_ first: UInt8) -> Bool { first == 0x6E && scanner.takeWord("null") }
}

extension FactForm.Part {
  /// The names of all parts, each with the number of its part.
  static var table: BulkByteTable {
    var table = BulkByteTable()
    for part in allCases {
      for name in part.names {
        var text = name
        text.withUTF8 { table.insert($0, tag: 0, value: part.rawValue) }
      }
    }
    return table
  }

  fileprivate var bit: UInt32 { 1 << UInt32(rawValue) }
}
