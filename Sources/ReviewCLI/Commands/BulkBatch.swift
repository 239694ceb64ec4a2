import Reports
import Rules

/// Records that were judged one behind the other in bulk.
struct BulkBatch: Sendable {
  /// One of them.
  struct Record: Sendable {
    let decision: Decision
    /// How much of its file it takes, in bytes.
    let size: Int
    /// Its line of the results.
    let line: Range<Int>
    /// Where its sources may be those of other dossiers.
    let sources: ClaimedSources
    /// It, to be judged again where they are; nil for one that uses none.
    let unit: DossierUnit?
  }

  let records: [Record]
  /// What the lines of the results stand among.
  let lines: ByteRun
  let summary: StockSummary
}

/// Judges what comes in by the plan of a program, and leaves the rest to a ``DossierJudge``.
final class BulkDossierJudge {
  private var judge: BulkJudge
  private let plan: BulkPlan
  private let setting: ReviewSetting
  private let rest: DossierJudge
  private let writer: BulkLine
  private let telling: Telling
  private let program: Program
  private let language: Language
  private let names: DossierNames
  private var summary: BulkSummary

  /// What is told of findings.
  enum Telling {
    /// Nothing but their rules.
    case none
    case failed(BulkFailures)
    case all(BulkReports)

    init(_ program: Program, _ setting: ReviewSetting, _ drawing: ReviewDrawing) {
      switch drawing.options.explanation {
      case .none: self = .none
      case .failed: self = .failed(BulkFailures(program, setting, drawing.language))
      case .all: self = .all(BulkReports(program, setting, drawing.language, drawing.origin()))
      }
    }
  }

  /// nil: nothing can be judged in bulk.
  init?(
    _ plan: BulkPlan?, _ program: Program, _ setting: ReviewSetting, _ rest: DossierJudge,
    _ drawing: ReviewDrawing
  ) {
    telling = Telling(program, setting, drawing)
    (language, names) = (drawing.language, drawing.names)
    guard let plan, let judge = BulkJudge(plan, setting) else { return nil }
    (self.judge, self.rest, self.program) = (judge, rest, program)
    (self.plan, self.setting) = (plan, setting)
    writer = BulkLine(program, language)
    summary = BulkSummary(program)
  }

  /// - Parameter lines: Where the lines of the results are written.
  func outcomes(of incoming: [Incoming], lines: ByteRun) -> [Outcome] {
    renew()
    var outcomes: [Outcome] = []
    var records: [BulkBatch.Record] = []
    func finish() {
      guard !records.isEmpty else { return }
      outcomes.append(
        .bulk(BulkBatch(records: records, lines: lines, summary: summary.take())))
      records = []
    }
    for item in incoming {
      if case .dossier(let unit, let surroundings) = item,
        let record = record(of: unit, surroundings)
      {
        let isJudged = record.bytes.withUnsafeBufferPointer { bytes in
          let start = lines.count
          guard let review = judge.review(bytes),
            write(review, unit, record, to: lines)
          else { return false }
          let sources = review.uses(path: unit.path)
          records.append(
            BulkBatch.Record(
              decision: review.decision, size: unit.size, line: start..<lines.count,
              sources: sources, unit: sources.isEmpty ? nil : unit))
          summary.add(review)
          return true
        }
        if isJudged { continue }
      }
      finish()
      if let outcome = rest.outcome(of: item) { outcomes.append(outcome) }
    }
    finish()
    return outcomes
  }

  /// Appends the line of a record; false: it is for the reference.
  private func write(
    _ review: BulkReview, _ unit: DossierUnit, _ record: (bytes: [UInt8], warnings: [UInt8]?),
    to lines: ByteRun
  ) -> Bool {
    let mark = names.mark(of: unit)
    switch telling {
    case .none: writer.write(review, mark: mark, warnings: record.warnings, to: lines)
    case .failed(let failures):
      writer.write(
        review, mark: mark, warnings: record.warnings,
        failures: { failures.write(review, path: unit.path, line: unit.line, to: $0) },
        to: lines)
    case .all(let reports):
      return reports.write(
        review, mark: mark, path: unit.path, line: unit.line,
        digest: ReviewDrawing.digest(of: record.bytes), to: lines)
    }
    return true
  }

  /// The dossier as a record, and what its line says of the text it stands in; nil: it is for the
  /// reference.
  private func record(
    of unit: DossierUnit, _ surroundings: [ReadingWarning]
  ) -> (bytes: [UInt8], warnings: [UInt8]?)? {
    switch unit {
    case .line(let line):
      if surroundings.isEmpty { return (line.bytes, nil) }
      if case .all = telling { return nil }
      return (line.bytes, surroundings.members(of: surroundings.count, language))
    // What is told of a finding has its place in the record.
    case .text, .node, .row, .form: guard case .none = telling else { return nil }
    }
    switch unit {
    case .text(let source, _): return surroundings.isEmpty ? (source.bytes, nil) : nil
    case .node(let node, let source):
      let bytes = source.bytes[Int(node.range.start)..<Int(node.range.end)]
      return surroundings.isEmpty ? (Array(bytes), nil) : nil
    case .row(let row, let reader, let source):
      guard let bytes = reader.record(of: row) else { return nil }
      let header = reader.briefWarnings
      let warnings =
        Array(surroundings.prefix(DiagnosticDigest.briefLimit))
        + header.shown.map { ReadingWarning($0, in: source) }
      let count = surroundings.count + header.shown.count + header.warningsLeftOut
      return (bytes, warnings.isEmpty ? nil : warnings.members(of: count, language))
    case .line, .form: return nil
    }
  }

  /// Begins anew when too much is remembered; names are known by the judge that gave them.
  private func renew() {
    guard judge.isFull, let fresh = BulkJudge(plan, setting) else { return }
    judge = fresh
    summary = BulkSummary(program)
  }
}
