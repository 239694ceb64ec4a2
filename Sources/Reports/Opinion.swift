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
    /// Paragraphs that stay on the page of the signature.
    case closing([String])
    /// `rest` says how many more the annex has; nil: these are all.
    case list(heading: String, items: [String], form: ListForm, rest: String?)
  }

  /// How the items of a list are set.
  enum ListForm: Sendable {
    /// In the size of the text, each a paragraph.
    case running
    /// In a table of a smaller size, a row each.
    case table
  }

  /// Everything that is known of the review.
  let report: Report
  /// The office; nil: a line to be filled in.
  let office: String?
  let number: String
  /// The lines of the title, which breaks where a word ends.
  let title: [String]
  /// Without the colon behind it.
  let addressee: String
  /// The decision that holds, as the name of a page says it.
  let decision: String
  let parts: [Part]
  /// What the annex is called.
  let annexTitle: String
  /// Who gives an opinion and signs, each with room for it.
  let signatories: [String]
  /// Where the office is found, and who gets a copy.
  let endnotes: [String]
  /// The sections of the annex.
  let annex: [Section]

  /// - Parameters:
  ///   - office: What the office says of itself.
  ///   - rulings: What an authority decided against the rules, from the first to the last, which says
  ///     the decision that holds.
  public init(
    _ review: Review, advice: Advice, language: Language, origin: ReportOrigin = ReportOrigin(),
    office: Office = Office(), rulings: [Ruling] = []
  ) {
    let rulings = Rulings(rulings)
    report = Report(
      review, advice: advice, language: language, origin: origin, rulings: rulings)
    let source = OpinionSource(
      source: ReportSource(review, advice, language, origin, rulings), office: office,
      rulings: rulings)
    self.office = office.name
    number = source.number
    title = source.title
    addressee = source.addressee
    decision = source.decisionName
    parts = source.parts
    annexTitle = source.annexTitle
    signatories = source.signatories
    endnotes = source.endnotes
    annex = source.annex(of: report)
  }

  var language: Language { report.language }

  func say(_ chinese: String, _ english: String) -> String { report.words.say(chinese, english) }

  /// The line that names the annex.
  var attachment: String { say("附件：", "Annex: ") + annexTitle }

  /// What stands before an item; `position` counts from 0.
  func number(_ position: Int) -> String { say("\(position + 1)．", "\(position + 1). ") }

  /// The line that bears the name of the office, and its seal.
  var signature: String {
    OpinionSource.signature(of: office, language)
  }

  /// The day of the signature, which is not that of the review.
  var dateLine: String { say("年　　月　　日", "Date: ____________") }
}
