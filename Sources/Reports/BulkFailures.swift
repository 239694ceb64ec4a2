import Rules

/// The findings that are not met of a record that was judged in bulk, as JSON: by templates where what
/// they rest on was seen before. For the rest the reference judges the rules alone, on what they read of
/// the record.
public final class BulkFailures {
  private let rules: RuleReview
  private let scribe: FindingScribe
  /// How many rules were told of by templates.
  package var templateUses: Int { scribe.templateUses }

  /// In bytes, for one thread.
  private static let limit = 12 << 20

  public init(_ program: Program, _ setting: ReviewSetting, _ language: Language) {
    rules = RuleReview(program, setting)
    scribe = FindingScribe(program, language, .notMet, keys: BulkRuleKeys(program))
  }

  /// Appends the array of findings that ``JSONReport/writeBrief(id:tellsFailures:to:)`` writes.
  ///
  /// - Parameters:
  ///   - review: What the record came to, before its judge goes on to another.
  ///   - path: That of the text whose line the record is.
  public func write(
    _ review: BulkReview, path: String, line: Int, to run: ByteRun
  ) {
    _ = scribe.begin(review, path: path, line: line)
    if scribe.size > Self.limit { scribe.removeAll() }
    run.append(UInt8(ascii: "["))
    let start = run.count
    var untold = review.notMet.firstIndex { !scribe.tell($0, review, behind: start, to: run) }
    if let first = untold {
      var rest: [Int] = []
      for rule in review.notMet[first...] where rest.isEmpty || !scribe.isKnown(rule, review) {
        rest.append(rule)
      }
      let own = reference(review, rest, path: path, line: line)
      for rule in review.notMet[first...] {
        if untold != nil || !scribe.tell(rule, review, behind: start, to: run) {
          judge(rule, own, review, path, line, behind: start, to: run)
        }
        untold = nil
      }
    }
    run.append(UInt8(ascii: "]"))
  }

  /// Appends the findings of a rule as the reference has them.
  private func judge(
    _ rule: Int, _ own: Review?, _ review: BulkReview, _ path: String, _ line: Int,
    behind start: Int, to run: ByteRun
  ) {
    guard
      let own = own?.findings.contains(where: { $0.rule == rule }) ?? false
        ? own : reference(review, [rule], path: path, line: line)
    else { return }
    let found = scribe.findings(of: rule, in: own)
    guard !found.isEmpty else { return }
    if run.count > start { run.append(UInt8(ascii: ",")) }
    run.append(found)
    guard scribe.isToBeKept(rule, review) else { return }
    let other = rules.review(
      Elsewhere.record(review, line: line), by: [rule], existence: review.existence)
    scribe.keep([rule], own, other, of: review, path: path, line: line)
  }

  private func reference(
    _ review: BulkReview, _ rules: [Int], path: String, line: Int
  ) -> Review? {
    let record = SourceText(path: path, bytes: Array(review.bytes), firstLine: line)
    return self.rules.review(record, by: rules, existence: review.existence)
  }
}
