import Rules

/// The marks that stand for holes while findings are put into words.
///
/// A mark begins and ends with a character of the private use area, and names a part and a fact. That
/// no rule has one in its words is not relied on: each template is tried before it is used.
final class FindingMarks {
  private var places: [FactReference: Int] = [:]
  private var facts: [FindingTemplate.HeldFact] = []
  /// The fields whose numbers are holes.
  private let holes: Set<Int>
  private var numbers: Set<Int> = []
  private var distances: [(comparisons: [HeldMargin.Comparison], isReserve: Bool)] = []
  /// Those of the finding at hand.
  private var margin: Int?
  private var reserve: Int?
  /// The steps of its rule that a hole is part of, and whether one of them is a number.
  private var readers: Set<Int> = []
  private var computes = false
  /// Whether something is told that follows from a number in a way that no hole has.
  private(set) var isBroken = false

  /// - Parameter holes: The fields whose numbers change nothing of the findings but what is told of them.
  init(holes: Set<Int> = []) { self.holes = holes }

  /// nil: the fact stands nowhere.
  func mark(
    _ part: FindingTemplate.Part, of reference: FactReference, _ fact: Fact?
  ) -> String? {
    place(of: reference, fact).map { Self.mark(part, $0) }
  }

  private func place(of reference: FactReference, _ fact: Fact?) -> Int? {
    guard fact?.range != nil, case .field(let field) = reference.target else { return nil }
    let number = places[reference] ?? facts.count
    if number == facts.count {
      places[reference] = number
      facts.append(.init(reference: reference, field: field))
    }
    return number
  }

  private static func mark(_ part: FindingTemplate.Part, _ number: Int) -> String {
    "\u{E000}\(part.rawValue):\(number)\u{E000}"
  }

  // MARK: - Numbers

  /// nil: its number is no hole.
  func mark(
    ofNumber part: FindingTemplate.Part, of reference: FactReference, _ fact: Fact?
  ) -> String? {
    number(of: reference, fact).map { Self.mark(part, $0) }
  }

  private func number(of reference: FactReference, _ fact: Fact?) -> Int? {
    guard isHole(reference, fact), let place = place(of: reference, fact) else { return nil }
    numbers.insert(place)
    return place
  }

  private func isHole(_ reference: FactReference, _ fact: Fact?) -> Bool {
    guard case .field(let field) = reference.target, holes.contains(field),
      case .value(.number(let quantity))? = fact?.state
    else { return false }
    return quantity.number != nil
  }

  /// A number is told that was computed.
  func meetResult() { if computes { isBroken = true } }

  /// Goes on to another finding.
  func begin(_ finding: Finding, in program: Program) {
    (margin, reserve) = (nil, nil)
    guard !holes.isEmpty else { return }
    findReaders(program.programRules[finding.rule], program)
    let reads = finding.trace.facts.contains { isHole($0.reference, $0.fact) }
    // What facts that are not given leave open is found with all numbers.
    let isOpen =
      finding.verdict == .undetermined || finding.supposed?.verdict == .undetermined
      || !finding.indifferent.isEmpty || finding.causes.contains { !$0.isUnverified }
    if isOpen, reads || finding.supposed != nil { isBroken = true }
    guard reads else { return }
    if let told = finding.margin {
      margin = hold([told.step], of: finding, isReserve: false, program)
    }
    if finding.verdict == .met {
      reserve = hold(
        finding.holdingComparisons(in: program), of: finding, isReserve: true, program)
    }
  }

  /// nil: the finding tells none, or one that is the same for all records.
  var marginWords: String? { margin.map { Self.mark(.distance, $0) } }
  var marginObject: String? { margin.map { Self.mark(.distanceObject, $0) } }
  var reserveObject: String? { reserve.map { Self.mark(.distanceObject, $0) } }

  private func hold(
    _ steps: [Int], of finding: Finding, isReserve: Bool, _ program: Program
  ) -> Int? {
    var comparisons: [HeldMargin.Comparison] = []
    for step in steps {
      guard case .compare(_, let left, let right) = program.steps[step],
        finding.trace.results[left]?.quantity != nil,
        finding.trace.results[right]?.quantity != nil
      else { continue }
      guard let value = side(left, of: finding, program),
        let limit = side(right, of: finding, program)
      else {
        isBroken = true
        return nil
      }
      comparisons.append(.init(step: step, left: left, right: right, value: value, limit: limit))
    }
    guard comparisons.contains(where: { !$0.facts.isEmpty }) else { return nil }
    distances.append((comparisons, isReserve))
    return distances.count - 1
  }

  /// nil: it is computed from a number that is a hole.
  private func side(
    _ step: Int, of finding: Finding, _ program: Program
  ) -> HeldMargin.Side? {
    var step = step
    while case .definition(_, let body) = program.steps[step] { step = body }
    if case .field(let field, let variable) = program.steps[step], holes.contains(field) {
      let reference = FactReference(
        .field(field), indices: variable == nil ? [] : finding.element?.indices ?? [])
      let fact = finding.trace.facts.first { $0.reference == reference }?.fact
      if isHole(reference, fact) { return number(of: reference, fact).map { .fact($0) } }
    } else if readers.contains(step) {
      return nil
    }
    return finding.trace.results[step]?.quantity.map { .constant($0.0) }
  }

  private func findReaders(_ rule: ProgramRule, _ program: Program) {
    (readers, computes) = ([], false)
    for step in rule.steps {
      if case .field(let field, _) = program.steps[step] {
        if holes.contains(field) { readers.insert(step) }
      } else if program.operands(of: step).contains(where: { readers.contains($0) }) {
        readers.insert(step)
        computes = computes || isNumber(step, program)
      }
    }
  }

  private func isNumber(_ step: Int, _ program: Program) -> Bool {
    switch program.steps[step] {
    case .arithmetic, .negative: true
    case .definition(let index, _): program.rules.definitions[index].type != .truth
    // Those that a hole is part of are conditions; see ``BulkRuleHoles``.
    case .constant, .field, .parameter, .not, .and, .or, .compare, .oneOf, .memberOfSet, .includes,
      .includesOnly, .extremum, .choose, .shifted, .daysBetween, .rounded, .hasValue, .keys,
      .aggregate, .applicable, .asOf:
      false
    }
  }

  // MARK: - Templates

  /// What was written with marks, as a template.
  ///
  /// - Parameter number: What templates call a fact by.
  func template(
    _ written: [UInt8], number: (FindingTemplate.HeldFact) -> Int
  ) -> FindingTemplate? {
    guard !isBroken else { return nil }
    let called = facts.map { number($0) }
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
        let hole = hole(written[place..<end], behind: bytes.count, called)
      else { return nil }
      holes.append(hole)
      place = end + sign.count
    }
    return FindingTemplate(
      bytes, holes, called, numbers: numbers.sorted().map { called[$0] },
      distances: distances.map { told in
        HeldMargin(
          told.comparisons.map { $0.calling { called[$0] } }, isReserve: told.isReserve)
      })
  }

  /// `2:17`
  private func hole(
    _ text: ArraySlice<UInt8>, behind end: Int, _ called: [Int]
  ) -> FindingTemplate.Hole? {
    let words = text.split(separator: UInt8(ascii: ":"))
    guard words.count == 2, let code = UInt8(String(decoding: words[0], as: UTF8.self)),
      let number = Int(String(decoding: words[1], as: UTF8.self)),
      let part = FindingTemplate.Part(rawValue: code)
    else { return nil }
    switch part {
    case .origin, .plainOrigin, .place, .evidence, .value, .digits:
      guard called.indices.contains(number) else { return nil }
      return .init(end: end, fact: called[number], part: part)
    case .distance, .distanceObject:
      guard distances.indices.contains(number) else { return nil }
      return .init(end: end, fact: number, part: part)
    }
  }
}

extension Cause {
  fileprivate var isUnverified: Bool { if case .unverified = self { true } else { false } }
}
