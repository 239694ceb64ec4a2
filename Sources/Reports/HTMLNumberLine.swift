import Rules

/// A number drawn on a line beside the levels it is held against, the better end to the right.
struct HTMLNumberLine {
  /// A number or interval, what it is called, and how far along the line it stands, in per cent.
  struct Mark: Hashable {
    enum Kind: String { case value, worst, best, limit }

    let kind: Kind
    let name: String
    let shown: String
    /// The number without its unit, which the caption gives.
    let number: String
    let start: ExactNumber
    let end: ExactNumber
  }

  let marks: [Mark]
  private let verdict: Verdict
  private let names: HTMLNames

  // MARK: - From findings

  /// The value of a graded rule between the level of no marks and the level of full marks.
  ///
  /// - Returns: nil when the rule is not graded, a level is open, or the numbers are not counted
  ///   on the same basis.
  init?(gradingOf finding: Finding, _ names: HTMLNames) {
    guard let grading = names.program.programRules[finding.rule].grading else { return nil }
    self.init(
      [(.worst, grading.worst), (.value, grading.graded), (.best, grading.best)], of: finding,
      names)
  }

  /// The value of a failed comparison beside its limit; nil when they cannot be drawn.
  init?(marginOf finding: Finding, _ names: HTMLNames) {
    guard let step = finding.margin?.step,
      case .compare(_, let left, let right) = names.program.steps[step]
    else { return nil }
    if case .constant = names.program.steps[left] {
      self.init([(.value, right), (.limit, left)], of: finding, names)
    } else {
      self.init([(.value, left), (.limit, right)], of: finding, names)
    }
  }

  private init?(
    _ parts: [(kind: Mark.Kind, step: Int)], of finding: Finding, _ names: HTMLNames
  ) {
    var readings: [Reading] = []
    for (kind, step) in parts {
      guard let (quantity, basis) = finding.trace.results[step]?.quantity else { return nil }
      readings.append(
        Reading(
          kind: kind, name: Self.name(of: step, kind, names), quantity: quantity, basis: basis))
    }
    guard let scale = Scale(readings) else { return nil }
    self.names = names
    verdict = finding.verdict
    marks = scale.marks(readings, names.language)
  }

  /// A number before it has a place.
  private struct Reading {
    let kind: Mark.Kind
    let name: String
    let quantity: Quantity
    let basis: NumberBasis
  }

  private static func name(of step: Int, _ kind: Mark.Kind, _ names: HTMLNames) -> String {
    switch names.program.steps[step] {
    case .parameter(let parameter, _):
      let declared = names.program.rules.parameters[parameter]
      return names.say(declared.label, declared.name.english.spacedWords)
    case .constant: return kind == .limit ? names.say("界限", "Limit") : names.say("数值", "Value")
    case .field, .definition, .not, .and, .or, .compare, .oneOf, .memberOfSet, .includes,
      .includesOnly, .arithmetic, .negative, .extremum, .aggregate, .applicable, .asOf:
      return ConditionWriter(program: names.program, language: names.language).text(of: step).text
    }
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
          start: min(first, second), end: max(first, second))
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

  // MARK: - Drawing

  func write(to html: inout HTMLWriter) {
    html.block("figure", [.class("line")]) { html in
      html.inline(
        "svg",
        [
          .class(isCrowded ? "numbers crowded" : "numbers"), HTMLAttribute("role", "img"),
          .label(description),
        ]
      ) { html in
        if let good { shade(good, &html) }
        line("axis", from: Self.left, 30, to: Self.right, 30, &html)
        for mark in marks { draw(mark, &html) }
      }
      html.block("figcaption") { html in
        for mark in marks {
          html.inline("span", [.class("key \(mark.kind.rawValue)")]) { html in
            html.inline("span", mark.name)
            html.words(" ")
            html.inline("b", mark.shown)
          }
        }
        if good != nil {
          html.inline("span", [.class("key good")], names.say("阴影一侧符合", "the shaded side passes"))
        }
        if marks.contains(where: { $0.kind == .best }) {
          html.inline("span", [.class("towards")], names.say("越靠右越好 →", "better to the right →"))
        }
      }
    }
  }

  private static let left = ExactNumber(2)
  private static let right = ExactNumber(98)

  /// The side on which a number passes: beyond the best level; or across the limit from a number
  /// that fails; nil where that is open.
  private var good: (start: ExactNumber, end: ExactNumber)? {
    if let best = marks.first(where: { $0.kind == .best }) { return (best.start, Self.right) }
    guard let limit = marks.first(where: { $0.kind == .limit })?.start,
      let value = marks.first(where: { $0.kind == .value }),
      value.end <= limit || value.start >= limit
    else { return nil }
    let isLeft = value.end <= limit
    switch verdict {
    case .notMet, .notYetDue: return isLeft ? (limit, Self.right) : (Self.left, limit)
    case .met: return isLeft ? (Self.left, limit) : (limit, Self.right)
    case .undetermined, .notApplicable: return nil
    }
  }

  private func shade(_ side: (start: ExactNumber, end: ExactNumber), _ html: inout HTMLWriter) {
    guard let width = side.end.subtracting(side.start) else { return }
    html.inline(
      "rect",
      [
        .class("good"), HTMLAttribute("x", percent(side.start)), HTMLAttribute("y", "20"),
        HTMLAttribute("width", percent(width)), HTMLAttribute("height", "20"),
      ]
    ) { _ in }
  }

  private var description: String {
    names.list(marks.map { "\($0.name) \($0.shown)" })
  }

  private func draw(_ mark: Mark, _ html: inout HTMLWriter) {
    switch mark.kind {
    case .value:
      line("range", from: mark.start, 30, to: mark.end, 30, &html)
      html.inline(
        "circle",
        [
          .class("value"), HTMLAttribute("cx", percent(mark.start)), HTMLAttribute("cy", "30"),
          HTMLAttribute("r", "6"),
        ]
      ) { _ in }
      label(mark, at: 14, &html)
    case .worst, .limit:
      line(mark.kind.rawValue, from: mark.start, 20, to: mark.start, 42, &html)
      label(mark, at: 58, &html)
    case .best:
      line("best", from: mark.start, 20, to: mark.start, 42, &html)
      label(mark, at: isCrowded ? 76 : 58, &html)
    }
  }

  /// Whether the levels stand so close that their labels would meet.
  private var isCrowded: Bool {
    let levels = marks.filter { $0.kind != .value }.map { $0.start }
    guard levels.count > 1, let low = levels.min(), let high = levels.max(),
      let gap = high.subtracting(low)
    else { return false }
    return gap < ExactNumber(35)
  }

  private func line(
    _ className: String, from x1: ExactNumber, _ y1: Int, to x2: ExactNumber, _ y2: Int,
    _ html: inout HTMLWriter
  ) {
    html.inline(
      "line",
      [
        .class(className), HTMLAttribute("x1", percent(x1)), HTMLAttribute("y1", "\(y1)"),
        HTMLAttribute("x2", percent(x2)), HTMLAttribute("y2", "\(y2)"),
      ]
    ) { _ in }
  }

  private func label(_ mark: Mark, at height: Int, _ html: inout HTMLWriter) {
    html.inline(
      "text",
      [
        .class(mark.kind.rawValue), HTMLAttribute("x", percent(mark.start)),
        HTMLAttribute("y", "\(height)"), HTMLAttribute("text-anchor", "middle"),
      ]
    ) { $0.words(mark.number) }
  }

  private func percent(_ place: ExactNumber) -> String { "\(place.scoreText)%" }
}
