import Rules

/// The findings that are not met of a record that was judged in bulk, as JSON: the reference judges these
/// rules alone, with their reasons, on what they read of the record.
public struct BulkFailures {
  private let rules: RuleReview
  private let language: Language
  private let memory = ReportMemory()

  public init(_ program: Program, _ setting: ReviewSetting, _ language: Language) {
    self.language = language
    rules = RuleReview(program, setting)
  }

  /// The array of findings that ``JSONReport/writeBrief(id:tellsFailures:to:)`` writes.
  ///
  /// - Parameter review: What the record came to.
  public func json(of review: BulkReview, in record: SourceText) -> [UInt8] {
    guard !review.notMet.isEmpty else { return Array("[]".utf8) }
    var json = JSONWriter(style: .compact)
    if let review = rules.review(record, by: review.notMet, existence: review.existence) {
      JSONReport(review, advice: Advice.none, language: language, memory: memory)
        .writeFailures(to: &json)
    }
    return json.bytes
  }
}
