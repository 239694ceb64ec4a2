// What a case gives and what it expects.

extension Parser {
  mutating func parseAssignments() throws(Failure) -> [AssignmentSyntax] {
    var assignments: [AssignmentSyntax] = []
    repeat {
      if !assignments.isEmpty { advance() }
      let target = try parseIndexedPath()
      try expect(.equal)
      assignments.append(AssignmentSyntax(target: target, value: try parseCaseValue()))
    } while token.isSign(.comma)
    return assignments
  }

  private mutating func parseIndexedPath() throws(Failure) -> IndexedPathSyntax {
    var components: [IndexedPathSyntax.Component] = []
    let start = token.range
    repeat {
      if !components.isEmpty { advance() }
      let name = try parseName()
      var index: Int?
      var key: String?
      if token.isSign(.leftBracket) {
        advance()
        let inside = advance()
        // Written back it must be what was read; anything else is a key, and no index.
        index =
          inside.kind == .number
          ? Int(inside.text).flatMap { "\($0)" == inside.text ? $0 : nil } : nil
        key = index == nil ? inside.text : nil
        try expect(.rightBracket)
      }
      components.append(.init(name: name, index: index, key: key))
    } while token.isSign(.dot)
    return IndexedPathSyntax(components: components, range: start.through(lastRange))
  }

  private mutating func parseCaseValue() throws(Failure) -> CaseValueSyntax {
    for keyword in [Keyword.yes, .no, .missing, .empty] where at(keyword) {
      return .keyword(keyword, consume(keyword))
    }
    if token.isSign(.leftParenthesis) {
      let start = advance().range
      let names = try parseNames()
      try expect(.rightParenthesis)
      return .list(names, start.through(lastRange))
    }
    let value = try parseSum()
    guard at(.through) else { return .expression(value) }
    consume(.through)
    return .span(value, try parseSum())
  }

  mutating func parseExpectations() throws(Failure) -> [ExpectationSyntax] {
    var expectations: [ExpectationSyntax] = []
    repeat {
      if !expectations.isEmpty { advance() }
      let start = token.range
      var rule: NameSyntax?
      if at(.decision) {
        consume(.decision)
      } else {
        rule = try parseName()
      }
      let outcome = try parseName()
      let consequence = token.kind == .word && !startsNext ? try parseName() : nil
      expectations.append(
        ExpectationSyntax(
          rule: rule, outcome: outcome, consequence: consequence,
          range: start.through(lastRange)))
    } while token.isSign(.comma)
    return expectations
  }
}
