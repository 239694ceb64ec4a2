// One text in the canonical layout.

extension Workspace {
  /// A text in the canonical layout, in the language of its keywords; nil where it has errors, is no
  /// rule text, or the layout would say something else.
  public func formatted(_ analysis: Analysis, _ source: Int) -> String? {
    guard let tree = analysis.tree(of: source),
      !analysis.diagnostics.contains(where: {
        Int($0.range.source) == source && $0.severity == .error
      })
    else { return nil }
    let spellings = Self.spellings(analysis)
    let text = SyntaxPrinter(
      language: analysis.sources[source].mainLanguage, spellings: spellings,
      source: analysis.sources[source]
    ).print(tree)
    var written = self
    written.put(SourceText(path: analysis.sources[source].path, text: text))
    let again = written.analysis()
    guard let other = again.tree(of: source) else { return nil }
    let own = FormatCheck(tree, spellings: spellings)
    let new = FormatCheck(other, spellings: Self.spellings(again))
    return own.firstDifference(from: new) == nil ? text : nil
  }

  /// What each name was resolved to, for the printer.
  private static func spellings(_ analysis: Analysis) -> [SourceRange: Phrase] {
    check(analysis.trees, of: analysis.sources, lints: false).rules.spellings
  }
}
