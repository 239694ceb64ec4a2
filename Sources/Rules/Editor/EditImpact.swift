// What an edit does to the rules, before it is saved.

extension Analysis {
  /// The rules that mean something else than in another state of the texts, such as the saved one.
  public func impact(since saved: Analysis, today: CalendarDate) -> [RuleDifference] {
    RuleComparison(saved.book.program, book.program, today: today).differences()
      .filter { $0.changesFindings }
  }

  /// The rules of a text that are written otherwise than in another state of the texts.
  public func rewrittenRules(of source: Int, since saved: Analysis) -> Set<String> {
    let path = sources[source].path
    guard let before = saved.sources.firstIndex(where: { $0.path == path }) else { return [] }
    let old = saved.ruleTexts(of: before)
    return Set(ruleTexts(of: source).filter { old[$0.key] != $0.value }.keys)
  }

  private func ruleTexts(of source: Int) -> [String: String] {
    var texts: [String: String] = [:]
    for declaration in tree(of: source)?.declarations ?? [] where declaration.keyword == .rule {
      guard let id = declaration.operands.first?.name?.text else { continue }
      texts[id] = (texts[id] ?? "") + text(at: declaration.range)
    }
    return texts
  }
}
