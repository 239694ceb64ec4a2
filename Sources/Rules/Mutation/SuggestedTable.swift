/// Suggested cases that start from one case and say the same facts otherwise: one case with a row for
/// each, unless they are few.
struct SuggestedTable: Sendable {
  /// Not empty.
  private let cases: [SuggestedCase]

  /// The fewest that are written as rows.
  private static let fewestRows = 4

  /// All cases, those that are alike together, in the order of the first of each.
  static func tables(of cases: [SuggestedCase]) -> [SuggestedTable] {
    var places: [Shape: Int] = [:]
    var groups: [[SuggestedCase]] = []
    for suggestion in cases {
      let shape = Shape(suggestion)
      if suggestion.base != nil, let place = places[shape] {
        groups[place].append(suggestion)
      } else {
        places[shape] = groups.count
        groups.append([suggestion])
      }
    }
    return groups.flatMap { group in
      group.count < fewestRows
        ? group.map { SuggestedTable(cases: [$0]) } : [SuggestedTable(cases: group)]
    }
  }

  private struct Shape: Hashable {
    let folder: String
    let base: String?
    let paths: [String]
    let rule: String

    init(_ suggestion: SuggestedCase) {
      (folder, base, rule) = (suggestion.folder, suggestion.base, suggestion.rule)
      paths = (suggestion.facts + suggestion.figures).map { $0.path.chinese }
    }
  }

  var folder: String { cases[0].folder }

  /// As it stands in a file of cases.
  ///
  /// - Parameters:
  ///   - asOf: The path of the field of the day of review; without one, cases of several days are not
  ///     written as rows.
  ///   - taken: Titles that other cases have.
  func text(_ language: Language, asOf: Phrase?, taken: inout Set<String>) -> String {
    let isDated = cases.contains { $0.asOf != nil }
    let day = isDated ? asOf.map { [$0] } : []
    guard cases.count > 1, let day else {
      return cases.map { $0.text(language, taken: &taken) }.joined(separator: "\n")
    }
    func word(_ keyword: Keyword) -> String { keyword.spelling[language] }
    let comma = language == .chinese ? "、" : ", "
    let first = cases[0]
    let given = (first.facts + first.figures).map { $0.path }
    let name = SuggestedCase.free(
      "\(first.base ?? first.rule)，\(given.map { $0.chinese.lastSegment }.joined(separator: "、"))逐行",
      taken: &taken)
    let columns = given + day + [Phrase(first.rule, first.rule)]
    var lines = ["\(word(.caseOf)) \(name)"]
    if let base = first.base { lines.append("  \(word(.basedOn)) \(base)") }
    lines.append("  \(word(.column)) " + columns.map { $0[language] }.joined(separator: comma))
    for row in cases {
      let outcome = [row.verdict.name[language], row.consequence?[language]].compactMap { $0 }
      let cells =
        (row.facts + row.figures).map { $0.value[language] }
        + (isDated ? [row.day.description] : []) + [outcome.joined(separator: " ")]
      lines.append("  \(word(.row)) " + cells.joined(separator: comma))
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension String {
  /// Of a path the name behind the last dot.
  fileprivate var lastSegment: String { pathSegments.last.map { String($0) } ?? self }
}
