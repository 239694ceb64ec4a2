// Where a thing is used.

extension Analysis {
  /// Every place that speaks of what stands at an offset, in the order of the texts.
  public func references(
    at offset: Int, of source: Int, withDeclaration: Bool = true
  ) -> [SourceRange] {
    if let variable = variable(at: offset, of: source) {
      return (withDeclaration ? [variable.declaration] : []) + variable.uses
    }
    guard let name = name(at: offset, of: source) else { return [] }
    let used = checked.mentions.filter { $0.referent == name.referent }.map { $0.range }
    let declared =
      withDeclaration
      ? (DeclarationIndex(self).places[name.referent] ?? []).flatMap { $0.names }.map { $0.range }
      : []
    return Set(used + declared).sorted { ($0.source, $0.start) < ($1.source, $1.start) }
  }
}
