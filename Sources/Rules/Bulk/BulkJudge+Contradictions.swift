// Facts that contradict one another, as `Contradiction` finds them, behind those that leave the place open.

extension BulkJudge {
  func findContradictions(at place: BulkPlaces.Place) {
    contradicted = place.open
    for (index, check) in words.crossChecks.enumerated() {
      let truth = recurring(plan.rules.count + index, -1) {
        BulkOutcome(truth: evaluator.settled(check))
      }.truth
      if evaluator.declined != nil || truth == .false { addByReference(index) }
    }
    addFarDays(0, .project)
  }

  /// The reference says which facts a check has read.
  private func addByReference(_ index: Int) {
    guard let binding = binding(reads: readsOfChecks) else { return }
    evaluator.redeem()
    guard let found = Contradiction.found(byCheck: index, in: plan.program, binding) else { return }
    add(found)
  }

  private func add(_ contradiction: Contradiction) {
    contradictionNotes.append(contradiction.note)
    for fact in contradiction.facts {
      guard let reference = BulkReference(fact) else { return evaluator.decline(.contradiction) }
      contradicted.append(reference)
    }
  }

  private var readsOfChecks: BulkReads {
    if let known = checkReads { return known }
    var found = reads(of: Array(plan.program.crossCheckSteps))
    if let field = plan.program.vocabulary.asOfField {
      found = BulkReads(fields: found.fields.union([field]), lists: found.lists)
    }
    checkReads = found
    return found
  }

  /// Days in a row, or in the elements of its lists, that are far from the review.
  private func addFarDays(_ home: Int, _ binding: BulkBinding) {
    let rows = evaluator.state.rows
    let year = evaluator.asOf / 10_000
    for field in dateFields[home] {
      let fact = rows + binding.row + evaluator.code.fields[field].place
      guard fact.pointee.state == .date else { continue }
      let given = fact.pointee.first / 10_000
      if given > year + Contradiction.years.after || given < year - Contradiction.years.before {
        addFar(fact.pointee.first, BulkReference(field: field, at: binding))
      }
    }
    for (list, place) in datedLists[home] {
      let content = rows[binding.row + place]
      guard content.state == .elements else { continue }
      for position in 0..<content.last {
        let row = Int(evaluator.state.elements[content.first + position])
        addFarDays(list, binding.element(position, row: row))
      }
    }
  }

  private func addFar(_ day: Int, _ fact: BulkReference) {
    guard let day = BulkDay.date(day), let asOf = BulkDay.date(evaluator.asOf) else { return }
    add(Contradiction(far: day, fact.reference, from: asOf, plan.program.vocabulary))
  }
}
