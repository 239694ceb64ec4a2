import Rules

/// Writes the findings of rules on records that were judged in bulk, as JSON.
///
/// What a rule comes to, and why, follows from what it reads of a record: where that was seen before, the
/// words are those of a template, with the places of this record, and with its numbers where they change
/// nothing else.
final class FindingScribe {
  let memory = ReportMemory()
  private let language: Language
  /// The findings that are told; nil: all.
  private let verdict: Verdict?
  private let keys: BulkRuleKeys
  private let templates: KeyedTemplates<FindingTemplate>
  private let places: RecordPlaces
  private var judge: ObjectIdentifier?
  /// How many rules were told of by templates.
  private(set) var templateUses = 0

  init(_ program: Program, _ language: Language, _ verdict: Verdict?, keys: BulkRuleKeys) {
    (self.language, self.verdict, self.keys) = (language, verdict, keys)
    templates = KeyedTemplates(keys)
    places = RecordPlaces(program, language)
  }

  /// Goes on to another record; false: what was kept is of another judge, by whose numbers units are
  /// called, and is kept no longer.
  func begin(_ review: BulkReview, path: String, line: Int) -> Bool {
    places.begin(review, path: path, line: line)
    guard judge != review.judgeName else { return true }
    judge = review.judgeName
    removeAll()
    return false
  }

  func removeAll() {
    templates.removeAll()
    places.removeAll()
  }

  /// How much memory the templates take, in bytes, about.
  var size: Int { templates.size }

  // MARK: - By templates

  /// The template of a rule on the record at hand; nil: there is none.
  func template(of rule: Int, _ review: BulkReview) -> FindingTemplate? {
    if keys.takeForm(rule, of: review) {
      let held = templates.held()
      if held.template != nil || !keys.hasHoles || !held.isHeld { return held.template }
    }
    return keys.take(rule, of: review) ? templates.template() : nil
  }

  /// Takes the key of a rule's form; false: there is none, or it is known that no template is of it, as
  /// where more follows from a number than the truth of comparisons.
  private func takeForm(of rule: Int, _ review: BulkReview) -> Bool {
    guard keys.takeForm(rule, of: review) else { return false }
    guard keys.hasHoles else { return true }
    let held = templates.held()
    return !held.isHeld || held.template != nil
  }

  func isKnown(_ rule: Int, _ review: BulkReview) -> Bool { template(of: rule, review) != nil }

  /// Appends the findings of a rule by their template; false: there is none that fits.
  ///
  /// - Parameter start: Where the first finding begins.
  func tell(_ rule: Int, _ review: BulkReview, behind start: Int, to run: ByteRun) -> Bool {
    guard let template = template(of: rule, review) else { return false }
    return tell(template, behind: start, to: run)
  }

  func tell(_ template: FindingTemplate, behind start: Int, to run: ByteRun) -> Bool {
    let end = run.count
    if end > start { run.append(UInt8(ascii: ",")) }
    guard places.write(template, to: run) else {
      run.cut(at: end)
      return false
    }
    templateUses += 1
    return true
  }

  // MARK: - By the reference

  /// The findings of a rule, without the brackets around them.
  func findings(of rule: Int, in review: Review, marks: FindingMarks? = nil) -> ArraySlice<UInt8> {
    findings(
      of: rule,
      by: JSONReport(
        review, Advice.none, language, ReportOrigin(), .complete, memory, marks: marks))
  }

  func findings(of rule: Int, by report: JSONReport) -> ArraySlice<UInt8> {
    var json = JSONWriter(style: .compact)
    report.writeFindings(of: rule, verdict, to: &json)
    return json.bytes.dropFirst().dropLast()
  }

  /// Whether what a rule reads was seen before, and there is to be a template of it.
  func isToBeKept(_ rule: Int, _ review: BulkReview) -> Bool {
    (takeForm(of: rule, review) || keys.take(rule, of: review)) && templates.isToBeKept()
  }

  /// Keeps templates of rules.
  ///
  /// - Parameters:
  ///   - own: What the rules came to.
  ///   - other: The same for the record as if it stood ``Elsewhere``: what would not be told alike there
  ///     has no template.
  func keep(
    _ rules: [Int], _ own: Review, _ other: Review?, of review: BulkReview, path: String, line: Int
  ) {
    for rule in rules {
      var isForm = takeForm(of: rule, review)
      if isForm, keys.hasHoles {
        let holes = keys.holes(of: rule, review)
        let found = template(of: rule, holes, own, other, path: path, line: line)
        isForm = keys.takeForm(rule, of: review)
        if isForm { templates.keep(found, size: found?.size ?? 0) }
        if found != nil { continue }
        isForm = false
      }
      let found = template(of: rule, [], own, other, path: path, line: line)
      guard isForm ? keys.takeForm(rule, of: review) : keys.take(rule, of: review) else { continue }
      templates.keep(found, size: found?.size ?? 0)
    }
  }

  /// - Parameter holes: The fields whose numbers are holes.
  private func template(
    of rule: Int, _ holes: Set<Int>, _ own: Review, _ other: Review?, path: String, line: Int
  ) -> FindingTemplate? {
    var found: FindingTemplate?
    elsewhere(path: path, line: line) {
      let marks = FindingMarks(holes: holes)
      let written = Array(findings(of: rule, in: own, marks: marks))
      let template = marks.template(written) { places.number(of: $0) }
      let isSame = other.map { tells(template, findings(of: rule, in: $0)) } ?? false
      found = isSame ? template : nil
    }
    return found
  }

  /// Does something while the record is said to stand ``Elsewhere``.
  func elsewhere(path: String, line: Int, _ body: () -> Void) {
    places.move(path: Elsewhere.path, line: line + Elsewhere.shift, by: Elsewhere.shift)
    body()
    places.move(path: path, line: line, by: 0)
  }

  /// Whether a template comes to some bytes.
  func tells(_ template: FindingTemplate?, _ bytes: some Collection<UInt8>) -> Bool {
    guard let template else { return false }
    let told = ByteRun()
    return places.write(template, to: told) && told.bytes.elementsEqual(bytes)
  }

  /// Appends what a template says of the record; false: it says something else.
  func write(_ template: FindingTemplate, to run: ByteRun) -> Bool {
    places.write(template, to: run)
  }
}

/// Where templates are tried before they are used.
enum Elsewhere {
  static let path = "\u{E001}/trial \"1\"\u{1B}.jsonl"
  static let shift = 1_013

  static func record(_ review: BulkReview, line: Int) -> SourceText {
    SourceText(
      path: path, bytes: Array(repeating: 0x20, count: shift) + review.bytes,
      firstLine: line + shift)
  }
}
