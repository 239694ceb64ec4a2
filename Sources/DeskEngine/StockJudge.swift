import Reports
import Rules

/// Judges the dossiers of a stock: in bulk where nothing about one is unusual, else by the reference.
/// Both say the same.
final class StockJudge {
  private let stock: Stock
  private let program: Program
  private let setting: ReviewSetting
  private let places = PlaceMemory()
  /// nil: nothing can be judged in bulk.
  private let plan: BulkPlan?
  private var bulk: BulkJudge?
  private let writer: BulkLine
  private let trade: Int?
  private let kind: Int?

  init(_ stock: Stock, today: CalendarDate) {
    self.stock = stock
    program = stock.program
    setting = ReviewSetting(today: today)
    let plan = BulkPlan(program)
    self.plan = plan
    if let plan { bulk = BulkJudge(plan, setting) }
    writer = BulkLine(program, .chinese)
    trade = program.vocabulary.field(at: "project.industry")
    kind = program.vocabulary.field(at: "project.facilityType")
  }

  func line(_ index: Int) -> StockLine {
    let unit = stock.units[index]
    let read = stock.readRow(unit)
    return bulkLine(unit, index, read) ?? referenceLine(unit, index, read)
  }

  // MARK: - In bulk

  /// nil: it is for the reference.
  private func bulkLine(_ unit: Stock.Unit, _ index: Int, _ read: Stock.Read?) -> StockLine? {
    if let fresh = plan, bulk?.isFull ?? false { bulk = BulkJudge(fresh, setting) }
    guard let bulk, let bytes = bytes(of: unit, read) else { return nil }
    return bytes.withUnsafeBufferPointer { bytes in
      guard let review = bulk.review(bytes) else { return nil }
      return StockLine(index: index, line: stock.line(of: unit), outcome: .judged(told(review)))
    }
  }

  /// A dossier as JSON; nil: it says what only its own form can say.
  private func bytes(of unit: Stock.Unit, _ read: Stock.Read?) -> [UInt8]? {
    switch unit {
    case .text(let source): return source.bytes
    case .node(let node, let source):
      return Array(source.bytes[Int(node.range.start)..<Int(node.range.end)])
    case .form: return nil
    case .row:
      guard let read, read.diagnostics.isEmpty, let dossier = read.dossier, dossier.root.isPlain
      else { return nil }
      var json = JSONWriter(style: .compact)
      JSONDossier(dossier, program: program, language: .english).write(to: &json)
      return json.bytes
    }
  }

  private func told(_ review: BulkReview) -> StockLine.Judged {
    let result = ByteRun()
    writer.write(review, id: "", to: result)
    let uses = review.uses(path: "")
    let totals = stock.totals.compactMap { field in
      review.range(of: field).map { StockLine.Total(field: field, low: $0.low, high: $0.high) }
    }
    return StockLine.Judged(
      id: review.number, name: review.name, regions: review.regions,
      trade: choice(review, trade), kind: choice(review, kind), decision: review.decision,
      result: String(decoding: result.bytes, as: UTF8.self), missing: review.askedPaths,
      totals: totals, sources: (uses.project, uses.claims))
  }

  private func choice(_ review: BulkReview, _ field: Int?) -> Phrase? {
    let vocabulary = program.vocabulary
    guard let field, case .choice(let list) = vocabulary.fields[field].type,
      case .choice(let choice)? = review.group(field)
    else { return nil }
    return vocabulary.choiceLists[list].choices[choice]
  }

  // MARK: - By the reference

  private func referenceLine(
    _ unit: Stock.Unit, _ index: Int, _ read: Stock.Read?
  ) -> StockLine {
    let judged = judgement(unit, read)
    let outcome: StockLine.Outcome
    if let review = judged.review {
      outcome = .judged(told(review))
    } else {
      let vocabulary = program.vocabulary
      outcome = .rejected(
        id: judged.dossier?.text(of: vocabulary.numberField),
        name: judged.dossier?.text(of: vocabulary.nameField),
        problems: judged.diagnostics.filter { $0.severity == .error },
        in: stock.source(of: unit))
    }
    return StockLine(index: index, line: stock.line(of: unit), outcome: outcome)
  }

  private func judgement(_ unit: Stock.Unit, _ read: Stock.Read?) -> Judgement {
    let (dossier, problems) = read ?? stock.read(unit)
    return judgeDossier(
      dossier, problems, by: program, in: setting, places: places, depth: .verdicts)
  }

  /// A dossier by the reference, beside others that use its sources; nil: it is rejected.
  ///
  /// - Parameter clashes: What the others use, of the sources that it uses.
  func line(
    _ index: Int, beside clashes: (ClaimingProject, [SourceClaim]) -> [SourceBalance]
  ) -> StockLine? {
    let unit = stock.units[index]
    guard let review = judgement(unit, nil).review else { return nil }
    let (project, claims) = review.sources
    return StockLine(
      index: index, line: stock.line(of: unit),
      outcome: .judged(told(review.holding(clashes(project, claims)))))
  }

  private func told(_ review: Review) -> StockLine.Judged {
    var result = JSONWriter(style: .compact)
    JSONReport(review, advice: Advice.none, language: .chinese)
      .writeBrief(id: "", tellsFailures: false, to: &result)
    let totals = stock.totals.compactMap { field -> StockLine.Total? in
      guard case .value(.number(let given))? = review.binding.dossier.root.facts[field]?.state
      else { return nil }
      let unit = program.vocabulary.fields[field].unit
      return StockLine.Total(
        field: field, low: given.interval.lower?.value(in: unit),
        high: given.interval.upper?.value(in: unit))
    }
    return StockLine.Judged(
      id: review.text(of: program.vocabulary.numberField), name: review.projectName,
      regions: review.binding.place.regions, trade: review.choice(trade),
      kind: review.choice(kind), decision: review.decision, result: result.text,
      missing: MissingFact.asked(in: review).map { $0.path }, totals: totals,
      sources: review.sources)
  }
}

extension Review {
  /// The choice that a dossier states of a field.
  fileprivate func choice(_ field: Int?) -> Phrase? {
    let vocabulary = program.vocabulary
    guard let field, case .choice(let list) = vocabulary.fields[field].type,
      case .value(.choice(let choice))? = binding.dossier.root.facts[field]?.state
    else { return nil }
    return vocabulary.choiceLists[list].choices[choice]
  }
}

extension DossierElement {
  /// Whether everything in it can be written as JSON and read again as the same.
  fileprivate var isPlain: Bool {
    facts.values.allSatisfy { fact in
      switch fact.state {
      case .value, .unavailable, .notApplicable: true
      case .notDone, .absent: false
      }
    }
      && lists.values.allSatisfy { list in
        guard case .elements(let elements) = list else { return false }
        return elements.allSatisfy { $0.isPlain }
      }
  }
}
