// Where what a name stands for is declared.

extension Analysis {
  /// The names in the declaration of what stands at an offset; none where nothing is declared.
  public func definitions(at offset: Int, of source: Int) -> [SourceRange] {
    if let variable = variable(at: offset, of: source) { return [variable.declaration] }
    guard let name = name(at: offset, of: source) else { return [] }
    return declarations(of: name.referent)
  }

  /// The names in the declarations of a thing.
  func declarations(of referent: Referent) -> [SourceRange] {
    (DeclarationIndex(self).places[referent] ?? []).compactMap { $0.names.first?.range }
  }
}
