import Rules

/// The findings that are not met of a record that was judged in bulk, as JSON: the reference reads the
/// record and judges these rules alone, with their reasons.
public struct BulkFailures {
  private let program: Program
  private let setting: ReviewSetting
  private let language: Language
  private let reader: DossierReader
  private let places = PlaceMemory()

  public init(_ program: Program, _ setting: ReviewSetting, _ language: Language) {
    (self.program, self.setting, self.language) = (program, setting, language)
    reader = DossierReader(vocabulary: program.vocabulary)
  }

  /// The array of findings that ``JSONReport/writeBrief(id:tellsFailures:to:)`` writes.
  ///
  /// - Parameter rules: Those that are not met.
  public func json(of rules: [Int], in record: SourceText) -> [UInt8] {
    guard !rules.isEmpty else { return Array("[]".utf8) }
    let (dossier, problems) = reader.read(record)
    let judged = judgeDossier(
      dossier, problems, by: program, in: setting, places: places, only: Set(rules))
    var json = JSONWriter(style: .compact)
    if let review = judged.review {
      JSONReport(review, advice: Advice.none, language: language).writeFailures(to: &json)
    }
    return json.bytes
  }
}
