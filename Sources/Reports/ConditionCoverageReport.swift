import Rules

/// What cases show of the conditions of rules, by document: the values that all drawings share.
public struct ConditionCoverageReport {
  let coverage: ConditionCoverage
  let book: RuleBook
  let language: Language

  public init(_ coverage: ConditionCoverage, of book: RuleBook, language: Language) {
    (self.coverage, self.book, self.language) = (coverage, book, language)
  }

  /// The rules of a document, which is the one that each cites first.
  struct OfDocument {
    /// nil: of no document.
    let document: PolicyDocument?
    var rules: [ConditionCoverage.OfRule] = []
  }

  /// What is said at one place, and what no case shows of it.
  struct OfPlace {
    let place: SourceRange
    var goals: [CoverageGoal]
    var missing: [CoverageGoal]
  }

  var catalogue: RuleCatalogue { book.program.rules }

  /// In the order of the rules.
  var documents: [OfDocument] {
    var documents: [OfDocument] = []
    var positions: [Int: Int] = [:]
    for rule in coverage.rules {
      let document = catalogue.rules[rule.rule].citations.first?.document
      let position = positions[document ?? -1] ?? documents.count
      if position == documents.count {
        positions[document ?? -1] = position
        documents.append(OfDocument(document: document.map { catalogue.documents[$0] }))
      }
      documents[position].rules.append(rule)
    }
    return documents
  }

  func count(_ document: OfDocument) -> CoverageCount {
    coverage.count(document.rules.flatMap { $0.goals })
  }

  func places(of rule: ConditionCoverage.OfRule) -> [OfPlace] {
    var places: [OfPlace] = []
    for goal in rule.goals {
      let isMissing = !coverage.reached.contains(goal)
      if let known = places.firstIndex(where: { $0.place == goal.place }) {
        places[known].goals.append(goal)
        if isMissing { places[known].missing.append(goal) }
      } else {
        places.append(
          OfPlace(place: goal.place, goals: [goal], missing: isMissing ? [goal] : []))
      }
    }
    return places
  }

  var groups: [(group: CoverageGoal.Kind.Group, count: CoverageCount)] {
    let goals = coverage.rules.flatMap { $0.goals }
    return CoverageGoal.Kind.Group.allCases.map { group in
      (group, coverage.count(goals.filter { $0.kind.group == group }))
    }.filter { $0.count.total > 0 }
  }

  /// `path:line:column`
  func at(_ place: SourceRange) -> String {
    let source = book.sources[Int(place.source)]
    let position = source.position(of: Int(place.start))
    return "\(source.path):\(position.line):\(position.column)"
  }

  /// The words of a place on one line; of a whole rule its first words.
  func words(at place: SourceRange) -> String {
    let text = book.sources[Int(place.source)].slice(Int(place.start), Int(place.end))
    let line = text.split(separator: "\n").first.map { String($0) } ?? ""
    return line
  }

  /// What a case is to show, in a word; a consequence by its name.
  func name(of goal: CoverageGoal, in rule: Int) -> String {
    if case .consequence(let position) = goal.kind,
      catalogue.rules[rule].consequences.indices.contains(position)
    {
      let index = catalogue.rules[rule].consequences[position].consequence
      return book.program.vocabulary.consequences[index].name[language]
    }
    return goal.kind.name[language]
  }

  func label(of parameter: Int) -> String {
    catalogue.parameters[parameter].name[language]
  }
}
