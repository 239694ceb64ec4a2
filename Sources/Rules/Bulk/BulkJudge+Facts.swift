// What is done with the facts of a record before its rules: the place, what cannot be, what follows.

extension BulkJudge {
  private var vocabulary: Vocabulary { plan.program.vocabulary }
  private var rows: UnsafeMutablePointer<BulkFact> { evaluator.state.rows }

  // MARK: - Place

  /// Puts the full names of the place in the place of what is written; false: it is not settled.
  func settle() -> Bool {
    var key: [UInt8] = []
    for field in vocabulary.jurisdictionFields {
      guard plan.fields[field].home == 0 else { return reader.fail(.place) }
      let fact = rows[plan.fields[field].place]
      key.append(fact.state.rawValue)
      if fact.state == .text { key += bytes(of: fact) }
      key.append(0)
    }
    var authority: String?
    if let field = vocabulary.numberField, vocabulary.divisions != nil {
      let fact = rows[plan.fields[field].place]
      if fact.state == .text {
        let written = bytes(of: fact)
        guard written.withUnsafeBufferPointer({ BulkPlaces.isPlain($0) }) else {
          return reader.fail(.place)
        }
        authority = written.withUnsafeBufferPointer { BulkPlaces.authority(in: $0) }
        if let authority { key += authority.utf8 }
      }
    }
    let found = key.withUnsafeBufferPointer { key in
      if let known = places.place(key) { return known }
      return places.add(key, placeStates, authority: authority, evaluator)
    }
    guard let found else { return reader.fail(.place) }
    for (field, fact) in zip(vocabulary.jurisdictionFields, found.facts) {
      rows[plan.fields[field].place] = fact
    }
    place = found
    return true
  }

  private var placeStates: [Fact.State?] {
    vocabulary.jurisdictionFields.map { field in
      let fact = rows[plan.fields[field].place]
      switch fact.state {
      case .none: return nil
      case .text: return .value(.text(String(decoding: bytes(of: fact), as: UTF8.self)))
      case .notApplicable: return .notApplicable("")
      default: return .unavailable("")
      }
    }
  }

  /// The bytes of a text as it is written.
  func bytes(of fact: BulkFact) -> [UInt8] {
    guard fact.first < 0 else { return Array(evaluator.texts.texts[fact.first].utf8) }
    let (start, count) = BulkTextPlace.place(of: fact.first)
    return Array(evaluator.bytes[start..<(start + count)])
  }

  // MARK: - Existence

  /// Finds what the project cannot have, as ``Existence`` does.
  ///
  /// Nothing is absent while conditions are computed: these are nodes of their own.
  func exist() {
    let code = evaluator.code
    for index in 0..<plan.schema.size.count {
      isAbsent[index] = false
      let parent = Int(code.parents[index])
      guard parent >= 0 else { continue }
      guard !isAbsent[parent] else {
        isAbsent[index] = true
        continue
      }
      if !openContainers.isEmpty, let open = openContainers[parent] { openContainers[index] = open }
      let scope = Int(code.containerScopes[index])
      guard scope >= 0 else { continue }
      switch evaluator.value(scope).pointee.truth {
      case .true: break
      case .unknown: openContainers[index] = causes(of: scope, with: openContainers[index])
      case .false: isAbsent[index] = !gives(container: index)
      }
    }
    for index in 0..<evaluator.fieldCount {
      let container = Int(code.containers[index])
      isFieldLeftOut[index] = isAbsent[container]
      guard !isAbsent[container] else { continue }
      if !openContainers.isEmpty, let open = openContainers[container] { openFields[index] = open }
      let scope = Int(code.fieldScopes[index])
      guard scope >= 0 else { continue }
      switch evaluator.value(scope).pointee.truth {
      case .true: break
      case .unknown: openFields[index] = causes(of: scope, with: openFields[index])
      case .false: isFieldLeftOut[index] = true
      }
    }
    for index in isAbsent.indices { evaluator.isListAbsent[index] = isAbsent[index] }
    for index in isFieldLeftOut.indices { evaluator.isFieldAbsent[index] = isFieldLeftOut[index] }
  }

  private func causes(of scope: Int, with outer: BulkCauses?) -> BulkCauses {
    var causes = outer ?? BulkCauses()
    evaluator.addCauses(of: scope, to: &causes)
    return causes
  }

  private func gives(container: Int) -> Bool {
    let place = plan.schema.placeOfList[container]
    if place >= 0 {
      guard plan.schema.homeOfList[container] == 0 else { return false }
      return rows[place].state == .elements && rows[place].last > 0
    }
    let members = membersOfGroup[container]
    return members.fields.contains { gives(field: $0) }
      || members.lists.contains { gives(container: $0) }
  }

  private func gives(field: Int) -> Bool {
    guard plan.fields[field].home == 0 else { return false }
    let fact = rows[plan.fields[field].place]
    guard fact.isWritten else { return false }
    switch fact.state {
    case .truth: return fact.first == 1
    case .number: return !fact.number.isZero
    case .text, .date, .days, .choice, .choices: return true
    case .none, .unavailable, .notApplicable, .notDone, .elements: return false
    }
  }

  // MARK: - What follows

  /// Fills in what follows from other facts; a total that differs is left to the reference.
  ///
  /// All is computed on the facts as they are given, and then filled in.
  func derive() {
    var found: [(place: Int, field: Int, fact: BulkFact)] = []
    for (field, node) in derivations[0] where !evaluator.isFieldAbsent[field] {
      if let fact = total(field, node) { found.append((plan.fields[field].place, field, fact)) }
    }
    undone.removeAll(keepingCapacity: true)
    for (field, node) in plan.preconditions
    where evaluator.value(node).pointee.truth == .false && plan.fields[field].home == 0 {
      undone.append(plan.fields[field].place)
    }
    for list in plan.schema.listsOfHome[0] {
      let content = rows[plan.schema.placeOfList[list]]
      guard content.state == .elements else { continue }
      guard !derivations[list].isEmpty else { continue }
      for position in 0..<content.last {
        let row = Int(evaluator.state.elements[content.first + position])
        evaluator.bind(0, BulkBinding.project.element(position, row: row))
        for (field, node) in derivations[list] where !evaluator.isFieldAbsent[field] {
          if let fact = total(field, node) {
            found.append((row + plan.fields[field].place, field, fact))
          }
        }
      }
      evaluator.bind(0, .project)
    }
    for (place, field, fact) in found { fill(place, field, fact) }
    for place in undone where rows[place].state == .none { rows[place].state = .notDone }
  }

  private func total(_ field: Int, _ node: Int) -> BulkFact? {
    let value = evaluator.value(node).pointee
    guard value.kind == .quantity else { return nil }
    var fact = BulkFact(state: .number)
    let declared = plan.fields[field].unit
    fact.unit = declared == 0 ? value.unit : declared
    if declared == 0 || value.unit == declared {
      fact.number = value.number
    } else if value.unit == 0 {
      guard let scale = evaluator.units.scales[Int(declared)],
        let taken = value.number.multiplied(by: BulkInterval(scale))
      else {
        evaluator.decline(.number)
        return nil
      }
      fact.number = taken
    } else {
      let dimensions = evaluator.units.dimensions
      guard dimensions[Int(value.unit)] == dimensions[Int(declared)] else { return nil }
      fact.number = value.number
    }
    return fact.number.isSingle ? fact : nil
  }

  private func fill(_ place: Int, _ field: Int, _ total: BulkFact) {
    let given = rows[place]
    guard given.state != .none else {
      rows[place] = total
      rows[place].isSeen = given.isSeen
      return
    }
    guard given.state == .number, given.isWritten else { return }
    let isOne = { (unit: UInt16) in self.evaluator.units.isOne[Int(unit)] }
    if given.unit != total.unit, given.unit == 0 || total.unit == 0,
      !isOne(given.unit == 0 ? total.unit : given.unit), !given.number.isAlikeInEveryUnit,
      !total.number.isAlikeInEveryUnit
    {
      return evaluator.decline(.total)
    }
    let dimensions = evaluator.units.dimensions
    let isAlike =
      given.unit == total.unit
      || given.unit != 0 && total.unit != 0
        && dimensions[Int(given.unit)] == dimensions[Int(total.unit)]
    if given.number.isSingle, isAlike, !(given.number.low == total.number.low) {
      evaluator.decline(.total)
    }
  }
}
