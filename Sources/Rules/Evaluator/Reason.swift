/// Why a finding came out so, as a tree of values.
///
///     about the requirement, false
///       part, false   单位能耗 868 千克/吨 · 不高于 · 标杆水平 805 千克/吨
///     note            the margin: 63 千克/吨, 7.83 %
///
/// There is no layout in it: bars, columns, signs and tags belong to a drawing, and every drawing
/// of a report starts from here.
public indirect enum Reason: Sendable {
  /// Something that the rule names, what it came to, and what that rests on.
  ///
  /// The truth is nil for what is no condition, such as a total.
  case about(Subject, Truth?, [Reason])
  /// One comparison or one value; below it what its definitions and totals rest on.
  ///
  /// The truth is nil for a value.
  case part(Truth?, [Piece], [Reason])
  /// Parts that must all hold; they stand within alternatives only.
  case all(Truth, [Reason])
  /// Alternatives, of which one is enough.
  case any(Truth, [Reason])
  case note(Note)
}

/// What a group of reasons is about.
public enum Subject: Sendable {
  /// Whether the rule applies.
  case scope
  case exclusion(CatalogueRule.Branch)
  case requirement
  /// What makes a further demand stand.
  case furtherGround
  case exception(CatalogueRule.Branch)
  /// Whether a written justification was accepted, for a rule 原则上.
  case justification
  /// Whether the due date gives it time, as to a plant that exists already.
  case existing
  case consequence(RuleConsequence)
  /// The number that earns marks, between the levels below.
  case marks
  case noMarks
  case fullMarks
  /// The index in ``RuleCatalogue/definitions``. It is explained where it is first met.
  case definition(Int)
  /// An element of a list that a total or a question ranges over.
  case element(FactReference, isCounted: Bool)
  /// What the evaluation read although nothing above rests on it.
  case unused
}

/// A run of words in a condition, and the value behind it.
public struct Piece: Sendable {
  public let words: Phrase
  /// nil: words that no value stands behind.
  public let reading: ReadValue?
}

/// A value that a condition read, and where it came from.
public enum ReadValue: Sendable {
  /// nil: the dossier does not give it.
  case fact(FactReference, Fact?)
  /// nil: it has no value, or its key is open.
  case parameter(Int, key: String?, ParameterUse?)
  /// The value of a definition, a total or a sum.
  case result(StepValue)
  case reviewDate(CalendarDate)
}

/// What is said of a finding besides its conditions.
public enum Note: Sendable {
  case notYetInForce(since: CalendarDate)
  case lapsed(on: CalendarDate)
  /// What the rule would say if it were in force.
  case supposed(Supposed)
  /// The list has no element.
  case nothingToJudge(list: Int?)
  /// What a rule without a requirement brings about.
  case effect(String)
  /// The clause forbids what it applies to; the truth says whether it applies.
  case forbidden(Truth)
  case margin(Margin)
  case timeLeft(until: CalendarDate)
  case overdue(since: CalendarDate)
  /// What would settle the finding.
  case open([Cause])
  /// Whatever these are, the finding is the same.
  case indifferent([FactReference])
  /// A choice counts among the members of a set, by the set's own source.
  case membership(set: Int)
  case caution(String)
  /// The figures it rests on that nobody verified.
  case unverified([Figure])
  case remedy(String)
}

extension Reason {
  /// All values in the order in which they stand, those of ``Subject/unused`` apart.
  public var readings: [ReadValue] {
    switch self {
    case .about(.unused, _, _), .note: []
    case .about(_, _, let reasons), .all(_, let reasons), .any(_, let reasons):
      reasons.flatMap { $0.readings }
    case .part(_, let pieces, let below):
      pieces.compactMap { $0.reading } + below.flatMap { $0.readings }
    }
  }
}
