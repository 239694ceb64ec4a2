// One slip, one message.

extension Array where Element == Diagnostic {
  /// The mistakes without those of declarations in which a slip of writing swallowed what is missed:
  /// half a quotation leaves a rule without its demand. What only rules use that could not be read is
  /// not called unused.
  func withoutConsequences(of slips: [Diagnostic], in trees: [SyntaxTree]) -> [Diagnostic] {
    guard slips.hasErrors || hasErrors else { return self }
    return filter { $0.code != .unusedName && $0.code != .idleAllowance }
      .withoutMissing(after: slips, in: trees)
  }

  private func withoutMissing(
    after slips: [Diagnostic], in trees: [SyntaxTree]
  ) -> [Diagnostic] {
    let places = slips.filter { $0.severity == .error }.map { $0.range }
    guard !places.isEmpty else { return self }
    return filter { mistake in
      guard Self.missing.contains(mistake.code),
        let tree = trees.last(where: { $0.source == Int(mistake.range.source) })
      else { return true }
      let starts = tree.declarations.map { $0.range.start }
      let start = starts.last { $0 <= mistake.range.start } ?? 0
      let end = starts.first { $0 > mistake.range.start } ?? .max
      return !places.contains {
        $0.source == mistake.range.source && $0.start >= start && $0.start < end
      }
    }
  }

  private static var missing: [Diagnostic.Code] {
    [.missingRequirement, .missingConsequence, .missingCitation]
  }
}
