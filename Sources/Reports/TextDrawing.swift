import Rules

extension Report {
  /// The report for a terminal: a summary that takes ten seconds to read, then the details.
  ///
  /// - Parameter colour: Whether the terminal shows colours.
  public func text(colour: Bool = false) -> String {
    TextDrawing(report: self).lines.map { $0.text(colour: colour) + "\n" }.joined()
  }
}

/// A report as lines of text.
struct TextDrawing {
  let report: Report
  private let summary: ReasonSummary

  init(report: Report) {
    self.report = report
    summary = ReasonSummary(report.words)
  }

  /// One line, of which the beginning may be coloured.
  ///
  /// Here alone foreign text is made safe: a line of the report is a line of the terminal.
  struct DrawnLine {
    enum Paint: String {
      case bold = "1"
      case good = "1;32"
      case open = "1;33"
      case bad = "1;31"
    }

    var indent = 0
    var paint: Paint?
    var beginning = ""
    var rest: String

    init(_ rest: String) { self.rest = rest }

    init(_ beginning: String, _ paint: Paint, then rest: String = "") {
      (self.beginning, self.paint, self.rest) = (beginning, paint, rest)
    }

    func text(colour: Bool) -> String {
      let (beginning, rest) = (beginning.withVisibleControls, rest.withVisibleControls)
      let painted =
        if let paint, colour { "\u{1B}[\(paint.rawValue)m\(beginning)\u{1B}[0m" } else { beginning }
      return String(repeating: " ", count: indent) + painted + rest
    }
  }

  private func say(_ chinese: String, _ english: String) -> String {
    report.words.say(chinese, english)
  }

  private var semicolon: String { say("；", "; ") }
  private var comma: String { say("、", ", ") }

  // MARK: - Lines

  var lines: [DrawnLine] {
    head + report.sections.flatMap { lines($0) }
  }

  /// What stands before the sections.
  var head: [DrawnLine] {
    let head = report.head
    let counts = head.counts.map { "\($0.verdict.name[report.language]) \($0.count)" }
    let decision = say("决定：", "Decision: ")
    // A project that is called as the line of the decision begins is not taken for it.
    let isAlike = report.project.utf8.starts(with: decision.utf8)
    return [
      DrawnLine(isAlike ? "「\(report.project)」" : report.project, .bold),
      DrawnLine(
        decision + head.decision.name[report.language], paint(head.decision),
        then: "    " + say("得分：", "Score: ") + head.score + "    " + say("审查日：", "As of: ")
          + head.asOf),
    ] + indented(head.notes.map { DrawnLine(say("注意：", "Note: ") + $0) })
      + [DrawnLine(say("规则：", "Rules: ") + counts.joined(separator: " · "))]
      + indented(
        head.causes.map { DrawnLine("✗", .bad, then: " " + text($0)) }
          + head.asks.map { DrawnLine("? " + text($0)) }
          + (head.furtherAsks == 0
            ? []
            : [
              DrawnLine(
                say(
                  "另须补充 \(head.furtherAsks) 项，见下。", "and \(head.furtherAsks) more to supply, below")
              )
            ]) + head.remarks.map { DrawnLine(say("注意：", "Note: ") + $0) })
  }

  private func paint(_ decision: Decision) -> DrawnLine.Paint {
    switch decision {
    case .approve: .good
    case .conditional, .supplement: .open
    case .suspend, .refuse: .bad
    }
  }

  func lines(_ section: Section) -> [DrawnLine] {
    [DrawnLine(""), DrawnLine("■ \(title(section))", .bold)] + lines(section.blocks)
  }

  func title(_ section: Section) -> String {
    section.title + (section.count.map { say("（\($0)）", " (\($0))") } ?? "")
  }

  /// The blocks of a section; a heading and a single line behind it stand in one line.
  func lines(_ blocks: [Block]) -> [DrawnLine] {
    var drawn: [DrawnLine] = []
    var heading: String?
    for block in blocks {
      switch block {
      case .heading(let line): heading = text(line) + report.words.colon
      // What is signed stands without indentation, so that it can be cut out.
      case .signed(let lines): drawn += lines.map { DrawnLine($0) }
      case .code: break
      case .paragraph, .list, .series, .facts, .cause, .findings, .bars, .numberLine, .fold:
        drawn += indented(Self.join(heading, lines(block)))
        heading = nil
      }
    }
    return drawn
  }

  private static func join(_ heading: String?, _ lines: [DrawnLine]) -> [DrawnLine] {
    guard let heading else { return lines }
    guard lines.count == 1 else { return [DrawnLine(heading)] + lines }
    return [DrawnLine(heading + lines[0].rest)]
  }

  private func lines(_ block: Block) -> [DrawnLine] {
    switch block {
    case .paragraph(let line, _): [DrawnLine(text(line))]
    case .heading(let line): [DrawnLine(text(line) + report.words.colon)]
    case .list(let items, let isNumbered): lines(items, isNumbered: isNumbered)
    case .series(let lines): [DrawnLine(lines.map { text($0) }.joined(separator: semicolon))]
    case .facts(let facts): lines(facts)
    case .cause(let cause): lines(cause)
    case .findings(let findings): lines(findings)
    case .bars(let bars): [DrawnLine(bars.map { text($0) }.joined(separator: semicolon))]
    case .numberLine(let line):
      [DrawnLine(line.marks.map { "\($0.name) \($0.shown)" }.joined(separator: " · "))]
    case .fold, .code: []
    case .signed(let lines): lines.map { DrawnLine($0) }
    }
  }

  private func lines(_ items: [Item], isNumbered: Bool) -> [DrawnLine] {
    items.enumerated().flatMap { position, item in
      let number = isNumbered ? "\(position + 1). " : ""
      if let short = lineAlone(item) { return [DrawnLine(number + short)] }
      return [DrawnLine(number + text(item.line))]
        + indented(item.below.flatMap { lines($0) }, by: max(2, number.utf8.count))
    }
  }

  /// An item with nothing but one line below it needs no second line.
  private func lineAlone(_ item: Item) -> String? {
    guard item.below.count == 1, case .numberLine = item.below[0],
      let line = lines(item.below[0]).first
    else { return nil }
    return text(item.line) + report.words.colon + line.rest
  }

  private func indented(_ lines: [DrawnLine], by columns: Int = 2) -> [DrawnLine] {
    lines.map { line in
      var line = line
      line.indent += columns
      return line
    }
  }

  // MARK: - Words

  private func text(_ line: Line) -> String {
    line.map { run in
      switch run.kind {
      case .quote: "「\(run.words)」"
      case .sign: ""
      case .plain, .strong, .name, .value, .path, .rule, .link, .removed, .added, .aside: run.words
      }
    }.joined()
  }

  private func text(_ bar: Bar) -> String {
    bar.name + (bar.detail.map { say("（\($0)）", " (\($0))") } ?? "") + " "
      + Score.text(bar.low, bar.high)
  }

  // MARK: - Facts

  /// The facts of one page in one line, those without a paper last.
  private func lines(_ facts: [FactEntry]) -> [DrawnLine] {
    let papers = [String].union(of: facts.lazy.map { $0.evidence.map { [$0] } ?? [] })
    let onPaper = Dictionary(grouping: facts) { $0.evidence }
    let bare = facts.filter { $0.evidence == nil }.map { text($0) }.joined(separator: semicolon)
    let isBare = papers.isEmpty ? "" : say("未附凭据：", "Without evidence: ")
    return papers.map { paper in
      let told = (onPaper[paper] ?? []).map { text($0) }
      return DrawnLine(paper + report.words.colon + told.joined(separator: semicolon))
    } + (bare.isEmpty ? [] : [DrawnLine(isBare + bare)])
  }

  private func text(_ fact: FactEntry) -> String {
    text(fact.name) + report.words.colon + fact.value + (fact.quote.map { "「\($0)」" } ?? "")
  }

  // MARK: - Findings

  /// What fails in one clause alone is told at the top; a number is enough here. What several
  /// findings rest on is told once.
  private func lines(_ cause: CauseEntry) -> [DrawnLine] {
    let number = "\(cause.number). "
    var told: [DrawnLine] = cause.findings.count > 1 ? [DrawnLine(cause.words)] : []
    var said = Set(told.map { $0.rest })
    for line in cause.findings.flatMap({ full($0) }) where said.insert(line.rest).inserted {
      told.append(line)
    }
    guard let first = told.first else { return [] }
    return [DrawnLine(number + first.rest)]
      + indented(Array(told.dropFirst()), by: number.utf8.count)
  }

  /// The short ones of which the same is to be said stand in one line.
  private func lines(_ findings: [FindingEntry]) -> [DrawnLine] {
    var told: [(names: [String], words: String)] = []
    var places: [String: Int] = [:]
    var lines: [DrawnLine] = []
    for finding in findings {
      let words = text(finding.brief)
      switch finding.detail {
      case .full: lines += full(finding)
      case .brief:
        if let known = places[words] {
          told[known].names.append(heading(finding))
        } else {
          places[words] = told.count
          told.append(([heading(finding)], words))
        }
      }
    }
    return lines
      + told.map { names, words in
        let name = names.joined(separator: comma)
        return DrawnLine(words.isEmpty ? name : name + report.words.colon + words)
      }
  }

  private func heading(_ finding: FindingEntry) -> String {
    "\(finding.rule) \(finding.title)\(finding.element ?? "")\(finding.follows)"
  }

  private func full(_ finding: FindingEntry) -> [DrawnLine] {
    let clauses = finding.clauses.map { "\($0.document) \($0.section)「\($0.quote)」" }
      .joined(separator: semicolon)
    return [DrawnLine(heading(finding))]
      + indented(([clauses] + summary.lines(finding.reasons())).map { DrawnLine($0) })
  }
}
