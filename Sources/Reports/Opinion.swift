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
/// set smaller, then told in fewer words, and at last counted, and the annex tells all of it
/// (``OpinionList``). What the office does not say of itself is left blank for
/// a pen. Text, HTML and Word are drawings of this one value.
public struct Opinion: Sendable {
  /// Paragraphs, or a numbered list under its heading.
  enum Part: Sendable {
    case paragraphs([String])
    /// Paragraphs that stay on the page of the signature.
    case closing([String])
    /// `rest` says how many more the annex has, or that it tells more of them; nil: this is all.
    case list(heading: String, items: [String], form: ListForm, rest: String?)
  }

  /// How the items of a list are set.
  enum ListForm: Sendable {
    /// In the size of the text, each a paragraph.
    case running
    /// In a table of a smaller size, a row each.
    case table
    /// In that size behind one another, without the ends of their sentences.
    case series
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
    let reported = ReportSource(
      review, advice, language, origin, rulings,
      isPlain: ReportForm.paper.callsFactsByWords(in: language))
    report = Report(reported)
    let source = OpinionSource(source: reported, office: office, rulings: rulings)
    self.office = office.name
    number = source.number
    title = source.title
    addressee = source.addressee
    decision = source.decisionName
    let layout = source.layout
    parts = layout.parts
    annexTitle = source.annexTitle
    signatories = source.signatories
    endnotes = source.endnotes
    annex = source.annex(of: report, layout)
  }

  var language: Language { report.language }

  func say(_ chinese: String, _ english: String) -> String { report.words.say(chinese, english) }

  /// The line that names the annex.
  var attachment: String { say("附件：", "Annex: ") + annexTitle }

  /// What stands before an item; `position` counts from 0.
  func number(_ position: Int) -> String { Self.number(position, language) }

  private static func number(_ position: Int, _ language: Language) -> String {
    language == .chinese ? "\(position + 1)．" : "\(position + 1). "
  }

  /// `1．产能；2．能耗。`
  static func series(_ items: [String], _ language: Language) -> String {
    let (between, end) = language == .chinese ? ("；", "。") : ("; ", ".")
    return items.enumerated().map { number($0, language) + $1 }.joined(separator: between) + end
  }

  /// The line that bears the name of the office, and its seal.
  var signature: String {
    OpinionSource.signature(of: office, language)
  }

  /// The day of the signature, which is not that of the review; a pen writes the year before its word.
  var dateLine: String { say("　　　　年　　月　　日", "Date: ____________") }

  /// How far from the right edge the two lines of the signature end, in half-width characters: the
  /// date four characters from it, the office centred above the date (GB/T 9704-2012, 7.3.5.1). A
  /// name that is too long for that moves the date.
  var signatureIndents: (office: Int, date: Int) {
    let (name, day) = (TextWidth.cells(of: signature), TextWidth.cells(of: dateLine))
    let office = max(0, Self.dateIndent - (name - day) / 2)
    return (office, max(0, office + (name - day) / 2))
  }

  private static let dateIndent = 8
}
