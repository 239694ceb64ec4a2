/// What rules say of themselves: everything but their conditions, which are steps of a ``Program``.
///
/// It never changes, and is shared.
public final class RuleCatalogue: Sendable {
  public let vocabulary: Vocabulary
  public let rulesets: [Ruleset]
  public let documents: [PolicyDocument]
  public let rules: [CatalogueRule]
  public let definitions: [CatalogueDefinition]
  public let sets: [NamedSet]
  public let parameters: [CatalogueParameter]
  /// The clauses that a person must judge.
  public let judgements: [Omission]
  public let relations: [Relation]
  /// What holds of the facts of any dossier that does not contradict itself, as a report says it;
  /// the conditions are ``Program/crossChecks``.
  public let crossChecks: [Phrase]
  /// The rules that share an id with another one, by it: one for each of several periods.
  let versions: [String: [Int]]

  init(
    vocabulary: Vocabulary, rulesets: [Ruleset], documents: [PolicyDocument],
    rules: [CatalogueRule], definitions: [CatalogueDefinition], sets: [NamedSet],
    parameters: [CatalogueParameter], judgements: [Omission], relations: [Relation],
    crossChecks: [Phrase]
  ) {
    self.vocabulary = vocabulary
    self.rulesets = rulesets
    self.documents = documents
    self.rules = rules
    self.definitions = definitions
    self.sets = sets
    self.parameters = parameters
    self.judgements = judgements
    self.relations = relations
    self.crossChecks = crossChecks
    var all: [String: [Int]] = [:]
    for (index, rule) in rules.enumerated() { all[rule.id, default: []].append(index) }
    versions = all.count == rules.count ? [:] : all.filter { $0.value.count > 1 }
  }

  /// The same with rules of the same ids that say something else, or other sets and values.
  init(
    _ other: RuleCatalogue, rules: [CatalogueRule], sets: [NamedSet],
    parameters: [CatalogueParameter]
  ) {
    vocabulary = other.vocabulary
    rulesets = other.rulesets
    documents = other.documents
    self.rules = rules
    definitions = other.definitions
    self.sets = sets
    self.parameters = parameters
    judgements = other.judgements
    relations = other.relations
    crossChecks = other.crossChecks
    versions = other.versions
  }

  /// Whether a rule is the version of its id that speaks on a day: the one in force, else the last
  /// before it, else the first.
  ///
  /// - Parameter days: The days that a date of the project may be; of versions that go by a date
  ///   which nobody knows, all speak.
  func speaks(
    _ rule: Int, on day: CalendarDate, days: (_ field: Int) -> DayRange? = { _ in nil }
  ) -> Bool {
    guard !versions.isEmpty, let versions = versions[rules[rule].id] else { return true }
    var day = day
    if let field = rules[rule].datedBy {
      guard let days = days(field) else { return true }
      let period = Validity(since: days.first, until: days.last)
      let possible = versions.filter { rules[$0].validity.overlaps(period) }
      guard possible.isEmpty else { return possible.contains(rule) }
      day = days.first
    }
    let begun = versions.filter { (rules[$0].validity.since ?? .earliest) <= day }
    let order = (begun.isEmpty ? versions : begun).sorted {
      rules[$0].validity.since ?? .earliest < rules[$1].validity.since ?? .earliest
    }
    return rule == (begun.isEmpty ? order.first : order.last)
  }

  /// The index of a rule by its id.
  public func rule(_ id: String) -> Int? { rules.firstIndex { $0.id == id } }
}

extension RuleCatalogue {
  /// Whether the document of a rule gave way to one that is in force on a day, perhaps through
  /// others between them.
  func isReplaced(_ rule: CatalogueRule, on day: CalendarDate) -> Bool {
    var pending = rule.citations.prefix(1).map { documents[$0.document].number }
    var seen: Set<Word> = []
    while let number = pending.popLast() {
      for document in documents where document.replaces.contains(number) {
        guard seen.insert(Word(document.number)).inserted else { continue }
        if document.validity.contains(day) { return true }
        pending.append(document.number)
      }
    }
    return false
  }
}

extension RuleCatalogue: Equatable {
  public static func == (left: RuleCatalogue, right: RuleCatalogue) -> Bool {
    left.vocabulary == right.vocabulary && left.rulesets == right.rulesets
      && left.documents == right.documents && left.rules == right.rules
      && left.definitions == right.definitions && left.sets == right.sets
      && left.parameters == right.parameters && left.judgements == right.judgements
      && left.relations == right.relations && left.crossChecks == right.crossChecks
  }
}

/// A rule without its conditions; they stand in the ``ProgramRule`` of the same index.
public struct CatalogueRule: Sendable, Equatable {
  public let id: String
  public let title: String
  /// Its title for reports in English; nil: the title as it is.
  public let englishTitle: String?
  /// The rule whose clauses it takes over where it has none of its own.
  public let follows: String?
  public let ruleset: Int
  public let citations: [RuleCitation]
  public internal(set) var validity: Validity
  /// The field whose date its period is compared with; nil: the date of the review decides.
  public let datedBy: Int?
  public let loop: Loop?
  public let exclusions: [Branch]
  public let requirement: Requirement
  public let exceptions: [Branch]
  public let isInPrinciple: Bool
  public internal(set) var due: CalendarDate?
  /// Whether the rule itself says whom its due date gives time.
  package let hasOwnDueCondition: Bool
  public internal(set) var consequences: [RuleConsequence]
  public internal(set) var score: RuleScore?
  /// The texts of its cautions.
  public let cautions: [String]
  public let remedy: String?
  /// The fields by whose change it is cured although its demand is not met: the clause names them.
  public let cures: [Int]
  public let related: [String]
  public let remarks: [String]
  public let range: SourceRange

  /// When it is in force by the date of the review.
  package var reviewPeriod: Validity { datedBy == nil ? validity : .always }

  /// Whether it stands for a cross-check: a rule of a document cites it.
  var isCheck: Bool { citations.isEmpty }

  /// Whether the rule demands nothing and only has an effect.
  package var isEffect: Bool { if case .effect = requirement { true } else { false } }

  /// The title of a report in a language.
  public func title(_ language: Language) -> String {
    language == .english ? englishTitle ?? title : title
  }

  /// `每个 x 于 list`
  public struct Loop: Sendable, Equatable {
    public let variable: Int
    public let variableName: String
    public let list: Int
  }

  /// A named exclusion or exception.
  public struct Branch: Sendable, Equatable {
    public let name: String
    public let citation: Citation?
    /// Not named by the clause itself.
    public let isInferred: Bool
  }

  public enum Requirement: Sendable, Equatable {
    case must, mustNot, forbidden
    /// Nothing is demanded: whatever applies is met and has an effect.
    case effect(String?)
  }
}

/// A consequence of a rule.
public struct RuleConsequence: Sendable, Equatable {
  public let consequence: Int
  /// Not named by the clause itself.
  public let isInferred: Bool
  /// What follows as well, by the same clause.
  public let besides: [ConsequenceBeside]

  /// All that follows, in the order of the clause.
  package var all: [ConsequenceBeside] {
    [ConsequenceBeside(consequence: consequence, isInferred: isInferred)] + besides
  }
}

/// The part of a dimension's score that a rule gives.
public struct RuleScore: Sendable, Equatable {
  public let dimension: Int
  public let weight: ExactNumber
}

/// The name of a definition and the type of its value, which is a step of the program.
public struct CatalogueDefinition: Sendable, Equatable {
  public let name: String
  public let type: ValueType
}

/// A parameter and all its values.
public struct CatalogueParameter: Sendable, Equatable {
  public let name: Phrase
  public let label: String
  public let type: ValueType
  public let unit: UnitOfMeasure?
  /// The unit of a bare number that is given for a key without a table row, where each value
  /// brings its own unit.
  public let bareUnit: UnitOfMeasure?
  /// nil: one value for all.
  public let keyType: ValueType?
  /// The level of the places whose names its keys are, when a rule looks it up by one.
  public let keyLevel: Division.Level?
  public let source: String?
  /// Its values, of which a review needs those of few parameters.
  let table: Deferred<ParameterTable>

  /// By key; one without keys has the empty text as its only one.
  var rows: KeyedValues<[ParameterRow]> { table.value.rows }
  /// The texts that are keys of its table, as they are written there and in their order.
  public var keys: [String] { table.value.keys }
  /// The keys that a parent name stands for, in the order of the table.
  var parts: KeyedValues<[ScalarValue]> { table.value.parts }

  /// What stands between the keys of several columns: 水泥、重点区域.
  static let keySeparator = ParameterTable.keySeparator

  /// The values of each key.
  package var rowsByKey: [[ParameterRow]] {
    rows.texts.map { $0.value } + rows.others.map { $0.value }
  }

  /// Whether its values stand in a table.
  var isOfTable: Bool { keyType != nil && !(rows.texts.isEmpty && rows.others.isEmpty) }
}
