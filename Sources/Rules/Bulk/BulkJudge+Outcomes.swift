// What rules came to before: records that agree in all that a rule rests on are judged once.

extension BulkJudge {
  /// What a rule comes to for the element at hand, or what a check does.
  ///
  /// - Parameters:
  ///   - index: That of the rule; behind all rules that of the check, and at last what exists.
  ///   - variable: The variable of the rule; -1 for none.
  ///   - body: Finds it. What it declines is not kept.
  func recurring(_ index: Int, _ variable: Int, _ body: () -> BulkOutcome) -> BulkOutcome {
    let recurrence = memory.recurrences + index
    if recurrence.pointee.state == .unknown { prepare(index) }
    guard recurrence.pointee.state == .kept, let grounds = recurrence.pointee.grounds,
      setKey(index, grounds, variable)
    else { return body() }
    let hash = memory.hash
    if let known = memory.known(hash: hash) {
      recurrence.pointee.hit()
      return known
    }
    recurrence.pointee.miss()
    let key = Array(UnsafeBufferPointer(start: memory.words, count: memory.count))
    let isPartOpen = isPartOpen
    isTried = false
    let outcome = body()
    // What is tried is put in the place of facts that the truth of a condition hides.
    if evaluator.declined == nil, !(isPartOpen && isTried),
      outcome.finding?.causes.isOfRecord ?? true, outcome.existence?.isOfRecord ?? true
    {
      memory.keep(outcome, key, hash: hash)
    }
    return outcome
  }

  private func prepare(_ index: Int) {
    let reader = groundsReader
    let found: BulkGrounds? =
      if index < plan.rules.count {
        reader.grounds(of: plan.rules[index])
      } else if index < existenceIndex {
        reader.grounds(of: [words.crossChecks[index - plan.rules.count]])
      } else {
        reader.grounds(of: (plan.containerScopes + plan.fieldScopes).filter { $0 >= 0 })
      }
    memory.recurrences[index].grounds = found
    memory.recurrences[index].state = found == nil ? .given : .kept
  }

  /// What says whether things exist stands behind all rules and checks.
  var existenceIndex: Int { plan.rules.count + plan.crossChecks.count }

  // MARK: - Keys

  /// Puts all that a rule rests on into words; false: they do not tell all of it.
  private func setKey(_ index: Int, _ grounds: BulkGrounds, _ variable: Int) -> Bool {
    var key = BulkKey(evaluator, memory.words)
    let day = grounds.readsDay ? UInt64(evaluator.asOf) : 0
    key.add(UInt64(index) << 44 | UInt64(evaluator.asOfRank) << 28 | day)
    for place in 0..<grounds.projectCount {
      guard key.add(grounds.project + place, 0, evaluator) else { return false }
    }
    for place in 0..<grounds.listCount {
      guard key.add(grounds.lists + place, evaluator) else { return false }
    }
    if index == existenceIndex {
      // What is given in spite of all is there.
      for container in words.scopedContainers { key.add(gives(container: container) ? 1 : 0) }
    }
    if variable >= 0 {
      let binding = evaluator.state.bindings[variable]
      // Causes name the place of the element.
      key.add(binding.code)
      let list = evaluator.code.rules[index].list
      if binding.row < 0 { key.add(list: list, at: Int(evaluator.code.placeOfList[list])) }
      for place in 0..<grounds.elementCount {
        guard key.add(grounds.element + place, binding.row, evaluator) else { return false }
      }
    }
    for place in 0..<grounds.truthCount {
      let truth = evaluator.truth(Int(grounds.truths[place]))
      guard !truth.isMixed else { return false }
      key.add(truth.isTrue ? 1 : truth.isFalse ? 0 : 2)
    }
    (memory.count, isPartOpen) = (key.count, key.isPartOpen)
    return !key.isFull && evaluator.declined == nil
  }
}

extension BulkCauses {
  /// Whether all are said by themselves, and none by a number that one record gave it.
  var isOfRecord: Bool {
    all.allSatisfy {
      switch $0.kind {
      case .other, .ambiguousKey, nil: false
      default: true
      }
    }
  }
}
