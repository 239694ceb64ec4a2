/// What the vocabulary names, by its place in the row of the project; one copy for each thread, since
/// what is read of a shared vocabulary is counted by all threads.
struct BulkWords {
  /// -1 for none.
  let asOf: Int
  let number: Int
  let name: Int
  /// The place fields, from the widest.
  let regions: [Int]
  let hasDivisions: Bool
  /// By ruleset the first one that is of the same place.
  let regionsOfRuleset: [Int]
  /// The list of justifications and the one field for all; -1 where no rule reads them.
  let justifications: Int
  let justification: Int
  /// The choice that says that there is none; -1 where there is no such choice.
  let noJustification: Int
  let ledgers: [BulkLedger]
  let sourceLedgers: SourceLedgers
  /// The lists of the project.
  let lists: [(list: Int, place: Int)]
  let crossChecks: [Int]
  /// The groups and lists that only some projects can have.
  let scopedContainers: [Int]
  let preconditions: [(place: Int, node: Int)]

  init(_ plan: BulkPlan) {
    let vocabulary = plan.program.vocabulary
    func place(_ field: Int?) -> Int {
      field.flatMap { plan.fields[$0].home == 0 ? plan.fields[$0].place : nil } ?? -1
    }
    asOf = place(vocabulary.asOfField)
    number = place(vocabulary.numberField)
    name = place(vocabulary.nameField)
    regions = vocabulary.jurisdictionFields.map { place($0) }
    hasDivisions = vocabulary.divisions != nil
    let rulesets = plan.program.rules.rulesets
    regionsOfRuleset = rulesets.map { own in
      rulesets.firstIndex { $0.regions == own.regions } ?? 0
    }
    if let declared = vocabulary.justifications, !plan.program.justificationReaders.isEmpty {
      justifications = plan.schema.placeOfList[declared.list]
      justification = place(declared.field)
      noJustification = declared.none ?? -1
    } else {
      (justifications, justification, noJustification) = (-1, -1, -1)
    }
    ledgers = vocabulary.ledgers.map { BulkLedger($0, plan) }
    sourceLedgers = SourceLedgers(vocabulary)
    lists = plan.schema.listsOfHome[0].map { ($0, plan.schema.placeOfList[$0]) }
    crossChecks = plan.crossChecks.map { $0 }
    scopedContainers = plan.containerScopes.indices.filter { plan.containerScopes[$0] >= 0 }
    preconditions = plan.preconditions.filter { plan.fields[$0.field].home == 0 }
      .map { (plan.fields[$0.field].place, $0.node) }
  }
}
