/// The values a changeable fact could take so that one comparison comes out otherwise.
///
/// A number is solved exactly at the threshold. Where the threshold itself does not do, as for a
/// strict comparison, or cannot be written as a decimal, the number goes one step beyond it: one
/// unit of the last decimal place in which the value or the threshold is written, and at least
/// ``leastPlaces`` places for a threshold whose decimals never end; 1 for a whole number.
struct ValueCandidates {
  /// The decimal places of a number next to a threshold whose decimals never end.
  static let leastPlaces = 4
  /// A threshold with more decimal places is treated as one whose decimals never end.
  static let mostPlaces = 12
  /// The most facts of one comparison that are tried.
  static let factLimit = 24

  let program: Program
  /// Stands in the changed dossier, at the element that is judged.
  let evaluator: Evaluator
  /// The comparison, whose value is ``isTrue`` now.
  let step: Int
  let isTrue: Bool

  /// The changes of one fact each that turn the comparison, so many at most.
  func changes(limit: Int) -> [ChangeSet] {
    var changes: [ChangeSet] = []
    for leaf in Self.outermost(changeableLeaves()) where changes.count < limit {
      changes += values(for: leaf).map { ChangeSet(values: [leaf.reference: $0]) }
    }
    return Array(changes.prefix(limit))
  }

  // MARK: - Leaves

  /// Of many facts, as those of the elements that a sum ranges over, the numbers at either end:
  /// the largest can be lowered most, and beside the smallest the others count least.
  private static func outermost(_ leaves: [Leaf]) -> [Leaf] {
    guard leaves.count > factLimit else { return leaves }
    let sorted = leaves.indices.sorted { left, right in
      let (low, high) = (leaves[left].number, leaves[right].number)
      return low == high ? left < right : low < high
    }
    let kept = sorted.prefix(factLimit / 2) + sorted.suffix(factLimit / 2)
    return kept.sorted().map { leaves[$0] }
  }

  private struct Leaf {
    let reference: FactReference
    let field: Field
    let value: ScalarValue
    /// A total with sources can only grow, by one more of them.
    let onlyGrows: Bool

    /// Its number in base units; zero for a value that is none.
    var number: ExactNumber {
      guard case .number(let quantity) = value else { return .zero }
      return quantity.interval.lower?.value ?? quantity.interval.upper?.value ?? .zero
    }
  }

  private func changeableLeaves() -> [Leaf] {
    var leaves: [Leaf] = []
    var known: Set<FactReference> = []
    collect([step], evaluator, into: &leaves, &known)
    return leaves
  }

  private func collect(
    _ roots: [Int], _ evaluator: Evaluator, into leaves: inout [Leaf],
    _ known: inout Set<FactReference>
  ) {
    var seen: Set<Int> = []
    var open = Array(roots.reversed())
    while let step = open.popLast() {
      guard seen.insert(step).inserted else { continue }
      switch program.steps[step] {
      case .field(let index, let variable):
        if let leaf = leaf(index, variable, evaluator), known.insert(leaf.reference).inserted {
          leaves.append(leaf)
        }
      case .aggregate(let index):
        for inner in evaluator.bindings(of: program.aggregates[index]) {
          collect(program.parts(of: index), inner, into: &leaves, &known)
        }
      case .constant, .parameter, .definition, .not, .and, .or, .compare, .oneOf, .memberOfSet,
        .includes, .includesOnly, .arithmetic, .negative, .extremum, .choose, .shifted,
        .daysBetween, .rounded, .hasValue, .keys, .applicable, .asOf:
        open += program.operands(of: step).reversed()
      }
    }
  }

  /// The fact of a field, if the applicant can change it and the dossier gives it.
  private func leaf(_ index: Int, _ variable: Int?, _ evaluator: Evaluator) -> Leaf? {
    let field = program.vocabulary.fields[index]
    let (fact, reference) = evaluator.fact(index, variable)
    guard field.isChangeable, case .value(let value)? = fact?.state,
      !reference.indices.contains(nil)
    else { return nil }
    let sources = TotalSources(of: reference, in: evaluator.binding.dossier, program)
    switch sources {
    case .fixed: return nil
    case .unsettled, .sum:
      return Leaf(
        reference: reference, field: field, value: value, onlyGrows: sources.areSettled)
    }
  }

  // MARK: - Values

  private func values(for leaf: Leaf) -> [ScalarValue] {
    switch (leaf.field.type, leaf.value) {
    case (.truth, .truth(let value)): return turning([.truth(!value)], leaf)
    case (.choice(let list), .choice(let given)):
      // Levels and grades stand in their order: the nearest one is asked for first.
      let choices = reachable(list, leaf).sorted { left, right in
        (abs(left - given), left) < (abs(right - given), right)
      }
      return turning(choices.map { .choice($0) }, leaf)
    case (.choice(let list), _):
      return turning(reachable(list, leaf).map { .choice($0) }, leaf)
    case (.choices(let list), .choices(let given)):
      return turning(selections(given, list).map(ScalarValue.choices), leaf)
    case (.text, _): return turning(namedConstants, leaf)
    case (.date, .date(let given)): return dates(given, leaf)
    case (.number, .number(let given)): return numbers(given, leaf)
    case (.truth, _), (.choices, _), (.date, _), (.number, _): return []
    }
  }

  private func reachable(_ list: Int, _ leaf: Leaf) -> [Int] {
    program.vocabulary.choiceLists[list].choices.indices.filter { choice in
      leaf.field.reachableChoices?.contains(choice) ?? true
    }
  }

  /// Those values that turn the comparison.
  private func turning(_ values: [ScalarValue], _ leaf: Leaf) -> [ScalarValue] {
    values.filter { $0 != leaf.value && turns($0, leaf) }
  }

  private func turns(_ value: ScalarValue, _ leaf: Leaf) -> Bool {
    var changed = evaluator.scratch(assuming: [leaf.reference: Fact(.value(value), range: nil)])
    return changed.evaluate(step).truth == Truth(!isTrue)
  }

  private var namedConstants: [ScalarValue] {
    switch program.steps[step] {
    case .oneOf(_, let constants), .includes(_, let constants), .includesOnly(_, let constants):
      program.constants(constants)
    case .constant, .field, .parameter, .definition, .not, .and, .or, .compare, .memberOfSet,
      .arithmetic, .negative, .extremum, .choose, .shifted, .daysBetween, .rounded, .hasValue,
      .keys, .aggregate, .applicable, .asOf:
      []
    }
  }

  /// Selections that differ as little as may be from the one given.
  private func selections(_ given: Set<Int>, _ list: Int) -> [Set<Int>] {
    var named: Set<Int> = []
    for case .choice(let choice) in namedConstants { named.insert(choice) }
    var selections = [given.union(named), given.intersection(named)].filter { !$0.isEmpty }
    selections += named.sorted().map { given.subtracting([$0]) }.filter { !$0.isEmpty }
    selections += named.sorted().map { [$0] }
    if selections.allSatisfy({ $0 == given }) {
      let others = program.vocabulary.choiceLists[list].choices.indices
      selections += others.map { given.union([$0]) }
    }
    var seen: Set<Set<Int>> = []
    return selections.filter { seen.insert($0).inserted }
  }

  // MARK: - Dates

  /// The other date of the comparison, or the day before or after it.
  private func dates(_ given: CalendarDate, _ leaf: Leaf) -> [ScalarValue] {
    guard case .compare(_, let left, let right) = program.steps[step] else { return [] }
    for operand in [left, right] {
      var scratch = evaluator.scratch()
      guard case .scalar(.date(let other)) = scratch.evaluate(operand).value, other != given else {
        continue
      }
      let near = [other, other.dayBefore, other.dayAfter].compactMap { $0 }
      let turning = turning(near.map(ScalarValue.date), leaf)
      if let first = turning.first { return [first] }
    }
    let near = [given.dayBefore, given.dayAfter].compactMap { $0 }
    return Array(turning(near.map(ScalarValue.date), leaf).prefix(1))
  }

  // MARK: - Numbers

  /// The nearest number that turns the comparison.
  private func numbers(_ given: Quantity, _ leaf: Leaf) -> [ScalarValue] {
    guard let nearest = given.interval.lower?.value ?? given.interval.upper?.value else {
      return []
    }
    let thresholds = ThresholdFinder.thresholds(of: leaf.reference, in: [step], evaluator)
    var numbers: [ExactNumber] = []
    for threshold in thresholds.values {
      numbers += self.numbers(at: threshold, given, leaf.field)
    }
    let possible = numbers.filter { number in
      // A project of which nothing is left is none.
      leaf.field.interval.contains(number) && (!leaf.onlyGrows || number > nearest)
        && (!number.isZero || nearest.isZero)
    }
    for number in Self.byDistance(possible, from: nearest) {
      let value = ScalarValue.number(
        Quantity(interval: NumberInterval(number), unit: given.unit))
      if value != leaf.value, turns(value, leaf) { return [value] }
    }
    return []
  }

  private static func byDistance(
    _ numbers: [ExactNumber], from start: ExactNumber
  ) -> [ExactNumber] {
    func distance(_ number: ExactNumber) -> ExactNumber {
      number.subtracting(start)?.magnitude ?? number.magnitude
    }
    return numbers.sorted { left, right in
      let (near, far) = (distance(left), distance(right))
      return near == far ? left < right : near < far
    }
  }

  /// The threshold as far as it can be written, and one step on either side of it.
  private func numbers(
    at threshold: ExactNumber, _ given: Quantity, _ field: Field
  ) -> [ExactNumber] {
    guard let shown = given.shown(threshold) else { return [] }
    let ends = [given.interval.lower, given.interval.upper].compactMap { $0?.value }
    let written = ends.compactMap { given.shown($0)?.decimalPlaces }.max() ?? 0
    let own = shown.decimalPlaces.flatMap { $0 <= Self.mostPlaces ? $0 : nil }
    let places =
      field.isInteger ? 0 : min(max(written, own ?? Self.leastPlaces), Self.mostPlaces)
    guard let below = shown.roundedDown(places: places), let step = ExactNumber.step(places)
    else { return [] }
    let candidates = [below, below.adding(step), below.subtracting(step)]
    return candidates.compactMap { number in
      number.flatMap { $0.multiplied(by: given.unit?.scale ?? .one) }
    }
  }
}

extension ExactNumber {
  /// One unit of a decimal place.
  fileprivate static func step(_ places: Int) -> ExactNumber? {
    var scale: Int128 = 1
    for _ in 0..<places { scale *= 10 }
    return ExactNumber(1, over: scale)
  }
}

extension CalendarDate {
  fileprivate var dayAfter: CalendarDate? {
    CalendarDate(year: year, month: month, day: day + 1)
      ?? CalendarDate(year: year, month: month + 1, day: 1)
      ?? CalendarDate(year: year + 1, month: 1, day: 1)
  }

  fileprivate var dayBefore: CalendarDate? {
    if day > 1 { return CalendarDate(year: year, month: month, day: day - 1) }
    if month == 1 { return CalendarDate(year: year - 1, month: 12, day: 31) }
    return [31, 30, 29, 28].lazy
      .compactMap { CalendarDate(year: year, month: month - 1, day: $0) }.first
  }
}
