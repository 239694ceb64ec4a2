import Rules

/// Words of one kind within a line.
///
/// They may be foreign: a drawing makes them safe where it writes them, and nowhere else.
struct Run: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    case plain, strong
    /// What a fact or a parameter is called.
    case name
    case value
    /// The path of a fact in the dossier, or another text for machines.
    case path
    /// The id of a rule, which leads to its finding.
    case rule
    /// Words that lead to a place of the report.
    case link(to: String)
    /// The value before a change, and the one after it.
    case removed, added
    /// The words of a document, without quotation marks.
    case quote
    case aside
    case sign
  }

  let kind: Kind
  let words: String

  init(_ words: String, _ kind: Kind = .plain) { (self.kind, self.words) = (kind, words) }
}

/// Runs that stand behind one another.
typealias Line = [Run]

extension [Run] {
  /// Words of one kind; no run for none.
  init(_ words: String, _ kind: Run.Kind = .plain) {
    self = words.isEmpty ? [] : [Run(words, kind)]
  }

  /// The ids of rules, with what stands between two of them.
  init(rules ids: [String], between separator: String) {
    self = ids.map { [Run($0, .rule)] }.joined(by: separator)
  }
}

extension [[Run]] {
  func joined(by separator: String) -> Line {
    var line: Line = []
    for (position, part) in enumerated() {
      if position > 0 { line.append(Run(separator)) }
      line += part
    }
    return line
  }
}

/// A part of a section; every drawing draws each kind in its own way.
indirect enum Block: Sendable {
  case paragraph(Line, Tone)
  /// Names the blocks behind it, within a section.
  case heading(Line)
  case list([Item], isNumbered: Bool)
  /// Short things of one kind, which need no line of their own.
  case series([Line])
  case facts([FactEntry])
  /// Findings that are not met for one reason.
  case cause(CauseEntry)
  case findings([FindingEntry])
  case bars([Bar])
  case numberLine(NumberLine)
  case fold(Fold)
  /// Lines that are signed as they stand.
  case signed([String])
  /// The same for a camera.
  case code(QRCode)

  enum Tone: Sendable { case plain, aside }
}

/// A section of a report: its place, its heading, and what it says.
struct Section: Sendable {
  let id: String
  let title: String
  /// How many things it tells of; nil when that is of no interest.
  let count: Int?
  let blocks: [Block]

  init(_ id: String, _ title: String, count: Int? = nil, _ blocks: [Block]) {
    (self.id, self.title, self.count, self.blocks) = (id, title, count, blocks)
  }
}

/// An element of a list.
struct Item: Sendable {
  let line: Line
  let below: [Block]

  init(_ line: Line, below: [Block] = []) { (self.line, self.below) = (line, below) }
}

/// What only a screen shows, for who asks for it; paper and text have the rest.
struct Fold: Sendable {
  let summary: Line
  let blocks: [Block]

  init(_ summary: Line, _ blocks: [Block]) { (self.summary, self.blocks) = (summary, blocks) }
}

/// A fact or a parameter: its name, its value, and the paper it was taken from.
struct FactEntry: Sendable {
  let name: Line
  let value: String
  /// Document, page, date and authority; nil when none is said.
  let evidence: String?
  let quote: String?
}

/// A value or a range on a scale from 0 to 100.
struct Bar: Sendable {
  let name: String
  let detail: String?
  let low: ExactNumber
  let high: ExactNumber
  /// Whether it sums up the others.
  let isTotal: Bool
}

/// What fails for one reason: the words with the numbers, and the findings.
struct CauseEntry: Sendable {
  let number: Int
  let words: String
  let findings: [FindingEntry]
}

/// What one rule found.
struct FindingEntry: Sendable {
  enum Detail: Sendable {
    case full
    /// One line, behind which a screen shows the rest.
    case brief
  }

  /// Its place in the report.
  let anchor: String
  let verdict: Verdict
  let rule: String
  let title: String
  /// The element of a list that it judges.
  let element: String?
  /// ` → 不予审批（推定）`; empty where nothing follows.
  let follows: String
  let margin: String?
  let detail: Detail
  /// What is to be known of it in one line: what keeps it open, the numbers that hold; empty in full.
  let brief: Line
  let clauses: [Clause]
  /// Found when a drawing asks for them: a text leaves most of them out.
  let reasons: @Sendable () -> [Reason]
  let numberLine: NumberLine?
  /// The ids of other rules that speak to the same.
  let related: [String]
  /// How the clause was read.
  let remarks: [String]
}

/// A sentence of a document.
struct Clause: Sendable {
  let document: String
  let title: String
  let section: String
  let quote: String
}
