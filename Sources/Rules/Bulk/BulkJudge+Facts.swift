// What is done with the facts of a record before its rules: the place, what cannot be, what follows.

extension BulkJudge {
  private var rows: UnsafeMutablePointer<BulkFact> { evaluator.state.rows }

  // MARK: - Place

  /// Puts the full names of the place in the place of what is written; false: it is not settled.
  func settle() -> Bool {
    placeKey.removeAll(keepingCapacity: true)
    for place in words.regions {
      let fact = rows + place
      placeKey.append(fact.pointee.state.rawValue)
      if fact.pointee.state == .text { appendBytes(of: fact.pointee) }
      placeKey.append(0)
    }
    let names = placeKey.count
    guard appendAuthority() else { return reader.fail(.place) }
    let found = placeKey.withUnsafeBufferPointer { key in
      if let known = places.place(key) { return known }
      let authority =
        names < key.count ? String(decoding: key[names...], as: UTF8.self) : nil
      return places.add(key, placeStates, authority: authority, evaluator)
    }
    guard let found else { return reader.fail(.place) }
    putInPlace(found.facts)
    place = found
    return true
  }

  /// The authority that the number of the project names; false: that is for the reference to read.
  private func appendAuthority() -> Bool {
    guard words.hasDivisions, words.number >= 0, rows[words.number].state == .text else {
      return true
    }
    return withBytes(of: rows[words.number]) { bytes in
      guard BulkPlaces.isPlain(bytes) else { return false }
      if let authority = BulkPlaces.authority(in: bytes) { placeKey += bytes[authority] }
      return true
    }
  }

  /// A name that follows stands where what tells it was written, as ``PlaceReader`` has it.
  private func putInPlace(_ facts: [BulkFact]) {
    var origin = words.number < 0 ? 0 : rows[words.number].start
    for place in words.regions where rows[place].state != .none && rows[place].start != 0 {
      origin = rows[place].start
    }
    for (index, fact) in facts.enumerated() {
      let place = words.regions[index]
      let written = rows[place].state == .none ? 0 : rows[place].start
      rows[place] = fact
      rows[place].start = written != 0 ? written : -origin
    }
  }

  private func appendBytes(of fact: BulkFact) {
    withBytes(of: fact) { bytes in placeKey += bytes }
  }

  /// The bytes of a text, where they lie.
  func withBytes<Result>(
    of fact: BulkFact, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    guard let place = fact.textPlace else {
      return evaluator.texts.texts[fact.first].withBytes(body)
    }
    return body(UnsafeBufferPointer(rebasing: evaluator.bytes[place]))
  }

  private var placeStates: [Fact.State?] {
    words.regions.map { place in
      let fact = rows[place]
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
    guard let place = fact.textPlace else {
      return Array(evaluator.texts.texts[fact.first].utf8)
    }
    return Array(evaluator.bytes[place])
  }

  // MARK: - Existence

  /// Finds what the project cannot have, as ``Existence`` does.
  ///
  /// Nothing is absent while conditions are computed: these are nodes of their own.
  func exist() {
    let outcome = recurring(existenceIndex, -1) {
      findExistence()
      return BulkOutcome(
        existence: BulkExistence(
          isAbsent: isAbsent, isFieldLeftOut: isFieldLeftOut, openContainers: openContainers,
          openFields: openFields))
    }
    guard let found = outcome.existence else { return }
    (isAbsent, isFieldLeftOut) = (found.isAbsent, found.isFieldLeftOut)
    (openContainers, openFields) = (found.openContainers, found.openFields)
    isAbsent.withUnsafeBufferPointer { absent in
      for index in absent.indices { evaluator.isListAbsent[index] = absent[index] }
    }
    isFieldLeftOut.withUnsafeBufferPointer { absent in
      for index in absent.indices { evaluator.isFieldAbsent[index] = absent[index] }
    }
  }

  private func findExistence() {
    let code = evaluator.code
    for index in isAbsent.indices {
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
      switch evaluator.settled(scope) {
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
      switch evaluator.settled(scope) {
      case .true: break
      case .unknown: openFields[index] = causes(of: scope, with: openFields[index])
      case .false: isFieldLeftOut[index] = true
      }
    }
  }

  private func causes(of scope: Int, with outer: BulkCauses?) -> BulkCauses {
    var causes = outer ?? BulkCauses()
    evaluator.addCauses(of: scope, to: &causes)
    return causes
  }

  /// Whether a project that cannot have it gives something of a group or a list.
  func gives(container: Int) -> Bool {
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
    guard evaluator.code.fields[field].home == 0 else { return false }
    let fact = rows[evaluator.code.fields[field].place]
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
      if let fact = total(field, node) {
        found.append((evaluator.code.fields[field].place, field, fact))
      }
    }
    undone.removeAll(keepingCapacity: true)
    for (place, node) in words.preconditions
    where evaluator.settled(node) == .false {
      undone.append(place)
    }
    for (list, place) in words.lists {
      let content = rows[place]
      guard content.state == .elements else { continue }
      guard !derivations[list].isEmpty else { continue }
      for position in 0..<content.last {
        let row = Int(evaluator.state.elements[content.first + position])
        evaluator.bind(0, BulkBinding.project.element(position, row: row))
        for (field, node) in derivations[list] where !evaluator.isFieldAbsent[field] {
          if let fact = total(field, node) {
            found.append((row + evaluator.code.fields[field].place, field, fact))
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
    let declared = evaluator.code.fields[field].unit
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
