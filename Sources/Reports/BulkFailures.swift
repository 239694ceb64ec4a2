import Rules

/// The findings that are not met of a record that was judged in bulk, as JSON.
///
/// What a rule comes to, and why, follows from what it reads of a record: where that was seen before, the
/// words are those of a template, with the places of this record. For the rest the reference judges the
/// rules alone, on what they read of the record.
public final class BulkFailures {
  private let rules: RuleReview
  private let language: Language
  private let memory = ReportMemory()
  private let templates: FindingTemplates
  private let places: RecordPlaces
  /// What is written of the record at hand.
  private let run = ByteRun()
  /// How many rules were told of by templates.
  package private(set) var templateUses = 0

  public init(_ program: Program, _ setting: ReviewSetting, _ language: Language) {
    self.language = language
    rules = RuleReview(program, setting)
    templates = FindingTemplates(program)
    places = RecordPlaces(program, language)
  }

  /// Appends the array of findings that ``JSONReport/writeBrief(id:tellsFailures:to:)`` writes.
  ///
  /// - Parameters:
  ///   - review: What the record came to, before its judge goes on to another.
  ///   - path: That of the text whose line the record is.
  public func write(
    _ review: BulkReview, path: String, line: Int, to bytes: inout [UInt8]
  ) {
    templates.begin(review)
    places.begin(review, path: path, line: line)
    run.cut(at: 0)
    run.append(UInt8(ascii: "["))
    var untold = review.notMet.firstIndex { !tell($0, review) }
    if let first = untold {
      var rest: [Int] = []
      for rule in review.notMet[first...] where rest.isEmpty || !templates.isKnown(rule, review) {
        rest.append(rule)
      }
      let own = reference(review, rest, path: path, line: line)
      for rule in review.notMet[first...] {
        if untold != nil || !tell(rule, review) { judge(rule, own, review, path, line) }
        untold = nil
      }
    }
    run.append(UInt8(ascii: "]"))
    bytes += run.bytes
  }

  /// Appends the findings of a rule by their template; false: there is none that fits.
  private func tell(_ rule: Int, _ review: BulkReview) -> Bool {
    guard let template = templates.template(of: rule, review) else { return false }
    let end = run.count
    if end > 1 { run.append(UInt8(ascii: ",")) }
    guard places.write(template, to: run) else {
      run.cut(at: end)
      return false
    }
    templateUses += 1
    return true
  }

  /// Appends the findings of a rule as the reference has them.
  private func judge(
    _ rule: Int, _ own: Review?, _ review: BulkReview, _ path: String, _ line: Int
  ) {
    guard
      let own = own?.findings.contains(where: { $0.rule == rule }) ?? false
        ? own : reference(review, [rule], path: path, line: line)
    else { return }
    let found = findings(of: rule, in: own)
    guard !found.isEmpty else { return }
    if run.count > 1 { run.append(UInt8(ascii: ",")) }
    run.append(found)
    if templates.isToBeKept(rule, review) {
      templates.keep(template(of: rule, own, review, path: path, line: line))
    }
  }

  private func reference(
    _ review: BulkReview, _ rules: [Int], path: String, line: Int
  ) -> Review? {
    let record = SourceText(path: path, bytes: Array(review.bytes), firstLine: line)
    return self.rules.review(record, by: rules, existence: review.existence)
  }

  /// The findings of a rule that are not met, without the brackets around them.
  private func findings(
    of rule: Int, in review: Review, marks: FindingMarks? = nil
  ) -> ArraySlice<UInt8> {
    var json = JSONWriter(style: .compact)
    JSONReport(review, Advice.none, language, ReportOrigin(), .complete, memory, marks: marks)
      .writeFailures(of: rule, to: &json)
    return json.bytes.dropFirst().dropLast()
  }

  /// The template of what a rule came to; nil: it would not tell the same of the record if that stood
  /// elsewhere.
  private func template(
    of rule: Int, _ own: Review, _ review: BulkReview, path: String, line: Int
  ) -> FindingTemplate? {
    let marks = FindingMarks()
    let written = findings(of: rule, in: own, marks: marks)
    guard let template = marks.template(Array(written)) else { return nil }
    let elsewhere = SourceText(
      path: Self.otherPath, bytes: Array(repeating: 0x20, count: Self.shift) + review.bytes,
      firstLine: line + Self.shift)
    guard let other = rules.review(elsewhere, by: [rule], existence: review.existence) else {
      return nil
    }
    places.move(path: Self.otherPath, line: line + Self.shift, by: Self.shift)
    defer { places.move(path: path, line: line, by: 0) }
    let told = ByteRun()
    guard places.write(template, to: told),
      told.bytes.elementsEqual(findings(of: rule, in: other))
    else { return nil }
    return template
  }

  /// Where a template is tried.
  private static let otherPath = "\u{E001}/trial \"1\"\u{1B}.jsonl"
  private static let shift = 1_013
}
