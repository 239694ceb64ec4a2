/// Rule texts that were read together: the program they make, and all that is wrong with them.
public struct RuleBook: Sendable {
  public let sources: [SourceText]
  /// How many of ``sources``, from the first, are the book's own; the others only lend their words.
  public let ownCount: Int
  public let trees: [SyntaxTree]
  /// What the texts mean, for the tools that read rules; judging needs only the program.
  public let checked: CheckedRules
  public let program: Program
  /// In the order of the texts.
  public let diagnostics: [Diagnostic]

  /// - Parameter problems: Of all texts; only those of the book's own are kept.
  init(
    sources: [SourceText], ownCount: Int, trees: [SyntaxTree], checked: CheckedRules,
    program: Program, problems: [Diagnostic]
  ) {
    self.sources = sources
    self.ownCount = ownCount
    self.trees = trees
    self.checked = checked
    self.program = program
    // Without the rules of other texts, rules that are only mentioned cannot be looked up.
    let standsAlone = ownCount == sources.count
    diagnostics = problems.filter {
      Int($0.range.source) < ownCount && (standsAlone || $0.code != .unknownRule)
    }
    .sorted { ($0.range.source, $0.range.start) < ($1.range.source, $1.range.start) }
  }

  public var cases: [CaseDeclaration] { checked.cases }

  /// Whether any text declares fields.
  public var hasVocabulary: Bool { !program.vocabulary.fields.isEmpty }
}
