// The formatter, and the check that it wrote what it read.
//
//     text ── Parser.parse ─▶ SyntaxTree ── SyntaxPrinter ─▶ text ── Parser.parse, check ─▶ the same?

/// A rule text in the canonical layout.
public struct FormattedText: Sendable {
  /// The index in ``RuleBook/sources``.
  public let source: Int
  public let text: String
  /// The first place that the new text does not say again: a fault of the formatter, and a reason
  /// not to save it.
  public let difference: Diagnostic?
}

extension RuleBook {
  /// The rule texts in the canonical layout, in their order; those with errors are left out.
  ///
  /// The book must keep its spellings.
  ///
  /// - Parameter language: The language to write them in; nil: that of each text's keywords.
  public func formatted(_ language: Language? = nil) -> [FormattedText] {
    rewritten(language).texts
  }

  /// The texts in the canonical layout, and what they say when they are read again.
  func rewritten(_ language: Language?) -> (texts: [FormattedText], book: RuleBook) {
    let broken = Set(errorsApartFromData.map { $0.range.source })
    let trees = trees.filter { !broken.contains(Int32($0.source)) }
    let texts = trees.map { print($0, language) }
    var written = sources
    for (tree, text) in zip(trees, texts) {
      written[tree.source] = SourceText(path: sources[tree.source].path, text: text)
    }
    let book = RuleBook(
      Array(written[..<ownCount]), context: Array(written[ownCount...]), keepsSpellings: true)
    let formatted = zip(trees, texts).map { tree, text in
      FormattedText(
        source: tree.source, text: text, difference: difference(of: tree, writtenIn: book))
    }
    return (formatted, book)
  }

  /// The errors, without those of declarations whose data file is not at hand: its rows say nothing of
  /// the layout.
  private var errorsApartFromData: [Diagnostic] {
    let missing = diagnostics.filter { $0.code == .missingData }
    let lacking = trees.flatMap { $0.declarations }.map { $0.range }.filter { declaration in
      missing.contains { declaration.holds($0.range) }
    }
    return diagnostics.filter { problem in
      problem.severity == .error && !lacking.contains { $0.holds(problem.range) }
    }
  }

  func print(_ tree: SyntaxTree, _ language: Language?) -> String {
    let source = sources[tree.source]
    let printer = SyntaxPrinter(
      language: language ?? source.mainLanguage, spellings: checked.spellings,
      source: source)
    return printer.print(tree)
  }

  private func difference(of tree: SyntaxTree, writtenIn book: RuleBook) -> Diagnostic? {
    guard let other = book.trees.first(where: { $0.source == tree.source }) else { return nil }
    let own = FormatCheck(tree, spellings: checked.spellings)
    let new = FormatCheck(other, spellings: book.checked.spellings)
    guard let place = own.firstDifference(from: new) else { return nil }
    return Diagnostic(
      .formatChangesMeaning, at: place,
      Phrase("排版会改变这里的意思，文件没有改动", "formatting would change what this says; the file is unchanged"),
      hint: Phrase("这是程序的缺陷，请连同文件一起报告", "this is a fault of the program; report it with the file"))
  }
}

extension SourceRange {
  fileprivate func holds(_ other: SourceRange) -> Bool {
    source == other.source && start <= other.start && other.end <= end
  }
}

extension Diagnostic.Code {
  static let formatChangesMeaning = Self(
    name: "format-changes-meaning",
    explanation: Phrase(
      "排版之后重新读一遍，与原文逐项比较；不一致就不保存。这是程序的缺陷，不是规则的错误。",
      "What the formatter wrote is read again and compared with the original; if they differ it is "
        + "not saved. This is a fault of the program, not of the rules."))
}
