/// Tells of what a record says of the facts that a rule reads: two records of one key come to the same
/// findings of the rule, for the same reasons, whatever else they say and wherever they say it. The key of
/// a whole record does so for all that is told of it.
///
/// Where facts stand, and on which evidence, is no part of it. Nor is, in the key of a form, a number that
/// findings tell as it is and compare: there the truth of each comparison stands for it. It is of one
/// thread.
package final class BulkRuleKeys {
  /// The last key that was taken: ``count`` words.
  package private(set) var words: UnsafeMutablePointer<UInt64>
  package private(set) var count = 0
  private var capacity = 256
  /// What each rule reads; nil: it was not asked for yet.
  private var reads: [BulkKeyReads?]
  /// All that a record can say; nil: it was not asked for yet.
  private var allReads: BulkKeyReads?
  /// The numbers that are no part of the form of each rule; nil: they were not asked for yet.
  private var holes: [BulkRuleHoles?]
  /// Whether the last key leaves out a number.
  package private(set) var hasHoles = false
  @exclusivity(unchecked) private var isOfForm = false

  package init(_ program: Program) {
    words = .allocate(capacity: capacity)
    reads = program.programRules.map { _ in nil }
    holes = program.programRules.map { _ in nil }
  }

  deinit { words.deallocate() }

  /// Takes the key of a rule on the record at hand; false: something is said in words that the judge
  /// did not keep.
  package func take(_ rule: Int, of review: BulkReview) -> Bool {
    let judge = review.judge
    let reads = reads(of: rule, judge)
    begin(isOfForm: false)
    put(UInt64(rule) << 32 | UInt64(judge.evaluator.asOf))
    return put(0, row: 0, reads, judge.evaluator)
  }

  /// Takes the key of the form of a rule's findings on the record at hand: records that agree in it are
  /// told alike but for the numbers that ``holes(of:_:)`` names; false as for ``take(_:of:)``.
  package func takeForm(_ rule: Int, of review: BulkReview) -> Bool {
    let judge = review.judge
    let holes = ruleHoles(rule, judge)
    begin(isOfForm: true)
    put(UInt64(rule) << 32 | UInt64(judge.evaluator.asOf))
    guard put(0, row: 0, reads(of: rule, judge), judge.evaluator) else { return false }
    return !hasHoles || putTruths(holes, judge.plan.rules[rule], judge)
  }

  /// The fields whose numbers are no part of the form of a rule's findings.
  package func holes(of rule: Int, _ review: BulkReview) -> Set<Int> {
    ruleHoles(rule, review.judge).fields
  }

  private func begin(isOfForm: Bool) {
    count = 0
    hasHoles = false
    self.isOfForm = isOfForm
  }

  private func ruleHoles(_ rule: Int, _ judge: BulkJudge) -> BulkRuleHoles {
    if let known = holes[rule] { return known }
    let found = BulkRuleHoles(judge.plan.rules[rule], judge)
    holes[rule] = found
    return found
  }

  /// Takes the key of the whole record at hand: its place, its day, and all that it says but for what
  /// the project is called and texts that no rule reads; false as for ``take(_:of:)``.
  package func takeAll(of review: BulkReview) -> Bool {
    let judge = review.judge
    guard let place = judge.place else { return false }
    let reads = allReads ?? BulkKeyReads(all: judge)
    allReads = reads
    begin(isOfForm: false)
    put(UInt64(judge.evaluator.asOf))
    put(UInt64(UInt(bitPattern: ObjectIdentifier(place))))
    return put(0, row: 0, reads, judge.evaluator)
  }

  private func reads(of rule: Int, _ judge: BulkJudge) -> BulkKeyReads {
    if let known = reads[rule] { return known }
    let found = BulkKeyReads(
      judge.reads(of: judge.plan.rules[rule]), ruleHoles(rule, judge).fields, judge.plan.schema)
    reads[rule] = found
    return found
  }

  /// A hash of the last key.
  package var hash: UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for place in 0..<count {
      hash = (hash ^ words[place]) &* 0xFF51_AFD7_ED55_8CCD
      hash ^= hash >> 32
    }
    return hash
  }

  // MARK: - Words

  private func put(_ word: UInt64) {
    if count == capacity {
      let larger = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity * 2)
      larger.update(from: words, count: count)
      words.deallocate()
      (words, capacity) = (larger, capacity * 2)
    }
    words[count] = word
    count &+= 1
  }

  /// The facts of the project, or of one element of a list.
  private func put(
    _ home: Int, row: Int, _ reads: BulkKeyReads, _ evaluator: BulkEvaluator
  ) -> Bool {
    let rows = evaluator.state.rows
    for read in reads.fields[home] {
      let fact = rows + row + read.place
      if !read.isTold, fact.pointee.state == .text {
        put(UInt64(BulkFact.State.text.rawValue))
        continue
      }
      if isOfForm, read.isHole, putForm(of: fact) { continue }
      guard put(fact, evaluator.isFieldAbsent[read.index], evaluator) else { return false }
    }
    for read in reads.lists[home] {
      let content = rows[row + read.place]
      let isAbsent: UInt64 = evaluator.isListAbsent[read.index] ? 1 << 8 : 0
      switch content.state {
      case .none: put(isAbsent)
      case .elements:
        put(UInt64(content.last) << 16 | isAbsent | 1)
        for place in content.first..<(content.first + content.last) {
          guard put(read.index, row: Int(evaluator.state.elements[place]), reads, evaluator)
          else { return false }
        }
      default: return false
      }
    }
    return true
  }

  private func put(
    _ fact: UnsafeMutablePointer<BulkFact>, _ isAbsent: Bool, _ evaluator: BulkEvaluator
  ) -> Bool {
    let state = fact.pointee.state
    var head = UInt64(state.rawValue) | (isAbsent ? 1 << 8 : 0)
    switch state {
    case .none, .notDone:
      put(head)
      return true
    case .elements: return false
    case .unavailable, .notApplicable:
      guard let reason = fact.pointee.reason else { return false }
      put(head | UInt64(reason) << 16)
      return true
    case .truth, .number, .text, .date, .days, .choice, .choices: break
    }
    let start = fact.pointee.start
    head |= start > 0 ? 1 << 9 : start < 0 ? 1 << 10 : 0
    switch state {
    case .number:
      put(fact.pointee.number, head | UInt64(fact.pointee.unit) << 16)
    case .text: return put(text: fact, head, evaluator)
    case .truth, .choice: put(head | UInt64(UInt32(truncatingIfNeeded: fact.pointee.first)) << 32)
    default:
      put(head)
      put(UInt64(bitPattern: fact.pointee.wide))
      put(UInt64(bitPattern: Int64(fact.pointee.last)))
    }
    return true
  }

  /// What the form of findings rests on of a number that is written as one: its unit and its sign; false:
  /// it is anything else.
  private func putForm(of fact: UnsafeMutablePointer<BulkFact>) -> Bool {
    guard fact.pointee.state == .number, fact.pointee.start > 0, fact.pointee.number.isSingle
    else { return false }
    let number = fact.pointee.number.low
    let sign: UInt64 = number.isZero ? 0 : number.isNegative ? 1 : 2
    put(
      UInt64(BulkFact.State.number.rawValue) | 1 << 11 | sign << 12 | UInt64(fact.pointee.unit)
        << 16)
    hasHoles = true
    return true
  }

  /// The truth of each comparison that a number is left out for; false: one cannot be told.
  private func putTruths(_ holes: BulkRuleHoles, _ rule: BulkRule, _ judge: BulkJudge) -> Bool {
    let evaluator = judge.evaluator
    defer { evaluator.redeem() }
    put(truths: holes.comparisons, evaluator)
    guard rule.list >= 0, !holes.elementComparisons.isEmpty else {
      return evaluator.declined == nil
    }
    guard case .elements(let elements) = evaluator.content(of: rule.list, owner: -1) else {
      return false
    }
    for place in elements {
      evaluator.bind(
        rule.variable,
        BulkBinding.project.element(
          place - elements.lowerBound, row: Int(evaluator.state.elements[place])))
      put(truths: holes.elementComparisons, evaluator)
    }
    evaluator.bind(rule.variable, .project)
    return evaluator.declined == nil
  }

  private func put(truths nodes: [Int], _ evaluator: BulkEvaluator) {
    var (word, count): (UInt64, UInt64) = (1, 0)
    for node in nodes {
      let truth: UInt64 =
        switch evaluator.settled(node) {
        case .true: 1
        case .false: 2
        case .unknown: 3
        }
      word = word << 2 | truth
      count += 1
      guard count == 31 else { continue }
      put(word)
      (word, count) = (1, 0)
    }
    put(word)
  }

  private func put(_ number: BulkInterval, _ head: UInt64) {
    var head = head
    if number.hasLow { head |= number.isLowIncluded ? 3 << 32 : 1 << 32 }
    if number.hasHigh { head |= number.isHighIncluded ? 3 << 34 : 1 << 34 }
    put(head)
    for end in [number.low, number.high] {
      put(UInt64(bitPattern: end.numerator))
      put(UInt64(bitPattern: end.denominator))
    }
  }

  private func put(
    text fact: UnsafeMutablePointer<BulkFact>, _ head: UInt64, _ evaluator: BulkEvaluator
  ) -> Bool {
    guard let place = fact.pointee.textPlace else {
      var text = evaluator.texts.texts[fact.pointee.first]
      text.withUTF8 { put($0, head) }
      return true
    }
    put(UnsafeBufferPointer(rebasing: evaluator.bytes[place]), head)
    return true
  }

  private func put(_ text: UnsafeBufferPointer<UInt8>, _ head: UInt64) {
    put(head | UInt64(text.count) << 32)
    var place = 0
    while place < text.count {
      var word: UInt64 = 0
      for offset in 0..<min(8, text.count - place) {
        word |= UInt64(text[place + offset]) << UInt64(offset * 8)
      }
      put(word)
      place += 8
    }
  }
}

/// What a rule reads, by the row that it lies in.
private struct BulkKeyReads {
  struct Read {
    let index: Int
    let place: Int
    /// Whether anything is told of a text but that it is given.
    var isTold = true
    /// Whether it is a number that is no part of the form of findings.
    var isHole = false
  }

  /// By the list whose elements hold them; 0: the project.
  let fields: [[Read]]
  let lists: [[Read]]

  /// - Parameter holes: The fields whose numbers are no part of the form of findings.
  init(_ reads: BulkReads, _ holes: Set<Int>, _ schema: BulkSchema) {
    fields = schema.fieldsOfHome.map { fields in
      fields.filter { reads.fields.contains($0) }
        .map {
          Read(index: $0, place: schema.placeOfField[$0], isHole: holes.contains($0))
        }
    }
    lists = schema.listsOfHome.map { lists in
      lists.filter { reads.lists.contains($0) }
        .map { Read(index: $0, place: schema.placeOfList[$0]) }
    }
  }

  /// All that a record can say.
  init(all judge: BulkJudge) {
    let (program, schema) = (judge.plan.program, judge.plan.schema)
    let read = judge.reads(of: Array(program.steps.indices)).fields
    fields = schema.fieldsOfHome.enumerated().map { home, fields in
      fields.map { field in
        Read(
          index: field, place: schema.placeOfField[field],
          isTold: home != 0 || read.contains(field)
            || program.vocabulary.jurisdictionFields.contains(field))
      }
    }
    lists = schema.listsOfHome.map { lists in
      lists.map { Read(index: $0, place: schema.placeOfList[$0]) }
    }
  }
}
