/// Rule files whose every name, type, unit, date and citation has been looked up.
public struct CheckedRules: Sendable {
  public internal(set) var vocabulary = Vocabulary()
  public internal(set) var rulesets: [Ruleset] = []
  public internal(set) var documents: [PolicyDocument] = []
  public internal(set) var rules: [CheckedRule] = []
  public internal(set) var definitions: [Definition] = []
  public internal(set) var sets: [NamedSet] = []
  public internal(set) var parameters: [Parameter] = []
  public internal(set) var tables: [RuleTable] = []
  public internal(set) var omissions: [Omission] = []
  public internal(set) var relations: [Relation] = []
  public internal(set) var cases: [CaseDeclaration] = []
  /// How a field follows from other facts, by field.
  public internal(set) var derivations: [Int: CheckedExpression] = [:]
  /// Without it a field cannot have a value, by field: a review that was not granted has no date.
  public internal(set) var preconditions: [Int: CheckedExpression] = [:]
  /// Which projects can have a group or list at all, by container; else those that can have its
  /// parent.
  public internal(set) var containerScopes: [Int: CheckedExpression] = [:]
  /// Which projects can have a field at all, by field; else those that can have its container.
  public internal(set) var fieldScopes: [Int: CheckedExpression] = [:]
  /// When a plant counts as existing, so that a due date gives it time.
  public internal(set) var dueApplies: CheckedExpression?
  public internal(set) var crossChecks: [CrossCheck] = []
  /// When the written justification of an exception in principle is accepted.
  public internal(set) var justification: CheckedExpression?
  /// What each name in the texts was resolved to, for the formatter.
  public internal(set) var spellings: [SourceRange: Phrase] = [:]
  /// What each name in the texts stands for, in the order they were looked up, for the editor.
  public internal(set) var mentions: [Mention] = []

  /// The index of a rule by its id; of several versions the first.
  public func rule(_ id: String) -> Int? { rules.firstIndex { $0.id == id } }

  /// The rules that share an id with another one, by it: one for each of several periods.
  var versions: [String: [Int]] {
    var all: [String: [Int]] = [:]
    for (index, rule) in rules.enumerated() { all[rule.id, default: []].append(index) }
    return all.filter { $0.value.count > 1 }
  }
}

/// The rules of one jurisdiction.
public struct Ruleset: Sendable, Equatable {
  public let name: Phrase
  public let title: String
  /// The ruleset it stands under, by name.
  public internal(set) var parent: Int?
  /// The regions it holds for, from the widest; empty: everywhere.
  public let regions: [String]
  /// Other spellings of the narrowest region.
  public let aliases: [String]
  public let validity: Validity
  /// The folder whose files belong to it.
  public let folder: String
  public let range: SourceRange
}

/// The days a text is in force, both ends included; nil: open.
public struct Validity: Sendable, Hashable {
  public let since: CalendarDate?
  public let until: CalendarDate?

  public static let always = Validity(since: nil, until: nil)

  public init(since: CalendarDate?, until: CalendarDate?) {
    self.since = since
    self.until = until
  }

  public func contains(_ date: CalendarDate) -> Bool {
    if let since, date < since { return false }
    if let until, date > until { return false }
    return true
  }

  public func overlaps(_ other: Validity) -> Bool {
    if let until, let since = other.since, until < since { return false }
    if let since, let until = other.until, until < since { return false }
    return true
  }

  /// The positions of those periods that have a day in common with another one, in ascending
  /// order.
  ///
  /// Sorted by their first days, periods fall into runs without a gap; all of a run of several
  /// overlap one of it.
  static func overlapping(_ periods: [Validity]) -> [Int] {
    let earliest = CalendarDate.earliest
    let order = periods.indices.filter { !periods[$0].isEmpty }.sorted {
      let (one, other) = (periods[$0].since ?? earliest, periods[$1].since ?? earliest)
      return one == other ? $0 < $1 : one < other
    }
    var found: [Int] = []
    var run: [Int] = []
    // The last day of the run; nil when it has none.
    var end: CalendarDate?
    for position in order {
      if !run.isEmpty, let end, let since = periods[position].since, end < since {
        if run.count > 1 { found += run }
        run = []
      }
      let until = periods[position].until
      end = run.isEmpty ? until : end.flatMap { last in until.map { max(last, $0) } }
      run.append(position)
    }
    if run.count > 1 { found += run }
    return found.sorted()
  }

  /// The days between periods that are in force one after another, each behind the position of the
  /// period that it follows.
  static func gaps(between periods: [Validity]) -> [(position: Int, days: Validity)] {
    let order = periods.indices.filter { !periods[$0].isEmpty }.sorted {
      periods[$0].since ?? .earliest < periods[$1].since ?? .earliest
    }
    return zip(order, order.dropFirst()).compactMap { first, second in
      guard let end = periods[first].until?.adding(days: 1),
        let start = periods[second].since, end < start
      else { return nil }
      return (second, Validity(since: end, until: start.adding(days: -1)))
    }
  }

  /// Whether it ends before it begins, which is reported for itself.
  private var isEmpty: Bool {
    if let since, let until { until < since } else { false }
  }
}

public struct PolicyDocument: Sendable, Equatable {
  /// Its number, such as 宁政发〔2022〕30号.
  public let number: String
  public let title: String
  public let issuer: String?
  /// The name of its text among the policy texts.
  public let textName: String?
  /// The numbers of the documents whose place it takes.
  public let replaces: [String]
  public let validity: Validity
  public let remark: String?
  public let ruleset: Int?
  public let range: SourceRange
}

/// What the facts of any dossier come to together; facts that do not contradict each other.
public struct CrossCheck: Sendable {
  /// What holds, as a report says it.
  public let text: Phrase
  public let condition: CheckedExpression

  /// The id of the rule that stands for the check of a text, as a case names it: that of no rule has a
  /// blank.
  static func ruleID(_ text: String) -> String {
    Keyword.crossCheck.spelling.chinese + " 「\(text)」"
  }
}

public struct CheckedRule: Sendable {
  public let id: String
  public let title: String
  /// Its title for reports in English; nil: the title as it is.
  public let englishTitle: String?
  /// The rule whose clauses it takes over where it has none of its own.
  public let follows: String?
  public let ruleset: Int
  public let citations: [RuleCitation]
  public let validity: Validity
  /// The date of the project that its period is compared with; nil: the date of the review. The
  /// comparison is a part of ``when``.
  public let datedBy: Int?
  public let loop: Loop?
  public let when: CheckedExpression?
  public let exclusions: [NamedCondition]
  public let requirement: Requirement
  public let furtherDemands: [FurtherDemand]
  public let exceptions: [NamedCondition]
  public let isInPrinciple: Bool
  public let due: CalendarDate?
  /// Whom the due date gives time; nil: those that the vocabulary says.
  public let dueApplies: CheckedExpression?
  public let consequences: [CheckedConsequence]
  public let score: CheckedScore?
  public let cautions: [Caution]
  public let remedy: String?
  /// The fields by whose change it is cured although its demand is not met.
  public let cures: [Int]
  public let related: [String]
  public let remarks: [String]
  public let range: SourceRange
}

/// `另应 demand 若确知 ground`: a demand that stands only where its ground surely holds, such as that
/// a finding which contradicts the dossier's own numbers was looked at again.
public struct FurtherDemand: Sendable {
  public let demand: CheckedExpression
  public let ground: CheckedExpression
}

public struct RuleCitation: Sendable, Equatable {
  public let document: Int
  public let citation: Citation
  public let range: SourceRange
}

/// `每个 x 于 list 其中 condition`
public struct Loop: Sendable {
  public let variable: Int
  public let variableName: String
  public let list: Int
  public let filter: CheckedExpression?
}

public enum Requirement: Sendable {
  case must(CheckedExpression)
  case mustNot(CheckedExpression)
  case forbidden(SourceRange)
  /// Nothing is demanded: whatever applies is met and has an effect.
  case effect(String?)
}

/// A named exclusion or exception.
public struct NamedCondition: Sendable {
  public let name: String
  public let condition: CheckedExpression
  public let citation: Citation?
  /// Not named by the clause itself.
  public let isInferred: Bool
}

/// A consequence, and the condition it is bound to.
public struct CheckedConsequence: Sendable {
  public let consequence: Int
  /// Not named by the clause itself.
  public let isInferred: Bool
  public let condition: CheckedExpression?
  /// What follows as well, by the same clause.
  public let besides: [ConsequenceBeside]
}

/// A consequence that follows together with another one.
public struct ConsequenceBeside: Sendable, Equatable {
  public let consequence: Int
  public let isInferred: Bool
}

public struct CheckedScore: Sendable {
  public let dimension: Int
  public let weight: ExactNumber
  public let grading: Grading?

  /// Full marks at `best`, none at `worst`, linear between.
  public struct Grading: Sendable {
    public let graded: CheckedExpression
    public let worst: CheckedExpression
    public let best: CheckedExpression
  }
}

public struct Caution: Sendable {
  public let text: String
  public let condition: CheckedExpression?
}

public struct Definition: Sendable {
  public let name: String
  public let expression: CheckedExpression
}

public struct NamedSet: Sendable, Equatable {
  public let name: Phrase
  public let label: String
  public let choiceList: Int
  public let members: Set<Int>
  public let source: String?
}

/// A value that another instrument or the authority gives.
public struct Parameter: Sendable {
  public let name: Phrase
  public let label: String
  public let type: ValueType
  public let unit: UnitOfMeasure?
  /// The unit of a bare number that is given for a key without a table row, where each value
  /// brings its own unit.
  public let bareUnit: UnitOfMeasure?
  /// Empty: one value for all.
  public let keyTypes: [ValueType]
  /// The levels of the places whose names its keys are, when a rule looks it up by them.
  public internal(set) var keyLevels: [Int: Division.Level] = [:]
  public let source: String?
  public let values: [DatedValue]
  /// The column of a table that its values come from.
  public let column: TableColumnReference?
}

public struct TableColumnReference: Sendable {
  public let table: Int
  public let column: Int
}

/// A value, the days it holds, and where it comes from.
public struct DatedValue: Sendable {
  public let value: ScalarValue
  public let validity: Validity
  public let source: String?
  public let verification: Verification
}

/// A table of values that stand in a rule file or in a CSV beside it.
public struct RuleTable: Sendable {
  public let name: Phrase
  public let label: String
  public let source: String?
  public let validity: Validity
  public let keys: [TableColumn]
  public let columns: [TableColumn]
  /// What stands between a parent name and the rest in a key, as `-` in 焦炭-顶装焦炉; nil: no key
  /// is the parent of others.
  public internal(set) var parentSeparator: Character? { didSet { byKey = [] } }
  public internal(set) var rows: [TableRow] { didSet { byKey = [] } }
  /// Its columns by key, as long as nothing of them is changed: ``arrange(by:)``.
  private(set) var byKey: [Deferred<ParameterTable>] = []

  /// Lets its columns be found by key.
  mutating func arrange(by lists: [ChoiceList]) {
    if byKey.isEmpty { byKey = columnsByKey(lists) }
  }
}

public struct TableColumn: Sendable {
  public let name: Phrase
  public let type: ValueType
  public let unit: UnitOfMeasure?
}

public struct TableRow: Sendable {
  public let keys: [ScalarValue]
  /// nil: an empty cell, which is unknown and never zero.
  public let cells: [ScalarValue?]
  public let validity: Validity
  public let verification: Verification
  public let source: String?
  /// What its numbers are counted on, as 综合 or comprehensive.
  public let basis: String?
  public let range: SourceRange
}

/// A clause or sentence that no rule encodes, and why.
public struct Omission: Sendable, Equatable {
  public let id: String?
  public let ruleset: Int?
  /// nil: the documents of its ruleset.
  public let document: Int?
  public let section: String
  public let quote: String?
  public let category: OmissionCategory
  public let reason: String?
  public let range: SourceRange
}

public enum OmissionCategory: Sendable, CaseIterable {
  case target, parameter, context, heading, encouragement, judgement, organisation, definition
  case other

  public var name: Phrase {
    switch self {
    case .target: Phrase("总量目标", "target")
    case .parameter: Phrase("参数", "parameter")
    case .context: Phrase("背景", "context")
    case .heading: Phrase("标题", "heading")
    case .encouragement: Phrase("鼓励", "encouragement")
    case .judgement: Phrase("人工判断", "judgement")
    case .organisation: Phrase("组织实施", "organisation")
    case .definition: Phrase("定义说明", "definition")
    case .other: Phrase("其他", "other")
    }
  }
}

/// How several rules stand to one another, and which decides.
public struct Relation: Sendable, Equatable {
  public let id: String
  public let topic: String
  public let rules: [String]
  public let decides: String?
  public let range: SourceRange
}

/// A case: facts, parameters, and what the rules must say of them.
public struct CaseDeclaration: Sendable {
  /// The most cases that one case may stand on.
  static let baseLimit = 32

  public let title: String
  public let folder: String
  /// The title of another case, or the name of a dossier file, that it starts from.
  public let base: TextSyntax?
  public let asOf: CalendarDate?
  public let facts: [CaseFact]
  public let parameters: [CaseParameter]
  /// What it expects, of each of its rows where it has some.
  public let expectations: [CaseExpectation]
  /// Empty: it is one example.
  public let rows: [CaseRow]
  public let range: SourceRange

  /// What it and its rows expect.
  public var allExpectations: [CaseExpectation] { expectations + rows.flatMap { $0.expectations } }

  /// The rules that it speaks of, each once, in their order; a cross-check as the rule that stands for
  /// it.
  public var rules: [String] {
    var seen: Set<String> = []
    return allExpectations.compactMap { $0.subject }.filter { seen.insert($0).inserted }
  }
}

/// `行 「电石」、805 千克标准煤/吨、符合`: an example that differs from others of its case in a few facts.
public struct CaseRow: Sendable {
  public let facts: [CaseFact]
  public let parameters: [CaseParameter]
  public let expectations: [CaseExpectation]
  public let range: SourceRange
}

/// `供热机组[0].容量 = 35 蒸吨/小时`
public struct CaseFact: Sendable {
  public struct Step: Sendable, Hashable {
    public let list: Int
    public let index: Int
  }

  public enum Target: Sendable, Hashable {
    case field(Int)
    case list(Int)
  }

  public enum Value: Sendable {
    case value(ScalarValue)
    case missing
    case notApplicable
    /// A list without elements.
    case empty
    /// The applicant says that it cannot be given.
    case unavailable
  }

  /// The elements it lies in, from the outermost.
  public let steps: [Step]
  public let target: Target
  public let value: Value
  public let range: SourceRange
}

/// `能效标杆水平[电石] = 805`
public struct CaseParameter: Sendable {
  public let parameter: Int
  /// nil: one value for all keys.
  public let key: String?
  public let value: CaseFact.Value
  public let range: SourceRange
}

/// `NX-3.1-05 不符合 不予审批`, or the decision when there is no rule.
public struct CaseExpectation: Sendable {
  public enum Outcome: Sendable {
    case verdict(rule: String, Verdict, consequence: Int?)
    case points(rule: String, RulePoints)
    /// Of a cross-check, by its text: it holds, does not, is open, or asks of what is not there.
    case crossCheck(String, Verdict)
    case decision(Decision)
  }

  public let outcome: Outcome
  public let range: SourceRange

  /// The rule that it speaks of; nil: of the decision.
  public var rule: String? {
    switch outcome {
    case .verdict(let rule, _, _), .points(let rule, _): rule
    case .crossCheck, .decision: nil
    }
  }

  /// The rule, or the one that stands for a cross-check; nil: it is the decision.
  var subject: String? {
    if case .crossCheck(let text, _) = outcome { CrossCheck.ruleID(text) } else { rule }
  }
}
