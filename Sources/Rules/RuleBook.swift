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

  /// - Parameters:
  ///   - problems: Of all texts; only those of the book's own are kept.
  ///   - knowsAllRules: Whether the rules of the other texts are here, too.
  init(
    sources: [SourceText], ownCount: Int, trees: [SyntaxTree], checked: CheckedRules,
    program: Program, problems: [Diagnostic], knowsAllRules: Bool = false
  ) {
    self.sources = sources
    self.ownCount = ownCount
    self.trees = trees
    self.checked = checked
    self.program = program
    // Without the rules of other texts, rules that are only mentioned cannot be looked up.
    let standsAlone = knowsAllRules || ownCount == sources.count
    diagnostics = problems.filter {
      Int($0.range.source) < ownCount && (standsAlone || $0.code != .unknownRule)
    }
    .sorted { ($0.range.source, $0.range.start) < ($1.range.source, $1.range.start) }
  }

  public var cases: [CaseDeclaration] { checked.cases }

  /// The cases of the book's own texts.
  public var ownCases: [CaseDeclaration] { checked.cases.filter { isOwn($0.range) } }

  /// Whether a place is in one of the book's own texts.
  public func isOwn(_ range: SourceRange) -> Bool { Int(range.source) < ownCount }

  /// Whether a word of the texts may be declared in others; where they are a world of their own, with
  /// a vocabulary and a ruleset that stands under no other, only data can be missing.
  public var lacksWords: Bool {
    let isWorld = checked.rulesets.contains { isOwn($0.range) && $0.parent == nil }
    let words: [Diagnostic.Code] = [
      .unknownName, .unknownUnit, .unknownChoice, .unknownRule, .missingRuleset,
    ]
    return diagnostics.contains {
      $0.code == .missingData || (!(hasVocabulary && isWorld) && words.contains($0.code))
    }
  }

  /// Whether the texts lean on others: on a vocabulary, or on a ruleset that they stand under.
  public var needsOthers: Bool {
    guard hasVocabulary else { return true }
    let rulesets = trees.flatMap { $0.declarations }.filter { $0.keyword == .ruleset }
    let named = Set(checked.rulesets.flatMap { [$0.name.chinese, $0.name.english] })
    return rulesets.contains { ruleset in
      ruleset.clause(.parent)?.operands.first?.name.map { !named.contains($0.text) } ?? false
    }
  }

  /// Whether the texts cannot be judged by as they are.
  public var leansOnOthers: Bool { needsOthers || lacksWords }

  /// Whether any text declares fields.
  public var hasVocabulary: Bool { !program.vocabulary.fields.isEmpty }
}
