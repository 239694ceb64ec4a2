/// One declaration of a text, as an outline lists it.
public struct OutlineItem: Sendable, Equatable {
  /// Its name, or the title of a case.
  public let name: String
  /// The title of a rule, the label of a field.
  public let detail: String
  public let keyword: Keyword
  /// From the keyword to the end of the last clause.
  public let range: SourceRange
  /// The name itself.
  public let nameRange: SourceRange
}

extension Analysis {
  /// The declarations of a text in their order; one that has no name is called by its keyword.
  public func outline(of source: Int) -> [OutlineItem] {
    (tree(of: source)?.declarations ?? []).map { declaration in
      let name = declaration.names.first
      let title = declaration.operands.lazy.compactMap { $0.text }.first
      let language = sources[source].mainLanguage
      let place = name?.range ?? title?.range ?? declaration.keywordRange
      return OutlineItem(
        name: name?.text ?? title?.text ?? declaration.keyword.spelling[language],
        detail: name == nil ? "" : title?.text ?? "", keyword: declaration.keyword,
        range: declaration.range, nameRange: place)
    }
  }
}
