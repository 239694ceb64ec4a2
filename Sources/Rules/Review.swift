// The steps of a review. Each takes a value and returns a value; nothing is kept in between.
//
//     text ── parse ─▶ SyntaxTree ── check ─▶ CheckedRules ── compile ─▶ Program ─┐
//     JSON ── read ──▶ Dossier ──────────────── bind ─▶ Binding ──────────────────┴─ evaluate ─▶ Review
//     Review ── advise ─▶ Advice ─▶ reports

extension RuleBook {
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
  public init(
    _ sources: [SourceText], context: [SourceText] = [], keepsSpellings: Bool = false,
    lints: Bool = true, standsAlone: Bool = false
  ) {
    let (trees, slips) = parseAll(sources)
    let (lent, _) = parseAll(context, startingAt: sources.count)
    let all = sources + context
    let words = LentWords(
      of: lent, to: trees, in: all, ownCount: sources.count, standsAlone: standsAlone)
    let (checked, mistakes) = check(
      words.trees + trees, of: all, lending: lent, keepsSpellings: keepsSpellings, lints: lints)
    self.init(
      sources: all, ownCount: sources.count, trees: trees, checked: checked,
      program: compile(checked),
      problems: slips + mistakes.withoutConsequences(of: slips, in: words.trees + trees))
  }
}

extension RuleBook {
  /// Reads rule texts together with those around them: everything counts, and only what is wrong with
  /// the texts themselves is told.
  ///
  /// - Parameter around: The other texts of the tree that they stand in.
  public init(_ sources: [SourceText], around: [SourceText], keepsSpellings: Bool = false) {
    let all = sources + around
    let (trees, slips) = parseAll(all)
    let (checked, mistakes) = check(trees, of: all, keepsSpellings: keepsSpellings)
    self.init(
      sources: all, ownCount: sources.count, trees: trees, checked: checked,
      program: compile(checked),
      problems: slips + mistakes.withoutConsequences(of: slips, in: trees), knowsAllRules: true)
  }
}

/// The trees of rule texts, and everything that is wrong with their form; data files have no tree.
///
/// - Parameter start: The place of the first text in the list that is read together.
func parseAll(
  _ texts: [SourceText], startingAt start: Int = 0
) -> (trees: [SyntaxTree], diagnostics: [Diagnostic]) {
  let parsed = texts.enumerated().filter { $0.element.isRuleText }
    .map { Parser.parse($0.element, index: start + $0.offset) }
  return (parsed.map { $0.tree }, parsed.flatMap { $0.diagnostics })
}

/// Judges a dossier, written as JSON, by a program.
public func judgeDossier(
  _ text: SourceText, by program: Program, in setting: ReviewSetting
) -> Judgement {
  let (dossier, problems) = DossierReader.read(text, vocabulary: program.vocabulary)
  return judgeDossier(dossier, problems, by: program, in: setting)
}

/// Judges a dossier that was read.
///
/// - Parameters:
///   - dossier: nil: it could not be read.
///   - problems: What is wrong with it; with an error among it, it is not judged.
///   - places: What was looked up for other dossiers of one run.
///   - depth: How much of the findings is wanted.
public func judgeDossier(
  _ dossier: Dossier?, _ problems: [Diagnostic] = [], by program: Program,
  in setting: ReviewSetting, places: PlaceMemory = PlaceMemory(), depth: ReviewDepth = .complete
) -> Judgement {
  judgeDossier(dossier, problems, by: program, in: setting, places: places) {
    findings(of: $1, by: $0, depth)
  }
}

private func judgeDossier(
  _ dossier: Dossier?, _ problems: [Diagnostic], by program: Program, in setting: ReviewSetting,
  places: PlaceMemory, findingsOf: (RuleJudge, Int) -> [Finding]
) -> Judgement {
  guard let dossier, !problems.hasErrors else {
    return Judgement(dossier: dossier, review: nil, diagnostics: problems)
  }
  let (binding, contradictions) = bind(
    dossier, to: program, parameters: setting.parameters, asOf: setting.asOf,
    today: setting.today, places: places,
    surroundings: setting.surroundings)
  return Judgement(
    dossier: dossier,
    review: contradictions.hasErrors
      ? nil : evaluate(program, with: binding, findingsOf: findingsOf),
    diagnostics: problems + contradictions)
}

/// Judges a dossier that was read by some rules alone: the findings of these are those of a whole review,
/// what they come to together is not.
///
/// - Parameter rules: By their places in the catalogue.
package func judgeDossier(
  _ dossier: Dossier?, _ problems: [Diagnostic], by program: Program, in setting: ReviewSetting,
  places: PlaceMemory, only rules: Set<Int>
) -> Judgement {
  judgeDossier(dossier, problems, by: program, in: setting, places: places) { judge, rule in
    rules.contains(program.programRules[rule].rule) ? judge.findings(of: rule) : []
  }
}

/// What a review depends on besides the dossier and the rules.
public struct ReviewSetting: Sendable {
  /// Given beside the rules, as by the authority.
  public let parameters: ParameterValues
  /// The day that is asked about; nil: the dossier's own, else ``today``.
  public let asOf: CalendarDate?
  public let today: CalendarDate
  /// What was said of the parameters and of the table or workbook that the dossier stands in.
  public var surroundings: [ReadingWarning]

  public init(
    parameters: ParameterValues = ParameterValues(), asOf: CalendarDate? = nil,
    today: CalendarDate, surroundings: [ReadingWarning] = []
  ) {
    self.parameters = parameters
    self.asOf = asOf
    self.today = today
    self.surroundings = surroundings
  }
}

extension Review {
  /// The same day and the same parameters, for another dossier.
  var setting: ReviewSetting {
    ReviewSetting(parameters: binding.parameters, asOf: binding.asOf, today: binding.asOf)
  }
}

/// What became of one dossier.
public struct Judgement: Sendable {
  /// As far as it could be read.
  public let dossier: Dossier?
  /// nil: it was rejected.
  public let review: Review?
  public let diagnostics: [Diagnostic]
}
