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
  /// What the texts mean, for the tools that read rules; judging needs only the program.
  public let checked: CheckedRules
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
  ///   - standsAlone: Whether the texts will judge projects as they are, so that a ruleset and
  ///     its parents must be among them; otherwise those of the context are known, too.
  ///   - parse: Parses texts in their order; a caller with threads parses side by side.
  public init(
    _ sources: [SourceText], context: [SourceText] = [], keepsSpellings: Bool = false,
    lints: Bool = true, standsAlone: Bool = false,
    parse: ([IndexedText]) -> [ParsedText] = ParsedText.all
  ) {
    let parsed = parse(
      sources.enumerated().map { IndexedText(index: $0.offset, source: $0.element) })
    let trees = parsed.compactMap { $0.tree }
    let problems = parsed.flatMap { $0.diagnostics }
    var contextTrees: [SyntaxTree] = []
    for (index, source) in context.enumerated() where source.isRuleText {
      contextTrees.append(Parser.parse(source, index: sources.count + index).tree)
    }
    let rulesets =
      standsAlone
      ? []
      : NeededRulesets(of: trees, sources, in: contextTrees, context)
        .names
    let lent = contextTrees
    contextTrees = contextTrees.map { $0.vocabulary(withRulesets: rulesets) }
    let all = sources + context
    let (checked, meaningProblems) = check(
      contextTrees + trees, of: all, lending: lent, keepsSpellings: keepsSpellings, lints: lints)
    let isOwn: (Diagnostic) -> Bool = { Int($0.range.source) < sources.count }
    // Without the rules of the context, rules that are only mentioned cannot be looked up.
    let isKnown: (Diagnostic) -> Bool = { context.isEmpty || $0.code != .unknownRule }
    self.sources = all
    ownCount = sources.count
    self.trees = trees
    self.checked = checked
    program = compile(checked)
    diagnostics = (problems + meaningProblems).filter { isOwn($0) && isKnown($0) }
      .sorted { ($0.range.source, $0.range.start) < ($1.range.source, $1.range.start) }
  }

  public var cases: [CaseDeclaration] { checked.cases }

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

/// The rulesets of a context that rule texts stand in or under.
private struct NeededRulesets {
  private(set) var names: Set<Word> = []

  init(
    of trees: [SyntaxTree], _ sources: [SourceText], in context: [SyntaxTree],
    _ contextSources: [SourceText]
  ) {
    let own = trees.flatMap { $0.rulesets }
    var wanted = Set(own.compactMap { $0.clause(.parent)?.operands.first?.name?.word })
    let declared = Set(own.flatMap { $0.rulesetNames })
    let folders = Set(own.map { Checker.folder(of: sources[Int($0.range.source)].path) })
    let known = context.flatMap { $0.rulesets }
    for ruleset in known {
      let path = contextSources[Int(ruleset.range.source) - sources.count].path
      let folder = Checker.folder(of: path)
      guard !folders.contains(folder) else { continue }
      if sources.contains(where: { $0.path.hasPrefix(folder + "/") }) {
        wanted.formUnion(ruleset.rulesetNames)
      }
    }
    while let name = wanted.subtracting(names).subtracting(declared).first {
      names.insert(name)
      for ruleset in known where ruleset.rulesetNames.contains(name) {
        names.formUnion(ruleset.rulesetNames)
        if let parent = ruleset.clause(.parent)?.operands.first?.name { wanted.insert(parent.word) }
      }
    }
  }
}

extension DeclarationSyntax {
  /// The Chinese and the English name of a ruleset.
  fileprivate var rulesetNames: [Word] {
    [operands.first?.name, operands.count > 1 ? operands[1].part?.first?.name : nil]
      .compactMap { $0?.word }
  }
}

extension SyntaxTree {
  fileprivate var rulesets: [DeclarationSyntax] { declarations.filter { $0.keyword == .ruleset } }

  /// The tree without rules, registers and cases, and with those rulesets only.
  fileprivate func vocabulary(withRulesets names: Set<Word>) -> SyntaxTree {
    let kept = declarations.filter { declaration in
      switch declaration.keyword {
      case .ruleset: declaration.rulesetNames.contains { names.contains($0) }
      case .rule, .omission, .relation, .caseOf: false
      default: true
      }
    }
    return SyntaxTree(source: source, declarations: kept, comments: [])
  }
}
