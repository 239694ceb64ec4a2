/// Judges records by a few rules alone: the findings of these are those of a whole review.
///
/// It reads no more of a record than these rules rest on. That nothing is wrong with the record, that no
/// justification opens a rule, and what the project cannot have, must be known.
///
/// It is of one thread.
package final class RuleReview {
  private let program: Program
  private let setting: ReviewSetting
  private let reader: DossierReader
  private let places = PlaceMemory()
  /// What each rule rests on; nil: it was not asked for yet.
  private var selections: [FactSelection?]

  package init(_ program: Program, _ setting: ReviewSetting) {
    (self.program, self.setting) = (program, setting)
    reader = DossierReader(vocabulary: program.vocabulary)
    selections = program.programRules.map { _ in nil }
  }

  /// A review that knows no other findings, and nothing of what they come to together; nil: the record
  /// cannot be read.
  ///
  /// - Parameter rules: By their places in the catalogue, in that order.
  package func review(
    _ record: SourceText, by rules: [Int], existence: Existence
  ) -> Review? {
    let selection = FactSelection.joining(rules.map { self.selection(of: $0) })
    let (dossier, problems) = reader.read(record, only: selection)
    guard let dossier, !problems.hasErrors else { return nil }
    let binding = bind(
      dossier, to: program, parameters: setting.parameters, asOf: setting.asOf,
      today: setting.today, places: places, surroundings: setting.surroundings,
      existence: existence, only: selection
    ).binding
    let judge = RuleJudge(program: program, binding: binding)
    return Review(program, binding, findings: rules.flatMap { judge.findings(of: $0) })
  }

  private func selection(of rule: Int) -> FactSelection {
    if let known = selections[rule] { return known }
    let found = FactSelection(of: rule, in: program)
    selections[rule] = found
    return found
  }
}

extension FactSelection {
  /// What a rule reads, and all that this follows from.
  fileprivate convenience init(of rule: Int, in program: Program) {
    var finder = FactFinder(program)
    finder.find(rule)
    self.init(fields: finder.isFieldRead, lists: finder.isListRead)
  }
}

/// Walks from the steps of a rule to the facts that they read, and on to what those follow from.
private struct FactFinder {
  let program: Program
  let vocabulary: Vocabulary
  var isFieldRead: [Bool]
  var isListRead: [Bool]

  init(_ program: Program) {
    self.program = program
    vocabulary = program.vocabulary
    isFieldRead = vocabulary.fields.map { _ in false }
    isListRead = vocabulary.containers.map { _ in false }
  }

  mutating func find(_ rule: Int) {
    // The place and the day are of every rule.
    for field in vocabulary.jurisdictionFields { add(field) }
    for field in [vocabulary.numberField, vocabulary.asOfField].compactMap({ $0 }) { add(field) }
    if let list = program.rules.rules[rule].loop?.list { add(container: list) }
    add(steps: Array(program.programRules[rule].steps))
  }

  private mutating func add(steps: [Int]) {
    for step in steps {
      if let (field, _) = program.steps[step].readField { add(field) }
      if case .aggregate(let index) = program.steps[step] {
        add(container: program.aggregates[index].list)
      }
    }
  }

  /// Adds a list with those around it.
  private mutating func add(container: Int) {
    var next: Int? = container
    while let index = next {
      if vocabulary.containers[index].isList { isListRead[index] = true }
      next = vocabulary.containers[index].parent
    }
  }

  private mutating func add(_ field: Int) {
    guard !isFieldRead[field] else { return }
    isFieldRead[field] = true
    add(container: vocabulary.fields[field].container)
    if case .field(let basis)? = vocabulary.fields[field].basis { add(basis) }
    if let unit = vocabulary.fields[field].unitField { add(unit) }
    // A remark behind a number may say what it is counted on.
    for (other, declared) in vocabulary.fields.enumerated() where declared.basis == .field(field) {
      add(other)
    }
    for origin in [program.derivations[field], program.preconditions[field]].compactMap({ $0 }) {
      add(steps: Array(program.uses(under: [origin]).keys))
    }
    for ledger in vocabulary.ledgers where ledger.excess == field {
      add(container: ledger.list)
      for field in ledger.fields { add(field) }
    }
  }
}
