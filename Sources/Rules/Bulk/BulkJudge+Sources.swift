// The sources that a record uses, as the ledgers of the reference take them.

extension BulkJudge {
  /// Finds what the record uses of which source, and by how much that is more than there is.
  func account() {
    let hasSources = words.sourceLists.contains {
      evaluator.state.rows[$0].state == .elements && evaluator.state.rows[$0].last > 0
    }
    guard hasSources else { return }
    var starts = [0]
    for ledger in words.ledgers {
      addClaims(of: ledger)
      starts.append(claims.count)
    }
    for (place, ledger) in words.ledgers.enumerated() {
      let found = claims[starts[place]..<starts[place + 1]]
      guard ledger.declared.excess != nil, let only = found.first else { continue }
      // One source that is used whole is used once.
      if found.count == 1, only.whole == nil {
        let nothing = Quantity(interval: NumberInterval(.zero), unit: only.amount?.unit)
        fill(nothing, of: ledger, at: only.position)
        continue
      }
      let excess = SourceExcess(of: Array(found), endings: ledger.declared.endings)
      for (claim, amount) in zip(found, excess.amounts) {
        if let amount { fill(amount, of: ledger, at: claim.position) }
      }
    }
  }

  /// The claims of a ledger, as ``ClaimReader`` reads them.
  private func addClaims(of ledger: BulkLedger) {
    guard ledger.outerPlace >= 0 else {
      forEachRow(of: ledger.place, in: 0) { position, row in
        claims.append(claim(ledger, row, part: "", at: [position]))
      }
      return
    }
    forEachRow(of: ledger.outerPlace, in: 0) { outer, around in
      let part = ledger.declared.part.map { text(of: $0, in: around) } ?? ""
      forEachRow(of: ledger.place, in: around) { position, row in
        claims.append(claim(ledger, row, part: part, at: [outer, position]))
      }
    }
  }

  private func forEachRow(
    of list: Int, in home: Int, _ body: (_ position: Int, _ row: Int) -> Void
  ) {
    let content = evaluator.state.rows[home + list]
    guard content.state == .elements else { return }
    for position in 0..<content.last {
      body(position, Int(evaluator.state.elements[content.first + position]))
    }
  }

  private func claim(
    _ ledger: BulkLedger, _ row: Int, part: String, at position: [Int]
  ) -> SourceClaim {
    let declared = ledger.declared
    return SourceClaim(
      list: ledger.name, part: part, position: position,
      number: declared.number.map { text(of: $0, in: row) } ?? "",
      names: declared.names.map { text(of: $0, in: row) },
      date: declared.date.map { text(of: $0, in: row) } ?? "",
      amount: quantity(of: declared.amount, in: row),
      whole: declared.whole.flatMap { quantity(of: $0, in: row) })
  }

  /// A text, a date or a choice as one text; empty where it is not given.
  private func text(of field: Int, in row: Int) -> String {
    let fact = evaluator.state.rows[row + evaluator.code.fields[field].place]
    switch fact.state {
    case .text: return String(decoding: bytes(of: fact), as: UTF8.self).trimmed
    case .date: return BulkDay.date(fact.first)?.description ?? ""
    case .days:
      guard let first = BulkDay.date(fact.first), let last = BulkDay.date(fact.last) else {
        return ""
      }
      return "\(first)/\(last)"
    case .choice:
      let vocabulary = plan.program.vocabulary
      guard case .choice(let list) = vocabulary.fields[field].type else { return "" }
      return vocabulary.choiceLists[list].choices[fact.first].english
    case .none, .truth, .number, .choices, .unavailable, .notApplicable, .notDone, .elements:
      return ""
    }
  }

  /// A number in its unit; nil where none is given.
  private func quantity(of field: Int, in row: Int) -> Quantity? {
    let fact = evaluator.state.rows[row + evaluator.code.fields[field].place]
    guard fact.state == .number, let interval = fact.number.exact else { return nil }
    return Quantity(interval: interval, unit: evaluator.units.units[Int(fact.unit)])
  }

  /// A row, and those of some lists in it, as the reference has them.
  func element(_ home: Int, _ row: Int, _ reads: BulkReads) -> DossierElement {
    var element = DossierElement()
    let rows = evaluator.state.rows
    for field in plan.schema.fieldsOfHome[home] where reads.fields.contains(field) {
      if let state = state(rows[row + plan.fields[field].place]) {
        element.facts[field] = Fact(state, range: nil)
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

  private func fill(_ amount: Quantity, of ledger: BulkLedger, at position: [Int]) {
    guard let field = ledger.declared.excess else { return }
    var row = 0
    for (list, place) in zip([ledger.outerPlace, ledger.place].filter { $0 >= 0 }, position) {
      let content = evaluator.state.rows[row + list]
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

/// A ledger of sources, and where its lists lie in the row of the project and in that of an element.
final class BulkLedger {
  let declared: SourceLedger
  /// The English path of its list.
  let name: String
  /// -1: its list is one of the project.
  let outerPlace: Int
  let place: Int

  init(_ ledger: SourceLedger, _ plan: BulkPlan) {
    let vocabulary = plan.program.vocabulary
    declared = ledger
    name = vocabulary.containers[ledger.list].path.english
    outerPlace = vocabulary.listAround(ledger.list).map { plan.schema.placeOfList[$0] } ?? -1
    place = plan.schema.placeOfList[ledger.list]
  }
}
