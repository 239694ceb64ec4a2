/// Suggested cases that start from one case and say the same facts otherwise: one case with a row for
/// each, unless they are few.
struct SuggestedTable: Sendable {
  /// Not empty.
  private let cases: [SuggestedCase]

  /// The fewest that are written as rows.
  private static let fewestRows = 3

  /// All cases, those that are alike together, in the order of the first of each.
  static func tables(of cases: [SuggestedCase]) -> [SuggestedTable] {
    var places: [Shape: Int] = [:]
    var groups: [[SuggestedCase]] = []
    for suggestion in cases {
      let shape = Shape(suggestion)
      if let place = places[shape] {
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
    let comma = language == .chinese ? "、" : ", "
    let first = cases[0]
    let facts = first.facts.indices.filter { varies($0) { $0.facts } }
    let figures = first.figures.indices.filter { varies($0) { $0.figures } }
    let columns = facts.map { first.facts[$0].path } + figures.map { first.figures[$0].path } + day
    let names = columns.map { $0.chinese.lastSegment }.joined(separator: "、")
    let name = SuggestedCase.free("\(first.topic)，\(names)逐行", taken: &taken)
    func line(_ keyword: Keyword, _ words: [String]) -> String {
      "  \(keyword.spelling[language]) " + words.joined(separator: comma)
    }
    var lines = ["\(Keyword.caseOf.spelling[language]) \(name)"]
    if let base = first.base { lines.append(line(.basedOn, [base])) }
    let shared = first.facts.indices.filter { !facts.contains($0) }.map { first.facts[$0] }
    let set = first.figures.indices.filter { !figures.contains($0) }.map { first.figures[$0] }
    for (keyword, given) in [(Keyword.given, shared), (.parameter, set)] where !given.isEmpty {
      lines.append(line(keyword, given.map { "\($0.path[language]) = \($0.value[language])" }))
    }
    lines.append(line(.column, columns.map { $0[language] } + [first.subject[language]]))
    var rows: Set<String> = []
    for row in cases {
      let values = facts.map { row.facts[$0].value } + figures.map { row.figures[$0].value }
      let dates = isDated ? [row.day.description] : []
      let cells = line(
        .row, values.map { $0[language] } + dates + [row.outcome[language]])
      // What was found for several changes is one row.
      if rows.insert(cells).inserted { lines.append(cells) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Whether the cases give several values of what stands at a place.
  private func varies(
    _ place: Int, _ given: (SuggestedCase) -> [(path: Phrase, value: Phrase)]
  ) -> Bool {
    cases.contains { given($0)[place].value != given(cases[0])[place].value }
  }
}

extension String {
  /// Of a path the name behind the last dot.
  fileprivate var lastSegment: String { pathSegments.last.map { String($0) } ?? self }
}
