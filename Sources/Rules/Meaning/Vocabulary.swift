/// The words a domain is described with: fields, units, choices, consequences, score dimensions.
///
/// All of it is read from rule files; the engine knows no field by name.
public struct Vocabulary: Sendable, Equatable {
  public internal(set) var units = UnitTable()
  public internal(set) var choiceLists: [ChoiceList] = []
  public internal(set) var containers: [FieldContainer] = [FieldContainer.root]
  public internal(set) var fields: [Field] = []
  public internal(set) var consequences: [Consequence] = []
  public internal(set) var dimensions: [ScoreDimension] = []
  /// The fields whose values select rulesets, from the widest region to the narrowest.
  public internal(set) var jurisdictionFields: [Int] = []
  /// The divisions that the values of those fields are names of; nil: any text is a region.
  public internal(set) var divisions: Divisions?
  /// The field that holds the number of a project, whose digits name the authority that filed it.
  public internal(set) var numberField: Int?
  /// The field that holds the name of a project.
  public internal(set) var nameField: Int?
  /// The field that holds the as-of date of a review.
  public internal(set) var asOfField: Int?
  /// The list of justifications, each for the clauses that it names; nil: one field is for all.
  public internal(set) var justifications: JustificationList?

  /// The lists whose elements are sources that cannot be used twice.
  public internal(set) var ledgers: [SourceLedger] = []

  /// Whether a text of a justification names clauses, which may stand in an array.
  func namesClauses(_ field: Field) -> Bool {
    guard let list = justifications else { return false }
    return [list.rules, list.topic].contains { fields[$0].path.english == field.path.english }
  }

  /// The group, list or field at a path in either language.
  func member(at path: String) -> FieldContainer.Member? {
    var member = FieldContainer.Member.container(0)
    for segment in path.pathSegments {
      guard case .container(let container) = member,
        let inner = containers[container].members[Word(segment)]
      else { return nil }
      member = inner
    }
    return member
  }

  /// The field at a path in either language, as `dataCentre.pue` or `数据中心.PUE`.
  public func field(at path: String) -> Int? {
    var container = 0
    let segments = path.pathSegments
    for (position, segment) in segments.enumerated() {
      guard let member = containers[container].members[Word(segment)] else { return nil }
      switch member {
      case .container(let inner): container = inner
      case .field(let field): return position == segments.count - 1 ? field : nil
      }
    }
    return nil
  }
}

/// A list of justifications for exceptions in principle, each of which names its clauses.
public struct JustificationList: Sendable, Equatable {
  /// The field that a rule reads as its own justification's conclusion.
  public let field: Int
  public let list: Int
  /// The fields of an element: the ids of the rules it is for, or a topic that relates them, and
  /// its conclusion.
  public let rules: Int
  public let topic: Int
  public let conclusion: Int
  /// The choice that says that there is none; nil: the choices have none.
  public let none: Int?
}

/// Names and nothing more: fields of one group, or the elements of one list.
public struct FieldContainer: Sendable, Equatable {
  public enum Member: Sendable, Equatable {
    case field(Int)
    case container(Int)
  }

  /// The last segment of its path.
  public let name: Phrase
  public let path: Phrase
  public let label: String
  public let isList: Bool
  /// The container it stands in; nil for the root.
  public let parent: Int?
  /// By either spelling of the last segment.
  public internal(set) var members: [Word: Member] = [:]
  /// The fields in the order of their declaration.
  public internal(set) var fields: [Int] = []
  static let root = FieldContainer(
    name: Phrase("", ""), path: Phrase("", ""), label: "", isList: false, parent: nil)
}

/// One fact that a dossier may give.
public struct Field: Sendable, Equatable {
  /// The last segment of its path.
  public let name: Phrase
  public let path: Phrase
  public let label: String
  public let type: ValueType
  /// The unit a bare number has; nil for a number that brings its own.
  public let unit: UnitOfMeasure?
  public let isInteger: Bool
  public let container: Int
  /// The values a number can have at all, in base units.
  public internal(set) var interval: NumberInterval
  /// Whether an applicant can change it.
  public internal(set) var isChangeable = false
  /// The choices that an applicant can bring about; nil: all of them.
  public internal(set) var reachableChoices: Set<Int>?
  /// Whether only the authority finds it: no change that an applicant can make, and asked of the
  /// authority when it is missing.
  public internal(set) var isFoundByAuthority = false
  /// What its number is counted on: a fixed word, or another field of the same element.
  public internal(set) var basis: Basis?
  /// Whether it follows from other facts when it is not given; when given, it must agree.
  public internal(set) var isDerived = false
  public internal(set) var evidence: String?
  public internal(set) var question: String?
  /// The time its quantity is counted over, which may stand behind the unit or be left out.
  public internal(set) var period: CountingPeriod?
  /// For a number that brings its own unit: units of all dimensions that it can be in; empty: any.
  public internal(set) var units: [UnitOfMeasure] = []
  /// By which share of itself a number that is “about” right may be off; nil: 5 %.
  public internal(set) var tolerance: ExactNumber?
  /// The text of the same group that says which unit its number is in.
  public internal(set) var unitField: Int?

  /// Whether a number that brings its own unit can be in a unit.
  func canBeMeasured(in unit: UnitOfMeasure) -> Bool {
    units.isEmpty || units.contains { $0.dimensions == unit.dimensions }
  }

  public enum Basis: Sendable, Equatable {
    case fixed(String)
    case field(Int)
  }
}

/// The time over which a quantity is counted: a year, and how many days of work that is.
public struct CountingPeriod: Sendable, Equatable {
  public let unit: UnitOfMeasure
  /// What one of the unit is for a quantity that is written by the day; nil: it cannot be.
  public let length: Quantity?
}

/// The type of a field, a parameter or an expression.
public enum ValueType: Sendable, Hashable {
  case truth
  case number(NumberType)
  case text
  case date
  /// One of the choices of a list.
  case choice(Int)
  /// Any number of the choices of a list.
  case choices(Int)
}

/// What is known of a number before its value is.
public struct NumberType: Sendable, Hashable {
  /// nil: each value brings its own unit.
  public let dimensions: Dimensions?
  /// A fixed word such as 等价值; numbers of two different bases never meet.
  public let basis: String?

  public init(dimensions: Dimensions?, basis: String? = nil) {
    self.dimensions = dimensions
    self.basis = basis
  }
}

/// The values a choice field can have.
public struct ChoiceList: Sendable, Equatable {
  public let name: Phrase
  public private(set) var choices: [Phrase]
  private var indices: [Word: Int]
  /// The choices by what else people call them.
  public private(set) var aliases: [Word: Int] = [:]

  public init(name: Phrase, choices: [Phrase]) {
    self.name = name
    self.choices = choices
    var indices: [Word: Int] = [:]
    for (index, choice) in choices.enumerated() {
      indices[Word(choice.chinese)] = index
      indices[Word(choice.english)] = index
    }
    self.indices = indices
  }

  /// Adds a choice behind the others.
  mutating func add(_ choice: Phrase) {
    for name in [choice.chinese, choice.english] { indices[Word(name)] = choices.count }
    choices.append(choice)
  }

  /// Adds another name of a choice; false when the name is another choice's.
  mutating func add(alias: String, of choice: Int) -> Bool {
    let word = Word(alias)
    guard indices[word] ?? choice == choice, aliases[word] ?? choice == choice else { return false }
    aliases[word] = choice
    return true
  }

  /// The choice that people mean by a word: one of its names or aliases, in letters of either size.
  func index(written text: String) -> Int? {
    indices[Word(text)] ?? aliases[Word(text)] ?? index(inAnyLetters: text)
  }

  /// nil where letters of another size make another choice.
  private func index(inAnyLetters text: String) -> Int? {
    var found: Int?
    for (name, choice) in [indices, aliases].joined()
    where name.text.utf8.elementsEqual(
      text.utf8, by: { $0.asciiLowercased == $1.asciiLowercased })
    {
      guard found ?? choice == choice else { return nil }
      found = choice
    }
    return found
  }

  /// The index of a choice by either of its names.
  public func index(of name: Word) -> Int? { indices[name] }
  public func index(of name: String) -> Int? {
    indices[Word(name)] ?? indices[Word(TextKey.folded(name))]
  }
}

/// What follows when a rule is not met.
public struct Consequence: Sendable, Equatable {
  public let name: Phrase
  public let label: String
  /// What it does to the decision when its rule is not met, and when it is undetermined.
  public internal(set) var onNotMet: Decision?
  public internal(set) var onUndetermined: Decision?

  /// Whether a project cannot pass while its rule is not met.
  var weighs: Bool { (onNotMet ?? .approve) >= .supplement }
}

/// One part of the score.
public struct ScoreDimension: Sendable, Equatable {
  public let name: Phrase
  public let label: String
  public let weight: ExactNumber
}

extension ValueType {
  /// The list whose choices a value is, or several of them.
  var choiceList: Int? {
    switch self {
    case .choice(let list), .choices(let list): list
    case .truth, .number, .text, .date: nil
    }
  }
}
