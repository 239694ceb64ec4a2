/// The keys that the tables of a parameter file may use: names of choices, rows of tables, regions.
struct ParameterKeys {
  /// The English name of each choice, by its Chinese one.
  private var english: [String: String] = [:]
  private var known: Set<String> = []
  private var folded: Set<String> = []

  init(_ rules: RuleCatalogue) {
    for list in rules.vocabulary.choiceLists {
      for choice in list.choices {
        english[TextKey.folded(choice.chinese)] = choice.english
        known.insert(choice.chinese)
        known.insert(choice.english)
      }
    }
    for parameter in rules.parameters { known.formUnion(parameter.keys) }
    for ruleset in rules.rulesets {
      known.formUnion(ruleset.regions)
      known.formUnion(ruleset.aliases)
    }
    folded = Set(known.map { TextKey.folded($0) })
  }

  /// Every key that something asks for.
  var names: [String] { known.sorted() }

  func isKnown(_ key: String) -> Bool { folded.contains(TextKey.folded(key)) }

  /// One name for the two names of a choice.
  func canonical(_ key: String) -> String {
    let name = TextKey.folded(key)
    return english[name] ?? name
  }
}
