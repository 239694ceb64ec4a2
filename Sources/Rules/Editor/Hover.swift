// What an editor shows of the word under the pointer: which one, and what it stands for. What there
// is to say of it is said by who draws reports.

/// The word that is asked about.
public struct Hovered: Sendable {
  public enum Subject: Sendable {
    case thing(Referent)
    /// A word of the grammar, and how it is written: `依据 文号 条款号 「文字」`.
    case keyword(Keyword, form: Phrase?)
  }

  public let range: SourceRange
  public let subject: Subject
}

extension Analysis {
  /// What stands at an offset of a text; nil where nothing can be said.
  public func hover(at offset: Int, of source: Int) -> Hovered? {
    if let keyword = keyword(at: offset, of: source) { return keyword }
    guard let name = name(at: offset, of: source) else { return nil }
    return Hovered(range: name.range, subject: .thing(name.referent))
  }

  /// The keyword of a declaration or a clause at an offset.
  private func keyword(at offset: Int, of source: Int) -> Hovered? {
    guard let declaration = declaration(at: offset, of: source) else { return nil }
    if declaration.keywordRange.touches(offset) {
      return Hovered(
        range: declaration.keywordRange,
        subject: .keyword(
          declaration.keyword,
          form: Grammar.declarations[declaration.keyword]?.text(behind: declaration.keyword)))
    }
    guard let clause = declaration.clauses.first(where: { $0.keywordRange.touches(offset) }) else {
      return nil
    }
    let form = Grammar.declarations[declaration.keyword]?.clauses[clause.keyword]
    return Hovered(
      range: clause.keywordRange,
      subject: .keyword(clause.keyword, form: form?.text(behind: clause.keyword)))
  }
}
