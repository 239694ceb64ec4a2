import Reports
import Rules

extension Desk {
  /// `judge(path, dossier, parameters, asOf)`: judges, and tells what costs no trial.
  mutating func judge(_ call: DeskCall, _ program: Program) -> [UInt8] {
    let source = SourceText(path: call.text(0) ?? "dossier.json", bytes: call.bytes(1) ?? [])
    var setting = ReviewSetting(
      asOf: call.text(3).flatMap { CalendarDate(parsing: $0) }, today: today)
    if let bytes = call.bytes(2) {
      let text = SourceText(path: "parameters.json", bytes: bytes)
      let (values, problems) = ParameterReader.read(text, rules: program.rules)
      guard !problems.hasErrors else { return Self.rejected(problems, in: text) }
      setting = ReviewSetting(
        parameters: values, asOf: setting.asOf, today: today,
        surroundings: problems.map { ReadingWarning($0, in: text) })
    }
    let (dossier, problems) = reader(for: program).read(source)
    let judged = judgeDossier(dossier, problems, by: program, in: setting)
    guard let review = judged.review else { return Self.rejected(judged.diagnostics, in: source) }
    self.review = review
    advice = nil
    let outline = Advice.outline(of: review)
    return Self.object { json in
      json.member("warnings", diagnostics: judged.diagnostics, in: source)
      json.member("review") { json in
        JSONReport(review, advice: outline, language: language).writeOutline(to: &json)
      }
    }
  }

  /// `advise()`: the review at hand with its ways to pass, each of which was judged.
  mutating func advised() -> [UInt8] {
    guard let review else { return Self.noReview }
    let advice = known(of: review)
    return Self.object { json in
      json.member("review") { json in
        JSONReport(review, advice: advice, language: language).writeOutline(to: &json)
      }
    }
  }

  private mutating func known(of review: Review) -> Advice {
    let found = advice ?? advise(review)
    advice = found
    return found
  }

  /// `deciding()`: the fewest facts that alone force the decision of the review at hand.
  func deciding() -> [UInt8] {
    guard let review else { return Self.noReview }
    var json = JSONWriter(style: .compact)
    DecidingFactsJSON(review, language).write(to: &json)
    return json.bytes
  }

  static let noReview = failure("还没有可看的审查结果", "nothing has been judged yet")

  /// `finding(index)`: one finding with its facts and reasons.
  func finding(_ call: DeskCall) -> [UInt8] {
    guard let review, let index = call.number(0), review.findings.indices.contains(index) else {
      return Self.noReview
    }
    var json = JSONWriter(style: .compact)
    JSONReport(review, advice: Advice.none, language: language).write(finding: index, to: &json)
    return json.bytes
  }

  /// `report(format, language)`: the bytes that `review evaluate --format` gives.
  mutating func report(_ call: DeskCall) -> [UInt8] {
    guard let review else { return Self.noReview }
    let advice = known(of: review)
    let language = call.text(1).flatMap { Language(rawValue: $0) } ?? language
    let origin = reportOrigin(of: review)
    switch call.text(0) ?? "" {
    case "json":
      var json = JSONWriter(style: .pretty)
      JSONReport(review, advice: advice, language: language, origin: origin).write(to: &json)
      json.endLine()
      return json.bytes
    case "text":
      let report = Report(review, advice: advice, language: language, origin: origin)
      return Array(report.text().utf8)
    case "docx":
      return opinion(review, advice, language, origin).docx()
    default:
      return Array(opinion(review, advice, language, origin).htmlOfBothForms().utf8)
    }
  }

  private func opinion(
    _ review: Review, _ advice: Advice, _ language: Language, _ origin: ReportOrigin
  ) -> Opinion {
    Opinion(review, advice: advice, language: language, origin: origin, office: Office())
  }

  /// `form-file(format)`: the questions of the project at hand with what is known of them, as a
  /// table or a workbook that is filled in and read again.
  func formFile(_ call: DeskCall) -> [UInt8] {
    guard let review else { return Self.noReview }
    let form = ProjectForm(for: review.binding, in: review.program)
    switch call.text(0) ?? "" {
    case "xlsx": return form.workbook(language).bytes
    default: return Array(form.table(language, review.program.vocabulary).utf8)
    }
  }
}
