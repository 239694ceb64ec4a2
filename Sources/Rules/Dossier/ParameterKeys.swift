/// The keys that the tables of a parameter file may use: names of choices, rows of tables, regions.
struct ParameterKeys {
  /// The English name of each choice, by its Chinese one.
  private var english: [String: String] = [:]
  private var known: Set<String> = []

  init(_ rules: RuleCatalogue) {
    for list in rules.vocabulary.choiceLists {
      for choice in list.choices {
        english[choice.chinese] = choice.english
        known.insert(choice.chinese)
        known.insert(choice.english)
      }
    }
    for parameter in rules.parameters {
      for case .text(let key) in parameter.rows.keys where !key.isEmpty { known.insert(key) }
    }
    for ruleset in rules.rulesets {
      known.formUnion(ruleset.regions)
      known.formUnion(ruleset.aliases)
    }
  }

  /// Every key that something asks for.
  var names: [String] { known.sorted() }

  func isKnown(_ key: String) -> Bool { known.contains(key) }

  /// One name for the two names of a choice.
  func canonical(_ key: String) -> String { english[key] ?? key }
}
