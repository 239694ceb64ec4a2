/// The variable of `每个 锅炉 于 供热机组`, or of an aggregate, and where its declaration uses it.
struct LocalVariable {
  /// The name where it is bound.
  let declaration: SourceRange
  /// Everywhere else in the declaration that binds it.
  let uses: [SourceRange]
  let name: String
}

extension Analysis {
  /// The variable at an offset, bound or used as the first part of a path.
  func variable(at offset: Int, of source: Int) -> LocalVariable? {
    guard let around = declaration(at: offset, of: source), around.range.touches(offset) else {
      return nil
    }
    let tokens = TokenLine(sources[source], index: source).tokens.filter {
      $0.range.start >= around.range.start && $0.range.end <= around.range.end
    }
    let bound = Self.bindings(in: tokens)
    guard let here = tokens.first(where: { $0.kind == .word && $0.range.touches(offset) }) else {
      return nil
    }
    let first = here.firstSegment
    // Behind the first dot stands a field.
    guard offset <= Int(here.range.start) + first.utf8.count,
      let binding = bound.first(where: { $0.text == first })
    else { return nil }
    let uses = tokens.filter {
      $0.kind == .word && $0.text != first && $0.firstSegment == first
    }.map { token in
      SourceRange(
        source: source, start: Int(token.range.start),
        end: Int(token.range.start) + first.utf8.count)
    }
    return LocalVariable(declaration: binding.range, uses: uses, name: first)
  }

  /// The words behind 每个 and 对.
  private static func bindings(in tokens: [Token]) -> [Token] {
    zip(tokens, tokens.dropFirst()).compactMap { keyword, name in
      let binds = keyword.keywords.contains(.each) || keyword.keywords.contains(.forEach)
      return keyword.kind == .word && binds && name.kind == .word ? name : nil
    }
  }
}

extension Token {
  /// What stands before the first dot of a path.
  fileprivate var firstSegment: String { text.pathSegments.first ?? text }
}
