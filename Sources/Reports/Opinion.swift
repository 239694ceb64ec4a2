import Rules

/// The paper an office signs: a review opinion, or, when something is missing, the notice of all that
/// is to be brought.
///
///     letterhead, number, title, addressee
///     the decision, one sentence for each cause with its numbers and clause, measures, deadlines
///     signature and seal, the places for the opinions of those who sign
///     annex: the sections of the report that give the clauses, facts and arithmetic
///
/// All but the annex fits on two pages of GB/T 9704-2012 (``OfficialPage``): what has no room there is
/// counted, and the annex tells all of it. What the office does not say of itself is left blank for
/// a pen. Text, HTML and Word are drawings of this one value.
public struct Opinion: Sendable {
  /// Paragraphs, or a numbered list under its heading.
  enum Part: Sendable {
    case paragraphs([String])
    /// `rest` says how many more the annex has; nil: these are all.
    case list(heading: String, items: [String], rest: String?)
  }

  /// Everything that is known of the review.
  let report: Report
  /// The office; nil: a line to be filled in.
  let office: String?
  let number: String
  /// The lines of the title, which breaks where a word ends.
  let title: [String]
  let addressee: String
  let parts: [Part]
  /// What the annex is called.
  let attachment: String
  /// Who gives an opinion and signs, each with room for it.
  let signatories: [String]
  /// Where the office is found, and who gets a copy.
  let endnotes: [String]
  /// The sections of the annex.
  let annex: [Section]

  /// - Parameters:
  ///   - office: What the office says of itself.
  ///   - ruling: The decision of an authority that holds instead of the review's; nil without one.
  public init(
    _ review: Review, advice: Advice, language: Language, origin: ReportOrigin = ReportOrigin(),
    office: Office = Office(), ruling: Ruling? = nil
  ) {
    report = Report(review, advice: advice, language: language, origin: origin)
    let source = OpinionSource(
      source: ReportSource(review, advice, language, origin), office: office, ruling: ruling)
    self.office = office.name
    number = source.number
    title = source.title
    addressee = source.addressee
    parts = source.parts
    attachment = source.attachment
    signatories = source.signatories
    endnotes = source.endnotes
    annex = source.annex(of: report)
  }

  var language: Language { report.language }

  func say(_ chinese: String, _ english: String) -> String { report.words.say(chinese, english) }

  /// What stands before an item; `position` counts from 0.
  func number(_ position: Int) -> String { say("\(position + 1)．", "\(position + 1). ") }

  /// The line that bears the name of the office, and its seal.
  var signature: String {
    (office ?? OpinionSource.blank) + say("（盖章）", " (seal)")
  }

  /// The day of the signature, which is not that of the review.
  var dateLine: String { say("年　　月　　日", "Date: ____________") }
}

/// A decision of an authority against the result of the rules, as the audit log holds it.
public struct Ruling: Sendable {
  public let decision: Decision
  /// The id of the rule whose finding is set aside.
  public let rule: String
  /// The act, the order or the meeting it rests on.
  public let authority: String
  public let reason: String
  public let reviewer: String
  /// Its number in the log.
  public let sequence: Int

  public init(
    decision: Decision, rule: String, authority: String, reason: String, reviewer: String,
    sequence: Int
  ) {
    (self.decision, self.rule, self.authority) = (decision, rule, authority)
    (self.reason, self.reviewer, self.sequence) = (reason, reviewer, sequence)
  }
}
