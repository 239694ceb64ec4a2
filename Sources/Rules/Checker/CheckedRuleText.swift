/// The rules of one text, and all that the checker noted of them.
///
/// They are known as long as neither their text nor what they speak of (``CheckedGround``) is changed. A
/// text is not remembered where one of its rules takes over another one or speaks of its result.
struct CheckedRuleText: Sendable {
  let rules: [CheckedRule]
  let diagnostics: [Diagnostic]
  let relatedNames: [NameSyntax]
  let mentions: [Mention]
  let placeKeys: [PlaceKey]
  /// How many problems of the text were reported before: they limit how much is said of it.
  let problemsBefore: Int
}

extension Checker {
  /// Checks the rules, text by text; those of a text that was checked before are taken from memory.
  mutating func checkRules() {
    guard memory?.ground != nil else {
      forEach(.rule) { $0.checkRule($1) }
      return
    }
    var rest = (declarations[.rule] ?? [])[...]
    while let source = rest.first?.range.source {
      let own = rest.prefix { $0.range.source == source }
      rest = rest.dropFirst(own.count)
      guard own.allSatisfy({ standsAlone($0) }) else {
        checkRules(own)
        continue
      }
      if let known = memory?.ruleTexts[source],
        known.problemsBefore == problemCount(of: source)
      {
        take(known)
      } else {
        let found = rememberedRules(own, of: source)
        memory?.ruleTexts[source] = found
      }
    }
  }

  /// Whether a rule takes over no other one, and is the one of its id.
  private func standsAlone(_ rule: DeclarationSyntax) -> Bool {
    guard let id = rule.operands.first?.name else { return false }
    return names.checkedRules.contains(id.range) && rule.clause(.follows) == nil
  }

  private mutating func checkRules(_ own: ArraySlice<DeclarationSyntax>) {
    for declaration in own {
      reportRepeatedClauses(of: declaration)
      checkRule(declaration)
    }
  }

  /// What the rules of a text come to; nil where they added to what all rules share.
  private mutating func rememberedRules(
    _ own: ArraySlice<DeclarationSyntax>, of source: Int32
  ) -> CheckedRuleText? {
    let before = (
      rules: rules.rules.count, problems: diagnostics.count, related: relatedNames.count,
      mentions: rules.mentions.count, placeKeys: placeKeys.count, ofSource: problemCount(of: source)
    )
    let shared = (names.resultQuestions, rules.rulesets.count, foldersWithoutRuleset.count)
    checkRules(own)
    guard shared == (names.resultQuestions, rules.rulesets.count, foldersWithoutRuleset.count)
    else { return nil }
    return CheckedRuleText(
      rules: Array(rules.rules[before.rules...]),
      diagnostics: Array(diagnostics[before.problems...]),
      relatedNames: Array(relatedNames[before.related...]),
      mentions: Array(rules.mentions[before.mentions...]),
      placeKeys: Array(placeKeys[before.placeKeys...]), problemsBefore: before.ofSource)
  }

  /// Forgets the texts in which a label stands that was changed, or of which something was said, which may
  /// speak of the label or point to a declaration that has moved.
  mutating func forgetRules(reading labels: Set<String>) {
    let words = labels.map { Array($0.utf8) }
    for (source, known) in memory?.ruleTexts ?? [:] {
      let text = sources[Int(source)]
      let isStale = !known.diagnostics.isEmpty || words.contains { text.bytes.holdsBytes($0) }
      if isStale { memory?.ruleTexts[source] = nil }
    }
  }

  private mutating func take(_ known: CheckedRuleText) {
    rules.rules += known.rules
    for problem in known.diagnostics { report(problem) }
    relatedNames += known.relatedNames
    rules.mentions += known.mentions
    placeKeys += known.placeKeys
  }
}
