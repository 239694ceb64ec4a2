import Rules

/// A report before it is drawn: what it says, in one order.
///
///     head       the decision, its figures, one line for each cause, what to bring
///     section    a heading, and blocks: paragraphs, lists, findings, facts, bars …
///
/// Text and HTML are drawings of this one value, so that neither says more than the other. A third
/// drawing needs a `switch` over ``Block`` and one over ``Run/Kind``. JSON is a contract of its own.
public struct Report: Sendable {
  /// What kind of paper it is.
  let kind: String
  let project: String
  let head: ReportHead
  let sections: [Section]
  /// The words of its reasons, in its language.
  let words: ReasonText

  var language: Language { words.language }

  /// Everything that is known of a review.
  ///
  /// - Parameter isPlain: Whether facts are called by words alone, as on a page or a paper; a text for
  ///   a terminal names them by the paths of the file.
  public init(
    _ review: Review, advice: Advice, language: Language, origin: ReportOrigin = ReportOrigin(),
    isPlain: Bool = false
  ) {
    self.init(ReportSource(review, advice, language, origin, isPlain: isPlain))
  }

  init(_ source: ReportSource) {
    kind = source.say("“两高”项目审查报告", "Review of a two-high project")
    project = source.names.project
    head = source.head
    sections = source.sections
    words = source.words
  }
}

/// What stands before all sections.
struct ReportHead: Sendable {
  let decision: Decision
  /// What the decision means for the project.
  let meaning: String
  let score: String
  let asOf: String
  /// How many rules came to each verdict, the worst first.
  let counts: [(verdict: Verdict, count: Int)]
  /// What must be known before the reasons, as a place without rules of its own.
  let notes: [String]
  /// One line for each cause, the heaviest first.
  let causes: [Line]
  /// For an open decision, what to bring to settle it.
  let asks: [Line]
  /// How many more are asked for below.
  let furtherAsks: Int
  /// What did not go into the decision.
  let remarks: [String]
}

/// Where a review came from, and what proves it.
public struct ReportOrigin: Sendable {
  /// `sha256:…` of the dossier as it was handed in; nil: it is not said.
  public let dossierDigest: String?
  public let engineVersion: String?
  /// The digest of each ruleset's files, by ruleset.
  public let rulesetDigests: [Int: String]
  /// How the rules stand to the released ones; nil: they were not compared.
  public let release: Release?
  /// nil: the review stands in no audit log.
  public let proof: AuditProofText?

  public init(
    dossierDigest: String? = nil, engineVersion: String? = nil, rulesetDigests: [Int: String] = [:],
    release: Release? = nil, proof: AuditProofText? = nil
  ) {
    self.dossierDigest = dossierDigest
    self.engineVersion = engineVersion
    self.rulesetDigests = rulesetDigests
    self.release = release
    self.proof = proof
  }
}

/// The released rules, and how the rules of a review differ from them.
public struct Release: Sendable {
  /// As the authority called it; `sha256:…` of the rules that are built into the program where no
  /// authority signed them.
  public let name: String
  /// The name of the authority's key; nil: no authority signed these rules.
  public let signer: String?
  /// The ids of the rules that say something else, in order.
  public let differs: [String]
  /// How they do, by their ids, as `1.2 → 1.3`; none for a rule that is new, is left out, or rests on
  /// something else.
  public let changes: [String: String]

  public init(
    name: String, signer: String? = nil, differs: [String], changes: [String: String] = [:]
  ) {
    (self.name, self.signer, self.differs, self.changes) = (name, signer, differs, changes)
  }
}
