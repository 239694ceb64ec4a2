import Testing

@testable import Rules

@Suite("Where an operand ends")
struct OperandEndTests {
  @Test("A word that may follow a condition is not taken for the unit of its last number")
  func words() {
    var followers: Set<Keyword> = []
    for (_, declaration) in Grammar.declarations {
      let own = Set(declaration.clauses.keys)
      for form in [declaration] + declaration.clauses.values {
        followers.formUnion(Self.followers(in: form.shapes).subtracting(own))
      }
    }
    #expect(followers.contains(.ifSurely) && followers.contains(.gradedFrom))
    #expect(followers.isSubset(of: Parser.endingOperands), "\(followers)")
  }

  /// The keywords that may stand behind a condition or an expression.
  private static func followers(in shapes: [Shape]) -> Set<Keyword> {
    var found: Set<Keyword> = []
    for place in shapes.indices {
      if case .optional(let inner) = shapes[place] { found.formUnion(followers(in: inner)) }
      if endsOpen(shapes[place]) { found.formUnion(firstWords(shapes[(place + 1)...])) }
    }
    return found
  }

  private static func endsOpen(_ shape: Shape) -> Bool {
    switch shape {
    case .condition, .expression, .expressions: true
    case .optional(let inner): inner.last.map(endsOpen) ?? false
    default: false
    }
  }

  private static func firstWords(_ shapes: ArraySlice<Shape>) -> Set<Keyword> {
    var found: Set<Keyword> = []
    for shape in shapes {
      guard case .optional(let inner) = shape else {
        if case .keyword(let keyword) = shape { found.insert(keyword) }
        return found
      }
      found.formUnion(firstWords(inner[...]))
    }
    return found
  }
}
