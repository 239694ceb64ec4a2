// The sources that a record uses, as the ledgers of the reference take them.

extension BulkJudge {
  /// Finds what the record uses of which source, and by how much that is more than there is.
  func account() {
    guard !words.ledgers.isEmpty else { return }
    spell()
    if !sources.find(spelling.bytes) {
      let claims = words.ledgers.map { self.claims(of: $0) }
      sources.add(
        spelling.bytes,
        BulkSourceMemory.Entry(
          sources: claims.joined().compactMap { ClaimedSource($0, in: words.sourceLedgers) },
          excess: excess(claims)))
    }
    fill(sources.entry.excess)
  }

  /// What the record says of the project and its sources, in the order of the ledgers.
  private func spell() {
    spelling.clear()
    isSpellingShared = true
    sourceRows.removeAll(keepingCapacity: true)
    spell(words.name)
    spell(words.number)
    for place in words.regions { spell(place) }
    for ledger in words.ledgers {
      guard ledger.outerPlace >= 0 else {
        spell(ledger, in: 0)
        continue
      }
      spelling.append(Int64(count(of: ledger.outerPlace, in: 0)))
      forEachRow(of: ledger.outerPlace, in: 0) { _, around in
        if ledger.part >= 0 { spell(around + ledger.part) }
        spell(ledger, in: around)
      }
    }
  }

  private func spell(_ ledger: BulkLedger, in home: Int) {
    spelling.append(Int64(count(of: ledger.place, in: home)))
    forEachRow(of: ledger.place, in: home) { _, row in
      sourceRows.append(row)
      for place in ledger.facts { spell(row + place) }
    }
  }

  /// - Parameter place: Among all rows; -1 for what the vocabulary does not have.
  private func spell(_ place: Int) {
    guard place >= 0 else { return }
    let fact = evaluator.state.rows + place
    spelling.append(Int64(fact.pointee.state.rawValue))
    switch fact.pointee.state {
    case .none, .unavailable, .notApplicable, .notDone, .elements: break
    case .truth, .date, .choice, .choices: spelling.append(fact.pointee.wide)
    case .days:
      spelling.append(Int64(fact.pointee.first))
      spelling.append(Int64(fact.pointee.last))
    case .number:
      spelling.append(fact.pointee.number, unit: fact.pointee.unit)
      if Int(fact.pointee.unit) >= plannedUnits { isSpellingShared = false }
    case .text: withBytes(of: fact.pointee) { spelling.append($0) }
    }
  }

  private func count(of list: Int, in home: Int) -> Int {
    let content = evaluator.state.rows + home + list
    return content.pointee.state == .elements ? content.pointee.last : 0
  }

  /// The claims of a ledger, as ``ClaimReader`` reads them.
  private func claims(of ledger: BulkLedger) -> [SourceClaim] {
    var claims: [SourceClaim] = []
    guard ledger.outerPlace >= 0 else {
      forEachRow(of: ledger.place, in: 0) { position, row in
        claims.append(claim(ledger, row, part: "", at: [position]))
      }
      return claims
    }
    forEachRow(of: ledger.outerPlace, in: 0) { outer, around in
      let part = ledger.declared.part.map { text(of: $0, in: around) } ?? ""
      forEachRow(of: ledger.place, in: around) { position, row in
        claims.append(claim(ledger, row, part: part, at: [outer, position]))
      }
    }
    return claims
  }

  /// By how much each source is used beyond what there is, as far as that is a fact.
  private func excess(_ claims: [[SourceClaim]]) -> [BulkSourceMemory.Excess] {
    var found: [BulkSourceMemory.Excess] = []
    var first = 0
    for (ledger, own) in zip(words.ledgers, claims) {
      if let field = ledger.declared.excess, !own.isEmpty {
        let place = plan.fields[field].place
        let amounts = SourceExcess(of: own, endings: ledger.declared.endings).amounts
        for (index, amount) in amounts.enumerated() {
          guard let amount else { continue }
          var fact = BulkValueTable.plain(.value(.number(amount)), evaluator)
          fact?.isWritten = false
          found.append(BulkSourceMemory.Excess(source: first + index, place: place, fact: fact))
        }
      }
      first += own.count
    }
    return found
  }

  private func fill(_ excess: [BulkSourceMemory.Excess]) {
    for item in excess {
      let place = sourceRows[item.source] + item.place
      guard evaluator.state.rows[place].state == .none else { continue }
      guard let fact = item.fact else { return evaluator.decline(.number) }
      evaluator.state.rows[place] = fact
    }
  }

  /// What the record uses, and the project that does.
  func uses(path: String) -> ClaimedSources {
    guard !words.ledgers.isEmpty else { return .none }
    let entry = sources.entry
    if let known = entry.uses, known.project.path == path { return known }
    let project = ClaimingProject(
      name: text(at: words.name)?.trimmed ?? "", code: text(at: words.number)?.trimmed ?? "",
      place: words.regions.compactMap { text(at: $0) }, path: path)
    let made = ClaimedSources(
      entry.sources, of: project, isEmpty: entry.sources.isEmpty,
      spelling: isSpellingShared ? Array(spelling.bytes) : [])
    sources.keep(made)
    return made
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
}

/// A ledger of sources, and where its lists lie in the row of the project and in that of an element.
final class BulkLedger {
  let declared: SourceLedger
  /// The English path of its list.
  let name: String
  /// -1: its list is one of the project.
  let outerPlace: Int
  let place: Int
  /// Where what keeps accounts apart stands in the element of the outer list; -1: nothing does.
  let part: Int
  /// Where what is taken of a source stands in its element.
  let facts: [Int]

  init(_ ledger: SourceLedger, _ plan: BulkPlan) {
    let vocabulary = plan.program.vocabulary
    declared = ledger
    name = vocabulary.containers[ledger.list].path.english
    outerPlace = vocabulary.listAround(ledger.list).map { plan.schema.placeOfList[$0] } ?? -1
    place = plan.schema.placeOfList[ledger.list]
    part = ledger.part.map { plan.fields[$0].place } ?? -1
    let fields = [ledger.number, ledger.date, ledger.amount, ledger.whole]
    facts = (ledger.names + fields.compactMap { $0 }).map { plan.fields[$0].place }
  }
}
