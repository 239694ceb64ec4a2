// The sources that a record uses, as the ledgers of the reference take them.

extension BulkJudge {
  /// Finds what the record uses of which source, and by how much that is more than there is.
  func account() {
    let hasSources = words.sourceLists.contains {
      evaluator.state.rows[$0].state == .elements && evaluator.state.rows[$0].last > 0
    }
    guard hasSources else { return }
    let vocabulary = plan.program.vocabulary
    let lists = Set(vocabulary.ledgers.flatMap { self.lists(of: $0, vocabulary) })
    let root = element(
      0, 0, BulkReads(fields: words.sourceFields, lists: lists, isOfListsAlone: true))
    let reader = ClaimReader(vocabulary)
    for ledger in vocabulary.ledgers {
      let found = reader.claims(of: ledger, in: root)
      claims += found
      guard ledger.excess != nil, let first = found.first else { continue }
      // One source that is used whole is used once.
      if found.count == 1, first.whole == nil {
        let nothing = Quantity(interval: NumberInterval(.zero), unit: first.amount?.unit)
        fill(nothing, of: ledger, at: first.position, vocabulary)
        continue
      }
      let excess = SourceExcess(of: found, endings: ledger.endings)
      for (claim, amount) in zip(found, excess.amounts) {
        if let amount { fill(amount, of: ledger, at: claim.position, vocabulary) }
      }
    }
  }

  private func lists(of ledger: SourceLedger, _ vocabulary: Vocabulary) -> [Int] {
    [vocabulary.listAround(ledger.list), ledger.list].compactMap { $0 }
  }

  /// A row, and those of some lists in it, as the reference has them.
  func element(_ home: Int, _ row: Int, _ reads: BulkReads) -> DossierElement {
    var element = DossierElement()
    let rows = evaluator.state.rows
    if home != 0 || !reads.isOfListsAlone {
      for field in plan.schema.fieldsOfHome[home] where reads.fields.contains(field) {
        if let state = state(rows[row + plan.fields[field].place]) {
          element.facts[field] = Fact(state, range: nil)
        }
      }
    }
    for list in plan.schema.listsOfHome[home] where reads.lists.contains(list) {
      let content = rows[row + plan.schema.placeOfList[list]]
      guard content.state == .elements else { continue }
      element.lists[list] = .elements(
        (0..<content.last).map { position in
          self.element(
            list, Int(evaluator.state.elements[content.first + position]), reads)
        })
    }
    return element
  }

  /// A fact as the reference has it; nil: it is not given.
  func state(_ fact: BulkFact) -> Fact.State? {
    switch fact.state {
    case .none, .elements: return nil
    case .truth: return .value(.truth(fact.first == 1))
    case .number:
      guard let interval = fact.number.exact else { return nil }
      let unit = evaluator.units.units[Int(fact.unit)]
      return .value(.number(Quantity(interval: interval, unit: unit)))
    case .text: return .value(.text(String(decoding: bytes(of: fact), as: UTF8.self)))
    case .date: return BulkDay.date(fact.first).map { .value(.date($0)) }
    case .days:
      guard let first = BulkDay.date(fact.first), let last = BulkDay.date(fact.last),
        let range = DayRange(first: first, last: last)
      else { return nil }
      return .value(.days(range))
    case .choice: return .value(.choice(fact.first))
    case .choices: return .value(.choices(BulkChoices.choices(fact.wide)))
    case .unavailable: return .unavailable("")
    case .notApplicable: return .notApplicable("")
    case .notDone: return .notDone
    }
  }

  private func fill(
    _ amount: Quantity, of ledger: SourceLedger, at position: [Int], _ vocabulary: Vocabulary
  ) {
    guard let field = ledger.excess else { return }
    var row = 0
    for (list, place) in zip(lists(of: ledger, vocabulary), position) {
      let content = evaluator.state.rows[row + plan.schema.placeOfList[list]]
      row = Int(evaluator.state.elements[content.first + place])
    }
    let place = row + plan.fields[field].place
    guard evaluator.state.rows[place].state == .none else { return }
    guard var fact = BulkValueTable.plain(.value(.number(amount)), evaluator) else {
      return evaluator.decline(.number)
    }
    fact.isWritten = false
    evaluator.state.rows[place] = fact
  }
}
