// What a case gives and what it expects.

extension Parser {
  mutating func parseAssignments() throws(Failure) -> [AssignmentSyntax] {
    var assignments: [AssignmentSyntax] = []
    repeat {
      if !assignments.isEmpty { advance() }
      let target = try parseIndexedPath()
      if let last = assignments.last, !token.isSign(.equal), target.components.count == 1 {
        throw failSeveralChoices(last, target)
      }
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
        while token.isSign(.comma), let first = key ?? index.map({ "\($0)" }) {
          advance()
          (index, key) = (nil, first + Self.keySeparator + advance().text)
        }
        try expect(.rightBracket)
      }
      components.append(.init(name: name, index: index, key: key))
    } while token.isSign(.dot)
    return IndexedPathSyntax(components: components, range: start.through(lastRange))
  }

  /// What stands between the keys of a table with several.
  private static let keySeparator = "、"

  /// Reports `论证内容 = 产能、煤耗`, several choices without parentheses.
  private mutating func failSeveralChoices(
    _ last: AssignmentSyntax, _ next: IndexedPathSyntax
  ) -> Failure {
    let start = Int(last.target.range.end)
    let given = source.slice(start, Int(next.range.end)).drop {
      $0 == " " || $0 == "=" || $0 == "＝"
    }
    report(
      Diagnostic(
        .unexpectedToken, at: next.range,
        Phrase("多选的几项放在括号里", "several choices stand in parentheses"),
        hint: Phrase("写成 `（\(given)）`", "write `(\(given))`")))
    return Failure()
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
