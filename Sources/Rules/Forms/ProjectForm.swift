/// The questions that a project of one place and trade is asked, and no others.
///
/// A fact is asked for when a rule of the place that may concern the trade reads it, or a fact that
/// it is counted from, and the project can have it at all. A list is asked for with all that an
/// element of it can say, since its elements must be told apart.
public struct ProjectForm: Sendable {
  /// In the order of the vocabulary.
  public let sections: [FormSection]
  /// The titles of the rulesets whose rules ask.
  public let rulesets: [Phrase]
  /// The place and trade that it was made for, by their labels.
  public let subject: [(label: String, value: Phrase)]
  /// What was made of the place and trade, for whoever fills it in.
  public let notes: [Phrase]
  public let asOf: CalendarDate

  /// - Parameter binding: A dossier of which only the place and the trade are given.
  public init(for binding: Binding, in program: Program) {
    let scope = FormScope(program, binding)
    let vocabulary = program.vocabulary
    let given = scope.given
    sections = vocabulary.containers.indices.compactMap { container in
      let questions = vocabulary.containers[container].fields.compactMap { field in
        scope.rules[field].map { rules in
          FormQuestion(field, in: program, rules: rules, given: given[field])
        }
      }
      return questions.isEmpty ? nil : FormSection(container, questions, in: vocabulary)
    }
    rulesets = scope.rulesets.map { index in
      let ruleset = program.rules.rulesets[index]
      return Phrase(ruleset.title, ruleset.name.english)
    }
    subject = given.sorted { $0.key < $1.key }.map {
      (vocabulary.fields[$0.key].label, $0.value)
    }
    notes = scope.notes
    asOf = binding.asOf
  }

  /// How many facts it asks for, those of a list once.
  public var questionCount: Int { sections.map { $0.questions.count }.reduce(0, +) }
}

/// The questions of one group, or of each element of one list.
public struct FormSection: Sendable {
  public let container: Int
  public let label: String
  /// Of a list with `[]` for each list around it: `pollutants[].sources`.
  public let path: Phrase
  public let isList: Bool
  /// The list that each element of this one stands in; nil: the project's own.
  public let owner: Int?
  public let questions: [FormQuestion]

  init(_ container: Int, _ questions: [FormQuestion], in vocabulary: Vocabulary) {
    let declared = vocabulary.containers[container]
    let reference = FactReference(.list(container))
    self.container = container
    self.questions = questions
    label = declared.label
    path = Phrase(
      reference.path(in: vocabulary, .chinese), reference.path(in: vocabulary, .english))
    isList = declared.isList
    owner = vocabulary.owner(of: container)
  }
}

/// One question of a ``ProjectForm``.
public struct FormQuestion: Sendable {
  public enum Respondent: Sendable {
    case applicant, authority

    public var name: Phrase {
      switch self {
      case .applicant: Phrase("申请单位", "applicant")
      case .authority: Phrase("主管部门", "authority")
      }
    }
  }

  public let field: Int
  /// As a dossier has it, with `[]` for an element: `products[].name`.
  public let path: Phrase
  public let label: String
  /// The unit of a number without one; nil: it has none, or each value brings its own.
  public let unit: Phrase?
  public let answer: FormAnswer
  public let respondent: Respondent
  /// What the vocabulary says of it beyond its label: the question, the evidence, the basis.
  public let guidance: [Phrase]
  /// The ids of the rules that read it; empty for what tells projects and elements apart.
  public let rules: [String]
  /// What is known already.
  public let given: Phrase?

  init(_ field: Int, in program: Program, rules: [String], given: Phrase?) {
    let vocabulary = program.vocabulary
    let declared = vocabulary.fields[field]
    let reference = FactReference(.field(field))
    self.field = field
    self.rules = rules
    self.given = given
    path = Phrase(
      reference.path(in: vocabulary, .chinese), reference.path(in: vocabulary, .english))
    label = declared.label
    answer = FormAnswer(declared, in: vocabulary)
    unit = declared.unit.flatMap { $0.isOne ? nil : $0.name }
    respondent = declared.isFoundByAuthority ? .authority : .applicant
    let total = Phrase("可留空，由各项合计", "may be left out; it follows from the elements")
    guidance =
      declared.guidance(in: vocabulary) + (program.derivations[field] == nil ? [] : [total])
  }
}

extension Field {
  /// What there is to say of a field to whoever gives its value.
  func guidance(in vocabulary: Vocabulary) -> [Phrase] {
    var texts: [Phrase] = []
    if let question { texts.append(Phrase(question, question)) }
    if let evidence { texts.append(Phrase("依据：\(evidence)", "evidence: \(evidence)")) }
    if let period {
      texts.append(Phrase("每\(period.unit.name.chinese)的量", "per \(period.unit.name.english)"))
    }
    switch basis {
    case .fixed(let name)?: texts.append(Phrase("口径：\(name)", "basis: \(name)"))
    case .field(let other)?:
      let other = vocabulary.fields[other]
      texts.append(Phrase("口径见“\(other.label)”", "its basis is \(other.path.english)"))
    case nil: break
    }
    if let unitField {
      let other = vocabulary.fields[unitField]
      texts.append(Phrase("单位见“\(other.label)”", "its unit is \(other.path.english)"))
    }
    return texts
  }
}
