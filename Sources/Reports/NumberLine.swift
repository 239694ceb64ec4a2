import Rules

/// A number beside the levels it is held against, with places on a line, the better end to the
/// right where levels say which that is.
struct NumberLine: Sendable, Equatable {
  /// A number or interval, what it is called, and how far along the line it stands, in per cent.
  struct Mark: Sendable, Equatable {
    enum Kind: String, Sendable { case value, worst, best, limit }

    let kind: Kind
    let name: String
    let shown: String
    /// The number without its unit, which a caption gives.
    let number: String
    let place: Span
  }

  /// A part of the line, from 0 to 100.
  struct Span: Sendable, Equatable {
    let start: ExactNumber
    let end: ExactNumber
  }

  /// The whole line.
  static let whole = Span(start: ExactNumber(2), end: ExactNumber(98))

  let marks: [Mark]
  /// The side on which a number passes; nil where that is open.
  let good: Span?

  // MARK: - From findings

  /// The value of a graded rule between the level of no marks and the level of full marks.
  ///
  /// - Returns: nil when the rule is not graded, a level is open, or the numbers are not counted
  ///   on the same basis.
  init?(gradingOf finding: Finding, _ words: ReasonText) {
    guard let grading = words.program.programRules[finding.rule].grading else { return nil }
    self.init(
      [(.worst, grading.worst), (.value, grading.graded), (.best, grading.best)], of: finding,
      in: finding.trace.results[grading.graded]?.quantity?.0.unit, words)
  }

  /// The value of a failed comparison beside its limit; nil when they cannot be drawn.
  init?(marginOf finding: Finding, _ words: ReasonText) {
    guard let step = finding.margin?.step,
      case .compare(_, let left, let right) = words.program.steps[step]
    else { return nil }
    if case .constant = words.program.steps[left] {
      self.init(
        [(.value, right), (.limit, left)], of: finding, in: finding.margin?.distance.unit, words)
    } else {
      self.init(
        [(.value, left), (.limit, right)], of: finding, in: finding.margin?.distance.unit, words)
    }
  }

  /// - Parameter unit: The one that all numbers are told in, where they can be.
  private init?(
    _ parts: [(kind: Mark.Kind, step: Int)], of finding: Finding, in unit: UnitOfMeasure?,
    _ words: ReasonText
  ) {
    var readings: [Reading] = []
    for (kind, step) in parts {
      guard let (quantity, basis) = finding.trace.results[step]?.quantity else { return nil }
      readings.append(
        Reading(
          kind: kind, name: Self.name(of: step, kind, words), quantity: quantity.told(in: unit),
          basis: basis))
    }
    guard let scale = Scale(readings) else { return nil }
    marks = scale.marks(readings, words.language)
    good = Self.good(among: marks, finding.verdict)
  }

  /// A number before it has a place.
  private struct Reading {
    let kind: Mark.Kind
    let name: String
    let quantity: Quantity
    let basis: NumberBasis
  }

  private static func name(of step: Int, _ kind: Mark.Kind, _ words: ReasonText) -> String {
    switch words.program.steps[step] {
    case .parameter(let parameter, _):
      let declared = words.program.rules.parameters[parameter]
      return words.say(declared.label, declared.name.english.spacedWords)
    case .constant: return kind == .limit ? words.say("界限", "Limit") : words.say("数值", "Value")
    case .field, .definition, .not, .and, .or, .compare, .oneOf, .memberOfSet, .includes,
      .includesOnly, .arithmetic, .negative, .extremum, .choose, .shifted, .daysBetween, .rounded,
      .hasValue, .keys, .aggregate, .applicable, .asOf:
      let written = ConditionWriter(program: words.program, language: words.language).text(of: step)
      return words.isPlain ? written.text.plainPhrase(words.language) : written.text
    }
  }

  /// Beyond the best level; or across the limit from a number that fails.
  private static func good(among marks: [Mark], _ verdict: Verdict) -> Span? {
    if let best = marks.first(where: { $0.kind == .best }) {
      return Span(start: best.place.start, end: whole.end)
    }
    guard let limit = marks.first(where: { $0.kind == .limit })?.place.start,
      let value = marks.first(where: { $0.kind == .value })?.place,
      value.end <= limit || value.start >= limit
    else { return nil }
    let isValueLeft = value.end <= limit
    let isGoodLeft: Bool
    switch verdict {
    case .notMet, .notYetDue: isGoodLeft = !isValueLeft
    case .met: isGoodLeft = isValueLeft
    case .undetermined, .notApplicable: return nil
    }
    return isGoodLeft
      ? Span(start: whole.start, end: limit) : Span(start: limit, end: whole.end)
  }

  // MARK: - Places

  /// Places numbers on the line, with room at both ends.
  private struct Scale {
    private let ends: [(low: ExactNumber, high: ExactNumber)]
    private let lowest: ExactNumber
    private let span: ExactNumber
    private let isReversed: Bool

    init?(_ readings: [Reading]) {
      guard let last = readings.last else { return nil }
      var ends: [(low: ExactNumber, high: ExactNumber)] = []
      for reading in readings {
        guard reading.basis.agrees(with: last.basis) == true,
          let (aligned, _) = Evaluator.aligned(reading.quantity, last.quantity),
          let low = aligned.interval.lower?.value, let high = aligned.interval.upper?.value
        else { return nil }
        ends.append((low, high))
      }
      guard let lowest = ends.map({ $0.low }).min(), let highest = ends.map({ $0.high }).max(),
        let span = highest.subtracting(lowest), !span.isZero
      else { return nil }
      self.ends = ends
      self.lowest = lowest
      self.span = span
      let worst = zip(readings, ends).first { $0.0.kind == .worst }?.1.low
      let best = zip(readings, ends).first { $0.0.kind == .best }?.1.low
      isReversed = worst.flatMap { worst in best.map { $0 < worst } } ?? false
    }

    func marks(_ readings: [Reading], _ language: Language) -> [Mark] {
      zip(readings, ends).compactMap { reading, ends in
        guard let first = place(ends.low), let second = place(ends.high) else { return nil }
        return Mark(
          kind: reading.kind, name: reading.name, shown: reading.quantity.text(language),
          number: reading.quantity.number?.shownText ?? reading.quantity.text(language),
          place: Span(start: min(first, second), end: max(first, second)))
      }
    }

    /// In per cent of the line, from 10 to 90, so that the outermost labels stay on the page.
    private func place(_ value: ExactNumber) -> ExactNumber? {
      guard
        let share = value.subtracting(lowest)?.divided(by: span)?
          .multiplied(by: ExactNumber(80))?.rounded(places: 2)
      else { return nil }
      let inset = share.adding(ExactNumber(10))
      return isReversed ? inset.flatMap { ExactNumber(100).subtracting($0) } : inset
    }
  }
}

extension Quantity {
  /// The same number in another unit of its kind; one that has none, or one of another kind, stays.
  fileprivate func told(in unit: UnitOfMeasure?) -> Quantity {
    guard let own = self.unit, let unit, own.dimensions == unit.dimensions else { return self }
    return Quantity(interval: interval, unit: unit)
  }
}
