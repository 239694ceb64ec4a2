/// The ways to keep one finding from being not met, each a small set of changed facts.
///
/// They come from the failing conditions themselves: the requirement made true, an exception or
/// the accepted justification made true. A rule that is made not to apply, or whose consequence is
/// made a milder one, is not complied with; so only what the rule names as its cure is changed there.
struct ChangeOptions {
  /// The most ways that are followed for one condition.
  static let optionLimit = 24
  /// The most facts that one way changes.
  static let changeLimit = 6
  /// The most ways that are followed for one finding.
  static let candidateLimit = 8 * optionLimit

  let program: Program
  let rule: ProgramRule
  /// Stands in the changed dossier, at the element that is judged.
  let evaluator: Evaluator
  /// The ways found for definitions, which may be used many times.
  private var definitions: [DefinitionWay: [ChangeSet]] = [:]

  private struct DefinitionWay: Hashable {
    let body: Int
    let unwanted: Truth
  }

  init(program: Program, rule: ProgramRule, evaluator: Evaluator) {
    self.program = program
    self.rule = rule
    self.evaluator = evaluator
  }

  /// Candidates without regard to whether they suffice; no candidate contains another.
  mutating func candidates() -> [ChangeSet] {
    var found: [ChangeSet] = []
    let met: [(step: Int, unwanted: Truth)] =
      (rule.requirement.map { [($0, .false)] } ?? [])
      + rule.furtherDemands.map { ($0.demand, .false) }
      + rule.exceptions.map { ($0, .false) }
      + (rule.justification.map { [($0, .false)] } ?? [])
    let left: [(step: Int, unwanted: Truth)] =
      [rule.filter, rule.when].compactMap { $0 }.map { ($0, .true) }
      + rule.exclusions.map { ($0, .false) }
      + rule.consequences.compactMap { $0 }.map { ($0, .true) }
    let cures = program.rules.rules[rule.rule].cures
    var seen: Set<ChangeSet> = [.none]
    var place = evaluator
    for way in met where found.count < Self.candidateLimit {
      let sets = self.ways(way.step, avoiding: way.unwanted, &place)
      found += sets.filter { seen.insert($0).inserted }
    }
    for way in left where found.count < Self.candidateLimit && !cures.isEmpty {
      let sets = self.ways(way.step, avoiding: way.unwanted, &place)
      found += sets.filter { $0.changesOnly(cures) && seen.insert($0).inserted }
    }
    return found.filter { set in !found.contains { $0 != set && $0.isSubset(of: set) } }
  }

  /// The sets of changes under which a step is surely not of a truth.
  ///
  /// A step that is not of that truth needs no change: one empty set. A step that is open stays
  /// open, as facts that are missing stay missing.
  private mutating func ways(
    _ step: Int, avoiding unwanted: Truth, _ evaluator: inout Evaluator
  ) -> [ChangeSet] {
    guard evaluator.result(of: step).truth == unwanted else { return [.none] }
    switch program.steps[step] {
    case .not(let operand): return ways(operand, avoiding: !unwanted, &evaluator)
    case .definition(_, let body):
      let key = DefinitionWay(body: body, unwanted: unwanted)
      if let known = definitions[key] { return known }
      let found = ways(body, avoiding: unwanted, &evaluator)
      definitions[key] = found
      return found
    case .and(let operands):
      let steps = program.list(operands)
      return unwanted == .false
        ? every(of: steps, unwanted, &evaluator) : any(of: steps, unwanted, &evaluator)
    case .or(let operands):
      let steps = program.list(operands)
      return unwanted == .true
        ? every(of: steps, unwanted, &evaluator) : any(of: steps, unwanted, &evaluator)
    case .aggregate(let index): return ways(program.aggregates[index], step, unwanted, evaluator)
    case .field, .compare, .oneOf, .memberOfSet, .includes, .includesOnly:
      let candidates = ValueCandidates(
        program: program, evaluator: evaluator, step: step, isTrue: unwanted == .true)
      return candidates.changes(limit: Self.optionLimit)
    case .constant, .parameter, .arithmetic, .negative, .extremum, .choose, .shifted, .daysBetween,
      .rounded, .hasValue, .keys, .applicable, .asOf:
      return []
    }
  }

  /// One of the steps must change; those that are as wanted already do not help.
  private mutating func any(
    of steps: ArraySlice<Int>, _ unwanted: Truth, _ evaluator: inout Evaluator
  ) -> [ChangeSet] {
    var sets: [ChangeSet] = []
    for step in steps where sets.count < Self.optionLimit {
      sets += ways(step, avoiding: unwanted, &evaluator).filter { $0.count > 0 }
    }
    return Array(sets.prefix(Self.optionLimit))
  }

  /// Every step must change: one way of each, joined.
  private mutating func every(
    of steps: ArraySlice<Int>, _ unwanted: Truth, _ evaluator: inout Evaluator
  ) -> [ChangeSet] {
    var joined: [ChangeSet] = [.none]
    for step in steps where !joined.isEmpty {
      joined = Self.joined(joined, ways(step, avoiding: unwanted, &evaluator))
    }
    return joined
  }

  /// One way of each of two, joined.
  private static func joined(_ sets: [ChangeSet], _ ways: [ChangeSet]) -> [ChangeSet] {
    // What is as wanted needs no change.
    if ways == [.none] { return sets }
    var joined: [ChangeSet] = []
    var seen: Set<ChangeSet> = []
    for set in sets {
      for way in ways {
        guard let both = set.joined(with: way), both.count <= changeLimit,
          seen.insert(both).inserted
        else { continue }
        joined.append(both)
        if joined.count == optionLimit { return joined }
      }
    }
    return joined
  }

  // MARK: - Lists

  private mutating func ways(
    _ aggregate: ProgramAggregate, _ step: Int, _ unwanted: Truth, _ evaluator: Evaluator
  ) -> [ChangeSet] {
    let elements = evaluator.bindings(of: aggregate)
    guard !elements.contains(where: { $0.stands(atUnknownElementOf: aggregate) }) else { return [] }
    let isEvery: Bool
    switch aggregate.function {
    case .all: isEvery = unwanted == .false
    case .any: isEvery = unwanted == .true
    case .sum, .largest, .smallest, .count, .distinct: return []
    }
    if isEvery {
      var joined: [ChangeSet] = [.none]
      for place in elements where !joined.isEmpty {
        joined = Self.joined(joined, element(aggregate, true, place))
      }
      return joined
    }
    var sets: [ChangeSet] = []
    for place in elements where sets.count < Self.optionLimit {
      sets += element(aggregate, false, place)
    }
    return Array(sets.prefix(Self.optionLimit))
  }

  /// The ways to make an element keep or break what is said of it.
  ///
  /// - Parameter out: Whether the element shall stop deciding (leave the filter, or turn its
  ///   body), rather than begin to.
  private mutating func element(
    _ aggregate: ProgramAggregate, _ out: Bool, _ evaluator: Evaluator
  ) -> [ChangeSet] {
    guard let body = aggregate.body else { return [] }
    // `都` is broken by a body that is false, `有` is reached by one that is true.
    let breaking: Truth = aggregate.function == .all ? .false : .true
    let filter = aggregate.filter
    var place = evaluator
    if out {
      let isIn = filter.map { place.result(of: $0).truth } ?? .true
      guard isIn == .true, place.result(of: body).truth == breaking else { return [.none] }
      let leaving = filter.map { ways($0, avoiding: .true, &place) } ?? []
      return leaving + ways(body, avoiding: breaking, &place)
    }
    let entering = filter.map { ways($0, avoiding: .false, &place) } ?? [.none]
    return Self.joined(entering, ways(body, avoiding: !breaking, &place))
  }
}

extension Evaluator {
  fileprivate func stands(atUnknownElementOf aggregate: ProgramAggregate) -> Bool {
    environment[aggregate.variable].element == nil
  }
}
