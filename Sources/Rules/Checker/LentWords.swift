/// What rule texts that stand alone borrow from the texts around them: all words, and the rulesets
/// that they stand in or under; no rules, registers and cases.
struct LentWords {
  let trees: [SyntaxTree]

  /// - Parameters:
  ///   - lent: The trees of the texts around.
  ///   - own: The trees that borrow.
  ///   - sources: The texts of all of them, of which the first `ownCount` borrow.
  ///   - standsAlone: Whether the own texts must bring their rulesets themselves.
  init(
    of lent: [SyntaxTree], to own: [SyntaxTree], in sources: [SourceText], ownCount: Int,
    standsAlone: Bool
  ) {
    let rulesets =
      standsAlone
      ? [] : NeededRulesets(of: own, sources.prefix(ownCount), among: lent, sources).names
    trees = lent.map { $0.vocabulary(withRulesets: rulesets) }
  }
}

/// The rulesets of other texts that rule texts stand in or under.
private struct NeededRulesets {
  private(set) var names: Set<Word> = []

  init(
    of own: [SyntaxTree], _ ownSources: ArraySlice<SourceText>, among lent: [SyntaxTree],
    _ sources: [SourceText]
  ) {
    let rulesets = own.flatMap { $0.rulesets }
    var wanted = Set(rulesets.compactMap { $0.clause(.parent)?.operands.first?.name?.word })
    let declared = Set(rulesets.flatMap { $0.rulesetNames })
    let folders = Set(rulesets.map { Self.folder(of: $0, in: sources) })
    let known = lent.flatMap { $0.rulesets }
    for ruleset in known {
      let folder = Self.folder(of: ruleset, in: sources)
      guard !folders.contains(folder) else { continue }
      if ownSources.contains(where: { $0.path.hasPrefix(folder + "/") }) {
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

  private static func folder(of ruleset: DeclarationSyntax, in sources: [SourceText]) -> String {
    Checker.folder(of: sources[Int(ruleset.range.source)].path)
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
