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
    memory.count = 0
    isPartOpen = false
    let day = grounds.readsDay ? UInt64(evaluator.asOf) : 0
    _ = memory.add(
      UInt64(index) << 44 | UInt64(evaluator.asOfRank) << 28 | day)
    for place in 0..<grounds.projectCount {
      guard addWord(grounds.project + place, 0) else { return false }
    }
    for place in 0..<grounds.listCount where !addList(grounds.lists + place) { return false }
    if index == existenceIndex {
      // What is given in spite of all is there.
      for container in words.scopedContainers where !memory.add(gives(container: container) ? 1 : 0)
      {
        return false
      }
    }
    if variable >= 0 {
      let binding = evaluator.state.bindings[variable]
      // Causes name the place of the element.
      guard memory.add(binding.code),
        binding.row >= 0 || addList(of: Int(evaluator.code.rules[index].list))
      else { return false }
      for place in 0..<grounds.elementCount {
        guard addWord(grounds.element + place, binding.row) else { return false }
      }
    }
    for place in 0..<grounds.truthCount {
      let truth = evaluator.truth(Int(grounds.truths[place]))
      guard !truth.isMixed, memory.add(truth.isTrue ? 1 : truth.isFalse ? 0 : 2) else {
        return false
      }
    }
    return evaluator.declined == nil
  }

  private func addList(_ list: UnsafePointer<BulkListGrounds>) -> Bool {
    guard addList(of: list.pointee.list) else { return false }
    let content = evaluator.state.rows[list.pointee.place]
    guard content.state == .elements else {
      isPartOpen = isPartOpen || list.pointee.isPart && !evaluator.isListAbsent[list.pointee.list]
      return true
    }
    for position in 0..<content.last {
      let row = Int(evaluator.state.elements[content.first &+ position])
      for place in 0..<list.pointee.count
      where !addWord(list.pointee.fields + place, row) {
        return false
      }
    }
    return true
  }

  /// Whether a list of the project is given, and how long it is.
  private func addList(of list: Int) -> Bool {
    let content = evaluator.state.rows[plan.schema.placeOfList[list]]
    switch content.state {
    case .elements: return memory.add(UInt64(content.last) << 1 | 1)
    case .unavailable: return memory.add(4)
    default: return memory.add(evaluator.isListAbsent[list] ? 2 : 0)
    }
  }

  /// - Parameter row: That of the project or of the element; below zero for an unknown one.
  private func addWord(_ ground: UnsafePointer<BulkGround>, _ row: Int) -> Bool {
    guard row >= 0 else { return addNothing(ground) }
    let fact = evaluator.state.rows + row + Int(ground.pointee.place)
    switch fact.pointee.state {
    case .none: return addNothing(ground)
    case .unavailable:
      isPartOpen = isPartOpen || ground.pointee.isPart
      return memory.add(4)
    case .notApplicable: return memory.add(6)
    case .notDone: return memory.add(8)
    case .truth, .choice, .date: return memory.add(UInt64(fact.pointee.first) << 1 | 1)
    case .text: return memory.add(UInt64(evaluator.text(of: fact)) << 1 | 1)
    case .days:
      isPartOpen = isPartOpen || ground.pointee.isPart
      return memory.add(
        (UInt64(fact.pointee.first) << 32 | UInt64(fact.pointee.last)) << 1 | 1)
    case .choices: return memory.add(UInt64(fact.pointee.wide) << 1 | 1)
    case .number: return addNumber(ground, fact)
    case .elements: return false
    }
  }

  private func addNothing(_ ground: UnsafePointer<BulkGround>) -> Bool {
    if evaluator.isFieldAbsent[Int(ground.pointee.field)] { return memory.add(2) }
    isPartOpen = isPartOpen || ground.pointee.isPart
    return memory.add(0)
  }

  /// Where a number lies among its limits, and its unit.
  private func addNumber(
    _ ground: UnsafePointer<BulkGround>, _ fact: UnsafeMutablePointer<BulkFact>
  ) -> Bool {
    guard let limits = ground.pointee.limits else { return false }
    if ground.pointee.needsDeclaredUnit,
      fact.pointee.unit != evaluator.code.fields[Int(ground.pointee.field)].unit
    {
      return false
    }
    let count = ground.pointee.limitCount
    let unit = UInt64(fact.pointee.unit)
    let interval = fact.pointee.number
    if interval.isSingle {
      guard let rank = Self.rank(of: interval.low, limits, count) else { return false }
      return memory.add((rank << 16 | unit) << 1 | 1)
    }
    // Other numbers of the range may be tried, which its ends do not tell of.
    isPartOpen = true
    guard let low = interval.hasLow ? Self.rank(of: interval.low, limits, count) : 0,
      let high = interval.hasHigh ? Self.rank(of: interval.high, limits, count) : 0
    else { return false }
    return memory.add((low << 16 | unit) << 4 | UInt64(interval.ends) | 1 << 60)
      && memory.add(high)
  }

  /// Twice the number of limits below a number, and one more for a limit; nil: it is so large that it
  /// might not fit where it is computed with, which limits do not tell.
  private static func rank(
    of number: BulkNumber, _ limits: UnsafePointer<BulkNumber>, _ count: Int
  ) -> UInt64? {
    guard number.numerator.magnitude < 1 << 40, number.denominator < 1 << 24 else { return nil }
    var (low, high) = (0, count)
    while low < high {
      let middle = (low &+ high) >> 1
      if limits[middle] < number { low = middle &+ 1 } else { high = middle }
    }
    return UInt64(low) << 1 | (low < count && limits[low] == number ? 1 : 0)
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
