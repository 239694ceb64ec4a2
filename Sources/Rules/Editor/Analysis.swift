/// What the texts of a workspace mean at one moment, for everything that an editor asks about them.
public struct Analysis: Sendable {
  public let sources: [SourceText]
  /// How many of ``sources``, from the first, are the workspace's own.
  public let ownCount: Int
  public let trees: [SyntaxTree]
  public let checked: CheckedRules
  /// Of the workspace's own texts, in their order: those of ``RuleBook/diagnostics``.
  public let diagnostics: [Diagnostic]

  init(
    _ sources: [SourceText], ownCount: Int, parsed: [ParsedText],
    remembering memory: inout CheckMemory
  ) {
    self.sources = sources
    self.ownCount = ownCount
    trees = parsed.compactMap { $0.tree }
    let slips = parsed.flatMap { $0.slips }
    let (checked, mistakes) = check(trees, of: sources, remembering: &memory)
    self.checked = checked
    let problems = slips + mistakes.withoutConsequences(of: slips, in: trees)
    diagnostics = problems.filter { Int($0.range.source) < ownCount }
      .sorted { ($0.range.source, $0.range.start) < ($1.range.source, $1.range.start) }
  }

  /// The texts as a rule book, whose rules can judge.
  public var book: RuleBook {
    RuleBook(
      sources: sources, ownCount: ownCount, trees: trees, checked: checked,
      program: compile(checked), problems: diagnostics, knowsAllRules: true)
  }

  func tree(of source: Int) -> SyntaxTree? { trees.first { $0.source == source } }

  /// The declaration that an offset of a text lies in or behind, without another one between.
  func declaration(at offset: Int, of source: Int) -> DeclarationSyntax? {
    tree(of: source)?.declarations.last { Int($0.range.start) <= offset }
  }

  /// The written text of a range.
  func text(at range: SourceRange) -> String {
    sources[Int(range.source)].slice(Int(range.start), Int(range.end))
  }
}

extension SourceRange {
  /// Whether an offset lies in the range or at its end, as the cursor behind a word.
  func touches(_ offset: Int) -> Bool { Int(start) <= offset && offset <= Int(end) }
}
