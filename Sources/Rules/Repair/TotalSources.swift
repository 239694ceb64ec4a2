/// What a dossier says of the sources that a fact is the sum of.
///
/// A total with sources cannot be changed by itself, as the dossier would then be refused
/// (`total-differs`): what is needed beyond them is entered as one more source.
enum TotalSources {
  /// The fact is no total, or its sources do not settle it: it is changed like any other.
  case unsettled
  /// The sum of the sources; `next` is the fact that one more source would give.
  case sum(next: FactReference, isTotalGiven: Bool)
  /// It follows from other facts in a way that no further source can make good.
  case fixed

  var areSettled: Bool { if case .sum = self { true } else { false } }

  init(of total: FactReference, in dossier: Dossier, _ program: Program) {
    guard let step = program.derivations[total.field] else {
      self = .unsettled
      return
    }
    guard case .aggregate(let index) = program.steps[step],
      let field = program.aggregates[index].summedField(in: program)
    else {
      self = .fixed
      return
    }
    let aggregate = program.aggregates[index]
    let holder = dossier.element(holding: total, in: program.vocabulary)
    let owner = aggregate.owner == nil ? dossier.root : holder
    guard case .elements(let sources)? = owner?.lists[aggregate.list],
      sources.allSatisfy({ $0.facts[field]?.number != nil })
    else {
      self = .unsettled
      return
    }
    let around = aggregate.owner == nil ? [] : total.indices
    self = .sum(
      next: FactReference(.field(field), indices: around + [sources.count]),
      isTotalGiven: holder?.facts[total.field]?.range != nil)
  }
}

extension ChangeSet {
  /// The changes as they are entered into the dossier: a total that has sources changes with one
  /// more of them, and by itself only where the dossier gives it.
  func entered(in review: Review) -> [FactChange] {
    let changes = list(in: review).flatMap { change -> [FactChange] in
      let sources = TotalSources(
        of: change.reference, in: review.binding.dossier, review.program)
      guard case .sum(let next, let isTotalGiven) = sources,
        case .number(let wanted) = change.to, let sum = change.from?.number,
        let added = wanted.interval.single?.subtracting(sum)
      else { return [change] }
      let quantity = Quantity(interval: NumberInterval(added), unit: wanted.unit)
      let source = FactChange(next, from: nil, to: .number(quantity))
      return isTotalGiven ? [change, source] : [source]
    }
    return changes.sorted { $0.reference.precedes($1.reference) }
  }
}

extension ProgramAggregate {
  /// The field of its elements that it adds up, all of them; nil when it does something else.
  fileprivate func summedField(in program: Program) -> Int? {
    guard function == .sum, filter == nil, let body,
      case .field(let field, variable) = program.steps[body]
    else { return nil }
    return field
  }
}

extension Fact {
  /// Its number in base units; nil for a range and for what is no number.
  fileprivate var number: ExactNumber? {
    if case .value(.number(let quantity)) = state { quantity.interval.single } else { nil }
  }
}
