/// A name in a text, and what it stands for.
public struct NamedPlace: Sendable {
  public let range: SourceRange
  public let referent: Referent
  /// Whether the name begins with a variable that stands for an element of a list.
  let isOfVariable: Bool
}

extension Analysis {
  /// The name at an offset of a text, as used or as declared; nil where there is none.
  ///
  /// In a clause that cannot be read no name was looked up; there a word stands for what is called
  /// so anywhere.
  public func name(at offset: Int, of source: Int) -> NamedPlace? {
    let used = checked.mentions.filter {
      Int($0.range.source) == source && $0.range.touches(offset)
    }
    if let mention = used.min(by: { $0.range.length < $1.range.length }) {
      return NamedPlace(
        range: mention.range, referent: mention.referent, isOfVariable: mention.isOfVariable)
    }
    return declaredName(at: offset, of: source) ?? unreadName(at: offset, of: source)
  }

  /// The name that a declaration gives at an offset.
  private func declaredName(at offset: Int, of source: Int) -> NamedPlace? {
    guard let around = declaration(at: offset, of: source) else { return nil }
    for (referent, places) in DeclarationIndex(self).places {
      for place in places
      where Int(place.range.source) == source && place.range.start >= around.range.start {
        guard let name = place.names.first(where: { $0.range.touches(offset) }) else { continue }
        return NamedPlace(range: name.range, referent: referent, isOfVariable: false)
      }
    }
    return nil
  }

  /// A word at an offset that is called like something.
  private func unreadName(at offset: Int, of source: Int) -> NamedPlace? {
    guard let token = TokenLine(sources[source], index: source).word(at: offset),
      let referent = NameTable(checked).referent(of: token.text)
    else { return nil }
    return NamedPlace(range: token.range, referent: referent, isOfVariable: false)
  }
}

extension SourceRange {
  var length: Int32 { end - start }
}
