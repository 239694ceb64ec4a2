/// What two versions of rules stand on besides the conditions of their rules: how facts follow from one
/// another, which facts a project can have, what contradicts itself, and which ruleset a rule is of.
public struct RuleGround {
  private let old: Program
  private let new: Program

  public init(_ old: Program, _ new: Program) { (self.old, self.new) = (old, new) }

  /// Whether all conditions outside of rules say the same and read tables with the same values, so that a
  /// definition, a set or a table bears on decisions through rules alone.
  public var isSame: Bool {
    let numbers = StepNumbers()
    return old.groundMeanings(numbers) == new.groundMeanings(numbers)
      && old.groundTables == new.groundTables
  }

  /// Whether every figure that both versions have is as sure as it was: one that nobody verified refuses
  /// nothing.
  public var hasSameCertainty: Bool {
    let (before, after) = (old.certainties, new.certainties)
    return before.allSatisfy { key, certainty in
      after[key].map { zip(certainty, $0).allSatisfy { $0 == $1 } } ?? true
    }
  }

  /// The rules that stand in another ruleset than before, with its names.
  public var moved: [(rule: String, from: Phrase, to: Phrase)] {
    let (before, after) = (old.rulesets, new.rulesets)
    return before.keys.sorted().compactMap { id in
      guard let from = before[id], let to = after[id], from != to else { return nil }
      return (id, from, to)
    }
  }
}

extension Program {
  fileprivate func groundMeanings(_ numbers: StepNumbers) -> [String: Int] {
    let meaning = numbers.numbers(of: self)
    var found: [String: Int] = [:]
    let (fields, containers) = (vocabulary.fields, vocabulary.containers)
    for (field, step) in derivations {
      found["value of " + fields[field].path.english] = meaning[step]
    }
    for (field, step) in preconditions {
      found["condition of " + fields[field].path.english] = meaning[step]
    }
    for (field, step) in fieldScopes {
      found["scope of " + fields[field].path.english] = meaning[step]
    }
    for (container, step) in containerScopes {
      found["scope of all " + containers[container].path.english] = meaning[step]
    }
    for (check, step) in zip(rules.crossChecks, crossChecks) {
      found["check " + check.chinese] = meaning[step]
    }
    return found
  }

  /// The values that those conditions read, by the names of their parameters.
  fileprivate var groundTables: [String: KeyedValues<[ParameterRow]>] {
    let roots =
      Array(derivations.values) + preconditions.values + fieldScopes.values
      + containerScopes.values + crossChecks
    var tables: [String: KeyedValues<[ParameterRow]>] = [:]
    for index in parameters(under: roots) {
      tables[rules.parameters[index].name.english] = rules.parameters[index].rows
    }
    return tables
  }

  /// How sure the figures of each key of each parameter are.
  fileprivate var certainties: [String: [Verification]] {
    var found: [String: [Verification]] = [:]
    for parameter in rules.parameters {
      for entry in parameter.rows.texts {
        found[parameter.name.english + "\n" + entry.key] = entry.value.map { $0.verification }
      }
    }
    return found
  }

  /// The name of the ruleset of each rule.
  fileprivate var rulesets: [String: Phrase] {
    var found: [String: Phrase] = [:]
    for rule in rules.rules { found[rule.id] = rules.rulesets[rule.ruleset].name }
    return found
  }
}
