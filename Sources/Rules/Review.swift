// The steps of a review. Each takes a value and returns a value; nothing is kept in between.
//
//     text ── Parser.parse ─▶ SyntaxTree ── check ─▶ CheckedRules ── compile ─▶ Program
//     JSON ── DossierReader ─▶ Dossier ──────── bind ─▶ Binding ─┐
//                                            Program ────────────┴─ evaluate ─▶ Review ─▶ reports

/// Rule texts that were read together: the program they make, and all that is wrong with them.
public struct RuleBook: Sendable {
  public let sources: [SourceText]
  /// How many of ``sources``, from the first, are the book's own; the others only lend their words.
  public let ownCount: Int
  public let trees: [SyntaxTree]
  public let program: Program
  public let diagnostics: [Diagnostic]

  /// Reads, checks and compiles rule texts.
  ///
  /// - Parameters:
  ///   - sources: Rule files (`.rules`, `.cases`) and the CSV files their tables name.
  ///   - context: Further texts whose vocabulary, parameters and tables are used, but not their
  ///     rules; for rule files that stand alone. Their diagnostics are left out.
  ///   - keepsSpellings: Whether the texts will be formatted.
  ///   - lints: Whether warnings of what is allowed but suspicious are wanted.
  ///   - dossier: The only project that will be judged; rules of rulesets that cannot hold for it
  ///     are not looked at.
  ///   - parse: Parses texts in their order; a caller with threads parses side by side.
  public init(
    _ sources: [SourceText], context: [SourceText] = [], keepsSpellings: Bool = false,
    lints: Bool = true, for dossier: SourceText? = nil,
    parse: ([IndexedText]) -> [ParsedText] = ParsedText.all
  ) {
    let relevant = dossier.map { RelevantTexts(sources, for: $0).indices }
    let parsed = parse(
      sources.enumerated().compactMap { index, source in
        relevant?.contains(index) ?? true ? IndexedText(index: index, source: source) : nil
      })
    let trees = parsed.compactMap(\.tree)
    let problems = parsed.flatMap(\.diagnostics)
    var contextTrees: [SyntaxTree] = []
    for (index, source) in context.enumerated() where source.isRuleText {
      contextTrees.append(Parser.parse(source, index: sources.count + index).tree.vocabularyOnly)
    }
    let all = sources + context
    let (checked, meaningProblems) = check(
      contextTrees + trees, of: all, keepsSpellings: keepsSpellings, lints: lints,
      chooses: dossier.map(Self.choice))
    if let relevant, Self.isIncomplete(checked, relevant, sources) {
      // The dossier leaves its jurisdiction open, or writes it in a way that was not foreseen.
      self = RuleBook(sources, context: context, lints: lints, parse: parse)
      return
    }
    let isOwn: (Diagnostic) -> Bool = { Int($0.range.source) < sources.count }
    // Without the rules of the context, rules that are only mentioned cannot be looked up.
    let isKnown: (Diagnostic) -> Bool = { context.isEmpty || $0.code != .unknownRule }
    self.sources = all
    ownCount = sources.count
    self.trees = trees
    program = compile(checked)
    diagnostics = (problems + meaningProblems).filter { isOwn($0) && isKnown($0) }
      .sorted { ($0.range.source, $0.range.start) < ($1.range.source, $1.range.start) }
  }

  /// Chooses the rulesets that hold for a dossier; all when it does not settle its jurisdiction.
  private static func choice(
    for dossier: SourceText
  ) -> (Vocabulary, [Ruleset]) -> Set<Int>? {
    { vocabulary, rulesets in
      let (read, problems) = DossierReader.read(dossier, vocabulary: vocabulary)
      guard let read, !problems.hasErrors else { return nil }
      let selection = RulesetSelection(rulesets, of: vocabulary, for: read)
      return selection.open.isEmpty ? Set(selection.rulesets) : nil
    }
  }

  /// Whether a ruleset that may hold was not parsed.
  private static func isIncomplete(
    _ checked: CheckedRules, _ parsed: Set<Int>, _ sources: [SourceText]
  ) -> Bool {
    let folders = checked.chosenRulesets?.map { checked.rulesets[$0].folder }
    return sources.enumerated().contains { index, source in
      guard !parsed.contains(index) else { return false }
      return folders?.contains(Checker.folder(of: source.path)) ?? true
    }
  }

  /// Whether any text declares fields.
  public var hasVocabulary: Bool { !program.vocabulary.fields.isEmpty }
}

/// A text after parsing; data files have no tree.
public struct ParsedText: Sendable {
  public let tree: SyntaxTree?
  public let diagnostics: [Diagnostic]

  /// Parses one text of a list.
  public init(_ source: SourceText, index: Int) {
    guard source.isRuleText else {
      tree = nil
      diagnostics = []
      return
    }
    let (tree, diagnostics) = Parser.parse(source, index: index)
    self.tree = tree
    self.diagnostics = diagnostics
  }

  /// Parses the texts one after another.
  public static func all(_ texts: [IndexedText]) -> [ParsedText] {
    texts.map { ParsedText($0.source, index: $0.index) }
  }
}

/// A text and its place in the list that is read together.
public struct IndexedText: Sendable {
  public let index: Int
  public let source: SourceText
}

extension SyntaxTree {
  /// The tree without rules, rulesets, registers and cases.
  fileprivate var vocabularyOnly: SyntaxTree {
    let kept = declarations.filter {
      switch $0.keyword {
      case .ruleset, .rule, .omission, .relation, .caseOf: false
      default: true
      }
    }
    return SyntaxTree(source: source, declarations: kept, comments: [])
  }
}
